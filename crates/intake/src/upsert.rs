//! New rows beside rows held already: a new row takes the place of the one with its key.
//!
//! A few new rows touch few files: where a key is held, its part is written anew with the new row in the old one's place; new keys go into the last
//! part until it is full. The other parts stay as they are, so that parts never grow in number but with the rows. Many new rows, and rows whose key
//! is not their own, are written before all rows held, anew.

use crate::api::{Merged, Reach, TablePart};
use crate::build::{BATCH, Builder};
use crate::error::IntakeError;
use crate::keys::KeyHash;
use crate::parts::{self, PART, PartWriter};
use arrow::array::{Array, ArrayRef, BooleanArray, Date32Array, Int64Array, RecordBatch, StringArray, UInt64Array, make_comparator, new_null_array};
use arrow::compute::{BatchCoalescer, concat_batches, filter_record_batch, interleave_record_batch, take_record_batch};
use arrow::datatypes::SchemaRef;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use sightline_definitions::Table;
use sightline_model::{ChildSet, Day};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// More children than this are not told apart: the tables that rest on them are worked out as a whole.
const MANY: usize = 2_000;

/// Puts the new rows among those held.
pub(crate) fn merge(mut builder: Builder<'_>, table: &Table, held: &[TablePart], horizon: Day) -> Result<(Vec<TablePart>, Merged), IntakeError> {
    let key = builder.plan.key.clone();
    match builder.few()? {
        Some(new) => Merge::new(builder.into_writer(), table, &key, new).run(held, horizon),
        None => {
            for part in held {
                keep(&mut builder, &part.path)?;
            }
            let changed = builder.replaced;
            let before: u64 = held.iter().map(|part| part.rows).sum();
            let parts = builder.finish()?;
            let after: u64 = parts.iter().map(|part| part.rows).sum();
            Ok((parts, Merged { added: after.saturating_sub(before), changed, unchanged: 0, children: None }))
        }
    }
}

/// A few new rows on their way into the parts held.
struct Merge<'a> {
    out: PartWriter<'a>,
    table: &'a Table,
    key: Vec<usize>,
    new: RecordBatch,
    /// The new rows by the hash of their key.
    by_key: BTreeMap<KeyHash, usize>,
    /// New rows whose key was found among those held.
    placed: Vec<bool>,
    merged: Merged,
    child: Option<usize>,
}

