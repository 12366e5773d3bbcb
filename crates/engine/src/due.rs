//! What must be done now: things still open, by the clock that runs for each.
//!
//! A definition in `definitions/due/` gives one row per thing open at the end of the records; when it falls due is worked out by the crate `clock`. Counts
//! need no receipt. Rows are about children, and only the holder of a receipt gets them.

use crate::due_read::{Held, Judged, Ruled, Standing};
use crate::{EngineError, Session};
use sightline_clock::{Amount, Clock, Moment, Rule};
use sightline_definitions::Due;
use sightline_store::AccessReceipt;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

/// How many are overdue, due today, due soon and later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Overdue.
    pub overdue: u64,
    /// Due on this day.
    pub today: u64,
    /// Due soon.
    pub soon: u64,
    /// Due later.
    pub later: u64,
    /// Open without a limit.
    pub open: u64,
    /// The longest overdue; where nothing has a limit, the longest open: since when, and how long.
    pub longest: Option<(Moment, Amount)>,
}

impl Tally {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.overdue + self.today + self.soon + self.later + self.open
    }

    /// How many stand so.
    #[must_use]
    pub fn of(&self, standing: Standing) -> u64 {
        match standing {
            Standing::Overdue => self.overdue,
            Standing::Today => self.today,
            Standing::Soon => self.soon,
            Standing::Later => self.later,
            Standing::Open => self.open,
        }
    }

    fn add(&mut self, row: &Judged) {
        match row.standing {
            Standing::Overdue => self.overdue += 1,
            Standing::Today => self.today += 1,
            Standing::Soon => self.soon += 1,
            Standing::Later => self.later += 1,
            Standing::Open => self.open += 1,
        }
        let since = match row.standing {
            Standing::Overdue => row.due,
            Standing::Open => row.started,
            Standing::Today | Standing::Soon | Standing::Later => None,
        };
        self.longer(since.zip(row.by));
    }

    fn longer(&mut self, other: Option<(Moment, Amount)>) {
        if let Some((since, by)) = other
            && self.longest.is_none_or(|(longest, _)| since.microsecond() < longest.microsecond())
        {
            self.longest = Some((since, by));
        }
    }

    /// Adds another's numbers to these.
    pub fn join(&mut self, other: &Tally) {
        self.overdue += other.overdue;
        self.today += other.today;
        self.soon += other.soon;
        self.later += other.later;
        self.open += other.open;
        self.longer(other.longest);
    }
}

/// What is open of one definition, for one team and worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueGroup {
    /// The team's key; none where no team is known.
    pub team: Option<String>,
    /// The team's name.
    pub team_name: Option<String>,
    /// The worker's key, for the list of one's own; none where nobody is named.
    pub worker: Option<String>,
    /// How many.
    pub tally: Tally,
}

/// What is open of one definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueOf {
    /// The definition.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Its area.
    pub area: String,
    /// What it needs and is not loaded; then there are no numbers.
    pub missing: Vec<String>,
    /// By team and worker, in the order of their keys.
    pub groups: Vec<DueGroup>,
}

impl DueOf {
    /// Of those groups, or of all: `keep` says which.
    #[must_use]
    pub fn tally(&self, keep: impl Fn(&DueGroup) -> bool) -> Tally {
        let mut all = Tally::default();
        for group in self.groups.iter().filter(|group| keep(group)) {
            all.join(&group.tally);
        }
        all
    }

    /// All of it.
    #[must_use]
    pub fn total(&self) -> Tally {
        self.tally(|_| true)
    }

    /// For each team, its name and numbers; none stands for what has no team.
    #[must_use]
    pub fn by_team(&self) -> BTreeMap<Option<String>, (Option<String>, Tally)> {
        let mut teams: BTreeMap<Option<String>, (Option<String>, Tally)> = BTreeMap::new();
        for group in &self.groups {
            let team = teams.entry(group.team.clone()).or_insert_with(|| (group.team_name.clone(), Tally::default()));
            team.1.join(&group.tally);
        }
        teams
    }
}

/// What is due, of every definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueCounts {
    /// The moment it was judged at.
    pub as_at: Moment,
    /// By definition, in the order of areas and ids.
    pub of: Vec<DueOf>,
}

/// Which rows of what is due. What is empty asks for all.
#[derive(Clone, Debug, Default)]
pub struct DueFilter {
    /// Definitions.
    pub ids: Vec<String>,
    /// Teams, by key or name.
    pub teams: Vec<String>,
    /// Workers, by key.
    pub workers: Vec<String>,
    /// How they stand.
    pub standings: Vec<Standing>,
}

