//! Times missing from home, and the interviews after every return, from home and from care.

use super::super::extracts::{moment_of, number_of};
use super::super::sheet::{OwnSheet, moment_text};
use super::super::{Extracts, OwnTables};
use super::people::{Child, People};
use super::{day_in_year, grown};
use crate::calendar::{Day, NEVER, birthday, civil, day};
use crate::error::SynthError;
use crate::place::DISTRICTS;
use crate::rng::Rng;
use std::collections::HashSet;

/// A moment: a day, and minutes after its midnight.
type Moment = (Day, i32);

/// Warm months and the weeks after the holidays are busy.
const SEASON: [u32; 12] = [4, 4, 6, 9, 13, 14, 14, 11, 12, 8, 4, 3];
/// Known places, by the district they lie in.
const PLACES: [&str; 7] = [
    "Eldermarsh bus station",
    "Fennimoor quay",
    "Harrowdene retail park",
    "Kestrelby rail halt",
    "Lindenvale park",
    "Quillborough arcade",
    "Tollerwick services",
];
const FROM_HOME: [(&str, u32); 15] = [
    ("conflict", 26),
    ("boundaries", 14),
    ("friends", 22),
    ("mental-health", 10),
    ("school", 9),
    ("partner", 8),
    ("bullying", 6),
    ("substances", 7),
    ("online", 5),
    ("freedom", 8),
    ("abuse-neglect", 5),
    ("gang-county-lines", 5),
    ("exploitation", 3),
    ("money", 2),
    ("family-contact", 3),
];
const FROM_CARE: [(&str, u32); 12] = [
    ("placement", 22),
    ("family-contact", 20),
    ("friends", 20),
    ("boundaries", 12),
    ("freedom", 9),
    ("partner", 6),
    ("substances", 7),
    ("mental-health", 8),
    ("gang-county-lines", 6),
    ("exploitation", 4),
    ("bullying", 4),
    ("school", 5),
];

/// The three missing children officers begin.
pub(super) fn officers_from() -> Day {
    day(2016, 4, 1)
}

/// How often a child was missing or away, and the first and the last day of it.
#[derive(Clone, Default)]
pub(super) struct Times {
    pub(super) count: u32,
    pub(super) span: Option<(Day, Day)>,
}

impl Times {
    fn add(&mut self, on: Day) {
        self.count += 1;
        self.span = Some(self.span.map_or((on, on), |(first, last)| (first.min(on), last.max(on))));
    }
}

/// What one time was, whichever table holds it.
struct Time<'a> {
    missing_id: &'a str,
    home_id: &'a str,
    child: &'a Child,
    returned: Moment,
    care: bool,
    /// The dataset's answers, if it holds the time.
    told: Option<(&'a str, &'a str)>,
}

/// A sound row of the dataset; `child` is the place among the children.
struct Told {
    child: usize,
    id: String,
    kind: String,
    from: Moment,
    to: Option<Moment>,
    offered: String,
    accepted: String,
}

struct Desk<'a, 'b> {
    county: &'a Extracts<'b>,
    people: &'a People,
    home: OwnSheet,
    interview: OwnSheet,
    factor: OwnSheet,
    interviews: u64,
    homes: u64,
}

/// Writes the tables; for each child, the times missing or away.
pub(super) fn write(county: &Extracts<'_>, tables: &mut OwnTables<'_>, people: &People) -> Result<Vec<Times>, SynthError> {
    let home = tables.open(
        "missing_from_home",
        &[
            "missing_from_home_id",
            "child_id",
            "kind",
            "responsible_authority",
            "started_at",
            "reported_at",
            "returned_at",
            "risk_level",
            "district_from",
            "district_found",
            "hot_spot",
            "police_reference",
        ],
    )?;
    let interview = tables.open(
        "return_interview",
        &[
            "return_interview_id",
            "missing_episode_id",
            "missing_from_home_id",
            "child_id",
            "offer",
            "offered_at",
            "accepted",
            "refusal_reason",
            "held_at",
            "worker_id",
            "place",
            "independent",
            "harm",
            "safety_plan",
        ],
    )?;
    let factor = tables.open("return_interview_factor", &["return_interview_id", "factor"])?;
    let mut desk = Desk { county, people, home, interview, factor, interviews: 0, homes: 0 };
    let mut times = vec![Times::default(); people.children.len()];
    desk.dataset(&mut times)?;
    for (child, times) in people.children.iter().zip(&mut times) {
        desk.times_from_home(child, times)?;
    }
    tables.close(desk.home)?;
    tables.close(desk.interview)?;
    tables.close(desk.factor).map(|()| times)
}

