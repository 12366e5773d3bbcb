//! Tests of the words everything else is written in.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod ages;
mod periods;
mod working_days;
