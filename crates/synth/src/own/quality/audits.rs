//! Case audits: eight front door cases each quarter, and thematic and full file audits.

use super::actions::{Action, Actions};
use super::people::Staff;
use super::sample::{Case, Cases, quarter_name};
use super::{flag, quarters};
use crate::calendar::{Day, NEVER, add_months, day};
use crate::error::SynthError;
use crate::own::sheet::{OwnSheet, day_text};
use crate::own::{Extracts, OwnTables};
use crate::rng::Rng;

const COLUMNS: [&str; 27] = [
    "case_audit_id",
    "programme",
    "audit_type",
    "sample_method",
    "sample_brief",
    "frame_size",
    "subject",
    "subject_id",
    "child_id",
    "team_id",
    "auditor_id",
    "completed_on",
    "grade",
    "dealt_within_24_hours",
    "dealt_within_3_days",
    "correctly_prioritised",
    "signs_of_safety_used",
    "risk_factors",
    "protective_factors",
    "agencies_involved",
    "worker_analysis_clear",
    "manager_recommendation_clear",
    "safety_concern",
    "concern_found_on",
    "moderator_id",
    "moderated_on",
    "moderated_grade",
];

/// What an audit is about and how it was drawn.
struct Round<'a> {
    programme: String,
    kind: &'a str,
    method: &'a str,
    brief: &'a str,
    frame: String,
    subject: &'a str,
    completed: Day,
    /// For the audit of the story: its place among the eight of the last quarter.
    told: Option<usize>,
}

struct Audits<'s, 'a> {
    county: &'a Extracts<'a>,
    staff: &'s Staff,
    sheet: OwnSheet,
    agencies: OwnSheet,
    number: u32,
}

/// Writes audits, the agencies in them and the actions that follow.
pub(super) fn write(
    county: &Extracts<'_>,
    staff: &Staff,
    cases: &Cases,
    actions: &mut Actions<'_>,
    tables: &mut OwnTables<'_>,
) -> Result<(), SynthError> {
    let agencies = tables.open("case_audit_agency", &["case_audit_id", "partner_agency", "contacted", "took_part"])?;
    let mut audits = Audits { county, staff, sheet: tables.open("case_audit", &COLUMNS)?, agencies, number: 0 };
    for (quarter, first) in quarters(county).enumerate() {
        let mut rng = county.rng("case_audit", quarter as u64);
        let next = add_months(first, 3);
        let last_quarter = next > county.until;
        let end = next.min(county.until + 1);
        let name = quarter_name(first);
        let frame = cases.received[quarter].to_string();
        for (at, case) in cases.contacts[quarter].iter().take(8).enumerate() {
            let completed = completed(county, case.on + rng.between(3, 25), end);
            let round = Round {
                programme: format!("Front door {name}"),
                kind: "front-door",
                method: "random",
                brief: "Contacts of the quarter, eight at random",
                frame: frame.clone(),
                subject: "contact",
                completed,
                told: last_quarter.then_some(at),
            };
            audits.add(&mut rng, case, &round, actions)?;
        }
        let about = [
            ("assessment", &cases.assessments[quarter], "thematic", "Assessments"),
            ("cp-plan", &cases.plans[quarter], "full-file", "Child protection"),
        ];
        for (subject, drawn, kind, theme) in about {
            for case in drawn {
                let (kind, method) =
                    if rng.per_cent(20) { ("dip-sample", "themed") } else { (kind, if subject == "cp-plan" { "random" } else { "stratified" }) };
                let round = Round {
                    programme: format!("{theme} {name}"),
                    kind,
                    method,
                    brief: "Cases of the quarter, by team",
                    frame: String::new(),
                    subject,
                    completed: completed(county, case.on + rng.between(5, 60), end + 40),
                    told: None,
                };
                if round.completed <= county.until {
                    audits.add(&mut rng, case, &round, actions)?;
                }
            }
        }
    }
    tables.close(audits.sheet)?;
    tables.close(audits.agencies)
}

/// A working day, before another.
fn completed(county: &Extracts<'_>, on: Day, end: Day) -> Day {
    county.calendar.on_or_before(on.min(end - 1))
}

