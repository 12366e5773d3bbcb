//! Parquet files as input: every value as text, so that one set of rules reads them all.

use crate::error::IntakeError;
use crate::reader::Fields;
use crate::source::{Stamp, hex};
use arrow::array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// A row of a batch whose columns are all text.
pub(crate) struct BatchRow<'a> {
    pub(crate) columns: &'a [StringArray],
    pub(crate) row: usize,
}

impl Fields for BatchRow<'_> {
    fn get(&self, index: usize) -> &[u8] {
        let column = self.columns.get(index).filter(|column| column.is_valid(self.row));
        column.map_or(&[], |column| column.value(self.row).as_bytes())
    }

    fn len(&self) -> usize {
        self.columns.len()
    }

    fn raw(&self) -> Cow<'_, str> {
        let fields: Vec<Cow<'_, str>> = (0..self.len()).map(|index| String::from_utf8_lossy(self.get(index))).collect();
        Cow::Owned(fields.join(","))
    }
}

fn bad(path: &Path, error: &dyn std::fmt::Display) -> IntakeError {
    IntakeError::BadParquet { path: path.to_owned(), message: error.to_string() }
}

/// The columns' names.
pub(crate) fn headings(path: &Path) -> Result<Vec<String>, IntakeError> {
    if Stamp::of(path)?.bytes == 0 {
        return Err(IntakeError::Empty { path: path.to_owned() });
    }
    let file = File::open(path).map_err(|error| IntakeError::reading(path, error))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| bad(path, &error))?;
    Ok(builder.schema().fields().iter().map(|field| field.name().clone()).collect())
}

/// Opens a file for reading in batches.
pub(crate) fn open(path: &Path) -> Result<ParquetRecordBatchReader, IntakeError> {
    let file = File::open(path).map_err(|error| IntakeError::reading(path, error))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| bad(path, &error))?;
    builder.with_batch_size(4096).build().map_err(|error| bad(path, &error))
}

/// The next batch, as text.
pub(crate) fn next(reader: &mut ParquetRecordBatchReader, path: &Path) -> Result<Option<Vec<StringArray>>, IntakeError> {
    let Some(batch) = reader.next() else {
        return Ok(None);
    };
    let batch: RecordBatch = batch.map_err(|error| bad(path, &error))?;
    Ok(Some(batch.columns().iter().map(text).collect()))
}

fn text(column: &ArrayRef) -> StringArray {
    let wide = match column.data_type() {
        // A zone would be written after the time; in UTC it is read the same.
        DataType::Timestamp(unit, Some(_)) => cast(column, &DataType::Timestamp(*unit, Some("+00:00".into()))).unwrap_or_else(|_| Arc::clone(column)),
        _ => Arc::clone(column),
    };
    if let Ok(array) = cast(&wide, &DataType::Utf8)
        && let Some(texts) = array.as_any().downcast_ref::<StringArray>()
    {
        return texts.clone();
    }
    let options = FormatOptions::default();
    match ArrayFormatter::try_new(column.as_ref(), &options) {
        Ok(format) => (0..column.len()).map(|row| column.is_valid(row).then(|| format.value(row).try_to_string().ok()).flatten()).collect(),
        Err(_) => StringArray::new_null(column.len()),
    }
}

/// Size and hash of a file that has not changed since `before`.
pub(crate) fn finish(path: &Path, before: Stamp) -> Result<(u64, String), IntakeError> {
    let reading = |error| IntakeError::reading(path, error);
    let mut file = File::open(path).map_err(reading)?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match file.read(&mut buffer).map_err(reading)? {
            0 => break,
            n => digest.update(&buffer[..n]),
        }
    }
    if Stamp::of(path)? != before {
        return Err(IntakeError::Changed { path: path.to_owned() });
    }
    Ok((before.bytes, hex(&digest.finalize())))
}
