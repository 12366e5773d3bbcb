//! Training of staff and of partners, and supervision.

use super::people::Staff;
use super::{months, scaled};
use crate::calendar::{Day, civil, day};
use crate::error::SynthError;
use crate::own::sheet::{OwnSheet, day_text};
use crate::own::{Extracts, OwnTables};
use crate::rng::Rng;

/// Signs of Safety is taught from this day on.
fn taught_from() -> Day {
    day(2014, 10, 6)
}

const SCHOOLS: [&str; 14] = [
    "Acorn Rise Primary",
    "Amber Walk Primary",
    "Bellflower Primary",
    "Bramble Way Primary",
    "Cobnut Lane Primary",
    "Finch Terrace Primary",
    "Foxglove Primary",
    "Hazel Steps Primary",
    "Heron Quay High",
    "Juniper High",
    "Larkspur High",
    "Otter Bank High",
    "Rowan Parade College",
    "Sedge End School",
];

/// Writes the tables of training and supervision.
pub(super) fn write(county: &Extracts<'_>, staff: &Staff, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut sheet = Training { county, sheet: tables.open("training_record", &TRAINING)?, number: 0 };
    for (at, stay) in staff.stays.iter().enumerate() {
        let mut rng = county.rng("training_record", at as u64);
        let from = stay.from.max(county.start);
        // Those who were here when it began took years to be reached; newcomers learn it in their first year or two.
        let wait = if stay.from < taught_from() { rng.between(0, 1_500) } else { rng.between(40, 800) };
        let share = if stay.agency { 45 } else { 92 };
        if rng.per_cent(share) {
            let course = if rng.per_cent(80) { "signs-of-safety-2-day" } else { "signs-of-safety-5-day" };
            sheet.own(course, &stay.worker, from.max(taught_from()) + wait, stay.until)?;
        }
        let mut on = from + rng.between(20, 400);
        while on < stay.until.min(county.until) {
            let course = rng.weighted(&[("safeguarding-basics", 4), ("thresholds", 2), ("exploitation", 4), ("court-skills", 3)]);
            sheet.own(course, &stay.worker, on, stay.until)?;
            on += rng.between(200, 700);
        }
        if stay.role == "team-manager" {
            sheet.own("supervision-skills", &stay.worker, from + rng.between(60, 500), stay.until)?;
        }
    }
    for (at, month) in months(county).enumerate() {
        let mut rng = county.rng("partner_training", at as u64);
        let (_, of_year, _) = civil(month);
        // Schools hold no courses in August; from autumn 2017 on they are asked to come because they refer so much.
        let schools = if of_year == 8 {
            0
        } else if month >= day(2017, 9, 1) {
            90
        } else {
            35
        };
        for (kind, tenths) in [("school", schools), ("health", 20), ("early-years", 14), ("police", 8), ("voluntary", 8), ("housing", 5)] {
            for _ in 0..scaled(county, &mut rng, tenths) {
                sheet.partner(&mut rng, kind, month)?;
            }
        }
    }
    tables.close(sheet.sheet)?;
    supervision(county, staff, tables)
}

const TRAINING: [&str; 7] = ["training_record_id", "course", "worker_id", "partner_agency", "organisation", "attendee_id", "completed_on"];

struct Training<'a> {
    county: &'a Extracts<'a>,
    sheet: OwnSheet,
    number: u32,
}

impl Training<'_> {
    fn id(&mut self) -> String {
        self.number += 1;
        format!("TR{:06}", self.number)
    }

    /// A course of a worker of the authority: on a working day while in post.
    fn own(&mut self, course: &str, worker: &str, on: Day, until: Day) -> Result<(), SynthError> {
        let on = self.county.calendar.on_or_after(on);
        if on > self.county.until || on >= until {
            return Ok(());
        }
        let id = self.id();
        self.sheet.row(&[&id, course, worker, "", "", "", &day_text(on)])
    }

    /// A course of somebody from another agency; one in twelve books and does not come.
    fn partner(&mut self, rng: &mut Rng, kind: &str, month: Day) -> Result<(), SynthError> {
        let on = self.county.calendar.on_or_after(month + rng.between(1, 26));
        if on > self.county.until {
            return Ok(());
        }
        let course = rng.weighted(&[("thresholds", 5), ("safeguarding-basics", 4), ("signs-of-safety-2-day", 3), ("exploitation", 2)]);
        let organisation = if kind == "school" { rng.pick(&SCHOOLS) } else { "" };
        let id = self.id();
        let came = if rng.per_cent(92) { day_text(on) } else { String::new() };
        let person = format!("AT{:06}", self.number);
        self.sheet.row(&[&id, course, "", kind, organisation, &person, &came])
    }
}

/// Monthly supervision, with slips: most of all in August and December.
fn supervision(county: &Extracts<'_>, staff: &Staff, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut sheet = tables.open("supervision", &["supervision_id", "worker_id", "supervisor_id", "held_on", "kind"])?;
    let mut number = 0;
    for (at, stay) in staff.stays.iter().enumerate() {
        let mut rng = county.rng("supervision", at as u64);
        let mut on = stay.from.max(county.start) + rng.between(6, 26);
        while on < stay.until.min(county.until + 1) {
            let held = county.calendar.on_or_after(on);
            let away = stay.away.is_some_and(|(from, back)| from <= held && held < back);
            if held <= county.until && held < stay.until && !away {
                number += 1;
                let kind = rng.weighted(&[("one-to-one", 86), ("group", 9), ("informal", 5)]);
                let supervisor = staff.manager(stay.unit, held).filter(|manager| *manager != stay.worker).unwrap_or_default();
                sheet.row(&[&format!("SV{number:07}"), &stay.worker, supervisor, &day_text(held), kind])?;
            }
            let slips = if matches!(civil(on).1, 7 | 8 | 12) { 26 } else { 11 };
            on += if rng.per_cent(slips) { rng.between(36, 65) } else { rng.between(24, 31) };
        }
    }
    tables.close(sheet)
}
