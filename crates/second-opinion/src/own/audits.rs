//! Case audits, and what was done about what they found.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use crate::calendar::{is_working_day, working_day};
use crate::figure::{Figure, Period, Share};
use crate::reading::sheet::Sheet;
use crate::records::Records;
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] = &[
    ("case-audits-completed", |records, period| Figure::count(completed(records, period).count())),
    ("audit-correctly-prioritised", prioritised),
    ("audit-remedial-actions-immediate", remedied_at_once),
];

#[derive(Debug)]
pub(crate) struct Audit {
    completed_on: Option<Date>,
    is_prioritised: Option<bool>,
    has_concern: bool,
    concern_on: Option<Date>,
    /// When the first of its actions was started.
    acted_on: Option<Date>,
}

pub(crate) fn read(folder: &Path) -> Result<Vec<Audit>, Error> {
    let mut first_action: BTreeMap<String, Date> = BTreeMap::new();
    for row in Sheet::read(folder, "action")?.rows() {
        if row.text("source_kind") == Some("audit")
            && let (Some(audit), Some(day)) = (row.owned("source_id"), row.day("started_on"))
        {
            let first = first_action.entry(audit).or_insert(day);
            *first = day.min(*first);
        }
    }
    let sheet = Sheet::read(folder, "case_audit")?;
    let audits = sheet.rows().map(|row| Audit {
        completed_on: row.day("completed_on"),
        is_prioritised: row.flag("correctly_prioritised"),
        has_concern: row.is_yes("safety_concern"),
        concern_on: row.day("concern_found_on"),
        acted_on: first_action.get(&row.code("case_audit_id")).copied(),
    });
    Ok(audits.collect())
}

fn completed<'a>(records: &'a Records, period: &Period) -> impl Iterator<Item = &'a Audit> {
    let period = *period;
    records.own.audits.iter().filter(move |audit| period.holds(audit.completed_on))
}

/// An audit that did not ask is left out.
fn prioritised(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for answer in completed(records, period).filter_map(|audit| audit.is_prioritised) {
        share.add(answer);
    }
    share.percentage()
}

/// Begun on the working day of the concern, or on the next one where it was found on a day not worked.
fn remedied_at_once(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for audit in completed(records, period).filter(|audit| audit.has_concern) {
        let Some(found_on) = audit.concern_on.or(audit.completed_on) else {
            continue;
        };
        let limit = if is_working_day(found_on) { found_on } else { working_day(found_on, 1) };
        if audit.acted_on.is_some() || !period.is_pending(limit) {
            share.add(audit.acted_on.is_some_and(|acted| acted <= limit));
        }
    }
    share.percentage()
}
