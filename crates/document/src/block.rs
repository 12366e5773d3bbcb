//! What a paper is made of, one thing after another.

use crate::table::Table;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// How much of the line a picture takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Width {
    /// All of it.
    Whole,
    /// Two to a line.
    Half,
    /// Three to a line.
    Third,
}

/// A drawing with what must be said about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its anchor, unique in the document.
    pub anchor: String,
    /// The message, printed above it.
    pub title: String,
    /// The text alternative, a paragraph.
    pub alt: String,
    /// Complete SVG.
    pub svg: String,
    /// How much of the line it takes.
    pub width: Width,
    /// The anchor of the table with the same figures, if the paper has one.
    pub table: Option<String>,
}

/// What a box is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// Worth reading, beside the main line.
    Inset,
    /// Something the reader must know before relying on what follows.
    Warning,
    /// Somebody's own words.
    Quote,
    /// What a person wrote about a figure: post, date, strength of evidence.
    Commentary,
    /// Something that is missing, said plainly.
    Missing,
}

impl NoteKind {
    /// The word that names the box where nothing else does.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            NoteKind::Inset => "Note",
            NoteKind::Warning => "Please note",
            NoteKind::Quote => "In their words",
            NoteKind::Commentary => "Commentary",
            NoteKind::Missing => "Missing",
        }
    }
}

/// A box.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// What it is for.
    pub kind: NoteKind,
    /// Its heading; none for a box that needs none.
    pub title: Option<String>,
    /// What stands in it: paragraphs, lists and tables.
    pub blocks: Vec<Block>,
}

/// A term and what is said of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// The term.
    pub term: String,
    /// What is said.
    pub text: Text,
}

/// One thing after another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A heading. The first is of level 1, and no level is passed over on the way down.
    Heading {
        /// 1 to 4; the paper's title is above them all.
        level: u8,
        /// Its words.
        text: String,
        /// Its anchor, unique in the document.
        anchor: String,
    },
    /// A paragraph.
    Paragraph(Text),
    /// A list.
    List {
        /// True when the order matters: it is numbered.
        ordered: bool,
        /// Its items.
        items: Vec<Text>,
    },
    /// Terms and what is said of them.
    Facts(Vec<Fact>),
    /// A table.
    Table(Table),
    /// One drawing, or several beside one another by their widths.
    Pictures(Vec<Picture>),
    /// A box.
    Note(Note),
    /// The list of headings.
    Contents,
    /// What follows begins on a page of its own, where there are pages.
    NewPage,
}
