//! Paragraphs and tables put on pages: upright, on their side, in columns.

use super::fixed;
use std::fmt::Write;

/// Between pictures beside one another, in twentieths of a point.
pub(super) const GAP: u32 = 284;

/// How the page lies, from one break to the next.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Section {
    #[default]
    Upright,
    /// Pictures beside one another: real columns, since a table that only places things is read out as a table.
    Columns(u32),
    Sideways,
}

/// What goes between two breaks.
enum Piece {
    Paragraph(Paragraph),
    /// Whole already: a table, the contents.
    Whole(String),
}

/// A paragraph whose page and place may still change.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) style: String,
    /// Begins on a new page.
    pub(super) new_page: bool,
    /// The list it is an item of.
    pub(super) list: Option<u32>,
    /// Belongs to what follows it, so it moves with it to another page.
    pub(super) leads: bool,
    /// An item of a list within a box: the box's line stays where it is.
    pub(super) indented: bool,
    pub(super) runs: String,
    /// The properties of the section that it is the last paragraph of.
    pub(super) section: String,
}

/// What is written, and what of it may still move.
#[derive(Default)]
pub(super) struct Pages {
    done: String,
    /// Since the last break.
    pieces: Vec<Piece>,
    section: Section,
    /// What the section before this one was.
    before: Section,
    /// What comes next begins on a page of its own.
    pub(super) new_page: bool,
}

impl Pages {
    /// All of it, with the properties of the last section.
    pub(super) fn finish(mut self) -> String {
        if self.section == Section::Sideways || !matches!(self.pieces.last(), Some(Piece::Paragraph(_))) {
            // A document ends with a paragraph, and the last section's properties stand outside it.
            self.push(Paragraph { style: "Afterwards".to_owned(), ..Paragraph::default() });
        }
        self.flush();
        let last = self.properties();
        self.done + &last
    }

    pub(super) fn push(&mut self, mut paragraph: Paragraph) {
        paragraph.new_page = std::mem::take(&mut self.new_page);
        self.pieces.push(Piece::Paragraph(paragraph));
    }

    /// A table, or the contents.
    pub(super) fn push_whole(&mut self, written: String) {
        self.pieces.push(Piece::Whole(written));
    }

    /// What follows lies as `section` says.
    pub(super) fn turn(&mut self, section: Section) {
        if self.section == section {
            return;
        }
        // A heading goes with what it is over, not with what came before it.
        let leading = self.pieces.iter().rev().take_while(|piece| matches!(piece, Piece::Paragraph(paragraph) if paragraph.leads)).count();
        let moving = if section == Section::Sideways { self.pieces.split_off(self.pieces.len() - leading) } else { Vec::new() };
        self.close();
        self.section = section;
        self.pieces.extend(moving);
        if section == Section::Sideways {
            // It begins a page by itself.
            self.new_page = false;
            if let Some(Piece::Paragraph(first)) = self.pieces.first_mut() {
                first.new_page = false;
            }
        } else if self.before == Section::Sideways {
            self.new_page = false;
        }
    }

    /// Ends the section, if there is anything in it.
    pub(super) fn close(&mut self) {
        if self.pieces.is_empty() {
            return;
        }
        let properties = self.properties();
        // After columns the break has a paragraph of its own: one that also begins a column loses its style in some programs.
        if !matches!(self.pieces.last(), Some(Piece::Paragraph(_))) || matches!(self.section, Section::Columns(_)) {
            self.pieces.push(Piece::Paragraph(Paragraph { style: "Afterwards".to_owned(), ..Paragraph::default() }));
        }
        if let Some(Piece::Paragraph(last)) = self.pieces.last_mut() {
            last.section = properties;
        }
        self.before = self.section;
        self.flush();
    }

    fn properties(&self) -> String {
        let onto_new_page = self.section == Section::Sideways || self.before == Section::Sideways;
        let (columns, sideways) = match self.section {
            Section::Upright => (1, false),
            Section::Columns(count) => (count, false),
            Section::Sideways => (1, true),
        };
        fixed::section(sideways, onto_new_page, columns, GAP)
    }

    fn flush(&mut self) {
        for piece in std::mem::take(&mut self.pieces) {
            match piece {
                Piece::Whole(whole) => self.done.push_str(&whole),
                Piece::Paragraph(paragraph) => paragraph.write(&mut self.done),
            }
        }
    }
}

impl Paragraph {
    fn write(self, out: &mut String) {
        let _ = write!(out, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", self.style);
        if self.new_page {
            out.push_str("<w:pageBreakBefore/>");
        }
        if let Some(list) = self.list {
            let _ = write!(out, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        }
        if self.indented {
            // A list brings indents of its own, which go before those of the style.
            out.push_str("<w:ind w:left=\"652\" w:right=\"113\" w:hanging=\"425\"/>");
        }
        let _ = write!(out, "{}</w:pPr>{}</w:p>", self.section, self.runs);
    }
}
