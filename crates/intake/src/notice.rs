//! Notices about rows: quarantine and warnings, as Parquet.

use crate::api::NoticeFile;
use crate::error::IntakeError;
use crate::stage::{StageFile, Staged};
use arrow::array::{ArrayRef, Int64Builder, RecordBatch, StringBuilder};
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
