//! Loads on behalf of the service.

use super::Moment;
use super::loading::{Loading, Request};
use super::rows::{Rows, Writing};
use sightline_definitions::{ColumnType, Library, Table};
use sightline_engine::Session;
use sightline_intake::{Intake, IntakeError, Kind, Mode, Told};
#[cfg(test)]
use sightline_store::Snapshot;
use sightline_store::{Change, LoadLock, Store, StoreError, Tidied};
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Rows of one request.
pub const MOST_ROWS: usize = 10_000;
/// Bytes of one request.
pub const MOST_BYTES: usize = 8 << 20;
/// Faults that are told of one request or file.
pub(super) const MOST_TOLD: usize = 100;

/// Loads records into a data folder while it is being asked. Shared by all who load: one load runs at a time, others wait their turn for a while.
pub struct Loader {
    store: Store,
    library: Arc<Library>,
    /// Lends its threads and what it knows of definitions.
    base: Session,
    clock: Box<dyn Fn() -> Moment + Send + Sync>,
    wait: Duration,
}

/// What a request did. If any row is refused, nothing of it was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The snapshot in force afterwards; the one before, if nothing was loaded or nothing changed. `None` if there is none.
    pub snapshot: Option<String>,
    /// Rows that are held now: new ones, changed ones and unchanged ones.
    pub accepted: u64,
    /// Of these, rows that were held already, value for value.
    pub unchanged: u64,
    /// Why nothing was loaded.
    pub refused: Vec<RowFault>,
    /// Values of accepted rows that could not be read, and are not recorded.
    pub warned: Vec<RowFault>,
}

/// What is wrong with a row, without anything that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// The row: of JSON from 1, of a file the line on which it begins. 0 if it is the request as a whole.
    pub row: u64,
    /// The column, as the request names it.
    pub column: Option<String>,
    /// What is wrong, and how to put it right.
    pub why: String,
}

/// Why a request could not be looked at, or not be loaded.
#[derive(Debug)]
pub enum LoadFault {
    /// No such table.
    NoTable(String),
    /// Too many rows or bytes.
    TooLarge,
    /// It cannot be read at all.
    NotUnderstood(String),
    /// Another load is running.
    Busy,
    /// The data folder cannot be written, or is damaged.
    Failed(anyhow::Error),
}

impl fmt::Display for LoadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadFault::NoTable(name) => write!(f, "there is no table `{name}` in the model: `sightline doctor` lists the tables"),
            LoadFault::TooLarge => write!(f, "one request may hold 10,000 rows and {} MB: send the rest in another", MOST_BYTES >> 20),
            LoadFault::NotUnderstood(why) => write!(f, "{why}"),
            LoadFault::Busy => write!(f, "another load is running: try again in a moment; nothing was loaded"),
            LoadFault::Failed(error) => write!(f, "{error:#}"),
        }
    }
}

impl std::error::Error for LoadFault {}

/// What files did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilesLoaded {
    /// The snapshot in force afterwards.
    pub snapshot: String,
    /// False if the records are what they were.
    pub changed: bool,
    /// Rows read, without those that could not be.
    pub rows: u64,
    /// Rows that could not be read.
    pub quarantined: u64,
    /// Files that hold no records, and why.
    pub ignored: Vec<(PathBuf, String)>,
}

/// What came of reading files.
#[derive(Debug)]
pub enum FilesRead {
    /// They were loaded.
    Loaded(FilesLoaded),
    /// A file has not one row that can be read; nothing was loaded. Its name, and what is wrong.
    NoRow(String, Vec<RowFault>),
}

impl Loader {
    /// A loader for a data folder. `base` is any session on it, or [`Session::empty`].
    pub fn new(store: Store, library: Arc<Library>, base: Session, clock: Box<dyn Fn() -> Moment + Send + Sync>) -> Loader {
        Loader { store, library, base, clock, wait: Duration::from_secs(10) }
    }

    /// How long to wait for another load to end.
    #[cfg(test)]
    pub fn waiting(self, wait: Duration) -> Loader {
        Loader { wait, ..self }
    }

    /// The definitions that loads go by.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The clock that loads go by.
    pub fn moment(&self) -> Moment {
        (self.clock)()
    }

