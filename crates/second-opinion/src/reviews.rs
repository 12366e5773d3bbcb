//! Reviews of looked-after children.

use jiff::civil::Date;

use crate::Measure;
use crate::calendar::{add_months, working_day};
use crate::care::CarePeriod;
use crate::figure::{Figure, Period, Share};
use crate::records::{CareReview, Child, Records};

pub(crate) const MEASURES: &[Measure] = &[
    ("cla-reviews-in-timescale", in_time),
    ("cla-review-participation", |records, period| share_of_codes(records, period, &["PN1", "PN2", "PN3", "PN5", "PN6"])),
    ("cla-review-attendance", |records, period| share_of_codes(records, period, &["PN1", "PN2", "PN3", "PN4"])),
];

impl Child {
    /// The day on which one more review of a period of care is due, after the last held, if nobody recorded it.
    fn review_not_recorded(&self, care: &CarePeriod) -> Option<Date> {
        let reviews = || self.care_reviews.iter().filter(|review| review.care_period.as_ref() == Some(&care.key));
        let mut held: Vec<Date> = reviews().filter(|review| !review.is_cancelled).filter_map(|review| review.held_on).collect();
        held.sort_unstable();
        let due = match held[..] {
            [] => working_day(care.starts_on, 20),
            [first] => add_months(first, 3),
            [.., last] => add_months(last, 6),
        };
        let is_held = |review: &CareReview| review.held_on.is_some() && !review.is_cancelled;
        let is_open = |review: &CareReview| !is_held(review) && !reviews().any(|other| is_held(other) && other.due_on == review.due_on);
        let is_recorded = reviews().any(|review| is_open(review) && review.due_on.is_some() && review.due_on > held.last().copied());
        (!is_recorded).then_some(due)
    }
}

/// Reviews due in the period for children looked after on the due date. A cancelled review is not held; the one
/// arranged in its place has the same due date, and the two are one review due. One that nobody recorded is due too.
fn in_time(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        for (at, review) in child.care_reviews.iter().enumerate() {
            let Some(due) = review.due_on.filter(|due| period.holds(Some(*due))) else {
                continue;
            };
            let held_on = review.held_on.filter(|_| !review.is_cancelled);
            let is_told_by = |other: &CareReview| other.due_on == Some(due) && other.held_on.is_some() && !other.is_cancelled;
            let is_told_before = child.care_reviews[..at].iter().any(|other| other.due_on == Some(due));
            if held_on.is_none() && (is_told_before || child.care_reviews.iter().any(is_told_by)) {
                continue;
            }
            let pending = held_on.is_none() && period.is_pending(due);
            if child.is_looked_after(due) && !pending {
                share.add(held_on.is_some_and(|held| held <= due));
            }
        }
        for care in &child.care_periods {
            let due = child.review_not_recorded(care).filter(|due| period.holds(Some(*due)) && care.is_open(*due));
            if due.is_some_and(|due| !period.is_pending(due)) {
                share.add(false);
            }
        }
    }
    share.percentage()
}

/// Out of the reviews held in the period with a code other than PN0.
fn share_of_codes(records: &Records, period: &Period, met: &[&str]) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        for review in &child.care_reviews {
            let code = review.participation.as_str();
            if period.holds(review.held_on) && !review.is_cancelled && !matches!(code, "" | "PN0") {
                share.add(met.contains(&code));
            }
        }
    }
    share.percentage()
}