impl Desk<'_, '_> {
    /// The dataset's own times: the police hold those from home too, and interviews follow.
    fn dataset(&mut self, times: &mut [Times]) -> Result<(), SynthError> {
        let mut told = Vec::new();
        let mut seen = HashSet::new();
        let columns = [
            "miss_table_id",
            "miss_person_id",
            "miss_missing_episode_type",
            "miss_missing_episode_start_date",
            "miss_missing_episode_end_date",
            "miss_missing_rhi_offered",
            "miss_missing_rhi_accepted",
        ];
        self.county.rows("ssd_missing", &columns, |row| {
            let (Some(child), Some(from)) = (self.people.find(row[1]), moment_of(row[3])) else { return };
            let to = moment_of(row[4]);
            let sound = matches!(row[2], "M" | "A")
                && matches!(row[5], "" | "Y" | "N" | "NA")
                && to.is_none_or(|to| to >= from)
                && (row[4].is_empty() || to.is_some());
            if sound && row[0].starts_with("MI") && seen.insert(row[0].to_owned()) {
                let [id, kind, offered, accepted] = [row[0], row[2], row[5], row[6]].map(str::to_owned);
                told.push(Told { child, id, kind, from, to, offered, accepted });
            }
        })?;
        let people = self.people;
        for Told { child, id, kind, from, to, offered, accepted } in told {
            times[child].add(from.0);
            let child = &people.children[child];
            let mut rng = self.county.rng("missing_episode", number_of(&id));
            let care = people.in_care(child, from.0);
            if !care {
                self.police(&mut rng, child, &kind, from, to)?;
            }
            if let Some(returned) = to {
                self.interview(&mut rng, &Time { missing_id: &id, home_id: "", child, returned, care, told: Some((&offered, &accepted)) })?;
            }
        }
        Ok(())
    }

    /// The times of a child that only the police hold.
    fn times_from_home(&mut self, child: &Child, times: &mut Times) -> Result<(), SynthError> {
        let county = self.county;
        let mut rng = county.rng("missing_from_home", child.id);
        let known = self.people.first_referral(child).unwrap_or(NEVER);
        let mut busy_until = county.start;
        let (first, last) = (civil(county.start).0, civil(county.until).0);
        for year in first..=last {
            let from = day_in_year(&mut rng, year, &SEASON);
            let chance = match child.age(from) {
                10..=12 => 4,
                13..=15 => 22,
                16..=17 => 19,
                _ => 0,
            };
            // Most children who go missing from home are not known to social care before.
            let chance = if from <= known { chance * 3 / 2 } else { chance * 2 / 5 };
            if child.alone || !rng.per_mille(chance) {
                continue;
            }
            let again = rng.weighted(&[(1, 60), (2, 18), (4, 14), (7, 8)]);
            let mut on = from;
            for _ in 0..again {
                let ended = self.once(&mut rng, child, on, &mut busy_until, times)?;
                on = ended + rng.between(1, 35);
            }
        }
        // Some first referrals were made because the child had just gone missing for the third time.
        if (11..=17).contains(&child.age(known)) && !child.alone && rng.per_cent(11) {
            let third = known - rng.weighted(&[(1, 40), (3, 25), (6, 15), (20, 20)]);
            for on in [third - rng.between(35, 70), third - rng.between(8, 30), third] {
                self.once(&mut rng, child, on, &mut busy_until, times)?;
            }
        }
        Ok(())
    }

    /// A time missing or away from home that begins on a day, unless the child is already gone or in care; the day it ends.
    fn once(&mut self, rng: &mut Rng, child: &Child, on: Day, busy_until: &mut Day, times: &mut Times) -> Result<Day, SynthError> {
        let county = self.county;
        let from = (on, rng.between(600, 1_435));
        let minutes = rng.length(&[((40, 360), 45), ((361, 1_440), 36), ((1_441, 5_760), 14), ((5_761, 36_000), 5)]);
        let ended = plus(from, minutes);
        let free = on > *busy_until && on >= county.start && on <= county.until && birthday(child.born, 18) > on;
        if !free || self.people.in_care(child, on) {
            return Ok(ended.0);
        }
        *busy_until = ended.0;
        times.add(on);
        let kind = if rng.per_cent(14) { "A" } else { "M" };
        let to = Some(ended).filter(|ended| ended.0 <= county.until);
        let id = self.police(rng, child, kind, from, to)?;
        if let Some(returned) = to {
            self.interview(rng, &Time { missing_id: "", home_id: &id, child, returned, care: false, told: None })?;
        }
        Ok(ended.0)
    }

    /// A row of the police's list; its key.
    fn police(&mut self, rng: &mut Rng, child: &Child, kind: &str, from: Moment, to: Option<Moment>) -> Result<String, SynthError> {
        self.homes += 1;
        let id = format!("MH{}", self.homes);
        let lives = self.people.district(child, from.0);
        let found = if rng.per_cent(72) { lives } else { Some(usize::try_from(rng.below(7)).unwrap_or(0)) };
        let place = rng.per_cent(34);
        let name = |district: Option<usize>| district.map_or("", |district| DISTRICTS[district].1);
        let reported = Some(plus(from, rng.between(15, 240))).filter(|at| to.is_none_or(|to| *at < to) && at.0 <= self.county.until);
        let risk = rng.weighted(&[("medium", 58), ("low", 24), ("high", 18)]);
        let number = format!("P{}{:06}", civil(from.0).0, self.homes % 1_000_000);
        let back = to.is_some();
        self.home.row(&[
            &id,
            &child.id.to_string(),
            kind,
            child.placed_by().unwrap_or(""),
            &moment_text(from.0, from.1, 0),
            &text(reported),
            &text(to),
            risk,
            name(lives),
            if back { name(found) } else { "" },
            if back && place { found.map_or("", |district| PLACES[district]) } else { "" },
            &number,
        ])?;
        Ok(id)
    }

