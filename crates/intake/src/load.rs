//! A load from end to end.

use crate::api::{Ignored, Intake, Kind, Mode, Options, Progress, StagedTable};
use crate::error::IntakeError;
use crate::gather::{self, Found, Target};
use crate::job::{self, Parts, Shared, TableJob};
use crate::notice;
use crate::ssda903::files::ReturnJob;
use crate::ssda903::{tables, years};
use sightline_definitions::{Library, Table};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

/// What a thread takes from the queue.
enum Job<'a> {
    Table(TableJob<'a>),
    Return(ReturnJob),
}

/// What comes back.
enum Done {
    Table(Box<(StagedTable, Parts)>),
    Return(Box<(crate::ssda903::files::Cleaned, Parts)>),
}

/// Reads files of records and stages them as Parquet, one file per table of the model.
///
/// # Errors
/// If a whole file cannot be used, or the result cannot be written. Nothing in the staging folder counts then. A bad row is no error.
pub fn load(paths: &[PathBuf], library: &Library, options: &Options<'_>, progress: &(dyn Fn(Progress<'_>) + Sync)) -> Result<Intake, IntakeError> {
    let mut ignored = Vec::new();
    let found = gather::files(paths, &mut ignored)?;
    let (mut jobs, bytes) = jobs(&found, library, options, &mut ignored)?;
    if jobs.is_empty() {
        let shown: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(IntakeError::NothingToLoad { paths: shown.join(", ") });
    }
    // The largest first, so that the last to end is a small one.
    jobs.sort_by_key(|job| std::cmp::Reverse(weight(job)));
    let shared = Shared { options, progress, done: AtomicU64::new(0), total: bytes, stop: AtomicBool::new(false) };
    let done = run(&jobs, &shared)?;
    finish(done, ignored, library, &shared, jobs.len())
}

fn weight(job: &Job<'_>) -> u64 {
    match job {
        Job::Table(job) => job.files.iter().map(|file| file.bytes).sum(),
        Job::Return(job) => job.file.bytes,
    }
}

/// Sorts the files into jobs.
fn jobs<'a>(found: &[Found], library: &'a Library, options: &Options<'_>, ignored: &mut Vec<Ignored>) -> Result<(Vec<Job<'a>>, u64), IntakeError> {
    let mut by_table: BTreeMap<&str, TableJob<'a>> = BTreeMap::new();
    let mut returns: Vec<ReturnJob> = Vec::new();
    let mut bytes = 0;
    for file in found {
        let (table, kind): (&'a Table, Kind) = match gather::target(file, options.kind.as_ref(), library)? {
            Err(why) => {
                ignored.push(Ignored { path: file.path.clone(), why });
                continue;
            }
            Ok(Target::Return(kind, rest)) => {
                let job = ReturnJob { kind, file: file.clone(), group: years::group(file, &rest) };
                if let Some(other) = returns.iter().find(|other| other.kind == kind && other.group == job.group) {
                    let table = format!("the file {kind} of one return");
                    return Err(IntakeError::GivenTwice { table, first: other.file.path.clone(), second: file.path.clone() });
                }
                bytes += file.bytes;
                returns.push(job);
                continue;
            }
            Ok(Target::Table(table, kind)) => (table, kind),
            Ok(Target::Population(table)) => (table, Kind::Population),
        };
        bytes += file.bytes;
        match by_table.get_mut(table.name.as_str()) {
            Some(job) if options.mode == Mode::Upsert => job.files.push(file.clone()),
            Some(job) => {
                let first = job.files.first().map(|file| file.path.clone()).unwrap_or_default();
                return Err(IntakeError::GivenTwice { table: table.name.clone(), first, second: file.path.clone() });
            }
            None => {
                by_table.insert(&table.name, TableJob { table, kind, files: vec![file.clone()] });
            }
        }
    }
    if let Some(first) = returns.first()
        && let Some((name, job)) = by_table.iter().find(|(name, _)| tables::MADE.contains(*name))
    {
        let second = job.files.first().map(|file| file.path.clone()).unwrap_or_default();
        return Err(IntakeError::GivenTwice { table: (*name).to_owned(), first: first.file.path.clone(), second });
    }
    let tables = by_table.into_values().map(Job::Table);
    Ok((tables.chain(returns.into_iter().map(Job::Return)).collect(), bytes))
}

