//! Looking after the service: people, tokens, settings, the access log.

mod log;
mod log_chain;
pub(crate) mod log_export;
mod log_lines;
mod log_reasons;
pub(crate) mod log_time;
mod log_unusual;

pub use log::LOG_ROUTES;

use crate::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
