//! Children missing from care.

use crate::Measure;
use crate::calendar::day_before;
use crate::care::CarePeriod;
use crate::figure::{Figure, Period, Share, is_open};
use crate::records::{Coded, Records};

pub(crate) const MEASURES: &[Measure] = &[("cla-missing-percentage", looked_after_missing), ("uasc-missing", unaccompanied_missing)];

/// Missing, as against away from placement without authorisation.
fn is_missing(episode: &Coded) -> bool {
    episode.code == "M"
}

/// Children looked after on any day of the period, and those of them who were missing in it while looked after.
fn looked_after_missing(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        let looked_after = child
            .care_periods
            .iter()
            .any(|care| care.starts_on <= period.ends_on && care.ends_on.is_none_or(|end| end > period.starts_on && end > care.starts_on));
        if looked_after {
            let from_care = |episode: &Coded| child.care_periods.iter().any(|care| is_missing_from_care(episode, care, period));
            share.add(child.missing.iter().any(|episode| is_missing(episode) && from_care(episode)));
        }
    }
    share.percentage()
}

/// Whether some of the episode falls both in the period of care and in the period asked about. Missing from the day
/// it began until before the day it ended; an episode of one day is of that day.
fn is_missing_from_care(episode: &Coded, care: &CarePeriod, period: &Period) -> bool {
    let Some(from) = episode.starts_on else {
        return false;
    };
    let last = episode.ends_on.map(|end| day_before(end).max(from));
    let first = from.max(care.starts_on).max(period.starts_on);
    let until = [last, care.ends_on.map(day_before), Some(period.ends_on)];
    until.into_iter().flatten().all(|until| first <= until)
}

fn unaccompanied_missing(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    Figure::count(records.children_who(|child| {
        child.is_unaccompanied(day) && child.missing.iter().any(|episode| is_missing(episode) && is_open(episode.starts_on, episode.ends_on, day))
    }))
}
