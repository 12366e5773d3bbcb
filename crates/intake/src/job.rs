//! One table's files, read and written.

use crate::api::{Kind, Mode, Options, Progress, SourceFile, StagedTable};
use crate::build::{Builder, Desk};
use crate::error::IntakeError;
use crate::gather::Found;
use crate::notice::Notices;
use crate::parquet_in::{self, BatchRow};
use crate::parts::Built;
use crate::plan::Plan;
use crate::population::{self, Layout};
use crate::reader::{Fields, Reader, RowFault};
use crate::source::{Source, Stamp};
use crate::stage::Staged;
use crate::upsert;
use sightline_definitions::Table;
use sightline_model::Day;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Rows between two looks at progress.
const STEP: u64 = 8192;

/// What all jobs of a load share.
pub(crate) struct Shared<'a> {
    pub(crate) options: &'a Options<'a>,
    pub(crate) progress: &'a (dyn Fn(Progress<'_>) + Sync),
    pub(crate) done: AtomicU64,
    pub(crate) total: u64,
    pub(crate) stop: AtomicBool,
}

impl Shared<'_> {
    /// The last day on which something can have happened.
    pub(crate) fn horizon(&self) -> Day {
        self.options.extracted_on.map_or(self.options.today, |day| day.min(self.options.today))
    }

    /// Tells how far the load is; an error if another thread has failed.
    pub(crate) fn tell(&self, file: &str, told: &mut u64, now: u64) -> Result<(), IntakeError> {
        let more = now.saturating_sub(*told);
        *told = now;
        let done = self.done.fetch_add(more, Ordering::Relaxed) + more;
        (self.progress)(Progress { file, done: done.min(self.total), total: self.total });
        if self.stop.load(Ordering::Relaxed) { Err(IntakeError::Stopped) } else { Ok(()) }
    }
}

/// Where the parts of the quarantine and of the warnings that one job wrote are.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) quarantine: Option<Staged>,
    pub(crate) warnings: Option<Staged>,
}

/// The notices of one job.
pub(crate) fn notices(shared: &Shared<'_>, number: usize) -> (Notices, Notices) {
    let path = |name: &str| shared.options.staging.join(format!("{name}-{number}.part"));
    (Notices::new(path("quarantine")), Notices::new(path("warnings")))
}

/// A table and its files, in the order in which they were given.
#[derive(Debug)]
pub(crate) struct TableJob<'a> {
    pub(crate) table: &'a Table,
    pub(crate) kind: Kind,
    pub(crate) files: Vec<Found>,
}

/// Reads the files of one table and writes its Parquet files.
pub(crate) fn run(job: &TableJob<'_>, number: usize, shared: &Shared<'_>) -> Result<(StagedTable, Parts), IntakeError> {
    let (mut quarantine, mut warnings) = notices(shared, number);
    let mut builder: Option<Builder<'_>> = None;
    let mut sources = Vec::new();
    let mut missing: Vec<String> = Vec::new();
    let mut unknown: Vec<String> = Vec::new();
    let mut lines = 0;
    // The file given last comes first: its rows stand where a key comes twice.
    for file in job.files.iter().rev() {
        let mut input = Input::open(file, job)?;
        let plan = Plan::new(job.table, &input.plan_headings());
        missing = if builder.is_none() { plan.missing.clone() } else { missing.into_iter().filter(|name| plan.missing.contains(name)).collect() };
        unknown.extend(input.unknown(&plan).into_iter().filter(|name| !unknown.contains(name)).collect::<Vec<_>>());
        let into = match &mut builder {
            Some(into) => {
                into.next_file(plan, lines)?;
                into
            }
            none => none.insert(Builder::new(job.table, plan, shared.options.staging, shared.horizon())),
        };
        let mut desk = Desk { quarantine: &mut quarantine, warnings: &mut warnings, file: &file.name };
        let before = into.quarantined;
        let read = input.read(into, &mut desk, shared)?;
        lines = read.lines;
        sources.push(SourceFile {
            name: file.name.clone(),
            sha256: read.sha256,
            bytes: read.bytes,
            rows: read.rows,
            quarantined: into.quarantined - before,
            passed_over: read.passed_over,
        });
    }
    sources.reverse();
    let builder = builder.ok_or(IntakeError::Stopped)?;
    let held = if shared.options.mode == Mode::Upsert { shared.options.current.get(&job.table.name) } else { None };
    let (quarantined, warned) = (builder.quarantined, builder.warned);
    let (parts, merged) = match held {
        None => (builder.finish()?, None),
        Some(held) => upsert::merge(builder, job.table, held, shared.horizon()).map(|(parts, merged)| (parts, Some(merged)))?,
    };
    let built = Built::new(parts);
    let table = StagedTable {
        table: job.table.name.clone(),
        kind: job.kind.clone(),
        sha256: built.sha256,
        rows: built.rows,
        merged,
        quarantined,
        warned,
        columns_missing: missing,
        columns_unknown: unknown,
        first_happened: built.first,
        last_happened: built.last,
        parts: built.parts,
        sources,
    };
    Ok((table, Parts { quarantine: quarantine.finish()?, warnings: warnings.finish()? }))
}

