//! Days as the tree writes them (`2018-10-12`), taken apart.

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

impl Day {
    /// The day in `text`; none if it is not one that the calendar has.
    pub(crate) fn read(text: &str) -> Option<Day> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return None;
        }
        let found = Day { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        ((1..=12).contains(&found.month) && (1..=found.days_in_month()).contains(&found.day)).then_some(found)
    }

    /// `October`.
    pub(crate) fn month_name(self) -> &'static str {
        MONTHS[usize::from(self.month) - 1]
    }

    /// `12 October 2018`.
    pub(crate) fn words(self) -> String {
        format!("{} {} {}", self.day, self.month_name(), self.year)
    }

    pub(crate) fn is_last_of_month(self) -> bool {
        self.day == self.days_in_month()
    }

    fn days_in_month(self) -> u8 {
        let leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

/// The day a file is dated by: the day the paper was made, or the first day of 2000 if that is no day. Never the clock's.
pub(crate) fn made(made_on: &str) -> Day {
    Day::read(made_on).filter(|day| (1980..2100).contains(&day.year)).unwrap_or(Day { year: 2000, month: 1, day: 1 })
}
