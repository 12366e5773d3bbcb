//! A few children's rows out of a table's files, and back among the others.

use crate::EngineError;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, RecordBatch, StringArray, new_null_array};
use datafusion::arrow::compute::{cast, concat_batches, filter_record_batch};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::row::{OwnedRow, RowConverter, SortField};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder, RowSelection};
use sightline_model::ChildSet;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The column by which children are told apart.
pub(crate) const CHILD: &str = "child_id";

/// Values of the columns by which rows are joined besides: the column, and the values that rows of the children have in it.
pub(crate) type Links = BTreeMap<String, BTreeSet<String>>;

pub(crate) fn fault(path: &Path, why: &dyn std::fmt::Display) -> EngineError {
    EngineError::File { doing: "read", path: path.display().to_string(), why: why.to_string() }
}

fn builder(path: &Path) -> Result<ParquetRecordBatchReaderBuilder<File>, EngineError> {
    let file = File::open(path).map_err(|error| fault(path, &error))?;
    ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| fault(path, &error))
}

/// Reads some columns of a file; those that it lacks are left out.
pub(crate) fn columns(path: &Path, names: &[&str]) -> Result<ParquetRecordBatchReader, EngineError> {
    let builder = builder(path)?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), names.iter().copied());
    builder.with_projection(mask).with_batch_size(32 * 1024).build().map_err(|error| fault(path, &error))
}

/// Every row of a file.
pub(crate) fn whole(path: &Path) -> Result<RecordBatch, EngineError> {
    let builder = builder(path)?;
    let schema = loose(builder.schema());
    let reader = builder.with_batch_size(32 * 1024).build().map_err(|error| fault(path, &error))?;
    let batches: Vec<RecordBatch> =
        reader.map(|batch| batch.map_err(|error| fault(path, &error)).and_then(|batch| fitted(&batch, &schema, path))).collect::<Result<_, _>>()?;
    concat_batches(&schema, &batches).map_err(|error| fault(path, &error))
}

/// A schema that the rows of some have in common with those of others: no column is marked as always filled, and text is held in one way.
pub(crate) fn loose(schema: &SchemaRef) -> SchemaRef {
    let kind = |kind: &DataType| match kind {
        DataType::Utf8View | DataType::LargeUtf8 => DataType::Utf8,
        other => other.clone(),
    };
    Arc::new(Schema::new(schema.fields().iter().map(|field| Field::new(field.name(), kind(field.data_type()), true)).collect::<Vec<_>>()))
}

/// A batch with the columns of a schema.
pub(crate) fn fitted(batch: &RecordBatch, schema: &SchemaRef, path: &Path) -> Result<RecordBatch, EngineError> {
    let arrays = schema.fields().iter().map(|field| match batch.column_by_name(field.name()) {
        Some(column) if column.data_type() == field.data_type() => Ok(Arc::clone(column)),
        Some(column) => cast(column, field.data_type()).map_err(|_| fault(path, &format!("the column {} is of another type", field.name()))),
        None => Ok(new_null_array(field.data_type(), batch.num_rows())),
    });
    let arrays: Vec<ArrayRef> = arrays.collect::<Result<_, _>>()?;
    RecordBatch::try_new(Arc::clone(schema), arrays).map_err(|error| fault(path, &error))
}

fn texts<'a>(batch: &'a RecordBatch, name: &str) -> Option<&'a StringArray> {
    batch.column_by_name(name).filter(|column| column.data_type() == &DataType::Utf8).map(|column| column.as_string::<i32>())
}

/// The numbers of the rows of a file that are about the children. A row that names no child goes with those whose links it shares.
fn rows_of(path: &Path, children: &ChildSet, links: &Links) -> Result<Vec<usize>, EngineError> {
    let mut found = Vec::new();
    let mut base = 0;
    let mut unnamed = false;
    for batch in columns(path, &[CHILD])? {
        let batch = batch.map_err(|error| fault(path, &error))?;
        let ids = texts(&batch, CHILD).ok_or_else(|| fault(path, &"it has no column child_id"))?;
        unnamed |= ids.null_count() > 0;
        found.extend(ids.iter().enumerate().filter(|(_, id)| id.is_some_and(|id| children.contains(id))).map(|(row, _)| base + row));
        base += batch.num_rows();
    }
    if unnamed && !links.is_empty() {
        let mut names: Vec<&str> = links.keys().map(String::as_str).collect();
        names.push(CHILD);
        let mut base = 0;
        for batch in columns(path, &names)? {
            let batch = batch.map_err(|error| fault(path, &error))?;
            let ids = texts(&batch, CHILD).ok_or_else(|| fault(path, &"it has no column child_id"))?;
            let linked: Vec<_> = links.iter().filter_map(|(name, values)| Some((texts(&batch, name)?, values))).collect();
            let shares = |row: usize| linked.iter().any(|(column, values)| column.is_valid(row) && values.contains(column.value(row)));
            found.extend((0..batch.num_rows()).filter(|row| ids.is_null(*row) && shares(*row)).map(|row| base + row));
            base += batch.num_rows();
        }
        found.sort_unstable();
    }
    Ok(found)
}

