//! What a DOCX file says, whoever saved it last.

use super::runs::SIGN;
use crate::OfficeError;
use crate::package::Package;
use crate::xml::{attribute, plain, reference};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use sightline_document::{ReadBack, ReadLine};

/// The words of a DOCX file: a line for each paragraph outside tables and for each cell within them. The text alternative of a picture is a line
/// of its own, in a cell part of the cell's. The list of contents is left out as far as it repeats the headings.
///
/// # Errors
/// The bytes are no DOCX file, or unpack to more than any paper holds.
pub fn read(bytes: &[u8]) -> Result<ReadBack, OfficeError> {
    let mut package = Package::open("DOCX", bytes)?;
    let main = package.main()?;
    let text = package.text(&main)?.ok_or_else(|| package.unreadable(format!("its part `{main}` is missing")))?;
    let publication = package.custom_property(super::fixed::PUBLICATION)?;
    let lines = lines(&text).map_err(|why| package.unreadable(format!("its part `{main}`: {why}")))?;
    Ok(ReadBack { publication, lines })
}

/// A paragraph being read.
#[derive(Default)]
struct Paragraph {
    words: String,
    /// Alternatives of its pictures.
    pictures: Vec<String>,
    heading: bool,
}

/// A run being read.
#[derive(Default)]
struct Run {
    words: String,
    sign: bool,
}

/// A table being read.
struct Table {
    number: usize,
    row: usize,
    column: usize,
    cell: Vec<String>,
}

#[derive(Default)]
struct Reading {
    lines: Vec<ReadLine>,
    contents: Vec<ReadLine>,
    headings: Vec<String>,
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    tables: Vec<Table>,
    seen_paragraphs: usize,
    seen_tables: usize,
    seen_pictures: usize,
    /// Elements that are open within a part that is not read; 0 outside one.
    skipped: usize,
    /// Content controls that are open, and whether each is the list of contents.
    controls: Vec<bool>,
    in_words: bool,
}

fn lines(text: &str) -> Result<Vec<ReadLine>, String> {
    let mut reader = Reader::from_str(text);
    let mut reading = Reading::default();
    let mut found_body = false;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => {
                found_body |= element.local_name().as_ref() == "body";
                reading.start(&element, false);
            }
            Event::Empty(element) => reading.start(&element, true),
            Event::End(element) => reading.end(element.local_name().as_ref()),
            Event::Text(words) if reading.in_words => reading.add(&words.xml10_content()),
            Event::CData(words) if reading.in_words => reading.add(&words.xml10_content()),
            Event::GeneralRef(found) if reading.in_words => reading.add(&reference(&found)),
            Event::DocType(_) => return Err("it has a document type".to_owned()),
            Event::Eof if !found_body => return Err("it has no text".to_owned()),
            Event::Eof => return Ok(reading.finish()),
            _ => {}
        }
    }
}

