//! What children say, their meetings and projects, and their website.

use super::actions::{Action, Actions};
use super::sample::{Cases, InCare, age_group};
use super::{come, flag, months, scaled};
use crate::calendar::{Day, NEVER, add_months, age, civil, day};
use crate::error::SynthError;
use crate::own::sheet::{OwnSheet, day_text};
use crate::own::{Extracts, OwnTables};
use crate::rng::Rng;

const COLUMNS: [&str; 15] = [
    "child_feedback_id",
    "given_on",
    "body",
    "child_id",
    "question",
    "score",
    "moment",
    "age_group",
    "looked_after",
    "placement_type",
    "topic",
    "request",
    "words",
    "answered_on",
    "answer",
];

struct Feedback<'a> {
    county: &'a Extracts<'a>,
    sheet: OwnSheet,
    number: u32,
}

/// Who spoke, as far as the form tells.
#[derive(Clone, Copy)]
struct Speaker<'c> {
    body: &'c str,
    child: &'c str,
    ages: &'c str,
    looked_after: &'c str,
    placement: &'c str,
}

/// Writes feedback, participation and the use of the website.
pub(super) fn write(county: &Extracts<'_>, cases: &Cases, actions: &mut Actions<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut feedback = Feedback { county, sheet: tables.open("child_feedback", &COLUMNS)?, number: 0 };
    for (at, month) in months(county).enumerate() {
        let mut rng = county.rng("child_feedback", at as u64);
        let here = cases.old_enough(month + 14);
        feedback.answers(&mut rng, month, &here)?;
        feedback.views(&mut rng, month, &here, actions)?;
    }
    tables.close(feedback.sheet)?;
    participation(county, cases, tables)?;
    website(county, tables)
}

impl Feedback<'_> {
    fn row(&mut self, on: Day, who: Speaker<'_>, score: (&str, i32, &str), view: (&str, &str, &str)) -> Result<Option<String>, SynthError> {
        if on > self.county.until || on < self.county.start {
            return Ok(None);
        }
        self.number += 1;
        let id = format!("CF{:06}", self.number);
        let (question, points, moment) = score;
        let points = if points > 0 { points.to_string() } else { String::new() };
        let (topic, request, answered) = view;
        let answer = if answered.is_empty() { "" } else { "Told in person" };
        self.sheet.row(&[
            &id,
            &day_text(on),
            who.body,
            who.child,
            question,
            &points,
            moment,
            who.ages,
            who.looked_after,
            who.placement,
            topic,
            request,
            "",
            answered,
            answer,
        ])?;
        Ok(Some(id))
    }

    /// Answers on a scale: after reviews and assessments, and before and after a project each half year.
    fn answers(&mut self, rng: &mut Rng, month: Day, here: &[&InCare]) -> Result<(), SynthError> {
        let (_, of_year, _) = civil(month);
        let quiet = if of_year == 8 { 2 } else { 1 };
        let better = u32::try_from((month - day(2014, 4, 1)).clamp(0, 1_700) / 140).unwrap_or(0);
        let good = [(5, 24 + better), (4, 36 + better), (3, 22), (2, 12), (1, 6)];
        for question in ["listened-to", "helped", "understood", "safe"] {
            for _ in 0..scaled(self.county, rng, 45) / quiet {
                let who = speaker(rng, here, month);
                self.row(month + rng.between(0, 27), who, (question, rng.weighted(&good), "once"), ("", "", ""))?;
            }
        }
        let moment = match of_year {
            4 | 10 => "before",
            3 | 9 => "after",
            _ => return Ok(()),
        };
        let scores = if moment == "before" { [(5, 8), (4, 20), (3, 34), (2, 26), (1, 12)] } else { [(5, 24), (4, 38), (3, 24), (2, 10), (1, 4)] };
        for _ in 0..scaled(self.county, rng, 90) {
            let who = speaker(rng, here, month);
            for question in ["self-confidence", "self-esteem"] {
                self.row(month + rng.between(3, 24), who, (question, rng.weighted(&scores), moment), ("", "", ""))?;
            }
        }
        Ok(())
    }

    /// Views and requests, with the answer to them and the actions they led to.
    fn views(&mut self, rng: &mut Rng, month: Day, here: &[&InCare], actions: &mut Actions<'_>) -> Result<(), SynthError> {
        let calendar = self.county.calendar;
        let in_time = if month < day(2017, 4, 1) { 58 } else { 78 };
        for _ in 0..scaled(self.county, rng, 34) {
            let on = month + rng.between(0, 27);
            let mut who = speaker(rng, here, month);
            if rng.per_cent(35) {
                who = Speaker { body: rng.weighted(&[("council", 4), ("care-leavers", 1)]), child: "", ages: "", looked_after: "", placement: "" };
            }
            let topic = rng.weighted(&[
                ("review-time", 18),
                ("contact-family", 20),
                ("placement", 15),
                ("social-worker", 17),
                ("school", 8),
                ("activities", 12),
                ("money", 6),
                ("other", 4),
            ]);
            let request = rng.per_cent(86);
            let answered = match () {
                () if !request => NEVER,
                () if rng.per_cent(in_time) => calendar.add_working_days(on, rng.between(1, 20)),
                () if rng.per_cent(60) => calendar.add_working_days(on, rng.between(21, 50)),
                () => NEVER,
            };
            let id = self.row(on, who, ("", 0, ""), (topic, flag(request), &come(self.county, answered)))?;
            if let Some(id) = id.filter(|_| request && rng.per_cent(42)) {
                let raised = calendar.add_working_days(on, rng.between(2, 15));
                let due = calendar.add_working_days(raised, 40);
                let done = if rng.per_cent(75) { calendar.add_working_days(raised, rng.between(5, 40)) } else { NEVER };
                let what = "Do what children asked for";
                actions.add(rng, &Action { kind: "voice", source: &id, what, owner: "Participation officer", raised, due, started: raised, done })?;
            }
        }
        Ok(())
    }
}

