//! What a correction changed, and the box in which it says so.

use serde::{Deserialize, Serialize};
use sightline_document::{Block, Cell, Column, Document, FigureRef, Note, NoteKind, Part, Row, RowKind, Shown, Table, said};
use std::collections::BTreeMap;

/// A figure that is not as it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which figure.
    pub figure: FigureRef,
    /// Its indicator's title.
    pub title: String,
    /// Its period, in words where the paper has them.
    pub period: String,
    /// As it was published; a hidden figure stays hidden.
    pub old: String,
    /// As it is now.
    pub new: String,
}

/// A correction of a publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The correction's id.
    pub id: String,
    /// Its number, from 2.
    pub revision: u32,
    /// The day, in words.
    pub on: String,
    /// Why.
    pub reason: String,
    /// What it changed.
    pub changes: Vec<Change>,
}

const NOT_SHOWN: &str = "not shown";
const TITLE: &str = "Revised on ";

/// Every figure that the two trees do not show alike: indicators in the new one's order, then by period and part.
///
/// A figure printed in several ways (`81.3%` and `81%`) is held against all of them. Only what was and is printed is looked at, so that a figure
/// hidden then stays hidden now.
#[must_use]
pub fn changes(old: &Document, new: &Document) -> Vec<Change> {
    let (before, now) = (figures(old), figures(new));
    let mut keys: Vec<&Key> = before.keys().chain(now.keys()).collect();
    keys.sort();
    keys.dedup();
    let mut found = Vec::new();
    for key in keys {
        let (was, is) = (before.get(key), now.get(key));
        let Some(figure) = is.or(was).map(|held| held.figure.clone()) else { continue };
        let Some((shown_then, shown_now)) = apart(was, is) else { continue };
        found.push(Change {
            title: title(new, &figure.indicator).or_else(|| title(old, &figure.indicator)).unwrap_or(&figure.indicator).to_owned(),
            period: period_words(new, &figure.period),
            figure,
            old: joined(shown_then),
            new: joined(shown_now),
        });
    }
    // As the paper orders its indicators; those it no longer has come last.
    let order = |change: &Change| new.data.indicators.iter().position(|measured| measured.id == change.figure.indicator).unwrap_or(usize::MAX);
    found.sort_by_cached_key(order);
    found
}

/// How a figure was shown and how it is, if not alike. What is printed in tables and text has its unit, and what only the data file holds has none: like
/// is held against like.
fn apart<'a>(was: Option<&'a Held>, is: Option<&'a Held>) -> Option<(&'a [String], &'a [String])> {
    let (was, is) = match (was, is) {
        (Some(was), Some(is)) => (was, is),
        (was, is) => return Some((was.map_or(&[], Held::any), is.map_or(&[], Held::any))),
    };
    let pairs = [(was.printed.as_slice(), is.printed.as_slice()), (was.data.as_slice(), is.data.as_slice())];
    let mut alike = pairs.into_iter().filter(|(was, is)| !was.is_empty() && !is.is_empty()).peekable();
    if alike.peek().is_none() {
        let (was, is) = (was.any(), is.any());
        return (was != is).then_some((was, is));
    }
    alike.find(|(was, is)| was != is)
}

fn joined(shown: &[String]) -> String {
    if shown.is_empty() { NOT_SHOWN.to_owned() } else { shown.join(", ") }
}

/// Indicator, period, part of a dimension (in small letters, so that a dimension's id and title meet), and which number.
type Key = (String, String, Option<(String, String)>, Part);

struct Held {
    figure: FigureRef,
    /// As printed, each way once.
    printed: Vec<String>,
    /// As in the data file.
    data: Vec<String>,
}

impl Held {
    fn any(&self) -> &[String] {
        if self.printed.is_empty() { &self.data } else { &self.printed }
    }
}

