//! Nothing is read unlogged, and nothing logged can be changed unseen.

mod chain;
mod crash;
mod export;
mod large;
mod months;
mod seen;
mod tampering;
mod together;

use sightline_access::{Pseudonym, PseudonymKey};
use sightline_store::{AccessEntry, AccessLog, Act, Event, Reading};
use std::path::{Path, PathBuf};

const NOON: &str = "2026-11-22T12:00:00Z";

fn reading(reason: &str) -> Reading<'_> {
    Reading::at_command_line(NOON, "analyst", "cp-plans 2018-07", reason, "abc")
}

fn signed_in<'a>(at: &'a str, who: &'a str) -> Event<'a> {
    Event::done(Act::SignedIn, at, who, "sign-in", "192.0.2.7")
}

fn segment(root: &Path, month: &str) -> PathBuf {
    root.join("access").join(format!("{month}.jsonl"))
}

fn entries(log: &AccessLog) -> Vec<AccessEntry> {
    log.entries().unwrap().map(Result::unwrap).collect()
}

fn pseudonyms(count: usize) -> Vec<Pseudonym> {
    let key = PseudonymKey::from_bytes(&std::array::from_fn::<u8, 32, _>(|i| u8::try_from(i).unwrap())).unwrap();
    (0..count).map(|number| key.child(&number.to_string())).collect()
}