/// One thing to be done.
#[derive(Clone, PartialEq, Eq)]
pub struct DueRow {
    /// The definition.
    pub id: String,
    /// The record's key.
    pub record_id: String,
    /// The child; none where it is about no child.
    pub child_id: Option<String>,
    /// What started its clock, and when.
    pub started: Option<Moment>,
    /// By when it is due; none without a limit.
    pub due: Option<Moment>,
    /// How it stands.
    pub standing: Standing,
    /// How far over, or how long is left; of a thing without a limit, how long it has been open.
    pub by: Option<Amount>,
    /// The team's key.
    pub team: Option<String>,
    /// The team's name.
    pub team_name: Option<String>,
    /// The worker's key.
    pub worker: Option<String>,
    /// Its clock.
    pub clock: Option<String>,
    /// The same in a sentence, which names no child.
    pub words: String,
}

/// Neither the child nor the record is printed.
impl fmt::Debug for DueRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DueRow").field("id", &self.id).field("due", &self.due).field("standing", &self.standing).finish_non_exhaustive()
    }
}

impl Session {
    /// The moment at which records of the past are judged: the beginning of the last day they know about, since that day is not over in them.
    #[must_use]
    pub fn records_as_at(&self) -> Moment {
        Moment::of_microsecond(Moment::Day(self.facts.data_until).microsecond()).unwrap_or(Moment::Day(self.facts.data_until))
    }

    /// Never before the records end: what was open earlier cannot be told from what is open at their end.
    fn judged_at(&self, as_at: Moment) -> Moment {
        let records = self.records_as_at();
        if as_at.microsecond() < records.microsecond() { records } else { as_at }
    }

    /// What is due, by definition, team and worker: overdue, today, soon and later. `as_at` is now in a live service, and [`Session::records_as_at`] for
    /// records of the past; it is moved up to the end of the records if it lies before.
    ///
    /// # Errors
    /// If a definition cannot run.
    pub fn due(&self, as_at: Moment) -> Result<DueCounts, EngineError> {
        let ids: Vec<&Due> = self.due_definitions();
        let as_at = self.judged_at(as_at);
        let of = self.runtime.block_on(async {
            // Read once, before the definitions that all want it begin.
            self.held(as_at.day()).await?;
            let mut running = Vec::new();
            for due in ids {
                let (session, id) = (self.clone(), due.id.clone());
                running.push(tokio::spawn(async move { session.count_due(&id, as_at).await }));
            }
            let mut all = Vec::new();
            for task in running {
                all.push(task.await.map_err(|_| EngineError::Query { what: "what is due".to_owned(), why: "it stopped".to_owned() })??);
            }
            Ok::<_, EngineError>(all)
        })?;
        Ok(DueCounts { as_at, of })
    }

    /// The same of one definition, so that one whose tables have not changed need not be counted again (see [`Session::reads_due`]).
    ///
    /// # Errors
    /// If there is no such definition, or it cannot run.
    pub fn due_of(&self, id: &str, as_at: Moment) -> Result<DueOf, EngineError> {
        self.runtime.block_on(self.count_due(id, self.judged_at(as_at)))
    }

    /// Model tables that a definition's numbers rest on, those that name teams and workers among them.
    ///
    /// # Errors
    /// If there is no such definition, or its query cannot be read.
    pub fn reads_due(&self, id: &str) -> Result<BTreeSet<String>, EngineError> {
        let due = self.due_definition(id)?;
        let wrong = |e| EngineError::Definition(Session::sql_fault(&due.file, due.sql_line, &e));
        let mut tables = self.every_model_table(&due.sql).map_err(wrong)?;
        tables.extend(["child", "team"].map(str::to_owned));
        tables.extend(self.every_model_table("SELECT child_id FROM case_allocation").map_err(wrong)?);
        Ok(tables)
    }

    /// The rows behind the numbers, most pressing first. The receipt proves that the reading has been logged.
    ///
    /// # Errors
    /// If there is no such definition, its tables are not loaded, or it cannot run.
    pub fn due_rows(&self, filter: &DueFilter, as_at: Moment, _receipt: &AccessReceipt) -> Result<Vec<DueRow>, EngineError> {
        self.rows_due(filter, as_at)
    }

    /// The same, inside the engine: for worked examples.
    pub(crate) fn rows_due(&self, filter: &DueFilter, as_at: Moment) -> Result<Vec<DueRow>, EngineError> {
        let as_at = self.judged_at(as_at);
        let chosen: Vec<&Due> = if filter.ids.is_empty() {
            self.due_definitions()
        } else {
            filter.ids.iter().map(|id| self.due_definition(id)).collect::<Result<_, _>>()?
        };
        let mut rows = Vec::new();
        for due in chosen {
            let missing = self.missing_due(due)?;
            if !missing.is_empty() {
                if filter.ids.is_empty() {
                    continue;
                }
                return Err(EngineError::NotLoaded { indicator: due.id.clone(), tables: missing.join(", ") });
            }
            let (judged, held) =
                self.runtime.block_on(async { Ok::<_, EngineError>((self.judged(due, as_at).await?, self.held(as_at.day()).await?)) })?;
            let ruled = Ruled::new(due, self.clocks()?).map_err(EngineError::Definition)?;
            rows.extend(judged.into_iter().filter(|row| wanted(filter, row, &held)).map(|row| shown(due, &ruled, &held, row)));
        }
        rows.sort_by(|a, b| {
            let place = |row: &DueRow| row.due.or(row.started).map_or(i64::MAX, Moment::microsecond);
            a.standing.cmp(&b.standing).then_with(|| place(a).cmp(&place(b))).then_with(|| (&a.id, &a.record_id).cmp(&(&b.id, &b.record_id)))
        });
        Ok(rows)
    }

