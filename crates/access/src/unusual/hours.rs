//! Children opened when nobody is at work.

use super::{Did, Finding, Kind, Outcome, Seen, Standards, count, different_children, numbers, written};
use sightline_model::Day;
use std::collections::BTreeMap;

/// One finding for each person and day on which children were opened after hours.
pub(super) fn after_hours(sorted: &[&Seen], standards: &Standards) -> Vec<Finding> {
    let mut days: BTreeMap<(&str, Day), Vec<&Seen>> = BTreeMap::new();
    for entry in sorted {
        let opened = entry.outcome == Outcome::Allowed && entry.did != Did::Other;
        if opened && !standards.night_workers.contains(&entry.person) && is_after_hours(entry, standards) {
            days.entry((&entry.person, entry.day)).or_default().push(entry);
        }
    }
    days.into_iter()
        .map(|((person, day), entries)| Finding {
            kind: Kind::AfterHours,
            person: person.to_owned(),
            words: format!(
                "Opened {} on {}{}.",
                match different_children(&entries) {
                    // A list whose length was not logged.
                    0 => "records".to_owned(),
                    number => count(number, "child", "children"),
                },
                written(day),
                if works(day, standards) { " outside working hours" } else { ", not a working day" }
            ),
            entries: numbers(&entries),
        })
        .collect()
}

fn works(day: Day, standards: &Standards) -> bool {
    day.is_weekday() && !standards.holidays.contains(&day)
}

/// The working day begins with its first minute and is over at its last: 07:00 is in it, 19:00 is not.
fn is_after_hours(entry: &Seen, standards: &Standards) -> bool {
    !works(entry.day, standards) || entry.minute < standards.work_begins || entry.minute >= standards.work_ends
}
