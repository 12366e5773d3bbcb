//! Tables and markup of others, made ready for the look's templates.

use minijinja::Value;
use minijinja::value::Serde;
use sightline_look::{Cell, Column, Row, Table};
use sightline_tabular as tabular;

/// Every kind of mark with its meanings, as a template reads it.
pub(super) fn key() -> Vec<Value> {
    Value::from(Serde(sightline_publish::pages::key())).try_iter().map(Iterator::collect).unwrap_or_default()
}

/// A table as it is, with the same headings in words: `starts_on` is `Starts on`.
pub(super) fn table(caption: &str, from: &tabular::Table, csv: Option<String>, most: usize) -> Table {
    let is_number = |at: usize| from.rows.iter().any(|row| matches!(row.get(at), Some(tabular::Value::Number(Some(_)))));
    let column = |(at, heading): (usize, &String)| {
        let words = sightline_publish::words::sentence(&heading.replace('_', " "));
        if is_number(at) { Column::numbers(words) } else { Column::words(words) }
    };
    let cell = |value: &tabular::Value| {
        let text = value.shown();
        let sort = match value {
            tabular::Value::Number(Some(number)) => Some(number.to_string()),
            _ => None,
        };
        Cell { sort, ..Cell::new(if text.is_empty() { "–".to_owned() } else { text }) }
    };
    Table {
        caption: caption.to_owned(),
        columns: from.headings.iter().enumerate().map(column).collect(),
        rows: from.rows.iter().take(most).map(|row| Row { cells: row.iter().map(cell).collect(), strong: false }).collect(),
        sortable: true,
        csv,
        empty: "There are no rows.".to_owned(),
    }
}