/// The rows of a table that are about the children, in columns of `schema`, or of the files' own.
pub(crate) fn slice(files: &[PathBuf], schema: Option<SchemaRef>, children: &ChildSet, links: &Links) -> Result<RecordBatch, EngineError> {
    let mut schema = schema;
    let mut batches = Vec::new();
    for path in files {
        let rows = rows_of(path, children, links)?;
        if rows.is_empty() && schema.is_some() {
            continue;
        }
        let builder = builder(path)?;
        let columns = Arc::clone(schema.get_or_insert_with(|| loose(builder.schema())));
        let total = usize::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or(0);
        let selection = RowSelection::from_consecutive_ranges(rows.iter().map(|row| *row..row + 1), total);
        for batch in builder.with_row_selection(selection).build().map_err(|error| fault(path, &error))? {
            batches.push(fitted(&batch.map_err(|error| fault(path, &error))?, &columns, path)?);
        }
    }
    let schema = schema.unwrap_or_else(|| Arc::new(Schema::empty()));
    concat_batches(&schema, &batches).map_err(|error| fault(Path::new("rows"), &error))
}

/// Adds to `children` everyone whose rows share a link with a row of theirs, and so on; the links are returned. `None` if they are more than `most`.
pub(crate) fn closure(
    sources: &[Vec<PathBuf>],
    names: &BTreeSet<String>,
    children: &mut ChildSet,
    most: usize,
) -> Result<Option<Links>, EngineError> {
    let mut links: Links = names.iter().map(|name| (name.clone(), BTreeSet::new())).collect();
    if names.is_empty() {
        return Ok(Some(links));
    }
    let mut wanted: Vec<&str> = names.iter().map(String::as_str).collect();
    wanted.push(CHILD);
    let mut held = Vec::new();
    for path in sources.iter().flatten() {
        for batch in columns(path, &wanted)? {
            let batch = batch.map_err(|error| fault(path, &error))?;
            if batch.num_columns() > 1 && batch.column_by_name(CHILD).is_some() {
                held.push(batch);
            }
        }
    }
    loop {
        let before = (children.len(), links.values().map(BTreeSet::len).sum::<usize>());
        for batch in &held {
            let Some(ids) = texts(batch, CHILD) else { continue };
            for name in names {
                let Some(column) = texts(batch, name) else { continue };
                let values = links.entry(name.clone()).or_default();
                for row in (0..batch.num_rows()).filter(|row| ids.is_valid(*row) && column.is_valid(*row)) {
                    if children.contains(ids.value(row)) {
                        values.insert(column.value(row).to_owned());
                    } else if values.contains(column.value(row)) {
                        children.insert(ids.value(row));
                    }
                }
            }
        }
        if children.len() > most {
            return Ok(None);
        }
        if before == (children.len(), links.values().map(BTreeSet::len).sum::<usize>()) {
            return Ok(Some(links));
        }
    }
}

/// Which rows are about the children; `None` if a row names no child.
pub(crate) fn about(batch: &RecordBatch, children: &ChildSet) -> Option<BooleanArray> {
    let ids = texts(batch, CHILD).filter(|ids| ids.null_count() == 0)?;
    Some(ids.iter().map(|id| Some(id.is_some_and(|id| children.contains(id)))).collect())
}

/// Which rows are about anyone else.
pub(crate) fn not_about(batch: &RecordBatch, children: &ChildSet) -> BooleanArray {
    match texts(batch, CHILD) {
        Some(ids) => ids.iter().map(|id| Some(id.is_none_or(|id| !children.contains(id)))).collect(),
        None => std::iter::repeat_n(Some(true), batch.num_rows()).collect(),
    }
}

pub(crate) fn filtered(batch: &RecordBatch, keep: &BooleanArray) -> Result<RecordBatch, EngineError> {
    filter_record_batch(batch, keep).map_err(|error| fault(Path::new("rows"), &error))
}

/// Rows in an order of their own, for comparison.
fn sorted(batches: &[RecordBatch]) -> Result<Vec<OwnedRow>, EngineError> {
    let wrong = |error: datafusion::arrow::error::ArrowError| fault(Path::new("rows"), &error);
    let Some(first) = batches.first() else { return Ok(Vec::new()) };
    let fields = first.schema().fields().iter().map(|field| SortField::new(field.data_type().clone())).collect();
    let converter = RowConverter::new(fields).map_err(wrong)?;
    let mut rows = Vec::new();
    for batch in batches {
        rows.extend(converter.convert_columns(batch.columns()).map_err(wrong)?.iter().map(|row| row.owned()));
    }
    rows.sort_unstable();
    Ok(rows)
}

/// True if both hold the same rows, in whatever order.
pub(crate) fn same(a: &RecordBatch, b: &RecordBatch) -> Result<bool, EngineError> {
    Ok(a.num_rows() == b.num_rows() && sorted(std::slice::from_ref(a))? == sorted(std::slice::from_ref(b))?)
}

/// True if two tables hold the same rows, in whatever order and however divided into files.
///
/// # Errors
/// If a file cannot be read, or they have not the same columns.
pub fn same_rows(a: &[PathBuf], b: &[PathBuf]) -> Result<bool, EngineError> {
    let read = |files: &[PathBuf]| files.iter().map(|path| whole(path)).collect::<Result<Vec<_>, _>>();
    Ok(sorted(&read(a)?)? == sorted(&read(b)?)?)
}
