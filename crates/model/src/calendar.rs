//! Working days: Monday to Friday less the bank holidays of England (indicator notes, rule 3).

use crate::Day;

/// First and last day that the tables cover. Outside, weekdays are counted without holidays.
const FIRST: Day = Day::from_epoch(-7_305); // 1950-01-01
const LAST: Day = Day::from_epoch(54_786); // 2119-12-31

/// Working-day arithmetic in constant time, from a list of bank holidays.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Working days from `FIRST` up to and with each day.
    counted: Vec<i32>,
    /// Every working day, in order.
    working: Vec<Day>,
    first_holiday: Option<Day>,
    last_holiday: Option<Day>,
}

impl Calendar {
    /// A calendar from bank holidays in any order; holidays at weekends do no harm.
    #[must_use]
    pub fn new(holidays: &[Day]) -> Calendar {
        let mut sorted = holidays.to_vec();
        sorted.sort_unstable();
        let mut counted = Vec::new();
        let mut working = Vec::new();
        let mut total = 0;
        for epoch in FIRST.epoch()..=LAST.epoch() {
            let day = Day::from_epoch(epoch);
            if day.is_weekday() && sorted.binary_search(&day).is_err() {
                total += 1;
                working.push(day);
            }
            counted.push(total);
        }
        Calendar { counted, working, first_holiday: sorted.first().copied(), last_holiday: sorted.last().copied() }
    }

    /// The years for which bank holidays are known.
    #[must_use]
    pub fn known(&self) -> Option<(Day, Day)> {
        self.first_holiday.zip(self.last_holiday)
    }

    /// True on a Monday to Friday that is no bank holiday.
    #[must_use]
    pub fn is_working_day(&self, day: Day) -> bool {
        self.up_to(day) > self.up_to(day.plus(-1))
    }

    /// Working days after `from`, up to and with `to`: the day after is working day 1. Negative if `to` comes first.
    #[must_use]
    pub fn working_days(&self, from: Day, to: Day) -> i32 {
        self.up_to(to) - self.up_to(from)
    }

    /// The `n`-th working day after `day` (before it, if `n` is negative); `day` itself if `n` is 0.
    #[must_use]
    pub fn add_working_days(&self, day: Day, n: i32) -> Day {
        if n == 0 {
            return day;
        }
        let reached = if n > 0 { self.up_to(day) + n - 1 } else { self.up_to(day.plus(-1)) + n };
        match usize::try_from(reached).ok().and_then(|index| self.working.get(index)) {
            Some(found) => *found,
            None if n > 0 => Day::FAR_FUTURE,
            None => Day::FAR_PAST,
        }
    }

    /// Working days from `FIRST` up to and with `day`.
    fn up_to(&self, day: Day) -> i32 {
        let offset = day.epoch() - FIRST.epoch();
        match usize::try_from(offset) {
            Ok(index) if index < self.counted.len() => self.counted[index],
            Ok(_) => self.counted.last().copied().unwrap_or(0) + weekdays_between(LAST, day),
            Err(_) => -weekdays_between(day, FIRST.plus(-1)),
        }
    }
}

/// Weekdays after `from`, up to and with `to`.
fn weekdays_between(from: Day, to: Day) -> i32 {
    let days = to.days_since(from);
    let (weeks, rest) = (days.div_euclid(7), days.rem_euclid(7));
    let odd = (1..=rest).filter(|n| from.plus(weeks * 7 + n).is_weekday()).count();
    weeks * 5 + i32::try_from(odd).unwrap_or(0)
}
