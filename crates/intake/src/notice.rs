//! Notices about rows: quarantine and warnings, as Parquet.

use crate::api::NoticeFile;
use crate::error::IntakeError;
use crate::stage::{StageFile, Staged};
use arrow::array::{Array, ArrayRef, Int64Array, Int64Builder, RecordBatch, StringArray, StringBuilder};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let row = Field::new("row", DataType::Int64, true);
    Arc::new(Schema::new(vec![text("table"), text("file"), row, text("column"), text("reason"), text("raw")]))
});

/// Columns with few distinct values.
const CODED: &[&str] = &["table", "file", "column", "reason"];

/// What is said about one row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notice<'a> {
    pub(crate) table: &'a str,
    pub(crate) file: &'a str,
    pub(crate) row: u64,
    pub(crate) column: Option<&'a str>,
    pub(crate) reason: &'a str,
    pub(crate) raw: &'a str,
}

/// What is told of a row to whoever sent it: where it is and what is wrong, and nothing of what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The model table.
    pub table: String,
    /// The file, as it is named to people.
    pub file: String,
    /// The line on which the row begins.
    pub row: u64,
    /// The heading of the column, if one is at fault.
    pub column: Option<String>,
    /// What is wrong.
    pub reason: String,
}

impl NoticeFile {
    /// The notices, up to so many, without the rows they speak of.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn told(&self, most: usize) -> Result<Vec<Told>, IntakeError> {
        let held = |message: String| IntakeError::Held { path: self.file.clone(), message };
        let opened = File::open(&self.file).map_err(|error| IntakeError::reading(&self.file, error))?;
        let builder = ParquetRecordBatchReaderBuilder::try_new(opened).map_err(|error| held(error.to_string()))?;
        let mut told = Vec::new();
        for batch in builder.with_batch_size(1024).build().map_err(|error| held(error.to_string()))? {
            let batch = batch.map_err(|error| held(error.to_string()))?;
            let text = |index: usize, row: usize| {
                let column = batch.column(index).as_any().downcast_ref::<StringArray>().filter(|column| column.is_valid(row));
                column.map(|column| column.value(row).to_owned())
            };
            let lines = batch.column(2).as_any().downcast_ref::<Int64Array>();
            for row in 0..batch.num_rows() {
                if told.len() == most {
                    return Ok(told);
                }
                told.push(Told {
                    table: text(0, row).unwrap_or_default(),
                    file: text(1, row).unwrap_or_default(),
                    row: lines.and_then(|lines| u64::try_from(lines.value(row)).ok()).unwrap_or(0),
                    column: text(3, row),
                    reason: text(4, row).unwrap_or_default(),
                });
            }
        }
        Ok(told)
    }
}

/// Notices of one sort, on their way to a file that is made when the first comes.
pub(crate) struct Notices {
    path: PathBuf,
    file: Option<StageFile>,
    texts: [StringBuilder; 5],
    rows: Int64Builder,
    bytes: usize,
    held: usize,
    /// How many there were.
    pub(crate) count: u64,
}

impl Notices {
    /// None yet.
    pub(crate) fn new(path: PathBuf) -> Notices {
        Notices { path, file: None, texts: Default::default(), rows: Int64Builder::new(), bytes: 0, held: 0, count: 0 }
    }

    /// Adds one.
    pub(crate) fn push(&mut self, notice: Notice<'_>) -> Result<(), IntakeError> {
        let [table, file, column, reason, raw] = &mut self.texts;
        table.append_value(notice.table);
        file.append_value(notice.file);
        self.rows.append_value(i64::try_from(notice.row).unwrap_or(i64::MAX));
        column.append_option(notice.column);
        reason.append_value(notice.reason);
        raw.append_value(notice.raw);
        self.bytes += notice.raw.len();
        self.held += 1;
        self.count += 1;
        if self.held >= 4096 || self.bytes > 8 << 20 { self.write() } else { Ok(()) }
    }

    fn write(&mut self) -> Result<(), IntakeError> {
        if self.held == 0 {
            return Ok(());
        }
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(StageFile::create(&self.path, SCHEMA.clone(), CODED)?),
        };
        let [table, name, column, reason, raw] = &mut self.texts;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(table.finish()),
            Arc::new(name.finish()),
            Arc::new(self.rows.finish()),
            Arc::new(column.finish()),
            Arc::new(reason.finish()),
            Arc::new(raw.finish()),
        ];
        let batch = RecordBatch::try_new(SCHEMA.clone(), columns)
            .map_err(|error| IntakeError::Write { path: self.path.clone(), message: error.to_string() })?;
        file.write(&batch)?;
        self.held = 0;
        self.bytes = 0;
        Ok(())
    }

    /// Ends the file; `None` if there was no notice.
    pub(crate) fn finish(mut self) -> Result<Option<Staged>, IntakeError> {
        self.write()?;
        self.file.take().map(StageFile::finish).transpose()
    }
}

/// Puts the parts that threads wrote into one file, in their order, and removes them.
pub(crate) fn join(parts: &[Staged], path: &Path) -> Result<Option<NoticeFile>, IntakeError> {
    if parts.is_empty() {
        return Ok(None);
    }
    let mut file = StageFile::create(path, SCHEMA.clone(), CODED)?;
    for part in parts {
        let held = |message: String| IntakeError::Held { path: part.path.clone(), message };
        let opened = File::open(&part.path).map_err(|error| IntakeError::reading(&part.path, error))?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(opened).and_then(|builder| builder.with_batch_size(1024).build());
        for batch in reader.map_err(|error| held(error.to_string()))? {
            file.write(&batch.map_err(|error| held(error.to_string()))?)?;
        }
        // A part that cannot be removed is not named by anything that is handed on.
        drop(std::fs::remove_file(&part.path));
    }
    let staged = file.finish()?;
    Ok(Some(NoticeFile { file: staged.path, sha256: staged.sha256, rows: staged.rows }))
}
