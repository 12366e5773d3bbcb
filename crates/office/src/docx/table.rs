//! Tables: one heading row that is repeated on each page, no merged cells but the headings of groups.

use super::body::Body;
use super::runs::{self, Look};
use crate::xml::escape;
use sightline_document::{Align, Cell, Row, RowKind, Table};
use std::fmt::Write;

/// A column is never narrower than this, in twentieths of a point.
const NARROWEST: u32 = 500;
/// Left and right of a cell's words.
const MARGINS: u32 = 160;
/// Twentieths of a point in English metric units.
const UNITS: f64 = 635.0;

pub(super) fn write(body: &mut Body<'_>, table: &Table, width: u32) -> String {
    let widths = widths(table, width);
    let small = table.columns.len() > 8;
    let mut out = String::new();
    let _ = write!(
        out,
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"FigureTable\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>\
         <w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>",
        escape(&table.caption)
    );
    for width in &widths {
        let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
    }
    out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (column, width) in table.columns.iter().zip(&widths) {
        let mut runs = String::new();
        runs::words(&mut runs, &column.heading, Look::default());
        open_cell(&mut out, *width, 1);
        paragraph(&mut out, style("TableHeading", small), column.align, &runs);
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
    for row in &table.rows {
        write_row(body, &mut out, table, row, &widths, small);
    }
    out.push_str("</w:tbl>");
    out
}

fn write_row(body: &mut Body<'_>, out: &mut String, table: &Table, row: &Row, widths: &[u32], small: bool) {
    out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    if row.kind == RowKind::Group {
        let mut runs = String::new();
        if let Some(cell) = row.cells.first() {
            runs::text(&mut runs, &cell.text, body, Look::default());
        }
        let _ = write!(
            out,
            "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{}\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF1F3\"/></w:tcPr>",
            widths.iter().sum::<u32>(),
            widths.len().max(1)
        );
        paragraph(out, style("TableGroup", small), Align::Start, &runs);
        out.push_str("</w:tc></w:tr>");
        return;
    }
    // A row shorter than the table is filled up, since a row of too few cells is not a table to every program.
    let missing = Cell::default();
    for (index, width) in widths.iter().enumerate() {
        let cell = row.cells.get(index).unwrap_or(&missing);
        let align = table.columns.get(index).map_or(Align::Start, |column| column.align);
        let bold = index == 0 || row.kind == RowKind::Total;
        open_cell(out, *width, if row.kind == RowKind::Total { 2 } else { 1 });
        write_cell(body, out, cell, align, *width, Look { bold, ..Look::default() }, small);
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
}

fn write_cell(body: &mut Body<'_>, out: &mut String, cell: &Cell, align: Align, width: u32, look: Look<'_>, small: bool) {
    let mut written = false;
    if let Some(number) = &cell.number {
        let mut runs = String::new();
        runs::words(&mut runs, &number.shown, look);
        paragraph(out, style("TableText", small), align, &runs);
        written = true;
    }
    if !cell.text.is_empty() {
        let mut runs = String::new();
        runs::text(&mut runs, &cell.text, body, look);
        let name = if cell.number.is_some() { "TableBeneath" } else { style("TableText", small) };
        paragraph(out, name, align, &runs);
        written = true;
    }
    if let Some(spark) = &cell.spark {
        let room = f64::from(width.saturating_sub(MARGINS)) * UNITS;
        // A trend is never taller than two lines, nor wider than it was drawn for.
        let runs = body.picture(&spark.svg, &spark.alt, room.min(1_260_000.0));
        paragraph(out, style("TableText", small), align, &runs);
        written = true;
    }
    if !written {
        paragraph(out, style("TableText", small), align, "");
    }
}

fn open_cell(out: &mut String, width: u32, rule: u8) {
    let _ = write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
    if rule == 2 {
        out.push_str("<w:tcBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"4A5A63\"/></w:tcBorders>");
    }
    out.push_str("</w:tcPr>");
}

fn paragraph(out: &mut String, style: &str, align: Align, runs: &str) {
    let side = if align == Align::End { "<w:jc w:val=\"right\"/>" } else { "" };
    let _ = write!(out, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{side}</w:pPr>{runs}</w:p>");
}

/// A table of many columns is set smaller.
fn style(name: &'static str, small: bool) -> &'static str {
    match (name, small) {
        ("TableText", true) => "TableTextSmall",
        ("TableHeading", true) => "TableHeadingSmall",
        _ => name,
    }
}

/// `width` shared out by the columns' weights.
fn widths(table: &Table, width: u32) -> Vec<u32> {
    let weights: Vec<f64> =
        table.columns.iter().map(|column| if column.weight.is_finite() && column.weight > 0.0 { column.weight.min(1000.0) } else { 1.0 }).collect();
    let count = u32::try_from(weights.len()).unwrap_or(u32::MAX).max(1);
    let narrowest = NARROWEST.min(width / count);
    let total: f64 = weights.iter().sum();
    let spare = width.saturating_sub(narrowest * count);
    let mut found: Vec<u32> = Vec::with_capacity(weights.len());
    let (mut given, mut weighed) = (0, 0.0);
    for weight in weights {
        weighed += weight;
        // Rounded as a running sum, so that the columns fill the width exactly.
        let until = crate::whole(f64::from(spare) * weighed / total).min(spare);
        found.push(narrowest + until - given);
        given = until;
    }
    found
}
