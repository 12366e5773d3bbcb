//! Terms, schools, where looked after children are educated, and their education plans.

use super::known::{Care, Child, Known};
use super::term::{self, Term};
use super::{Meeting, Meetings, maybe};
use crate::calendar::{Day, NEVER, age, birthday, day};
use crate::error::SynthError;
use crate::own::sheet::{OwnSheet, day_text};
use crate::own::{Extracts, OwnTables};
use crate::rng::Rng;

const NAMES: [&str; 20] = [
    "Alder", "Beacon", "Brook", "Chapel", "Copper", "Dene", "Fern", "Forge", "Harbour", "Hill", "Lark", "Meadow", "Mill", "Orchard", "Park",
    "Quarry", "Spring", "Station", "Valley", "Wharf",
];
const OUT_OF_AREA: usize = 12;

/// A school.
struct School {
    id: String,
    phase: &'static str,
    opens: i32,
    closes: i32,
}

/// Time on the roll of a school.
struct Roll {
    school: usize,
    phase: &'static str,
    in_area: bool,
    entered: Day,
    from: Day,
    to: Day,
}

/// Which school each child goes to.
pub(super) struct Rolls {
    schools: Vec<School>,
    of_child: Vec<Vec<Roll>>,
}

impl Rolls {
    /// The key of a child's school on a day, and the minutes at which its lessons begin and end.
    pub(super) fn school(&self, child: usize, on: Day) -> Option<(&str, i32, i32)> {
        let roll = self.of_child[child].iter().rev().find(|roll| roll.from <= on && roll.to > on)?;
        let school = &self.schools[roll.school];
        Some((&school.id, school.opens, school.closes))
    }
}

/// Writes terms, schools, rolls and plans.
pub(super) fn write(county: &Extracts<'_>, known: &Known, tables: &mut OwnTables<'_>, meetings: &mut Meetings) -> Result<Rolls, SynthError> {
    let terms = term::terms(county.calendar, county.start, county.until);
    let mut sheet = tables.open("school_term", &["school_term_id", "started_on", "ended_on", "break_started_on", "break_ended_on"])?;
    for each in &terms {
        let (from, to) = each.pause.map(|(from, to)| (day_text(from), day_text(to))).unwrap_or_default();
        sheet.row(&[&term::name(each), &day_text(each.first), &day_text(each.last), &from, &to])?;
    }
    tables.close(sheet)?;
    let schools = write_schools(county, tables)?;
    let mut places =
        tables.open("education_place", &["education_place_id", "child_id", "school_id", "school_phase", "in_area", "started_on", "ended_on"])?;
    let mut plans = Plans {
        sheet: tables.open("education_plan", &["education_plan_id", "child_id", "meeting_id", "completed_on", "reviewed_on", "quality"])?,
        count: 0,
    };
    let mut rolls = Rolls { schools, of_child: Vec::with_capacity(known.children.len()) };
    let mut count = 0;
    for child in &known.children {
        let mut rng = county.rng("education_place", child.number);
        let mut of_child = Vec::new();
        for care in &child.care {
            on_roll(county, &rolls.schools, child, care, &mut rng, &mut of_child);
        }
        for roll in &of_child {
            count += 1;
            let area = if roll.in_area { "Y" } else { "N" };
            let (school, from, to) = (&rolls.schools[roll.school].id, day_text(roll.from), maybe(Some(roll.to), county.until));
            places.row(&[&format!("EP{count:06}"), &child.id, school, roll.phase, area, &from, &to])?;
            plans.write(county, &terms, &rolls.schools[roll.school], (child, roll), meetings)?;
        }
        rolls.of_child.push(of_child);
    }
    tables.close(places)?;
    tables.close(plans.sheet)?;
    Ok(rolls)
}

