//! Moments: local English time, with the hour that summer time adds worked out here and not borrowed from the engine.

use jiff::civil::{Date, Weekday, date};

use crate::calendar::{day_after, day_before, day_number};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// A second in time, and the local day it falls on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Seconds of real time, counted from an arbitrary start.
    seconds: i64,
    /// The day in local time.
    pub day: Date,
}

impl Moment {
    /// A local day and the seconds since its midnight by the clock on the wall. Of an hour that comes twice the first is
    /// meant; an hour that is left out is read by winter time.
    pub fn local(day: Date, since_midnight: i64) -> Self {
        let (starts_on, ends_on) = (last_sunday(day.year(), 3), last_sunday(day.year(), 10));
        let from = |sunday: Date| day > sunday || (day == sunday && since_midnight >= 2 * HOUR);
        let ahead = if from(starts_on) && !from(ends_on) { HOUR } else { 0 };
        Self { seconds: day_number(day) * DAY + since_midnight - ahead, day }
    }

    /// A day and time so many seconds ahead of universal time.
    fn with_offset(day: Date, since_midnight: i64, ahead: i64) -> Self {
        let seconds = day_number(day) * DAY + since_midnight - ahead;
        let switch = |month| day_number(last_sunday(day.year(), month)) * DAY + HOUR;
        let summer = if seconds >= switch(3) && seconds < switch(10) { HOUR } else { 0 };
        let days = (seconds + summer).div_euclid(DAY) - day_number(day);
        let local_day = match days {
            0 => day,
            ..0 => day_before(day),
            _ => day_after(day),
        };
        Self { seconds, day: local_day }
    }

    /// Reads `2024-03-31T14:05:06`, with a blank for the T, without seconds, or a day alone, which is its midnight; the
    /// distance from universal time may follow.
    pub(crate) fn read(text: &str, day: Date) -> Option<Self> {
        let Some((_, time)) = text.split_once(['T', 't', ' ']) else {
            return Some(Self::local(day, 0));
        };
        let (clock, zone) = match time.find(['Z', 'z', '+', '-']) {
            Some(at) => time.split_at(at),
            None => (time, ""),
        };
        let clock = clock_seconds(clock.trim())?;
        match zone {
            "" => Some(Self::local(day, clock)),
            "Z" | "z" => Some(Self::with_offset(day, clock, 0)),
            _ => {
                let distance: String = zone[1..].chars().filter(char::is_ascii_digit).collect();
                let ahead = clock_seconds(&format!("{}:{}", distance.get(..2)?, distance.get(2..4)?))?;
                Some(Self::with_offset(day, clock, if zone.starts_with('-') { -ahead } else { ahead }))
            }
        }
    }

    /// Whole seconds of real time from this moment to a later one.
    pub fn seconds_to(self, later: Self) -> i64 {
        later.seconds - self.seconds
    }

    /// Whether a moment is this one or later, by so many hours of real time at most.
    pub(crate) fn is_within_hours(self, later: Self, hours: i64) -> bool {
        (0..=hours * HOUR).contains(&self.seconds_to(later))
    }

    /// The local day on which the moment so many hours of real time later lies.
    pub(crate) fn day_after_hours(self, hours: i64) -> Date {
        let mut day = self.day;
        while self.seconds_to(Self::local(day_after(day), 0)) <= hours * HOUR {
            day = day_after(day);
        }
        day
    }

    /// Whether the clock on the wall showed this hour or later.
    pub(crate) fn is_from_hour(self, hour: i64) -> bool {
        Self::local(self.day, hour * HOUR).seconds_to(self) >= 0
    }

    /// The moment at which a day's clock shows the hour.
    pub(crate) fn at_hour(day: Date, hour: i64) -> Self {
        Self::local(day, hour * HOUR)
    }
}

fn clock_seconds(text: &str) -> Option<i64> {
    let mut seconds = 0;
    for (part, worth) in text.split(':').zip([HOUR, 60, 1]) {
        let whole = part.split('.').next()?;
        seconds += whole.parse::<i64>().ok()? * worth;
    }
    Some(seconds)
}

/// The last Sunday of March or October, which both have 31 days.
fn last_sunday(year: i16, month: i8) -> Date {
    let mut day = date(year, month, 31);
    while day.weekday() != Weekday::Sunday {
        day = day_before(day);
    }
    day
}
