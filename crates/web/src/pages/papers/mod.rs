//! Reports: read, commented on, signed off, published.

use crate::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
