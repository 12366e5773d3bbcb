//! What was unusual about who opened which child: for the data protection officer's page (the guide §13). A finding is a question, not a verdict.
//!
//! Names are not imported (the guide §13), so "someone with the same surname" cannot be looked for; the block list of staff's relatives
//! ([`crate::Block::Only`]) serves instead, and whoever tries a blocked child is found here.
//!
//! Pure: it is handed the entries and the standards. Findings name people by account and entries by number, and no child.

mod hours;
mod people;
mod volume;

use crate::Pseudonym;
use sightline_model::Day;
use std::collections::BTreeSet;

/// What an entry of the access log says, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The entry's number in the log.
    pub entry: u64,
    /// The account.
    pub person: String,
    /// The day, in local time (Europe/London).
    pub day: Day,
    /// The minute of that day, from 0 to 1439, in local time.
    pub minute: u16,
    /// What was done.
    pub did: Did,
    /// How it ended.
    pub outcome: Outcome,
    /// How many children it concerned.
    pub children: u64,
    /// Their pseudonyms, as far as the entry names them.
    pub named: BTreeSet<Pseudonym>,
    /// The typed reason, if that was the ground; else empty.
    pub reason: String,
}

/// Kinds of acts that are told apart here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Did {
    /// Opened one child's page.
    Opened,
    /// Read a list of children. A list of one's own work is long every day; one opened for a typed reason counts as so many children opened.
    Listed,
    /// Asked whose pseudonym it is.
    Reidentified,
    /// Took children's rows away: a file or a print.
    Exported,
    /// Anything else.
    Other,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It was done.
    Allowed,
    /// It was refused.
    Refused,
    /// It was refused because the child is barred.
    Blocked,
}

/// From where on something is unusual. All are local standards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standards {
    /// More different children a day than these are many.
    pub children_a_day: u64,
    /// More than so many times a person's own usual day is many, if it is at least [`Standards::children_to_compare`].
    pub times_usual: u64,
    /// Fewer children than these a day are never many.
    pub children_to_compare: u64,
    /// So many other days a person must have opened children on before there is a usual day.
    pub days_to_compare: usize,
    /// The first minute of the working day.
    pub work_begins: u16,
    /// The minute at which it is over.
    pub work_ends: u16,
    /// Days on which nobody works though they are weekdays: bank holidays.
    pub holidays: BTreeSet<Day>,
    /// Accounts whose work is at night and at weekends: the emergency duty team.
    pub night_workers: BTreeSet<String>,
    /// So many refusals of one person on one day are repeated.
    pub refusals_a_day: usize,
    /// So many children opened for one reason, word for word, are a reason pasted.
    pub children_for_one_reason: u64,
    /// A file with more children than these is big.
    pub children_in_a_file: u64,
}

impl Default for Standards {
    fn default() -> Standards {
        Standards {
            children_a_day: 30,
            times_usual: 3,
            children_to_compare: 10,
            days_to_compare: 5,
            work_begins: 7 * 60,
            work_ends: 19 * 60,
            holidays: BTreeSet::new(),
            night_workers: BTreeSet::new(),
            refusals_a_day: 5,
            children_for_one_reason: 3,
            children_in_a_file: 100,
        }
    }
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A blocked child was tried.
    BlockedChild,
    /// Many children were opened on one day.
    ManyChildren,
    /// Children were opened at night, at the weekend or on a holiday.
    AfterHours,
    /// Much was refused on one day.
    RepeatedRefusals,
    /// One reason was given word for word for several children.
    RepeatedReason,
    /// Somebody asked whose pseudonym it is.
    Reidentified,
    /// Many children left in one file.
    BigExport,
}

/// Something to ask a person about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub kind: Kind,
    /// Whose entries they are.
    pub person: String,
    /// In plain words. Neither child nor reason is in them.
    pub words: String,
    /// The entries behind it, by number.
    pub entries: Vec<u64>,
}

/// Everything unusual in some entries, by kind, then person, then entry. The order in which entries come changes nothing.
#[must_use]
pub fn find(seen: &[Seen], standards: &Standards) -> Vec<Finding> {
    let mut sorted: Vec<&Seen> = seen.iter().collect();
    sorted.sort_by_key(|entry| entry.entry);
    let mut findings = people::blocked(&sorted);
    findings.extend(people::refusals(&sorted, standards));
    findings.extend(people::reasons(&sorted, standards));
    findings.extend(people::reidentified(&sorted));
    findings.extend(volume::many_children(&sorted, standards));
    findings.extend(volume::big_exports(&sorted, standards));
    findings.extend(hours::after_hours(&sorted, standards));
    findings.sort_by(|a, b| (a.kind, &a.person, &a.entries).cmp(&(b.kind, &b.person, &b.entries)));
    findings
}

/// How many different children some entries concern: those named once each, and those only counted.
fn different_children(entries: &[&Seen]) -> u64 {
    let named: BTreeSet<Pseudonym> = entries.iter().flat_map(|entry| entry.named.iter().copied()).collect();
    let unnamed = entries.iter().map(|entry| entry.children.saturating_sub(entry.named.len() as u64)).fold(0, u64::saturating_add);
    unnamed.saturating_add(named.len() as u64)
}

fn numbers(entries: &[&Seen]) -> Vec<u64> {
    entries.iter().map(|entry| entry.entry).collect()
}

/// `1 child`, `2 children`.
fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `3 November 2026`.
fn written(day: Day) -> String {
    const MONTHS: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let date = day.date();
    let month = usize::try_from(date.month() - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
    format!("{} {month} {}", date.day(), date.year())
}