/// A file, opened.
enum Input<'a> {
    Text { file: &'a Found, reader: Box<Reader>, layout: Option<Layout> },
    Parquet { file: &'a Found, before: Stamp, headings: Vec<String> },
}

/// What a file held.
struct Read {
    lines: u64,
    rows: u64,
    passed_over: u64,
    bytes: u64,
    sha256: String,
}

impl<'a> Input<'a> {
    fn open(file: &'a Found, job: &TableJob<'_>) -> Result<Input<'a>, IntakeError> {
        if file.is_parquet() {
            let before = Stamp::of(&file.path)?;
            return Ok(Input::Parquet { file, before, headings: parquet_in::headings(&file.path)? });
        }
        let reader = Box::new(Reader::open(Source::open(&file.path)?)?);
        let layout = if job.kind == Kind::Population { Layout::of(&reader.headings) } else { None };
        Ok(Input::Text { file, reader, layout })
    }

    /// The headings that rows are handed on under.
    fn plan_headings(&self) -> Vec<String> {
        match self {
            Input::Text { layout: Some(_), .. } => population::HEADINGS.iter().map(|heading| (*heading).to_owned()).collect(),
            Input::Text { reader, .. } => reader.headings.clone(),
            Input::Parquet { headings, .. } => headings.clone(),
        }
    }

    /// Headings that are not used; a published file has many by nature.
    fn unknown(&self, plan: &Plan) -> Vec<String> {
        if matches!(self, Input::Text { layout: Some(_), .. }) { Vec::new() } else { plan.unknown.clone() }
    }

    fn read(&mut self, into: &mut Builder<'_>, desk: &mut Desk<'_>, shared: &Shared<'_>) -> Result<Read, IntakeError> {
        let mut told = 0;
        let (mut rows, mut lines, mut passed_over) = (0_u64, 0, 0);
        match self {
            Input::Text { file, reader, layout } => {
                loop {
                    if rows.is_multiple_of(STEP) {
                        shared.tell(&file.name, &mut told, reader.bytes())?;
                    }
                    let Some(record) = reader.next()? else {
                        break;
                    };
                    rows += 1;
                    lines = record.line;
                    match layout {
                        Some(layout) if record.fault.is_none() => {
                            if layout.wants(&record) {
                                into.row(record.line, None, &population::Row { layout, row: &record }, desk)?;
                            } else {
                                passed_over += 1;
                            }
                        }
                        _ => into.row(record.line, record.fault, &record, desk)?,
                    }
                }
                shared.tell(&file.name, &mut told, file.bytes)?;
                let (bytes, sha256) = reader.finish()?;
                Ok(Read { lines, rows, passed_over, bytes, sha256 })
            }
            Input::Parquet { file, before, .. } => {
                let mut reader = parquet_in::open(&file.path)?;
                while let Some(columns) = parquet_in::next(&mut reader, &file.path)? {
                    let count = columns.first().map_or(0, arrow::array::Array::len);
                    for row in 0..count {
                        rows += 1;
                        let row = BatchRow { columns: &columns, row };
                        let nul = (0..row.len()).any(|index| memchr::memchr(0, row.get(index)).is_some());
                        into.row(rows, nul.then_some(RowFault::Nul), &row, desk)?;
                    }
                    let so_far = told;
                    shared.tell(&file.name, &mut told, so_far)?;
                }
                shared.tell(&file.name, &mut told, file.bytes)?;
                let (bytes, sha256) = parquet_in::finish(&file.path, *before)?;
                Ok(Read { lines: rows, rows, passed_over: 0, bytes, sha256 })
            }
        }
    }
}
