//! Tests of intake. Every fixture is invented and written by the test that uses it.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its fixture should fail there")]

mod formats;
mod fuzz;
mod kit;
mod rows;
mod ssd;
mod ssda903;
mod twice;
mod whole;
