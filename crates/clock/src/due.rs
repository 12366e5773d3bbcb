//! When a clock runs out, and how far off that is: for lists of what is due, where nobody asks for every day in between.

use crate::moment::seconds_between;
use crate::steps::after;
use crate::{AfterHours, Amount, Clock, ClockError, FirstDay, Moment, OfficeHours, Rule};
use jiff::Timestamp;
use sightline_model::{Calendar, Day, add_months};

impl Clock {
    /// The last day in time, or the last instant: the same that [`crate::explain`] tells day by day.
    ///
    /// # Errors
    /// If the start lacks a time that the clock needs, or the clock has no limit that can be counted.
    pub fn due(&self, start: Moment, calendar: &Calendar, hours: OfficeHours) -> Result<Moment, ClockError> {
        let day = start.day();
        let not_counted = || ClockError::NotCounted { id: self.id.clone(), why: "its due date comes from elsewhere".to_owned() };
        let due = match self.rule {
            Rule::Seconds(n) => after(self.instant(start)?, i64::from(n)),
            Rule::Hours(n) => after(self.instant(start)?, i64::from(n) * 3600),
            Rule::WorkingDays(n) => {
                let shut = !calendar.is_working_day(day) || start.time().is_some_and(|time| time >= hours.closes());
                let zero = if self.after_hours == AfterHours::NextWorkingDay && shut { calendar.add_working_days(day, 1) } else { day };
                Moment::Day(calendar.add_working_days(zero, n))
            }
            Rule::WorkingDaysBefore(n) => Moment::Day(calendar.add_working_days(day, -n)),
            Rule::CalendarDays(n) => Moment::Day(self.zero(day).plus(n)),
            Rule::Weeks(n) => Moment::Day(self.zero(day).plus(n * 7)),
            Rule::Months(n) => Moment::Day(add_months(day, n)),
            Rule::SameDay => Moment::Day(day),
            Rule::NextWorkingDayAt(time) => {
                self.instant(start)?;
                let before_opening = start.time().is_some_and(|at| at < hours.opens());
                let morning = if before_opening && calendar.is_working_day(day) { day } else { calendar.add_working_days(day, 1) };
                crate::steps::on(morning, time)
            }
            Rule::SchoolDays(_) | Rule::Terms(_) | Rule::Range(_) | Rule::Event => return Err(not_counted()),
        };
        if due.day() == Day::FAR_FUTURE || due.day() == Day::FAR_PAST { Err(not_counted()) } else { Ok(due) }
    }

    /// True if it needs the time of day of its start, and is due at one.
    #[must_use]
    pub fn needs_time(&self) -> bool {
        self.rule.is_elapsed() || matches!(self.rule, Rule::NextWorkingDayAt(_))
    }

    fn zero(&self, day: Day) -> Day {
        if self.first_day == FirstDay::SameDay { day.plus(-1) } else { day }
    }

    fn instant(&self, start: Moment) -> Result<Timestamp, ClockError> {
        let what = if self.rule.is_elapsed() { format!("runs in {}", self.rule.unit()) } else { "ends at a time of day".to_owned() };
        start.at().ok_or_else(|| ClockError::NeedsTime { id: self.id.clone(), what, day: start.day(), which: "start" })
    }

    /// How far `to` lies from the due date, in the clock's own kind of time.
    #[must_use]
    pub fn away(&self, due: Moment, to: Moment, calendar: &Calendar) -> Amount {
        let by_working_days = matches!(self.rule, Rule::WorkingDays(_) | Rule::WorkingDaysBefore(_));
        if by_working_days { due.working_days_to(to, calendar) } else { due.to(to) }
    }
}

impl Moment {
    /// From microseconds since 1970 in UTC, as tables hold instants.
    #[must_use]
    pub fn of_microsecond(at: i64) -> Option<Moment> {
        Timestamp::from_microsecond(at).ok().map(Moment::At)
    }

    /// Microseconds since 1970 in UTC; of a day, those of its first instant in England.
    #[must_use]
    pub fn microsecond(self) -> i64 {
        match self {
            Moment::Day(day) => crate::moment::midnight(day).as_microsecond(),
            Moment::At(at) => at.as_microsecond(),
        }
    }

    /// True if a limit that ends with this moment has passed at another: a day is in time to its end, an instant to itself.
    #[must_use]
    pub fn is_past_at(self, other: Moment) -> bool {
        match self {
            Moment::Day(day) => other.day() > day,
            Moment::At(at) => other.at().map_or(other.day() > self.day(), |other| other > at),
        }
    }

    /// How far it is from here to another moment, either way: in real time where both are instants, otherwise in days.
    #[must_use]
    pub fn to(self, other: Moment) -> Amount {
        match (self.at(), other.at()) {
            (Some(here), Some(there)) => Amount::Seconds(seconds_between(here, there).abs()),
            _ => Amount::Days(other.day().days_since(self.day()).abs()),
        }
    }

    /// The same in working days; in days where no working day lies between.
    #[must_use]
    pub fn working_days_to(self, other: Moment, calendar: &Calendar) -> Amount {
        match calendar.working_days(self.day(), other.day()) {
            0 => Amount::Days(other.day().days_since(self.day()).abs()),
            n => Amount::WorkingDays(n.abs()),
        }
    }
}
