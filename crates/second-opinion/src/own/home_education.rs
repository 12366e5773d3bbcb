//! Children educated at home.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::{Date, Weekday, date};

use crate::calendar::{add_months, birthday, day_after, day_before};
use crate::figure::{Figure, Period, Share};
use crate::reading::sheet::Sheet;
use crate::records::Records;
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] =
    &[("ehe-number", number), ("ehe-started-and-ended", started_and_ended), ("ehe-visits-in-timescale", in_contact)];

/// One time of home education, with the days on which the authority was in contact.
#[derive(Debug)]
pub(crate) struct Spell {
    child: String,
    starts_on: Option<Date>,
    ends_on: Option<Date>,
    contacts: Vec<Date>,
}

pub(crate) fn read(folder: &Path) -> Result<Vec<Spell>, Error> {
    let mut contacts: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    for row in Sheet::read(folder, "home_education_contact")?.rows() {
        if row.flag("accepted") != Some(false) {
            contacts.entry(row.code("home_education_id")).or_default().extend(row.day("happened_on"));
        }
    }
    let mut spells = Vec::new();
    for row in Sheet::read(folder, "home_education")?.rows() {
        spells.push(Spell {
            child: row.code("child_id"),
            starts_on: row.day("started_on"),
            ends_on: row.day("ended_on"),
            contacts: contacts.remove(&row.code("home_education_id")).unwrap_or_default(),
        });
    }
    Ok(spells)
}

/// The day on which compulsory school age begins: the first of the three set days on or after the 5th birthday.
fn school_age_begins(born_on: Date) -> Date {
    let five = birthday(born_on, 5);
    let year = five.year();
    let set_days = [date(year, 3, 31), date(year, 8, 31), date(year, 12, 31)];
    set_days.into_iter().find(|day| five <= *day).unwrap_or(five)
}

/// The day after the last on which it holds: the last Friday in June of the school year of the 16th birthday.
fn school_age_ends(born_on: Date) -> Date {
    let sixteen = birthday(born_on, 16);
    let year = if sixteen.month() >= 9 { sixteen.year() + 1 } else { sixteen.year() };
    let mut friday = date(year, 6, 30);
    while friday.weekday() != Weekday::Friday {
        friday = day_before(friday);
    }
    day_after(friday)
}

/// Home education within compulsory school age, from the day it starts to the day it has ended; none if it never starts.
fn in_school_age(records: &Records, spell: &Spell) -> Option<(Date, Option<Date>)> {
    let start = spell.starts_on?;
    let Some(born_on) = records.child(&spell.child).and_then(|child| child.born_on) else {
        return Some((start, spell.ends_on));
    };
    let last = school_age_ends(born_on);
    let starts_on = start.max(school_age_begins(born_on));
    let ends_on = spell.ends_on.map_or(last, |end| end.min(last));
    (starts_on < ends_on).then_some((starts_on, Some(ends_on)))
}

fn is_at_home((starts_on, ends_on): (Date, Option<Date>), day: Date) -> bool {
    starts_on <= day && ends_on.is_none_or(|end| end > day)
}

fn number(records: &Records, period: &Period) -> Figure {
    let mut children = BTreeSet::new();
    for spell in &records.own.home_education {
        if in_school_age(records, spell).is_some_and(|times| is_at_home(times, period.ends_on)) {
            children.insert(&spell.child);
        }
    }
    Figure::count(children.len())
}

/// Every start and every end.
fn started_and_ended(records: &Records, period: &Period) -> Figure {
    let mut counted = 0;
    for spell in &records.own.home_education {
        if let Some((starts_on, ends_on)) = in_school_age(records, spell) {
            counted += usize::from(period.holds(Some(starts_on))) + usize::from(period.holds(ends_on));
        }
    }
    Figure::count(counted)
}

/// Of those at home for more than 12 months, by the contact recorded for that time. Each child counts once.
fn in_contact(records: &Records, period: &Period) -> Figure {
    let day = period.ends_on;
    let first = add_months(day, -12);
    let mut by_child: BTreeMap<&str, bool> = BTreeMap::new();
    for spell in &records.own.home_education {
        let at_home = in_school_age(records, spell).is_some_and(|times| is_at_home(times, day));
        if at_home && spell.starts_on.is_some_and(|start| add_months(start, 12) < day) {
            let met = spell.contacts.iter().any(|on| first <= *on && *on <= day);
            *by_child.entry(&spell.child).or_default() |= met;
        }
    }
    let mut share = Share::default();
    for met in by_child.into_values() {
        share.add(met);
    }
    share.percentage()
}
