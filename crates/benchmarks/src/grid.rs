//! Small published lists, held whole: the sheets of a workbook or one CSV file, seen alike.

use crate::error::BenchmarkError;
use crate::xlsx;
use std::path::{Path, PathBuf};

/// A list is small; a file beyond this is something else.
const LARGEST: u64 = 64 << 20;

/// How many rows may stand above the headings.
const ABOVE: usize = 15;

/// The rows of one sheet, or of a CSV file.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub(crate) path: PathBuf,
    /// The sheet's name, in a workbook.
    pub(crate) sheet: Option<String>,
    rows: Vec<(u64, Vec<String>)>,
}

/// A row below the headings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    grid: &'a Grid,
    headings: &'a [String],
    pub(crate) number: u64,
    cells: &'a [String],
}

impl Grid {
    /// Every sheet of a workbook, or the one of a CSV file.
    pub(crate) fn read(path: &Path) -> Result<Vec<Grid>, BenchmarkError> {
        let size = std::fs::metadata(path).map_err(|e| BenchmarkError::reading(path, e))?.len();
        if size > LARGEST {
            return Err(BenchmarkError::damaged(path, "it is larger than 64 MB, which no list of authorities or measures is; is it the right file?"));
        }
        let bytes = std::fs::read(path).map_err(|e| BenchmarkError::reading(path, e))?;
        if is_workbook(path) {
            let sheets = xlsx::read_workbook(&bytes).map_err(|why| BenchmarkError::damaged(path, why))?;
            return Ok(sheets.into_iter().map(|s| Grid { path: path.to_owned(), sheet: Some(s.name), rows: s.rows }).collect());
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|e| crate::csv_in::fault(path, &e))?;
            let number = record.position().map_or(0, csv::Position::line);
            rows.push((number, record.iter().map(|cell| cell.trim().to_owned()).collect()));
        }
        Ok(vec![Grid { path: path.to_owned(), sheet: None, rows }])
    }

    /// The row of headings, if one of the first rows holds all of these.
    pub(crate) fn headings(&self, wanted: &[&str]) -> Option<usize> {
        let has = |row: &[String], word: &&str| row.iter().any(|cell| cell.eq_ignore_ascii_case(word));
        self.rows.iter().take(ABOVE).position(|(_, row)| wanted.iter().all(|word| has(row, word)))
    }

    /// The cells of the first row.
    pub(crate) fn first(&self) -> &[String] {
        self.rows.first().map_or(&[], |(_, row)| row)
    }

    /// The cells of a row.
    pub(crate) fn row(&self, index: usize) -> &[String] {
        self.rows.get(index).map_or(&[], |(_, row)| row)
    }

    /// The rows below the headings.
    pub(crate) fn below(&self, headings: usize) -> impl Iterator<Item = Line<'_>> {
        let (_, names) = &self.rows[headings];
        self.rows[headings + 1..].iter().map(move |(number, cells)| Line { grid: self, headings: names, number: *number, cells })
    }
}

impl Line<'_> {
    /// The cell in a column counted from 0; empty beyond the last.
    pub(crate) fn at(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The cell under a heading; empty where there is no such heading.
    pub(crate) fn get(&self, heading: &str) -> &str {
        self.headings.iter().position(|h| h.eq_ignore_ascii_case(heading)).map_or("", |column| self.at(column))
    }

    /// What is wrong with a cell of this row.
    pub(crate) fn fault(&self, column: &str, what: impl Into<String>) -> BenchmarkError {
        BenchmarkError::Cell {
            path: self.grid.path.clone(),
            sheet: self.grid.sheet.clone(),
            row: self.number,
            column: column.to_owned(),
            what: what.into(),
        }
    }
}

/// True for a file that its name says is a workbook.
pub(crate) fn is_workbook(path: &Path) -> bool {
    path.extension().and_then(|e| e.to_str()).is_some_and(|e| ["xlsx", "xlsm", "xls"].iter().any(|x| e.eq_ignore_ascii_case(x)))
}

/// A published number without decimals, such as an authority's: a workbook may hold it as `301` or `301.0`.
pub(crate) fn whole(text: &str) -> Option<u32> {
    let text = text.trim();
    let text = text.split_once('.').map_or(text, |(whole, rest)| if rest.bytes().all(|b| b == b'0') { whole } else { text });
    text.parse().ok()
}
