//! Clocks against days and hours counted by hand on a calendar.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod days;
mod due;
mod elapsed;
mod file;
mod front_door;
mod shape;

use sightline_clock::{ClockError, Clocks, Explanation, Moment, OfficeHours, holidays};
use sightline_model::{Calendar, Day};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const CLOCKS: &str = include_str!("../../../../definitions/clocks/clocks.csv");
const HOLIDAYS: &str = include_str!("../../../../definitions/calendar/bank-holidays-england.csv");

fn clocks() -> Clocks {
    Clocks::read(CLOCKS).unwrap()
}

fn names() -> BTreeMap<Day, String> {
    holidays::names(HOLIDAYS).unwrap()
}

fn calendar() -> &'static Calendar {
    static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::new(&names().keys().copied().collect::<Vec<_>>()));
    &CALENDAR
}

fn try_explain(id: &str, start: &str, end: Option<&str>) -> Result<Explanation, ClockError> {
    clocks().explain(id, start, end, calendar(), &names(), OfficeHours::default())
}

fn explain(id: &str, start: &str, end: Option<&str>) -> Explanation {
    try_explain(id, start, end).unwrap()
}

/// When it is due: a day, or local time with its offset.
fn due(id: &str, start: &str) -> String {
    explain(id, start, None).due.iso()
}

/// Day 0 and the due date.
fn zero_and_due(id: &str, start: &str) -> (String, String) {
    let explained = explain(id, start, None);
    (explained.day_zero.unwrap().to_string(), explained.due.iso())
}

fn verdict(id: &str, start: &str, end: &str) -> String {
    explain(id, start, Some(end)).verdict.words()
}

/// `date|count|why|marks` of each day.
fn steps(explained: &Explanation) -> Vec<String> {
    let line = |step: &sightline_clock::Step| {
        format!("{}|{}|{}|{}", step.date, step.counts.map_or("-".to_owned(), |n| n.to_string()), step.why, step.marks.join(", "))
    };
    explained.steps.iter().map(line).collect()
}

fn says(explained: &Explanation, words: &str) -> bool {
    explained.sentences.iter().any(|sentence| sentence.contains(words))
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}
