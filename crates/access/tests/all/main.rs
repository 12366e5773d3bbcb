//! Tests of the crate.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod child;
mod lists;
mod pseudonym;
mod reason;
mod rights;
mod route;
mod unusual;

use sightline_access::{Held, Person, Reason, Rights, Role, Teams};
use std::collections::BTreeSet;

/// Account `p1`, known to the records as worker `w1`.
fn person(held: Vec<Held>) -> Person {
    Person { id: "p1".to_owned(), workers: BTreeSet::from(["w1".to_owned()]), rights: Rights::of(held) }
}

fn held(role: Role, teams: Teams) -> Held {
    Held { role, teams }
}

fn reason() -> Reason {
    Reason::parse("Police rang about a missing child").unwrap()
}
