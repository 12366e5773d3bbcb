//! Tables: one header row, a caption, and a row header in the first column.

use crate::text::{Number, Text};
use serde::{Deserialize, Serialize};

/// How a column's cells lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Words.
    Start,
    /// Numbers.
    End,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading; unique within the table and never empty.
    pub heading: String,
    /// How its cells lie.
    pub align: Align,
    /// Its share of the width, against the others.
    pub weight: f64,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(heading: impl Into<String>, weight: f64) -> Column {
        Column { heading: heading.into(), align: Align::Start, weight }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(heading: impl Into<String>, weight: f64) -> Column {
        Column { heading: heading.into(), align: Align::End, weight }
    }
}

/// A small trend within a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spark {
    /// Complete SVG.
    pub svg: String,
    /// What it shows, in a sentence: printed by forms that hold no drawing in a cell.
    pub alt: String,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The cell's one number, when that is what it is for: a workbook stores it as a number. Printed before `text`.
    pub number: Option<Number>,
    /// Words; with a number, what stands beneath it (`312 of 375`).
    pub text: Text,
    /// A small trend.
    pub spark: Option<Spark>,
}

impl Cell {
    /// A cell of words.
    #[must_use]
    pub fn words(text: impl Into<Text>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    /// A cell of one number.
    #[must_use]
    pub fn number(number: Number) -> Cell {
        Cell { number: Some(number), ..Cell::default() }
    }

    /// The same with words beneath.
    #[must_use]
    pub fn with(mut self, text: impl Into<Text>) -> Cell {
        self.text = text.into();
        self
    }

    /// All of it as one plain line.
    #[must_use]
    pub fn as_words(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        if let Some(number) = &self.number {
            parts.push(number.shown.clone());
        }
        let words = self.text.as_words();
        if !words.trim().is_empty() {
            parts.push(words);
        }
        if let Some(spark) = &self.spark {
            parts.push(spark.alt.clone());
        }
        parts.join(" ")
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// One of many.
    #[default]
    Body,
    /// The sum of those before it.
    Total,
    /// A heading over those after it: its first cell is the heading, the others are empty. A workbook makes it a column of its own.
    Group,
}

/// A row; it has as many cells as the table has columns (a group has one).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Its cells; the first names the row.
    pub cells: Vec<Cell>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Its anchor, unique in the document.
    pub anchor: String,
    /// What it is of, in a line.
    pub caption: String,
    /// A short name for a workbook's sheet, at most 31 characters.
    pub short: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Notes beneath it; the key to symbols among them.
    pub notes: Vec<Text>,
    /// True when it is wide: a page turned on its side where the form has pages.
    pub wide: bool,
}
