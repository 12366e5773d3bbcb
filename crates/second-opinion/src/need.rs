//! Children in need and their plans.

use jiff::civil::Date;

use crate::Measure;
use crate::calendar::birthday;
use crate::figure::{Figure, Period, is_open};
use crate::records::{Child, Records};

pub(crate) const MEASURES: &[Measure] = &[
    ("children-in-need", |records, period| Figure::count(count_in_need(records, period.ends_on))),
    ("children-in-need-rate-per-10k", in_need_rate),
    ("children-in-need-excluding-cp-cla", in_need_alone),
    ("cin-plans-rate-per-10k", plans_rate),
];

/// An open episode of need, not one closed without further action; from the 18th birthday only a care leaver is
/// still served.
fn is_in_need(child: &Child, day: Date) -> bool {
    let has_episode = child.referrals.iter().any(|referral| !referral.no_further_action && is_open(referral.received_on, referral.closed_on, day));
    has_episode && (!child.is_adult(day) || child.is_care_leaver())
}

fn count_in_need(records: &Records, day: Date) -> usize {
    records.children_who(|child| is_in_need(child, day))
}

fn in_need_rate(records: &Records, period: &Period) -> Figure {
    Figure::rate(count_in_need(records, period.ends_on), records.population_for(period.ends_on))
}

/// The duties to care leavers begin at 16: the record has no dates, and says nothing about the time before.
fn is_care_leaver_on(child: &Child, day: Date) -> bool {
    child.is_care_leaver() && child.born_on.is_none_or(|born| birthday(born, 16) <= day)
}

fn in_need_alone(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    let is_elsewhere = |child: &Child| child.is_on_cp_plan(day) || child.is_looked_after(day) || is_care_leaver_on(child, day);
    Figure::count(records.children_who(|child| is_in_need(child, day) && !is_elsewhere(child)))
}

fn plans_rate(records: &Records, period: &Period) -> Figure {
    let counted = records.children_who(|child| child.cin_plans.iter().any(|plan| is_open(plan.starts_on, plan.ends_on, period.ends_on)));
    Figure::rate(counted, records.population_for(period.ends_on))
}
