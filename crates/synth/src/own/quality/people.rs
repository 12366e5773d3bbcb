//! Who worked where and when, as the personnel system knows it: told from the list of workers and from their involvements.

use crate::calendar::{Day, NEVER};
use crate::error::SynthError;
use crate::own::Extracts;
use crate::own::extracts::day_of;
use crate::rng::Rng;
use crate::workforce::{reorganised_on, shortage};
use std::collections::HashMap;

/// A team before and after it became a new one.
pub(super) struct Unit {
    pub(super) before: String,
    pub(super) after: String,
}

/// A worker in a post.
pub(super) struct Stay {
    pub(super) worker: String,
    pub(super) post: usize,
    pub(super) unit: usize,
    pub(super) role: &'static str,
    pub(super) fte: String,
    pub(super) agency: bool,
    pub(super) from: Day,
    /// The day of leaving; `NEVER` while in post.
    pub(super) until: Day,
    /// A long absence that the story tells of.
    pub(super) away: Option<(Day, Day)>,
}

/// Everyone, post by post and in order of time within each.
pub(super) struct Staff {
    pub(super) units: Vec<Unit>,
    pub(super) stays: Vec<Stay>,
    /// The managers of each unit, by place in `stays`.
    managers: Vec<Vec<usize>>,
}

/// What involvements tell of a worker.
#[derive(Clone, Default)]
struct Seen {
    first: Option<Day>,
    last: Option<Day>,
    open: bool,
    /// Held a case at some time within the shortage.
    within: bool,
    stopped: bool,
    resumed: bool,
}

impl Unit {
    /// The key of the team on a day.
    pub(super) fn team(&self, on: Day) -> &str {
        if on < reorganised_on() { &self.before } else { &self.after }
    }

    pub(super) fn renewed(&self) -> bool {
        self.before != self.after
    }

    /// Whether the team does social work, and so has a manager who is a social worker.
    fn social_work(&self) -> bool {
        !["EH", "LC", "RV"].iter().any(|letters| self.before.starts_with(letters))
    }
}

impl Stay {
    pub(super) fn here(&self, on: Day) -> bool {
        self.from <= on && on < self.until
    }
}

impl Staff {
    /// Reads teams, workers and involvements.
    pub(super) fn read(county: &Extracts<'_>) -> Result<Self, SynthError> {
        let mut names: HashMap<String, String> = HashMap::new();
        let mut ids: HashMap<String, ()> = HashMap::new();
        county.rows("ssd_department", &["dept_team_id", "dept_team_name"], |fields| {
            names.insert(fields[1].to_owned(), fields[0].to_owned());
            ids.insert(fields[0].to_owned(), ());
        })?;
        let mut staff = Staff { units: Vec::new(), stays: Vec::new(), managers: Vec::new() };
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut unit_at: HashMap<String, usize> = HashMap::new();
        let (mut post, mut last_unit) = (0, usize::MAX);
        let columns = [
            "prof_professional_id",
            "prof_agency_worker_flag",
            "prof_professional_job_title",
            "prof_professional_caseload",
            "prof_professional_department",
            "prof_full_time_equivalency",
        ];
        // Workers are listed post by post; the one who still holds the post, and has a number of cases, is its last.
        county.rows("ssd_professionals", &columns, |fields| {
            let Some(team) = names.get(fields[4]) else { return };
            let before = team.strip_prefix('N').filter(|id| ids.contains_key(*id)).unwrap_or(team).to_owned();
            let unit = *unit_at.entry(before.clone()).or_insert_with(|| {
                let renewed = format!("N{before}");
                let after = if ids.contains_key(&renewed) { renewed } else { before.clone() };
                staff.units.push(Unit { before: before.clone(), after });
                staff.units.len() - 1
            });
            if unit != last_unit && last_unit != usize::MAX {
                post += 1;
            }
            last_unit = unit;
            numbers.insert(fields[0].to_owned(), staff.stays.len());
            staff.stays.push(Stay {
                worker: fields[0].to_owned(),
                post,
                unit,
                role: role_of(fields[2]),
                fte: fields[5].to_owned(),
                agency: fields[1] == "Y",
                from: county.start,
                until: NEVER,
                away: None,
            });
            if !fields[3].is_empty() {
                post += 1;
                last_unit = usize::MAX;
            }
        })?;
        let seen = involvements(county, &numbers, staff.stays.len())?;
        staff.date(county, &seen);
        staff.name_managers();
        Ok(staff)
    }

    /// The stays of each post.
    pub(super) fn posts(&self) -> impl Iterator<Item = &[Stay]> {
        self.stays.chunk_by(|one, next| one.post == next.post)
    }

    /// The key of the worker who managed a unit on a day.
    pub(super) fn manager(&self, unit: usize, on: Day) -> Option<&str> {
        self.managers[unit].iter().map(|at| &self.stays[*at]).find(|stay| stay.here(on)).map(|stay| stay.worker.as_str())
    }

    /// Somebody in post on a day who has a role.
    pub(super) fn someone(&self, rng: &mut Rng, on: Day, roles: &[&str]) -> Option<&Stay> {
        let fitting = || self.stays.iter().filter(|stay| stay.here(on) && roles.contains(&stay.role));
        let count = u32::try_from(fitting().count()).unwrap_or(0);
        fitting().nth(rng.below(count) as usize)
    }

