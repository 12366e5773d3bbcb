//! A batch of an indicator's rows, and the keys by which dimensions know them.

use crate::keys::Keys;
use datafusion::arrow::array::{Array, AsArray, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{Date32Type, Float64Type, Int64Type};
use sightline_model::Day;

/// A batch of an indicator's rows, its columns by what they mean.
pub(crate) struct Rows {
    pub(crate) batch: RecordBatch,
    child: Option<StringArray>,
    record: Option<StringArray>,
    day: Option<Date32Array>,
    until: Option<Date32Array>,
    pub(crate) period: Option<StringArray>,
    pub(crate) met: Option<BooleanArray>,
    pub(crate) measured: Option<Float64Array>,
    pub(crate) numerator: Option<Float64Array>,
    pub(crate) denominator: Option<Float64Array>,
    pub(crate) counts: Option<Int64Array>,
    /// For each key column, each row's number (see [`Keys`]).
    keys: Vec<Vec<u32>>,
}

impl Rows {
    /// Reads a batch. `columns` are the key columns of the dimensions, given as `__key0`, `__key1` ...
    pub(crate) fn read(batch: RecordBatch, columns: &[String], known: &Keys) -> Rows {
        let text = |name: &str| batch.column_by_name(name).map(|a| a.as_string::<i32>().clone());
        let date = |name: &str| batch.column_by_name(name).map(|a| a.as_primitive::<Date32Type>().clone());
        let number = |name: &str| batch.column_by_name(name).map(|a| a.as_primitive::<Float64Type>().clone());
        Rows {
            child: text("__child"),
            record: text("__record"),
            day: date("__day"),
            until: date("__until"),
            period: text("__period"),
            met: batch.column_by_name("__met").map(|a| a.as_boolean().clone()),
            measured: number("__measured"),
            numerator: number("__numerator"),
            denominator: number("__denominator"),
            counts: batch.column_by_name("__counts").map(|a| a.as_primitive::<Int64Type>().clone()),
            keys: columns.iter().enumerate().filter_map(|(i, column)| Some(known.numbers(column, &text(&format!("__key{i}"))?))).collect(),
            batch,
        }
    }

    pub(crate) fn started(&self, row: usize) -> Option<Day> {
        let array = self.day.as_ref()?;
        array.is_valid(row).then(|| Day::from_epoch(array.value(row)))
    }

    pub(crate) fn ended(&self, row: usize) -> Day {
        match &self.until {
            Some(array) if array.is_valid(row) => Day::from_epoch(array.value(row)),
            _ => Day::FAR_FUTURE,
        }
    }

    /// The number of a row's key in a key column; [`Keys::UNKNOWN`] if no dimension knows the key.
    pub(crate) fn key(&self, column: usize, row: usize) -> u32 {
        self.keys.get(column).and_then(|numbers| numbers.get(row)).copied().unwrap_or(Keys::UNKNOWN)
    }

    pub(crate) fn child(&self, row: usize) -> Option<&str> {
        let array = self.child.as_ref()?;
        array.is_valid(row).then(|| array.value(row))
    }

    pub(crate) fn record(&self, row: usize) -> &str {
        match &self.record {
            Some(array) if array.is_valid(row) => array.value(row),
            _ => "",
        }
    }

    /// How many a row stands for: 1, unless it says so.
    pub(crate) fn count_of(&self, row: usize) -> i64 {
        self.counts.as_ref().filter(|array| array.is_valid(row)).map_or(1, |array| array.value(row))
    }

    /// Rows that carry no value to measure are not counted by medians and means.
    pub(crate) fn is_measured(&self, row: usize) -> bool {
        self.measured.as_ref().is_none_or(|array| array.is_valid(row) && !array.value(row).is_nan())
    }
}
