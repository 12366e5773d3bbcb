//! Personal education plans, by the authority's terms.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;

use crate::calendar::working_day;
use crate::figure::{Figure, Period, Share, is_open};
use crate::reading::sheet::Sheet;
use crate::records::Records;
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] = &[("pep-up-to-date", plans_up_to_date)];

#[derive(Debug, Default)]
pub(crate) struct School {
    terms: Vec<(Date, Date)>,
    /// When each child was on the roll of a school or college.
    rolls: Vec<(String, Option<Date>, Option<Date>)>,
    /// When each child's plan was completed or reviewed.
    plans: BTreeMap<String, Vec<Date>>,
}

impl School {
    /// The first day of the term before the one that the day belongs to; none beyond the calendar.
    fn last_term_began(&self, day: Date) -> Option<Date> {
        let begun: Vec<&(Date, Date)> = self.terms.iter().filter(|(start, _)| *start <= day).collect();
        let is_last = begun.len() == self.terms.len();
        let (_, ended_on) = begun.last()?;
        let before = begun.len().saturating_sub(2);
        (!is_last || day <= *ended_on).then(|| begun[before].0)
    }
}

pub(crate) fn read(folder: &Path) -> Result<School, Error> {
    let mut school = School::default();
    for row in Sheet::read(folder, "school_term")?.rows() {
        school.terms.extend(row.day("started_on").zip(row.day("ended_on")));
    }
    school.terms.sort_unstable();
    for row in Sheet::read(folder, "education_place")?.rows() {
        school.rolls.push((row.code("child_id"), row.day("started_on"), row.day("ended_on")));
    }
    for row in Sheet::read(folder, "education_plan")?.rows() {
        let days = [row.day("completed_on"), row.day("reviewed_on")];
        school.plans.entry(row.code("child_id")).or_default().extend(days.into_iter().flatten());
    }
    Ok(school)
}

/// Looked-after children of 3 to 17 on a roll, from the eleventh working day in care.
fn plans_up_to_date(records: &Records, period: &Period) -> Figure {
    let (day, school) = (period.ends_on, &records.own.school);
    let mut share = Share::default();
    let Some(first) = school.last_term_began(day) else {
        return share.percentage();
    };
    let on_roll: BTreeSet<&str> =
        school.rolls.iter().filter(|(_, from, until)| is_open(*from, *until, day)).map(|(child, ..)| child.as_str()).collect();
    for id in on_roll {
        let Some(child) = records.child(id) else {
            continue;
        };
        let is_of_age = child.age(day).is_some_and(|age| (3..18).contains(&age));
        let is_due = child.care_on(day).is_some_and(|care| working_day(care.starts_on, 11) <= day);
        if is_of_age && is_due {
            share.add(school.plans.get(id).is_some_and(|plans| plans.iter().any(|plan| first <= *plan && *plan <= day)));
        }
    }
    share.percentage()
}