    /// A unit whose team's key begins with some letters.
    pub(super) fn unit(&self, rng: &mut Rng, letters: &str) -> Option<&Unit> {
        let fitting = || self.units.iter().filter(|unit| unit.before.starts_with(letters));
        let count = u32::try_from(fitting().count()).unwrap_or(0);
        fitting().nth(rng.below(count) as usize)
    }

    /// From and until when each worker held the post.
    fn date(&mut self, county: &Extracts<'_>, seen: &[Seen]) {
        let (short_from, short_until) = shortage();
        let mut first = 0;
        for stays in self.stays.chunk_by_mut(|one, next| one.post == next.post) {
            let seen = &seen[first..first + stays.len()];
            first += stays.len();
            let mut rng = county.rng("post", stays[0].post as u64);
            let reviewing = stays[0].role == "reviewing-officer";
            let begins = county.start - rng.between(60, 1_200);
            let cuts = handovers(seen, begins, county.until);
            let mut from = seen[0].first.map_or(begins, |day| day.min(begins));
            for (at, stay) in stays.iter_mut().enumerate() {
                stay.from = from;
                let Some(cut) = cuts.get(at).copied() else { break };
                stay.until = cut.max(from + 30);
                let next = seen[at + 1].first.unwrap_or(cut + 200).max(stay.until);
                let gap = rng.length(&[((0, 0), 35), ((1, 30), 40), ((31, 100), 25)]);
                from = if reviewing && cut == short_from { next } else { (stay.until + gap).min(next) };
            }
            if reviewing {
                for (stay, seen) in stays.iter_mut().zip(seen) {
                    if seen.stopped && seen.resumed && !seen.within {
                        stay.away = Some((short_from, short_until));
                    }
                }
            }
        }
        // Nobody begins after the extract.
        self.stays.retain(|stay| stay.from <= county.until);
        for stay in &mut self.stays {
            if stay.until > county.until {
                stay.until = NEVER;
            }
        }
    }

    /// The first post of every social work team is its manager's.
    fn name_managers(&mut self) {
        let mut post_of: Vec<Option<usize>> = self.units.iter().map(|_| None).collect();
        self.managers = self.units.iter().map(|_| Vec::new()).collect();
        for (at, stay) in self.stays.iter_mut().enumerate() {
            let unit = &self.units[stay.unit];
            if (unit.social_work() || stay.role == "reviewing-officer") && *post_of[stay.unit].get_or_insert(stay.post) == stay.post {
                if unit.social_work() {
                    stay.role = "team-manager";
                }
                self.managers[stay.unit].push(at);
            }
        }
    }
}

fn role_of(title: &str) -> &'static str {
    match title {
        "Independent Reviewing Officer" => "reviewing-officer",
        "Personal adviser" => "personal-adviser",
        "Early help worker" => "early-help-worker",
        "Newly qualified social worker" => "newly-qualified",
        "Senior social worker" => "senior-social-worker",
        _ => "social-worker",
    }
}

fn involvements(county: &Extracts<'_>, numbers: &HashMap<String, usize>, workers: usize) -> Result<Vec<Seen>, SynthError> {
    let (short_from, short_until) = shortage();
    let mut seen = vec![Seen::default(); workers];
    let columns = ["invo_professional_id", "invo_involvement_start_date", "invo_involvement_end_date"];
    county.rows("ssd_involvements", &columns, |fields| {
        let (Some(at), Some(started)) = (numbers.get(fields[0]), day_of(fields[1])) else { return };
        let seen = &mut seen[*at];
        let ended = day_of(fields[2]);
        if ended.is_some_and(|ended| ended < started) {
            return;
        }
        seen.first = Some(seen.first.map_or(started, |first| first.min(started)));
        seen.last = seen.last.max(ended);
        seen.open |= fields[2].is_empty();
        seen.stopped |= ended == Some(short_from);
        seen.resumed |= started == short_until;
        seen.within |= started < short_until && ended.is_none_or(|ended| ended > short_from);
    })?;
    Ok(seen)
}

/// The day on which each holder but the last left a post: told by the cases handed over, and spread evenly where nothing tells it.
fn handovers(seen: &[Seen], begins: Day, until: Day) -> Vec<Day> {
    let told: Vec<Option<Day>> = seen
        .windows(2)
        .map(|pair| match (pair[0].last.filter(|_| !pair[0].open), pair[1].first) {
            (Some(last), Some(first)) => Some(last.min(first)),
            (last, first) => last.or(first),
        })
        .collect();
    let mut cuts = Vec::with_capacity(told.len());
    let mut before = begins;
    for at in 0..told.len() {
        let cut = told[at].unwrap_or_else(|| {
            let ahead = told[at..].iter().position(Option::is_some);
            let (end, parts) = ahead.map_or((until, told.len() - at + 1), |ahead| (told[at + ahead].unwrap_or(until), ahead + 1));
            before + (end - before) / i32::try_from(parts).unwrap_or(1)
        });
        before = cut.max(before + 1);
        cuts.push(before);
    }
    cuts
}
