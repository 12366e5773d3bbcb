//! What reviewing officers rate and dispute, and when the records of reviews go out.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use crate::calendar::working_day;
use crate::figure::{Figure, Period, Share};
use crate::reading::sheet::Sheet;
use crate::records::Records;
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] = &[
    ("iro-rag-ratings", ratings),
    ("iro-rag-responses-in-timescale", answered_in_time),
    ("iro-rag-outstanding", outstanding),
    ("iro-disputes-resolved-in-timescale", disputes_in_time),
    ("review-decisions-circulated-in-timescale", circulated_in_time),
];

#[derive(Debug, Default)]
pub(crate) struct Officers {
    ratings: Vec<Rating>,
    disputes: Vec<Dispute>,
    reviews: Vec<Review>,
}

#[derive(Debug)]
struct Rating {
    colour: String,
    issued_on: Option<Date>,
    responded_on: Option<Date>,
    is_formal: bool,
}

impl Rating {
    /// The day by which it must be answered, for the colours that have one.
    fn limit(&self) -> Option<Date> {
        let days = match self.colour.as_str() {
            "red" => 5,
            "amber" => 10,
            _ => return None,
        };
        self.issued_on.map(|issued| working_day(issued, days))
    }

    /// When it had the answer it needs: a formal one where there is a limit, and any otherwise.
    fn answered_on(&self) -> Option<Date> {
        let needs_formal = matches!(self.colour.as_str(), "red" | "amber");
        self.responded_on.filter(|_| self.is_formal || !needs_formal)
    }
}

#[derive(Debug)]
struct Dispute {
    formal_on: Option<Date>,
    resolved_on: Option<Date>,
}

/// A review that was held, and when its decisions were issued, its record completed and sent out.
#[derive(Debug)]
struct Review {
    care_period: Option<String>,
    held_on: Date,
    steps: [Option<Date>; 3],
}

pub(crate) fn read(folder: &Path) -> Result<Officers, Error> {
    let mut ratings = Vec::new();
    for row in Sheet::read(folder, "iro_rating")?.rows() {
        ratings.push(Rating {
            colour: row.code("colour"),
            issued_on: row.day("issued_on"),
            responded_on: row.day("responded_on"),
            is_formal: row.text("response") == Some("formal"),
        });
    }
    let mut disputes = Vec::new();
    for row in Sheet::read(folder, "iro_dispute")?.rows() {
        disputes.push(Dispute { formal_on: row.day("formal_on"), resolved_on: row.day("resolved_on") });
    }
    let mut steps = BTreeMap::new();
    for row in Sheet::read(folder, "review_record")?.rows() {
        steps.insert(row.code("care_review_id"), ["decisions_issued_on", "record_completed_on", "distributed_on"].map(|step| row.day(step)));
    }
    let mut reviews = Vec::new();
    for row in Sheet::read(folder, "ssd_cla_reviews")?.rows() {
        let Some(held_on) = row.day("clar_cla_review_date").filter(|_| !row.is_yes("clar_cla_review_cancelled")) else {
            continue;
        };
        let steps = steps.get(&row.code("clar_cla_review_id")).copied().unwrap_or_default();
        reviews.push(Review { care_period: row.owned("clar_cla_id"), held_on, steps });
    }
    Ok(Officers { ratings, disputes, reviews })
}

fn ratings(records: &Records, period: &Period) -> Figure {
    Figure::count(records.own.officers.ratings.iter().filter(|rating| period.holds(rating.issued_on)).count())
}

/// By the day on which the answer was due.
fn answered_in_time(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for rating in &records.own.officers.ratings {
        let Some(limit) = rating.limit().filter(|limit| period.holds(Some(*limit))) else {
            continue;
        };
        let pending = rating.answered_on().is_none() && period.is_pending(limit);
        if !pending {
            share.add(rating.answered_on().is_some_and(|answered| answered <= limit));
        }
    }
    share.percentage()
}

fn outstanding(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    let is_waiting = |rating: &&Rating| rating.issued_on.is_some_and(|issued| issued <= day) && rating.answered_on().is_none_or(|on| on > day);
    Figure::count(records.own.officers.ratings.iter().filter(is_waiting).count())
}

/// Resolved in time on the day of it, or else once, on the day the limit ran out.
fn disputes_in_time(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for dispute in &records.own.officers.disputes {
        let Some(limit) = dispute.formal_on.map(|formal| working_day(formal, 20)) else {
            continue;
        };
        let in_time = dispute.resolved_on.filter(|resolved| *resolved <= limit);
        let pending = dispute.resolved_on.is_none() && period.is_pending(limit);
        if !pending && period.holds(in_time.or(Some(limit))) {
            share.add(in_time.is_some());
        }
    }
    share.percentage()
}

/// All three steps in time. Pending while nothing is late and something is still to come.
fn circulated_in_time(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for review in &records.own.officers.reviews {
        let is_short_break = review.care_period.as_ref().is_some_and(|key| records.short_breaks.contains(key));
        if !period.holds(Some(review.held_on)) || is_short_break {
            continue;
        }
        let limits = [5, 15, 20].map(|days| working_day(review.held_on, days));
        let steps = || review.steps.iter().zip(limits);
        let late = steps().any(|(done, limit)| done.map_or(!period.is_pending(limit), |done| done > limit));
        let complete = steps().all(|(done, _)| done.is_some());
        if late || complete {
            share.add(!late);
        }
    }
    share.percentage()
}
