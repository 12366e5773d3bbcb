//! One table of the extract, without the rows that cannot be used.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use csv::StringRecord;
use jiff::civil::Date;

use super::{Error, values};
use crate::moment::Moment;

/// A table's usable rows, in the order of the file.
#[derive(Default)]
pub(crate) struct Sheet {
    columns: BTreeMap<String, usize>,
    rows: Vec<StringRecord>,
}

impl Sheet {
    /// Reads `<table>.csv` in the folder; a file that is not there is a table without rows.
    pub(crate) fn read(folder: &Path, table: &str) -> Result<Self, Error> {
        let mut sheet = Self::read_any(&folder.join(format!("{table}.csv")))?;
        sheet.drop_unusable(table);
        Ok(sheet)
    }

    /// Reads a file as it is.
    pub(crate) fn read_any(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let told = |source| Error::Csv { path: path.to_path_buf(), source };
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_path(path).map_err(told)?;
        let columns = reader
            .byte_headers()
            .map_err(told)?
            .iter()
            .enumerate()
            .map(|(at, name)| (String::from_utf8_lossy(name).to_ascii_lowercase(), at))
            .collect();
        let mut rows = Vec::new();
        for record in reader.byte_records() {
            rows.push(StringRecord::from_byte_record_lossy(record.map_err(told)?));
        }
        Ok(Self { columns, rows })
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|record| Row { columns: &self.columns, record })
    }

    /// Leaves out rows without a key or a required value, rows with a date that is no day, and, of the rows left
    /// that share a key, all but the first.
    fn drop_unusable(&mut self, table: &str) {
        let rules = Rules::of(table);
        let mut seen = BTreeSet::new();
        let mut kept = Vec::new();
        for record in std::mem::take(&mut self.rows) {
            let row = Row { columns: &self.columns, record: &record };
            let Some(key) = rules.key.iter().map(|column| row.owned(column)).collect::<Option<Vec<String>>>() else {
                continue;
            };
            let complete = rules.required.iter().all(|column| !self.columns.contains_key(*column) || row.text(column).is_some());
            let dated = rules.dates.iter().all(|column| row.text(column).is_none_or(|text| values::day(text).is_some()));
            if complete && dated && seen.insert(key) {
                kept.push(record);
            }
        }
        self.rows = kept;
    }
}

/// One row, read column by column.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    columns: &'a BTreeMap<String, usize>,
    record: &'a StringRecord,
}

impl<'a> Row<'a> {
    /// What the cell holds, unless the cell is blank or the column is missing.
    pub(crate) fn text(&self, column: &str) -> Option<&'a str> {
        self.record.get(*self.columns.get(column)?).map(str::trim).filter(|text| !text.is_empty())
    }

    pub(crate) fn owned(&self, column: &str) -> Option<String> {
        self.text(column).map(str::to_owned)
    }

    /// A code, or nothing at all where the cell is blank.
    pub(crate) fn code(&self, column: &str) -> String {
        self.text(column).unwrap_or_default().to_owned()
    }

    pub(crate) fn day(&self, column: &str) -> Option<Date> {
        self.text(column).and_then(values::day)
    }

    /// A moment; a day alone is its midnight.
    pub(crate) fn moment(&self, column: &str) -> Option<Moment> {
        Moment::read(self.text(column)?, self.day(column)?)
    }

    /// What the flag says, if anything.
    pub(crate) fn flag(&self, column: &str) -> Option<bool> {
        self.text(column).and_then(values::flag)
    }

    /// Whether the flag says yes.
    pub(crate) fn is_yes(&self, column: &str) -> bool {
        self.flag(column) == Some(true)
    }

    pub(crate) fn number(&self, column: &str) -> Option<f64> {
        self.text(column)?.parse().ok().filter(|number: &f64| number.is_finite())
    }
}

/// The columns of the standard's tables, and of the tables beside them.
const COLUMNS: [&str; 2] = [include_str!("../../reference/ssd-columns.csv"), include_str!("../../reference/own-columns.csv")];

/// Which columns of a table decide whether a row can be used: a cut of the lists of columns.
struct Rules {
    key: Vec<&'static str>,
    required: Vec<&'static str>,
    dates: Vec<&'static str>,
}

impl Rules {
    fn of(table: &str) -> Self {
        let mut rules = Self { key: Vec::new(), required: Vec::new(), dates: Vec::new() };
        for line in COLUMNS.iter().flat_map(|list| list.lines()) {
            let cells: Vec<&'static str> = line.split(',').collect();
            let [of_table, column, key, required, date] = cells[..] else {
                continue;
            };
            if of_table != table {
                continue;
            }
            if key == "y" {
                rules.key.push(column);
            }
            if required == "y" {
                rules.required.push(column);
            }
            if date == "y" {
                rules.dates.push(column);
            }
        }
        rules
    }
}
