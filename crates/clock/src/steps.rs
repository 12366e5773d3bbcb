//! Day by day: which days count, which do not, and why.

use crate::explanation::Step;
use crate::moment::{at_time, change_on, later, midnight, seconds_between, time_words};
use crate::{Moment, Rule, words};
use jiff::Timestamp;
use sightline_model::{Calendar, Day, add_months};
use std::collections::BTreeMap;

/// More days than this are folded.
const MOST: usize = 70;
/// Quiet runs shorter than this are not.
const SHORTEST: usize = 10;

/// Everything the days are told from.
pub(crate) struct Days<'a> {
    pub(crate) rule: Rule,
    pub(crate) start: Moment,
    pub(crate) end: Option<Moment>,
    pub(crate) due: Moment,
    /// Day 0 of counted time; the day of the start for the rest.
    pub(crate) zero: Day,
    pub(crate) calendar: &'a Calendar,
    pub(crate) names: &'a BTreeMap<Day, String>,
}

/// One day before folding.
struct Line {
    day: Day,
    counts: Option<i64>,
    why: String,
    /// Never folded.
    key: bool,
}

/// Why a day is no working day; `None` if it is one.
pub(crate) fn not_working(day: Day, calendar: &Calendar, names: &BTreeMap<Day, String>) -> Option<String> {
    if !day.is_weekday() {
        return Some("weekend".to_owned());
    }
    if calendar.is_working_day(day) {
        return None;
    }
    Some(names.get(&day).map_or("bank holiday".to_owned(), |name| format!("bank holiday: {name}")))
}