    /// Adds rows to a table: a row takes the place of the one with its key. All of them or none; the same rows again change nothing.
    ///
    /// # Errors
    /// If the table is not known, the request cannot be read as rows of it, or the data folder cannot be written.
    pub fn apply(&self, table: &str, rows: Rows) -> Result<Applied, LoadFault> {
        let definition = self.library.tables.get(table).ok_or_else(|| LoadFault::NoTable(shown(table)))?;
        let written = match rows.write(definition)? {
            Writing::Rows(written) => written,
            Writing::Nothing => return self.nothing(Vec::new()),
            Writing::Refused(refused) => return self.nothing(refused),
        };
        let lock = self.lock()?;
        let folder = lock.staging().join("request");
        // The name tells what it holds.
        let path = folder.join(format!("{}.csv", definition.ssd.as_ref().unwrap_or(&definition.name)));
        let kept = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, &written.csv));
        kept.map_err(|error| LoadFault::Failed(anyhow::Error::new(error).context(format!("cannot write {}", path.display()))))?;
        let Moment { today, now } = (self.clock)();
        let loading = self.loading(today, &now);
        let paths = [path.clone()];
        let kind = if definition.ssd.is_some() { Kind::Ssd } else { Kind::Own(definition.name.clone()) };
        let request = self.request(&paths, Some(kind), Mode::Upsert);
        let read = loading.read(&lock, &request, &|_| {}).map_err(|error| understood(error, &path))?;
        // A file without keys has them made from its rows; what comes row by row could then never be put right.
        let lacks = |name: &String| {
            let ssd = definition.column(name).and_then(|column| column.ssd.as_ref());
            read.intake.tables.iter().any(|table| table.columns_missing.iter().any(|missing| missing == name || Some(missing) == ssd))
        };
        if let Some(key) = definition.key.iter().find(|key| lacks(key)) {
            return Err(LoadFault::NotUnderstood(format!("the column {key} is missing, and rows of {table} are told apart by it")));
        }
        let rows: u64 = read.intake.sources.iter().map(|source| source.rows).sum();
        if rows > MOST_ROWS as u64 {
            return Err(LoadFault::TooLarge);
        }
        let tell = |told: Vec<Told>| told.into_iter().map(|told| self.fault(table, told, |line| written.row(line))).collect::<Vec<_>>();
        let notices = |file: &Option<sightline_intake::NoticeFile>| {
            let told = file.as_ref().map(|file| file.told(MOST_TOLD)).transpose().map_err(|error| LoadFault::Failed(error.into()))?;
            Ok(tell(told.unwrap_or_default()))
        };
        let mut refused = notices(&read.intake.quarantine)?;
        for unknown in read.intake.tables.iter().flat_map(|table| &table.columns_unknown).take(MOST_TOLD) {
            refused.push(no_such_column(definition, unknown));
        }
        // A file may lack a column and be of use; rows that are sent must say what every row of the table has to.
        for column in definition.columns.iter().filter(|column| column.required && lacks(&column.name)) {
            let why = "a required value is missing: fill it in".to_owned();
            refused.push(RowFault { row: 0, column: Some(column.name.clone()), why });
        }
        if !refused.is_empty() {
            let snapshot = read.before.map(|snapshot| snapshot.id().to_owned());
            return Ok(Applied { snapshot, accepted: 0, unchanged: 0, refused, warned: Vec::new() });
        }
        if rows == 0 {
            return self.nothing(Vec::new());
        }
        let warned = notices(&read.intake.warnings)?;
        let accepted = accepted(&read.intake);
        let unchanged = read.intake.tables.iter().filter_map(|table| table.merged.as_ref()).map(|merged| merged.unchanged).sum();
        let (_, snapshot) = loading.seal(&lock, &request, &read).map_err(LoadFault::Failed)?;
        Ok(Applied { snapshot: Some(snapshot.id().to_owned()), accepted, unchanged, refused, warned })
    }

    /// Nothing is loaded, for these reasons or because nothing was sent.
    fn nothing(&self, refused: Vec<RowFault>) -> Result<Applied, LoadFault> {
        let before = self.store.current_if_any().map_err(|error| LoadFault::Failed(error.into()))?;
        Ok(Applied { snapshot: before.map(|snapshot| snapshot.id().to_owned()), accepted: 0, unchanged: 0, refused, warned: Vec::new() })
    }

    /// Loads files and folders, as the command does.
    ///
    /// # Errors
    /// If a file as a whole cannot be used, another load does not end, or the data folder cannot be written.
    pub fn files(&self, paths: &[PathBuf], mode: Mode) -> anyhow::Result<FilesRead> {
        let lock = self.store.begin_load_within(self.wait)?;
        let Moment { today, now } = (self.clock)();
        let loading = self.loading(today, &now);
        let request = self.request(paths, None, mode);
        let read = loading.read(&lock, &request, &|_| {})?;
        let unreadable = |source: &&sightline_intake::SourceFile| source.quarantined > 0 && source.quarantined + source.passed_over >= source.rows;
        if let Some(source) = read.intake.sources.iter().find(unreadable) {
            let told = read.intake.quarantine.as_ref().map(|file| file.told(usize::MAX)).transpose()?.unwrap_or_default();
            let of_file = told.into_iter().filter(|told| told.file == source.name).take(MOST_TOLD);
            let faults = of_file.map(|told| self.fault(&told.table.clone(), told, |line| line)).collect();
            return Ok(FilesRead::NoRow(source.name.clone(), faults));
        }
        let (change, snapshot) = loading.seal(&lock, &request, &read)?;
        Ok(FilesRead::Loaded(FilesLoaded {
            snapshot: snapshot.id().to_owned(),
            changed: matches!(change, Change::New(_)),
            rows: accepted(&read.intake),
            quarantined: read.intake.sources.iter().map(|source| source.quarantined).sum(),
            ignored: read.intake.ignored.into_iter().map(|ignored| (ignored.path, ignored.why)).collect(),
        }))
    }

    /// Removes snapshots that the service made and nobody asks for any more. `keep` names those that something else rests on.
    ///
    /// # Errors
    /// If the data folder cannot be written.
    pub fn tidy(&self, keep: &BTreeSet<String>) -> Result<Tidied, StoreError> {
        let lock = self.store.begin_load_within(self.wait)?;
        self.store.tidy(&lock, (self.clock)().today, keep)
    }

    /// The snapshot in force.
    ///
    /// # Errors
    /// If nothing was loaded, or the data folder is damaged.
    #[cfg(test)]
    pub fn current(&self) -> Result<Snapshot, StoreError> {
        self.store.current()
    }

    fn lock(&self) -> Result<LoadLock, LoadFault> {
        self.store.begin_load_within(self.wait).map_err(|error| match error {
            StoreError::Busy(_) => LoadFault::Busy,
            other => LoadFault::Failed(other.into()),
        })
    }

    fn loading<'a>(&'a self, today: sightline_model::Day, now: &'a str) -> Loading<'a> {
        Loading { store: &self.store, library: &self.library, base: Some(&self.base), today, now }
    }

    fn request<'a>(&self, paths: &'a [PathBuf], kind: Option<Kind>, mode: Mode) -> Request<'a> {
        Request { paths, kind, mode, extracted_on: None, covers_from: None, live: true }
    }

    /// A notice for whoever sent the row, with how to put it right. `row` gives the number of the row that begins on a line.
    fn fault(&self, table: &str, told: Told, row: impl Fn(u64) -> u64) -> RowFault {
        let named = |name: &String| {
            let columns = self.library.tables.get(table).map(|table| table.columns.as_slice()).unwrap_or_default();
            columns.iter().find(|c| c.name.eq_ignore_ascii_case(name) || c.ssd.as_ref().is_some_and(|ssd| ssd.eq_ignore_ascii_case(name)))
        };
        let reason = told.reason.as_str();
        let why = if let Some(first) = reason.strip_prefix(DUPLICATE) {
            format!("{DUPLICATE}{}: give each key once", first.parse().map_or_else(|_| first.to_owned(), |first| row(first).to_string()))
        } else {
            // Both ways of writing a day would be told otherwise.
            let plain = reason.split_once(": write ").map_or(reason, |(plain, _)| plain);
            match told.column.as_ref().and_then(named).map(|column| column.kind) {
                Some(ColumnType::Date) => format!("{plain}: write the day as 2018-09-30"),
                Some(ColumnType::Instant) => format!("{plain}: write the moment as 2018-09-30T14:05"),
                Some(ColumnType::Flag) => format!("{reason}: write true or false"),
                Some(ColumnType::Integer) => format!("{reason}: write a whole number"),
                Some(ColumnType::Decimal) => format!("{reason}: write a number with a decimal point"),
                Some(ColumnType::Text | ColumnType::Code) if reason.contains("missing") => format!("{reason}: fill it in"),
                Some(ColumnType::Text | ColumnType::Code) | None => reason.to_owned(),
            }
        };
        RowFault { row: row(told.row), column: told.column, why }
    }
}