impl<'a> Merge<'a> {
    fn new(out: PartWriter<'a>, table: &'a Table, key: &[usize], new: RecordBatch) -> Merge<'a> {
        let by_key = (0..new.num_rows()).map(|row| (key_of(&new, key, row), row)).collect();
        let child = table.columns.iter().position(|column| column.name == "child_id");
        let merged = Merged { children: child.map(|_| ChildSet::default()), ..Merged::default() };
        Merge { out, table, key: key.to_vec(), placed: vec![false; new.num_rows()], new, by_key, merged, child }
    }

    fn run(mut self, held: &[TablePart], horizon: Day) -> Result<(Vec<TablePart>, Merged), IntakeError> {
        let mut parts = Vec::with_capacity(held.len() + 1);
        for part in held {
            let changed = if self.new.num_rows() == 0 { None } else { self.replace(part)? };
            parts.push(match changed {
                Some(batch) => Settled::Anew(batch),
                None => Settled::Held(self.known(part, horizon)?),
            });
        }
        let added: Vec<usize> = (0..self.new.num_rows()).filter(|row| !self.placed[*row]).collect();
        if !added.is_empty() {
            self.append(&mut parts, &added)?;
        }
        let mut settled = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Settled::Held(part) => settled.push(part),
                Settled::Anew(batch) => {
                    // A part of a snapshot of old may be as large as its table.
                    for start in (0..batch.num_rows()).step_by(PART) {
                        settled.push(self.out.part(&batch.slice(start, PART.min(batch.num_rows() - start)))?);
                    }
                }
            }
        }
        Ok((settled, self.merged))
    }

    /// A part's rows with new ones in the places of those with their keys; `None` if nothing of it changes.
    fn replace(&mut self, part: &TablePart) -> Result<Option<RecordBatch>, IntakeError> {
        let names: Vec<&str> = self.key.iter().filter_map(|index| self.table.columns.get(*index)).map(|column| column.name.as_str()).collect();
        let mut matched: Vec<(usize, usize)> = Vec::new();
        let mut base = 0;
        for batch in open(&part.path, Some(&names))? {
            let batch = batch.map_err(|error| unreadable(&part.path, &error))?;
            let columns: Vec<Option<&ArrayRef>> = names.iter().map(|name| batch.column_by_name(name)).collect();
            for row in 0..batch.num_rows() {
                let key = columns.iter().fold(KeyHash::START, |hash, column| column.map_or_else(|| hash.add(&[]), |column| add(hash, column, row)));
                if let Some(new) = self.by_key.get(&key) {
                    matched.push((base + row, *new));
                }
            }
            base += batch.num_rows();
        }
        if matched.is_empty() {
            return Ok(None);
        }
        let held = whole(&part.path, self.out.schema())?;
        let wrong = |error: arrow::error::ArrowError| unreadable(&part.path, &error);
        let columns = held.columns().iter().zip(self.new.columns());
        let compare: Vec<_> = columns.map(|(a, b)| make_comparator(a, b, Default::default())).collect::<Result<_, _>>().map_err(wrong)?;
        let mut takes: Vec<(usize, usize)> = (0..held.num_rows()).map(|row| (0, row)).collect();
        let mut differs = false;
        for (row, new) in matched {
            self.placed[new] = true;
            if compare.iter().all(|compare| compare(row, new).is_eq()) {
                self.merged.unchanged += 1;
                continue;
            }
            differs = true;
            self.merged.changed += 1;
            takes[row] = (1, new);
            self.touch(&held, row);
            self.touch(&self.new.clone(), new);
        }
        if !differs {
            return Ok(None);
        }
        interleave_record_batch(&[&held, &self.new], &takes).map(Some).map_err(wrong)
    }

    /// Rows with new keys go into the last part, or into one of their own if it is full.
    fn append(&mut self, parts: &mut Vec<Settled>, added: &[usize]) -> Result<(), IntakeError> {
        let wrong = |error: arrow::error::ArrowError| unreadable(Path::new(&self.table.name), &error);
        let rows = UInt64Array::from_iter_values(added.iter().map(|row| *row as u64));
        let new = take_record_batch(&self.new, &rows).map_err(wrong)?;
        for row in 0..new.num_rows() {
            self.touch(&new, row);
        }
        self.merged.added = new.num_rows() as u64;
        let last = parts.pop_if(|part| part.rows() + new.num_rows() <= PART);
        let schema = Arc::clone(self.out.schema());
        let batch = match last {
            None => new,
            Some(Settled::Anew(last)) => concat_batches(&schema, [&last, &new]).map_err(wrong)?,
            Some(Settled::Held(last)) => concat_batches(&schema, [&whole(&last.path, &schema)?, &new]).map_err(wrong)?,
        };
        parts.push(Settled::Anew(batch));
        Ok(())
    }

    /// Notes the child that a row is about.
    fn touch(&mut self, batch: &RecordBatch, row: usize) {
        let Some(children) = &mut self.merged.children else { return };
        let ids = self.child.and_then(|index| batch.column(index).as_any().downcast_ref::<StringArray>());
        match ids.filter(|ids| ids.is_valid(row)) {
            Some(ids) if children.len() < MANY => {
                children.insert(ids.value(row));
            }
            _ => self.merged.children = None,
        }
    }

    /// A part that stays, with the days it tells of.
    fn known(&self, part: &TablePart, horizon: Day) -> Result<TablePart, IntakeError> {
        let stands = |reach: &Reach| reach.last.is_none_or(|day| day <= horizon) && reach.beyond.is_none_or(|day| day > horizon);
        if part.reach.as_ref().is_some_and(stands) {
            return Ok(TablePart { staged: false, ..part.clone() });
        }
        let names: Vec<&str> = parts::happened(self.table).collect();
        let mut reach = Reach::default();
        for batch in open(&part.path, Some(&names))? {
            let here = parts::reach(self.table, &batch.map_err(|error| unreadable(&part.path, &error))?, horizon);
            let earlier = |a: Option<Day>, b: Option<Day>| a.into_iter().chain(b).min();
            reach.first = earlier(reach.first, here.first);
            reach.last = reach.last.max(here.last);
            reach.beyond = earlier(reach.beyond, here.beyond);
        }
        Ok(TablePart { staged: false, reach: Some(reach), ..part.clone() })
    }
}

/// A part as it will be.
enum Settled {
    Held(TablePart),
    Anew(RecordBatch),
}

