//! A table of the paper as columns of a workbook: what stands above one another in a printed cell stands in columns beside one another.

use super::plan::{Grid, NOT_APPLICABLE, Value, filled, pieces};
use super::shown;
use crate::xml::plain;
use sightline_document::text::Inline;
use sightline_document::{Cell, Number, RowKind, Table, Text};
use std::collections::BTreeSet;

/// What did not go into a cell: the row, the column, and the words.
pub(super) struct Continued {
    pub(super) place: String,
    pub(super) words: String,
}

/// A cell, taken apart.
#[derive(Default)]
struct Taken {
    number: Option<Number>,
    /// `1,061 of 1,305`.
    parts: Option<(Number, Number)>,
    words: String,
    trend: String,
}

/// What a column of the paper becomes besides itself.
#[derive(Default)]
struct Beside {
    parts: bool,
    words: bool,
    trend: bool,
    numbers: bool,
}

/// The table's columns and rows, and what was too long for a cell.
pub(super) fn grid(table: &Table) -> (Grid, Vec<Continued>) {
    let grouped = table.rows.iter().any(|row| row.kind == RowKind::Group);
    let body: Vec<(String, Vec<Taken>)> = rows(table);
    let beside: Vec<Beside> = (0..table.columns.len()).map(|at| Beside::of(body.iter().filter_map(|(_, cells)| cells.get(at)))).collect();

    let mut headings = Headings::default();
    let mut numbers = Vec::new();
    if grouped {
        headings.add("Group");
        numbers.push(false);
    }
    for (column, beside) in table.columns.iter().zip(&beside) {
        headings.add(&column.heading);
        numbers.push(beside.numbers);
        for (wanted, name, number) in
            [(beside.parts, "number", true), (beside.parts, "out of", true), (beside.words, "note", false), (beside.trend, "trend", false)]
        {
            if wanted {
                headings.add(&format!("{}: {name}", column.heading));
                numbers.push(number);
            }
        }
    }

    let mut continued = Vec::new();
    let mut rows = Vec::new();
    for (group, cells) in body {
        let name = cells.first().map(|cell| cell.words.clone()).unwrap_or_default();
        let mut row = Vec::with_capacity(numbers.len());
        if grouped {
            row.push(Value::Words(filled(group)));
        }
        for ((cell, beside), column) in cells.into_iter().zip(&beside).zip(&table.columns) {
            cell.into_values(beside, &mut row, &mut |words| {
                let place = format!("{}, {}", short(&name), column.heading);
                continued.push(Continued { place, words });
            });
        }
        rows.push(row);
    }
    if rows.is_empty() {
        // A table of a workbook has at least one row.
        let mut row = vec![Value::Words(NOT_APPLICABLE.to_owned()); numbers.len()];
        if let Some(first) = row.first_mut() {
            *first = Value::Words("none".to_owned());
        }
        rows.push(row);
    }
    (Grid { headings: headings.found, numbers, rows }, continued)
}

/// Every row but the groups, with the group it stands in; as many cells as there are columns.
fn rows(table: &Table) -> Vec<(String, Vec<Taken>)> {
    let mut group = String::new();
    let mut found = Vec::new();
    for row in &table.rows {
        if row.kind == RowKind::Group {
            group = row.cells.first().map(|cell| plain(&cell.as_words())).unwrap_or_default();
            continue;
        }
        let mut cells: Vec<Taken> = row.cells.iter().take(table.columns.len()).map(Taken::of).collect();
        cells.resize_with(table.columns.len(), Taken::default);
        found.push((group.clone(), cells));
    }
    found
}

impl Taken {
    fn of(cell: &Cell) -> Taken {
        let mut taken =
            Taken { number: cell.number.clone(), trend: cell.spark.as_ref().map(|spark| plain(&spark.alt)).unwrap_or_default(), ..Taken::default() };
        match (&cell.number, parts(&cell.text), alone(&cell.text)) {
            (Some(_), Some(parts), _) => taken.parts = Some(parts),
            (None, _, Some(number)) => taken.number = Some(number),
            _ => taken.words = plain(&cell.text.as_words()),
        }
        taken
    }

