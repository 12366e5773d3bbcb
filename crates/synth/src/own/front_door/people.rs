//! Whom the front door may name: children the dataset knows, and the workers of its teams.

use super::Extracts;
use super::real_day;
use crate::calendar::{Day, civil};
use crate::error::SynthError;
use crate::rng::Rng;

/// A child whom the dataset knows.
pub(super) struct Person {
    pub(super) number: u64,
    pub(super) born: Day,
    pub(super) family: u64,
    /// The district lived in last, from 0.
    pub(super) district: usize,
}

/// Every child, by number.
pub(super) struct People(Vec<Person>);

impl People {
    /// A child of some number.
    pub(super) fn get(&self, number: u64) -> Option<&Person> {
        self.0.binary_search_by_key(&number, |person| person.number).ok().and_then(|at| self.0.get(at))
    }

    /// Any child.
    pub(super) fn any(&self, rng: &mut Rng) -> Option<&Person> {
        let at = rng.below(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.get(usize::try_from(at).unwrap_or(0))
    }
}

/// The number in a key such as `W27` or `F100020083`.
pub(super) fn number(key: &str, letters: &str) -> Option<u64> {
    key.strip_prefix(letters)?.parse().ok()
}

/// Reads children, their families and where they live.
pub(super) fn read(county: &Extracts<'_>) -> Result<People, SynthError> {
    let mut people = Vec::new();
    county.rows("ssd_person", &["pers_person_id", "pers_dob"], |row| {
        if let Some((number, born)) = number(row[0], "").zip(real_day(row[1])) {
            people.push(Person { number, born, family: 0, district: usize::MAX });
        }
    })?;
    people.sort_by_key(|person| person.number);
    people.dedup_by_key(|person| person.number);
    let mut people = People(people);
    county.rows("ssd_family", &["fami_person_id", "fami_family_id"], |row| {
        if let Some((child, family)) = number(row[0], "").zip(number(row[1], "F")) {
            people.change(child, |person| person.family = family);
        }
    })?;
    county.rows("ssd_address", &["addr_person_id", "addr_address_postcode"], |row| {
        // ZZ14AB lies in the first district.
        let district = row[1].get(2..3).and_then(|digit| digit.parse::<usize>().ok()).and_then(|outward| outward.checked_sub(1));
        if let Some((child, district)) = number(row[0], "").zip(district) {
            people.change(child, |person| person.district = district);
        }
    })?;
    Ok(people)
}

impl People {
    fn change(&mut self, number: u64, change: impl FnOnce(&mut Person)) {
        if let Ok(at) = self.0.binary_search_by_key(&number, |person| person.number) {
            self.0.get_mut(at).map(change);
        }
    }
}

/// The workers of the front door, month by month, and the team of every worker.
pub(super) struct Staff {
    first: i32,
    months: Vec<Vec<u64>>,
    teams: Vec<(u64, String)>,
}

fn month_of(on: Day) -> i32 {
    let (year, month, _) = civil(on);
    year * 12 + month
}

/// Reads who dealt with referrals at the front door in each month, and which team each worker belongs to.
pub(super) fn staff(county: &Extracts<'_>, from: Day) -> Result<Staff, SynthError> {
    let mut named = Vec::new();
    county.rows("ssd_department", &["dept_team_name", "dept_team_id"], |row| named.push((row[0].to_owned(), row[1].to_owned())))?;
    let mut teams = Vec::new();
    county.rows("ssd_professionals", &["prof_professional_id", "prof_professional_department"], |row| {
        let team = named.iter().find(|(name, _)| name == row[1]).map(|(_, id)| id.clone());
        if let Some((worker, team)) = number(row[0], "W").zip(team) {
            teams.push((worker, team));
        }
    })?;
    teams.sort();
    teams.dedup_by_key(|(worker, _)| *worker);
    let first = month_of(from);
    let months = usize::try_from(month_of(county.until) - first).unwrap_or(0) + 1;
    let mut staff = Staff { first, months: vec![Vec::new(); months], teams };
    county.rows("ssd_cin_episodes", &["cine_referral_date", "cine_referral_worker_id"], |row| {
        let Some((on, worker)) = real_day(row[0]).zip(number(row[1], "W")) else {
            return;
        };
        let here = staff.team(worker).is_some_and(|team| team == FRONT_DOOR);
        let month = usize::try_from(month_of(on) - first).ok().filter(|_| here);
        if let Some(workers) = month.and_then(|at| staff.months.get_mut(at)).filter(|workers| !workers.contains(&worker)) {
            workers.push(worker);
        }
    })?;
    Ok(staff)
}

/// The front door's team.
pub(super) const FRONT_DOOR: &str = "FD1";

impl Staff {
    /// The key of somebody at the front door on a day; nothing where nobody is known.
    pub(super) fn at_the_door(&self, rng: &mut Rng, on: Day) -> String {
        let last = usize::try_from(month_of(on) - self.first).unwrap_or(0);
        let known = self.months.get(..=last).unwrap_or(&self.months).iter().rev().find(|workers| !workers.is_empty());
        known.map_or_else(String::new, |workers| format!("W{}", rng.pick(workers)))
    }

    /// The key of a worker's team.
    pub(super) fn team(&self, worker: u64) -> Option<&str> {
        self.teams.binary_search_by_key(&worker, |(worker, _)| *worker).ok().and_then(|at| self.teams.get(at)).map(|(_, team)| team.as_str())
    }
}
