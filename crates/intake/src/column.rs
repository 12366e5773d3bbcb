//! Columns being filled, row by row, and taken back when a row turns out bad.

use arrow::array::{ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, StringArray, TimestampMicrosecondArray};
use arrow::buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow::datatypes::{DataType, Field, TimeUnit};
use arrow::error::ArrowError;
use sightline_definitions::ColumnType;
use std::sync::Arc;

/// Values of one type.
#[derive(Debug)]
enum Values {
    Text { ends: Vec<i32>, data: Vec<u8> },
    Day(Vec<i32>),
    Moment(Vec<i64>),
    Flag(Vec<bool>),
    Integer(Vec<i64>),
    Decimal(Vec<f64>),
}

/// One column of the rows gathered so far.
#[derive(Debug)]
pub(crate) struct Column {
    values: Values,
    valid: Vec<bool>,
}

/// How a type of the model is held in Arrow.
pub(crate) fn data_type(kind: ColumnType) -> DataType {
    match kind {
        ColumnType::Text | ColumnType::Code => DataType::Utf8,
        ColumnType::Date => DataType::Date32,
        ColumnType::Instant => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        ColumnType::Flag => DataType::Boolean,
        ColumnType::Integer => DataType::Int64,
        ColumnType::Decimal => DataType::Float64,
    }
}

/// The Arrow field of a column of the model. Nothing is marked as required there: a column may be missing from an extract.
pub(crate) fn field(name: &str, kind: ColumnType) -> Field {
    Field::new(name, data_type(kind), true)
}

impl Column {
    /// An empty column.
    pub(crate) fn new(kind: ColumnType) -> Column {
        let values = match kind {
            ColumnType::Text | ColumnType::Code => Values::Text { ends: vec![0], data: Vec::new() },
            ColumnType::Date => Values::Day(Vec::new()),
            ColumnType::Instant => Values::Moment(Vec::new()),
            ColumnType::Flag => Values::Flag(Vec::new()),
            ColumnType::Integer => Values::Integer(Vec::new()),
            ColumnType::Decimal => Values::Decimal(Vec::new()),
        };
        Column { values, valid: Vec::new() }
    }

    /// Adds "not recorded".
    pub(crate) fn push_null(&mut self) {
        match &mut self.values {
            Values::Text { ends, data } => ends.push(end_of(data)),
            Values::Day(values) => values.push(0),
            Values::Moment(values) | Values::Integer(values) => values.push(0),
            Values::Flag(values) => values.push(false),
            Values::Decimal(values) => values.push(0.0),
        }
        self.valid.push(false);
    }

    /// Adds a text, which must be UTF-8. Anything but a text column takes it as not recorded.
    pub(crate) fn push_text(&mut self, text: &[u8]) {
        if let Values::Text { ends, data } = &mut self.values {
            data.extend_from_slice(text);
            ends.push(end_of(data));
            self.valid.push(true);
        } else {
            self.push_null();
        }
    }

    /// Adds a day.
    pub(crate) fn push_day(&mut self, day: i32) {
        if let Values::Day(values) = &mut self.values {
            values.push(day);
            self.valid.push(true);
        } else {
            self.push_null();
        }
    }

    /// Adds a moment, or a whole number to a column of whole numbers.
    pub(crate) fn push_long(&mut self, value: i64) {
        if let Values::Moment(values) | Values::Integer(values) = &mut self.values {
            values.push(value);
            self.valid.push(true);
        } else {
            self.push_null();
        }
    }

    /// Adds a flag.
    pub(crate) fn push_flag(&mut self, flag: bool) {
        if let Values::Flag(values) = &mut self.values {
            values.push(flag);
            self.valid.push(true);
        } else {
            self.push_null();
        }
    }

    /// Adds a number.
    pub(crate) fn push_decimal(&mut self, number: f64) {
        if let Values::Decimal(values) = &mut self.values {
            values.push(number);
            self.valid.push(true);
        } else {
            self.push_null();
        }
    }

