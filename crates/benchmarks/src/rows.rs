//! Reads the figures of some measures out of a source's table, and no more of it than that.

use crate::error::BenchmarkError;
use crate::folder::{Extent, Figures, Folder};
use crate::period::Mark;
use crate::value::Given;
use arrow::array::{Array, AsArray, RecordBatch, StringArray};
use arrow::datatypes::{Date32Type, Float64Type, Int16Type, Int32Type};
use parquet::arrow::arrow_reader::{ParquetRecordBatchReaderBuilder, RowSelection};
use sightline_model::Day;
use std::collections::HashMap;
use std::fs::File;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// One published figure of a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The area's key.
    pub area: Arc<str>,
    /// The year in which its period ends.
    pub year: i16,
    /// The period's label, as published.
    pub label: Arc<str>,
    /// First and last day, where known.
    pub days: Option<(Day, Day)>,
    /// The value, if it is given.
    pub value: Option<f64>,
    /// Whether it is, and if not, why.
    pub given: Given,
    /// How far it is settled.
    pub mark: Mark,
}

/// Figures of measures, by measure; each in order of year and area.
pub(crate) type Rows = HashMap<String, Vec<Shown>>;

/// Reads these measures' rows.
pub(crate) fn read(folder: &Folder, figures: &Figures, wanted: &[&Extent]) -> Result<Rows, BenchmarkError> {
    let path = folder.file(&figures.sha256);
    let own = |e: &dyn std::fmt::Display| BenchmarkError::own(&path, e);
    let file = File::open(&path).map_err(|e| own(&e))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| own(&e))?;
    let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let mut ranges: Vec<Range<usize>> = wanted.iter().map(|e| size(e.first)..size(e.first) + size(e.rows)).collect();
    ranges.sort_by_key(|r| r.start);
    // Only the groups that hold wanted rows are opened; rows are then counted from the first of them.
    let (mut groups, mut here, mut chosen, mut before) = (Vec::new(), Vec::new(), 0usize, 0usize);
    for (group, metadata) in builder.metadata().row_groups().iter().enumerate() {
        let rows = usize::try_from(metadata.num_rows()).unwrap_or(0);
        let span = before..before + rows;
        let inside = ranges.iter().map(|r| r.start.max(span.start)..r.end.min(span.end)).filter(|r| r.start < r.end);
        let mut inside: Vec<Range<usize>> = inside.map(|r| r.start - before + chosen..r.end - before + chosen).collect();
        if !inside.is_empty() {
            groups.push(group);
            here.append(&mut inside);
            chosen += rows;
        }
        before += rows;
    }
    let selection = RowSelection::from_consecutive_ranges(joined(here).into_iter(), chosen);
    let reader = builder.with_row_groups(groups).with_row_selection(selection).with_batch_size(16 * 1024).build().map_err(|e| own(&e))?;
    let mut rows = Rows::new();
    for batch in reader {
        unpack(&batch.map_err(|e| own(&e))?, &mut rows).ok_or_else(|| own(&"its columns are not those of a table of figures"))?;
    }
    rows.shrink_to_fit();
    check(&path, &rows, wanted)?;
    Ok(rows)
}

/// Every row that the index promises must be there.
fn check(path: &Path, rows: &Rows, wanted: &[&Extent]) -> Result<(), BenchmarkError> {
    let held = |measure: &str| rows.get(measure).map_or(0, Vec::len) as u64;
    match wanted.iter().find(|e| held(&e.measure) != e.rows) {
        None => Ok(()),
        Some(extent) => Err(BenchmarkError::own(path, format!("its rows of `{}` are not where the index says", extent.measure))),
    }
}

/// Ranges that touch, as one.
fn joined(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => out.push(range),
        }
    }
    out
}

/// A column of repeated texts: its keys, and its texts shared by all rows.
struct Coded<'a> {
    keys: &'a [i32],
    texts: Vec<Arc<str>>,
}

impl Coded<'_> {
    fn at(&self, row: usize) -> Option<&Arc<str>> {
        self.texts.get(usize::try_from(*self.keys.get(row)?).ok()?)
    }
}

fn coded<'a>(batch: &'a RecordBatch, name: &str) -> Option<Coded<'a>> {
    let column = batch.column_by_name(name)?.as_dictionary_opt::<Int32Type>()?;
    let texts: &StringArray = column.values().as_string_opt::<i32>()?;
    Some(Coded { keys: column.keys().values(), texts: texts.iter().map(|t| Arc::from(t.unwrap_or_default())).collect() })
}

fn unpack(batch: &RecordBatch, rows: &mut Rows) -> Option<()> {
    let [measures, areas, labels, given, marks] = ["measure", "area", "label", "status", "mark"].map(|name| coded(batch, name));
    let (measures, areas, labels, given, marks) = (measures?, areas?, labels?, given?, marks?);
    let years = batch.column_by_name("year")?.as_primitive_opt::<Int16Type>()?;
    let starts = batch.column_by_name("starts_on")?.as_primitive_opt::<Date32Type>()?;
    let ends = batch.column_by_name("ends_on")?.as_primitive_opt::<Date32Type>()?;
    let values = batch.column_by_name("value")?.as_primitive_opt::<Float64Type>()?;
    let given_of: Vec<Given> = given.texts.iter().map(|t| Given::parse(t).unwrap_or(Given::NotAvailable)).collect();
    let mark_of: Vec<Mark> = marks.texts.iter().map(|t| Mark::parse(t).unwrap_or_default()).collect();
    let pick = |keys: &[i32], row: usize| usize::try_from(keys[row]).ok();
    let mut row = 0;
    while row < batch.num_rows() {
        // Rows of a measure stand together: its name is looked up once.
        let key = measures.keys[row];
        let end = (row..batch.num_rows()).find(|r| measures.keys[*r] != key).unwrap_or(batch.num_rows());
        let into = rows.entry(measures.at(row)?.to_string()).or_default();
        into.reserve(end - row);
        for at in row..end {
            let dated = starts.is_valid(at) && ends.is_valid(at);
            into.push(Shown {
                area: areas.at(at)?.clone(),
                year: years.value(at),
                label: labels.at(at)?.clone(),
                days: dated.then(|| (Day::from_epoch(starts.value(at)), Day::from_epoch(ends.value(at)))),
                value: values.is_valid(at).then(|| values.value(at)),
                given: *given_of.get(pick(given.keys, at)?)?,
                mark: *mark_of.get(pick(marks.keys, at)?)?,
            });
        }
        row = end;
    }
    Some(())
}
