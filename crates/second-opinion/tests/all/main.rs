//! One test binary: the calendar, the reading of raw files, and a handful of figures worked out by hand.

mod around_care;
mod calendar;
mod calls;
mod care;
mod front_door;
mod moments;
mod protection;
mod reading;
mod returns;
mod services;
mod staff;
mod waiting;

use std::fs;

use jiff::civil::{Date, date};
use sightline_second_opinion::{Figure, Records, figure};

/// Reads the files as a folder of an extract.
fn records(files: &[(&str, &str)]) -> Records {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file can be written there");
    }
    Records::read(folder.path()).expect("the files are CSV")
}

/// A figure of March 2024, long before the data end.
fn in_march(records: &Records, id: &str) -> Figure {
    figure(records, id, date(2024, 3, 1), date(2024, 3, 31), date(2025, 3, 31)).expect("the id is known")
}

/// Numerator and denominator of a share in March 2024.
fn share(records: &Records, id: &str) -> (f64, f64) {
    let found = in_march(records, id);
    (found.numerator, found.denominator.expect("a share has a denominator"))
}

fn day(text: &str) -> Date {
    text.parse().expect("a date of a test is a date")
}

#[test]
fn every_id_is_in_the_answer_once() {
    let ids = sightline_second_opinion::ids();
    let mut distinct: Vec<&str> = ids.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), ids.len());
    assert!(ids.len() >= 100);
}

#[test]
fn an_empty_folder_gives_zeros_and_no_shares() {
    let nothing = records(&[]);
    assert_eq!(in_march(&nothing, "cla"), Figure { numerator: 0.0, denominator: None, value: Some(0.0) });
    assert_eq!(in_march(&nothing, "adoptions"), Figure { numerator: 0.0, denominator: Some(0.0), value: None });
    assert!(figure(&nothing, "no-such-id", date(2024, 3, 1), date(2024, 3, 31), date(2024, 3, 31)).is_none());
}
