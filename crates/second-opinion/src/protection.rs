//! Section 47 enquiries, conferences and protection plans. Plans held for another authority were left out on reading.

use jiff::civil::Date;

use crate::Measure;
use crate::calendar::{add_months, days_between, working_day};
use crate::figure::{Figure, Period, Share, is_open};
use crate::records::{Child, CpPlan, Records};

pub(crate) const MEASURES: &[Measure] = &[
    ("section-47-rate-per-10k", enquiries_rate),
    ("icpc-held", conferences_held),
    ("icpc-within-15-working-days", conferences_in_time),
    ("cp-plans", |records, period| Figure::count(count_on_plan(records, period.ends_on))),
    ("cp-plans-rate-per-10k", plans_rate),
    ("cp-plans-annual-change", annual_change),
    ("cp-plans-started", |records, period| Figure::count(count_plans(records, |plan| period.holds(plan.starts_on)))),
    ("cp-plans-ceased", |records, period| Figure::count(count_plans(records, |plan| period.holds(plan.ends_on)))),
    ("repeat-cp-plans-ever", repeat_ever),
    ("repeat-cp-plans-within-2-years", repeat_within_2_years),
    ("cp-plans-over-2-years", open_over_2_years),
    ("cp-plans-ceased-over-2-years", ceased_over_2_years),
    ("cp-plan-children-also-looked-after", also_looked_after),
    ("cp-reviews-held-in-timescale", reviews_in_time),
    ("cp-reviews-late", reviews_late),
];

const TWO_YEARS_IN_DAYS: i64 = 730;

impl Child {
    /// Whether the child has a protection plan on the day.
    pub(crate) fn is_on_cp_plan(&self, day: Date) -> bool {
        self.cp_plans.iter().any(|plan| plan.is_open(day))
    }
}

impl CpPlan {
    fn is_open(&self, day: Date) -> bool {
        is_open(self.starts_on, self.ends_on, day)
    }

    /// When the review after one held on `held` is due: 6 months on; the first 3 months after the conference, or
    /// after the start of the plan where none is known.
    fn due_after(&self, held: Option<Date>) -> Option<Date> {
        match held {
            Some(held) => Some(add_months(held, 6)),
            None => self.conference_on.or(self.starts_on).map(|on| add_months(on, 3)),
        }
    }

    /// Reviews by the day they were due, with the day they were held; one more where the next is not recorded.
    fn reviews_due(&self) -> Vec<(Option<Date>, Option<Date>)> {
        let held = || self.reviews.iter().filter_map(|review| review.held_on);
        let mut due = Vec::new();
        for review in &self.reviews {
            let before = held().filter(|on| Some(*on) < review.held_on).max();
            let worked_out = review.held_on.and_then(|_| self.due_after(before));
            due.push((review.due_on.or(worked_out), review.held_on));
        }
        let last = held().max();
        if !self.reviews.iter().any(|review| review.held_on.is_none() && review.due_on > last) {
            due.push((self.due_after(last), None));
        }
        due
    }

    /// Whether it started on or before a day at least 730 days earlier.
    fn is_long(&self, end: Date) -> bool {
        self.starts_on.is_some_and(|start| days_between(start, end) >= TWO_YEARS_IN_DAYS)
    }
}

fn enquiries_rate(records: &Records, period: &Period) -> Figure {
    let year = period.twelve_months();
    let mut counted = 0;
    for child in &records.children {
        counted += child.enquiries.iter().filter(|started_on| year.holds(**started_on)).count();
    }
    Figure::rate(counted, records.population_for(period.ends_on))
}

fn conferences_held(records: &Records, period: &Period) -> Figure {
    let mut counted = 0;
    for child in &records.children {
        counted += child.conferences.iter().filter(|conference| period.holds(conference.held_on)).count();
    }
    Figure::count(counted)
}

/// A conference that names no dated enquiry goes by its recorded due date. Without either it cannot be shown to have been
/// in time: it counts, and it has not met the limit.
fn conferences_in_time(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        for conference in &child.conferences {
            if !period.holds(conference.held_on) || conference.is_transfer_in {
                continue;
            }
            let limit = conference.enquiry_started_on.map(|start| working_day(start, 15)).or(conference.due_on);
            share.add(limit.is_some_and(|limit| conference.held_on.is_some_and(|held| held <= limit)));
        }
    }
    share.percentage()
}

fn count_on_plan(records: &Records, day: Date) -> usize {
    records.children_who(|child| child.is_on_cp_plan(day))
}

fn plans_rate(records: &Records, period: &Period) -> Figure {
    Figure::rate(count_on_plan(records, period.ends_on), records.population_for(period.ends_on))
}

fn annual_change(records: &Records, period: &Period) -> Figure {
    let now = count_on_plan(records, period.ends_on);
    let a_year_before = count_on_plan(records, add_months(period.ends_on, -12));
    Figure::change(now, a_year_before)
}

fn count_plans(records: &Records, is_counted: impl Fn(&CpPlan) -> bool) -> usize {
    records.children.iter().map(|child| child.cp_plans.iter().filter(|plan| is_counted(plan)).count()).sum()
}

fn repeat_ever(records: &Records, period: &Period) -> Figure {
    share_of_starts(records, period, |_, _| true)
}

/// The earlier plan's end may be the very day on which the new one starts.
fn repeat_within_2_years(records: &Records, period: &Period) -> Figure {
    share_of_starts(records, period, |earlier, start| earlier.ends_on.is_some_and(|end| add_months(start, -24) <= end && end <= start))
}

/// Out of the plans started in the period, those whose child had a plan that started earlier and is `near` enough.
fn share_of_starts(records: &Records, period: &Period, near: fn(&CpPlan, Date) -> bool) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        for plan in &child.cp_plans {
            let Some(start) = plan.starts_on.filter(|start| period.holds(Some(*start))) else {
                continue;
            };
            let repeat = child.cp_plans.iter().any(|earlier| earlier.starts_on.is_some_and(|day| day < start) && near(earlier, start));
            share.add(repeat);
        }
    }
    share.percentage()
}

fn open_over_2_years(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    let mut share = Share::default();
    for child in &records.children {
        if child.is_on_cp_plan(day) {
            share.add(child.cp_plans.iter().any(|plan| plan.is_open(day) && plan.is_long(day)));
        }
    }
    share.percentage()
}

fn ceased_over_2_years(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        for plan in &child.cp_plans {
            if let Some(end) = plan.ends_on.filter(|end| period.holds(Some(*end))) {
                share.add(plan.is_long(end));
            }
        }
    }
    share.percentage()
}

fn also_looked_after(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    Figure::count(records.children_who(|child| child.is_on_cp_plan(day) && child.is_looked_after(day)))
}

/// The reviews due in the period for plans still open on that day, without those whose day has not passed: for each,
/// whether it was held in time.
fn reviews_told(records: &Records, period: &Period) -> Vec<bool> {
    let mut told = Vec::new();
    for child in &records.children {
        for plan in &child.cp_plans {
            for (due, held_on) in plan.reviews_due() {
                let Some(due) = due.filter(|due| period.holds(Some(*due))) else {
                    continue;
                };
                let pending = held_on.is_none() && period.is_pending(due);
                if plan.is_open(due) && !pending {
                    told.push(held_on.is_some_and(|held| held <= due));
                }
            }
        }
    }
    told
}

fn reviews_in_time(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for in_time in reviews_told(records, period) {
        share.add(in_time);
    }
    share.percentage()
}

fn reviews_late(records: &Records, period: &Period) -> Figure {
    Figure::count(reviews_told(records, period).into_iter().filter(|in_time| !in_time).count())
}
