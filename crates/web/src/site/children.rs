//! What is about children: read only with a receipt of the access log.

use sightline_access::Purpose;
use sightline_model::Day;
use std::collections::BTreeMap;
use std::fmt;

/// Which of the records behind a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// All that count.
    #[default]
    All,
    /// Those with the property.
    Met,
    /// Those without it.
    NotMet,
    /// Those whose limit has not passed.
    Pending,
}

/// A list to be read.
#[derive(Clone, Debug)]
pub struct ListAsk {
    /// The indicator.
    pub id: String,
    /// The period.
    pub period: String,
    /// Conditions, `(dimension, value)`.
    pub conditions: Vec<(String, String)>,
    /// Which of its records.
    pub which: Whose,
}

/// A record and the children it is about, by source number: to decide who may read it; shown only as access decides, by pseudonym or number.
#[derive(Clone, PartialEq, Eq)]
pub struct ChildOf {
    /// The record, as the list's `record_id`.
    pub record: String,
    /// The children; none for records about staff, calls or panels.
    pub children: Vec<String>,
}

/// The records behind a figure.
#[derive(Clone, Default)]
pub struct Listed {
    /// Column names.
    pub headings: Vec<String>,
    /// Rows; the first column is the record's id.
    pub rows: Vec<ListedRow>,
}

/// One record: its fields and the children it is about.
pub type ListedRow = (Vec<String>, ChildOf);

/// Somebody works or worked with a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// The worker's id in the case system, if the record names one.
    pub worker: Option<String>,
    /// The team.
    pub team: Option<String>,
    /// What it serves: an allocation social work, a review chaired reviewing, a file to audit quality.
    pub purpose: Purpose,
    /// `allocated worker`, `independent reviewing officer`, `conference chair` ...
    pub kind: String,
    /// The last day, if it has ended.
    pub until: Option<Day>,
}

/// For each child asked about, those around it.
pub type Around = BTreeMap<String, Vec<Relationship>>;

/// In what a clock counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Days of the calendar.
    #[default]
    Days,
    /// Days on which offices are open.
    WorkingDays,
}

impl Unit {
    /// `1 day`, `25 working days`; what is shorter than a day is said to be so.
    #[must_use]
    pub fn words(self, count: u64) -> String {
        let (one, many) = match self {
            Unit::Days => ("day", "days"),
            Unit::WorkingDays => ("working day", "working days"),
        };
        if count == 0 {
            "less than a day".to_owned()
        } else {
            sightline_publish::words::how_many(usize::try_from(count).unwrap_or(usize::MAX), one, many)
        }
    }

    /// How long that is, in fifths of a day of the calendar (five working days are a week), to put what is counted in different units into one order.
    #[must_use]
    pub fn length(self, count: i64) -> i64 {
        match self {
            Unit::Days => count.saturating_mul(5),
            Unit::WorkingDays => count.saturating_mul(7),
        }
    }
}

/// One kind of thing with a clock, and how much of it is waiting in one team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueCount {
    /// The due definition's id: `cp-visit`.
    pub id: String,
    /// In words: `Child protection visits`.
    pub title: String,
    /// The area, as of indicators.
    pub area: String,
    /// The limit in words: `10 working days`.
    pub limit: String,
    /// The team; `None` where the record names none.
    pub team: Option<String>,
    /// Past its limit.
    pub overdue: u64,
    /// Its limit is today.
    pub today: u64,
    /// Its limit comes soon, as the definition says.
    pub soon: u64,
    /// Open, with time left.
    pub later: u64,
    /// Days over, of the one longest overdue.
    pub longest: Option<i64>,
    /// What days those are.
    pub unit: Unit,
}

/// Which due rows.
#[derive(Clone, Default)]
pub struct DueAsk {
    /// Due definitions; all when empty.
    pub ids: Vec<String>,
    /// Of these teams; all when empty.
    pub teams: Vec<String>,
    /// With this worker.
    pub worker: Option<String>,
    /// About this child, by source number.
    pub child: Option<String>,
    /// Overdue, due today and soon only.
    pub pressing: bool,
}

/// Hides the child.
impl fmt::Debug for DueAsk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DueAsk").field("ids", &self.ids).field("teams", &self.teams).field("pressing", &self.pressing).finish_non_exhaustive()
    }
}

/// Kinds of due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueKind {
    /// Past its limit.
    Overdue,
    /// Today.
    Today,
    /// Soon.
    Soon,
    /// Later.
    Later,
}

/// One thing that is waiting.
#[derive(Clone)]
pub struct DueRow {
    /// The due definition's id.
    pub id: String,
    /// In words.
    pub title: String,
    /// The record and the child.
    pub of: ChildOf,
    /// When the clock started, as read by people.
    pub started: String,
    /// When it is due, as read by people.
    pub due: String,
    /// How it stands.
    pub kind: DueKind,
    /// Days over (positive) or left (negative).
    pub days: i64,
    /// What days those are.
    pub unit: Unit,
    /// The team.
    pub team: Option<String>,
    /// The worker's id.
    pub worker: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::Unit;

    #[test]
    fn days_are_told_by_what_they_are_and_ordered_by_how_long_they_are() {
        assert_eq!(Unit::WorkingDays.words(25), "25 working days");
        assert_eq!([Unit::WorkingDays.words(1), Unit::Days.words(1), Unit::Days.words(0)], ["1 working day", "1 day", "less than a day"]);
        // Twenty-five working days are five weeks: longer than thirty days, shorter than thirty-six.
        assert!(Unit::WorkingDays.length(25) > Unit::Days.length(30));
        assert!(Unit::WorkingDays.length(25) < Unit::Days.length(36));
    }
}
