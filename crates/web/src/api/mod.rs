//! What other programs ask: figures, lists, loading; health and metrics.

use crate::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
