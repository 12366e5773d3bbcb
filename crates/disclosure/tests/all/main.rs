//! Tests of disclosure control.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod brute;
mod checks;
mod ledger;
mod properties;
mod rules;
mod small;
