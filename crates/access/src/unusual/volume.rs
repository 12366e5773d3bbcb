//! Many children at once: opened on one day, or taken away in one file.

use super::{Did, Finding, Kind, Outcome, Seen, Standards, count, different_children, numbers, written};
use sightline_model::Day;
use std::collections::BTreeMap;

/// Days on which a person opened many children: more than the standard, or many times what is usual for them.
pub(super) fn many_children(sorted: &[&Seen], standards: &Standards) -> Vec<Finding> {
    let mut people: BTreeMap<&str, BTreeMap<Day, Vec<&Seen>>> = BTreeMap::new();
    let opened = |entry: &&&Seen| entry.did == Did::Opened || entry.did == Did::Listed && !entry.reason.trim().is_empty();
    for entry in sorted.iter().filter(opened).filter(|entry| entry.outcome == Outcome::Allowed) {
        people.entry(&entry.person).or_default().entry(entry.day).or_default().push(entry);
    }
    let mut findings = Vec::new();
    for (person, days) in people {
        let counts: BTreeMap<Day, u64> = days.iter().map(|(day, entries)| (*day, different_children(entries))).collect();
        for (day, entries) in &days {
            let number = counts[day];
            let others = counts.iter().filter(|(other, _)| *other != day).map(|(_, number)| *number).collect();
            let usual = median(others, standards.days_to_compare);
            let against_usual =
                usual.is_some_and(|usual| number >= standards.children_to_compare && number > usual.saturating_mul(standards.times_usual));
            if number <= standards.children_a_day && !against_usual {
                continue;
            }
            let many =
                if number > standards.children_a_day { format!("; more than {} a day are many", standards.children_a_day) } else { String::new() };
            let usual = usual.map_or_else(String::new, |usual| format!(" On other days this person opens {usual} as a rule."));
            findings.push(Finding {
                kind: Kind::ManyChildren,
                person: person.to_owned(),
                words: format!("Opened {} on {}{many}.{usual}", count(number, "child", "children"), written(*day)),
                entries: numbers(entries),
            });
        }
    }
    findings
}

/// Files and prints with many children.
pub(super) fn big_exports(sorted: &[&Seen], standards: &Standards) -> Vec<Finding> {
    sorted
        .iter()
        .filter(|entry| entry.did == Did::Exported && entry.outcome == Outcome::Allowed && entry.children > standards.children_in_a_file)
        .map(|entry| Finding {
            kind: Kind::BigExport,
            person: entry.person.clone(),
            words: format!("Took {} away in one file or print on {}.", count(entry.children, "child", "children"), written(entry.day)),
            entries: vec![entry.entry],
        })
        .collect()
}

/// The middle one; of an even number the lower of the two in the middle, so that it is a day that was. `None` if there are too few to speak of.
fn median(mut counts: Vec<u64>, at_least: usize) -> Option<u64> {
    if counts.is_empty() || counts.len() < at_least {
        return None;
    }
    counts.sort_unstable();
    counts.get((counts.len() - 1) / 2).copied()
}