    /// Adds the last value again.
    pub(crate) fn repeat_last(&mut self) {
        let Some(valid) = self.valid.last().copied() else {
            return;
        };
        match &mut self.values {
            Values::Text { ends, data } => {
                let from = ends.len().checked_sub(2).and_then(|i| usize::try_from(ends[i]).ok()).unwrap_or(0);
                data.extend_from_within(from..);
                ends.push(end_of(data));
            }
            Values::Day(values) => values.extend_from_within(values.len() - 1..),
            Values::Moment(values) | Values::Integer(values) => values.extend_from_within(values.len() - 1..),
            Values::Flag(values) => values.extend_from_within(values.len() - 1..),
            Values::Decimal(values) => values.extend_from_within(values.len() - 1..),
        }
        self.valid.push(valid);
    }

    /// Rows in it.
    pub(crate) fn len(&self) -> usize {
        self.valid.len()
    }

    /// Bytes of text in it.
    pub(crate) fn text_bytes(&self) -> usize {
        match &self.values {
            Values::Text { data, .. } => data.len(),
            _ => 0,
        }
    }

    /// Takes back every row after the first `rows`.
    pub(crate) fn truncate(&mut self, rows: usize) {
        if self.valid.len() <= rows {
            return;
        }
        self.valid.truncate(rows);
        match &mut self.values {
            Values::Text { ends, data } => {
                ends.truncate(rows + 1);
                data.truncate(ends.last().and_then(|end| usize::try_from(*end).ok()).unwrap_or(0));
            }
            Values::Day(values) => values.truncate(rows),
            Values::Moment(values) | Values::Integer(values) => values.truncate(rows),
            Values::Flag(values) => values.truncate(rows),
            Values::Decimal(values) => values.truncate(rows),
        }
    }

    /// The bytes of the last value, for a key; nothing if it is not recorded.
    pub(crate) fn last_bytes<'a>(&'a self, number: &'a mut [u8; 8]) -> &'a [u8] {
        let last = match &self.values {
            _ if self.valid.last() != Some(&true) => return &[],
            Values::Text { ends, data } => {
                let from = ends.len().checked_sub(2).and_then(|i| usize::try_from(ends[i]).ok()).unwrap_or(0);
                return &data[from..];
            }
            Values::Day(values) => i64::from(values.last().copied().unwrap_or(0)),
            Values::Moment(values) | Values::Integer(values) => values.last().copied().unwrap_or(0),
            Values::Flag(values) => i64::from(values.last().copied().unwrap_or(false)),
            Values::Decimal(values) => values.last().copied().unwrap_or(0.0).to_bits().cast_signed(),
        };
        *number = last.to_le_bytes();
        number
    }

    /// The column as an Arrow array; it is empty afterwards.
    pub(crate) fn take(&mut self) -> Result<ArrayRef, ArrowError> {
        let valid = std::mem::take(&mut self.valid);
        self.valid.reserve(valid.len());
        let nulls = if valid.iter().all(|valid| *valid) { None } else { Some(NullBuffer::from(valid)) };
        Ok(match &mut self.values {
            Values::Text { ends, data } => {
                let (rows, bytes) = (ends.len(), data.len());
                let mut fresh = Vec::with_capacity(rows);
                fresh.push(0);
                let ends = std::mem::replace(ends, fresh);
                let data = std::mem::replace(data, Vec::with_capacity(bytes + bytes / 8));
                let offsets = OffsetBuffer::new(ScalarBuffer::from(ends));
                Arc::new(StringArray::try_new(offsets, Buffer::from_vec(data), nulls)?)
            }
            Values::Day(values) => Arc::new(Date32Array::try_new(ScalarBuffer::from(fresh(values)), nulls)?),
            Values::Moment(values) => Arc::new(TimestampMicrosecondArray::try_new(ScalarBuffer::from(fresh(values)), nulls)?.with_timezone("UTC")),
            Values::Flag(values) => Arc::new(BooleanArray::new(BooleanBuffer::from(fresh(values)), nulls)),
            Values::Integer(values) => Arc::new(Int64Array::try_new(ScalarBuffer::from(fresh(values)), nulls)?),
            Values::Decimal(values) => Arc::new(Float64Array::try_new(ScalarBuffer::from(fresh(values)), nulls)?),
        })
    }
}

/// The values, leaving an empty vector of the same room.
fn fresh<T>(values: &mut Vec<T>) -> Vec<T> {
    let room = values.len();
    std::mem::replace(values, Vec::with_capacity(room))
}

/// The end of the text so far. A batch is written long before two gigabytes are gathered.
fn end_of(data: &[u8]) -> i32 {
    i32::try_from(data.len()).unwrap_or(i32::MAX)
}
