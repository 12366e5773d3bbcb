//! Who works with a child: what access decisions rest on, read from the records and never from what somebody says.

use crate::plan::failed;
use crate::{EngineError, Session};
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::prelude::{col, lit};
use futures::StreamExt;
use sightline_model::Day;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// What ties a worker to a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    /// Holds the case.
    CaseHolder,
    /// Writes an assessment that is not yet authorised.
    Assessor,
    /// Leads a child in need plan or another plan.
    PlanLead,
    /// Independent reviewing officer while the child is looked after.
    ReviewingOfficer,
    /// Chairs the child's protection conferences.
    ConferenceChair,
    /// Personal adviser of a young person leaving care.
    PersonalAdviser,
    /// Works with the child in early help or another named service.
    EarlyHelpWorker,
    /// Deals with a contact about the child that is not yet decided.
    FrontDoorWorker,
    /// Is to hold, or held, a return interview of the last weeks.
    ReturnInterviewer,
    /// No one worker: the child is or was missing, or is flagged for exploitation, and so is the work of the service for missing children.
    MissingService,
    /// Audits the child's file, or moderates the audit.
    Auditor,
    /// Is involved in another recorded role.
    Involved,
}

impl RelationKind {
    /// The word for it, in words of the field.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            RelationKind::CaseHolder => "holds the case",
            RelationKind::Assessor => "writes an assessment",
            RelationKind::PlanLead => "leads a plan",
            RelationKind::ReviewingOfficer => "reviewing officer",
            RelationKind::ConferenceChair => "conference chair",
            RelationKind::PersonalAdviser => "personal adviser",
            RelationKind::EarlyHelpWorker => "early help worker",
            RelationKind::FrontDoorWorker => "front-door worker",
            RelationKind::ReturnInterviewer => "return interviewer",
            RelationKind::MissingService => "missing or exploited",
            RelationKind::Auditor => "audits the file",
            RelationKind::Involved => "involved",
        }
    }
}

/// One worker or team, and what ties it to a child on the day asked about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// The worker's key; none where only a team, or a whole service, is known.
    pub worker: Option<String>,
    /// What ties them.
    pub kind: RelationKind,
    /// The team's key.
    pub team: Option<String>,
    /// The first day.
    pub from: Option<Day>,
    /// The first day on which it no longer holds; none while it goes on.
    pub until: Option<Day>,
}

