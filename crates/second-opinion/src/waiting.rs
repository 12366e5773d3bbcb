//! What is still to be done at the end of the records: visits, reviews, assessments, return interviews. Plain loops over the raw files, each with its own limit.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::{Date, date};

use crate::Error;
use crate::calendar::{add_months, working_day};
use crate::figure::{Period, is_open};
use crate::moment::Moment;
use crate::own::absconding;
use crate::reading::sheet::Sheet;
use crate::records::{Child, CpPlan, Records};

/// How many are overdue, due on the day itself, and due later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Their day has passed.
    pub overdue: usize,
    /// Due on the day.
    pub today: usize,
    /// Due after it.
    pub to_come: usize,
}

impl Waiting {
    fn add(&mut self, due: Date, as_at: Date) {
        match due.cmp(&as_at) {
            std::cmp::Ordering::Less => self.overdue += 1,
            std::cmp::Ordering::Equal => self.today += 1,
            std::cmp::Ordering::Greater => self.to_come += 1,
        }
    }
}

/// What is waiting as at the beginning of the last day that the records of a folder know about, by the ids of the lists.
///
/// # Errors
/// If a file cannot be read.
pub fn waiting(folder: &Path, records: &Records, as_at: Date) -> Result<BTreeMap<&'static str, Waiting>, Error> {
    let mut all: BTreeMap<&'static str, Waiting> = BTreeMap::new();
    for child in records.children.iter().filter(|child| is_alive(child, as_at)) {
        assessments(child, as_at, &mut all);
        plan_reviews(child, as_at, &mut all);
        care_reviews(child, as_at, &mut all);
    }
    protection_visits(folder, records, as_at, &mut all)?;
    need_visits(folder, records, as_at, &mut all)?;
    interviews(records, as_at, &mut all);
    Ok(all)
}

fn is_alive(child: &Child, day: Date) -> bool {
    child.died_on.is_none_or(|died| died > day)
}

/// Nothing is due on the day on which it ends, or later.
fn ends_first(ends_on: Option<Date>, due: Date) -> bool {
    ends_on.is_some_and(|end| end <= due)
}

fn assessments(child: &Child, as_at: Date, all: &mut BTreeMap<&'static str, Waiting>) {
    for assessment in child.assessments.iter().filter(|one| one.authorised_on.is_none()) {
        if let Some(started) = assessment.started_on.filter(|day| *day <= as_at) {
            all.entry("assessment-45").or_default().add(working_day(started, 45), as_at);
        }
    }
}

fn plan_reviews(child: &Child, as_at: Date, all: &mut BTreeMap<&'static str, Waiting>) {
    for plan in child.cp_plans.iter().filter(|plan| is_open(plan.starts_on, plan.ends_on, as_at)) {
        if let Some((due, is_first)) = next_review(plan)
            && !ends_first(plan.ends_on, due)
        {
            all.entry(if is_first { "cp-review-first" } else { "cp-review-later" }).or_default().add(due, as_at);
        }
    }
}

/// When the next review of a plan is due, and whether it is the first: the recorded day after the last review held, or else 6 months on from it, 3 from the
/// conference. A recorded day before the plan began is no day.
fn next_review(plan: &CpPlan) -> Option<(Date, bool)> {
    let start = plan.starts_on?;
    let last = plan.reviews.iter().filter_map(|review| review.held_on).max();
    let mut recorded: Vec<Date> =
        plan.reviews.iter().filter(|review| review.held_on.is_none()).filter_map(|review| review.due_on).filter(|due| Some(*due) > last).collect();
    recorded.sort_unstable();
    let due = match (recorded.is_empty(), last) {
        (false, _) => recorded.into_iter().find(|due| *due >= start && !ends_first(plan.ends_on, *due))?,
        (true, Some(last)) => add_months(last, 6),
        (true, None) => add_months(plan.conference_on.filter(|on| add_months(*on, 3) >= start).unwrap_or(start), 3),
    };
    Some((due, last.is_none()))
}

fn care_reviews(child: &Child, as_at: Date, all: &mut BTreeMap<&'static str, Waiting>) {
    for care in child.care_periods.iter().filter(|care| care.is_open(as_at)) {
        let reviews = || child.care_reviews.iter().filter(|review| review.care_period.as_ref() == Some(&care.key));
        let mut held: Vec<Date> = reviews().filter(|review| !review.is_cancelled).filter_map(|review| review.held_on).collect();
        held.sort_unstable();
        let worked_out = match held[..] {
            [] => working_day(care.starts_on, 20),
            [first] => add_months(first, 3),
            [.., last] => add_months(last, 6),
        };
        // One that is arranged for a day after the last held; a cancelled one keeps its day unless the last held has moved it on.
        let arranged = reviews()
            .filter(|review| review.held_on.is_none() || review.is_cancelled)
            .filter(|review| review.due_on >= Some(care.starts_on) && review.due_on > held.last().copied())
            .filter(|review| !review.is_cancelled || held.is_empty() || review.due_on >= Some(worked_out))
            .filter_map(|review| review.due_on)
            .min();
        let due = arranged.unwrap_or(worked_out);
        if !ends_first(care.ends_on, due) {
            let id = match held.len() {
                0 => "cla-review-first",
                1 => "cla-review-second",
                _ => "cla-review-later",
            };
            all.entry(id).or_default().add(due, as_at);
        }
    }
}

