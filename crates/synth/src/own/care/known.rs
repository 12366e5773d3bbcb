//! Children who were ever looked after, as the reviewing service and the virtual school know them.

use crate::calendar::{Day, NEVER};
use crate::error::SynthError;
use crate::own::Extracts;
use crate::own::extracts::{day_of, number_of};
use std::collections::{BTreeMap, BTreeSet};

/// A period of care.
pub(super) struct Care {
    pub(super) from: Day,
    pub(super) to: Day,
}

/// A worker responsible for a child, in a team, from a day to a day.
struct Hold {
    worker: String,
    team: String,
    from: Day,
    to: Day,
}

/// A review that was held.
pub(super) struct Held {
    pub(super) id: String,
    pub(super) on: Day,
}

/// A child.
pub(super) struct Child {
    pub(super) id: String,
    pub(super) number: u64,
    pub(super) born: Option<Day>,
    pub(super) care: Vec<Care>,
    pub(super) reviews: Vec<Held>,
    officers: Vec<Hold>,
    workers: Vec<Hold>,
}

/// The children, in the order of their numbers, and who manages each team.
pub(super) struct Known {
    pub(super) children: Vec<Child>,
    managers: BTreeMap<String, String>,
}

fn end_of(text: &str) -> Day {
    day_of(text).unwrap_or(NEVER)
}

fn at(holds: &[Hold], on: Day) -> Option<&Hold> {
    holds.iter().rev().find(|hold| hold.from <= on && hold.to > on)
}

impl Child {
    /// The reviewing officer on a day; empty if there is none.
    pub(super) fn officer(&self, on: Day) -> &str {
        at(&self.officers, on).map_or("", |hold| &hold.worker)
    }

    /// The team that holds the case on a day; empty if none does.
    pub(super) fn team(&self, on: Day) -> &str {
        at(&self.workers, on).map_or("", |hold| &hold.team)
    }

    /// The period of care that a day falls in.
    pub(super) fn care_at(&self, on: Day) -> Option<&Care> {
        self.care.iter().find(|care| care.from <= on && care.to > on)
    }
}

impl Known {
    /// Reads the children who were ever looked after and are on record as persons.
    pub(super) fn read(county: &Extracts<'_>) -> Result<Self, SynthError> {
        let mut periods: BTreeMap<String, BTreeMap<String, Care>> = BTreeMap::new();
        let columns = ["clae_person_id", "clae_cla_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"];
        county.rows("ssd_cla_episodes", &columns, |row| {
            let Some(from) = day_of(row[2]) else { return };
            let to = end_of(row[3]);
            if row[0].is_empty() || row[1].is_empty() || to < from {
                return;
            }
            let care = periods.entry(row[0].to_owned()).or_default().entry(row[1].to_owned()).or_insert(Care { from, to });
            (care.from, care.to) = (care.from.min(from), care.to.max(to));
        })?;
        let mut born: BTreeMap<String, Option<Day>> = BTreeMap::new();
        county.rows("ssd_person", &["pers_person_id", "pers_dob"], |row| {
            if periods.contains_key(row[0]) {
                born.insert(row[0].to_owned(), day_of(row[1]));
            }
        })?;
        let mut known = Known { children: Vec::with_capacity(born.len()), managers: managers(county)? };
        for (id, born) in born {
            let mut care: Vec<Care> = periods.remove(&id).unwrap_or_default().into_values().collect();
            care.sort_by_key(|each| (each.from, each.to));
            let number = number_of(&id);
            known.children.push(Child { id, number, born, care, reviews: Vec::new(), officers: Vec::new(), workers: Vec::new() });
        }
        known.read_workers(county)?;
        known.read_reviews(county)?;
        Ok(known)
    }

    fn read_workers(&mut self, county: &Extracts<'_>) -> Result<(), SynthError> {
        let columns = [
            "invo_person_id",
            "invo_professional_id",
            "invo_professional_role_id",
            "invo_professional_team",
            "invo_involvement_start_date",
            "invo_involvement_end_date",
        ];
        county.rows("ssd_involvements", &columns, |row| {
            let (Some(index), Some(from)) = (self.place(row[0]), day_of(row[4])) else { return };
            let hold = Hold { worker: row[1].to_owned(), team: row[3].to_owned(), from, to: end_of(row[5]) };
            match row[2] {
                "Independent Reviewing Officer" => self.children[index].officers.push(hold),
                "Allocated social worker" => self.children[index].workers.push(hold),
                _ => {}
            }
        })?;
        for child in &mut self.children {
            child.officers.sort_by_key(|hold| hold.from);
            child.workers.sort_by_key(|hold| hold.from);
        }
        Ok(())
    }

    fn read_reviews(&mut self, county: &Extracts<'_>) -> Result<(), SynthError> {
        let mut seen = BTreeSet::new();
        let columns = ["clar_cla_review_id", "clar_cla_person_id", "clar_cla_review_date", "clar_cla_review_cancelled"];
        county.rows("ssd_cla_reviews", &columns, |row| {
            let (Some(index), Some(on)) = (self.place(row[1]), day_of(row[2])) else { return };
            if !row[0].is_empty() && !row[3].eq_ignore_ascii_case("y") && on <= county.until && seen.insert(number_of(row[0])) {
                self.children[index].reviews.push(Held { id: row[0].to_owned(), on });
            }
        })?;
        for child in &mut self.children {
            child.reviews.sort_by_key(|review| review.on);
        }
        Ok(())
    }

    /// Where a child stands in the list.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.children.binary_search_by(|child| child.id.as_str().cmp(id)).ok()
    }

    /// The manager of a team; empty if none is known.
    pub(super) fn manager(&self, team: &str) -> &str {
        self.managers.get(team).map_or("", String::as_str)
    }

    /// Every reviewing officer with a child on a day.
    pub(super) fn officers(&self, on: Day) -> BTreeSet<&str> {
        self.children.iter().filter(|child| child.care_at(on).is_some()).map(|child| child.officer(on)).filter(|worker| !worker.is_empty()).collect()
    }
}

/// For each team the first senior social worker who works in it: the dataset names no managers.
fn managers(county: &Extracts<'_>) -> Result<BTreeMap<String, String>, SynthError> {
    let mut seniors: BTreeMap<String, String> = BTreeMap::new();
    let columns = ["prof_professional_id", "prof_professional_job_title", "prof_professional_department"];
    county.rows("ssd_professionals", &columns, |row| {
        if row[1] == "Senior social worker" {
            seniors.entry(row[2].to_owned()).or_insert_with(|| row[0].to_owned());
        }
    })?;
    let mut managers = BTreeMap::new();
    county.rows("ssd_department", &["dept_team_id", "dept_team_name"], |row| {
        if let Some(worker) = seniors.get(row[1]) {
            managers.insert(row[0].to_owned(), worker.clone());
        }
    })?;
    Ok(managers)
}
