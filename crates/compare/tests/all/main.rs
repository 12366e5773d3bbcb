//! Every expected value here was worked out by hand, or by a separate program from the printed formulas; none was copied from this crate.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod annotation;
mod bench;
mod change;
mod funnel;
mod funnel_properties;
mod interval;
mod interval_properties;
mod movement;
mod sampling;
mod sentence;
mod spc;
mod spc_naive;
mod spc_segments;
mod spc_signals;
mod spc_verdict;
mod support;
mod target;
