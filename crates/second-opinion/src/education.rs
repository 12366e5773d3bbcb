//! Education, health and care plans.

use crate::Measure;
use crate::calendar::days_between;
use crate::figure::{Figure, Period, Share};
use crate::records::Records;

pub(crate) const MEASURES: &[Measure] = &[("ehcp-requests", requests), ("ehcp-assessments-within-20-weeks", within_20_weeks)];

fn requests(records: &Records, period: &Period) -> Figure {
    Figure::count(records.plan_requests.iter().filter(|requested_on| period.holds(**requested_on)).count())
}

/// First plans after an assessment, issued in the period by the day they began, without those for which an exception is allowed.
fn within_20_weeks(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for decision in &records.plan_decisions {
        let Some(issued) = decision.issued_on.filter(|day| period.holds(Some(*day))) else {
            continue;
        };
        if !decision.is_exception {
            share.add(decision.requested_on.is_some_and(|requested| days_between(requested, issued) <= 20 * 7));
        }
    }
    share.percentage()
}
