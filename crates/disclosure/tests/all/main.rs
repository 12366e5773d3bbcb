//! Tests of disclosure control.

mod checks;