impl Reading {
    fn start(&mut self, element: &BytesStart<'_>, empty: bool) {
        if self.skipped > 0 {
            self.skipped += usize::from(!empty);
            return;
        }
        match element.local_name().as_ref() {
            // The same again for older programs; what was deleted and is kept for the record; what a field was made from.
            "Fallback" | "delText" | "instrText" if !empty => self.skipped = 1,
            "tbl" if !empty => {
                self.seen_tables += 1;
                self.tables.push(Table { number: self.seen_tables, row: 0, column: 0, cell: Vec::new() });
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row += 1;
                    table.column = 0;
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.column += 1;
                    table.cell.clear();
                }
            }
            "p" if !empty => self.paragraphs.push(Paragraph::default()),
            "pStyle" => {
                if let (Some(paragraph), Some(style)) = (self.paragraphs.last_mut(), attribute(element, "val")) {
                    paragraph.heading = style.starts_with("Heading");
                }
            }
            "r" if !empty => self.runs.push(Run::default()),
            "rStyle" => {
                if let Some(run) = self.runs.last_mut() {
                    run.sign = attribute(element, "val").is_some_and(|style| style == SIGN);
                }
            }
            "t" if !empty => self.in_words = true,
            "tab" | "br" | "cr" if !self.runs.is_empty() => self.add(" "),
            "noBreakHyphen" => self.add("\u{2011}"),
            "sym" => self.add("\u{fffd}"),
            // Text that stands in another part of the file: that it is there is said, so that it does not pass unseen.
            "footnoteReference" => self.add(" [footnote] "),
            "endnoteReference" => self.add(" [endnote] "),
            "object" => self.add(" [embedded object] "),
            "chart" | "relIds" => self.add(" [drawing with words of its own] "),
            "textpath" => self.add(&format!(" {} ", attribute(element, "string").unwrap_or_default())),
            "altChunk" => {
                self.lines.push(ReadLine { place: "an embedded file".to_owned(), words: "[embedded file]".to_owned() });
            }
            "docPr" => {
                let alt = attribute(element, "descr").map(|alt| plain(&alt)).unwrap_or_default();
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.pictures.push(alt);
                }
            }
            "sdt" if !empty => self.controls.push(false),
            "docPartGallery" => {
                if let Some(control) = self.controls.last_mut() {
                    *control = attribute(element, "val").is_some_and(|gallery| gallery == "Table of Contents");
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "t" => self.in_words = false,
            "r" => {
                let Some(run) = self.runs.pop() else { return };
                // Only a sign may go unsaid, not words dressed as one.
                if run.sign && run.words.chars().count() <= 3 && !run.words.chars().any(char::is_alphanumeric) {
                    return;
                }
                match (self.runs.last_mut(), self.paragraphs.last_mut()) {
                    (Some(outer), _) => outer.words.push_str(&run.words),
                    (None, Some(paragraph)) => paragraph.words.push_str(&run.words),
                    (None, None) => {}
                }
            }
            "p" => self.end_paragraph(),
            "tc" => self.end_cell(),
            "tbl" => {
                self.tables.pop();
            }
            "sdt" => {
                self.controls.pop();
            }
            _ => {}
        }
    }

    fn add(&mut self, words: &str) {
        match (self.runs.last_mut(), self.paragraphs.last_mut()) {
            (Some(run), _) => run.words.push_str(words),
            (None, Some(paragraph)) => paragraph.words.push_str(words),
            (None, None) => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let words = plain(&paragraph.words);
        if let Some(table) = self.tables.last_mut() {
            table.cell.extend([words].into_iter().chain(paragraph.pictures).filter(|words| !words.is_empty()));
            return;
        }
        if paragraph.heading {
            self.headings.push(words.clone());
        }
        if !words.is_empty() {
            self.seen_paragraphs += 1;
            let line = ReadLine { place: format!("paragraph {}", self.seen_paragraphs), words };
            if self.controls.contains(&true) { self.contents.push(line) } else { self.lines.push(line) }
        }
        for alt in paragraph.pictures {
            self.seen_pictures += 1;
            if !alt.is_empty() {
                self.lines.push(ReadLine { place: format!("picture {}, its text alternative", self.seen_pictures), words: alt });
            }
        }
    }

    fn end_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let words = std::mem::take(&mut table.cell).join(" ");
        if !words.is_empty() {
            let place = format!("table {}, row {}, column {}", table.number, table.row, table.column);
            self.lines.push(ReadLine { place, words });
        }
    }

    fn finish(mut self) -> Vec<ReadLine> {
        let repeats = |words: &str| {
            let without_page = words.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end();
            words == "Contents" || self.headings.iter().any(|heading| heading == words || heading == without_page)
        };
        let own: Vec<ReadLine> = self.contents.iter().filter(|line| !repeats(&line.words)).cloned().collect();
        self.lines.extend(own);
        self.lines
    }
}
