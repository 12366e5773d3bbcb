//! Instants as they are written, and as they are: held in UTC, shown in Europe/London.

use crate::{ClockError, words};
use jiff::civil::{DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde::ser::SerializeMap;
use sightline_model::Day;
use std::sync::LazyLock;

static ENGLAND: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZoneDatabase::bundled().get("Europe/London").expect("the bundled zones hold Europe/London"));

/// The years that working days can be counted in.
const YEARS: std::ops::RangeInclusive<i16> = 1950..=2110;

/// A day, or an instant to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A day, with no time of day known.
    Day(Day),
    /// An instant.
    At(Timestamp),
}

/// A moment as read, with what had to be settled about it.
pub(crate) struct Read {
    pub(crate) moment: Moment,
    pub(crate) remark: Option<String>,
}

impl Moment {
    /// Reads `2024-03-29`, `2024-03-29T18:30` (time in England), or `2024-03-29T18:30Z` and `2024-03-29T18:30+01:00`, with seconds if wanted.
    ///
    /// # Errors
    /// If the text has none of these forms, or the clocks jumped over the time it gives.
    pub fn parse(text: &str) -> Result<Moment, ClockError> {
        read(text).map(|read| read.moment)
    }

    /// The day in England.
    #[must_use]
    pub fn day(self) -> Day {
        match self {
            Moment::Day(day) => day,
            Moment::At(at) => Day::from(local(at).date()),
        }
    }

    /// The time of day in England, where it is known.
    #[must_use]
    pub fn time(self) -> Option<Time> {
        match self {
            Moment::Day(_) => None,
            Moment::At(at) => Some(local(at).time()),
        }
    }

    /// The instant, where it is known.
    #[must_use]
    pub fn at(self) -> Option<Timestamp> {
        match self {
            Moment::Day(_) => None,
            Moment::At(at) => Some(at),
        }
    }

    /// `Friday 29 March 2024 at 18:30`; on days on which the clocks change, with GMT or BST.
    #[must_use]
    pub fn words(self) -> String {
        match self.at() {
            None => words::day(self.day()),
            Some(at) => format!("{} at {}", words::day(self.day()), time_words(at)),
        }
    }

    /// `2024-03-29`, or `2024-03-29T18:30+00:00`.
    #[must_use]
    pub fn iso(self) -> String {
        match self {
            Moment::Day(day) => day.to_string(),
            Moment::At(at) => {
                let offset = ENGLAND.to_offset(at).seconds();
                let sign = if offset < 0 { '-' } else { '+' };
                format!("{}T{}{sign}{:02}:{:02}", self.day(), words::time(local(at).time()), offset.abs() / 3600, offset.abs() / 60 % 60)
            }
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("day", &self.day())?;
        if let Moment::At(at) = self {
            map.serialize_entry("local", &self.iso())?;
            map.serialize_entry("utc", &at.to_string())?;
        }
        map.end()
    }
}

/// The time of day in England, with GMT or BST on days on which the clocks change.
pub(crate) fn time_words(at: Timestamp) -> String {
    let plain = words::time(local(at).time());
    if change_on(Day::from(local(at).date())).is_some() { format!("{plain} {}", ENGLAND.to_offset_info(at).abbreviation()) } else { plain }
}

fn local(at: Timestamp) -> DateTime {
    ENGLAND.to_datetime(at)
}

/// The first instant of a day in England.
pub(crate) fn midnight(day: Day) -> Timestamp {
    at_time(day, Time::midnight())
}

/// A time of day in England; the first of two, the later of none.
pub(crate) fn at_time(day: Day, time: Time) -> Timestamp {
    let civil = DateTime::from_parts(day.date(), time);
    ENGLAND.to_ambiguous_timestamp(civil).compatible().expect("days are kept to years that lie within the range of instants")
}

/// How many seconds the clocks go forward on a day (back, if negative).
pub(crate) fn change_on(day: Day) -> Option<i32> {
    let offset = |day| ENGLAND.to_offset(midnight(day)).seconds();
    Some(offset(day.plus(1)) - offset(day)).filter(|change| *change != 0)
}

/// Seconds by which the clock on the wall is ahead of UTC.
pub(crate) fn ahead(at: Timestamp) -> i32 {
    ENGLAND.to_offset(at).seconds()
}

/// Whole seconds from one instant to another.
pub(crate) fn seconds_between(from: Timestamp, to: Timestamp) -> i64 {
    to.as_second() - from.as_second()
}

/// An instant so many seconds on.
pub(crate) fn later(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}

/// A time of day as it stands on a clock: `18:30` or `18:30:05`. A fraction of a second is dropped.
pub(crate) fn clock_face(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let (hour, minute) = (two_digits(parts.next()?)?, two_digits(parts.next()?)?);
    let second = match parts.next() {
        None => 0,
        Some(rest) => {
            let (whole, fraction) = rest.split_once('.').unwrap_or((rest, "0"));
            if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            two_digits(whole)?
        }
    };
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, second, 0).ok()
}

