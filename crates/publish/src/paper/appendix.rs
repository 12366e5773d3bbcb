//! The last pages: definitions, data quality, words; and what is asked for by itself.

use super::number::{cell, symbol_notes, symbols};
use super::pack::Pack;
use super::{heading, missing, rows, section};
use crate::facts;
use crate::quality;
use crate::row::reason;
use crate::sections::section_of;
use crate::standing;
use crate::view::IndicatorView;
use crate::words;
use sightline_document::{Block, Cell, Column, Fact, Picture, Row, RowKind, Table, Text, Width};
use sightline_model::Status;

/// What is counted, for each indicator of the paper, with the hash of its definition.
pub(super) fn definitions(pack: &Pack, title: &str) -> Vec<Block> {
    let mut found = vec![heading(1, title, "definitions")];
    found.push(Block::Paragraph("Each figure is counted by one open definition. The mark at the end is the start of the definition's hash: the same mark means the same definition.".into()));
    let mut rows: Vec<Row> = Vec::new();
    let mut last = "";
    for view in &pack.indicators {
        let section = section_of(&view.area).title;
        if section != last {
            rows.push(Row { kind: RowKind::Group, cells: vec![Cell::words(section)] });
            last = section;
        }
        let limit = view.limit.as_ref().map(|limit| format!(" Limit: {limit}.")).unwrap_or_default();
        rows.push(Row {
            kind: RowKind::Body,
            cells: vec![
                Cell::words(view.title.clone()),
                Cell::words(format!("{}.{limit}", words::sentence(view.counts.trim_end_matches('.')))),
                Cell::words(view.source.clone()),
                Cell::words(view.definition_hash.get(..12).unwrap_or(&view.definition_hash).to_owned()),
            ],
        });
    }
    found.push(Block::Table(Table {
        anchor: "table-definitions".to_owned(),
        caption: "What is counted".to_owned(),
        short: "Definitions".to_owned(),
        columns: vec![Column::words("Indicator", 2.2), Column::words("Counted", 4.0), Column::words("Source", 2.2), Column::words("Hash", 1.2)],
        rows,
        notes: Vec::new(),
        wide: false,
    }));
    found
}

/// Age, revisions, breaks, what may change, what is missing and what is hidden.
pub(super) fn data_quality(pack: &Pack, title: &str) -> Vec<Block> {
    let mut found = vec![heading(1, title, "data-quality"), heading(2, "How old the figures are", "data-age")];
    found.push(Block::Paragraph(quality::age_words(pack.snapshot.extracted_on, pack.cover.made_on, &pack.period).into()));
    let rows_read: u64 = pack.snapshot.tables.iter().map(|table| table.rows).sum();
    let aside: u64 = pack.snapshot.tables.iter().map(|table| table.quarantined).sum();
    found.push(Block::Paragraph(Text::plain(format!(
        "{} rows were read into {}; {} could not be read and were set aside with their reasons. Snapshot {}.",
        words::whole(rows_read),
        words::how_many(pack.snapshot.tables.len(), "table", "tables"),
        words::whole(aside),
        pack.snapshot.id
    ))));
    if let Some((hidden, of)) = pack.hidden {
        found.push(heading(2, "What is hidden", "data-hidden"));
        found.push(Block::Paragraph(Text::plain(format!(
            "Counts of 1 to 5 are hidden, and so is what would give them away: {} of {} figures of this paper. 0 is shown. Shares, rates, moves, ratings, variation and charts that rest on a hidden count are hidden with it. Every paper published before was taken into account.",
            words::whole(hidden),
            words::whole(of)
        ))));
    }
    let notes = quality::notes_in_order(&pack.indicators);
    if !notes.is_empty() {
        found.push(heading(2, "Changes that make figures differ before and after", "data-breaks"));
        found.push(Block::List { ordered: false, items: notes.into_iter().map(Text::plain).collect() });
    }
    let soft: Vec<&str> =
        pack.indicators.iter().filter(|view| view.this.is_provisional() && view.has_figure()).map(|view| view.title.as_str()).collect();
    if !soft.is_empty() {
        found.push(heading(2, "What may still change", "data-provisional"));
        found.push(Block::Paragraph(Text::plain(format!("{} provisional: {}.", are(soft.len()), soft.join("; ")))));
    }
    found.extend(lacking(pack));
    found
}

