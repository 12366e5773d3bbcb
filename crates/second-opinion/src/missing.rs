//! Children missing from care.

use crate::Measure;
use crate::figure::{Figure, Period, Share, is_open};
use crate::records::{Coded, Records};

pub(crate) const MEASURES: &[Measure] = &[
    ("cla-missing-percentage", looked_after_missing),
    ("uasc-missing", unaccompanied_missing),
];

/// Missing, as against away from placement without authorisation.
fn is_missing(episode: &Coded) -> bool {
    episode.code == "M"
}

/// Children looked after on any day of the period, and those of them with an episode that began in it.
fn looked_after_missing(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        let looked_after = child.care_periods.iter().any(|care| {
            care.starts_on <= period.ends_on
                && care
                    .ends_on
                    .is_none_or(|end| end > period.starts_on && end > care.starts_on)
        });
        if looked_after {
            share.add(
                child
                    .missing
                    .iter()
                    .any(|episode| is_missing(episode) && period.holds(episode.starts_on)),
            );
        }
    }
    share.percentage()
}

fn unaccompanied_missing(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    Figure::count(records.children_who(|child| {
        child.is_unaccompanied(day)
            && child.missing.iter().any(|episode| {
                is_missing(episode) && is_open(episode.starts_on, episode.ends_on, day)
            })
    }))
}
