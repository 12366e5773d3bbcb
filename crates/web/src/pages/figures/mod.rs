//! Today, areas, indicators, comparing, asking, searching; data quality and loads.

use crate::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
