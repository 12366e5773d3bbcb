//! Everything of the crate in one binary.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod browser;
mod code;
mod fake;
mod password;
mod provider;
mod seal;
mod settings;
mod token;
mod trust;

/// A moment all tests may share: 22 November 2026, noon, in unix milliseconds.
const NOON: i64 = 1_795_348_800_000;
