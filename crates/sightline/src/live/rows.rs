//! Rows as a request brings them, as a file that intake reads: one set of rules for all that comes.

use super::loader::{LoadFault, MOST_BYTES, MOST_ROWS, MOST_TOLD, RowFault, no_such_column};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use sightline_definitions::Table;
use std::collections::BTreeMap;
use std::fmt;

/// Rows of one table, under the model's headings or the standard's.
pub enum Rows {
    /// A JSON list of objects: column to value. A row takes the place of the one with its key whole: a column that is left out is not recorded.
    Json(Vec<u8>),
    /// A CSV file with its headings.
    Csv(Vec<u8>),
}

/// Rows as CSV, and the number of the row that begins on each line.
pub struct Written {
    pub csv: Vec<u8>,
    lines: Option<BTreeMap<u64, u64>>,
}

/// What came of writing rows.
pub enum Writing {
    /// They can be read.
    Rows(Written),
    /// There are none.
    Nothing,
    /// What is wrong can be told without reading them.
    Refused(Vec<RowFault>),
}

impl Written {
    /// The number of the row that begins on a line: of objects from 1; of a CSV file the line itself.
    pub fn row(&self, line: u64) -> u64 {
        self.lines.as_ref().map_or(line, |lines| lines.range(..=line).next_back().map_or(line, |(_, row)| *row))
    }
}

impl Rows {
    /// Writes the rows as CSV.
    pub fn write(self, table: &Table) -> Result<Writing, LoadFault> {
        let (Rows::Csv(bytes) | Rows::Json(bytes)) = &self;
        if bytes.len() > MOST_BYTES {
            return Err(LoadFault::TooLarge);
        }
        match self {
            Rows::Csv(csv) => match std::str::from_utf8(&csv) {
                Ok(_) => Ok(Writing::Rows(Written { csv, lines: None })),
                Err(error) => Err(LoadFault::NotUnderstood(format!("it is not UTF-8 text (byte {}): send it as UTF-8", error.valid_up_to() + 1))),
            },
            Rows::Json(bytes) => {
                let mut reading = Reading::of(table);
                let mut source = serde_json::Deserializer::from_slice(&bytes);
                match (&mut reading).deserialize(&mut source).and_then(|()| source.end()) {
                    Err(_) if reading.too_many => Err(LoadFault::TooLarge),
                    Err(_) if reading.halted => Ok(Writing::Refused(reading.faults)),
                    Err(error) => {
                        let place = format!("line {}, column {}", error.line(), error.column());
                        Err(LoadFault::NotUnderstood(format!("that is not a JSON list of objects ({place})")))
                    }
                    Ok(()) if !reading.faults.is_empty() => Ok(Writing::Refused(reading.faults)),
                    Ok(()) if reading.rows.is_empty() => Ok(Writing::Nothing),
                    Ok(()) => reading.csv().map(Writing::Rows),
                }
            }
        }
    }
}

/// A JSON list being read. It is left at the first name that is no column: whoever sends such rows has another table in mind, and what they cost is no
/// more than their bytes.
struct Reading<'a> {
    table: &'a Table,
    /// Names of columns in small letters, and whether the column takes lists and objects.
    known: BTreeMap<String, bool>,
    /// Headings as they were first written, and their places by their small letters.
    headings: Vec<String>,
    places: BTreeMap<String, usize>,
    rows: Vec<Vec<(usize, String)>>,
    faults: Vec<RowFault>,
    halted: bool,
    too_many: bool,
}

impl<'a> Reading<'a> {
    fn of(table: &'a Table) -> Reading<'a> {
        let mut known: BTreeMap<String, bool> = BTreeMap::new();
        for column in &table.columns {
            // Columns that the standard fills with JSON; under our own names only what is left over is JSON.
            known.insert(column.name.to_lowercase(), column.json_rest);
            if let Some(ssd) = &column.ssd {
                let json = column.json_key.is_some() || column.json_rest || column.json_list;
                *known.entry(ssd.to_lowercase()).or_default() |= json;
            }
        }
        Reading { table, known, headings: Vec::new(), places: BTreeMap::new(), rows: Vec::new(), faults: Vec::new(), halted: false, too_many: false }
    }

    fn fault(&mut self, column: &str, why: &str) {
        if self.faults.len() < MOST_TOLD {
            let row = self.rows.len() as u64 + 1;
            self.faults.push(RowFault { row, column: Some(column.to_owned()), why: why.to_owned() });
        }
    }

    fn csv(self) -> Result<Written, LoadFault> {
        if self.headings.is_empty() {
            return Err(LoadFault::NotUnderstood("there is no row with a column in it".to_owned()));
        }
        let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        let failed = |_: csv::Error| LoadFault::TooLarge;
        writer.write_record(&self.headings).map_err(failed)?;
        let (mut lines, mut line) = (BTreeMap::new(), 2);
        for (number, row) in (1..).zip(self.rows) {
            let mut fields = vec![String::new(); self.headings.len()];
            for (place, text) in row {
                fields[place] = text;
            }
            lines.insert(line, number);
            line += 1 + fields.iter().map(|field| field.bytes().filter(|byte| *byte == b'\n').count() as u64).sum::<u64>();
            writer.write_record(&fields).map_err(failed)?;
        }
        let csv = writer.into_inner().map_err(|_| LoadFault::TooLarge)?;
        Ok(Written { csv, lines: Some(lines) })
    }
}

impl<'de> DeserializeSeed<'de> for &mut Reading<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for &mut Reading<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(row) = list.next_element_seed(Row(self))? {
            if self.rows.len() == MOST_ROWS {
                self.too_many = true;
                return Err(A::Error::custom("too many rows"));
            }
            self.rows.push(row);
        }
        Ok(())
    }
}

/// One object of the list.
struct Row<'r, 'a>(&'r mut Reading<'a>);

impl<'de> DeserializeSeed<'de> for Row<'_, '_> {
    type Value = Vec<(usize, String)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Row<'_, '_> {
    type Value = Vec<(usize, String)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let reading = self.0;
        let mut row: Vec<(usize, String)> = Vec::new();
        while let Some(name) = object.next_key::<String>()? {
            let small = name.trim().to_lowercase();
            let Some(takes_json) = reading.known.get(&small).copied() else {
                reading.halted = true;
                reading.faults.push(no_such_column(reading.table, &name));
                return Err(A::Error::custom("no such column"));
            };
            let place = *reading.places.entry(small).or_insert_with(|| {
                reading.headings.push(name.trim().to_owned());
                reading.headings.len() - 1
            });
            let text = match object.next_value::<Value>()? {
                Value::Null => String::new(),
                Value::String(text) => text,
                Value::Array(_) | Value::Object(_) if !takes_json => {
                    reading.fault(name.trim(), "a list or an object is no value of this column: send text, a number, true or false");
                    continue;
                }
                // Columns that the standard fills with JSON are read from its text.
                other => other.to_string(),
            };
            if row.iter().any(|(known, _)| *known == place) {
                reading.fault(name.trim(), "the column is given twice in one row: give it once");
                continue;
            }
            row.push((place, text));
        }
        Ok(row)
    }
}
