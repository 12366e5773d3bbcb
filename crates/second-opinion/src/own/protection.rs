//! Strategy discussions, enquiries that led to a conference and plans of another kind.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;

use crate::calendar::working_day;
use crate::figure::{Figure, Period, Share, is_open};
use crate::reading::sheet::Sheet;
use crate::records::Records;
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] = &[
    ("strategy-discussions-multi-agency", multi_agency),
    ("section-47-leading-to-icpc", leading_to_conference),
    ("older-children-alternative-plans", alternative_plans),
];

/// The agencies that must always be there.
const ALWAYS: [&str; 3] = ["social-care", "police", "health"];

#[derive(Debug, Default)]
pub(crate) struct Protection {
    discussions: Vec<Discussion>,
    enquiries: Vec<Enquiry>,
    alternative_plans: Vec<AlternativePlan>,
}

#[derive(Debug)]
struct Discussion {
    held_on: Option<Date>,
    referred_by: Option<String>,
    attended: BTreeSet<String>,
}

#[derive(Debug)]
struct Enquiry {
    started_on: Option<Date>,
    is_completed: bool,
    has_conference: bool,
}

#[derive(Debug)]
struct AlternativePlan {
    child: String,
    starts_on: Option<Date>,
    ends_on: Option<Date>,
}

pub(crate) fn read(folder: &Path) -> Result<Protection, Error> {
    let mut attended: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in Sheet::read(folder, "strategy_discussion_agency")?.rows() {
        if row.is_yes("attended") {
            attended.entry(row.code("strategy_discussion_id")).or_default().insert(row.code("agency"));
        }
    }
    let mut discussions = Vec::new();
    for row in Sheet::read(folder, "strategy_discussion")?.rows() {
        discussions.push(Discussion {
            held_on: row.day("held_on"),
            referred_by: row.owned("referring_agency"),
            attended: attended.remove(&row.code("strategy_discussion_id")).unwrap_or_default(),
        });
    }
    let mut named = BTreeSet::new();
    for row in Sheet::read(folder, "ssd_initial_cp_conference")?.rows() {
        if row.day("icpc_icpc_date").is_some() {
            named.extend(row.owned("icpc_s47_enquiry_id"));
        }
    }
    let mut enquiries = Vec::new();
    for row in Sheet::read(folder, "ssd_s47_enquiry")?.rows() {
        enquiries.push(Enquiry {
            started_on: row.day("s47e_s47_start_date"),
            is_completed: row.day("s47e_s47_end_date").is_some(),
            has_conference: named.contains(&row.code("s47e_s47_enquiry_id")),
        });
    }
    let mut alternative_plans = Vec::new();
    for row in Sheet::read(folder, "alternative_plan")?.rows() {
        alternative_plans.push(AlternativePlan { child: row.code("child_id"), starts_on: row.day("started_on"), ends_on: row.day("ended_on") });
    }
    Ok(Protection { discussions, enquiries, alternative_plans })
}

/// Social care, the police, health and the agency that raised the concern were all there.
fn multi_agency(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for discussion in &records.own.protection.discussions {
        if period.holds(discussion.held_on) {
            let mut required = ALWAYS.into_iter().chain(discussion.referred_by.as_deref());
            share.add(required.all(|agency| discussion.attended.contains(agency)));
        }
    }
    share.percentage()
}

fn leading_to_conference(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for enquiry in &records.own.protection.enquiries {
        let Some(started_on) = enquiry.started_on.filter(|start| period.holds(Some(*start))) else {
            continue;
        };
        let pending = !enquiry.has_conference && !enquiry.is_completed && period.is_pending(working_day(started_on, 15));
        if !pending {
            share.add(enquiry.has_conference);
        }
    }
    share.percentage()
}

/// Aged 13 to 17, with such a plan and without a protection plan.
fn alternative_plans(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    let mut children = BTreeSet::new();
    for plan in &records.own.protection.alternative_plans {
        let Some(child) = records.child(&plan.child) else {
            continue;
        };
        let is_of_age = child.age(day).is_some_and(|age| (13..18).contains(&age));
        if is_open(plan.starts_on, plan.ends_on, day) && is_of_age && !child.is_on_cp_plan(day) {
            children.insert(&plan.child);
        }
    }
    Figure::count(children.len())
}
