//! The rows of things still open, read and judged against their clocks.

use crate::plan::failed;
use crate::{EngineError, Session};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, TimeUnit, TimestampMicrosecondType};
use datafusion::arrow::record_batch::RecordBatch;
use sightline_clock::{Amount, Clock, Clocks, Moment, OfficeHours, Sense};
use sightline_definitions::{Due, Fault};
use sightline_model::Day;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

/// How a thing stands that must be done by a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Its day or its instant has passed.
    Overdue,
    /// It is due on this very day, and its instant, if it has one, is still to come.
    Today,
    /// Its day is near, as the definition says how near.
    Soon,
    /// Its day is further off.
    Later,
    /// It has no limit: it is open.
    Open,
}

impl Standing {
    /// Every standing, most pressing first.
    pub const ALL: [Standing; 5] = [Standing::Overdue, Standing::Today, Standing::Soon, Standing::Later, Standing::Open];

    /// The word for it: `overdue`, `today`, `soon`, `later`, `open`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Standing::Overdue => "overdue",
            Standing::Today => "today",
            Standing::Soon => "soon",
            Standing::Later => "later",
            Standing::Open => "open",
        }
    }
}

/// Who holds which child's case, who has died, what teams are called: read once for a day.
#[derive(Default)]
pub(crate) struct Held {
    cases: BTreeMap<String, (Option<String>, Option<String>)>,
    died: BTreeMap<String, Day>,
    teams: BTreeMap<String, String>,
}

/// What is held of [`Held`], by day.
pub(crate) type HeldCache = Arc<Mutex<Option<(Day, Arc<Held>)>>>;

impl Held {
    /// A team's name; its id where it has none.
    pub(crate) fn team_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.teams.get(id).map_or(id, String::as_str)
    }
}

/// One thing open, judged.
pub(crate) struct Judged {
    pub(crate) record: String,
    pub(crate) child: Option<String>,
    pub(crate) started: Option<Moment>,
    pub(crate) due: Option<Moment>,
    pub(crate) standing: Standing,
    /// How far it is from its day, either way; of a thing without a limit, from its start.
    pub(crate) by: Option<Amount>,
    pub(crate) clock: Option<usize>,
    /// True if the due date is what the clock makes of the start, and not another one that the records state.
    pub(crate) by_clock: bool,
    pub(crate) team: Option<String>,
    pub(crate) worker: Option<String>,
}

/// A definition's clocks: for each of its ids, every version.
pub(crate) struct Ruled<'a>(Vec<Vec<&'a Clock>>);

impl<'a> Ruled<'a> {
    /// The clocks of a definition; a fault if one does not exist.
    pub(crate) fn new(due: &Due, clocks: &'a Clocks) -> Result<Ruled<'a>, Fault> {
        let mut all = Vec::new();
        for id in &due.clocks {
            let versions: Vec<&Clock> = clocks.iter().filter(|clock| clock.id == *id).collect();
            if versions.is_empty() {
                return Err(Fault::new(&due.file, 1, format!("there is no clock `{id}` in clocks/clocks.csv")));
            }
            all.push(versions);
        }
        Ok(Ruled(all))
    }

    /// The version of a clock that holds on a day; the first if none does.
    pub(crate) fn on(&self, place: usize, day: Day) -> Option<&'a Clock> {
        let versions = self.0.get(place)?;
        versions.iter().find(|clock| clock.holds_on(day)).or(versions.first()).copied()
    }

    /// True if a row without a time of day could not be counted.
    pub(crate) fn needs_time(&self) -> bool {
        self.0.iter().flatten().any(|clock| clock.needs_time())
    }
}

/// The columns of a definition's rows, by what they mean.
struct Columns {
    record: StringArray,
    child: StringArray,
    clock: Option<StringArray>,
    team: Option<StringArray>,
    worker: Option<StringArray>,
    started: Times,
    due: Times,
    until: Option<ArrayRef>,
}

/// A day, or an instant, or none: `started_on`, `started_at`, `due_on`, `due_at`.
struct Times {
    on: Option<ArrayRef>,
    at: Option<ArrayRef>,
}

impl Times {
    fn read(batch: &RecordBatch, name: &str) -> datafusion::error::Result<Times> {
        let instant = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
        Ok(Times { on: column(batch, &format!("{name}_on"), &DataType::Date32)?, at: column(batch, &format!("{name}_at"), &instant)? })
    }

    /// The instant, if there is one, or the day.
    fn get(&self, row: usize) -> Option<Moment> {
        let at = self
            .at
            .as_ref()
            .filter(|array| array.is_valid(row))
            .and_then(|a| Moment::of_microsecond(a.as_primitive::<TimestampMicrosecondType>().value(row)));
        at.or_else(|| day(self.on.as_ref(), row).map(Moment::Day))
    }
}

fn day(array: Option<&ArrayRef>, row: usize) -> Option<Day> {
    array.filter(|array| array.is_valid(row)).map(|array| Day::from_epoch(array.as_primitive::<Date32Type>().value(row)))
}

