//! Indicators as rows: the short table of a section, and the table of all.

use super::number::{cell, mark, symbol_notes, symbols};
use super::pack::{Comment, Pack};
use crate::blocks::PeriodNames;
use crate::charts;
use crate::row::{self, Said};
use crate::sections::section_of;
use crate::view::{IndicatorView, PeriodFigure};
use crate::words;
use sightline_compare::Rag;
use sightline_document::{Align, Block, Cell, Column, Inline, Row, RowKind, Spark, Table, Text};

/// The table of a section: what moved, and how it stands.
pub(super) fn section_table(pack: &Pack, anchor: &str, heading: &str, views: &[&IndicatorView]) -> Option<Block> {
    if views.is_empty() {
        return None;
    }
    let names = PeriodNames::of(&pack.period);
    let columns = vec![
        Column::words("Indicator", 3.3),
        Column::numbers(names.short.year_before.clone(), 1.25),
        Column::numbers(names.short.previous.clone(), 1.25),
        Column::numbers(names.short.this.clone(), 1.35),
        Column::words("On the year before", 1.6),
        Column::words("Variation", 1.7),
        Column::words("Rating", 1.25),
    ];
    let rows: Vec<Row> = views
        .iter()
        .map(|view| {
            let said = row::Row::of(view);
            Row {
                kind: RowKind::Body,
                cells: vec![
                    Cell::words(titled(view, &said)),
                    cell(view, &view.year_before),
                    cell(view, &view.previous),
                    cell(view, &view.this),
                    move_cell(&said.on_year),
                    said_cell(&said.variation),
                    rating_cell(pack, view, &said),
                ],
            }
        })
        .collect();
    let mut notes = symbol_notes(&symbols(&rows));
    notes.insert(0, Text::plain("Beneath a share stands the number it is of. \u{2191} means high is good, \u{2193} low is good; info is for information and has no rating."));
    Some(Block::Table(Table {
        anchor: format!("table-{anchor}"),
        caption: format!("{heading}: {}, beside the {} before and the same a year before", names.this, names.noun),
        short: short(heading),
        columns,
        rows,
        notes,
        wide: false,
    }))
}

/// A name for a workbook's sheet.
pub(super) fn short(heading: &str) -> String {
    heading.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | ',' | '-')).take(31).collect::<String>().trim().to_owned()
}

/// The title, and which way is good.
fn titled(view: &IndicatorView, said: &row::Row) -> Text {
    Text::plain(format!("{} ({})", view.title, said.good.replace('\u{a0}', " ").replace(" up", "").replace(" down", "")))
}

fn move_cell(change: &words::ChangeWords) -> Cell {
    // The arrow says which way; a table has no room to say it twice.
    let size = change.text.replace(" per cent", "%");
    let size = size.trim_start_matches("up ").trim_start_matches("down ");
    Cell::words(match (change.arrow, change.direction) {
        ("", _) => change.text.clone(),
        (arrow, "") => format!("{arrow} {size}"),
        (arrow, word) => format!("{arrow} {word}, {size}"),
    })
}

fn said_cell(said: &Said) -> Cell {
    let text = match &said.mark {
        Some(found) => Text::new().and(Inline::Mark(mark(found.icon, &said.words))),
        None => Text::plain(said.words.clone()),
    };
    Cell::words(match &said.detail {
        Some(detail) => text.and(Inline::Break).words(detail.clone()),
        None => text,
    })
}

fn rating_cell(pack: &Pack, view: &IndicatorView, said: &row::Row) -> Cell {
    let raised = pack.raised.get(&view.id);
    if let (Some(raised), true) = (raised, view.has_figure()) {
        let text = Text::new().and(Inline::Mark(mark(raised.to.icon(), raised.to.word())));
        return Cell::words(text.and(Inline::Break).words(format!("raised by the {}: {}", raised.post, raised.reason)));
    }
    said_cell(&said.rating)
}

/// The rating that counts: a person's if it is more severe.
pub(super) fn rag(pack: &Pack, view: &IndicatorView) -> Option<Rag> {
    let raised = pack.raised.get(&view.id).map(|raised| raised.to);
    raised.filter(|_| view.has_figure()).or_else(|| view.rag())
}

