//! How a clock ran, as data, as text and as JSON.

use crate::{Checked, Clock, FirstDay, Moment, Verdict, words};
use serde::Serialize;
use sightline_model::Day;
use std::fmt;

/// How one clock ran from one start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The clock.
    pub clock: Clock,
    /// When it started.
    pub start: Moment,
    /// The day from which days are counted; none for a clock of real time.
    pub day_zero: Option<Day>,
    /// Day by day, in order; long quiet runs are folded when there are more than 70 days.
    pub steps: Vec<Step>,
    /// The last day, which is in time to its end, or the last instant.
    pub due: Moment,
    /// When it ended.
    pub end: Option<Moment>,
    /// What came of it.
    pub verdict: Verdict,
    /// The same in words, one statement each.
    pub sentences: Vec<String>,
}

/// One day of a clock, or a folded run of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The day, or the first of a folded run.
    pub date: Day,
    /// The last day of a folded run.
    pub until: Option<Day>,
    /// Its weekday.
    pub weekday: &'static str,
    /// How far the count has come by its end, in the clock's unit (for months in days); none for a day that does not count.
    pub counts: Option<i64>,
    /// Why it counts or does not: `working day 3`, `weekend`, `bank holiday: Good Friday`.
    pub why: String,
    /// What else falls on it: `start 18:30`, `due`, `end`.
    pub marks: Vec<String>,
}

impl Explanation {
    /// The whole as JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::to_value(self).expect("text, numbers and days can always be written as JSON")
    }
}

/// The whole as plain text.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = &self.clock;
        writeln!(f, "{}: {}", clock.id, clock.name)?;
        let checked = match clock.checked {
            Checked::Text => "read in the source",
            Checked::Practice => "not yet read in the source",
            Checked::Local => "set by the authority",
        };
        writeln!(f, "{} ({}, {checked}): {}", clock.rule.words(), clock.basis.word(), clock.source)?;
        writeln!(f)?;
        writeln!(f, "Start    {}", self.start.words())?;
        // Where the day of the start is day 1, day 0 is a day on which nothing happened.
        if let Some(day_zero) = self.day_zero.filter(|_| clock.first_day == FirstDay::NextDay) {
            writeln!(f, "Day 0    {}", words::day(day_zero))?;
        }
        writeln!(f, "Due      {}", self.due.words())?;
        if let Some(end) = self.end {
            writeln!(f, "End      {}", end.words())?;
        }
        writeln!(f, "Verdict  {}", self.verdict.words())?;
        writeln!(f)?;
        let wide = self.steps.iter().any(|step| step.until.is_some());
        for step in &self.steps {
            let weekday = step.weekday.get(0..3).unwrap_or(step.weekday);
            let date = match step.until {
                Some(until) => format!("{weekday} {} to {until}", step.date),
                None => format!("{weekday} {}", step.date),
            };
            let counts = step.counts.map_or("-".to_owned(), |n| n.to_string());
            let width = if wide { 28 } else { 14 };
            write!(f, "{date:<width$}  {counts:>4}  {}", step.why)?;
            if !step.marks.is_empty() {
                write!(f, "  [{}]", step.marks.join(", "))?;
            }
            writeln!(f)?;
        }
        writeln!(f)?;
        for sentence in &self.sentences {
            writeln!(f, "{sentence}")?;
        }
        if !clock.notes.is_empty() {
            writeln!(f, "Note: {}", clock.notes)?;
        }
        Ok(())
    }
}