/// Somebody in care who is named or not, or a child at home.
fn speaker<'c>(rng: &mut Rng, here: &[&'c InCare], month: Day) -> Speaker<'c> {
    if here.is_empty() || rng.per_cent(45) {
        let ages = rng.pick(&["4 to 7", "8 to 11", "12 to 17"]);
        return Speaker { body: "child", child: "", ages, looked_after: "false", placement: "" };
    }
    let child = rng.pick(here);
    let named = rng.per_cent(40);
    let placement = rng.weighted(&[("U6", 58), ("U3", 12), ("K2", 12), ("P1", 6), ("", 12)]);
    let ages = age_group(age(child.born, month));
    Speaker { body: "child", child: if named { &child.child } else { "" }, ages, looked_after: "true", placement }
}

/// The council of children in care meets each month but August; there are days of projects, and a film.
fn participation(county: &Extracts<'_>, cases: &Cases, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut events = tables.open("participation_event", &["participation_event_id", "held_on", "kind", "project"])?;
    let mut taking = tables.open("participation", &["participation_event_id", "child_id"])?;
    let mut number = 0;
    for (at, month) in months(county).enumerate() {
        let mut rng = county.rng("participation_event", at as u64);
        let (_, of_year, _) = civil(month);
        let mut held: Vec<(&str, &str)> = Vec::new();
        if of_year != 8 {
            held.push(("meeting", "Children in care council"));
            if of_year % 2 == 0 {
                held.push(("meeting", "Juniors"));
            }
        }
        if (day(2017, 4, 1)..day(2018, 4, 1)).contains(&month) {
            held.push(("film", "Heard and Seen"));
        }
        if matches!(of_year, 2 | 5 | 8 | 10) {
            held.push(("project", if of_year == 8 { "Summer project" } else { "Website group" }));
        }
        if of_year == 7 {
            held.push(("visit", "Heard and Seen"));
        }
        for (kind, project) in held {
            let on = county.calendar.on_or_after(month + rng.between(2, 24));
            if on > county.until || on < county.start {
                continue;
            }
            number += 1;
            let id = format!("PE{number:05}");
            events.row(&[&id, &day_text(on), kind, project])?;
            let here = cases.old_enough(on);
            let wanted = if project == "Juniors" { 8..12 } else { 10..18 };
            // A few come most of the time, others now and then; each child has a liking of its own.
            let most = 6 + scaled(county, &mut rng, 30).min(30);
            let mut came = 0;
            for child in here.iter().filter(|child| wanted.contains(&age(child.born, on))) {
                let keen = crate::own::extracts::number_of(&child.child).is_multiple_of(6);
                if came < most && rng.per_cent(if keen { 60 } else { 6 }) {
                    came += 1;
                    taking.row(&[&id, &child.child])?;
                }
            }
        }
    }
    tables.close(events)?;
    tables.close(taking)
}

/// The website, from autumn 2013 on: used more and more, least at Christmas.
fn website(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut sheet = tables.open("website_visit", &["month_on", "section", "visits", "questions_answered"])?;
    for (at, month) in months(county).enumerate() {
        // Only whole months are known.
        if month < day(2013, 10, 1) || month < county.start || add_months(month, 1) > county.until + 1 {
            continue;
        }
        let mut rng = county.rng("website_visit", at as u64);
        let (_, of_year, _) = civil(month);
        let grown = u32::try_from((month - day(2013, 10, 1)) / 30).unwrap_or(0);
        let season = if matches!(of_year, 8 | 12) { 70 } else { 100 };
        for (section, tenths, questions) in [("learning", 900, 0), ("conversation", 600, 40), ("advice", 400, 60)] {
            let usual = scaled(county, &mut rng, tenths + tenths * grown / 40);
            let visits = usual * season / 100 * (85 + rng.below(31)) / 100;
            let answered = scaled(county, &mut rng, questions + questions * grown / 50);
            sheet.row(&[&day_text(month), section, &visits.to_string(), &answered.to_string()])?;
        }
    }
    tables.close(sheet)
}