/// One query for each kind: child, worker, team, from, until.
const SOURCES: &[(RelationKind, &str)] = &[
    (RelationKind::CaseHolder, "SELECT child_id, worker_id, team_id, started_on AS from_on, ended_on AS until_on FROM case_allocation"),
    (
        RelationKind::Assessor,
        "SELECT child_id, worker_id, team_id, started_on AS from_on, authorised_on AS until_on FROM assessment WHERE authorised_on IS NULL AND started_on IS NOT NULL",
    ),
    (RelationKind::PlanLead, "SELECT child_id, worker_id, team_id, started_on AS from_on, ended_on AS until_on FROM cin_plan"),
    (RelationKind::PlanLead, "SELECT child_id, worker_id, team_id, started_on AS from_on, ended_on AS until_on FROM alternative_plan"),
    (
        RelationKind::ReviewingOfficer,
        "SELECT child_id, worker_id, CAST(NULL AS VARCHAR) AS team_id, started_on AS from_on, nullif(until_on, DATE '9999-12-31') AS until_on FROM iro_held",
    ),
    (
        RelationKind::ConferenceChair,
        "SELECT c.child_id, c.worker_id, CAST(NULL AS VARCHAR) AS team_id, greatest(c.started_on, p.started_on) AS from_on, least(c.ended_on, p.ended_on) AS until_on \
         FROM conference_chair c JOIN cp_plan p ON p.child_id = c.child_id",
    ),
    (
        RelationKind::PersonalAdviser,
        "SELECT child_id, personal_adviser AS worker_id, team_id, CAST(NULL AS DATE) AS from_on, CAST(NULL AS DATE) AS until_on FROM care_leaver",
    ),
    (
        RelationKind::PersonalAdviser,
        "SELECT child_id, worker_id, team_id, CAST(NULL AS DATE) AS from_on, CAST(NULL AS DATE) AS until_on FROM care_leaver",
    ),
    (
        RelationKind::EarlyHelpWorker,
        "SELECT child_id, worker_id, CAST(NULL AS VARCHAR) AS team_id, started_on AS from_on, ended_on AS until_on FROM early_help_episode",
    ),
    (
        RelationKind::EarlyHelpWorker,
        "SELECT child_id, worker_id, team_id, requested_on AS from_on, completed_on AS until_on FROM early_help_assessment WHERE completed_on IS NULL",
    ),
    (RelationKind::EarlyHelpWorker, "SELECT child_id, worker_id, team_id, started_on AS from_on, ended_on AS until_on FROM service_involvement"),
    (
        RelationKind::FrontDoorWorker,
        "SELECT child_id, worker_id, team_id, received_on AS from_on, decided_on AS until_on FROM front_door_contact WHERE decided_at IS NULL",
    ),
    // Not ended by the interview: factors are written up after it.
    (
        RelationKind::ReturnInterviewer,
        "SELECT child_id, worker_id, CAST(NULL AS VARCHAR) AS team_id, coalesce(offered_on, held_on) AS from_on, coalesce(held_on, offered_on) + 28 AS until_on \
         FROM return_interview WHERE coalesce(held_on, offered_on) IS NOT NULL",
    ),
    // A talk that was not held stays due for three months.
    (
        RelationKind::MissingService,
        "SELECT child_id, CAST(NULL AS VARCHAR) AS worker_id, CAST(NULL AS VARCHAR) AS team_id, started_on AS from_on, ended_on + 92 AS until_on FROM missing_episode",
    ),
    (
        RelationKind::MissingService,
        "SELECT child_id, CAST(NULL AS VARCHAR) AS worker_id, CAST(NULL AS VARCHAR) AS team_id, started_on AS from_on, returned_on + 92 AS until_on FROM missing_from_home",
    ),
    (
        RelationKind::MissingService,
        "SELECT child_id, CAST(NULL AS VARCHAR) AS worker_id, CAST(NULL AS VARCHAR) AS team_id, started_on AS from_on, ended_on AS until_on FROM exploitation_flag",
    ),
    // An audit that is not completed is an audit in hand; nobody's file stays open to an auditor after it.
    (
        RelationKind::Auditor,
        "SELECT child_id, auditor_id AS worker_id, CAST(NULL AS VARCHAR) AS team_id, CAST(NULL AS DATE) AS from_on, completed_on AS until_on FROM case_audit",
    ),
    (
        RelationKind::Auditor,
        "SELECT child_id, moderator_id AS worker_id, CAST(NULL AS VARCHAR) AS team_id, CAST(NULL AS DATE) AS from_on, moderated_on AS until_on FROM case_audit",
    ),
    (RelationKind::Involved, "SELECT child_id, worker_id, team_id, started_on AS from_on, ended_on AS until_on FROM involvement"),
];

/// The table that has a row for every child; others are asked for those it lacks.
const CHILD: &str = "child";

impl Session {
    /// For each of these children, who works with them on a day, as the records say. A child nobody is recorded with has an empty list; one that the records do
    /// not know has too. Nothing about a child is told, so this needs no receipt: it is what decides whether one may be had.
    ///
    /// # Errors
    /// If a table cannot be read.
    pub fn around(&self, children: &BTreeSet<String>, on: Day) -> Result<BTreeMap<String, Vec<Relation>>, EngineError> {
        let mut found: BTreeMap<String, Vec<Relation>> = children.iter().map(|child| (child.clone(), Vec::new())).collect();
        if children.is_empty() {
            return Ok(found);
        }
        self.runtime.block_on(async {
            let mut running = Vec::new();
            for (kind, sql) in SOURCES {
                let (session, children) = (self.clone(), children.clone());
                let of_service = *kind == RelationKind::MissingService;
                running.push((*kind, tokio::spawn(async move { session.related(sql, &children, on, of_service).await })));
            }
            for (kind, task) in running {
                let stopped = |_| EngineError::Query { what: "who works with a child".to_owned(), why: "it stopped".to_owned() };
                for (child, mut relation) in task.await.map_err(stopped)?? {
                    relation.kind = kind;
                    if let Some(all) = found.get_mut(&child) {
                        all.push(relation);
                    }
                }
            }
            Ok::<_, EngineError>(())
        })?;
        for all in found.values_mut() {
            all.sort();
            all.dedup();
        }
        Ok(found)
    }