fn are(count: usize) -> String {
    if count == 1 { "1 figure is".to_owned() } else { format!("{} figures are", words::whole(count)) }
}

/// Indicators without a figure, gathered by reason.
fn lacking(pack: &Pack) -> Vec<Block> {
    let mut reasons: Vec<(String, Vec<&str>)> = Vec::new();
    for view in pack.indicators.iter().filter(|view| !view.has_figure() && view.this.figure.status != Status::Hidden) {
        let why = reason(view);
        match reasons.iter_mut().find(|(held, _)| *held == why) {
            Some((_, titles)) => titles.push(&view.title),
            None => reasons.push((why, vec![&view.title])),
        }
    }
    if reasons.is_empty() {
        return Vec::new();
    }
    let facts = reasons.into_iter().map(|(why, titles)| Fact { term: words::sentence(&why), text: titles.join("; ").into() }).collect();
    vec![heading(2, "What is missing, and why", "data-missing"), Block::Facts(facts)]
}

/// Words explained.
pub(super) fn glossary(pack: &Pack, title: &str) -> Vec<Block> {
    let facts = pack.glossary.iter().map(|term| Fact { term: term.word.clone(), text: term.meaning.as_str().into() }).collect();
    vec![heading(1, title, "glossary"), Block::Facts(facts)]
}

/// What was asked for: each indicator's answer in a sentence, its chart, its periods and its parts.
pub(super) fn answer(pack: &Pack, title: &str) -> Vec<Block> {
    let mut found = vec![heading(1, title, "answer")];
    if pack.indicators.is_empty() {
        found.push(missing("No indicator was asked for."));
    }
    for view in &pack.indicators {
        let anchor = words::slug(&view.id);
        found.push(heading(2, &view.title, &format!("answer-{anchor}")));
        found.push(Block::Paragraph(Text::plain(view.question.clone())));
        found.push(Block::Paragraph(Text::plain(facts::answer(view))));
        let standing = standing::standing(view);
        if !standing.is_empty() {
            found.push(Block::Paragraph(standing.into()));
        }
        found.extend(standing::sureness(view).map(|text| Block::Paragraph(text.into())));
        found.extend(standing::compared(view).map(|text| Block::Paragraph(text.into())));
        let table = format!("table-answer-{anchor}");
        if view.has_trend() {
            let chart = crate::charts::trend(view);
            found.push(Block::Pictures(vec![Picture {
                anchor: format!("chart-{anchor}"),
                title: chart.title.clone(),
                alt: chart.description.clone(),
                svg: chart.as_svg().to_owned(),
                width: Width::Whole,
                table: Some(table.clone()),
            }]));
        }
        found.push(periods(view, &table));
        let dimensions: Vec<String> = view.breakdowns.iter().map(|breakdown| breakdown.dimension.clone()).collect();
        for by in dimensions {
            found.extend(section::division(view, &by, "answer"));
        }
    }
    found
}

/// The periods of an indicator, latest last.
fn periods(view: &IndicatorView, anchor: &str) -> Block {
    let mut points: Vec<&crate::view::PeriodFigure> = view.trend.iter().collect();
    for extra in [&view.year_before, &view.previous, &view.this] {
        if points.iter().all(|point| point.name != extra.name) {
            points.push(extra);
        }
    }
    let rows: Vec<Row> =
        points.into_iter().map(|point| Row { kind: RowKind::Body, cells: vec![Cell::words(point.words.clone()), cell(view, point)] }).collect();
    let notes = symbol_notes(&symbols(&rows));
    Block::Table(Table {
        anchor: anchor.to_owned(),
        caption: format!("{}: every period of this answer", view.title),
        short: rows::short(&view.title),
        columns: vec![Column::words("Period", 2.0), Column::numbers(words::sentence(words::unit_word(&view.unit)), 2.0)],
        rows,
        notes,
        wide: false,
    })
}
