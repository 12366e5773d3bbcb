//! Sickness, leave and other absence.

use super::come;
use super::people::{Staff, Stay};
use crate::calendar::{Day, add_months, civil, day};
use crate::error::SynthError;
use crate::own::sheet::{OwnSheet, day_text};
use crate::own::{Extracts, OwnTables};
use crate::rng::Rng;

/// How many in a hundred fall ill in a month, January first: winters are worse.
const SICK: [u32; 12] = [25, 23, 19, 14, 12, 10, 9, 8, 13, 15, 19, 23];
/// How many in a hundred go on leave in a month, and for how many days.
const LEAVE: [(u32, i32, i32); 12] = [
    (15, 2, 5),
    (35, 4, 9),
    (25, 2, 5),
    (55, 4, 11),
    (40, 4, 9),
    (40, 4, 9),
    (55, 6, 14),
    (80, 8, 19),
    (35, 3, 9),
    (45, 4, 9),
    (15, 2, 4),
    (75, 9, 13),
];

struct Sheet<'a> {
    county: &'a Extracts<'a>,
    sheet: OwnSheet,
    number: u32,
}

impl Sheet<'_> {
    /// An absence of some days from the first working day on or after one, within the stay; gives the day of the return.
    fn away(&mut self, stay: &Stay, kind: &str, from: Day, days: i32) -> Result<Day, SynthError> {
        let calendar = self.county.calendar;
        let started = calendar.on_or_after(from);
        let returned = calendar.on_or_after(started + days.max(1));
        if started <= self.county.until && returned <= stay.until {
            self.number += 1;
            let id = format!("AB{:06}", self.number);
            self.sheet.row(&[&id, &stay.worker, kind, &day_text(started), &come(self.county, returned)])?;
        }
        Ok(returned)
    }
}

/// Writes the table of absence.
pub(super) fn write(county: &Extracts<'_>, staff: &Staff, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let sheet = tables.open("absence", &["absence_id", "worker_id", "kind", "started_on", "returned_on"])?;
    let mut sheet = Sheet { county, sheet, number: 0 };
    for (at, stay) in staff.stays.iter().enumerate().filter(|(_, stay)| !stay.agency) {
        let mut rng = county.rng("absence", at as u64);
        let parent = rng.per_cent(9);
        let mut free = stay.from.max(county.start);
        let (year, month, _) = civil(free);
        let mut first = day(year, month, 1);
        let until = stay.until.min(county.until);
        let mut story = stay.away;
        while first <= until {
            let next = add_months(first, 1);
            if let Some((from, back)) = story.filter(|(from, _)| *from < next) {
                story = None;
                let kind = if at % 2 == 0 { "sickness" } else { "parental-leave" };
                free = sheet.away(stay, kind, from, back - from)?.max(free);
            } else if stay.away.is_none_or(|(from, _)| first < add_months(from, -2) || first > from) {
                free = month_of(&mut sheet, &mut rng, stay, first, free, parent)?;
            }
            first = next;
        }
    }
    tables.close(sheet.sheet)
}

/// The absences of a month, none of which begins before the day on which the worker is free; gives the day on which the worker is free again.
fn month_of(sheet: &mut Sheet<'_>, rng: &mut Rng, stay: &Stay, first: Day, mut free: Day, parent: bool) -> Result<Day, SynthError> {
    let (_, month, _) = civil(first);
    let index = usize::try_from(month - 1).unwrap_or(0);
    let mut plans: Vec<(Day, &str, i32)> = Vec::with_capacity(4);
    if rng.per_cent(SICK[index]) {
        plans.push((first + rng.between(0, 27), "sickness", rng.length(&[((1, 4), 66), ((5, 10), 22), ((11, 30), 8), ((31, 110), 4)])));
    }
    let (often, least, most) = LEAVE[index];
    if rng.per_cent(often) {
        let from = if month == 12 { first + rng.between(19, 22) } else { first + rng.between(0, 24) };
        plans.push((from, "annual-leave", rng.between(least, most)));
    }
    if rng.per_cent(12) {
        plans.push((first + rng.between(0, 27), "training", rng.between(1, 2)));
    }
    if rng.per_cent(6) {
        plans.push((first + rng.between(0, 27), "time-off-in-lieu", 1));
    }
    if parent && rng.per_mille(12) {
        plans.push((first + rng.between(0, 27), "parental-leave", rng.between(120, 290)));
    }
    plans.sort_unstable();
    for (from, kind, days) in plans {
        if from >= free {
            free = sheet.away(stay, kind, from, days)?;
        }
    }
    Ok(free)
}
