//! Periods of care, put together from episodes.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::calendar::birthday;
use crate::figure::is_open;
use crate::records::{Child, Coded};

/// One row of the looked-after extract, with the place of the child it names.
#[derive(Debug)]
pub(crate) struct Episode {
    pub(crate) child: usize,
    pub(crate) starts_on: Option<Date>,
    pub(crate) ends_on: Option<Date>,
    pub(crate) end_reason: String,
}

/// All the episodes with one care-period key, unless it is a short break.
#[derive(Debug)]
pub(crate) struct CarePeriod {
    pub(crate) key: String,
    pub(crate) starts_on: Date,
    /// The latest end or the 18th birthday, whichever comes first.
    pub(crate) ends_on: Option<Date>,
    pub(crate) end_reason: String,
    pub(crate) is_section_20: bool,
}

impl CarePeriod {
    pub(crate) fn is_open(&self, day: Date) -> bool {
        is_open(Some(self.starts_on), self.ends_on, day)
    }

    pub(crate) fn is_adoption(&self) -> bool {
        matches!(self.end_reason.as_str(), "E11" | "E12")
    }
}

impl Child {
    /// The period of care open on the day.
    pub(crate) fn care_on(&self, day: Date) -> Option<&CarePeriod> {
        self.care_periods.iter().find(|period| period.is_open(day))
    }

    /// Whether the child is looked after on the day.
    pub(crate) fn is_looked_after(&self, day: Date) -> bool {
        self.care_on(day).is_some()
    }
}

/// Makes a period of care of the episodes that share a key and gives it to its child.
pub(crate) fn add_care_period(children: &mut [Child], key: String, episodes: &[Episode]) {
    let Some(child) = owner(episodes).and_then(|place| children.get_mut(place)) else {
        return;
    };
    if let Some(period) = care_period(key, episodes, child.born_on, &child.legal_statuses) {
        child.care_periods.push(period);
    }
}

/// Whether the episodes that share a key are a short break, by the legal status on their first day.
pub(crate) fn is_short_break(children: &[Child], episodes: &[Episode]) -> bool {
    let child = owner(episodes).and_then(|place| children.get(place));
    let first = episodes.iter().filter_map(|episode| episode.starts_on).min();
    child.zip(first).is_some_and(|(child, first)| statuses_on(&child.legal_statuses, first).iter().any(|code| matches!(*code, "V3" | "V4")))
}

/// The child whom most of the episodes name: the key decides what belongs together, whatever one row says.
fn owner(episodes: &[Episode]) -> Option<usize> {
    let named = |child: usize| episodes.iter().filter(|episode| episode.child == child).count();
    episodes.iter().max_by_key(|episode| (named(episode.child), Reverse(episode.starts_on))).map(|episode| episode.child)
}

fn care_period(key: String, episodes: &[Episode], born_on: Option<Date>, statuses: &[Coded]) -> Option<CarePeriod> {
    let starts_on = episodes.iter().filter_map(|episode| episode.starts_on).min()?;
    let first_statuses = statuses_on(statuses, starts_on);
    if first_statuses.iter().any(|code| matches!(*code, "V3" | "V4")) {
        return None;
    }
    let eighteen_on = born_on.map(|born| birthday(born, 18));
    if eighteen_on.is_some_and(|eighteen| eighteen <= starts_on) {
        return None;
    }
    let any_open = episodes.iter().any(|episode| episode.ends_on.is_none());
    let last = episodes.iter().max_by_key(|episode| (episode.ends_on, episode.end_reason != "X1"))?;
    let (recorded_end, end_reason) = if any_open { (None, String::new()) } else { (last.ends_on, last.end_reason.clone()) };
    if recorded_end.is_some_and(|end| end < starts_on) {
        return None; // It ends before it begins: a fault.
    }
    let ends_on = match (recorded_end, eighteen_on) {
        (Some(end), Some(eighteen)) => Some(end.min(eighteen)),
        (end, eighteen) => end.or(eighteen),
    };
    Some(CarePeriod { key, starts_on, ends_on, end_reason, is_section_20: first_statuses.contains(&"V2") })
}

/// The legal statuses that cover a day; one that began and ended on that very day does.
fn statuses_on(statuses: &[Coded], day: Date) -> Vec<&str> {
    statuses
        .iter()
        .filter(|status| is_open(status.starts_on, status.ends_on, day) || (status.starts_on == Some(day) && status.ends_on == Some(day)))
        .map(|status| status.code.as_str())
        .collect()
}
