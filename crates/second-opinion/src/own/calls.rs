//! Phone calls at the front door.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::figure::{Figure, Period, Share};
use crate::moment::Moment;
use crate::own::decisions;
use crate::reading::sheet::Sheet;
use crate::records::Records;
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] = &[
    ("calls-received", |records, period| Figure::count(presented(records, period).count())),
    ("contacts-total", contacts_total),
    ("call-wait-average-seconds", |records, period| Figure::mean(&waits(records, period))),
    ("call-wait-median-seconds", |records, period| Figure::median(waits(records, period))),
    ("calls-abandoned-percentage", abandoned),
];

/// Who hangs up within so many seconds has dialled a wrong number.
const SHORT_SECONDS: i64 = 5;

/// The calls presented to the front door: of a call passed on within it, the first leg.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    calls: Vec<Call>,
}

#[derive(Debug)]
struct Call {
    queued_at: Option<Moment>,
    answered_at: Option<Moment>,
    ended_at: Option<Moment>,
    outcome: String,
}

impl Call {
    fn is_answered(&self) -> bool {
        self.answered_at.is_some()
    }

    fn is_abandoned(&self) -> bool {
        let is_short = self.queued_at.zip(self.ended_at).is_some_and(|(queued, ended)| queued.seconds_to(ended) <= SHORT_SECONDS);
        self.outcome == "abandoned" && !self.is_answered() && !is_short
    }
}

pub(crate) fn read(folder: &Path) -> Result<Calls, Error> {
    let sheet = Sheet::read(folder, "call")?;
    let mut came_from = BTreeMap::new();
    let mut at_front_door = BTreeSet::new();
    for row in sheet.rows() {
        let id = row.code("call_id");
        if row.text("queue") == Some("front-door") {
            at_front_door.insert(id.clone());
        }
        came_from.insert(id, row.owned("transferred_from"));
    }
    let was_here_before = |id: &str| {
        let mut seen = BTreeSet::new();
        let mut leg = came_from.get(id).cloned().flatten();
        while let Some(earlier) = leg {
            if at_front_door.contains(&earlier) {
                return true;
            }
            leg = if seen.insert(earlier.clone()) { came_from.get(&earlier).cloned().flatten() } else { None };
        }
        false
    };
    let mut calls = Vec::new();
    for row in sheet.rows() {
        let id = row.code("call_id");
        let is_inbound = row.text("direction").is_none_or(|direction| direction == "inbound");
        if is_inbound && at_front_door.contains(&id) && !was_here_before(&id) {
            calls.push(Call {
                queued_at: row.moment("queued_at"),
                answered_at: row.moment("answered_at"),
                ended_at: row.moment("ended_at"),
                outcome: row.code("outcome"),
            });
        }
    }
    Ok(Calls { calls })
}

fn presented<'a>(records: &'a Records, period: &Period) -> impl Iterator<Item = &'a Call> {
    let period = *period;
    records.own.calls.calls.iter().filter(move |call| period.holds(call.queued_at.map(|at| at.day)))
}

/// The calls answered, by the day they came in, and everything that came in writing.
fn contacts_total(records: &Records, period: &Period) -> Figure {
    let answered = presented(records, period).filter(|call| call.is_answered()).count();
    Figure::count(answered + decisions::written(records, period))
}

/// Seconds from the queue to the answer, by the day of the answer. An answer before the call is a fault.
fn waits(records: &Records, period: &Period) -> Vec<f64> {
    let mut waits = Vec::new();
    for call in &records.own.calls.calls {
        if let (Some(queued), Some(answered)) = (call.queued_at, call.answered_at) {
            let wait = queued.seconds_to(answered);
            if period.holds(Some(answered.day)) && wait >= 0 {
                waits.push(f64::from(i32::try_from(wait).expect("nobody waits for decades")));
            }
        }
    }
    waits
}

fn abandoned(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for call in presented(records, period) {
        share.add(call.is_abandoned());
    }
    share.percentage()
}