fn two_digits(text: &str) -> Option<i8> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// An instant as written, with a remark where it could be read in two ways.
pub(crate) fn read(text: &str) -> Result<Read, ClockError> {
    let given = text.trim();
    let wrong = |why: &str| ClockError::Instant { text: given.to_owned(), why: why.to_owned() };
    let (date, rest) = given.split_at_checked(10).ok_or_else(|| wrong("it is too short for a date"))?;
    if !date.bytes().enumerate().all(|(place, b)| if place == 4 || place == 7 { b == b'-' } else { b.is_ascii_digit() }) {
        return Err(wrong("it does not begin with a date as 2024-03-29"));
    }
    let day = Day::parse(date).ok_or_else(|| wrong(&format!("there is no day {date}")))?;
    if !YEARS.contains(&day.date().year()) {
        return Err(wrong(&format!("the years from {} to {} can be counted", YEARS.start(), YEARS.end())));
    }
    if rest.is_empty() {
        return Ok(Read { moment: Moment::Day(day), remark: None });
    }
    let rest = rest.strip_prefix(['T', 't', ' ']).ok_or_else(|| wrong("a T must stand between date and time"))?;
    let (face, offset) = split_offset(rest).ok_or_else(|| wrong("the offset from UTC is written Z or +01:00"))?;
    let time = clock_face(face).ok_or_else(|| wrong("the time of day runs from 00:00 to 23:59, as 18:30"))?;
    let civil = DateTime::from_parts(day.date(), time);
    let out_of_range = |_| wrong("it is out of range");
    if let Some(offset) = offset {
        let at = offset.to_timestamp(civil).map_err(out_of_range)?;
        return Ok(Read { moment: Moment::At(at), remark: None });
    }
    let ambiguous = ENGLAND.to_ambiguous_timestamp(civil);
    match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => Ok(Read { moment: Moment::At(ambiguous.compatible().map_err(out_of_range)?), remark: None }),
        AmbiguousOffset::Gap { before, .. } => {
            let at = before.to_timestamp(civil).map_err(out_of_range)?;
            let shown = |zone: &TimeZone| format!("{}T{}", Day::from(zone.to_datetime(at).date()), words::time(zone.to_datetime(at).time()));
            Err(ClockError::SkippedTime { text: given.to_owned(), later: shown(&ENGLAND), offset: format!("{}Z", shown(&TimeZone::UTC)) })
        }
        AmbiguousOffset::Fold { before, after } => {
            let first = before.to_timestamp(civil).map_err(out_of_range)?;
            let second = after.to_timestamp(civil).map_err(out_of_range)?;
            let remark = format!(
                "{} came twice on {}, as the clocks went back: the earlier, {}, is meant here. For the later, write {}.",
                words::time(time),
                words::day(day),
                ENGLAND.to_offset_info(first).abbreviation(),
                Moment::At(second).iso(),
            );
            Ok(Read { moment: Moment::At(first), remark: Some(remark) })
        }
    }
}

/// A time of day and the offset behind it, if there is one; `None` if the offset cannot be read.
fn split_offset(text: &str) -> Option<(&str, Option<Offset>)> {
    if let Some(face) = text.strip_suffix(['Z', 'z']) {
        return Some((face, Some(Offset::UTC)));
    }
    let Some(place) = text.find(['+', '-']) else {
        return Some((text, None));
    };
    let (face, offset) = text.split_at(place);
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let digits = offset.get(1..)?;
    let (hours, minutes) = match digits.len() {
        2 => (two_digits(digits)?, 0),
        4 => (two_digits(digits.get(0..2)?)?, two_digits(digits.get(2..4)?)?),
        5 if digits.as_bytes()[2] == b':' => (two_digits(digits.get(0..2)?)?, two_digits(digits.get(3..5)?)?),
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60)).ok().map(|offset| (face, Some(offset)))
}
