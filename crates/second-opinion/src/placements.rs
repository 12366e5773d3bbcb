//! Where looked-after children live, and how often they move.

use jiff::civil::Date;

use crate::Measure;
use crate::calendar::{add_months, day_before, days_between};
use crate::figure::{Figure, Period, Share, is_open};
use crate::records::{Child, Placement, Records};

pub(crate) const MEASURES: &[Measure] = &[
    ("three-or-more-placements", three_or_more),
    ("placements-over-20-miles", over_20_miles),
    ("long-term-placement-stability", long_term_stability),
];

impl Placement {
    fn is_open(&self, day: Date) -> bool {
        is_open(Some(self.starts_on), self.ends_on, day)
    }

    /// A hospital stay, a holiday or another temporary move.
    fn is_temporary(&self) -> bool {
        self.kind.starts_with('T')
    }

    fn is_adoptive(&self) -> bool {
        matches!(self.kind.as_str(), "A3" | "A4" | "A5" | "A6")
    }

    /// Dates have no hours: 24 hours or longer is an end on a later day than the start.
    fn is_a_day_long(&self) -> bool {
        self.ends_on.is_none_or(|end| days_between(self.starts_on, end) >= 1)
    }

    /// Whether the child, coming from `home`, did not move: adoption by the carers, a change of status, or simply
    /// the same address.
    fn is_same_home(&self, home: &Placement) -> bool {
        matches!(self.kind.as_str(), "A3" | "A5")
            || home.change_reason == "PLACE"
            || (!self.postcode.is_empty() && self.postcode.eq_ignore_ascii_case(&home.postcode))
    }
}

impl Child {
    /// Where the child lives on the day: the latest placement open on it.
    fn placement_on(&self, day: Date) -> Option<&Placement> {
        self.placements.iter().rfind(|placement| placement.is_open(day))
    }
}

/// A time in one place: a placement and those after it at the same address or with the same carers.
struct Stay {
    starts_on: Date,
    ends_on: Option<Date>,
    is_adoptive: bool,
}

/// The child's stays. Temporary moves and placements that end on the day they start are none, and a return from a
/// temporary move to the same address goes on with the stay.
fn stays(child: &Child) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    let mut home: Option<&Placement> = None;
    let mut left_on = None;
    for placement in child.placements.iter().filter(|placement| placement.is_a_day_long()) {
        let follows = left_on == Some(placement.starts_on);
        left_on = placement.ends_on;
        if placement.is_temporary() {
            continue;
        }
        let goes_on = follows && home.is_some_and(|home| placement.is_same_home(home));
        match stays.last_mut() {
            Some(stay) if goes_on => {
                stay.ends_on = placement.ends_on;
                stay.is_adoptive = placement.is_adoptive();
            }
            _ => stays.push(Stay { starts_on: placement.starts_on, ends_on: placement.ends_on, is_adoptive: placement.is_adoptive() }),
        }
        home = Some(placement);
    }
    stays
}

/// In the 12 months before the day: from the same day a year earlier to the day before.
fn three_or_more(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    let (first, last) = (add_months(day, -12), day_before(day));
    let mut share = Share::default();
    for child in &records.children {
        if !child.is_looked_after(day) {
            continue;
        }
        let counted = stays(child).iter().filter(|stay| stay.starts_on <= last && stay.ends_on.is_none_or(|end| end > first)).count();
        share.add(counted >= 3);
    }
    share.percentage()
}

/// The extract does not say which side of the boundary a placement is on: distance decides alone.
fn over_20_miles(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    let mut share = Share::default();
    for child in &records.children {
        if child.is_looked_after(day) {
            let miles = child.placement_on(day).and_then(|placement| placement.miles);
            share.add(miles.is_some_and(|miles| miles > 20.0));
        }
    }
    share.percentage()
}

fn long_term_stability(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    let mut share = Share::default();
    for child in &records.children {
        let is_under_16 = child.age(day).is_some_and(|age| age < 16);
        let is_long_in_care = child.care_on(day).is_some_and(|care| add_months(care.starts_on, 30) <= day);
        if is_under_16 && is_long_in_care {
            share.add(is_settled(child, day));
        }
    }
    share.percentage()
}

/// Two years in the same place, or in an adoptive placement and the one before it together. A child away on a
/// temporary move is still in the place it left for it.
fn is_settled(child: &Child, day: Date) -> bool {
    let stays: Vec<Stay> = stays(child).into_iter().filter(|stay| stay.starts_on <= day).collect();
    let Some((current, before)) = stays.split_last() else {
        return false;
    };
    let is_away = child.placement_on(day).is_some_and(Placement::is_temporary);
    if !is_open(Some(current.starts_on), current.ends_on, day) && !is_away {
        return false;
    }
    let mut days = days_between(current.starts_on, day);
    if current.is_adoptive
        && let Some(before) = before.last()
    {
        let left_on = before.ends_on.unwrap_or(current.starts_on).min(current.starts_on);
        days += days_between(before.starts_on, left_on);
    }
    days >= 730
}
