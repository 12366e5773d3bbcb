//! Local time of England to UTC and back.
//!
//! The zone's rules travel with the program, so that a moment is read alike on every machine. Days on which the clocks stay as they are, all but
//! two a year, need no more than a look at a short table.

use crate::parse::{DAY, Moment};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use sightline_model::Day;
use std::sync::LazyLock;

/// The zone, and the days on which its distance from UTC changes, with the distance in seconds after each.
struct Zone {
    zone: TimeZone,
    changes: Vec<(i32, i64)>,
    first: i64,
}

static ENGLAND: LazyLock<Zone> = LazyLock::new(|| {
    let zone = TimeZoneDatabase::bundled().get("Europe/London").expect("the bundled zones hold Europe/London");
    let start = Timestamp::from_second(-2_208_988_800).expect("1900 lies within the range of moments");
    let end = Timestamp::from_second(4_149_014_400).expect("2101 lies within the range of moments");
    let first = i64::from(zone.to_offset(start).seconds());
    let changes = zone
        .following(start)
        .take_while(|change| change.timestamp() < end)
        .map(|change| {
            let day = Day::from(zone.to_datetime(change.timestamp()).date()).epoch();
            (day, i64::from(change.offset().seconds()))
        })
        .collect();
    Zone { zone, changes, first }
});

impl Zone {
    /// Seconds east of UTC all through a day; `None` on a day on which they change.
    fn all_day(&self, day: i32) -> Option<i64> {
        let after = self.changes.partition_point(|(change, _)| *change <= day);
        match after.checked_sub(1).map(|i| self.changes[i]) {
            // The clocks change between 00:00 and 02:00; the local day of the change is the day itself or, long ago, the day after.
            Some((change, _)) if day - change <= 1 => None,
            Some((_, offset)) => Some(offset),
            None => Some(self.first),
        }
    }
}

/// Microseconds since 1970 in UTC. Of a time that comes twice when the clocks go back, the first is meant; a time that is left out when they go
/// forward is moved on by an hour.
pub(crate) fn to_utc(moment: Moment) -> i64 {
    let plain = i64::from(moment.day) * DAY + moment.micros;
    if let Some(offset) = moment.offset.or_else(|| ENGLAND.all_day(moment.day)) {
        return plain - offset * 1_000_000;
    }
    let date = Day::from_epoch(moment.day).date();
    let seconds = moment.micros / 1_000_000;
    let (hours, minutes, left) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let small = |n: i64| i8::try_from(n).unwrap_or(0);
    let civil = DateTime::new(date.year(), date.month(), date.day(), small(hours), small(minutes), small(left), 0);
    let zoned = civil.and_then(|civil| ENGLAND.zone.to_ambiguous_zoned(civil).compatible());
    zoned.map_or(plain, |zoned| zoned.timestamp().as_microsecond() + moment.micros % 1_000_000)
}

/// The local day of a moment.
pub(crate) fn local_day(moment: Moment) -> i32 {
    if moment.offset.is_none() {
        return moment.day;
    }
    let date = Timestamp::from_microsecond(to_utc(moment)).map(|instant| ENGLAND.zone.to_datetime(instant).date());
    date.map_or(moment.day, |date: Date| Day::from(date).epoch())
}
