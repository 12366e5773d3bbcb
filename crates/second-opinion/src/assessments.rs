//! Social work assessments. The clock of 45 working days runs from the assessment's own recorded start.

use crate::Measure;
use crate::calendar::working_day;
use crate::figure::{Figure, Period, Share, is_open};
use crate::records::{Assessment, Child, Records};

pub(crate) const MEASURES: &[Measure] = &[
    ("assessments-started", started),
    ("assessments-completed", completed),
    ("assessments-within-45-working-days", |records, period| timeliness(records, period, true)),
    ("assessments-over-45-working-days", |records, period| timeliness(records, period, false)),
    ("assessments-open-over-45-working-days", open_over_45),
    ("assessments-no-further-action", no_further_action),
];

const LIMIT: u32 = 45;

fn started(records: &Records, period: &Period) -> Figure {
    let mut counted = 0;
    for child in &records.children {
        for assessment in &child.assessments {
            if period.holds(assessment.started_on) {
                counted += 1;
            }
        }
    }
    Figure::count(counted)
}

fn authorised_in<'a>(child: &'a Child, period: &Period) -> impl Iterator<Item = &'a Assessment> {
    child.assessments.iter().filter(|assessment| period.holds(assessment.authorised_on))
}

fn completed(records: &Records, period: &Period) -> Figure {
    Figure::count(records.children.iter().map(|child| authorised_in(child, period).count()).sum())
}

/// The share within the limit or, its exact complement, over it. An assessment without a start cannot be timed.
fn timeliness(records: &Records, period: &Period, within: bool) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        for assessment in authorised_in(child, period) {
            let (Some(start), Some(authorised)) = (assessment.started_on, assessment.authorised_on) else {
                continue;
            };
            let in_time = authorised <= working_day(start, LIMIT);
            share.add(in_time == within);
        }
    }
    share.percentage()
}

fn open_over_45(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    Figure::count(records.children_who(|child| {
        child.assessments.iter().any(|assessment| {
            is_open(assessment.started_on, assessment.authorised_on, day)
                && assessment.started_on.is_some_and(|start| working_day(start, LIMIT) < day)
        })
    }))
}

fn no_further_action(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        for assessment in authorised_in(child, period) {
            share.add(assessment.no_further_action);
        }
    }
    share.percentage()
}
