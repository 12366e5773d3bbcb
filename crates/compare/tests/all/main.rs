//! Every expected value here was worked out by hand, or by a separate program from the printed formulas; none was copied from this crate.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod annotation;
mod change;
mod interval;
mod interval_properties;
mod spc;
mod spc_naive;
mod spc_segments;
mod spc_signals;
mod spc_verdict;
mod support;
mod target;
