//! Periods of care: episodes, placements, legal statuses, reviews, visits, and missing from care.

use crate::calendar::{Day, add_months, age};
use crate::life::{Care, Family, Missing, Stretch};
use crate::table::Table;
use crate::write::Scribe;

const PLANS: [&str; 10] = ["REMAINSUP", "RETURN1M", "RETURN6M", "RETURNEV", "LTRELFR", "LTFOST18", "RESPLMT", "SUPPLIV", "ADOPTION", "OTHERPLN"];

impl Scribe<'_> {
    pub(super) fn care(&mut self, family: &mut Family, index: usize, referral: u64, care: &Care) {
        if care.start > self.world.until || care.end < self.world.start {
            return;
        }
        let last_review = if care.is_short_break() { None } else { self.care_reviews(family, index, care) };
        self.episodes(family, index, referral, care, last_review);
        self.placements(family, index, care);
        self.legal(family, index, care);
        if care.is_short_break() {
            return;
        }
        self.care_visits(family, index, care);
        self.care_plans(family, index, care);
        self.health(family, index, care);
        self.adoption(family, index, care);
        self.missing_from_care(family, index, care);
        let stretch = Stretch { from: care.iro_from, to: care.end, post: care.iro, role: "Independent Reviewing Officer", reason: "FCONTA" };
        self.involve(family, index, Some(referral), &stretch);
    }

    /// A new episode at every change of placement or legal status, each ending on the day the next begins.
    fn episodes(&mut self, family: &mut Family, index: usize, referral: u64, care: &Care, last_review: Option<Day>) {
        let until = self.world.until;
        let nights: Vec<_> = care.placements.iter().filter(|placement| placement.to > placement.from).collect();
        let mut breaks: Vec<Day> = nights.iter().map(|placement| placement.from).chain(care.legal.iter().map(|(from, _)| *from)).collect();
        breaks.sort_unstable();
        breaks.dedup();
        let mut before: Option<(u64, &str)> = None;
        for (nth, from) in breaks.iter().enumerate().filter(|(_, from)| **from <= until) {
            let Some(placement) = nights.iter().rev().find(|placement| placement.from <= *from) else {
                continue;
            };
            let status = care.legal.iter().rev().find(|(day, _)| day <= from).map_or("V2", |(_, status)| status);
            let reason = match before {
                None => "S",
                Some((last, old)) => match (last != placement.id, old != status, placement.same_carers) {
                    (true, true, true) => "U",
                    (true, true, false) => "B",
                    (true, false, true) => "T",
                    (true, false, false) => "P",
                    _ => "L",
                },
            };
            before = Some((placement.id, status));
            let (to, ceased) = breaks.get(nth + 1).map_or((care.end, care.end_reason), |next| (*next, "X1"));
            let id = family.next_id();
            self.sheets
                .row(Table::ClaEpisodes)
                .id("EP", id)
                .person(family.children[index].person)
                .id("PL", placement.id)
                .day(*from)
                .text(reason)
                .text(care.need)
                .day(to)
                .text_if(to <= until, ceased)
                .id("LA", care.id)
                .id("RF", referral)
                .maybe_day(last_review)
                .day(care.start)
                .end();
        }
    }

    fn placements(&mut self, family: &Family, index: usize, care: &Care) {
        let until = self.world.until;
        for placement in care.placements.iter().filter(|placement| placement.from <= until) {
            let miles = format!("{}.{}", placement.distance / 10, placement.distance % 10);
            self.sheets
                .row(Table::ClaPlacement)
                .id("PL", placement.id)
                .id("LA", care.id)
                .person(family.children[index].person)
                .day(placement.from)
                .text(placement.kind)
                .text(&placement.urn)
                .text_if(!care.is_short_break(), &miles)
                .text_if(!placement.kind.starts_with('T'), placement.provider)
                .text(&placement.postcode)
                .day(placement.to)
                .text_if(placement.to <= until, placement.change)
                .end();
        }
    }

    fn legal(&mut self, family: &mut Family, index: usize, care: &Care) {
        for (nth, (from, status)) in care.legal.iter().enumerate().filter(|(_, (from, _))| *from <= self.world.until) {
            let to = care.legal.get(nth + 1).map_or(care.end, |(next, _)| *next);
            let id = family.next_id();
            self.sheets.row(Table::LegalStatus).id("LS", id).person(family.children[index].person).text(status).day(*from).day(to).end();
        }
    }

    /// Within 20 working days, then 3 months, then every 6; gives the last one held.
    fn care_reviews(&mut self, family: &mut Family, index: usize, care: &Care) -> Option<Day> {
        let (person, born) = (family.children[index].person, family.children[index].born);
        let calendar = &self.world.calendar;
        let (mut last, mut latest) = (care.start, None);
        for nth in 0.. {
            let due = match nth {
                0 => calendar.add_working_days(care.start, 20),
                1 => add_months(last, 3),
                _ => add_months(last, 6),
            };
            let rng = &mut family.rng;
            let held = if rng.per_cent(93) {
                calendar.on_or_before(due - rng.length(&[((0, 3), 48), ((4, 12), 38), ((13, 30), 14)]))
            } else {
                calendar.on_or_after(due + rng.length(&[((1, 7), 48), ((8, 30), 40), ((31, 70), 12)]))
            }
            .max(calendar.add_working_days(last, 2));
            let (cancelled, part) = (rng.per_cent(3), participation(age(born, held), rng.below(1000)));
            if due >= care.end || held >= care.end {
                break;
            }
            let done = held <= self.world.until;
            if cancelled && done && due >= self.world.start {
                let id = family.next_id();
                self.sheets.row(Table::ClaReviews).id("RV", id).id("LA", care.id).person(person).due(due).blank().text("Y").blank().end();
            }
            if held >= self.world.start {
                let id = family.next_id();
                let row = self.sheets.row(Table::ClaReviews).id("RV", id).id("LA", care.id).person(person);
                row.due(due).day(held).text("N").text_if(done, part).end();
            }
            if !done {
                break;
            }
            (last, latest) = (held, Some(held));
        }
        latest
    }

    /// Within a week, then every six weeks; some settled children every twelve.
    fn care_visits(&mut self, family: &mut Family, index: usize, care: &Care) {
        let (person, calendar) = (family.children[index].person, &self.world.calendar);
        let settled = family.rng.per_cent(35);
        let last = care.end.min(self.world.until);
        let mut on = calendar.on_or_before(care.start + family.rng.length(&[((2, 7), 93), ((8, 14), 7)])).max(care.start);
        while on <= last {
            let (seen, alone) = (family.rng.per_cent(96), family.rng.per_cent(66));
            if self.in_history(on) {
                let id = family.next_id();
                self.sheets.row(Table::ClaVisits).id("LV", id).id("LA", care.id).person(person).day(on).flag(seen).flag(seen && alone).end();
            }
            let gap = if settled && on > care.start + 365 {
                family.rng.length(&[((45, 84), 93), ((85, 120), 7)])
            } else {
                family.rng.length(&[((20, 34), 40), ((35, 42), 51), ((43, 56), 6), ((57, 80), 3)])
            };
            on = calendar.on_or_before(on + gap);
        }
    }

    fn care_plans(&mut self, family: &mut Family, index: usize, care: &Care) {
        let first = self.world.calendar.add_working_days(care.start, family.rng.between(3, 10));
        let long = care.end - care.start > 220;
        let changes = care.start + family.rng.between(120, 210);
        let parallel = family.rng.pick(&["RETURNEV", "LTRELFR", "LTFOST18"]);
        let mut parts =
            vec![(first, if long { changes } else { care.end }, if long { "RETURNEV" } else { care.plan }, if long { parallel } else { "" })];
        if long {
            parts.push((changes, care.end, care.plan, ""));
        }
        for (from, to, plan, also) in parts.into_iter().filter(|(from, to, ..)| *from <= self.world.until && from < to) {
            let set: Vec<bool> = PLANS.iter().map(|key| *key == plan || *key == also).collect();
            let id = family.next_id();
            let person = family.children[index].person;
            self.sheets.row(Table::ClaCarePlan).id("CA", id).person(person).day(from).day(to).text(&crate::json::flags(&PLANS, &set)).end();
        }
    }

    fn missing_from_care(&mut self, family: &mut Family, index: usize, care: &Care) {
        let born = family.children[index].born;
        let mut year = care.start;
        while year < care.end {
            let last = (year + 365).min(care.end);
            let years = age(born, year);
            let chance = match years {
                ..=10 => 6,
                11..=13 => 110,
                _ => 270,
            };
            if last - year > 20 && family.rng.per_mille(chance) {
                for _ in 0..family.rng.weighted(&[(1, 42), (2, 20), (4, 18), (9, 14), (20, 6)]) {
                    let from = (family.rng.between(year, last - 2), family.rng.between(400, 1_438));
                    let minutes = family.rng.length(&[((40, 240), 46), ((241, 900), 34), ((901, 2_880), 15), ((2_881, 14_000), 5)]);
                    let end = from.1 + minutes;
                    let offered = family.rng.per_cent(89);
                    let accepted = if !offered {
                        "NA"
                    } else if family.rng.per_cent(67) {
                        "Y"
                    } else {
                        "N"
                    };
                    let away = family.rng.per_cent(24);
                    let to = (from.0 + end / 1_440, end % 1_440);
                    family.children[index].missing.push(Missing { from, to, away, offered: if offered { "Y" } else { "N" }, accepted });
                }
            }
            year += 365;
        }
    }
}

/// How a child of some age took part in a review; `roll` is from 0 to 999.
fn participation(years: i32, roll: u32) -> &'static str {
    match (years, roll) {
        (..=3, _) => "PN0",
        (4..=9, 330..=559) => "PN6",
        (_, 0..=559) => "PN1",
        (_, 560..=589) => "PN2",
        (_, 590..=600) => "PN3",
        (_, 601..=619) => "PN4",
        (_, 620..=789) => "PN5",
        (_, 790..=929) => "PN6",
        _ => "PN7",
    }
}