fn column(batch: &RecordBatch, name: &str, kind: &DataType) -> datafusion::error::Result<Option<ArrayRef>> {
    batch.column_by_name(name).map(|array| cast(array, kind)).transpose().map_err(Into::into)
}

fn text(batch: &RecordBatch, name: &str) -> datafusion::error::Result<Option<StringArray>> {
    Ok(column(batch, name, &DataType::Utf8)?.map(|array| array.as_string::<i32>().clone()))
}

fn value(array: Option<&StringArray>, row: usize) -> Option<&str> {
    array.filter(|array| array.is_valid(row)).map(|array| array.value(row))
}

impl Columns {
    fn read(batch: &RecordBatch) -> datafusion::error::Result<Columns> {
        let empty = || StringArray::new_null(batch.num_rows());
        Ok(Columns {
            record: text(batch, "record_id")?.unwrap_or_else(empty),
            child: text(batch, "child_id")?.unwrap_or_else(empty),
            clock: text(batch, "clock")?,
            team: text(batch, "team_id")?,
            worker: text(batch, "worker_id")?,
            started: Times::read(batch, "started")?,
            due: Times::read(batch, "due")?,
            until: column(batch, "until_on", &DataType::Date32)?,
        })
    }
}

impl Session {
    /// The clocks in force.
    ///
    /// # Errors
    /// If their file has a fault.
    pub fn clocks(&self) -> Result<&Clocks, EngineError> {
        let read = self.clocks.get_or_init(|| Clocks::read(&self.library.clocks).map_err(|faults| faults.join("; ")));
        read.as_ref().map_err(|why| EngineError::Definition(Fault::new("clocks/clocks.csv", 1, why.clone())))
    }

    /// Who holds which case on a day, and what else rows are judged with.
    pub(crate) async fn held(&self, on: Day) -> Result<Arc<Held>, EngineError> {
        let known = self.held.lock().ok().and_then(|held| held.as_ref().filter(|(day, _)| *day == on).map(|(_, held)| Arc::clone(held)));
        if let Some(known) = known {
            return Ok(known);
        }
        let held = Arc::new(self.read_held(on).await?);
        if let Ok(mut kept) = self.held.lock() {
            *kept = Some((on, Arc::clone(&held)));
        }
        Ok(held)
    }

    async fn read_held(&self, on: Day) -> Result<Held, EngineError> {
        let mut held = Held::default();
        let sql = format!(
            "SELECT child_id, worker_id, team_id FROM case_allocation \
             WHERE started_on <= DATE '{on}' AND coalesce(ended_on, DATE '9999-12-31') > DATE '{on}'"
        );
        self.each_row(&sql, &mut |[child, worker, team]| {
            held.cases.insert(child.unwrap_or_default().to_owned(), (worker.map(str::to_owned), team.map(str::to_owned)));
        })
        .await?;
        let sql = "SELECT child_id, CAST(died_on AS VARCHAR) AS died_on, CAST(NULL AS VARCHAR) AS nothing FROM child WHERE died_on IS NOT NULL";
        self.each_row(sql, &mut |[child, died, _]| {
            if let (Some(child), Some(died)) = (child, died.and_then(Day::parse)) {
                held.died.insert(child.to_owned(), died);
            }
        })
        .await?;
        self.each_row("SELECT team_id, name, CAST(NULL AS VARCHAR) AS nothing FROM team", &mut |[id, name, _]| {
            if let (Some(id), Some(name)) = (id, name) {
                held.teams.insert(id.to_owned(), name.to_owned());
            }
        })
        .await?;
        Ok(held)
    }

    /// Three columns of text of a query, row by row.
    async fn each_row(&self, sql: &str, each: &mut (dyn FnMut([Option<&str>; 3]) + Send)) -> Result<(), EngineError> {
        let wrap = |error| failed("what is due", error);
        for batch in self.collect_async(sql).await.map_err(wrap)? {
            let columns: Vec<ArrayRef> = batch
                .columns()
                .iter()
                .map(|array| cast(array, &DataType::Utf8))
                .collect::<Result<_, _>>()
                .map_err(|e| failed("what is due", e.into()))?;
            for row in 0..batch.num_rows() {
                each([0, 1, 2].map(|at| {
                    columns.get(at).map(|array| array.as_string::<i32>()).filter(|array| array.is_valid(row)).map(|array| array.value(row))
                }));
            }
        }
        Ok(())
    }

    /// The rows of a definition, judged as at a moment; those that are no longer open at it, or will end before they fall due, are left out.
    pub(crate) async fn judged(&self, due: &Due, as_at: Moment) -> Result<Vec<Judged>, EngineError> {
        let wrong = |e| EngineError::Definition(Session::sql_fault(&due.file, due.sql_line, &e));
        let plan = self.plan_async(&due.sql).await.map_err(wrong)?;
        let ruled = Ruled::new(due, self.clocks()?).map_err(EngineError::Definition)?;
        let held = self.held(as_at.day()).await?;
        let frame = datafusion::dataframe::DataFrame::new(self.context.state(), plan);
        let batches = frame.collect().await.map_err(|e| failed(&due.id, e))?;
        let mut rows = Vec::new();
        for batch in &batches {
            let columns = Columns::read(batch).map_err(|e| failed(&due.id, e))?;
            for row in 0..batch.num_rows() {
                rows.extend(self.standing_of(due, &ruled, &held, &columns, row, as_at));
            }
        }
        Ok(rows)
    }

