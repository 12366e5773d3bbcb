//! What the theme knows of the county's children, plans and periods of care, read once. Rows that were spoilt are passed over.

use crate::calendar::{Day, NEVER, civil};
use crate::error::SynthError;
use crate::own::Extracts;
use crate::own::extracts::day_of;
use crate::rng::Rng;
use crate::workforce::reorganised_on;
use std::collections::{BTreeMap, BTreeSet};

/// A child of the county.
#[derive(Debug, Clone, Copy)]
pub(super) struct Child {
    /// `NEVER` while unborn.
    pub(super) born: Day,
    pub(super) family: u64,
}

/// A protection plan, or a child in need plan; `NEVER` while open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    pub(super) id: u64,
    pub(super) child: u64,
    pub(super) from: Day,
    pub(super) to: Day,
}

/// A period of care that is no short break.
#[derive(Debug, Clone, Copy)]
pub(super) struct Care {
    pub(super) child: u64,
    pub(super) from: Day,
    pub(super) to: Day,
    /// 0 for reasons that the theme does not tell apart.
    pub(super) ended: u8,
}

/// Reasons for which care ended, as numbers: their place here, from 1.
const REASONS: [&str; 8] = ["E17", "E41", "E43", "E44", "E45", "E46", "E47", "E48"];
pub(super) const STAYED: u8 = 1;
pub(super) const ARRANGED: u8 = 2;

/// Teams of a kind, and who works in them.
pub(super) struct Teams {
    before: Vec<(String, Vec<String>)>,
    after: Vec<(String, Vec<String>)>,
}

/// What the theme knows.
pub(super) struct Known {
    children: BTreeMap<u64, Child>,
    pub(super) protection: Vec<Plan>,
    pub(super) need: Vec<Plan>,
    pub(super) care: Vec<Care>,
    pub(super) safeguarding: Teams,
    pub(super) early_help: Teams,
}

/// The number in a key: `SE10002008300002` without its letters.
pub(super) fn number(key: &str) -> Option<u64> {
    key.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).parse().ok()
}

/// A day of the calendar: none for the 30th of February too.
pub(super) fn day_in(text: &str) -> Option<Day> {
    day_of(text).filter(|day| text.get(8..10).and_then(|digits| digits.parse().ok()) == Some(civil(*day).2))
}

/// A day that may be empty: `NEVER` then. None if it cannot be read.
pub(super) fn end_of(text: &str) -> Option<Day> {
    if text.is_empty() { Some(NEVER) } else { day_in(text) }
}

impl Known {
    pub(super) fn read(county: &Extracts<'_>) -> Result<Self, SynthError> {
        let children = children(county)?;
        let columns = ["cppl_cp_plan_id", "cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date", "cppl_cp_plan_ola"];
        let protection = plans(county, &children, "ssd_cp_plans", &columns)?;
        let columns = ["cinp_cin_plan_id", "cinp_person_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date", "cinp_cin_plan_id"];
        let need = plans(county, &children, "ssd_cin_plans", &columns)?;
        let care = care(county, &children)?;
        let (safeguarding, early_help) = teams(county)?;
        Ok(Known { children, protection, need, care, safeguarding, early_help })
    }

    /// A child by the key in the records.
    pub(super) fn child(&self, key: &str) -> Option<(u64, Child)> {
        let number = key.parse().ok()?;
        self.children.get(&number).map(|child| (number, *child))
    }

    /// A child by number; one that is not known was born at no time and has no family.
    pub(super) fn of(&self, number: u64) -> Child {
        self.children.get(&number).copied().unwrap_or(Child { born: NEVER, family: 0 })
    }
}

impl Teams {
    /// The team of a family on a day, and one of its workers; empty if there is none.
    pub(super) fn of(&self, rng: &mut Rng, family: u64, on: Day) -> (&str, &str) {
        let teams = if on >= reorganised_on() && !self.after.is_empty() { &self.after } else { &self.before };
        if teams.is_empty() {
            return ("", "");
        }
        let at = usize::try_from(family % teams.len() as u64).unwrap_or(0);
        let (team, workers) = &teams[at];
        let worker = if workers.is_empty() { "" } else { workers[rng.below(u32::try_from(workers.len()).unwrap_or(1)) as usize].as_str() };
        (team, worker)
    }
}

