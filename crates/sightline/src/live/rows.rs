//! Rows as a request brings them, as a file that intake reads: one set of rules for all that comes.

use super::loader::{LoadFault, MOST_BYTES, MOST_ROWS};
use serde_json::Value;
use std::collections::BTreeMap;

/// Rows of one table, under the model's headings or the standard's.
pub enum Rows {
    /// Objects: column to value. A row takes the place of the one with its key whole: a column that is left out is not recorded.
    Json(Vec<serde_json::Map<String, Value>>),
    /// A CSV file with its headings.
    Csv(Vec<u8>),
}

/// Rows as CSV, and the number of the row that begins on each line.
pub struct Written {
    pub csv: Vec<u8>,
    lines: Option<BTreeMap<u64, u64>>,
}

impl Written {
    /// The number of the row that begins on a line: of objects from 1; of a CSV file the line itself.
    pub fn row(&self, line: u64) -> u64 {
        self.lines.as_ref().map_or(line, |lines| lines.range(..=line).next_back().map_or(line, |(_, row)| *row))
    }
}

impl Rows {
    /// Writes the rows as CSV.
    pub fn write(self) -> Result<Written, LoadFault> {
        let rows = match self {
            Rows::Csv(csv) if csv.len() > MOST_BYTES => return Err(LoadFault::TooLarge),
            Rows::Csv(csv) => return Ok(Written { csv, lines: None }),
            Rows::Json(rows) => rows,
        };
        if rows.len() > MOST_ROWS {
            return Err(LoadFault::TooLarge);
        }
        let mut headings: Vec<&String> = rows.iter().flat_map(serde_json::Map::keys).collect();
        headings.sort_unstable();
        headings.dedup();
        if headings.is_empty() {
            return Err(LoadFault::NotUnderstood("there is no row with a column in it".to_owned()));
        }
        if let Some(odd) = headings.iter().find(|heading| heading.contains(['\n', '\r', '"']) || heading.len() > 200) {
            return Err(LoadFault::NotUnderstood(format!("a column has an impossible name, {} letters long", odd.chars().count())));
        }
        let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        let failed = |_: csv::Error| LoadFault::TooLarge;
        writer.write_record(headings.iter().map(|heading| heading.as_bytes())).map_err(failed)?;
        let (mut lines, mut line, mut bytes) = (BTreeMap::new(), 2, 0);
        for (number, row) in (1..).zip(&rows) {
            let fields: Vec<String> = headings.iter().map(|heading| row.get(*heading).map(text).unwrap_or_default()).collect();
            bytes += fields.iter().map(String::len).sum::<usize>();
            if bytes > MOST_BYTES {
                return Err(LoadFault::TooLarge);
            }
            lines.insert(line, number);
            line += 1 + fields.iter().map(|field| field.bytes().filter(|byte| *byte == b'\n').count() as u64).sum::<u64>();
            writer.write_record(&fields).map_err(failed)?;
        }
        let csv = writer.into_inner().map_err(|_| LoadFault::TooLarge)?;
        Ok(Written { csv, lines: Some(lines) })
    }
}

/// A value as a file would give it.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        // Columns that the standard fills with JSON are read from its text.
        other => other.to_string(),
    }
}
