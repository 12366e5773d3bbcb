//! Early help assessments, the targeted family programme, family hubs and services beside a plan.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;

use crate::calendar::add_months;
use crate::figure::{Figure, Period, Share, is_open};
use crate::reading::sheet::{Row, Sheet};
use crate::records::{Child, CpPlan, Records};
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] = &[
    ("early-help-assessments-completed", assessments),
    ("targeted-family-programme-families", programme_families),
    ("family-hub-families-reached", hub_families),
    ("strengthening-families-outcomes", strengthening_families),
];

#[derive(Debug, Default)]
pub(crate) struct Families {
    assessed_on: Vec<Option<Date>>,
    work: Vec<Work>,
    hub_contacts: Vec<HubContact>,
}

/// A service working with one child.
#[derive(Debug)]
struct Work {
    service: String,
    child: String,
    family: Option<Family>,
    starts_on: Option<Date>,
    ends_on: Option<Date>,
}

#[derive(Debug)]
struct HubContact {
    on: Option<Date>,
    family: Option<Family>,
}

/// A family by its key, or a child who belongs to none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    Named(String),
    Alone(String),
}

pub(crate) fn read(folder: &Path) -> Result<Families, Error> {
    let mut family_of: BTreeMap<String, String> = BTreeMap::new();
    for row in Sheet::read(folder, "ssd_family")?.rows() {
        let family = row.code("fami_family_id");
        let held = family_of.entry(row.code("fami_person_id")).or_insert_with(|| family.clone());
        if family < *held {
            *held = family;
        }
    }
    let family = |row: Row<'_>| {
        let named = row.owned("family_id").or_else(|| family_of.get(row.text("child_id")?).cloned());
        named.map(Family::Named).or_else(|| row.owned("child_id").map(Family::Alone))
    };
    let assessed_on = Sheet::read(folder, "early_help_assessment")?.rows().map(|row| row.day("completed_on")).collect();
    let mut work = Vec::new();
    for row in Sheet::read(folder, "service_involvement")?.rows() {
        work.push(Work {
            service: row.code("service"),
            child: row.code("child_id"),
            family: family(row),
            starts_on: row.day("started_on"),
            ends_on: row.day("ended_on"),
        });
    }
    let mut hub_contacts = Vec::new();
    for row in Sheet::read(folder, "family_hub_contact")?.rows() {
        hub_contacts.push(HubContact { on: row.day("contacted_on"), family: family(row) });
    }
    Ok(Families { assessed_on, work, hub_contacts })
}

fn assessments(records: &Records, period: &Period) -> Figure {
    Figure::count(records.own.families.assessed_on.iter().filter(|day| period.holds(**day)).count())
}

fn programme_families(records: &Records, period: &Period) -> Figure {
    let mut families = BTreeSet::new();
    for work in &records.own.families.work {
        if work.service == "targeted-family" && is_open(work.starts_on, work.ends_on, period.ends_on) {
            families.extend(work.family.clone());
        }
    }
    Figure::count(families.len())
}

/// A contact that names neither a family nor a child is left out.
fn hub_families(records: &Records, period: &Period) -> Figure {
    let mut families = BTreeSet::new();
    for contact in &records.own.families.hub_contacts {
        if period.holds(contact.on) {
            families.extend(contact.family.clone());
        }
    }
    Figure::count(families.len())
}

/// Each child once, by the work that ended first of that which went with a plan.
fn strengthening_families(records: &Records, period: &Period) -> Figure {
    let mut first_by_child: BTreeMap<&str, (Date, &Work, &CpPlan, &Child)> = BTreeMap::new();
    for work in records.own.families.work.iter().filter(|work| work.service == "strengthening-families") {
        let Some(ended_on) = work.ends_on.filter(|end| period.holds(Some(*end))) else {
            continue;
        };
        let Some(child) = records.child(&work.child) else {
            continue;
        };
        let Some(plan) = plan_during(child, work.starts_on, ended_on) else {
            continue;
        };
        let held = first_by_child.entry(&work.child).or_insert((ended_on, work, plan, child));
        if ended_on < held.0 {
            *held = (ended_on, work, plan, child);
        }
    }
    let mut share = Share::default();
    for (ended_on, work, plan, child) in first_by_child.into_values() {
        let limit = add_months(ended_on, 6);
        let came_into_care =
            child.care_periods.iter().any(|care| work.starts_on.is_some_and(|start| start < care.starts_on) && care.starts_on <= limit);
        let is_later = |other: &CpPlan| other.starts_on > plan.starts_on && other.starts_on.is_some_and(|start| start <= limit);
        let failed = came_into_care || child.cp_plans.iter().any(is_later);
        if failed || !period.is_pending(limit) {
            share.add(!failed && plan.ends_on.is_some_and(|end| end <= limit));
        }
    }
    share.percentage()
}

/// The last to begin of the plans open on any day of the work, its last day among them.
fn plan_during(child: &Child, from: Option<Date>, until: Date) -> Option<&CpPlan> {
    let is_during =
        |plan: &&CpPlan| plan.starts_on.is_some_and(|start| start <= until) && plan.ends_on.is_none_or(|end| from.is_some_and(|from| end > from));
    child.cp_plans.iter().filter(is_during).max_by_key(|plan| plan.starts_on)
}