fn children(county: &Extracts<'_>) -> Result<BTreeMap<u64, Child>, SynthError> {
    let mut families: BTreeMap<u64, u64> = BTreeMap::new();
    county.rows("ssd_family", &["fami_person_id", "fami_family_id"], |row| {
        if let (Ok(person), Some(family)) = (row[0].parse(), number(row[1])) {
            families.insert(person, family);
        }
    })?;
    let mut children = BTreeMap::new();
    county.rows("ssd_person", &["pers_person_id", "pers_dob", "pers_expected_dob", "pers_death_date"], |row| {
        if let (Ok(person), Some(born), Some(_), Some(_)) = (row[0].parse(), end_of(row[1]), end_of(row[2]), end_of(row[3])) {
            children.insert(person, Child { born, family: families.get(&person).copied().unwrap_or(person) });
        }
    })?;
    Ok(children)
}

/// Plans of a file with these columns: key, child, start, end, and whether another authority holds the plan.
fn plans(county: &Extracts<'_>, children: &BTreeMap<u64, Child>, table: &'static str, columns: &[&str]) -> Result<Vec<Plan>, SynthError> {
    let mut plans: Vec<Plan> = Vec::new();
    county.rows(table, columns, |row| {
        let Some((id, child)) = number(row[0]).zip(row[1].parse().ok()).filter(|(_, child)| children.contains_key(child)) else {
            return;
        };
        let Some((from, to)) = day_in(row[2]).zip(end_of(row[3])).filter(|(from, to)| from <= to) else {
            return;
        };
        let again = plans.last().is_some_and(|last| last.id == id);
        if !again && !row[4].eq_ignore_ascii_case("Y") {
            plans.push(Plan { id, child, from, to });
        }
    })?;
    Ok(plans)
}

fn care(county: &Extracts<'_>, children: &BTreeMap<u64, Child>) -> Result<Vec<Care>, SynthError> {
    let mut short: BTreeSet<(u64, Day)> = BTreeSet::new();
    county.rows("ssd_legal_status", &["lega_person_id", "lega_legal_status", "lega_legal_status_start_date"], |row| {
        if let ("V3" | "V4", Ok(child), Some(from)) = (row[1], row[0].parse(), day_in(row[2])) {
            short.insert((child, from));
        }
    })?;
    let mut care: BTreeMap<u64, Care> = BTreeMap::new();
    let columns = ["clae_cla_id", "clae_person_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date", "clae_cla_episode_ceased_reason"];
    county.rows("ssd_cla_episodes", &columns, |row| {
        let (Some(id), Ok(child), Some(from), Some(to)) = (number(row[0]), row[1].parse::<u64>(), day_in(row[2]), end_of(row[3])) else {
            return;
        };
        if !children.contains_key(&child) || from > to {
            return;
        }
        let ended = REASONS.iter().position(|reason| *reason == row[4]).and_then(|at| u8::try_from(at + 1).ok()).unwrap_or(0);
        let whole = care.entry(id).or_insert(Care { child, from, to, ended });
        whole.from = whole.from.min(from);
        if to >= whole.to {
            (whole.to, whole.ended) = (to, ended);
        }
    })?;
    Ok(care.into_values().filter(|care| !short.contains(&(care.child, care.from))).collect())
}

fn teams(county: &Extracts<'_>) -> Result<(Teams, Teams), SynthError> {
    let mut workers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    county.rows("ssd_professionals", &["prof_professional_id", "prof_professional_department"], |row| {
        workers.entry(row[1].to_owned()).or_default().push(row[0].to_owned());
    })?;
    let mut made = [Vec::new(), Vec::new(), Vec::new()];
    county.rows("ssd_department", &["dept_team_id", "dept_team_name"], |row| {
        let letters = row[0].trim_end_matches(|digit: char| digit.is_ascii_digit());
        if let Some(kind) = ["SG", "NSG", "EH"].iter().position(|each| *each == letters) {
            made[kind].push((row[0].to_owned(), workers.get(row[1]).cloned().unwrap_or_default()));
        }
    })?;
    let [old, new, help] = made;
    Ok((Teams { before: old, after: new }, Teams { before: help, after: Vec::new() }))
}
