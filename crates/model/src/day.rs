//! A day, as the whole number of days since 1 January 1970: the form in which Arrow holds dates.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar day. Ordered, small, and cheap to subtract.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// Later than any day in a record; what an open end is read as.
    pub const FAR_FUTURE: Day = Day(2_932_896); // 9999-12-31
    /// Earlier than any day in a record.
    pub const FAR_PAST: Day = Day(-719_162); // 0001-01-01

    /// The day that lies `days` days after 1 January 1970.
    #[must_use]
    pub const fn from_epoch(days: i32) -> Day {
        Day(days)
    }

    /// Days since 1 January 1970.
    #[must_use]
    pub const fn epoch(self) -> i32 {
        self.0
    }

    /// A day from year, month and day of the month; `None` for a day that does not exist.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day::from)
    }

    /// The calendar date.
    #[must_use]
    pub fn date(self) -> Date {
        let days = i64::from(self.0.clamp(Day::FAR_PAST.0, Day::FAR_FUTURE.0));
        let (year, month, day) = civil(days);
        Date::new(year, month, day).expect("a clamped day count is a date of the common era")
    }

    /// The day `days` days later (earlier if negative), stopping at the ends of the calendar.
    #[must_use]
    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days).clamp(Day::FAR_PAST.0, Day::FAR_FUTURE.0))
    }

    /// Whole days from `earlier` to this day.
    #[must_use]
    pub fn days_since(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }

    /// True from Monday to Friday.
    #[must_use]
    pub fn is_weekday(self) -> bool {
        // 1 January 1970 was a Thursday.
        (self.0 + 3).rem_euclid(7) < 5
    }

    /// Reads `2024-03-31`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Day> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        Day::new(text.get(0..4)?.parse().ok()?, text.get(5..7)?.parse().ok()?, text.get(8..10)?.parse().ok()?)
    }
}

/// Year, month and day of a count of days since 1970, by the usual era arithmetic on years that begin in March.
fn civil(days: i64) -> (i16, i8, i8) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (i16::try_from(year).unwrap_or(i16::MAX), i8::try_from(month).unwrap_or(1), i8::try_from(day).unwrap_or(1))
}

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        let year = i32::from(date.year()) - i32::from(date.month() <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = i32::from(date.month());
        let from_march = if month > 2 { month - 3 } else { month + 9 };
        let of_year = (153 * from_march + 2) / 5 + i32::from(date.day()) - 1;
        let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
        Day(era * 146_097 + of_era - 719_468)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let text = String::deserialize(deserializer)?;
        Day::parse(&text).ok_or_else(|| serde::de::Error::custom("a day is written 2024-03-31"))
    }
}
