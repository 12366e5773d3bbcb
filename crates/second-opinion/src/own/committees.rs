//! What committees asked for, and how inspectors graded the services.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use crate::figure::{Figure, Period, Share};
use crate::reading::sheet::Sheet;
use crate::records::Records;
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] = &[("committee-actions-completed-in-time", completed_in_time), ("inspection-outcomes", graded_services)];

#[derive(Debug, Default)]
pub(crate) struct Committees {
    requests: Vec<Request>,
    inspections: Vec<Inspection>,
}

#[derive(Debug)]
struct Request {
    /// The meeting stated, or else the committee's next.
    due_on: Option<Date>,
    completed_on: Option<Date>,
    has_evidence: bool,
}

#[derive(Debug)]
struct Inspection {
    service: String,
    inspected_on: Option<Date>,
    has_grade: bool,
    closed_on: Option<Date>,
}

pub(crate) fn read(folder: &Path) -> Result<Committees, Error> {
    let mut meetings: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    for row in Sheet::read(folder, "committee_meeting")?.rows() {
        meetings.entry(row.code("committee")).or_default().extend(row.day("meeting_on"));
    }
    let next = |committee: &str, day: Date| meetings.get(committee)?.iter().copied().filter(|meeting| *meeting > day).min();
    let mut requests = Vec::new();
    for row in Sheet::read(folder, "committee_action")?.rows() {
        requests.push(Request {
            due_on: row.day("due_on").or_else(|| next(row.text("committee")?, row.day("meeting_on")?)),
            completed_on: row.day("completed_on"),
            has_evidence: row.text("evidence").is_some(),
        });
    }
    let mut inspections = Vec::new();
    for row in Sheet::read(folder, "inspection")?.rows() {
        inspections.push(Inspection {
            service: row.code("service"),
            inspected_on: row.day("inspected_on"),
            has_grade: row.text("grade").is_some(),
            closed_on: row.day("closed_on"),
        });
    }
    Ok(Committees { requests, inspections })
}

/// Done by the day of the meeting it was due at, with proof.
fn completed_in_time(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for request in &records.own.committees.requests {
        let Some(due_on) = request.due_on.filter(|due| period.holds(Some(*due))) else {
            continue;
        };
        let in_time = request.has_evidence && request.completed_on.is_some_and(|done| done <= due_on);
        if in_time || !period.is_pending(due_on) {
            share.add(in_time);
        }
    }
    share.percentage()
}

/// The services that have had a grade and are not closed; "no overall grade" is a grade.
fn graded_services(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    let mut services: BTreeMap<&str, (bool, bool)> = BTreeMap::new();
    for inspection in &records.own.committees.inspections {
        let (is_graded, is_closed) = services.entry(&inspection.service).or_default();
        *is_graded |= inspection.has_grade && inspection.inspected_on.is_some_and(|on| on <= day);
        *is_closed |= inspection.closed_on.is_some_and(|closed| closed <= day);
    }
    Figure::count(services.into_values().filter(|(is_graded, is_closed)| *is_graded && !*is_closed).count())
}
