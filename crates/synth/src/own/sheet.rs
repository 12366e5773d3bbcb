//! Files of our own tables, being written.

use crate::calendar::{Day, civil};
use crate::error::SynthError;
use std::fs::File;
use std::path::Path;

/// The folder and how much has been written to it.
pub(crate) struct OwnTables<'a> {
    folder: &'a Path,
    written: Vec<(&'static str, u64)>,
}

/// One table's file.
pub(crate) struct OwnSheet {
    table: &'static str,
    width: usize,
    writer: csv::Writer<File>,
    rows: u64,
}

impl<'a> OwnTables<'a> {
    pub(crate) fn new(folder: &'a Path) -> Self {
        OwnTables { folder, written: Vec::new() }
    }

    /// A file `TABLE.csv` with the table's own headings.
    pub(crate) fn open(&self, table: &'static str, headings: &[&str]) -> Result<OwnSheet, SynthError> {
        let failed = |source| SynthError::Row { table, source };
        let mut writer = csv::Writer::from_path(self.folder.join(format!("{table}.csv"))).map_err(failed)?;
        writer.write_record(headings).map_err(failed)?;
        Ok(OwnSheet { table, width: headings.len(), writer, rows: 0 })
    }

    /// Finishes a file.
    pub(crate) fn close(&mut self, mut sheet: OwnSheet) -> Result<(), SynthError> {
        sheet.writer.flush().map_err(|source| SynthError::Row { table: sheet.table, source: source.into() })?;
        self.written.push((sheet.table, sheet.rows));
        Ok(())
    }

    /// All rows so far.
    pub(crate) fn rows(&self) -> u64 {
        self.written.iter().map(|(_, rows)| rows).sum()
    }

    /// Rows by table, in the order written.
    pub(crate) fn written(self) -> Vec<(&'static str, u64)> {
        self.written
    }
}

impl OwnSheet {
    /// Writes a row: as many fields as headings.
    pub(crate) fn row(&mut self, fields: &[&str]) -> Result<(), SynthError> {
        debug_assert_eq!(fields.len(), self.width, "{}", self.table);
        self.rows += 1;
        self.writer.write_record(fields).map_err(|source| SynthError::Row { table: self.table, source })
    }
}

/// `2018-03-31`.
pub(crate) fn day_text(day: Day) -> String {
    let (year, month, of_month) = civil(day);
    format!("{year:04}-{month:02}-{of_month:02}")
}

/// `2018-03-31T17:05:00`, local time, for a day and minutes (and seconds) after its midnight; minutes may run past the day's end.
pub(crate) fn moment_text(day: Day, minute: i32, second: i32) -> String {
    let (day, minute) = (day + minute.div_euclid(1_440), minute.rem_euclid(1_440));
    format!("{}T{:02}:{:02}:{:02}", day_text(day), minute / 60, minute % 60, second)
}
