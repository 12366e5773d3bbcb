//! Home education: a sixth more each year, contact once a year, and concerns.

use super::super::sheet::{OwnSheet, day_text};
use super::super::{Extracts, OwnTables};
use super::day_in_year;
use super::people::{Child, People};
use crate::calendar::{Day, birthday, civil, day};
use crate::error::SynthError;
use crate::rng::Rng;

/// Most begin in autumn and after Christmas; hardly anybody in August.
const SEASON: [u32; 12] = [14, 8, 8, 6, 6, 5, 4, 1, 20, 14, 11, 5];
/// Years before the history from which somebody may still be home educated.
const BEFORE: i32 = 6;

struct Desk<'a, 'b> {
    county: &'a Extracts<'b>,
    people: &'a People,
    education: OwnSheet,
    contact: OwnSheet,
    concern: OwnSheet,
    educations: u64,
    contacts: u64,
    concerns: u64,
}

/// Writes the tables.
pub(super) fn write(county: &Extracts<'_>, tables: &mut OwnTables<'_>, people: &People) -> Result<(), SynthError> {
    let education = tables.open(
        "home_education",
        &["home_education_id", "child_id", "started_on", "ended_on", "reason", "end_reason", "year_group", "sen", "worker_id"],
    )?;
    let contact = tables.open(
        "home_education_contact",
        &["home_education_contact_id", "home_education_id", "child_id", "happened_on", "kind", "accepted", "worker_id"],
    )?;
    let concern = tables.open(
        "home_education_concern",
        &["home_education_concern_id", "home_education_id", "child_id", "raised_on", "kind", "act_by_on", "acted_on", "action"],
    )?;
    let mut desk = Desk { county, people, education, contact, concern, educations: 0, contacts: 0, concerns: 0 };
    let (first, last) = (civil(county.start).0 - BEFORE, civil(county.until).0);
    // In a million a year, the last year's first: 15% more each year.
    let mut rates = vec![9_400_u32];
    for _ in first..last {
        rates.push(rates.last().copied().unwrap_or(0) * 100 / 115);
    }
    rates.reverse();
    for child in &people.children {
        if child.alone || people.ever_in_care(child) {
            continue;
        }
        let mut rng = county.rng("home_education", child.id);
        let mut free_from = birthday(child.born, 4);
        for (year, rate) in (first..=last).zip(&rates) {
            let on = day_in_year(&mut rng, year, &SEASON);
            let weight = match child.age(on) {
                4 => 6,
                5..=6 => 9,
                7..=10 => 8,
                11..=13 => 13,
                14..=15 => 11,
                _ => 0,
            };
            if on >= free_from && on <= county.until && rng.per_million(rate * weight / 10) {
                free_from = desk.begin(&mut rng, child, on)? + 60;
            }
        }
    }
    tables.close(desk.education)?;
    tables.close(desk.contact)?;
    tables.close(desk.concern)
}

impl Desk<'_, '_> {
    /// One time of home education; when it ends.
    fn begin(&mut self, rng: &mut Rng, child: &Child, from: Day) -> Result<Day, SynthError> {
        let county = self.county;
        let mut until = from + rng.length(&[((4, 28), 8), ((29, 270), 20), ((271, 730), 33), ((731, 2_600), 39)]);
        let sixteen = civil(birthday(child.born, 16));
        let leaves = day(if sixteen.1 >= 9 { sixteen.0 + 1 } else { sixteen.0 }, 6, 27);
        let mut end = rng.weighted(&[("school", 58), ("moved", 17), ("alternative", 7), ("unsuitable", 8), ("other", 10)]);
        let never_closed = rng.per_cent(20);
        if until >= leaves {
            (until, end) = (leaves, "over-age");
        } else if child.age(until) >= 14 && end == "school" && rng.per_cent(40) {
            end = "college";
        }
        if until <= county.start || from >= until {
            return Ok(until);
        }
        self.educations += 1;
        let id = format!("HE{}", self.educations);
        let ended = until <= county.until && !(end == "over-age" && never_closed);
        let sen = rng.weighted(&[("none", 77), ("support", 16), ("plan", 7)]);
        let worker = self.people.officer(county, civil(from).0, 1 + rng.below(2)).to_owned();
        let years = child.age(from);
        let year_group = match years + i32::from((9..=12).contains(&civil(from).1) && child.age(day(civil(from).0, 9, 1)) == years) - 5 {
            ..=0 => "R".to_owned(),
            group => group.min(11).to_string(),
        };
        self.education.row(&[
            &id,
            &child.id.to_string(),
            &day_text(from),
            &if ended { day_text(until) } else { String::new() },
            reason(rng, civil(from).0),
            if ended { end } else { "" },
            &year_group,
            sen,
            &worker,
        ])?;
        self.keep_contact(rng, child, &id, &worker, (from, until))?;
        self.worry(rng, child, &id, (from, until))?;
        Ok(until)
    }

