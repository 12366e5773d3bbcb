//! The shape of a file in the layout of Explore Education Statistics: which columns are measures, and which divide the rows.

use crate::csv_in::fault;
use crate::error::BenchmarkError;
use crate::value::{hidden, read_value};
use std::collections::BTreeSet;
use std::path::Path;

/// Columns that say which area and time a row is about.
const PLACES: &[&str] = &[
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
    "lad_code",
    "lad_name",
];

/// Words that stand for "not divided".
const TOTALS: &[&str] = &["total", "all", ""];

/// A column that holds figures.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) at: usize,
    pub(crate) name: String,
}

/// The columns of a file.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    headings: Vec<String>,
    pub(crate) measures: Vec<Column>,
    /// Columns that divide the rows and hold more than one value.
    dividing: Vec<usize>,
}

/// What a column holds.
#[derive(Default)]
struct Seen {
    numbers: u64,
    texts: u64,
    first_text: Option<(u64, String)>,
    values: BTreeSet<String>,
}

impl Shape {
    pub(crate) fn read(path: &Path) -> Result<Shape, BenchmarkError> {
        let headings = crate::recognise::headings(path)?;
        for needed in ["country_code", "region_code", "new_la_code"] {
            if !headings.iter().any(|h| h == needed) {
                return Err(BenchmarkError::Column { path: path.to_owned(), column: needed.to_owned() });
            }
        }
        let mut seen: Vec<Seen> = headings.iter().map(|_| Seen::default()).collect();
        let mut reader = crate::csv_in::open(path)?;
        let mut record = csv::StringRecord::new();
        let mut rows = 0u64;
        while reader.read_record(&mut record).map_err(|e| fault(path, &e))? {
            rows += 1;
            let row = record.position().map_or(0, csv::Position::line);
            for (cell, seen) in record.iter().zip(&mut seen) {
                seen.look(cell.trim(), row);
            }
        }
        if rows == 0 {
            return Err(BenchmarkError::damaged(path, "there is no row below the headings; download it again"));
        }
        let mut shape = Shape { headings, measures: Vec::new(), dividing: Vec::new() };
        for (at, seen) in seen.iter().enumerate() {
            let name = shape.headings[at].clone();
            if PLACES.contains(&name.as_str()) {
                continue;
            }
            match &seen.first_text {
                // A column of numbers with a text in it is faulty; a column of texts divides the rows.
                Some((row, text)) if seen.numbers > seen.texts => {
                    return Err(BenchmarkError::Cell {
                        path: path.to_owned(),
                        sheet: None,
                        row: *row,
                        column: name,
                        what: format!(
                            "`{text}` is not a number, nor a known sign for one that is hidden or missing (c, z, x, u, low, :, or nothing); correct the cell"
                        ),
                    });
                }
                Some(_) if seen.values.len() > 1 => shape.dividing.push(at),
                Some(_) => {}
                None => shape.measures.push(Column { at, name }),
            }
        }
        if shape.measures.is_empty() {
            return Err(BenchmarkError::damaged(path, "no column holds figures; load a data file, not its list of columns"));
        }
        Ok(shape)
    }

    /// Where a column stands.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        self.headings.iter().position(|h| h == name)
    }

    /// The part of the whole that a row is about: as an ending of a measure's id, and in words.
    pub(crate) fn part(&self, record: &csv::StringRecord) -> (String, String) {
        let texts = self.dividing.iter().map(|at| record.get(*at).unwrap_or("").trim());
        let parts: Vec<&str> = texts.filter(|t| !TOTALS.contains(&t.to_ascii_lowercase().as_str())).collect();
        let ending = parts.iter().map(|part| format!("/{}", slug(part))).collect();
        (ending, parts.join(", "))
    }
}

impl Seen {
    fn look(&mut self, text: &str, row: u64) {
        if hidden(text).is_some() {
            return;
        }
        if read_value(text, None).is_some() {
            self.numbers += 1;
            return;
        }
        self.texts += 1;
        if self.values.len() < 2 {
            self.values.insert(text.to_owned());
        }
        if self.first_text.is_none() {
            self.first_text = Some((row, text.to_owned()));
        }
    }
}

/// Words as part of an id: `Children looked after` is `children-looked-after`.
fn slug(text: &str) -> String {
    let plain = text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect::<String>();
    plain.split_whitespace().collect::<Vec<_>>().join("-")
}
