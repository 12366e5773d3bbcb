//! Tests of disclosure control.

mod brute;
mod checks;
mod ledger;
mod properties;
mod rules;
mod small;