    fn due_definitions(&self) -> Vec<&Due> {
        let mut all: Vec<&Due> = self.library.due.values().collect();
        all.sort_by_key(|due| (&due.area, &due.id));
        all
    }

    /// The definition of a thing that falls due.
    ///
    /// # Errors
    /// If there is none.
    pub fn due_definition(&self, id: &str) -> Result<&Due, EngineError> {
        self.library.due.get(id).ok_or_else(|| EngineError::NoDue(id.to_owned()))
    }

    fn missing_due(&self, due: &Due) -> Result<Vec<String>, EngineError> {
        let wrong = |e| EngineError::Definition(Session::sql_fault(&due.file, due.sql_line, &e));
        let missing = self.missing_of(&due.sql, &due.needs).map_err(wrong)?;
        Ok(missing.into_iter().filter(|name| !due.optional.contains(name)).collect())
    }

    async fn count_due(&self, id: &str, as_at: Moment) -> Result<DueOf, EngineError> {
        let due = self.due_definition(id)?;
        let missing = self.missing_due(due)?;
        let mut groups: BTreeMap<(Option<String>, Option<String>), Tally> = BTreeMap::new();
        if missing.is_empty() {
            for row in self.judged(due, as_at).await? {
                groups.entry((row.team.clone(), row.worker.clone())).or_default().add(&row);
            }
        }
        let held = self.held(as_at.day()).await?;
        let named = |((team, worker), tally): ((Option<String>, Option<String>), Tally)| DueGroup {
            team_name: team.as_ref().map(|id| held.team_name(id).to_owned()),
            team,
            worker,
            tally,
        };
        let groups = groups.into_iter().map(named).collect();
        Ok(DueOf { id: due.id.clone(), title: due.title.clone(), area: due.area.clone(), missing, groups })
    }
}

fn wanted(filter: &DueFilter, row: &Judged, held: &Arc<Held>) -> bool {
    let team = |wanted: &String| row.team.as_ref().is_some_and(|id| id == wanted || held.team_name(id).eq_ignore_ascii_case(wanted));
    (filter.teams.is_empty() || filter.teams.iter().any(team))
        && (filter.workers.is_empty() || row.worker.as_ref().is_some_and(|worker| filter.workers.contains(worker)))
        && (filter.standings.is_empty() || filter.standings.contains(&row.standing))
}

fn shown(due: &Due, ruled: &Ruled<'_>, held: &Arc<Held>, row: Judged) -> DueRow {
    let words = words(due, ruled, &row);
    DueRow {
        id: due.id.clone(),
        clock: row.clock.and_then(|place| due.clocks.get(place).cloned()),
        team_name: row.team.as_ref().map(|id| held.team_name(id).to_owned()),
        record_id: row.record,
        child_id: row.child,
        started: row.started,
        due: row.due,
        standing: row.standing,
        by: row.by,
        team: row.team,
        worker: row.worker,
        words,
    }
}

/// `Due on Friday 29 March 2024, 10 working days from Friday 15 March 2024 (previous visit, or plan started): 2 working days over.`
fn words(due: &Due, ruled: &Ruled<'_>, row: &Judged) -> String {
    let amount = row.by.map_or_else(String::new, Amount::words);
    let Some(limit) = row.due else {
        return match row.started {
            Some(started) => format!("Open since {}: {amount}.", started.words()),
            None => "Open, without a limit.".to_owned(),
        };
    };
    let clock = row.clock.and_then(|place| ruled.on(place, row.started.map_or(limit.day(), Moment::day)));
    let since = match (clock, row.started) {
        (Some(clock), Some(started)) if row.by_clock && is_length(clock) => {
            format!(", {} from {} ({})", clock.rule.words(), started.words(), clock.starts_when)
        }
        // The records state the day, or an event sets it.
        (_, Some(started)) => format!(", open since {}", started.words()),
        _ => String::new(),
    };
    let length = if due.reminder { "Reached" } else { "Due" };
    let standing = match row.standing {
        Standing::Overdue => format!("{amount} over"),
        Standing::Today => "today".to_owned(),
        Standing::Soon | Standing::Later | Standing::Open => format!("{amount} left"),
    };
    format!("{length} on {}{since}: {standing}.", limit.words())
}

/// True of limits that can be said as so much time from a start: not of `the same day`, nor of a time on the next working day.
fn is_length(clock: &Clock) -> bool {
    !matches!(clock.rule, Rule::SameDay | Rule::NextWorkingDayAt(_) | Rule::Event)
}
