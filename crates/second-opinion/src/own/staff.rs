//! Sickness absence of social workers, and supervision of practitioners.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use crate::calendar::{add_months, day_after, is_working_day};
use crate::figure::{Figure, Period, Share};
use crate::reading::sheet::Sheet;
use crate::records::Records;
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] = &[("social-worker-absence", absence), ("supervision-in-timescale", supervised)];

#[derive(Debug, Default)]
pub(crate) struct Staff {
    absences: BTreeMap<String, Vec<Absence>>,
    /// Days on which each worker was supervised, alone or in a group.
    supervised_on: BTreeMap<String, Vec<Date>>,
}

#[derive(Debug)]
struct Absence {
    kind: String,
    starts_on: Option<Date>,
    returned_on: Option<Date>,
}

impl Absence {
    fn covers(&self, day: Date) -> bool {
        self.starts_on.is_some_and(|start| start <= day) && self.returned_on.is_none_or(|back| back > day)
    }

    fn is_long(&self) -> bool {
        matches!(self.kind.as_str(), "sickness" | "special-leave" | "parental-leave" | "secondment" | "suspended")
    }
}

pub(crate) fn read(folder: &Path) -> Result<Staff, Error> {
    let mut staff = Staff::default();
    for row in Sheet::read(folder, "absence")?.rows() {
        let absence = Absence { kind: row.code("kind"), starts_on: row.day("started_on"), returned_on: row.day("returned_on") };
        staff.absences.entry(row.code("worker_id")).or_default().push(absence);
    }
    for row in Sheet::read(folder, "supervision")?.rows() {
        if row.text("kind") != Some("informal") {
            staff.supervised_on.entry(row.code("worker_id")).or_default().extend(row.day("held_on"));
        }
    }
    Ok(staff)
}

/// Working days lost in 12 months out of those in post, each at the worker's share of a full-time post. Two records of
/// the same days count twice, though for no more days than a worker had.
fn absence(records: &Records, period: &Period) -> Figure {
    let (posts, staff) = (&records.own.posts, &records.own.staff);
    let year = period.twelve_months();
    let mut by_worker: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for holding in posts.holdings.iter().filter(|holding| !holding.is_agency) {
        let sick: Vec<&Absence> = staff.absences.get(&holding.worker).into_iter().flatten().filter(|absence| absence.kind == "sickness").collect();
        let (lost, had) = by_worker.entry(&holding.worker).or_default();
        let mut day = year.starts_on;
        while day <= year.ends_on.min(period.data_until) {
            if is_working_day(day)
                && holding.is_open(day)
                && let Some(share) = posts.social_work_on(holding, day)
            {
                *had += share;
                for _ in sick.iter().filter(|absence| absence.covers(day)) {
                    *lost += share;
                }
            }
            day = day_after(day);
        }
    }
    let lost = by_worker.values().map(|(lost, had)| lost.min(*had)).sum();
    Figure::portion(lost, by_worker.values().map(|(_, had)| had).sum())
}

/// Practitioners not on a long absence, whose last supervision is a month back at most. The clock starts
/// afresh with a post: who has been in it for a month or less and has not had supervision there yet is not due.
fn supervised(records: &Records, period: &Period) -> Figure {
    let (posts, staff, day) = (&records.own.posts, &records.own.staff, period.ends_on);
    let mut in_post_since: BTreeMap<&str, Date> = BTreeMap::new();
    for holding in &posts.holdings {
        if holding.is_open(day)
            && posts.post_of(holding, day).is_some_and(super::posts::PostRow::is_practice)
            && let Some(start) = holding.starts_on
        {
            let since = in_post_since.entry(&holding.worker).or_insert(start);
            *since = start.min(*since);
        }
    }
    let mut share = Share::default();
    for (worker, since) in in_post_since {
        let is_absent = staff.absences.get(worker).into_iter().flatten().any(|absence| absence.is_long() && absence.covers(day));
        let last = staff.supervised_on.get(worker).into_iter().flatten().filter(|on| since <= **on && **on <= day).max();
        let in_time = last.is_some_and(|last| day <= add_months(*last, 1));
        if !is_absent && (in_time || add_months(since, 1) < day) {
            share.add(in_time);
        }
    }
    share.percentage()
}