impl Settled {
    fn rows(&self) -> usize {
        match self {
            Settled::Held(part) => usize::try_from(part.rows).unwrap_or(usize::MAX),
            Settled::Anew(batch) => batch.num_rows(),
        }
    }
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> IntakeError {
    IntakeError::Held { path: path.to_owned(), message: error.to_string() }
}

/// Opens a file held, for all its columns or for some.
fn open(path: &Path, names: Option<&[&str]>) -> Result<ParquetRecordBatchReader, IntakeError> {
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| unreadable(path, &error))?;
    let mask = match names {
        None => ProjectionMask::all(),
        Some(names) => ProjectionMask::columns(builder.parquet_schema(), names.iter().copied()),
    };
    builder.with_projection(mask).with_batch_size(BATCH).build().map_err(|error| unreadable(path, &error))
}

/// The rows of a file held.
fn whole(path: &Path, schema: &SchemaRef) -> Result<RecordBatch, IntakeError> {
    let batches: Vec<RecordBatch> = open(path, None)?
        .map(|batch| batch.map_err(|error| unreadable(path, &error)).and_then(|batch| fitted(&batch, schema, path)))
        .collect::<Result<_, _>>()?;
    concat_batches(schema, &batches).map_err(|error| unreadable(path, &error))
}

/// A batch with the model's columns: one that was added to the model since is not recorded.
fn fitted(batch: &RecordBatch, schema: &SchemaRef, path: &Path) -> Result<RecordBatch, IntakeError> {
    let columns = schema.fields().iter().map(|field| match batch.column_by_name(field.name()) {
        Some(column) if column.data_type() == field.data_type() => Ok(Arc::clone(column)),
        Some(_) => Err(unreadable(path, &format!("the column {} is of another type", field.name()))),
        None => Ok(new_null_array(field.data_type(), batch.num_rows())),
    });
    let columns: Vec<ArrayRef> = columns.collect::<Result<_, _>>()?;
    RecordBatch::try_new(Arc::clone(schema), columns).map_err(|error| unreadable(path, &error))
}

/// Adds the rows of a file held that no new row replaces.
fn keep(builder: &mut Builder<'_>, path: &Path) -> Result<(), IntakeError> {
    let held = |error: &dyn std::fmt::Display| unreadable(path, error);
    let schema = Arc::clone(builder.schema());
    // Batches of one size, so that the bytes written depend on the rows and not on how they lay before.
    let mut same_size = BatchCoalescer::new(Arc::clone(&schema), BATCH);
    for batch in open(path, None)? {
        let batch = fitted(&batch.map_err(|error| held(&error))?, &schema, path)?;
        let keep: BooleanArray =
            (0..batch.num_rows()).map(|row| Some(builder.plan.key.is_empty() || !builder.has(key_of(&batch, &builder.plan.key, row)))).collect();
        let dropped = keep.false_count();
        builder.replaced += dropped as u64;
        let kept = if dropped == 0 { batch } else { filter_record_batch(&batch, &keep).map_err(|error| held(&error))? };
        same_size.push_batch(kept).map_err(|error| held(&error))?;
        while let Some(batch) = same_size.next_completed_batch() {
            builder.copy(batch)?;
        }
    }
    same_size.finish_buffered_batch().map_err(|error| held(&error))?;
    while let Some(batch) = same_size.next_completed_batch() {
        builder.copy(batch)?;
    }
    Ok(())
}

/// The hash of a row's key.
fn key_of(batch: &RecordBatch, key: &[usize], row: usize) -> KeyHash {
    key.iter().fold(KeyHash::START, |hash, index| add(hash, batch.column(*index), row))
}

/// Adds a value to the hash of a key, as the builder does for a new row.
fn add(hash: KeyHash, column: &ArrayRef, row: usize) -> KeyHash {
    let any = column.as_any();
    if column.is_null(row) {
        hash.add(&[])
    } else if let Some(texts) = any.downcast_ref::<StringArray>() {
        hash.add(texts.value(row).as_bytes())
    } else if let Some(days) = any.downcast_ref::<Date32Array>() {
        hash.add(&i64::from(days.value(row)).to_le_bytes())
    } else if let Some(numbers) = any.downcast_ref::<Int64Array>() {
        hash.add(&numbers.value(row).to_le_bytes())
    } else {
        hash
    }
}
