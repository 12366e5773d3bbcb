//! A table's files. A large table has several, so that a few records that come later rewrite a small part of it.

use crate::api::{Reach, TablePart};
use crate::build::{BATCH, coded};
use crate::error::IntakeError;
use crate::stage::StageFile;
use arrow::array::{Date32Array, RecordBatch};
use arrow::compute::concat_batches;
use arrow::datatypes::SchemaRef;
use sha2::{Digest, Sha256};
use sightline_definitions::{DateKind, Table};
use sightline_model::Day;
use std::path::{Path, PathBuf};

/// Rows of a part. Measured on the invented county: a part of this size is rewritten in some 30 ms, and reading a table in parts costs next to nothing.
pub(crate) const PART: usize = 2 * BATCH;

/// A table that is written, or merged with what was held.
pub(crate) struct Built {
    pub(crate) parts: Vec<TablePart>,
    pub(crate) sha256: String,
    pub(crate) rows: u64,
    pub(crate) first: Option<Day>,
    pub(crate) last: Option<Day>,
}

impl Built {
    pub(crate) fn new(parts: Vec<TablePart>) -> Built {
        let sha256 = match parts.as_slice() {
            [only] => only.sha256.clone(),
            several => {
                let mut digest = Sha256::new();
                several.iter().for_each(|part| digest.update(part.sha256.as_bytes()));
                crate::source::hex(&digest.finalize())
            }
        };
        let reaches = || parts.iter().filter_map(|part| part.reach);
        let (first, last) = (reaches().filter_map(|reach| reach.first).min(), reaches().filter_map(|reach| reach.last).max());
        Built { sha256, rows: parts.iter().map(|part| part.rows).sum(), first, last, parts }
    }
}

/// Writes rows into parts of one size, so that the same rows give the same files.
pub(crate) struct PartWriter<'a> {
    table: &'a Table,
    schema: SchemaRef,
    folder: PathBuf,
    horizon: Day,
    waiting: Vec<RecordBatch>,
    rows: usize,
    done: Vec<TablePart>,
    number: usize,
}

impl<'a> PartWriter<'a> {
    pub(crate) fn new(table: &'a Table, schema: SchemaRef, folder: &Path, horizon: Day) -> PartWriter<'a> {
        PartWriter { table, schema, folder: folder.to_owned(), horizon, waiting: Vec::new(), rows: 0, done: Vec::new(), number: 0 }
    }

    pub(crate) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Adds rows; full parts are written.
    pub(crate) fn write(&mut self, batch: RecordBatch) -> Result<(), IntakeError> {
        let mut rest = batch;
        while self.rows + rest.num_rows() > PART {
            let room = PART - self.rows;
            self.waiting.push(rest.slice(0, room));
            rest = rest.slice(room, rest.num_rows() - room);
            self.cut()?;
        }
        self.rows += rest.num_rows();
        self.waiting.push(rest);
        Ok(())
    }

    /// Writes what waits as a part.
    pub(crate) fn cut(&mut self) -> Result<(), IntakeError> {
        let batch = self.together()?;
        let part = self.part(&batch)?;
        self.done.push(part);
        Ok(())
    }

    /// What waits, as one batch; nothing waits afterwards.
    fn together(&mut self) -> Result<RecordBatch, IntakeError> {
        self.rows = 0;
        let waiting = std::mem::take(&mut self.waiting);
        concat_batches(&self.schema, &waiting).map_err(|error| self.wrong(&error))
    }

    /// The rows, if none has been written yet.
    pub(crate) fn few(&mut self) -> Result<Option<RecordBatch>, IntakeError> {
        if self.done.is_empty() { self.together().map(Some) } else { Ok(None) }
    }

    /// Ends the table; one without rows has a file without rows.
    pub(crate) fn finish(mut self) -> Result<Vec<TablePart>, IntakeError> {
        if self.rows > 0 || self.done.is_empty() {
            self.cut()?;
        }
        Ok(self.done)
    }

    /// Writes some rows as a part of their own.
    pub(crate) fn part(&mut self, batch: &RecordBatch) -> Result<TablePart, IntakeError> {
        let path = self.folder.join(format!("{}-{}.parquet", self.table.name, self.number));
        self.number += 1;
        let mut file = StageFile::create(&path, self.schema.clone(), &coded(self.table))?;
        for start in (0..batch.num_rows()).step_by(BATCH) {
            file.write(&batch.slice(start, BATCH.min(batch.num_rows() - start)))?;
        }
        let staged = file.finish()?;
        let reach = Some(reach(self.table, batch, self.horizon));
        Ok(TablePart { path: staged.path, sha256: staged.sha256, rows: staged.rows, reach, staged: true })
    }

    fn wrong(&self, error: &dyn std::fmt::Display) -> IntakeError {
        IntakeError::Write { path: self.folder.join(&self.table.name), message: error.to_string() }
    }
}

/// The columns of a table that tell on what days something happened.
pub(crate) fn happened(table: &Table) -> impl Iterator<Item = &str> {
    let happened = |column: &&sightline_definitions::Column| !matches!(column.date_kind, Some(DateKind::Planned | DateKind::Life));
    table.columns.iter().filter(happened).map(|column| column.name.as_str())
}

/// The days on which something happened.
pub(crate) fn reach(table: &Table, batch: &RecordBatch, horizon: Day) -> Reach {
    let mut reach = Reach::default();
    let columns = happened(table).filter_map(|name| batch.column_by_name(name)?.as_any().downcast_ref::<Date32Array>());
    for number in columns.flat_map(|days| days.iter().flatten()) {
        let day = Day::from_epoch(number);
        if day > horizon {
            reach.beyond = Some(reach.beyond.map_or(day, |known| known.min(day)));
        } else {
            reach.first = Some(reach.first.map_or(day, |known| known.min(day)));
            reach.last = Some(reach.last.map_or(day, |known| known.max(day)));
        }
    }
    reach
}
