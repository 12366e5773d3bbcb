//! Lengths of time as definitions write them: `45 working days`, `12 months`.

use crate::{Calendar, Day, add_months};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A length of time. Working days and calendar lengths are never turned into one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Calendar days.
    Days(i32),
    /// Working days of England.
    WorkingDays(i32),
    /// Calendar months; a year is twelve.
    Months(i32),
}

impl Span {
    /// Reads `45 working days`, `28 days`, `6 weeks`, `12 months` or `2 years`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Span> {
        let (number, unit) = text.trim().split_once(' ')?;
        let number: i32 = number.parse().ok().filter(|n| (0..=36_500).contains(n))?;
        match unit.trim() {
            "day" | "days" => Some(Span::Days(number)),
            "working day" | "working days" => Some(Span::WorkingDays(number)),
            "week" | "weeks" => Some(Span::Days(number * 7)),
            "month" | "months" => Some(Span::Months(number)),
            "year" | "years" => Some(Span::Months(number * 12)),
            _ => None,
        }
    }

    /// The day this long after `day`.
    #[must_use]
    pub fn after(self, day: Day, calendar: &Calendar) -> Day {
        match self {
            Span::Days(n) => day.plus(n),
            Span::WorkingDays(n) => calendar.add_working_days(day, n),
            Span::Months(n) => add_months(day, n),
        }
    }

    /// The day this long before `day`.
    #[must_use]
    pub fn before(self, day: Day, calendar: &Calendar) -> Day {
        match self {
            Span::Days(n) => day.plus(-n),
            Span::WorkingDays(n) => calendar.add_working_days(day, -n),
            Span::Months(n) => add_months(day, -n),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Span::Days(n) => write!(f, "{n} days"),
            Span::WorkingDays(n) => write!(f, "{n} working days"),
            Span::Months(n) => write!(f, "{n} months"),
        }
    }
}

impl Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
        let text = String::deserialize(deserializer)?;
        Span::parse(&text).ok_or_else(|| serde::de::Error::custom("write a length as `45 working days` or `12 months`"))
    }
}