    fn interview(&mut self, rng: &mut Rng, time: &Time<'_>) -> Result<(), SynthError> {
        let on = time.returned.0;
        let (began, until) = (officers_from(), day(2018, 9, 30));
        let (offer, accepted) = match time.told {
            Some((offered, accepted)) => (offered, (accepted != "NA").then_some(accepted == "Y")),
            None if time.child.age(on) < 11 => ("NA", None),
            None if rng.per_mille(u32::try_from(grown(on, (began, 740), (until, 930))).unwrap_or(0)) => ("Y", Some(rng.per_cent(63))),
            None => ("N", None),
        };
        let offered = Some(plus(time.returned, rng.between(40, 2_400))).filter(|at| offer == "Y" && at.0 <= self.county.until);
        // No answer is known before the offer was made.
        let accepted = accepted.filter(|_| offered.is_some());
        let in_time = rng.per_mille(u32::try_from(grown(on, (began, 480), (until, 890))).unwrap_or(0));
        let never = rng.per_mille(u32::try_from(grown(on, (began, 90), (until, 30))).unwrap_or(0));
        let held = Some(held_at(rng, time.returned, in_time)).filter(|at| accepted == Some(true) && !never && at.0 <= self.county.until);
        if offer == "N" && rng.per_cent(70) {
            return Ok(());
        }
        self.interviews += 1;
        let id = format!("RI{}", self.interviews);
        let reason = rng.weighted(&[
            ("does-not-want", 40),
            ("nothing-wrong", 22),
            ("talked-already", 14),
            ("no-answer", 12),
            ("parent", 6),
            ("worker", 4),
            ("other", 2),
        ]);
        let place = rng.weighted(&[
            ("home", if time.care { 4 } else { 40 }),
            ("placement", if time.care { 44 } else { 0 }),
            ("school", 28),
            ("community", 16),
            ("hub", 8),
            ("telephone", 4),
        ]);
        let (harm, plan) = (rng.per_cent(13), rng.per_cent(58));
        let worker = self.people.officer(self.county, civil(on).0, rng.below(24));
        let yes = |flag: bool| if flag { "Y" } else { "N" };
        let done = held.is_some();
        self.interview.row(&[
            &id,
            time.missing_id,
            time.home_id,
            &time.child.id.to_string(),
            offer,
            &text(offered),
            accepted.map_or("", yes),
            if accepted == Some(false) { reason } else { "" },
            &text(held),
            if offer == "Y" { worker } else { "" },
            if done { place } else { "" },
            if done { yes(place != "placement" || harm) } else { "" },
            if done { yes(harm) } else { "" },
            if done { yes(plan || harm) } else { "" },
        ])?;
        if done {
            self.factors(rng, &id, time.care)?;
        }
        Ok(())
    }

    /// None to three factors, each once.
    fn factors(&mut self, rng: &mut Rng, interview: &str, care: bool) -> Result<(), SynthError> {
        let mut found: Vec<&str> = Vec::new();
        for _ in 0..rng.weighted(&[(0, 6), (1, 38), (2, 36), (3, 20)]) {
            let factor = if care { rng.weighted(&FROM_CARE) } else { rng.weighted(&FROM_HOME) };
            if !found.contains(&factor) {
                found.push(factor);
                self.factor.row(&[interview, factor])?;
            }
        }
        Ok(())
    }
}

/// An interview by day: within 72 hours of the return, or one to three weeks later.
fn held_at(rng: &mut Rng, returned: Moment, in_time: bool) -> Moment {
    if !in_time {
        return (returned.0 + rng.between(4, 21), rng.between(545, 1_130));
    }
    for _ in 0..12 {
        let at = (returned.0 + rng.between(0, 3), rng.between(545, 1_130));
        let after = (at.0 - returned.0) * 1_440 + at.1 - returned.1;
        // An hour to spare for the nights on which the clocks change.
        if (90..=4_255).contains(&after) {
            return at;
        }
    }
    (returned.0 + 2, 700)
}

fn plus(moment: Moment, minutes: i32) -> Moment {
    let minute = moment.1 + minutes;
    (moment.0 + minute.div_euclid(1_440), minute.rem_euclid(1_440))
}

fn text(moment: Option<Moment>) -> String {
    moment.map_or_else(String::new, |(day, minute)| moment_text(day, minute, 0))
}