    fn into_values(self, beside: &Beside, row: &mut Vec<Value>, continued: &mut dyn FnMut(String)) {
        let mut words = self.words;
        let mut trend = self.trend;
        let mut said = |words: String| Value::Words(fitted(filled(words), continued));
        row.push(match &self.number {
            Some(number) => value(number),
            None if !words.is_empty() => said(std::mem::take(&mut words)),
            None => said(std::mem::take(&mut trend)),
        });
        if beside.parts {
            let (counted, whole) = self.parts.map_or((None, None), |(counted, whole)| (Some(counted), Some(whole)));
            row.extend([counted, whole].iter().map(|part| part.as_ref().map_or_else(|| Value::Words(NOT_APPLICABLE.to_owned()), value)));
        }
        if beside.words {
            row.push(said(std::mem::take(&mut words)));
        }
        if beside.trend {
            row.push(said(std::mem::take(&mut trend)));
        }
    }
}

impl Beside {
    fn of<'a>(cells: impl Iterator<Item = &'a Taken>) -> Beside {
        let mut beside = Beside::default();
        for cell in cells {
            beside.numbers |= cell.number.is_some();
            beside.parts |= cell.parts.is_some();
            beside.words |= cell.number.is_some() && !cell.words.is_empty();
            beside.trend |= !cell.trend.is_empty() && (cell.number.is_some() || !cell.words.is_empty());
        }
        beside
    }
}

/// A number as a number; a symbol as shorthand in brackets; anything else in the words it is printed in.
fn value(number: &Number) -> Value {
    match (number.value, shown::format_of(number)) {
        (Some(value), Some(format)) => Value::Number(if value == 0.0 { 0.0 } else { value }, format),
        _ if matches!(number.shown.trim(), "c" | "z" | "x" | "k" | "u") => Value::Words(format!("[{}]", number.shown.trim())),
        _ => Value::Words(filled(number.shown.clone())),
    }
}

/// `n of d`, said by two numbers or in plain words.
fn parts(text: &Text) -> Option<(Number, Number)> {
    let pieces: Vec<&Inline> = text.0.iter().filter(|piece| !matches!(piece, Inline::Break)).collect();
    match pieces.as_slice() {
        [Inline::Number(counted), Inline::Plain(of), Inline::Number(whole)] if of.trim() == "of" => Some((counted.clone(), whole.clone())),
        [Inline::Plain(words)] => {
            let (counted, whole) = words.trim().split_once(" of ")?;
            Some((count(counted)?, count(whole)?))
        }
        _ => None,
    }
}

/// The number that is all a text says.
fn alone(text: &Text) -> Option<Number> {
    match text.0.as_slice() {
        [Inline::Number(number)] => Some(number.clone()),
        _ => None,
    }
}

/// `1,305` in plain words.
fn count(words: &str) -> Option<Number> {
    let digits = words.replace(',', "");
    if digits.is_empty() || digits.len() > 15 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(Number { shown: words.to_owned(), value: digits.parse().ok(), decimals: 0, of: None })
}

/// As much of `words` as a cell holds; the rest goes on elsewhere, and the cell says so.
fn fitted(words: String, continued: &mut dyn FnMut(String)) -> String {
    let cut = pieces(&words);
    match cut.as_slice() {
        [first, rest @ ..] if !rest.is_empty() => {
            rest.iter().for_each(|piece| continued((*piece).to_owned()));
            format!("{first} [continued on the sheet {}]", super::plan::TEXT_SHEET)
        }
        _ => words,
    }
}

fn short(words: &str) -> String {
    if words.chars().count() <= 80 { words.to_owned() } else { format!("{}\u{2026}", words.chars().take(80).collect::<String>()) }
}

/// Headings of a sheet's table: none empty, none twice (without regard to capitals), none over 255 letters.
#[derive(Default)]
struct Headings {
    found: Vec<String>,
    known: BTreeSet<String>,
}

impl Headings {
    fn add(&mut self, wanted: &str) {
        let wanted: String = plain(wanted).chars().take(240).collect();
        let base = if wanted.is_empty() { "Column".to_owned() } else { wanted };
        let mut name = base.clone();
        let mut number = 1_u32;
        while !self.known.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{base} ({number})");
        }
        self.found.push(name);
    }
}
