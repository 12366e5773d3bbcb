//! Runs one clock from one start.

use crate::moment::{ahead, change_on, read, seconds_between};
use crate::steps::{Days, after, not_working, on};
use crate::{AfterHours, Amount, Checked, Clock, ClockError, Explanation, FirstDay, Moment, OfficeHours, Rule, Sense, Verdict, words};
use jiff::Timestamp;
use sightline_model::{Calendar, Day, add_months};
use std::collections::BTreeMap;

/// Explains how `clock` runs from `start`, and what came of it if there is an `end`.
///
/// Both are written as [`Moment::parse`] reads them. `names` holds the names of bank holidays ([`crate::holidays::names`]).
///
/// # Errors
/// If an instant cannot be read or lacks a time that the clock needs, if the end comes before the start, or if the clock has no limit that
/// can be counted.
pub fn explain(
    clock: &Clock,
    start: &str,
    end: Option<&str>,
    calendar: &Calendar,
    names: &BTreeMap<Day, String>,
    hours: OfficeHours,
) -> Result<Explanation, ClockError> {
    let read_start = read(start)?;
    let read_end = end.map(read).transpose()?;
    let run = Run { clock, start: read_start.moment, end: read_end.as_ref().map(|read| read.moment), calendar, names, hours };
    run.check()?;
    let counting = run.counting()?;
    if counting.due.day() == Day::FAR_FUTURE || counting.due.day() == Day::FAR_PAST {
        return Err(run.not_counted("it goes past the end of the calendar; check the start"));
    }
    let verdict = run.verdict(&counting);
    let steps = Days { rule: clock.rule, start: run.start, end: run.end, due: counting.due, zero: counting.zero, calendar, names }.steps();
    let mut sentences = vec![run.headline()];
    sentences.extend(read_start.remark);
    sentences.extend(read_end.and_then(|read| read.remark));
    sentences.extend(counting.sentences.iter().cloned());
    sentences.push(run.outcome(&counting, verdict));
    sentences.extend(run.cautions(&counting));
    let day_zero = (!clock.rule.is_elapsed()).then_some(counting.zero);
    Ok(Explanation { clock: clock.clone(), start: run.start, day_zero, steps, due: counting.due, end: run.end, verdict, sentences })
}

/// What is asked.
struct Run<'a> {
    clock: &'a Clock,
    start: Moment,
    end: Option<Moment>,
    calendar: &'a Calendar,
    names: &'a BTreeMap<Day, String>,
    hours: OfficeHours,
}

/// From where the clock counts, and to where.
struct Counting {
    zero: Day,
    due: Moment,
    sentences: Vec<String>,
}

