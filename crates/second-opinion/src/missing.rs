//! Children missing from care.

use crate::Measure;
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

/// Whether some of the episode falls in the period of care, and some of that in the period asked about. Episodes have
/// hours, so a child found on the period's first day was missing on it; one found on the day care began was not
/// missing from care.
fn is_missing_from_care(episode: &Coded, care: &CarePeriod, period: &Period) -> bool {
    let Some(from) = episode.starts_on else {
        return false;
    };
    let in_care = care.ends_on.is_none_or(|end| from < end) && (from >= care.starts_on || episode.ends_on.is_none_or(|end| end > care.starts_on));
    let first = from.max(care.starts_on);
    in_care && first <= period.ends_on && [episode.ends_on, care.ends_on].into_iter().flatten().all(|end| end >= period.starts_on)
}

fn unaccompanied_missing(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    Figure::count(records.children_who(|child| {
        child.is_unaccompanied(day) && child.missing.iter().any(|episode| is_missing(episode) && is_open(episode.starts_on, episode.ends_on, day))
    }))
}
