//! Records that come while the service runs: from a request, or from a watched folder.

pub mod loading;
