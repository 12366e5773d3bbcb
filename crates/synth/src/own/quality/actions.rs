//! Actions from audits, plans and children's views; improvement plans and inspections.

use super::come;
use crate::calendar::{Day, NEVER, day};
use crate::error::SynthError;
use crate::own::sheet::{OwnSheet, day_text};
use crate::own::{Extracts, OwnTables};
use crate::rng::Rng;

/// The table of actions, being written by several.
pub(super) struct Actions<'a> {
    county: &'a Extracts<'a>,
    sheet: OwnSheet,
    number: u32,
}

/// What is to be done.
pub(super) struct Action<'a> {
    pub(super) kind: &'a str,
    pub(super) source: &'a str,
    pub(super) what: &'a str,
    pub(super) owner: &'a str,
    pub(super) raised: Day,
    pub(super) due: Day,
    pub(super) started: Day,
    /// `NEVER` if it was not done.
    pub(super) done: Day,
}

const COLUMNS: [&str; 13] = [
    "action_id",
    "source_kind",
    "source_id",
    "description",
    "owner",
    "raised_on",
    "due_on",
    "started_on",
    "completed_on",
    "recheck_on",
    "verified_on",
    "evidence",
    "rag",
];

impl<'a> Actions<'a> {
    pub(super) fn open(county: &'a Extracts<'a>, tables: &OwnTables<'_>) -> Result<Self, SynthError> {
        Ok(Actions { county, sheet: tables.open("action", &COLUMNS)?, number: 0 })
    }

    pub(super) fn close(self, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
        tables.close(self.sheet)
    }

    /// Writes an action that was raised by the day of the extract.
    pub(super) fn add(&mut self, rng: &mut Rng, action: &Action<'_>) -> Result<(), SynthError> {
        let county = self.county;
        if action.raised > county.until {
            return Ok(());
        }
        self.number += 1;
        let id = format!("AC{:06}", self.number);
        let done = action.done <= county.until;
        let recheck = county.calendar.add_working_days(action.started.min(action.due), 10);
        let verified =
            if done && rng.per_cent(85) { come(county, county.calendar.add_working_days(action.done, rng.between(2, 12))) } else { String::new() };
        let evidence = if done && rng.per_cent(90) { format!("Record {}", self.number) } else { String::new() };
        let rag = match () {
            () if done => "B",
            () if action.due < county.until => "R",
            () if rng.per_cent(25) => "A",
            () => "G",
        };
        self.sheet.row(&[
            &id,
            action.kind,
            action.source,
            action.what,
            action.owner,
            &day_text(action.raised),
            &day_text(action.due),
            &come(county, action.started.min(action.done)),
            &come(county, action.done),
            &day_text(recheck),
            &verified,
            &evidence,
            rag,
        ])
    }
}

/// Key, name, service, from and until when, indicator it is meant to move, and how many of its actions in a hundred are done by the due day.
type Plan = (&'static str, &'static str, &'static str, (i32, i32, i32), Option<(i32, i32, i32)>, &'static str, u32);

const PLANS: [Plan; 5] = [
    ("IP1", "Recording and chronologies", "Children's services", (2014, 5, 6), Some((2016, 11, 30)), "audits-graded-good-or-better", 70),
    ("IP2", "Adoption service", "Adoption service", (2015, 11, 16), Some((2017, 9, 29)), "adoption-entry-to-placement-days", 78),
    ("IP3", "New teams", "Children's services", (2016, 10, 3), Some((2018, 3, 30)), "social-worker-turnover", 66),
    ("IP4", "Timely assessments", "Front door and assessment service", (2017, 5, 15), None, "assessments-within-45-working-days", 80),
    ("IP5", "Reviews in time", "Quality and reviewing service", (2018, 4, 16), None, "cp-reviews-held-in-timescale", 84),
];

const OWNERS: [&str; 4] = ["Head of service", "Service manager", "Team manager", "Performance lead"];