fn write_schools(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<Vec<School>, SynthError> {
    let mut sheet = tables.open("school_hours", &["school_id", "name", "opens", "closes"])?;
    let near = 20 + county.children as usize / 600;
    let mut schools = Vec::new();
    for index in 0..near + OUT_OF_AREA {
        let mut rng = county.rng("school_hours", index as u64);
        let (phase, kind) = match index % 10 {
            0 | 2 | 4 | 6 | 8 => ("primary", "Primary School"),
            1 | 5 => ("secondary", "Academy"),
            3 => ("special", "Special School"),
            7 => ("early-years", "Nursery School"),
            _ if index % 20 == 9 => ("alternative", "Pupil Referral Unit"),
            _ => ("post-16", "College"),
        };
        let number = if index >= NAMES.len() { format!(" {}", index / NAMES.len() + 1) } else { String::new() };
        let school = School { id: format!("888{index:03}"), phase, opens: 520 + 5 * rng.between(0, 4), closes: 900 + 5 * rng.between(0, 6) };
        let clock = |minute: i32| format!("{:02}:{:02}", minute / 60, minute % 60);
        sheet.row(&[&school.id, &format!("{} {kind}{number}", NAMES[index % NAMES.len()]), &clock(school.opens), &clock(school.closes)])?;
        schools.push(school);
    }
    tables.close(sheet)?;
    Ok(schools)
}

/// A child's schools in one period of care: a new one with each phase.
fn on_roll(county: &Extracts<'_>, schools: &[School], child: &Child, care: &Care, rng: &mut Rng, rolls: &mut Vec<Roll>) {
    let Some(born) = child.born else { return };
    let (special, in_area, apart) = (rng.per_cent(12), rng.per_cent(84), rng.per_cent(6));
    let (nursery, college) = (rng.per_cent(85), rng.per_cent(80));
    let end = care.to.min(birthday(born, 18));
    let first = rolls.len();
    let mut year = term::school_year(care.from);
    while year < end.min(county.until + 1) {
        let next = term::school_year(year + 380);
        let years = age(born, year - 1);
        let phase = match years {
            2 | 3 if nursery => Some("early-years"),
            4..=17 if special => Some("special"),
            4..=10 => Some("primary"),
            11..=15 if apart => Some("alternative"),
            11..=15 => Some("secondary"),
            16..=17 if college => Some("post-16"),
            _ => None,
        };
        let from = care.from.max(year).max(birthday(born, 3));
        let to = if next >= end { end } else { next };
        if let Some(phase) = phase.filter(|_| from < to && from <= county.until) {
            match rolls[first..].last_mut() {
                Some(roll) if roll.phase == phase && roll.to == from => roll.to = to,
                _ => {
                    let school = school_of(schools, phase, in_area, rng);
                    rolls.push(Roll { school, phase, in_area, entered: care.from, from, to });
                }
            }
        }
        year = next;
    }
    // Nobody has left a school whose end has not come.
    for roll in &mut rolls[first..] {
        if roll.to > county.until {
            roll.to = NEVER;
        }
    }
}

fn school_of(schools: &[School], phase: &str, in_area: bool, rng: &mut Rng) -> usize {
    let near = schools.len() - OUT_OF_AREA;
    let (from, count) = if in_area { (0, near) } else { (near, OUT_OF_AREA) };
    let start = rng.below(u32::try_from(count).unwrap_or(1)) as usize;
    (0..count).map(|step| from + (start + step) % count).find(|index| schools[*index].phase == phase).unwrap_or(from + start)
}

/// The table of education plans.
struct Plans {
    sheet: OwnSheet,
    count: u64,
}

impl Plans {
    /// A first plan soon after entry, and a review in most terms.
    fn write(
        &mut self,
        county: &Extracts<'_>,
        terms: &[Term],
        school: &School,
        (child, roll): (&Child, &Roll),
        meetings: &mut Meetings,
    ) -> Result<(), SynthError> {
        let mut rng = county.rng("education_plan", child.number ^ u64::from(roll.from.unsigned_abs()));
        let last = (roll.to - 1).min(county.until);
        // For one child in five the plan is often put off.
        let neglected = rng.per_cent(20);
        let mut from = roll.from.max(county.start);
        if roll.from == roll.entered && roll.from >= county.start {
            let days = if rng.per_cent(76) { rng.between(4, 10) } else { rng.between(11, 25) };
            let on = county.calendar.add_working_days(roll.from, days);
            if on > last {
                return Ok(());
            }
            self.add(county, school, child, (on, true), &mut rng, meetings)?;
            from = on + 40;
        }
        for term in terms.iter().filter(|term| term.last > from && term.first <= last) {
            let done = match term.first >= day(2017, 9, 1) {
                true if neglected => 52,
                false if neglected => 32,
                true => 95,
                false => 90,
            };
            let window = (term.first.max(from), term.last.min(last));
            if let Some(on) = term::school_day(county.calendar, &mut rng, window.0, window.1).filter(|_| rng.below(100) < done) {
                self.add(county, school, child, (on, false), &mut rng, meetings)?;
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        county: &Extracts<'_>,
        school: &School,
        child: &Child,
        (on, first): (Day, bool),
        rng: &mut Rng,
        meetings: &mut Meetings,
    ) -> Result<(), SynthError> {
        // The virtual school moves meetings out of lessons from September 2017 on.
        let (in_lessons, good) = if on >= day(2018, 1, 1) {
            (48, 62)
        } else if on >= day(2017, 9, 1) {
            (64, 55)
        } else {
            (84, 44)
        };
        let minute = if rng.per_cent(in_lessons) { 555 + 15 * rng.between(0, 19) } else { school.closes + 5 * rng.between(1, 14) };
        let meeting =
            meetings.add(&Meeting { child: &child.id, kind: "pep", on, minute, lasts: 5 * rng.between(6, 14), school: &school.id, worker: "" })?;
        self.count += 1;
        let quality = if rng.per_cent(good) { "good" } else { rng.pick(&["adequate", "adequate", "poor"]) };
        let on = maybe(Some(on), county.until);
        let (completed, reviewed) = if first { (on.as_str(), "") } else { ("", on.as_str()) };
        self.sheet.row(&[&format!("PE{:07}", self.count), &child.id, &meeting, completed, reviewed, quality])
    }
}
