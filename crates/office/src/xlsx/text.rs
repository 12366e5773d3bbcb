//! The sheet of everything the paper says outside its tables, line by line in reading order.

use super::cells::Continued;
use super::plan::{Grid, Sheet, Value, filled, pieces, words_grid};
use crate::xml::plain;
use sightline_document::text::{Inline, Target};
use sightline_document::{Block, Document, NoteKind, Text};

/// The kind of the line that leads to a table.
const ITS_SHEET: &str = "Table: its sheet";

pub(super) fn sheet(name: String, document: &Document, table_names: &[String], continued: Vec<Vec<Continued>>) -> Sheet {
    let mut lines =
        Lines { section: "At the beginning".to_owned(), rows: Vec::new(), tables: table_names.iter().zip(continued).collect::<Vec<_>>().into_iter() };
    lines.blocks(&document.blocks, None);
    if lines.rows.is_empty() {
        lines.add("Paragraph", "The paper says nothing outside its tables.");
    }
    let about = vec![
        "This sheet holds one table: every heading, message, paragraph, list item, note and commentary of the paper, and the text of its pictures."
            .to_owned(),
    ];
    Sheet { name, title: "Messages and text of the paper".to_owned(), lines: about, grid: Some(lines.grid()) }
}

struct Lines<'a> {
    section: String,
    rows: Vec<[String; 3]>,
    tables: std::vec::IntoIter<(&'a String, Vec<Continued>)>,
}

impl Lines<'_> {
    fn blocks(&mut self, blocks: &[Block], note: Option<NoteKind>) {
        let paragraph = note.map_or("Paragraph", NoteKind::word);
        for block in blocks {
            match block {
                Block::Heading { level, text, .. } => {
                    self.section = filled(plain(text));
                    self.add(&format!("Heading {}", (*level).clamp(1, 4)), text);
                }
                Block::Paragraph(text) => self.text(paragraph, text),
                Block::List { ordered, items } => {
                    for (at, item) in items.iter().enumerate() {
                        let kind = if *ordered { format!("List item {}", at + 1) } else { "List item".to_owned() };
                        self.text(&kind, item);
                    }
                }
                Block::Facts(facts) => {
                    for fact in facts {
                        self.add("Term", &fact.term);
                        self.text("Explanation", &fact.text);
                    }
                }
                Block::Table(table) => self.table(&table.caption),
                Block::Pictures(pictures) => {
                    for picture in pictures {
                        self.add("Picture: message", &picture.title);
                        self.add("Picture: text alternative", &picture.alt);
                    }
                }
                Block::Note(note) => {
                    let title = note.title.as_deref().unwrap_or(note.kind.word());
                    self.add(&format!("{}: heading", note.kind.word()), title);
                    self.blocks(&note.blocks, Some(note.kind));
                }
                Block::Contents | Block::NewPage => {}
            }
        }
    }

    fn table(&mut self, caption: &str) {
        self.add("Table", caption);
        if let Some((sheet, continued)) = self.tables.next() {
            self.add(ITS_SHEET, sheet);
            for rest in continued {
                self.add(&format!("Table: continued from {}", rest.place), &rest.words);
            }
        }
    }

    fn text(&mut self, kind: &str, text: &Text) {
        self.add(kind, &text.as_words());
        for piece in &text.0 {
            if let Inline::Link { words, to: Target::Address(address) } = piece {
                self.add("Link", &format!("{words}: {address}"));
            }
        }
    }

    fn add(&mut self, kind: &str, said: &str) {
        let said = plain(said);
        for (at, piece) in pieces(&said).into_iter().enumerate().filter(|(_, piece)| !piece.is_empty()) {
            let kind = if at == 0 { kind.to_owned() } else { format!("{kind} (continued)") };
            self.rows.push([self.section.clone(), kind, piece.to_owned()]);
        }
    }

    fn grid(self) -> Grid {
        let value = |[section, kind, said]: [String; 3]| {
            let last = if kind == ITS_SHEET { Value::Sheet(said) } else { Value::Words(said) };
            vec![Value::Words(section), Value::Words(kind), last]
        };
        let rows = self.rows.into_iter().map(value).collect();
        words_grid(&["Section", "Kind", "Text"], rows)
    }
}
