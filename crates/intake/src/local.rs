//! Moments as files give them: local time of England, or with a stated distance from UTC.

use crate::parse::{DAY, Moment};
use sightline_model::{Day, england};

/// Microseconds since 1970 in UTC.
pub(crate) fn to_utc(moment: Moment) -> i64 {
    match moment.offset {
        Some(offset) => i64::from(moment.day) * DAY + moment.micros - offset * 1_000_000,
        None => england::to_utc(Day::from_epoch(moment.day), moment.micros),
    }
}

/// The local day of a moment.
pub(crate) fn local_day(moment: Moment) -> i32 {
    match moment.offset {
        Some(_) => england::to_local(to_utc(moment)).0.epoch(),
        None => moment.day,
    }
}
