//! A table as Typst values: fitted to the page, every cell of the row present.

use crate::columns::{Fitted, INSET, row_height};
use crate::error::PdfError;
use crate::rows::spark_width;
use crate::text::{Writer, breakable, svg};
use sightline_document::{Align, Cell, Row, RowKind, Table};
use typst::foundations::{Array, Dict, IntoValue, Value, dict};

/// A row higher than this, in points, may run over the end of a page.
const HIGH_ROW: f64 = 160.0;
/// A table of so few rows is not parted, unless they are high.
const FEW_ROWS: usize = 7;
/// The height from which a table is parted all the same.
const HIGH_TABLE: f64 = 260.0;

/// True for a table that stays in one piece.
pub fn is_small(table: &Table, fitted: &Fitted) -> bool {
    table.rows.len() <= FEW_ROWS && table.rows.iter().map(|row| row_height(row, fitted)).sum::<f64>() <= HIGH_TABLE
}

/// The table.
pub fn table(writer: &Writer, table: &Table, fitted: &Fitted) -> Result<Dict, PdfError> {
    let named = |why: &str| PdfError::Table { caption: table.caption.clone(), why: why.to_owned() };
    if table.columns.is_empty() {
        return Err(named("it has no columns"));
    }
    let mut columns = Array::new();
    for column in &table.columns {
        let align = match column.align {
            Align::Start => "start",
            Align::End => "end",
        };
        let heading = writer.words(&breakable(&column.heading, fitted.longest))?;
        columns.push(dict! { "heading" => heading, "align" => align }.into_value());
    }
    let mut rows = Array::new();
    for row in &table.rows {
        if row.cells.len() > table.columns.len() {
            return Err(named("a row has more cells than there are columns"));
        }
        rows.push(one_row(writer, table, row, fitted)?);
    }
    let mut notes = Array::new();
    for note in table.notes.iter().filter(|note| !note.is_empty()) {
        notes.push(writer.text(note, 60)?);
    }
    Ok(dict! {
        "kind" => "table",
        "anchor" => table.anchor.as_str(),
        "caption" => writer.words(&table.caption)?,
        "size" => fitted.size,
        "widths" => fitted.widths.iter().copied().map(IntoValue::into_value).collect::<Array>(),
        "columns" => columns,
        "rows" => rows,
        "notes" => notes,
        "whole" => is_small(table, fitted),
    })
}

fn one_row(writer: &Writer, table: &Table, row: &Row, fitted: &Fitted) -> Result<Value, PdfError> {
    let kind = match row.kind {
        RowKind::Body => "body",
        RowKind::Total => "total",
        RowKind::Group => "group",
    };
    // A group has one cell, whatever the row holds; the others are filled up with empty cells.
    let wanted = if row.kind == RowKind::Group { 1 } else { table.columns.len() };
    let mut cells = Array::new();
    for index in 0..wanted {
        match row.cells.get(index) {
            Some(cell) => cells.push(one_cell(writer, cell, fitted, index)?),
            None => cells.push(one_cell(writer, &Cell::default(), fitted, index)?),
        }
    }
    Ok(dict! { "kind" => kind, "cells" => cells, "long" => row_height(row, fitted) > HIGH_ROW }.into_value())
}

fn one_cell(writer: &Writer, cell: &Cell, fitted: &Fitted, index: usize) -> Result<Value, PdfError> {
    let number = match &cell.number {
        Some(number) => writer.words(&number.shown)?.into_value(),
        None => Value::None,
    };
    let spark = match &cell.spark {
        Some(spark) => {
            let place = fitted.widths.get(index).map_or(0.0, |width| width - 2.0 * INSET);
            let name = format!("\u{201c}{}\u{201d} {}", spark.alt, writer.place);
            if spark.alt.trim().is_empty() {
                return Err(PdfError::Picture { place: name, why: "it has no text alternative, which PDF/UA-1 demands".to_owned() });
            }
            let width = spark_width(writer, &spark.svg, &name, place)?;
            dict! { "svg" => svg(&spark.svg), "alt" => writer.words(&spark.alt)?, "width" => width }.into_value()
        }
        None => Value::None,
    };
    let text = if cell.text.is_empty() { Array::new().into_value() } else { writer.text(&cell.text, fitted.longest)? };
    Ok(dict! { "number" => number, "text" => text, "spark" => spark }.into_value())
}