/// Days on which somebody was seen, by what the visits are kept under.
fn seen(folder: &Path, table: &str, key: &str, day: &str, seen: &str) -> Result<BTreeMap<String, Vec<Date>>, Error> {
    let mut visits: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    for row in Sheet::read(folder, table)?.rows() {
        if let (Some(of), Some(on), true) = (row.owned(key), row.day(day), row.flag(seen) != Some(false)) {
            visits.entry(of).or_default().push(on);
        }
    }
    Ok(visits)
}

struct Plan {
    child: Option<String>,
    starts_on: Date,
    ends_on: Option<Date>,
}

/// The next visit: so many working days after the last during the plan, or after its start.
fn next_visit(plan: &Plan, visits: Option<&Vec<Date>>, limit: u32, as_at: Date) -> Option<Date> {
    let during = |on: &&Date| **on >= plan.starts_on && **on <= as_at;
    let last = visits.into_iter().flatten().filter(during).max().copied().unwrap_or(plan.starts_on);
    let due = working_day(last, limit);
    (!ends_first(plan.ends_on, due)).then_some(due)
}

fn is_due(records: &Records, plan: &Plan, as_at: Date) -> bool {
    let child = plan.child.as_ref().and_then(|id| records.child(id));
    is_open(Some(plan.starts_on), plan.ends_on, as_at) && child.is_none_or(|child| is_alive(child, as_at))
}

fn protection_visits(folder: &Path, records: &Records, as_at: Date, all: &mut BTreeMap<&'static str, Waiting>) -> Result<(), Error> {
    let visits = seen(folder, "ssd_cp_visits", "cppv_cp_plan_id", "cppv_cp_visit_date", "cppv_cp_visit_seen")?;
    for row in Sheet::read(folder, "ssd_cp_plans")?.rows() {
        let (Some(id), Some(starts_on), false) = (row.owned("cppl_cp_plan_id"), row.day("cppl_cp_plan_start_date"), row.is_yes("cppl_cp_plan_ola"))
        else {
            continue;
        };
        let plan = Plan { child: row.owned("cppl_person_id"), starts_on, ends_on: row.day("cppl_cp_plan_end_date") };
        if let Some(due) = next_visit(&plan, visits.get(&id), 10, as_at).filter(|_| is_due(records, &plan, as_at)) {
            all.entry("cp-visit").or_default().add(due, as_at);
        }
    }
    Ok(())
}

fn need_visits(folder: &Path, records: &Records, as_at: Date, all: &mut BTreeMap<&'static str, Waiting>) -> Result<(), Error> {
    let visits = seen(folder, "ssd_cin_visits", "cinv_person_id", "cinv_cin_visit_date", "cinv_cin_visit_seen")?;
    for row in Sheet::read(folder, "ssd_cin_plans")?.rows() {
        let Some(starts_on) = row.day("cinp_cin_plan_start_date") else { continue };
        let plan = Plan { child: row.owned("cinp_person_id"), starts_on, ends_on: row.day("cinp_cin_plan_end_date") };
        let of_child = plan.child.as_ref().and_then(|id| visits.get(id));
        if let Some(due) = next_visit(&plan, of_child, 20, as_at).filter(|_| is_due(records, &plan, as_at)) {
            all.entry("cin-visit").or_default().add(due, as_at);
        }
    }
    Ok(())
}

/// 72 hours of real time from the return; three months after that nobody waits any more.
fn interviews(records: &Records, as_at: Date, all: &mut BTreeMap<&'static str, Waiting>) {
    let ever = Period { starts_on: date(1900, 1, 1), ends_on: as_at, data_until: as_at };
    for (id, returned_at) in absconding::to_be_held(records, &ever) {
        let due_on = returned_at.day_after_hours(72);
        if add_months(due_on, 3) < as_at || !records.child(id).is_none_or(|child| is_alive(child, as_at)) {
            continue;
        }
        let waiting = all.entry("return-interview").or_default();
        if returned_at.seconds_to(Moment::local(as_at, 0)) > 72 * 3_600 {
            waiting.overdue += 1;
        } else {
            waiting.add(due_on, as_at);
        }
    }
}
