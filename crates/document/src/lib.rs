//! One document, before it has a form: what a paper says, in what order, and of what each number is the figure.
//!
//! The PDF, the web page, the Word document, the workbook and the data file are all made from this tree and from nothing else, so they cannot
//! disagree. Nothing in it knows of records, files or formats. What is printed of a number is decided here once ([`Number::shown`]); a form
//! that stores numbers stores exactly that one.

pub mod block;
pub mod data;
pub mod html;
pub mod meta;
pub mod read;
pub mod said;
pub mod sample;
pub mod table;
pub mod text;

pub use block::{Block, Fact, Note, NoteKind, Picture, Width};
pub use data::{Dataset, Measured, Observation, Shown};
pub use meta::{Brand, DefinitionRef, Logo, Marking, Meta, PeriodRef, Published};
pub use read::{ReadBack, ReadLine};
pub use said::{Place, Said, said};
pub use table::{Align, Cell, Column, Row, RowKind, Spark, Table};
pub use text::{FigureRef, Inline, Mark, Number, Part, Target, Text};

use serde::{Deserialize, Serialize};

/// A whole paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// What it is: title, period, snapshot, definitions.
    pub meta: Meta,
    /// What it says, in order. The cover is made from `meta` by each form and is not repeated here.
    pub blocks: Vec<Block>,
    /// Every figure it rests on, for the data file.
    pub data: Dataset,
}

impl Document {
    /// Every table, in order, however deep it lies.
    #[must_use]
    pub fn tables(&self) -> Vec<&Table> {
        fn collect<'a>(blocks: &'a [Block], found: &mut Vec<&'a Table>) {
            for block in blocks {
                match block {
                    Block::Table(table) => found.push(table),
                    Block::Note(note) => collect(&note.blocks, found),
                    _ => {}
                }
            }
        }
        let mut found = Vec::new();
        collect(&self.blocks, &mut found);
        found
    }
}
