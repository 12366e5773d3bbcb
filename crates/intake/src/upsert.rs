//! Rows held already, beside new ones: those whose key does not come again are kept as they are.

use crate::build::{BATCH, Builder, schema};
use crate::error::IntakeError;
use crate::keys::KeyHash;
use arrow::array::{Array, ArrayRef, BooleanArray, Date32Array, Int64Array, RecordBatch, StringArray, new_null_array};
use arrow::compute::{BatchCoalescer, filter_record_batch};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use sightline_definitions::Table;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Adds the rows of the table held at `path` that no new row replaces.
pub(crate) fn keep(builder: &mut Builder<'_>, table: &Table, path: &Path) -> Result<(), IntakeError> {
    let held = |error: &dyn std::fmt::Display| IntakeError::Held { path: path.to_owned(), message: error.to_string() };
    let file = File::open(path).map_err(|error| held(&error))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).and_then(|builder| builder.with_batch_size(BATCH).build());
    let schema = schema(table);
    // Batches of one size, so that the bytes written depend on the rows and not on how they lay before.
    let mut same_size = BatchCoalescer::new(Arc::clone(&schema), BATCH);
    for batch in reader.map_err(|error| held(&error))? {
        let batch = batch.map_err(|error| held(&error))?;
        let columns = schema.fields().iter().map(|field| match batch.column_by_name(field.name()) {
            Some(column) if column.data_type() == field.data_type() => Ok(Arc::clone(column)),
            Some(_) => Err(held(&format!("the column {} is of another type", field.name()))),
            None => Ok(new_null_array(field.data_type(), batch.num_rows())),
        });
        let columns: Vec<ArrayRef> = columns.collect::<Result<_, _>>()?;
        let batch = RecordBatch::try_new(Arc::clone(&schema), columns).map_err(|error| held(&error))?;
        let keep: BooleanArray = (0..batch.num_rows())
            .map(|row| {
                let key = builder.plan.key.iter().fold(KeyHash::START, |hash, index| add(hash, batch.column(*index), row));
                Some(builder.plan.key.is_empty() || !builder.has(key))
            })
            .collect();
        let dropped = keep.false_count();
        builder.replaced += dropped as u64;
        let kept = if dropped == 0 { batch } else { filter_record_batch(&batch, &keep).map_err(|error| held(&error))? };
        same_size.push_batch(kept).map_err(|error| held(&error))?;
        while let Some(batch) = same_size.next_completed_batch() {
            builder.copy(&batch)?;
        }
    }
    same_size.finish_buffered_batch().map_err(|error| held(&error))?;
    while let Some(batch) = same_size.next_completed_batch() {
        builder.copy(&batch)?;
    }
    Ok(())
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

/// The earliest and latest day of a column that are not after `horizon`.
pub(crate) fn reach(column: &ArrayRef, horizon: i32) -> Option<(i32, i32)> {
    let days = column.as_any().downcast_ref::<Date32Array>()?;
    days.iter().flatten().filter(|day| *day <= horizon).fold(None, |reach, day| match reach {
        None => Some((day, day)),
        Some((first, last)) => Some((day.min(first), day.max(last))),
    })
}
