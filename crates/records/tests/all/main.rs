//! Tests of the records. Every case runs on SQLite and on a real PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[macro_use]
mod harness;

mod attempts;
mod backup;
mod opening;
mod people;
mod restrictions;
mod service;
mod sign_in;