/// Runs the jobs on several threads, from one queue. Results come in the jobs' order.
fn run(jobs: &[Job<'_>], shared: &Shared<'_>) -> Result<Vec<Done>, IntakeError> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, Result<Done, IntakeError>)>> = Mutex::new(Vec::new());
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(number) else {
                break;
            };
            if shared.stop.load(Ordering::Relaxed) {
                break;
            }
            let done = match job {
                Job::Table(job) => job::run(job, number, shared).map(|done| Done::Table(Box::new(done))),
                Job::Return(job) => job.run(number, shared).map(|done| Done::Return(Box::new(done))),
            };
            if done.is_err() {
                shared.stop.store(true, Ordering::Relaxed);
            }
            match results.lock() {
                Ok(mut results) => results.push((number, done)),
                Err(poisoned) => poisoned.into_inner().push((number, done)),
            }
        }
    };
    let threads = shared.options.threads.clamp(1, jobs.len().max(1));
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    let mut results = results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    results.sort_by_key(|(number, _)| *number);
    let mut done = Vec::new();
    let mut failed = None;
    for (_, result) in results {
        match result {
            Ok(one) => done.push(one),
            // What made the others stop is worth telling.
            Err(IntakeError::Stopped) => failed = failed.or(Some(IntakeError::Stopped)),
            Err(error) => {
                if !matches!(failed, Some(ref first) if !matches!(first, IntakeError::Stopped)) {
                    failed = Some(error);
                }
            }
        }
    }
    match failed {
        Some(error) => Err(error),
        None => Ok(done),
    }
}

/// Puts the results together.
fn finish(done: Vec<Done>, ignored: Vec<Ignored>, library: &Library, shared: &Shared<'_>, jobs: usize) -> Result<Intake, IntakeError> {
    let options = shared.options;
    let mut intake = Intake { ignored, ..Intake::default() };
    let mut parts = Vec::new();
    let mut cleaned = Vec::new();
    for one in done {
        match one {
            Done::Table(both) => {
                parts.push((both.0.table.clone(), both.1));
                intake.tables.push(both.0);
            }
            Done::Return(both) => {
                parts.push((both.0.name().to_owned(), both.1));
                cleaned.push(both.0);
            }
        }
    }
    if !cleaned.is_empty() {
        let (more, mut made) = years::join(cleaned, library, shared, jobs, &mut intake)?;
        parts.push(("~".to_owned(), more));
        intake.tables.append(&mut made);
    }
    intake.tables.sort_by(|a, b| a.table.cmp(&b.table));
    for table in &intake.tables {
        for source in &table.sources {
            if !intake.sources.contains(source) {
                intake.sources.push(source.clone());
            }
        }
    }
    intake.sources.sort_by(|a, b| a.name.cmp(&b.name));
    parts.sort_by(|a, b| a.0.cmp(&b.0));
    let (mut quarantine, mut warnings) = (Vec::new(), Vec::new());
    for (_, part) in parts {
        quarantine.extend(part.quarantine);
        warnings.extend(part.warnings);
    }
    intake.quarantine = notice::join(&quarantine, &options.staging.join("quarantine.parquet"))?;
    intake.warnings = notice::join(&warnings, &options.staging.join("warnings.parquet"))?;
    intake.missing_tables = missing(&intake, library);
    intake.replaces = intake.tables.iter().map(|table| table.table.clone()).filter(|name| options.current.contains_key(name)).collect();
    Ok(intake)
}

/// Tables of the same kind of source that are not there.
fn missing(intake: &Intake, library: &Library) -> Vec<String> {
    let has = |name: &str| intake.tables.iter().any(|table| table.table == name);
    let kind = |wanted: &Kind| intake.tables.iter().any(|table| table.kind == *wanted);
    let mut missing: Vec<String> = Vec::new();
    if kind(&Kind::Ssd) {
        missing.extend(library.tables.values().filter(|table| table.ssd.is_some()).map(|table| table.name.clone()));
    } else if kind(&Kind::Ssda903) {
        missing.extend(tables::MADE.iter().map(|name| (*name).to_owned()));
    }
    missing.retain(|name| !has(name));
    missing
}