    /// Model tables that [`Session::around`] reads: a change of none of them changes its answer.
    ///
    /// # Errors
    /// If a query cannot be read.
    pub fn reads_around(&self) -> Result<BTreeSet<String>, EngineError> {
        let mut tables = BTreeSet::new();
        for (_, sql) in SOURCES {
            tables.extend(self.every_model_table(sql).map_err(|e| failed("who works with a child", e))?);
        }
        Ok(tables)
    }

    /// `of_service`: the tie is to a service as a whole, and names no worker.
    async fn related(&self, sql: &str, children: &BTreeSet<String>, on: Day, of_service: bool) -> Result<Vec<(String, Relation)>, EngineError> {
        let wrap = |error| failed("who works with a child", error);
        // As values and not as text of the query: nothing in a number can be taken for SQL.
        let chosen = col("child_id").in_list(children.iter().map(|child| lit(child.as_str())).collect(), false);
        let plan = self.plan_async(sql).await.map_err(wrap)?;
        let frame = datafusion::dataframe::DataFrame::new(self.context.state(), plan).filter(chosen).map_err(wrap)?;
        let mut related = Vec::new();
        for batch in frame.collect().await.map_err(wrap)? {
            let texts: Vec<ArrayRef> =
                batch.columns().iter().map(|column| cast(column, &DataType::Utf8)).collect::<Result<_, _>>().map_err(|e| wrap(e.into()))?;
            for row in 0..batch.num_rows() {
                let text =
                    |at: usize| texts.get(at).map(|array| array.as_string::<i32>()).filter(|array| array.is_valid(row)).map(|array| array.value(row));
                let day = |at: usize| text(at).and_then(|text| Day::parse(text.get(..10)?));
                let (from, until) = (day(3), day(4));
                let holds = from.is_none_or(|from| from <= on) && until.is_none_or(|until| until > on);
                if let Some(child) = text(0).filter(|_| holds && (of_service || text(1).is_some() || text(2).is_some())) {
                    let relation =
                        Relation { worker: text(1).map(str::to_owned), kind: RelationKind::Involved, team: text(2).map(str::to_owned), from, until };
                    related.push((child.to_owned(), relation));
                }
            }
        }
        Ok(related)
    }

    /// Shows every child's number to `each`, one after another, until it breaks off; none of them is kept. So the child that a pseudonym stands for is found by
    /// making pseudonyms until one fits. Children whom only another table names come after those of the table of children, perhaps more than once.
    ///
    /// # Errors
    /// If a table cannot be read.
    pub fn child_numbers(&self, mut each: impl FnMut(&str) -> ControlFlow<()>) -> Result<(), EngineError> {
        let others = self.library.tables.values().filter(|table| table.name != CHILD && table.column("child_id").is_some());
        let named: Vec<&str> = others.map(|table| table.name.as_str()).filter(|name| self.facts.tables.contains_key(*name)).collect();
        let first = format!("SELECT child_id FROM {CHILD}");
        let rest = named.into_iter().map(|name| format!("SELECT t.child_id FROM \"{name}\" t LEFT ANTI JOIN {CHILD} c ON c.child_id = t.child_id"));
        for sql in std::iter::once(first).chain(rest) {
            if self.runtime.block_on(self.stream_numbers(&sql, &mut each))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    async fn stream_numbers(&self, sql: &str, each: &mut impl FnMut(&str) -> ControlFlow<()>) -> Result<ControlFlow<()>, EngineError> {
        let wrap = |error| failed("children's numbers", error);
        let mut stream = self.context.sql(sql).await.map_err(wrap)?.execute_stream().await.map_err(wrap)?;
        while let Some(batch) = stream.next().await {
            let batch = batch.map_err(wrap)?;
            let numbers = cast(batch.column(0), &DataType::Utf8).map_err(|e| wrap(e.into()))?;
            for number in numbers.as_string::<i32>().iter().flatten() {
                if each(number).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}
