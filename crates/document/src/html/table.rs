//! Tables: a caption, a row of column headers, row headers, and groups in bodies of their own.

use super::body::Body;
use super::drawing::{self, Role};
use super::escape::escape;
use super::inline;
use crate::{Align, Cell, Column, Row, RowKind, Table};

/// Pixels that a letter of a table takes, cautiously.
const LETTER: usize = 9;
/// Pixels between columns.
const GAP: usize = 14;
/// Pixels that the narrowest screen leaves for a table in a box.
const NARROWEST: usize = 240;
/// Columns beyond which a table is given more room on a screen, and smaller type on paper.
const MANY: usize = 7;

impl Body<'_> {
    /// A table with its notes.
    pub(super) fn table(&mut self, table: &Table) {
        self.tables += 1;
        let id = self.ids.at(&table.anchor);
        let caption = self.ids.new_one("caption");
        let wide = if table.wide { " wide" } else { "" };
        self.out.push_str(&format!("<div class=\"table{wide}\" id=\"{}\">\n", escape(&id)));
        let many = if table.columns.len() > MANY { " many" } else { "" };
        let moves = table.wide || !many.is_empty() || least_width(table) > NARROWEST;
        if moves {
            self.out.push_str(&format!("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"{caption}\">\n"));
        }
        self.out.push_str(&format!(
            "<table class=\"t{}{many}\">\n<caption><span class=\"caption\" id=\"{caption}\">{}</span></caption>\n",
            self.tables,
            escape(&table.caption)
        ));
        self.out.push_str("<colgroup>");
        table.columns.iter().for_each(|_| self.out.push_str("<col>"));
        self.out.push_str("</colgroup>\n<thead><tr>");
        table.columns.iter().for_each(|column| self.heading_cell(column));
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for (place, row) in table.rows.iter().enumerate() {
            if row.kind == RowKind::Group && place > 0 {
                self.out.push_str("</tbody>\n<tbody>\n");
            }
            self.row(row, &table.columns);
        }
        self.out.push_str("</tbody>\n</table>\n");
        if moves {
            self.out.push_str("</div>\n");
        }
        if table.notes.iter().any(|note| !note.is_empty()) {
            self.out.push_str("<div class=\"table-notes\">\n");
            for note in table.notes.iter().filter(|note| !note.is_empty()) {
                self.paragraph(note);
            }
            self.out.push_str("</div>\n");
        }
        self.out.push_str("</div>\n");
    }

    fn heading_cell(&mut self, column: &Column) {
        let class = class(Some(column));
        // A header that says nothing is worse than none.
        if column.heading.trim().is_empty() {
            self.out.push_str("<td></td>");
        } else {
            self.out.push_str(&format!("<th scope=\"col\"{class}>{}</th>", escape(&column.heading)));
        }
    }

    fn row(&mut self, row: &Row, columns: &[Column]) {
        match row.kind {
            RowKind::Group => self.out.push_str("<tr class=\"group\">"),
            RowKind::Total => self.out.push_str("<tr class=\"total\">"),
            RowKind::Body => self.out.push_str("<tr>"),
        }
        let cells = &row.cells[..row.cells.len().min(columns.len())];
        let alone = row.kind == RowKind::Group && cells.iter().skip(1).all(|cell| cell.as_words().trim().is_empty());
        for (place, cell) in cells.iter().enumerate().take(if alone { 1 } else { columns.len() }) {
            let named = place == 0 && !cell.as_words().trim().is_empty();
            let (opening, closing) = match (named, row.kind) {
                (true, RowKind::Group) if alone => (format!("<th scope=\"rowgroup\" colspan=\"{}\">", columns.len()), "</th>"),
                (true, RowKind::Group) => ("<th scope=\"rowgroup\">".to_owned(), "</th>"),
                (true, _) => ("<th scope=\"row\">".to_owned(), "</th>"),
                (false, _) => (format!("<td{}>", class(columns.get(place))), "</td>"),
            };
            self.out.push_str(&opening);
            self.cell(cell);
            self.out.push_str(closing);
        }
        if !alone {
            (cells.len()..columns.len()).for_each(|_| self.out.push_str("<td></td>"));
        }
        self.out.push_str("</tr>\n");
    }

    fn cell(&mut self, cell: &Cell) {
        if let Some(number) = &cell.number {
            self.out.push_str(&format!("<span class=\"value\">{}</span>", escape(&number.shown)));
        }
        if !cell.text.is_empty() {
            if cell.number.is_some() {
                self.out.push_str(" <span class=\"behind\">");
            }
            inline::text(&mut self.out, &mut self.ids, &cell.text);
            if cell.number.is_some() {
                self.out.push_str("</span>");
            }
        }
        if let Some(spark) = &cell.spark {
            let prefix = self.ids.new_one("spark");
            let drawn = drawing::inline(&spark.svg, &prefix, &Role::Unseen);
            // The words are there either way; they are seen where the drawing is not.
            let class = if drawn.is_some() { "unseen" } else { "behind" };
            let drawn = drawn.map(|drawn| format!("<span class=\"spark\">{}</span>", drawn.svg)).unwrap_or_default();
            self.out.push_str(&format!(" {drawn}<span class=\"{class}\">{}</span>", escape(&spark.alt)));
        }
    }
}

fn class(column: Option<&Column>) -> &'static str {
    match column.map(|column| column.align) {
        Some(Align::End) => " class=\"number\"",
        _ => "",
    }
}

/// About how narrow a table can be before its longest words no longer fit.
fn least_width(table: &Table) -> usize {
    let longest = |words: &str| words.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    (0..table.columns.len())
        .map(|place| {
            let heading = table.columns.get(place).map_or(0, |column| longest(&column.heading));
            let cells = table.rows.iter().filter(|row| row.kind != RowKind::Group).filter_map(|row| row.cells.get(place));
            let words = cells.map(|cell| longest(&cell.as_words())).max().unwrap_or(0);
            heading.max(words) * LETTER + GAP
        })
        .sum()
}

/// The widths of the columns of every table, as rules of style: a share of the line each.
pub(super) fn widths(tables: &[&Table]) -> String {
    let mut out = String::new();
    for (place, table) in tables.iter().enumerate() {
        let weight = |column: &Column| if column.weight.is_finite() && column.weight > 0.0 { column.weight } else { 1.0 };
        let all: f64 = table.columns.iter().map(weight).sum();
        for (at, column) in table.columns.iter().enumerate() {
            out.push_str(&format!(".t{} col:nth-child({}){{width:{:.1}%}}", place + 1, at + 1, 100.0 * weight(column) / all));
        }
        out.push('\n');
    }
    out
}