impl Days<'_> {
    /// The days, folded if they are many.
    pub(crate) fn steps(&self) -> Vec<Step> {
        let lines = match self.rule {
            Rule::Hours(_) => self.elapsed(3600),
            Rule::Seconds(_) => self.elapsed(1),
            _ => self.counted(),
        };
        self.fold(&lines)
    }

    fn first(&self) -> Day {
        let end = self.end.map_or(Day::FAR_FUTURE, Moment::day);
        self.start.day().min(self.due.day()).min(end)
    }

    fn last(&self) -> Day {
        let end = self.end.map_or(Day::FAR_PAST, Moment::day);
        self.start.day().max(self.due.day()).max(end)
    }

    fn counted(&self) -> Vec<Line> {
        let mut months = 1;
        let mut lines = Vec::new();
        let mut day = self.first();
        while day <= self.last() {
            let (counts, why, mut key) = match self.rule {
                Rule::WorkingDays(limit) => self.working_day(day, limit),
                Rule::WorkingDaysBefore(_) => self.day_before(day),
                Rule::NextWorkingDayAt(_) => self.handover(day),
                Rule::SameDay => match day.days_since(self.zero) {
                    0 => (Some(0), "the same day".to_owned(), true),
                    over => (Some(i64::from(over)), format!("{} over", words::plural(i64::from(over), "day")), false),
                },
                _ => {
                    let n = day.days_since(self.zero);
                    (Some(i64::from(n)), format!("day {n}"), false)
                }
            };
            let mut why = why;
            let n = day.days_since(self.zero);
            match self.rule {
                Rule::Weeks(_) if n > 0 && n % 7 == 0 => why = format!("day {n} ({})", words::plural(i64::from(n / 7), "week")),
                Rule::Months(_) if n > 0 && day == add_months(self.zero, months) => {
                    why = format!("day {n} ({})", words::plural(i64::from(months), "month"));
                    key = true;
                    months += 1;
                }
                _ => {}
            }
            lines.push(Line { day, counts, why, key });
            day = day.plus(1);
        }
        lines
    }

    fn working_day(&self, day: Day, limit: i32) -> (Option<i64>, String, bool) {
        let off = not_working(day, self.calendar, self.names);
        if day < self.zero {
            return (None, off.unwrap_or_else(|| "after office hours: counts as the next working day".to_owned()), true);
        }
        if day == self.zero {
            return (Some(0), off.map_or("day 0".to_owned(), |why| format!("day 0 ({why})")), true);
        }
        match off {
            Some(why) => {
                let key = day.is_weekday();
                (None, why, key)
            }
            None => {
                let n = self.calendar.working_days(self.zero, day);
                let over = if n > limit { format!(", {} over", n - limit) } else { String::new() };
                (Some(i64::from(n)), format!("working day {n}{over}"), false)
            }
        }
    }

    fn day_before(&self, day: Day) -> (Option<i64>, String, bool) {
        let off = not_working(day, self.calendar, self.names);
        if day == self.zero {
            return (Some(0), off.map_or("day 0".to_owned(), |why| format!("day 0 ({why})")), true);
        }
        match off {
            Some(why) => {
                let key = day.is_weekday();
                (None, why, key)
            }
            None if day > self.zero => (None, "after day 0".to_owned(), false),
            None => {
                let n = self.calendar.working_days(day.plus(-1), self.zero.plus(-1));
                (Some(i64::from(n)), format!("working day {n} before"), false)
            }
        }
    }

    fn handover(&self, day: Day) -> (Option<i64>, String, bool) {
        let off = not_working(day, self.calendar, self.names);
        if day == self.due.day() {
            return (Some(1), "the next working morning".to_owned(), true);
        }
        if day > self.due.day() {
            return (None, off.unwrap_or_else(|| "working day, over".to_owned()), false);
        }
        (None, off.unwrap_or_else(|| "working day, but the office had opened before".to_owned()), true)
    }

    /// Real time, cut at each midnight in England.
    fn elapsed(&self, unit: i64) -> Vec<Line> {
        let at = |moment: Moment| moment.at().unwrap_or_else(|| midnight(moment.day()));
        let (start, due) = (at(self.start), at(self.due));
        let stop = self.end.map_or(due, |end| at(end).max(due));
        let mut lines = Vec::new();
        let mut day = self.first();
        while day <= self.last() {
            let (from, to) = (midnight(day).max(start), midnight(day.plus(1)).min(stop));
            let length = words::length(seconds_between(from, to).max(0));
            let mut why = match (from > midnight(day), to < midnight(day.plus(1))) {
                (false, false) => length,
                (true, false) => format!("{length}, from {}", time_words(from)),
                (false, true) => format!("{length}, to {}", time_words(to)),
                (true, true) => format!("{length}, from {} to {}", time_words(from), time_words(to)),
            };
            let change = change_on(day);
            if let Some(change) = change {
                why.push_str(if change > 0 { "; the clocks go forward" } else { "; the clocks go back" });
            }
            lines.push(Line { day, counts: Some(seconds_between(start, to).max(0) / unit), why, key: change.is_some() });
            day = day.plus(1);
        }
        lines
    }

    fn marks(&self, day: Day) -> Vec<String> {
        let mut marks = Vec::new();
        let mut mark = |name: &str, moment: Moment| {
            if moment.day() == day {
                marks.push(moment.at().map_or(name.to_owned(), |at: Timestamp| format!("{name} {}", time_words(at))));
            }
        };
        mark("start", self.start);
        mark("due", self.due);
        if let Some(end) = self.end {
            mark("end", end);
        }
        marks
    }

    fn fold(&self, lines: &[Line]) -> Vec<Step> {
        let plain = |line: &Line| Step {
            date: line.day,
            until: None,
            weekday: words::weekday(line.day),
            counts: line.counts,
            why: line.why.clone(),
            marks: self.marks(line.day),
        };
        if lines.len() <= MOST {
            return lines.iter().map(plain).collect();
        }
        let mut steps = Vec::new();
        let quiet = |line: &Line| !line.key && self.marks(line.day).is_empty();
        for run in lines.chunk_by(|a, b| quiet(a) == quiet(b)) {
            match run {
                [first, middle @ .., last] if quiet(first) && run.len() >= SHORTEST => {
                    steps.push(plain(first));
                    steps.extend(self.folded(middle));
                    steps.push(plain(last));
                }
                _ => steps.extend(run.iter().map(plain)),
            }
        }
        steps
    }

    fn folded(&self, run: &[Line]) -> Option<Step> {
        let (first, last) = (run.first()?, run.last()?);
        let mut counted = run.iter().filter_map(|line| line.counts);
        let from = counted.next();
        let to = counted.next_back().or(from);
        let why = match (self.rule, from.zip(to)) {
            (Rule::Hours(_) | Rule::Seconds(_), _) => "24 hours each day".to_owned(),
            (Rule::WorkingDays(limit), Some((a, b))) => {
                let over = if a > i64::from(limit) { ", over" } else { "" };
                format!("working days {a} to {b}, and weekends{over}")
            }
            (Rule::WorkingDaysBefore(_), Some((a, b))) => format!("working days {a} to {b} before, and weekends"),
            (Rule::SameDay, Some((a, b))) => format!("{a} to {b} days over"),
            (_, Some((a, b))) => format!("days {a} to {b}"),
            (_, None) => "days that do not count".to_owned(),
        };
        Some(Step { date: first.day, until: Some(last.day), weekday: words::weekday(first.day), counts: to, why, marks: Vec::new() })
    }
}

/// Where so many real seconds from a start end.
pub(crate) fn after(start: Timestamp, seconds: i64) -> Moment {
    Moment::At(later(start, seconds))
}

/// A time of day on a day.
pub(crate) fn on(day: Day, time: jiff::civil::Time) -> Moment {
    Moment::At(at_time(day, time))
}
