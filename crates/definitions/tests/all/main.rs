//! Tests of reading definitions.

mod built_in;
mod faults;
mod identities;
