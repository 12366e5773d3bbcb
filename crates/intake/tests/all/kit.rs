//! What the tests share: invented files, and staged files read back.

use arrow::array::{Array, ArrayRef, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use sightline_definitions::Library;
use sightline_intake::{Intake, IntakeError, Kind, Mode, Options, ReturnFile, StagedTable, TablePart, load};
use sightline_model::Day;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

pub static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::built_in().0);

/// A folder for extracts and one for staging.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub staging: tempfile::TempDir,
    pub kind: Option<Kind>,
    pub mode: Mode,
    pub today: Day,
    pub current: BTreeMap<String, Vec<TablePart>>,
    pub returns: Vec<ReturnFile>,
    pub threads: usize,
}

pub fn place() -> Place {
    Place {
        folder: tempfile::tempdir().unwrap(),
        staging: tempfile::tempdir().unwrap(),
        kind: None,
        mode: Mode::Replace,
        today: Day::parse("2026-11-21").unwrap(),
        current: BTreeMap::new(),
        returns: Vec::new(),
        threads: 2,
    }
}

impl Place {
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content.as_ref()).unwrap();
        path
    }

    pub fn load(&self) -> Result<Intake, IntakeError> {
        self.load_paths(&[self.folder.path().to_owned()])
    }

    pub fn load_paths(&self, paths: &[PathBuf]) -> Result<Intake, IntakeError> {
        let options = Options {
            staging: self.staging.path(),
            kind: self.kind.clone(),
            mode: self.mode,
            today: self.today,
            extracted_on: None,
            current: &self.current,
            returns: &self.returns,
            threads: self.threads,
        };
        load(paths, &LIBRARY, &options, &|_| {})
    }
}

pub fn table<'a>(intake: &'a Intake, name: &str) -> &'a StagedTable {
    intake.tables.iter().find(|table| table.table == name).unwrap_or_else(|| panic!("no table {name}"))
}

pub fn batches(path: &Path) -> Vec<RecordBatch> {
    let file = std::fs::File::open(path).unwrap();
    ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap().map(Result::unwrap).collect()
}

/// One column of a staged file, as text; `-` for what is not recorded.
pub fn column(path: &Path, name: &str) -> Vec<String> {
    let mut values = Vec::new();
    for batch in batches(path) {
        let column: &ArrayRef = batch.column_by_name(name).unwrap_or_else(|| panic!("no column {name}"));
        let options = FormatOptions::default();
        // The zone's name needs a table of zones to be shown; the moments are in UTC.
        let column = &match column.data_type() {
            DataType::Timestamp(unit, _) => cast(column, &DataType::Timestamp(*unit, Some("+00:00".into()))).unwrap(),
            _ => column.clone(),
        };
        let format = ArrayFormatter::try_new(column.as_ref(), &options).unwrap();
        for row in 0..column.len() {
            values.push(if column.is_null(row) { "-".to_owned() } else { format.value(row).to_string() });
        }
    }
    values
}

/// Some columns of a staged file, a line a row.
pub fn rows(path: &Path, names: &[&str]) -> Vec<String> {
    let columns: Vec<Vec<String>> = names.iter().map(|name| column(path, name)).collect();
    (0..columns[0].len()).map(|row| columns.iter().map(|column| column[row].as_str()).collect::<Vec<_>>().join(" | ")).collect()
}

/// Reasons of the quarantined rows: table, row, column, reason.
pub fn quarantined(intake: &Intake) -> Vec<String> {
    intake.quarantine.as_ref().map_or_else(Vec::new, |file| rows(&file.file, &["table", "row", "column", "reason"]))
}

/// The same for warnings, with the value as it came.
pub fn warned(intake: &Intake) -> Vec<String> {
    intake.warnings.as_ref().map_or_else(Vec::new, |file| rows(&file.file, &["table", "row", "column", "raw"]))
}
