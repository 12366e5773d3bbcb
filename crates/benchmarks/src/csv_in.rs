//! What the CSV reader says, in words with file and row.

use crate::error::BenchmarkError;
use std::fs::File;
use std::path::Path;

/// Opens a CSV file below its headings, so that rows are counted as a reader of the file counts them.
pub(crate) fn open(path: &Path) -> Result<csv::Reader<File>, BenchmarkError> {
    let mut reader = csv::Reader::from_path(path).map_err(|e| fault(path, &e))?;
    reader.byte_headers().map_err(|e| fault(path, &e))?;
    Ok(reader)
}

/// A fault of a CSV file.
pub(crate) fn fault(path: &Path, error: &csv::Error) -> BenchmarkError {
    let row = error.position().map_or(0, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::Io(source) => BenchmarkError::Read { path: path.to_owned(), source: std::io::Error::new(source.kind(), source.to_string()) },
        csv::ErrorKind::Utf8 { .. } => BenchmarkError::damaged(path, format!("row {row} is not UTF-8 text; save the file as CSV UTF-8")),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => BenchmarkError::damaged(
            path,
            format!(
                "row {row} has {len} columns and the headings have {expected_len}; load the file as it was released, or put texts with commas in quotes"
            ),
        ),
        _ => BenchmarkError::damaged(path, format!("row {row} cannot be read as CSV; load the file as it was released")),
    }
}
