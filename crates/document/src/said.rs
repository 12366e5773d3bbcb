//! A paper as plain lines in reading order: what every form must say, and what a file is checked against.

use crate::block::Block;
use crate::text::{FigureRef, Inline, Text};
use crate::{Document, Table};
use serde::{Deserialize, Serialize};

/// Where a line stands, so that a difference can be named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Under a heading: `Section "Front door"`.
    Under(String),
    /// In a table.
    Cell {
        /// The table's caption.
        table: String,
        /// The row's first cell.
        row: String,
        /// The column's heading.
        column: String,
    },
    /// The title, message or text alternative of a picture.
    Picture(String),
}

impl Place {
    /// In words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Place::Under(heading) if heading.is_empty() => "at the beginning".to_owned(),
            Place::Under(heading) => format!("under the heading \u{201c}{heading}\u{201d}"),
            Place::Cell { table, row, column } => {
                format!("in the table \u{201c}{table}\u{201d}, row \u{201c}{row}\u{201d}, column \u{201c}{column}\u{201d}")
            }
            Place::Picture(title) => format!("in the picture \u{201c}{title}\u{201d}"),
        }
    }
}

/// One line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Where it stands.
    pub place: Place,
    /// Its words, as printed.
    pub words: String,
    /// Of what its numbers are the figures, in order; numbers that are no figure are left out.
    pub figures: Vec<(String, FigureRef)>,
}

/// Every line of a paper, in reading order, without its cover.
#[must_use]
pub fn said(document: &Document) -> Vec<Said> {
    let mut lines = Lines { heading: String::new(), found: Vec::new() };
    lines.blocks(&document.blocks);
    lines.found
}

struct Lines {
    heading: String,
    found: Vec<Said>,
}

impl Lines {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { text, .. } => {
                    self.heading.clone_from(text);
                    self.words(text);
                }
                Block::Paragraph(text) => self.text(text),
                Block::List { items, .. } => items.iter().for_each(|item| self.text(item)),
                Block::Facts(facts) => {
                    for fact in facts {
                        self.words(&fact.term);
                        self.text(&fact.text);
                    }
                }
                Block::Table(table) => self.table(table),
                Block::Pictures(pictures) => {
                    for picture in pictures {
                        let place = Place::Picture(picture.title.clone());
                        self.add(place, picture.title.clone(), Vec::new());
                    }
                }
                Block::Note(note) => {
                    self.words(note.title.as_deref().unwrap_or(note.kind.word()));
                    self.blocks(&note.blocks);
                }
                Block::Contents | Block::NewPage => {}
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.words(&table.caption);
        for row in &table.rows {
            let name = row.cells.first().map(crate::Cell::as_words).unwrap_or_default();
            for (cell, column) in row.cells.iter().zip(&table.columns) {
                let place = Place::Cell { table: table.caption.clone(), row: name.clone(), column: column.heading.clone() };
                let mut figures: Vec<(String, FigureRef)> =
                    cell.number.iter().filter_map(|number| Some((number.shown.clone(), number.of.clone()?))).collect();
                figures.extend(figures_of(&cell.text));
                self.add(place, cell.as_words(), figures);
            }
        }
        table.notes.iter().for_each(|note| self.text(note));
    }

    fn words(&mut self, words: &str) {
        self.add(Place::Under(self.heading.clone()), words.to_owned(), Vec::new());
    }

    fn text(&mut self, text: &Text) {
        self.add(Place::Under(self.heading.clone()), text.as_words(), figures_of(text));
    }

    fn add(&mut self, place: Place, words: String, figures: Vec<(String, FigureRef)>) {
        if !words.trim().is_empty() {
            self.found.push(Said { place, words, figures });
        }
    }
}

fn figures_of(text: &Text) -> Vec<(String, FigureRef)> {
    text.0
        .iter()
        .filter_map(|piece| match piece {
            Inline::Number(number) => Some((number.shown.clone(), number.of.clone()?)),
            _ => None,
        })
        .collect()
}
