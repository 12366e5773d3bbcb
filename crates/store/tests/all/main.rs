//! Tests of snapshots and of the access log.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod access;
mod snapshots;
