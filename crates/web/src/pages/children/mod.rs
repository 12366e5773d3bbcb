//! Lists of children and what is due, read with a receipt of the access log.

use crate::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