/// How the reason begins that tells of a key that stands already.
const DUPLICATE: &str = "duplicate key of row ";

/// A heading that is not a column of a table, or is one of another heading before it.
pub(super) fn no_such_column(table: &Table, heading: &str) -> RowFault {
    let named = heading.trim();
    let known = table.columns.iter().any(|c| c.name.eq_ignore_ascii_case(named) || c.ssd.as_ref().is_some_and(|ssd| ssd.eq_ignore_ascii_case(named)));
    let why = if known {
        format!("column {} is given twice, under one name or two: give it once", shown(named))
    } else {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        format!("{} has no such column; it has {}", table.name, columns.join(", "))
    };
    RowFault { row: 0, column: Some(shown(heading)), why }
}

fn accepted(intake: &Intake) -> u64 {
    intake.sources.iter().map(|source| source.rows.saturating_sub(source.quarantined + source.passed_over)).sum()
}

/// A name as somebody sent it, fit to be shown: it is not ours, and may be anything.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(80).collect()
}

/// An error of reading, told of the request and not of the file that it was put in.
fn understood(error: anyhow::Error, path: &Path) -> LoadFault {
    use IntakeError::{BadParquet, DiskFull, Held, Write};
    match error.downcast_ref::<IntakeError>() {
        Some(DiskFull { .. } | Write { .. } | Held { .. } | BadParquet { .. }) | None => LoadFault::Failed(error),
        Some(fault) => LoadFault::NotUnderstood(fault.to_string().replace(&path.display().to_string(), "the request")),
    }
}