impl Run<'_> {
    fn not_counted(&self, why: &str) -> ClockError {
        ClockError::NotCounted { id: self.clock.id.clone(), why: why.to_owned() }
    }

    /// The end must not come first, except where a clock counts back from its start.
    fn check(&self) -> Result<(), ClockError> {
        let Some(end) = self.end else { return Ok(()) };
        let backwards = match (self.start.at(), end.at()) {
            (Some(start), Some(end)) => end < start,
            _ => end.day() < self.start.day(),
        };
        if backwards && !matches!(self.clock.rule, Rule::WorkingDaysBefore(_)) {
            return Err(ClockError::EndBeforeStart { start: self.start.words(), end: end.words() });
        }
        Ok(())
    }

    fn needs_time(&self, moment: Moment, which: &'static str) -> Result<Timestamp, ClockError> {
        let what = if self.clock.rule.is_elapsed() { format!("runs in {}", self.clock.rule.unit()) } else { "ends at a time of day".to_owned() };
        moment.at().ok_or_else(|| ClockError::NeedsTime { id: self.clock.id.clone(), what, day: moment.day(), which })
    }

    fn counting(&self) -> Result<Counting, ClockError> {
        let day = self.start.day();
        match self.clock.rule {
            Rule::Seconds(n) => self.elapsed(i64::from(n)),
            Rule::Hours(n) => self.elapsed(i64::from(n) * 3600),
            Rule::WorkingDays(n) => Ok(self.working_days(n)),
            Rule::WorkingDaysBefore(n) => {
                let due = self.calendar.add_working_days(day, -n);
                let sentence = format!(
                    "Counted back from {}, working day {n} before it is {}: the last day in time, to its end at midnight.",
                    words::day(day),
                    words::day(due)
                );
                Ok(Counting { zero: day, due: Moment::Day(due), sentences: vec![sentence] })
            }
            Rule::CalendarDays(n) => Ok(self.calendar_days(n)),
            Rule::Weeks(n) => Ok(self.calendar_days(n * 7)),
            Rule::Months(n) => Ok(self.months(n)),
            Rule::SameDay => Ok(Counting {
                zero: day,
                due: Moment::Day(day),
                sentences: vec![format!("The day itself, {}, is the last in time, to its end at midnight, working day or not.", words::day(day))],
            }),
            Rule::NextWorkingDayAt(time) => self.next_working_morning(time),
            Rule::SchoolDays(_) | Rule::Terms(_) => {
                Err(self
                    .not_counted("it goes by the dates of school terms, which the calendar does not hold; count it from the school's own term dates"))
            }
            Rule::Range(_) => Err(self.not_counted("it is a range and not a clock; read its notes for the two ends")),
            Rule::Event => Err(self.not_counted("its due date is that of an event; take it from the calendar of meetings")),
        }
    }

    /// Real time, through nights, weekends and changes of the clocks.
    fn elapsed(&self, seconds: i64) -> Result<Counting, ClockError> {
        let start = self.needs_time(self.start, "start")?;
        if let Some(end) = self.end {
            self.needs_time(end, "end")?;
        }
        let due = after(start, seconds);
        let mut sentences = vec![format!("{} of real time from {} end on {}.", words::length(seconds), self.start.words(), due.words())];
        let mut day = self.start.day();
        while day <= due.day() {
            let at = due.at().unwrap_or(start);
            // A change on the first or last day may lie outside the hours: it matters only if the clock on the wall shows it.
            let change = change_on(day).filter(|change| ahead(at) - ahead(start) == *change);
            if let Some(change) = change {
                let way = if change > 0 { "forward" } else { "back" };
                let wall = if change > 0 { "later" } else { "earlier" };
                sentences.push(format!(
                    "The clocks go {way} on {}: by the clock on the wall the limit ends {} {wall} than it otherwise would; the real time is the same.",
                    words::day(day),
                    words::length(i64::from(change.abs()))
                ));
            }
            day = day.plus(1);
        }
        Ok(Counting { zero: self.start.day(), due, sentences })
    }

    fn working_days(&self, n: i32) -> Counting {
        let (day, mut sentences) = (self.start.day(), Vec::new());
        let off = not_working(day, self.calendar, self.names);
        let zero = match (self.clock.after_hours, self.start.time()) {
            (AfterHours::Nothing, _) => day,
            (AfterHours::NextWorkingDay, time) => {
                let shut = time.filter(|time| *time >= self.hours.closes());
                let next = self.calendar.add_working_days(day, 1);
                match (&off, shut) {
                    (Some(why), _) => {
                        sentences.push(format!("{} is no working day ({why}).", words::day(day)));
                        next
                    }
                    (None, Some(time)) => {
                        let closes = words::time(self.hours.closes());
                        sentences.push(format!("At {} the office had closed: it closes at {closes}.", words::time(time)));
                        next
                    }
                    (None, None) => {
                        if time.is_none() {
                            sentences.push("No time of day is given: taken as within office hours.".to_owned());
                        }
                        day
                    }
                }
            }
        };
        if zero == day {
            sentences.push(format!("{} is day 0.", words::day(zero)));
        } else {
            sentences.push(format!("It counts as if it had come on the next working day, {}, which is day 0.", words::day(zero)));
        }
        let due = self.calendar.add_working_days(zero, n);
        sentences.push(format!("Working day {n} is {}: {}.", words::day(due), self.due_words()));
        sentences.extend(self.left_out(zero, due));
        Counting { zero, due: Moment::Day(due), sentences }
    }

    /// What lies between day 0 and the due date and does not count.
    fn left_out(&self, zero: Day, due: Day) -> Option<String> {
        if due == Day::FAR_FUTURE {
            return None;
        }
        let (mut weekends, mut holidays) = (0, Vec::new());
        let mut day = zero.plus(1);
        while day < due {
            if !day.is_weekday() {
                weekends += 1;
            } else if !self.calendar.is_working_day(day) {
                let date = day.date();
                let name = self.names.get(&day).map_or("bank holiday", String::as_str);
                holidays.push(format!("{name}, {} {}", date.day(), words::month(day)));
            }
            day = day.plus(1);
        }
        let mut parts = Vec::new();
        if weekends > 0 {
            parts.push(format!("{} at weekends", words::plural(weekends, "day")));
        }
        if !holidays.is_empty() {
            let count = i64::try_from(holidays.len()).unwrap_or(i64::MAX);
            parts.push(format!("{} ({})", words::plural(count, "bank holiday"), holidays.join("; ")));
        }
        (!parts.is_empty()).then(|| format!("Between the two, these do not count: {}.", words::list(&parts)))
    }

    fn calendar_days(&self, n: i32) -> Counting {
        let start = self.start.day();
        let (zero, first) = match self.clock.first_day {
            FirstDay::NextDay => (start, format!("{} is day 0.", words::day(start))),
            FirstDay::SameDay => (start.plus(-1), format!("{} is itself day 1: the count begins with the day.", words::day(start))),
        };
        let due = zero.plus(n);
        let count = format!("Day {n} is {}: {}.", words::day(due), self.due_words());
        Counting { zero, due: Moment::Day(due), sentences: vec![first, count] }
    }

    fn months(&self, n: i32) -> Counting {
        let start = self.start.day();
        let due = add_months(start, n);
        let (number, reached) = (start.date().day(), due.date().day());
        let mut sentences = vec![format!("{} is day 0.", words::day(start))];
        let month = format!("{} {}", words::month(due), due.date().year());
        if number == reached {
            sentences.push(format!("{} on, the same day of the month is {}: {}.", self.clock.rule.words(), words::day(due), self.due_words()));
        } else {
            sentences.push(format!(
                "{} on is {month}, which has no day {number}: its last day, {}, stands for it, and is {}.",
                self.clock.rule.words(),
                words::day(due),
                self.due_words()
            ));
        }
        Counting { zero: start, due: Moment::Day(due), sentences }
    }

    /// The morning on which the office next opens, at a time of day.
    fn next_working_morning(&self, time: jiff::civil::Time) -> Result<Counting, ClockError> {
        self.needs_time(self.start, "start")?;
        if let Some(end) = self.end {
            self.needs_time(end, "end")?;
        }
        let day = self.start.day();
        let before_opening = self.start.time().is_some_and(|at| at < self.hours.opens());
        let morning = if before_opening && self.calendar.is_working_day(day) { day } else { self.calendar.add_working_days(day, 1) };
        let due = on(morning, time);
        let opens = words::time(self.hours.opens());
        let sentence = if morning == day {
            format!("It started before the office opens at {opens} on a working day: the next working morning is that of the same day.")
        } else {
            format!("The next working morning after {} is that of {}.", self.start.words(), words::day(morning))
        };
        Ok(Counting { zero: day, due, sentences: vec![sentence, format!("It is due on {}.", due.words())] })
    }

    /// What the due day is, for what the limit is for.
    fn due_words(&self) -> &'static str {
        match self.clock.sense {
            Sense::AtMost => "the last day in time, to its end at midnight",
            Sense::Within => "the last day of the window",
            Sense::AtLeast => "the first day on which the length is reached",
            Sense::MoreThan => "the day that must be passed",
        }
    }

    fn verdict(&self, counting: &Counting) -> Verdict {
        let Some(end) = self.end else { return Verdict::Running };
        // Below zero: before the due date or instant. Above: after it.
        let over = match (self.clock.rule, end.at(), counting.due.at()) {
            (Rule::WorkingDays(_) | Rule::WorkingDaysBefore(_), _, _) => {
                let (due, day) = (counting.due.day(), end.day());
                match self.calendar.working_days(due, day) {
                    // A weekend or bank holiday after the due day: no working day later, and late all the same ("on or before").
                    0 if day > due && matches!(self.clock.rule, Rule::WorkingDays(_)) => Amount::Days(day.days_since(due)),
                    n => Amount::WorkingDays(n),
                }
            }
            (_, Some(end), Some(due)) => Amount::Seconds(seconds_between(due, end)),
            _ => Amount::Days(end.day().days_since(counting.due.day())),
        };
        let (side, size) = match over {
            Amount::WorkingDays(n) => (n.signum(), Amount::WorkingDays(n.abs())),
            Amount::Days(n) => (n.signum(), Amount::Days(n.abs())),
            Amount::Seconds(n) => (
                if n == 0 {
                    0
                } else if n > 0 {
                    1
                } else {
                    -1
                },
                Amount::Seconds(n.abs()),
            ),
        };
        match self.clock.sense {
            Sense::AtMost if side > 0 => Verdict::Late(size),
            Sense::AtMost => Verdict::InTime,
            Sense::Within if side > 0 => Verdict::Outside(size),
            Sense::Within => Verdict::Inside,
            Sense::AtLeast if side >= 0 => Verdict::Reached,
            Sense::MoreThan if side > 0 => Verdict::Reached,
            Sense::AtLeast | Sense::MoreThan => Verdict::Short(size),
        }
    }

    fn headline(&self) -> String {
        let clock = self.clock;
        let limit = clock.rule.words();
        let limit = match clock.sense {
            Sense::AtMost => limit,
            Sense::Within => format!("a window of {limit}"),
            Sense::AtLeast => format!("at least {limit}"),
            Sense::MoreThan => format!("more than {limit}"),
        };
        format!("{}: {limit}. Starts with: {}. Ends with: {}.", clock.name, clock.starts_when, clock.ends_when)
    }

    fn outcome(&self, counting: &Counting, verdict: Verdict) -> String {
        let Some(end) = self.end else {
            return match self.clock.sense {
                Sense::AtMost => format!("No end is given: it is still running, and in time until {}.", self.until(counting.due)),
                Sense::Within => format!("No end is given: the window is open until {}.", self.until(counting.due)),
                Sense::AtLeast => format!("No end is given: the length is reached on {}.", counting.due.words()),
                Sense::MoreThan => format!("No end is given: the length is exceeded after {}.", counting.due.words()),
            };
        };
        let day = end.day();
        let count = match (self.clock.rule, self.start.at(), end.at()) {
            (Rule::Seconds(_) | Rule::Hours(_), Some(start), Some(end)) => match seconds_between(start, end) {
                0 => ", at the very start".to_owned(),
                seconds => format!(", after {}", words::length(seconds)),
            },
            (Rule::WorkingDays(_), _, _) if day < counting.zero => ", before day 0".to_owned(),
            (Rule::WorkingDays(_), _, _) => match (self.calendar.working_days(counting.zero, day), not_working(day, self.calendar, self.names)) {
                (0, _) => ", on day 0".to_owned(),
                (n, None) => format!(", on working day {n}"),
                (n, Some(_)) => format!(", which is no working day: the count still stands at {n}"),
            },
            (rule, _, _) if rule.counts_every_day() => format!(", on day {}", day.days_since(counting.zero)),
            _ => String::new(),
        };
        let count = if count == ", on day 0" && day != counting.zero { ", before working day 1".to_owned() } else { count };
        format!("It ended on {}{count}: {}.", end.words(), verdict.words())
    }

    fn until(&self, due: Moment) -> String {
        match due {
            Moment::Day(day) => format!("the end of {}", words::day(day)),
            Moment::At(_) => due.words(),
        }
    }

    /// What a reader should know before relying on it.
    fn cautions(&self, counting: &Counting) -> Vec<String> {
        let mut cautions = Vec::new();
        match self.clock.checked {
            Checked::Text => {}
            Checked::Practice => cautions
                .push(format!("This limit is known from practice; read it in its source ({}) before relying on it as the rule.", self.clock.source)),
            Checked::Local => cautions.push("The authority sets this limit.".to_owned()),
        }
        let day = self.start.day();
        if !self.clock.holds_on(day) {
            cautions.push(format!("{} lies outside the dates for which this limit is recorded: another may have held then.", words::day(day)));
        }
        let uses_holidays = matches!(self.clock.rule, Rule::WorkingDays(_) | Rule::WorkingDaysBefore(_) | Rule::NextWorkingDayAt(_));
        let days = [day, counting.due.day(), self.end.map_or(day, Moment::day)];
        let known = self.calendar.known().map(|(first, last)| {
            // A list that names a holiday of a year names them all.
            (first.date().year(), last.date().year())
        });
        if uses_holidays && !days.iter().all(|day| known.is_some_and(|(first, last)| (first..=last).contains(&day.date().year()))) {
            cautions.push(match known {
                Some((first, last)) => format!("Bank holidays are known for {first} to {last} only: outside those years every weekday is counted."),
                None => "No bank holidays are known: every weekday is counted.".to_owned(),
            });
        }
        cautions
    }
}