/// Writes improvement plans with their actions, and inspections.
pub(super) fn plans(county: &Extracts<'_>, actions: &mut Actions<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let mut sheet = tables.open("improvement_plan", &["improvement_plan_id", "name", "service", "from_on", "until_on", "indicator"])?;
    for (at, (id, name, service, from, until, indicator, in_time)) in PLANS.iter().enumerate() {
        let from = day(from.0, from.1, from.2);
        let until = until.map(|(year, month, of_month)| day(year, month, of_month));
        if from < county.start || from > county.until {
            continue;
        }
        sheet.row(&[id, name, service, &day_text(from), &until.map_or(String::new(), |until| come(county, until)), indicator])?;
        let mut rng = county.rng("improvement_plan", at as u64);
        for _ in 0..rng.between(14, 20) {
            let raised = from + rng.between(0, 120);
            let due = county.calendar.on_or_before(raised + rng.between(45, 300));
            let done = match () {
                () if rng.per_cent(*in_time) => due - rng.between(0, 30),
                () if rng.per_cent(80) => due + rng.between(5, 120),
                () => NEVER,
            };
            let owner = rng.pick(&OWNERS);
            let started = raised + rng.between(0, 20);
            let what = "Step of the plan";
            actions.add(
                &mut rng,
                &Action { kind: "improvement-plan", source: id, what, owner, raised, due, started: started.min(done), done: done.max(raised) },
            )?;
        }
    }
    tables.close(sheet)?;
    inspections(county, tables)
}

/// Service, kind, framework, day, grade and plan.
type Visit = (&'static str, &'static str, &'static str, (i32, i32, i32), &'static str, &'static str);

const VISITS: [Visit; 17] = [
    ("Larkspur House", "childrens-home", "before-sccif", (2012, 6, 12), "good", ""),
    ("Larkspur House", "childrens-home", "before-sccif", (2015, 2, 10), "good", ""),
    ("Larkspur House", "childrens-home", "sccif", (2018, 1, 23), "outstanding", ""),
    ("Heron Lodge", "childrens-home", "before-sccif", (2012, 9, 18), "adequate", ""),
    ("Heron Lodge", "childrens-home", "before-sccif", (2014, 11, 4), "requires-improvement", ""),
    ("Heron Lodge", "childrens-home", "sccif", (2017, 7, 11), "good", ""),
    ("Bramble Cottage", "short-breaks", "before-sccif", (2013, 3, 5), "good", ""),
    ("Bramble Cottage", "short-breaks", "sccif", (2017, 10, 17), "good", ""),
    ("Fostering service", "fostering", "before-sccif", (2012, 2, 28), "good", ""),
    ("Adoption service", "adoption", "before-sccif", (2013, 1, 29), "adequate", ""),
    ("Adoption service", "adoption", "before-sccif", (2015, 10, 6), "requires-improvement", "IP2"),
    ("Adoption service", "adoption", "sccif", (2018, 3, 13), "good", ""),
    ("Children's services", "authority", "sif", (2014, 3, 25), "requires-improvement", "IP1"),
    ("Children's services", "authority", "focused", (2018, 2, 6), "", ""),
    ("Children's services", "authority", "ilacs", (2018, 7, 17), "requires-improvement", ""),
    ("Finch Row", "childrens-home", "before-sccif", (2011, 5, 10), "adequate", ""),
    ("Finch Row", "childrens-home", "before-sccif", (2014, 7, 1), "inadequate", ""),
];

fn inspections(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let columns = ["inspection_id", "service", "service_kind", "framework", "inspected_on", "grade", "closed_on", "improvement_plan_id"];
    let mut sheet = tables.open("inspection", &columns)?;
    let known = |id: &str| {
        PLANS
            .iter()
            .any(|(plan, _, _, (year, month, of_month), ..)| *plan == id && (county.start..=county.until).contains(&day(*year, *month, *of_month)))
    };
    for (at, (service, kind, framework, (year, month, of_month), grade, plan)) in VISITS.iter().enumerate() {
        let on = day(*year, *month, *of_month);
        if (county.start..=county.until).contains(&on) {
            // Finch Row was closed after its last inspection.
            let closed = if *service == "Finch Row" && *year == 2014 { come(county, day(2016, 8, 31)) } else { String::new() };
            let plan = if known(plan) { plan } else { "" };
            sheet.row(&[&format!("IN{:03}", at + 1), service, kind, framework, &day_text(on), grade, &closed, plan])?;
        }
    }
    tables.close(sheet)
}
