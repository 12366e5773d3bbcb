//! Health, scores and adoption of children in care, and those leaving it.

use crate::calendar::{Day, NEVER, add_months, age, birthday, civil};
use crate::life::{Care, Family, Need, Stretch};
use crate::table::Table;
use crate::workforce::Work;
use crate::write::Scribe;

/// Sex and legal status of adopters, and their number.
const ADOPTERS: [(&str, &str, &str); 8] = [
    ("MF", "L11", "2"),
    ("MF", "L11", "2"),
    ("MF", "L11", "2"),
    ("MF", "L11", "2"),
    ("F1", "L0", "1"),
    ("MF", "L3", "2"),
    ("FF", "L12", "2"),
    ("MM", "L4", "2"),
];

impl Scribe<'_> {
    pub(super) fn health(&mut self, family: &mut Family, index: usize, care: &Care) {
        let (person, born) = (family.children[index].person, family.children[index].born);
        let calendar = &self.world.calendar;
        let last = care.end.min(self.world.until + 90);
        let first = calendar.add_working_days(care.start, family.rng.length(&[((6, 20), 77), ((21, 40), 17), ((41, 80), 6)]));
        let mut checks: Vec<(Day, &str)> = vec![(first, "Initial health assessment")];
        let mut on = first;
        loop {
            let months = if age(born, on) < 5 { 6 } else { 12 };
            on = calendar.on_or_after(add_months(on, months) + family.rng.length(&[((-30, 0), 84), ((1, 90), 16)]));
            if on >= last {
                break;
            }
            checks.push((on, "Review health assessment"));
        }
        let mut on = care.start + family.rng.between(40, 200);
        while on < last {
            if age(born, on) >= 2 {
                checks.push((calendar.on_or_after(on), "Dental check"));
            }
            on += family.rng.length(&[((170, 365), 82), ((366, 560), 18)]);
        }
        for (on, kind) in checks.into_iter().filter(|(on, _)| *on >= self.world.start && *on < last) {
            let refused = age(born, on) >= 13 && family.rng.per_cent(7);
            let status = if on > self.world.until {
                "Planned"
            } else if refused {
                "Refused"
            } else if family.rng.per_mille(15) {
                "Cancelled"
            } else {
                "Completed"
            };
            let id = family.next_id();
            self.sheets.row(Table::ClaHealth).id("HC", id).person(person).text(kind).due(on).text(status).end();
        }
        self.scores(family, index, care);
        self.risks(family, index, care);
    }

    /// The strengths and difficulties questionnaire, once a year from the twelfth month.
    fn scores(&mut self, family: &mut Family, index: usize, care: &Care) {
        let (person, born) = (family.children[index].person, family.children[index].born);
        let level = family.rng.between(0, 12);
        let mut on = care.start + 365 + family.rng.between(0, 60);
        while on < care.end.min(self.world.until + 1) {
            let years = age(born, on);
            if (4..=16).contains(&years) && on >= self.world.start && family.rng.per_cent(92) {
                let returned = family.rng.per_cent(88);
                let score = (level + family.rng.between(0, 11) + family.rng.between(0, 5)).clamp(0, 40);
                let id = family.next_id();
                let row = self.sheets.row(Table::SdqScores).id("SQ", id).person(person).day(self.world.calendar.on_or_before(on));
                if returned { row.number(score).blank().end() } else { row.blank().text(if years > 12 { "SDQ5" } else { "SDQ2" }).end() }
            }
            on += 365 + family.rng.between(-20, 20);
        }
    }

    fn risks(&mut self, family: &mut Family, index: usize, care: &Care) {
        let (person, born) = (family.children[index].person, family.children[index].born);
        let last = care.end.min(self.world.until);
        let day = |family: &mut Family| family.rng.between(care.start, last);
        if age(born, last) >= 12 && family.rng.per_cent(6) {
            let on = day(family).max(birthday(born, 12)).max(self.world.start);
            let (what, helped) = (family.rng.pick(&["Cannabis", "Alcohol", "Cannabis and alcohol", "Solvents", "Other"]), family.rng.per_cent(58));
            if on <= last {
                let id = family.next_id();
                self.sheets.row(Table::ClaSubstanceMisuse).id("SM", id).person(person).day(on).text(what).flag(helped).end();
            }
        }
        if age(born, last) >= 12 && family.rng.per_cent(5) {
            let on = day(family).max(birthday(born, 12)).max(self.world.start);
            let what = family.rng.pick(&["Theft", "Criminal damage", "Common assault", "Possession of cannabis", "Public order"]);
            if on <= last {
                let id = family.next_id();
                self.sheets.row(Table::ClaConvictions).id("CC", id).person(person).day(on).text(what).end();
            }
        }
        if age(born, care.start) >= 3 && care.start >= self.world.start && family.rng.per_mille(45) {
            let year = civil(care.start).0 - family.rng.between(1, age(born, care.start).max(1));
            let known = family.rng.weighted(&[("zz/zz", 60), ("zz/06", 25), ("14/03", 15)]);
            let date = format!("{known}/{year}");
            let id = family.next_id();
            let option = family.rng.pick(&["P1", "P2", "P2", "P3"]);
            let row = self.sheets.row(Table::ClaPreviousPermanence).id("PP", id).person(person).text(option);
            row.text(family.rng.pick(&["E10999999", "OUT", "E10999999"])).text(&date).end();
        }
    }

    pub(super) fn adoption(&mut self, family: &Family, index: usize, care: &Care) {
        let until = self.world.until;
        let Some(adoption) = care.adoption.as_ref().filter(|adoption| adoption.decided.or(adoption.final_order).is_some_and(|day| day <= until))
        else {
            return;
        };
        let known = |day: Option<Day>| day.filter(|day| *day <= until);
        let (placed, reversed, ordered) = (known(adoption.placed), known(adoption.reversed), known(adoption.final_order));
        let adopters = ADOPTERS[adoption.adopters];
        let together = adoption.siblings * i32::from(!care.id.is_multiple_of(3));
        self.sheets
            .row(Table::Permanence)
            .id("PM", care.id)
            .person(family.children[index].person)
            .id("LA", care.id)
            .maybe_day(adoption.decided)
            .number(adoption.siblings)
            .number(if together > 0 { 2 } else { 0 })
            .number(adoption.siblings - together)
            .blank()
            .maybe_day(adoption.order)
            .maybe_day(adoption.matched)
            .text_if(placed.is_some(), adopters.0)
            .text_if(placed.is_some(), adopters.1)
            .text_if(placed.is_some(), adopters.2)
            .maybe_day(placed)
            .flag_if(placed.is_some(), adoption.by_carer)
            .blank()
            .blank()
            .text_if(placed.is_some(), "SC999001")
            .maybe_day(reversed)
            .text_if(reversed.is_some(), if care.id.is_multiple_of(2) { "RD3" } else { "RD1" })
            .maybe_day(ordered)
            .text_if(ordered.is_some(), adoption.kind)
            .worker(self.world.workforce.holder(adoption.post, adoption.decided.unwrap_or(care.start)))
            .end();
    }

    /// The young people who are, or may become, entitled to leaving care support; true if this is one.
    pub(super) fn leaving_care(&mut self, family: &mut Family, index: usize, needs: &[Need]) -> bool {
        let until = self.world.until;
        let (born, person, died) = (family.children[index].born, family.children[index].person, family.children[index].died);
        let periods: Vec<&Care> = needs.iter().flat_map(|need| &need.care).filter(|care| !care.is_short_break() && care.start <= until).collect();
        if let Some(care) = periods.iter().rev().find(|care| care.end > self.world.start) {
            self.immunised(family, index, care);
        }
        let days_between =
            |from: Day, to: Day| -> i32 { periods.iter().map(|care| (care.end.min(to).min(until) - care.start.max(from)).max(0)).sum() };
        let years = age(born, until);
        let after_16 = days_between(birthday(born, 16), NEVER);
        if !(16..=24).contains(&years) || after_16 == 0 || died.is_some() {
            return false;
        }
        let entitled = days_between(birthday(born, 14), NEVER) >= 91;
        let in_care = periods.iter().any(|care| care.end > until);
        let left = periods.iter().map(|care| care.end).max().unwrap_or(until);
        let eligibility = match (entitled, in_care, years) {
            (true, true, _) => "Eligible",
            (true, false, ..=17) => "Relevant",
            (true, ..) => "Former Relevant",
            (false, true, _) => return false,
            (false, ..) => "Qualifying",
        };
        let post = self.world.workforce.post(&mut family.rng, Work::LeavingCare, 0);
        let from = self.world.calendar.on_or_after(birthday(born, 16) + family.rng.between(60, 600)).max(left.min(birthday(born, 18)) - 200);
        let to = birthday(born, if family.rng.per_cent(60) { 21 } else { 25 });
        let referral = needs.last().filter(|need| self.is_kept(need, needs)).map(|need| need.id);
        self.involve(family, index, referral, &Stretch { from, to, post, role: "Personal adviser", reason: "FCONTA" });
        let rng = &mut family.rng;
        let in_touch = if in_care { "YES" } else { rng.weighted(&[("YES", 88), ("NO", 7), ("REFU", 2), ("NREQ", 2), ("RHOM", 1)]) };
        let touch = in_touch == "YES";
        let latest = until - if touch { rng.length(&[((0, 28), 48), ((29, 56), 36), ((57, 120), 16)]) } else { rng.between(90, 400) };
        let home = match years {
            ..=17 if in_care => rng.weighted(&[("Z", 10), ("E", 12), ("D", 34), ("C", 20), ("B", 8), ("U", 16)]),
            ..=17 => rng.weighted(&[("B", 60), ("D", 26), ("E", 14)]),
            _ => rng.weighted(&[
                ("U", 35),
                ("B", 12),
                ("Z", 13),
                ("D", 15),
                ("E", 5),
                ("T", 5),
                ("K", 3),
                ("C", 3),
                ("X", 3),
                ("S", 2),
                ("V", 1),
                ("W", 1),
                ("Y", 2),
            ]),
        };
        let suitable = !matches!(home, "S" | "V" | "W" | "X") && rng.per_cent(93);
        let activity = rng.weighted(&[("F1", 6), ("F2", 21), ("F3", 23), ("P2", 3), ("P3", 5), ("G4", 11), ("G5", 24), ("G6", 7)]);
        let reviewed = until - rng.length(&[((0, 182), 80), ((183, 300), 15), ((301, 500), 5)]);
        let id = family.next_id();
        let worker = self.world.workforce.holder(post, until);
        self.sheets
            .row(Table::CareLeavers)
            .id("CL", id)
            .person(person)
            .text(eligibility)
            .text(in_touch)
            .day(latest.max(left.min(until) - 400))
            .text(if touch { home } else { "R" })
            .text_if(touch, if suitable { "1" } else { "2" })
            .text_if(touch, activity)
            .day(reviewed)
            .worker(worker)
            .text(self.world.workforce.team(post, until))
            .worker(worker)
            .end();
        true
    }

    fn immunised(&mut self, family: &mut Family, index: usize, care: &Care) {
        let on = (care.end.min(self.world.until) - family.rng.between(5, 330)).max(care.start);
        let done = family.rng.per_cent(87);
        self.sheets.row(Table::ClaImmunisations).person(family.children[index].person).flag(done).day(on).end();
    }
}
