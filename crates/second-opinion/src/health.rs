//! Health assessments and wellbeing scores of looked-after children.

use crate::Measure;
use crate::calendar::{add_months, day_before, working_day};
use crate::figure::{Figure, Period, Share};
use crate::records::{HealthCheck, Records};

pub(crate) const MEASURES: &[Measure] =
    &[("initial-health-assessment-in-timescale", initial_assessment), ("sdq-average", average_score), ("dental-checks-up-to-date", teeth_checked)];

impl HealthCheck {
    fn is_initial(&self) -> bool {
        self.kind.to_ascii_lowercase().contains("initial") && self.status.eq_ignore_ascii_case("Completed")
    }

    fn is_of_teeth(&self) -> bool {
        let kind = self.kind.to_ascii_lowercase();
        self.status.eq_ignore_ascii_case("Completed") && ["dental", "dentist", "teeth"].iter().any(|word| kind.contains(word))
    }
}

/// Of the children who entered care in the period and were still in care at working day 20.
fn initial_assessment(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        for care in &child.care_periods {
            if !period.holds(Some(care.starts_on)) {
                continue;
            }
            let limit = working_day(care.starts_on, 20);
            let in_time = child
                .health_checks
                .iter()
                .filter(|check| check.is_initial())
                .any(|check| check.done_on.is_some_and(|day| care.starts_on <= day && day <= limit));
            let pending = !in_time && period.is_pending(limit);
            if care.is_open(limit) && !pending {
                share.add(in_time);
            }
        }
    }
    share.percentage()
}

/// The latest score in the 12 months before, of looked-after children aged 4 to 16 on the day.
fn average_score(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    let (first, last) = (add_months(day, -12), day_before(day));
    let mut scores = Vec::new();
    for child in &records.children {
        if !child.is_looked_after(day) || !child.age(day).is_some_and(|age| (4..=16).contains(&age)) {
            continue;
        }
        let latest = child
            .scores
            .iter()
            .filter(|score| score.completed_on.is_some_and(|on| first <= on && on <= last))
            .filter(|score| score.score.is_some())
            .max_by_key(|score| score.completed_on);
        scores.extend(latest.and_then(|score| score.score));
    }
    Figure::mean(&scores)
}

/// Of those looked after for 12 months or more; a check on the very day 12 months before is still in time.
fn teeth_checked(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    let first = add_months(day, -12);
    let mut share = Share::default();
    for child in &records.children {
        if child.care_on(day).is_some_and(|care| add_months(care.starts_on, 12) <= day) {
            let checks = child.health_checks.iter().filter(|check| check.is_of_teeth());
            share.add(checks.filter_map(|check| check.done_on).any(|on| first <= on && on <= day));
        }
    }
    share.percentage()
}