fn figures(document: &Document) -> BTreeMap<Key, Held> {
    let mut found: BTreeMap<Key, Held> = BTreeMap::new();
    let held = |found: &mut BTreeMap<Key, Held>, figure: FigureRef, shown: String, data: bool| {
        let part = figure.part.as_ref().map(|(dimension, part)| (crate::near::plain(dimension), part.clone()));
        let key = (figure.indicator.clone(), figure.period.clone(), part, figure.which);
        let held = found.entry(key).or_insert_with(|| Held { figure, printed: Vec::new(), data: Vec::new() });
        let list = if data { &mut held.data } else { &mut held.printed };
        // Several numbers can be derived from one figure, and two of them may be alike: those are kept in order, each time.
        if held.figure.which == Part::Derived || !list.contains(&shown) {
            list.push(shown);
        }
    };
    for line in said(document) {
        for (shown, figure) in line.figures {
            held(&mut found, figure, shown, false);
        }
    }
    for observation in &document.data.observations {
        let whole = observation.topic == "Total";
        let part = (!whole).then(|| (observation.topic.clone(), observation.part.clone()));
        for (which, shown) in [
            (Part::Value, observation.value.clone()),
            (Part::Numerator, observation.numerator.clone()),
            (Part::Denominator, observation.denominator.clone()),
        ] {
            if shown == Shown::Symbol('z') {
                continue;
            }
            let figure = FigureRef { indicator: observation.indicator.clone(), period: observation.period.clone(), part: part.clone(), which };
            held(&mut found, figure, words(&shown), true);
        }
    }
    found
}

/// A number of the data file as people read it.
fn words(shown: &Shown) -> String {
    match shown {
        Shown::Symbol(symbol) => symbol.to_string(),
        Shown::Number(number, decimals) => {
            let text = format!("{number:.*}", usize::from(*decimals));
            let (whole, rest) = text.split_once('.').map_or((text.as_str(), String::new()), |(whole, rest)| (whole, format!(".{rest}")));
            let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
            let mut grouped = String::new();
            for (index, digit) in digits.chars().enumerate() {
                if index > 0 && (digits.len() - index).is_multiple_of(3) {
                    grouped.push(',');
                }
                grouped.push(digit);
            }
            format!("{sign}{grouped}{rest}")
        }
    }
}

pub(crate) fn title<'a>(document: &'a Document, indicator: &str) -> Option<&'a str> {
    let measured = document.data.indicators.iter().find(|measured| measured.id == indicator).map(|measured| measured.title.as_str());
    measured.or_else(|| document.meta.definitions.iter().find(|definition| definition.id == indicator).map(|definition| definition.title.as_str()))
}

pub(crate) fn period_words(document: &Document, period: &str) -> String {
    if document.meta.period.name == period { document.meta.period.words.clone() } else { period.to_owned() }
}

/// What a number is of its figure, in words; nothing for the value itself.
pub(crate) fn which_words(which: Part) -> &'static str {
    match which {
        Part::Value => "",
        Part::Numerator => "number counted",
        Part::Denominator => "out of",
        Part::Derived => "worked out from it",
    }
}

/// The box that a correction begins with: why, when, and every figure as it was and as it is.
#[must_use]
pub fn revision_block(changes: &[Change], reason: &str, date: &str) -> Block {
    let mut reason = reason.trim().to_owned();
    if !reason.ends_with(['.', '!', '?']) {
        reason.push('.');
    }
    let mut blocks = vec![Block::Paragraph(format!("Why: {reason}").into())];
    if changes.is_empty() {
        blocks.push(Block::Paragraph("No figure has changed; words have.".into()));
    } else {
        blocks.push(Block::Table(table(changes, date)));
    }
    Block::Note(Note { kind: NoteKind::Warning, title: Some(format!("{TITLE}{date}")), blocks })
}

fn table(changes: &[Change], date: &str) -> Table {
    let rows = changes.iter().map(|change| {
        let mut of = change.title.clone();
        if let Some((_, part)) = &change.figure.part {
            of.push_str(&format!(": {part}"));
        }
        let which = which_words(change.figure.which);
        if !which.is_empty() {
            of.push_str(&format!(" ({which})"));
        }
        let cells = [of, change.period.clone(), change.old.clone(), change.new.clone()];
        Row { kind: RowKind::Body, cells: cells.map(Cell::words).into() }
    });
    Table {
        anchor: format!("table-revised-{}", crate::near::plain(date)),
        caption: format!("Figures revised on {date}"),
        short: format!("Revised {date}").chars().take(31).collect(),
        columns: vec![
            Column::words("Figure", 3.0),
            Column::words("Period", 1.4),
            Column::words("As published", 1.2),
            Column::words("As revised", 1.2),
        ],
        rows: rows.collect(),
        notes: vec!["c: hidden, so that no child can be identified. What was hidden when it was published stays hidden here.".into()],
        wide: false,
    }
}

/// True for a box made by [`revision_block`], which is no part of what a paper is known by.
#[must_use]
pub fn is_revision_block(block: &Block) -> bool {
    matches!(block, Block::Note(Note { kind: NoteKind::Warning, title: Some(title), .. }) if title.starts_with(TITLE))
}