impl Audits<'_, '_> {
    fn add(&mut self, rng: &mut Rng, case: &Case, round: &Round<'_>, actions: &mut Actions<'_>) -> Result<(), SynthError> {
        let county = self.county;
        self.number += 1;
        let id = format!("CA{:06}", self.number);
        let on = round.completed;
        // From year to year the work gets better, and Signs of Safety is used more.
        let years = (on - day(2014, 4, 1)).clamp(0, 1_700);
        let better = u32::try_from(years / 85).unwrap_or(0);
        let front_door = round.kind == "front-door";
        let grade = grade(rng, round.told, better);
        let judge = Judge { told: round.told, better };
        let criteria = judge.criteria(rng, front_door);
        let concern = round.told.map_or_else(|| rng.per_cent(5), |at| at == 3);
        let moderated = rng.per_cent(20) || matches!(grade, 1 | 4);
        let moderated_on = county.calendar.add_working_days(on, rng.between(3, 12));
        let again =
            if rng.per_cent(14) && round.told.is_none() { if rng.per_cent(70) { (grade - 1).max(1) } else { (grade + 1).min(4) } } else { grade };
        let moderated = moderated && moderated_on <= county.until;
        let auditor =
            self.staff.someone(rng, on, &["reviewing-officer", "team-manager", "senior-social-worker"]).map_or("", |stay| stay.worker.as_str());
        let moderator =
            self.staff.someone(rng, on, &["reviewing-officer", "team-manager"]).filter(|_| moderated).map_or("", |stay| stay.worker.as_str());
        let team = match round.subject {
            "contact" => self.staff.unit(rng, "FD").map_or("", |unit| unit.team(case.on)),
            "cp-plan" => self.staff.unit(rng, "SG").map_or("", |unit| unit.team(case.on)),
            _ => &case.team,
        };
        let [day_1, day_3, prioritised, model, risks, protective, agencies, analysis, recommendation] = criteria;
        let found = if concern { day_text(on) } else { String::new() };
        let (moderated_text, again) = if moderated { (day_text(moderated_on), again.to_string()) } else { (String::new(), String::new()) };
        self.sheet.row(&[
            &id,
            &round.programme,
            round.kind,
            round.method,
            round.brief,
            &round.frame,
            round.subject,
            &case.record,
            &case.child,
            team,
            auditor,
            &day_text(on),
            &grade.to_string(),
            day_1,
            day_3,
            prioritised,
            model,
            risks,
            protective,
            agencies,
            analysis,
            recommendation,
            flag(concern),
            &found,
            moderator,
            &moderated_text,
            &again,
        ])?;
        self.agencies_of(rng, &id, agencies == "true", round.told.is_some())?;
        self.follow(rng, &id, on, (grade, concern, round.told.is_some()), actions)
    }

    fn agencies_of(&mut self, rng: &mut Rng, id: &str, involved: bool, told: bool) -> Result<(), SynthError> {
        let mut left_out = !involved;
        for (agency, often) in [("school", 62), ("health", 58), ("police", 40), ("housing", 14), ("voluntary", 9)] {
            if rng.per_cent(often) {
                // Where not all were involved, the first in the list that mattered was not.
                let contacted = !left_out || rng.per_cent(55);
                let took_part = !left_out && (told || rng.per_cent(95));
                left_out = false;
                self.agencies.row(&[id, agency, flag(contacted), flag(took_part)])?;
            }
        }
        Ok(())
    }

    /// The actions that follow an audit: at once for a concern, within 20 working days otherwise.
    fn follow(
        &mut self,
        rng: &mut Rng,
        id: &str,
        on: Day,
        (grade, concern, told): (i32, bool, bool),
        actions: &mut Actions<'_>,
    ) -> Result<(), SynthError> {
        let calendar = self.county.calendar;
        if concern {
            let started = if told || rng.per_cent(86) { on } else { calendar.add_working_days(on, rng.between(1, 4)) };
            let done = calendar.add_working_days(started, rng.between(0, 3));
            let due = calendar.add_working_days(on, 2);
            let what = "Put the child's safety right";
            actions.add(rng, &Action { kind: "audit", source: id, what, owner: "Team manager", raised: on, due, started, done })?;
        }
        let often = match grade {
            1 | 2 => rng.between(1, 3),
            _ => i32::from(rng.per_cent(35)),
        };
        for _ in 0..often {
            let due = calendar.add_working_days(on, 20);
            let in_time = if on < day(2016, 10, 1) { 66 } else { 82 };
            let done = match () {
                () if rng.per_cent(in_time) => calendar.add_working_days(on, rng.between(3, 20)),
                () if rng.per_cent(85) => calendar.add_working_days(due, rng.between(1, 30)),
                () => NEVER,
            };
            let owner = rng.weighted(&[("Team manager", 70), ("Social worker", 20), ("Service manager", 10)]);
            let started = calendar.add_working_days(on, rng.between(1, 8)).min(done);
            actions
                .add(rng, &Action { kind: "audit", source: id, what: "Improve the record and the work", owner, raised: on, due, started, done })?;
        }
        Ok(())
    }
}

fn grade(rng: &mut Rng, told: Option<usize>, better: u32) -> i32 {
    match told {
        Some(3) => 2,
        Some(0) => 4,
        Some(_) => 3,
        None => rng.weighted(&[(4, 5 + better / 2), (3, 44 + better), (2, 42), (1, 8)]),
    }
}

struct Judge {
    told: Option<usize>,
    better: u32,
}

impl Judge {
    /// The nine questions, in the table's order: of the eight cases of the last quarter the fifth took longer than a day, and the fourth was not given
    /// the right priority.
    fn criteria(&self, rng: &mut Rng, front_door: bool) -> [&'static str; 9] {
        let mut asked = |asked: bool, often: u32| if asked { flag(rng.per_cent(often)) } else { "" };
        let better = self.better;
        let within_a_day = asked(front_door, 70 + better / 2);
        let answers = [
            within_a_day,
            if within_a_day == "true" { "true" } else { asked(front_door, 78) },
            asked(front_door, 76 + better / 2),
            asked(true, 42 + 5 * better / 2),
            asked(true, 78 + better),
            asked(true, 74 + better),
            asked(true, 76 + better),
            asked(true, 66 + better),
            asked(true, 68 + better),
        ];
        match self.told {
            None => answers,
            Some(3) => ["true", "true", "false", "true", "true", "true", "true", "true", "true"],
            Some(4) => ["false", "true", "true", "true", "true", "true", "true", "true", "true"],
            Some(_) => ["true"; 9],
        }
    }
}
