//! What came of a clock.

use crate::words;
use serde::Serialize;
use serde::ser::SerializeMap;

/// By how much, in the clock's own kind of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Working days.
    WorkingDays(i32),
    /// Calendar days.
    Days(i32),
    /// Real seconds.
    Seconds(i64),
}

impl Amount {
    /// `3 working days`, `1 day`, `2 hours 15 minutes`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Amount::WorkingDays(n) => words::plural(i64::from(n), "working day"),
            Amount::Days(n) => words::plural(i64::from(n), "day"),
            Amount::Seconds(n) => words::length(n),
        }
    }
}

impl Serialize for Amount {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (n, unit) = match self {
            Amount::WorkingDays(n) => (i64::from(*n), "working days"),
            Amount::Days(n) => (i64::from(*n), "days"),
            Amount::Seconds(n) => (*n, "seconds"),
        };
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("n", &n)?;
        map.serialize_entry("unit", unit)?;
        map.end()
    }
}

/// What came of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No end is given.
    Running,
    /// Ended by its due date.
    InTime,
    /// Ended after its due date.
    Late(Amount),
    /// Fell inside a window.
    Inside,
    /// Fell after a window.
    Outside(Amount),
    /// Lasted long enough.
    Reached,
    /// Did not last long enough.
    Short(Amount),
}

impl Verdict {
    /// One word for tables and programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Running => "running",
            Verdict::InTime => "in-time",
            Verdict::Late(_) => "late",
            Verdict::Inside => "inside",
            Verdict::Outside(_) => "outside",
            Verdict::Reached => "reached",
            Verdict::Short(_) => "short",
        }
    }

    /// By how much it missed, if it did.
    #[must_use]
    pub fn by(self) -> Option<Amount> {
        match self {
            Verdict::Late(by) | Verdict::Outside(by) | Verdict::Short(by) => Some(by),
            Verdict::Running | Verdict::InTime | Verdict::Inside | Verdict::Reached => None,
        }
    }

    /// `in time`, `late by 1 working day`, `still running`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Verdict::Running => "still running".to_owned(),
            Verdict::InTime => "in time".to_owned(),
            Verdict::Late(by) => format!("late by {}", by.words()),
            Verdict::Inside => "inside the window".to_owned(),
            Verdict::Outside(by) => format!("outside the window by {}", by.words()),
            Verdict::Reached => "length reached".to_owned(),
            Verdict::Short(Amount::Seconds(0) | Amount::Days(0)) => "length not exceeded: it must be longer than that".to_owned(),
            Verdict::Short(by) => format!("length not reached: short by {}", by.words()),
        }
    }
}

impl Serialize for Verdict {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("word", self.word())?;
        map.serialize_entry("by", &self.by())?;
        map.serialize_entry("words", &self.words())?;
        map.end()
    }
}
