//! How many of one stage there are for those of the stage before.

use serde::Serialize;
use sightline_model::{Figure, Status};

/// One stage's count set against the count of the stage before, in the same period.
///
/// It is not the share of the first group that went on: some of those counted at the later stage entered the earlier one before the period,
/// so it can exceed 100. Say "for every 100", not "of".
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Conversion {
    /// The later stage's count.
    pub to: f64,
    /// The earlier stage's count.
    pub from: f64,
    /// The later for every 100 of the earlier, unrounded.
    pub per_hundred: f64,
    /// True when either count is provisional.
    pub provisional: bool,
}

/// Sets `to` against `from`; `None` if either is missing, or there is nothing to divide by.
#[must_use]
pub fn conversion(from: &Figure, to: &Figure) -> Option<Conversion> {
    let usable = |figure: &Figure| matches!(figure.status, Status::Ok | Status::Provisional);
    if !usable(from) || !usable(to) {
        return None;
    }
    let provisional = from.status == Status::Provisional || to.status == Status::Provisional;
    let (from, to) = (from.value.filter(|v| v.is_finite())?, to.value.filter(|v| v.is_finite())?);
    (from > 0.0).then(|| Conversion { to, from, per_hundred: to / from * 100.0, provisional })
}
