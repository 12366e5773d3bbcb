//! Cases to look at and children to hear, drawn from the dataset's files.

use super::quarters;
use crate::calendar::{Day, age, civil, day};
use crate::error::SynthError;
use crate::own::Extracts;
use crate::own::extracts::{day_of, number_of};
use crate::own::sheet::day_text;
use std::collections::{HashMap, HashSet};

/// A record and the child it is about.
pub(super) struct Case {
    pub(super) record: String,
    pub(super) child: String,
    pub(super) on: Day,
    pub(super) team: String,
}

/// A looked after child who is old enough to take part.
pub(super) struct InCare {
    pub(super) child: String,
    pub(super) born: Day,
    pub(super) from: Day,
    pub(super) until: Option<Day>,
}

/// What has been drawn.
pub(super) struct Cases {
    /// Contacts, by quarter (see [`quarters`]).
    pub(super) contacts: Vec<Vec<Case>>,
    /// How many contacts were received in each quarter.
    pub(super) received: Vec<u32>,
    pub(super) assessments: Vec<Vec<Case>>,
    pub(super) plans: Vec<Vec<Case>>,
    pub(super) in_care: Vec<InCare>,
}

/// The records with the smallest numbers of each quarter: a random draw, whatever the order of the file.
struct Draw {
    most: usize,
    first: Vec<Day>,
    drawn: Vec<Vec<(u64, Case)>>,
    seen: Vec<u32>,
}

impl Draw {
    fn new(first: &[Day], most: usize) -> Self {
        Draw { most, first: first.to_vec(), drawn: first.iter().map(|_| Vec::new()).collect(), seen: vec![0; first.len()] }
    }

    fn offer(&mut self, record: &str, child: &str, on: Day, team: &str) {
        let Some(quarter) = self.first.partition_point(|first| *first <= on).checked_sub(1) else { return };
        self.seen[quarter] += 1;
        let number = number_of(record).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 1;
        let drawn = &mut self.drawn[quarter];
        if drawn.len() == self.most && drawn.last().is_some_and(|(largest, _)| *largest <= number) {
            return;
        }
        let at = drawn.partition_point(|(other, _)| *other < number);
        let case = Case { record: record.to_owned(), child: child.to_owned(), on, team: team.to_owned() };
        drawn.insert(at, (number, case));
        drawn.truncate(self.most);
    }

    /// The cases of each quarter whose child is known, in the order drawn.
    fn cases(self, known: &HashMap<String, Option<Day>>) -> Vec<Vec<Case>> {
        let of_quarter = |drawn: Vec<(u64, Case)>| drawn.into_iter().map(|(_, case)| case).filter(|case| known.contains_key(&case.child)).collect();
        self.drawn.into_iter().map(of_quarter).collect()
    }
}

impl Cases {
    /// Draws contacts, assessments, plans and children in care.
    pub(super) fn read(county: &Extracts<'_>) -> Result<Self, SynthError> {
        let first: Vec<Day> = quarters(county).collect();
        let many = (county.children / 2_000) as usize + 3;
        let fits = |on: Day| county.start <= on && on <= county.until;
        let mut contacts = Draw::new(&first, 12);
        county.rows("ssd_contacts", &["cont_contact_id", "cont_person_id", "cont_contact_date"], |fields| {
            if let Some(on) = day_of(fields[2]).filter(|on| fits(*on)) {
                contacts.offer(fields[0], fields[1], on, "");
            }
        })?;
        let mut assessments = Draw::new(&first, many);
        let columns = ["cina_assessment_id", "cina_person_id", "cina_assessment_auth_date", "cina_assessment_team"];
        county.rows("ssd_cin_assessments", &columns, |fields| {
            if let Some(on) = day_of(fields[2]).filter(|on| fits(*on)) {
                assessments.offer(fields[0], fields[1], on, fields[3]);
            }
        })?;
        let mut plans = Draw::new(&first, many / 2 + 2);
        county.rows("ssd_cp_plans", &["cppl_cp_plan_id", "cppl_person_id", "cppl_cp_plan_start_date"], |fields| {
            if let Some(on) = day_of(fields[2]).filter(|on| fits(*on)) {
                plans.offer(fields[0], fields[1], on, "");
            }
        })?;
        let mut in_care = in_care(county)?;
        let mut wanted: HashSet<String> = in_care.iter().map(|each| each.child.clone()).collect();
        for draw in [&contacts, &assessments, &plans] {
            wanted.extend(draw.drawn.iter().flatten().map(|(_, case)| case.child.clone()));
        }
        let mut known: HashMap<String, Option<Day>> = HashMap::new();
        // Who has no date that can be read is not in the case system, as far as others can tell.
        let sound = |text: &str| day_of(text).filter(|day| day_text(*day) == text);
        county.rows("ssd_person", &["pers_person_id", "pers_dob", "pers_expected_dob"], |fields| {
            let born = sound(fields[1]);
            if wanted.contains(fields[0]) && (born.is_some() || fields[1].is_empty() && sound(fields[2]).is_some()) {
                known.insert(fields[0].to_owned(), born);
            }
        })?;
        in_care.retain_mut(|each| match known.get(&each.child) {
            Some(Some(born)) => {
                each.born = *born;
                true
            }
            _ => false,
        });
        let received = contacts.seen.clone();
        Ok(Cases { contacts: contacts.cases(&known), received, assessments: assessments.cases(&known), plans: plans.cases(&known), in_care })
    }

    /// The looked after children from 8 to 17 on a day.
    pub(super) fn old_enough(&self, on: Day) -> Vec<&InCare> {
        let here = |each: &&InCare| each.from <= on && each.until.is_none_or(|until| on < until) && (8..18).contains(&age(each.born, on));
        self.in_care.iter().filter(here).collect()
    }
}

/// Every child who was looked after, from the first day to the last that the episodes tell of, in the order of the file.
fn in_care(county: &Extracts<'_>) -> Result<Vec<InCare>, SynthError> {
    let mut children: Vec<InCare> = Vec::new();
    let mut place: HashMap<String, usize> = HashMap::new();
    let columns = ["clae_person_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"];
    county.rows("ssd_cla_episodes", &columns, |fields| {
        let Some(from) = day_of(fields[1]) else { return };
        let until = if fields[2].is_empty() { None } else { day_of(fields[2]).or(Some(from)) };
        match place.get(fields[0]) {
            // A second stay begins anew: what matters is that nobody is counted who is not in care.
            Some(at) => {
                let child = &mut children[*at];
                if child.until.is_some_and(|until| until < from) {
                    child.from = from;
                }
                child.until = match (child.until, until) {
                    (Some(one), Some(other)) => Some(one.max(other)),
                    _ => None,
                };
            }
            None => {
                place.insert(fields[0].to_owned(), children.len());
                children.push(InCare { child: fields[0].to_owned(), born: day(1900, 1, 1), from, until });
            }
        }
    })?;
    Ok(children)
}

/// The age group that a form asks for.
pub(super) fn age_group(years: i32) -> &'static str {
    match years {
        ..8 => "4 to 7",
        8..12 => "8 to 11",
        12..18 => "12 to 17",
        _ => "18 and over",
    }
}

/// The year that begins in April, and the quarter of it, as a name: `2018-19 Q2`.
pub(super) fn quarter_name(on: Day) -> String {
    let (year, month, _) = civil(on);
    let (year, quarter) = if month < 4 { (year - 1, 4) } else { (year, (month - 1) / 3) };
    format!("{year}-{:02} Q{quarter}", (year + 1) % 100)
}
