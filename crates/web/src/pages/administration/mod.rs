//! People and their roles, tokens, restrictions, settings; the access log and unusual access.

use crate::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