/// Every indicator in one table, grouped by theme.
pub(super) fn all(pack: &Pack, anchor: &str, views: &[&IndicatorView]) -> Block {
    let names = PeriodNames::of(&pack.period);
    let to_date = views
        .iter()
        .find_map(|view| view.beside.year_to_date.as_ref())
        .map_or_else(|| "Year to date".to_owned(), |point| format!("Year to date: {}", words::shortened(&point.words)));
    let compared = views.iter().any(|view| view.beside.comparators.is_some());
    let mut columns = vec![
        Column::words("Ref", 0.55),
        Column::words("Indicator", 3.0),
        Column::words("Trend", 1.7),
        Column::numbers(names.short.year_before.clone(), 1.2),
        Column::numbers(names.short.previous.clone(), 1.2),
        Column::numbers(names.short.this.clone(), 1.3),
        Column::numbers(to_date, 1.3),
        Column::words("On the year before", 1.5),
        Column::words("Variation", 1.6),
        Column::words("Target", 1.3),
        Column::words("Rating", 1.2),
        Column::words("Statistical neighbours", 1.4),
        Column::words("England and place", 1.4),
        Column::words("Commentary, action, owner, date", 2.4),
    ];
    if !compared {
        columns.retain(|column| !matches!(column.heading.as_str(), "Statistical neighbours" | "England and place"));
    }
    let width = columns.len();
    let mut rows: Vec<Row> = Vec::new();
    let mut last = "";
    for (at, view) in views.iter().enumerate() {
        let section = section_of(&view.area).title;
        if section != last {
            rows.push(Row { kind: RowKind::Group, cells: vec![Cell::words(section)] });
            last = section;
        }
        let cells = line(pack, view, at + 1, compared);
        debug_assert_eq!(cells.len(), width, "one cell a column");
        rows.push(Row { kind: RowKind::Body, cells });
    }
    let mut notes = symbol_notes(&symbols(&rows));
    notes.insert(0, Text::plain("The trend has a scale of its own; its last point has the shape of its variation. Targets are the authority's; a rating is judged on the unrounded figure."));
    Block::Table(Table {
        anchor: anchor.to_owned(),
        caption: format!("All indicators of this paper, {}", names.this),
        short: "All indicators".to_owned(),
        columns,
        rows,
        notes,
        wide: true,
    })
}

fn line(pack: &Pack, view: &IndicatorView, number: usize, compared: bool) -> Vec<Cell> {
    let said = row::Row::of(view);
    let trend = match view.has_trend() {
        true => {
            let chart = charts::sparkline(view);
            Cell { spark: Some(Spark { svg: chart.as_svg().to_owned(), alt: chart.title }), ..Cell::default() }
        }
        false => Cell::words("no trend"),
    };
    let to_date = match &view.beside.year_to_date {
        Some(point) => cell(view, point),
        None => Cell::words("as this period"),
    };
    let mut cells = vec![
        Cell::words(words::whole(number)),
        Cell::words(titled(view, &said)),
        trend,
        cell(view, &view.year_before),
        cell(view, &view.previous),
        cell(view, &view.this),
        to_date,
        move_cell(&said.on_year),
        said_cell(&said.variation),
        said_cell(&said.target),
        rating_cell(pack, view, &said),
    ];
    if compared {
        cells.push(said_cell(&said.neighbours));
        cells.push(england(view, &said));
    }
    let comment = pack.comments.get(&view.id).filter(|comment| comment.accepted);
    cells.push(Cell::words(comment.map_or_else(|| Text::plain("none"), in_short)));
    cells
}

/// England, and the place among authorities where a funnel allows one.
fn england(view: &IndicatorView, said: &row::Row) -> Cell {
    let mut text = said_cell(&said.england).text;
    let place = view.beside.comparators.as_ref().and_then(|found| found.published()).and_then(|published| published.place.clone());
    if let Some(place) = place {
        text = text.and(Inline::Break).words(place);
    }
    Cell::words(text)
}

/// A comment within a cell: who speaks, and what will be done. Its words stand in the section.
fn in_short(comment: &Comment) -> Text {
    let text = Text::plain(format!("{}, see the section", comment.post));
    match &comment.action {
        Some((what, owner, due)) => text.and(Inline::Break).words(format!("Action: {what}. {owner}, {due}")),
        None => text,
    }
}

/// Months side by side, one indicator a row.
pub(super) fn monthly(anchor: &str, heading: &str, months: usize, views: &[&IndicatorView]) -> Option<Block> {
    let last = |view: &IndicatorView| -> Vec<PeriodFigure> {
        let points = &view.trend;
        points[points.len().saturating_sub(months)..].to_vec()
    };
    let drawable: Vec<&&IndicatorView> = views.iter().filter(|view| !view.is_shares && !view.trend.is_empty()).collect();
    let first = drawable.first()?;
    let mut columns = vec![Column::words("Indicator", 3.0)];
    columns.extend(last(first).iter().map(|point| Column { heading: point.label.clone(), align: Align::End, weight: 1.0 }));
    let mut rows = Vec::new();
    let mut group = "";
    for view in drawable {
        let section = section_of(&view.area).title;
        if section != group {
            rows.push(Row { kind: RowKind::Group, cells: vec![Cell::words(section)] });
            group = section;
        }
        let mut cells = vec![Cell::words(view.title.clone())];
        cells.extend(last(view).iter().map(|point| cell(view, point)));
        rows.push(Row { kind: RowKind::Body, cells });
    }
    let notes = symbol_notes(&symbols(&rows));
    Some(Block::Table(Table {
        anchor: anchor.to_owned(),
        caption: format!("{heading}, {months} months"),
        short: short(heading),
        columns,
        rows,
        notes,
        wide: true,
    }))
}
