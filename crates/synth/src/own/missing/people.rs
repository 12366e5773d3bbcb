//! The children of the county as the theme needs them: who, where they live, and when they were looked after.

use super::super::Extracts;
use super::super::extracts::day_of;
use crate::calendar::{Day, NEVER, age};
use crate::error::SynthError;
use std::collections::HashSet;

/// A person of the county.
pub(super) struct Child {
    pub(super) id: u64,
    pub(super) born: Day,
    pub(super) girl: bool,
    /// Came to the country alone.
    pub(super) alone: bool,
}

/// Everybody, by key.
pub(super) struct People {
    pub(super) children: Vec<Child>,
    /// Where each lived from a day on: person, day, district.
    homes: Vec<(u64, Day, usize)>,
    /// When each was looked after: person, from, until.
    care: Vec<(u64, Day, Day)>,
    /// Referrals that were taken on: person, day.
    referrals: Vec<(u64, Day)>,
    /// Workers who do the theme's work, by key.
    officers: Vec<String>,
}

/// Authorities that place children here.
const OTHERS: [&str; 3] = ["Borchester", "Wexcombe", "Tarnshire"];

impl People {
    pub(super) fn read(county: &Extracts<'_>) -> Result<Self, SynthError> {
        let mut alone = HashSet::new();
        county.rows("ssd_immigration_status", &["immi_person_id", "immi_immigration_status"], |row| {
            if row[1].starts_with("Unaccompanied") {
                alone.extend(key_of(row[0]));
            }
        })?;
        let mut children = Vec::new();
        county.rows("ssd_person", &["pers_person_id", "pers_dob", "pers_sex"], |row| {
            if let Some((id, born)) = key_of(row[0]).zip(day_of(row[1])) {
                children.push(Child { id, born, girl: row[2] == "F", alone: alone.contains(&id) });
            }
        })?;
        children.sort_by_key(|child| child.id);
        children.dedup_by_key(|child| child.id);
        let mut homes = Vec::new();
        county.rows("ssd_address", &["addr_person_id", "addr_address_start_date", "addr_address_postcode"], |row| {
            let district = row[2].strip_prefix("ZZ").and_then(|rest| rest.get(..1)?.parse::<usize>().ok()?.checked_sub(1));
            if let (Some(id), Some(from), Some(district)) = (key_of(row[0]), day_of(row[1]), district.filter(|district| *district < 7)) {
                homes.push((id, from, district));
            }
        })?;
        homes.sort_unstable();
        let mut care = Vec::new();
        let columns = ["clae_person_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"];
        county.rows("ssd_cla_episodes", &columns, |row| {
            if let Some((id, from)) = key_of(row[0]).zip(day_of(row[1])) {
                care.push((id, from, day_of(row[2]).unwrap_or(NEVER)));
            }
        })?;
        care.sort_unstable();
        let mut referrals = Vec::new();
        county.rows("ssd_cin_episodes", &["cine_person_id", "cine_referral_date", "cine_referral_nfa"], |row| {
            if let Some((id, on)) = key_of(row[0]).zip(day_of(row[1])).filter(|_| row[2] != "Y") {
                referrals.push((id, on));
            }
        })?;
        referrals.sort_unstable();
        let mut officers = Vec::new();
        county.rows("ssd_professionals", &["prof_professional_id", "prof_professional_job_title"], |row| {
            if row[1] == "Early help worker" && row[0].starts_with('W') && officers.last().is_none_or(|last| last != row[0]) {
                officers.push(row[0].to_owned());
            }
        })?;
        Ok(People { children, homes, care, referrals, officers })
    }

    /// Where a person stands among the children, if known.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        let id = key_of(key)?;
        self.children.binary_search_by_key(&id, |child| child.id).ok()
    }

    /// The district, by number, in which somebody lives on a day: of the last home moved into, or else of the first.
    pub(super) fn district(&self, child: &Child, on: Day) -> Option<usize> {
        let first = self.homes.partition_point(|home| home.0 < child.id);
        let homes = self.homes[first..].iter().take_while(|home| home.0 == child.id);
        let mut found = None;
        for (_, from, district) in homes {
            if found.is_none() || *from <= on {
                found = Some(*district);
            }
        }
        found
    }

    /// The first referral of somebody that was taken on.
    pub(super) fn first_referral(&self, child: &Child) -> Option<Day> {
        let first = self.referrals.partition_point(|referral| referral.0 < child.id);
        self.referrals.get(first).filter(|referral| referral.0 == child.id).map(|referral| referral.1)
    }

    /// Whether somebody is looked after on a day.
    pub(super) fn in_care(&self, child: &Child, on: Day) -> bool {
        self.spells(child).any(|(_, from, until)| *from <= on && *until > on)
    }

    /// Whether somebody was ever looked after.
    pub(super) fn ever_in_care(&self, child: &Child) -> bool {
        self.spells(child).next().is_some()
    }

    fn spells(&self, child: &Child) -> impl Iterator<Item = &(u64, Day, Day)> {
        let first = self.care.partition_point(|spell| spell.0 < child.id);
        self.care[first..].iter().take_while(|spell| spell.0 == child.id)
    }

    /// One of the few workers who do such work in a year; there are some for every 150,000 children.
    pub(super) fn officer(&self, county: &Extracts<'_>, year: i32, which: u32) -> &str {
        let few = county.children.div_ceil(50_000) + 1;
        let at = usize::try_from(year.unsigned_abs() / 4 * 7 + which % few).unwrap_or(0);
        self.officers.get(at % self.officers.len().max(1)).map_or("", String::as_str)
    }
}

impl Child {
    pub(super) fn age(&self, on: Day) -> i32 {
        age(self.born, on)
    }

    /// The authority that placed the child here, for one child in thirty who does not live with the family.
    pub(super) fn placed_by(&self) -> Option<&'static str> {
        (self.id % 31 == 7).then(|| OTHERS[usize::try_from(self.id / 31 % 3).unwrap_or(0)])
    }
}

/// A person's key as a number, if it is one as the county writes it.
fn key_of(text: &str) -> Option<u64> {
    let well_written = !text.is_empty() && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    if well_written { text.parse().ok() } else { None }
}