    fn keep_contact(&mut self, rng: &mut Rng, child: &Child, id: &str, worker: &str, (from, until): (Day, Day)) -> Result<(), SynthError> {
        let shy = rng.per_cent(11);
        let mut at = from + rng.between(10, 80);
        while at < until.min(self.county.until + 1) {
            let on = self.county.calendar.on_or_after(at);
            let kind = rng.weighted(&[("visit", 46), ("report", 24), ("call", 14), ("letter", 9), ("meeting", 7)]);
            let refused = rng.per_cent(if shy { 75 } else { 6 });
            if on < until && on <= self.county.until && on >= self.county.start {
                self.contacts += 1;
                let key = format!("HC{}", self.contacts);
                self.contact.row(&[&key, id, &child.id.to_string(), &day_text(on), kind, if refused { "N" } else { "Y" }, worker])?;
            }
            at += if refused { rng.between(40, 150) } else { rng.length(&[((150, 330), 45), ((331, 365), 37), ((366, 520), 18)]) };
        }
        Ok(())
    }

    fn worry(&mut self, rng: &mut Rng, child: &Child, id: &str, (from, until): (Day, Day)) -> Result<(), SynthError> {
        let calendar = self.county.calendar;
        let mut at = from;
        while at < until.min(self.county.until) {
            let raised = calendar.on_or_after(at + rng.between(5, 360));
            at += 365;
            if !rng.per_cent(26) || raised >= until || raised > self.county.until || raised < self.county.start {
                continue;
            }
            let kind = rng.weighted(&[("suitability", 55), ("welfare", 25), ("not-seen", 20)]);
            let (limit, act_by) = if kind == "welfare" { (1, day_text(calendar.add_working_days(raised, 1))) } else { (10, String::new()) };
            let days = if rng.per_cent(82) { rng.between(0, limit) } else { limit + rng.between(1, 15) };
            let acted = Some(calendar.add_working_days(raised, days)).filter(|on| *on <= self.county.until && !rng.per_cent(4));
            let action = if kind == "welfare" {
                rng.weighted(&[("referral", 60), ("visit", 30), ("none-needed", 10)])
            } else {
                rng.weighted(&[("enquiry", 40), ("visit", 34), ("notice", 10), ("order", 3), ("none-needed", 13)])
            };
            self.concerns += 1;
            let key = format!("HW{}", self.concerns);
            let on = acted.map_or_else(String::new, day_text);
            self.concern.row(&[&key, id, &child.id.to_string(), &day_text(raised), kind, &act_by, &on, if acted.is_some() { action } else { "" }])?;
        }
        Ok(())
    }
}

/// The main reason; anxiety grows year by year.
fn reason(rng: &mut Rng, year: i32) -> &'static str {
    let anxiety = u32::try_from((2 + 4 * (year - 2008)).clamp(2, 44)).unwrap_or(2);
    rng.weighted(&[
        ("philosophical", 22),
        ("religious", 5),
        ("physical-health", 4),
        ("mental-health", 6),
        ("anxiety", anxiety),
        ("dissatisfaction", 18),
        ("bullying", 11),
        ("send", 10),
        ("exclusion", 4),
        ("prosecution", 5),
        ("other", 6),
        ("unknown", 11),
    ])
}
