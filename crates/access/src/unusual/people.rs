//! What one person did that asks for a word: blocked children, refusals, pasted reasons, pseudonyms undone.

use super::{Did, Finding, Kind, Outcome, Seen, Standards, count, different_children, numbers, written};
use sightline_model::Day;
use std::collections::BTreeMap;

/// Blocked children tried: once is enough.
pub(super) fn blocked(sorted: &[&Seen]) -> Vec<Finding> {
    by_person(sorted, |entry| entry.outcome == Outcome::Blocked)
        .map(|(person, entries)| Finding {
            kind: Kind::BlockedChild,
            person,
            words: format!("Tried {} to open a child who is barred to them.", times(&entries)),
            entries: numbers(&entries),
        })
        .collect()
}

/// Every re-identification is shown: they are few.
pub(super) fn reidentified(sorted: &[&Seen]) -> Vec<Finding> {
    by_person(sorted, |entry| entry.did == Did::Reidentified && entry.outcome == Outcome::Allowed)
        .map(|(person, entries)| Finding {
            kind: Kind::Reidentified,
            person,
            words: format!("Asked whose pseudonym it is for {}.", count(different_children(&entries), "child", "children")),
            entries: numbers(&entries),
        })
        .collect()
}

/// Repeated refusals on one day, barred children among them.
pub(super) fn refusals(sorted: &[&Seen], standards: &Standards) -> Vec<Finding> {
    let mut days: BTreeMap<(&str, Day), Vec<&Seen>> = BTreeMap::new();
    for entry in sorted.iter().filter(|entry| entry.outcome != Outcome::Allowed) {
        days.entry((&entry.person, entry.day)).or_default().push(entry);
    }
    days.into_iter()
        .filter(|(_, entries)| entries.len() >= standards.refusals_a_day)
        .map(|((person, day), entries)| Finding {
            kind: Kind::RepeatedRefusals,
            person: person.to_owned(),
            words: format!("Was refused {} on {}.", times(&entries), written(day)),
            entries: numbers(&entries),
        })
        .collect()
}

/// One reason for several children, word for word but for capitals and blanks.
pub(super) fn reasons(sorted: &[&Seen], standards: &Standards) -> Vec<Finding> {
    let mut reasons: BTreeMap<(&str, String), Vec<&Seen>> = BTreeMap::new();
    for entry in sorted.iter().filter(|entry| entry.outcome == Outcome::Allowed && !entry.reason.trim().is_empty()) {
        let words = entry.reason.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        reasons.entry((&entry.person, words)).or_default().push(entry);
    }
    reasons
        .into_iter()
        // One list opened for one reason concerns many children and is no repetition.
        .filter(|(_, entries)| entries.len() > 1 && different_children(entries) >= standards.children_for_one_reason)
        .map(|((person, _), entries)| Finding {
            kind: Kind::RepeatedReason,
            person: person.to_owned(),
            words: format!(
                "Gave the same reason, word for word, {} for {}.",
                times(&entries),
                count(different_children(&entries), "child", "children")
            ),
            entries: numbers(&entries),
        })
        .collect()
}

fn by_person<'a>(sorted: &[&'a Seen], concerns: impl Fn(&Seen) -> bool) -> impl Iterator<Item = (String, Vec<&'a Seen>)> {
    let mut people: BTreeMap<&str, Vec<&Seen>> = BTreeMap::new();
    for entry in sorted.iter().copied().filter(|entry| concerns(entry)) {
        people.entry(&entry.person).or_default().push(entry);
    }
    people.into_iter().map(|(person, entries)| (person.to_owned(), entries))
}

fn times(entries: &[&Seen]) -> String {
    count(entries.len() as u64, "time", "times")
}
