//! Tests of intake. Every fixture is invented and written by the test that uses it.

mod kit;
mod ssd;
mod ssda903;
