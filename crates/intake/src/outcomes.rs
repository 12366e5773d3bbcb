//! JSON objects of outcomes, opened into the columns of a row.

use crate::build::Warning;
use crate::column::Column;
use crate::json::{self, Entries, Entry};
use crate::parse;
use crate::plan::Object;
use sightline_definitions::ColumnType;

pub(crate) const NOT_A_FLAG: &str = "the flag is not Y, N, 1, 0, true or false: read as not recorded";
pub(crate) const NOT_WHOLE: &str = "the number is not a whole number: read as not recorded";
pub(crate) const NOT_A_NUMBER: &str = "the number cannot be read: read as not recorded";

/// An object being opened.
struct Opening<'a> {
    object: &'a Object,
    /// The step of the plan, for warnings.
    number: usize,
    columns: &'a mut [Column],
    pending: &'a mut Vec<Warning>,
    /// Warnings about fields before this one.
    warned: usize,
    /// Keys without a column, as compact JSON.
    rest: &'a mut String,
    filled: &'a mut [bool],
    /// The key that comes next, if keys stand in the model's order as they mostly do.
    expected: usize,
}

/// Opens a JSON object into its columns. What has no column goes to the column for the rest; a text that is no object goes there whole.
pub(crate) fn open(
    object: &Object,
    number: usize,
    text: &[u8],
    columns: &mut [Column],
    pending: &mut Vec<Warning>,
    rest: &mut String,
    filled: &mut [bool],
) {
    rest.clear();
    object.keys.iter().for_each(|(_, column, _)| filled[*column] = false);
    let text = std::str::from_utf8(text).unwrap_or_default();
    let warned = pending.len();
    let mut opening = Opening { object, number, columns, pending, warned, rest, filled, expected: 0 };
    let opened = json::object(text, &mut opening);
    let Opening { columns, pending, rest, filled, .. } = opening;
    for (_, column, _) in object.keys.iter().filter(|(_, column, _)| !filled[*column]) {
        columns[*column].push_null();
    }
    if !rest.is_empty() {
        rest.push('}');
    }
    match object.rest {
        Some(column) if !opened => columns[column].push_text(text.as_bytes()),
        Some(column) if rest.is_empty() => columns[column].push_null(),
        Some(column) => columns[column].push_text(rest.as_bytes()),
        None if !opened || !rest.is_empty() => {
            pending.push(Warning { step: number, reason: "the text has parts that no column takes", raw: text.to_owned() });
        }
        None => {}
    }
}

impl Entries for Opening<'_> {
    fn accept(&mut self, entry: &Entry<'_>) {
        let keys = &self.object.keys;
        let at = match keys.get(self.expected) {
            Some((key, ..)) if key.eq_ignore_ascii_case(entry.key) => Some(self.expected),
            _ => keys.iter().position(|(key, ..)| key.eq_ignore_ascii_case(entry.key)),
        };
        let Some(at) = at.filter(|at| !self.filled[keys[*at].1] && (entry.scalar.is_some() || entry.null)) else {
            self.keep(entry);
            return;
        };
        self.expected = at + 1;
        let (_, column, kind) = &keys[at];
        self.filled[*column] = true;
        if let Err(reason) = push(&mut self.columns[*column], *kind, parse::trim(entry.scalar.unwrap_or_default().as_bytes())) {
            self.columns[*column].push_null();
            self.pending.push(Warning { step: self.number, reason, raw: format!("{}: {}", entry.key, entry.json) });
        }
    }

    fn restart(&mut self) {
        for (_, column, _) in &self.object.keys {
            if std::mem::take(&mut self.filled[*column]) {
                let rows = self.columns[*column].len();
                self.columns[*column].truncate(rows - 1);
            }
        }
        self.pending.truncate(self.warned);
        self.rest.clear();
        self.expected = 0;
    }
}

impl Opening<'_> {
    /// Keeps an entry without a column.
    fn keep(&mut self, entry: &Entry<'_>) {
        self.rest.push(if self.rest.is_empty() { '{' } else { ',' });
        self.rest.push_str(&serde_json::Value::from(entry.key).to_string());
        self.rest.push(':');
        self.rest.push_str(entry.json);
    }
}

/// Pushes a value, or tells why it cannot be read.
fn push(column: &mut Column, kind: ColumnType, text: &[u8]) -> Result<(), &'static str> {
    if parse::is_null(text) {
        column.push_null();
        return Ok(());
    }
    match kind {
        ColumnType::Flag => column.push_flag(parse::flag(text).ok_or(NOT_A_FLAG)?),
        ColumnType::Integer => column.push_long(parse::integer(text).ok_or(NOT_WHOLE)?),
        ColumnType::Decimal => column.push_decimal(parse::decimal(text).ok_or(NOT_A_NUMBER)?),
        ColumnType::Date => column.push_day(parse::moment(text).map_err(parse::Bad::reason)?.day),
        ColumnType::Text | ColumnType::Code | ColumnType::Instant => column.push_text(text),
    }
    Ok(())
}
