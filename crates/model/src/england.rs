//! Local time of England to UTC and back.
//!
//! The zone's rules travel with the program, so that a moment is read alike on every machine. Days on which the clocks stay as they are, all but
//! two a year, need no more than a look at a short table.

use crate::Day;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::sync::LazyLock;

/// Microseconds in a day of 24 hours.
const DAY: i64 = 86_400_000_000;

/// The zone, and the moments (in microseconds since 1970, UTC) and days on which its distance from UTC changes, with the distance in seconds after each.
struct Zone {
    zone: TimeZone,
    changes: Vec<Change>,
    first: i64,
}

struct Change {
    at: i64,
    day: i32,
    offset: i64,
}

static ENGLAND: LazyLock<Zone> = LazyLock::new(|| {
    let zone = TimeZoneDatabase::bundled().get("Europe/London").expect("the bundled zones hold Europe/London");
    let start = Timestamp::from_second(-2_208_988_800).expect("1900 lies within the range of moments");
    let end = Timestamp::from_second(4_149_014_400).expect("2101 lies within the range of moments");
    let first = i64::from(zone.to_offset(start).seconds());
    let changes = zone
        .following(start)
        .take_while(|change| change.timestamp() < end)
        .map(|change| Change {
            at: change.timestamp().as_microsecond(),
            day: Day::from(zone.to_datetime(change.timestamp()).date()).epoch(),
            offset: i64::from(change.offset().seconds()),
        })
        .collect();
    Zone { zone, changes, first }
});

/// Seconds east of UTC all through a local day; `None` on a day on which they change.
#[must_use]
pub fn offset_all_day(day: Day) -> Option<i64> {
    let changes = &ENGLAND.changes;
    let after = changes.partition_point(|change| change.day <= day.epoch());
    match after.checked_sub(1).map(|i| &changes[i]) {
        // The clocks change between 00:00 and 02:00; the local day of the change is the day itself or, long ago, the day after.
        Some(change) if day.epoch() - change.day <= 1 => None,
        Some(change) => Some(change.offset),
        None => Some(ENGLAND.first),
    }
}

/// Microseconds since 1970 in UTC of a local day and the microseconds since its midnight. Of a time that comes twice when the clocks go back, the first is
/// meant; a time that is left out when they go forward is moved on by an hour.
#[must_use]
pub fn to_utc(day: Day, micros: i64) -> i64 {
    let plain = i64::from(day.epoch()) * DAY + micros;
    if let Some(offset) = offset_all_day(day) {
        return plain - offset * 1_000_000;
    }
    let date = day.date();
    let seconds = micros / 1_000_000;
    let (hours, minutes, left) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let small = |n: i64| i8::try_from(n).unwrap_or(0);
    let civil = DateTime::new(date.year(), date.month(), date.day(), small(hours), small(minutes), small(left), 0);
    let zoned = civil.and_then(|civil| ENGLAND.zone.to_ambiguous_zoned(civil).compatible());
    zoned.map_or(plain, |zoned| zoned.timestamp().as_microsecond() + micros % 1_000_000)
}

/// As [`to_utc`], of a local time in microseconds since 1970 on the clocks of England.
#[must_use]
pub fn naive_to_utc(local: i64) -> i64 {
    let day = i32::try_from(local.div_euclid(DAY)).unwrap_or(i32::MAX);
    to_utc(Day::from_epoch(day), local.rem_euclid(DAY))
}

/// The local day of a moment in microseconds since 1970, UTC, and the microseconds since midnight on the clocks of that day.
#[must_use]
pub fn to_local(utc: i64) -> (Day, i64) {
    let changes = &ENGLAND.changes;
    let after = changes.partition_point(|change| change.at <= utc);
    let offset = after.checked_sub(1).map_or(ENGLAND.first, |i| changes[i].offset);
    let local = utc + offset * 1_000_000;
    let day = i32::try_from(local.div_euclid(DAY)).unwrap_or(i32::MAX);
    (Day::from_epoch(day), local.rem_euclid(DAY))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000_000;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap_or(Day::FAR_PAST)
    }

    #[test]
    fn summer_time_is_an_hour_ahead() {
        assert_eq!(to_utc(day("2018-07-01"), 12 * HOUR), i64::from(day("2018-07-01").epoch()) * DAY + 11 * HOUR);
        assert_eq!(to_utc(day("2018-01-01"), 12 * HOUR), i64::from(day("2018-01-01").epoch()) * DAY + 12 * HOUR);
    }

    #[test]
    fn an_evening_in_july_belongs_to_its_local_day() {
        // 23:30 UTC on 1 July is half past midnight on the 2nd.
        let utc = i64::from(day("2018-07-01").epoch()) * DAY + 23 * HOUR + HOUR / 2;
        assert_eq!(to_local(utc), (day("2018-07-02"), HOUR / 2));
    }

    #[test]
    fn days_of_the_change_go_there_and_back() {
        // The clocks went forward on 25 March 2018 at 01:00 UTC, and back on 28 October 2018 at 01:00 UTC.
        for (on, hour) in [("2018-03-25", 0), ("2018-03-25", 3), ("2018-03-26", 0), ("2018-10-28", 0), ("2018-10-28", 3), ("2018-10-29", 1)] {
            assert_eq!(to_local(to_utc(day(on), hour * HOUR)), (day(on), hour * HOUR), "{on} {hour}:00");
        }
        // Of half past one, which came twice, the first is meant; half past one that was left out is moved on.
        assert_eq!(to_utc(day("2018-10-28"), HOUR + HOUR / 2), i64::from(day("2018-10-28").epoch()) * DAY + HOUR / 2);
        assert_eq!(to_local(to_utc(day("2018-03-25"), HOUR + HOUR / 2)), (day("2018-03-25"), 2 * HOUR + HOUR / 2));
    }
}
