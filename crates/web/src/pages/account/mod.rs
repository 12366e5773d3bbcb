//! Signing in and out, and one's own account.

use crate::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