    fn standing_of(&self, due: &Due, ruled: &Ruled<'_>, held: &Held, columns: &Columns, row: usize, as_at: Moment) -> Option<Judged> {
        let today = as_at.day();
        let started = columns.started.get(row);
        let until = day(columns.until.as_ref(), row).unwrap_or(Day::FAR_FUTURE);
        if until <= today || started.is_some_and(|started| started.day() > today) {
            return None;
        }
        let child = value(Some(&columns.child), row);
        if !due.after_death && child.and_then(|child| held.died.get(child)).is_some_and(|died| *died <= today) {
            return None;
        }
        let named = match &columns.clock {
            Some(clocks) => value(Some(clocks), row).and_then(|id| due.clocks.iter().position(|clock| clock == id)),
            None => (due.clocks.len() == 1).then_some(0),
        };
        let clock = named.and_then(|place| ruled.on(place, started.map_or(today, Moment::day)));
        let counted = clock.zip(started).and_then(|(clock, start)| clock.due(start, &self.calendar, OfficeHours::default()).ok());
        let limit = columns.due.get(row).or(counted);
        if limit.is_some_and(|limit| limit.day() >= until) {
            return None;
        }
        let history = |since: Moment| due.lapses.is_some_and(|span| span.after(since.day(), &self.calendar) < today);
        let standing = match limit {
            None if started.is_some_and(history) => return None,
            None => Standing::Open,
            // What only reminds of a day is gone when the day is over; so is what is history by now.
            Some(limit) if limit.is_past_at(as_at) && (due.reminder || history(limit)) => return None,
            Some(limit) if limit.is_past_at(as_at) => Standing::Overdue,
            Some(limit) if limit.day() == today => Standing::Today,
            Some(limit) if due.soon.is_some_and(|span| limit.day() <= span.after(today, &self.calendar)) => Standing::Soon,
            Some(_) => Standing::Later,
        };
        let by = match (limit, clock) {
            (Some(limit), Some(clock)) => Some(clock.away(limit, as_at, &self.calendar)),
            (Some(limit), None) => Some(limit.to(as_at)),
            (None, _) => started.map(|started| started.to(as_at)),
        };
        let case = child.and_then(|child| held.cases.get(child));
        let owned = |text: &str| text.to_owned();
        Some(Judged {
            record: value(Some(&columns.record), row).unwrap_or_default().to_owned(),
            started,
            due: limit,
            standing,
            by,
            clock: named,
            by_clock: limit == counted,
            team: value(columns.team.as_ref(), row).map(owned).or_else(|| case.and_then(|(_, team)| team.clone())),
            worker: match &columns.worker {
                Some(workers) => value(Some(workers), row).map(owned),
                None => case.and_then(|(worker, _)| worker.clone()),
            },
            child: child.map(owned),
        })
    }

    /// What is wrong with the query of a definition.
    pub(crate) fn check_due(&self, due: &Due, faults: &mut Vec<Fault>) {
        let plan = match self.plan(&due.sql) {
            Ok(plan) => plan,
            Err(error) => return faults.push(Session::sql_fault(&due.file, due.sql_line, &error)),
        };
        let columns: BTreeSet<&str> = plan.schema().fields().iter().map(|field| field.name().as_str()).collect();
        let mut fault = |text: String| faults.push(Fault::new(&due.file, due.sql_line, text));
        for name in ["record_id", "child_id"].into_iter().filter(|name| !columns.contains(name)) {
            fault(format!("the query does not give the column {name}"));
        }
        let has = |names: &[&str]| names.iter().any(|name| columns.contains(name));
        if !has(&["started_on", "started_at", "due_on", "due_at"]) {
            fault("the query says neither when it started (started_on or started_at) nor by when it is due (due_on or due_at)".to_owned());
        }
        if due.clocks.len() > 1 && !has(&["clock"]) {
            fault("the header names several clocks: give the column `clock`, which says the clock of each row".to_owned());
        }
        match self.clocks().map(|clocks| Ruled::new(due, clocks)) {
            Err(error) => fault(error.to_string()),
            Ok(Err(wrong)) => faults.push(wrong),
            Ok(Ok(ruled)) => {
                if ruled.needs_time() && !has(&["started_at", "due_on", "due_at"]) {
                    fault("its clock runs in real time: give started_at, not started_on alone".to_owned());
                }
                let is_length = |clock: &&Clock| matches!(clock.sense, Sense::AtLeast | Sense::MoreThan);
                if !due.reminder && ruled.0.iter().flatten().any(is_length) {
                    fault("its clock is a length and no deadline: say `reminder = true`".to_owned());
                }
            }
        }
    }
}
