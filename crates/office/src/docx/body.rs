//! The text of the document, one block after another.

use super::fixed::{self, SIDEWAYS_WIDTH, UPRIGHT_WIDTH};
use super::media::Media;
use super::pages::{GAP, Pages, Paragraph, Section};
use super::runs::{self, Links, Look};
use super::table;
use crate::xml::escape;
use sightline_document::{Block, Document, Note, NoteKind, Picture, Table, Width};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Twentieths of a point in English metric units, in which pictures are measured.
const UNITS: f64 = 635.0;

/// Where blocks stand.
#[derive(Clone, Copy, Default)]
pub(super) struct Setting {
    /// Within a box of this kind.
    note: Option<NoteKind>,
}

pub(super) struct Body<'a> {
    document: &'a Document,
    media: &'a Media<'a>,
    bookmarks: BTreeMap<&'a str, String>,
    headings: Vec<(u8, &'a str, &'a str)>,
    addresses: Vec<String>,
    pages: Pages,
    ids: u32,
    ordered: u32,
}

impl Links for Body<'_> {
    fn bookmark(&self, anchor: &str) -> Option<String> {
        self.bookmarks.get(anchor).cloned()
    }

    fn address(&mut self, address: &str) -> Option<String> {
        let address = followed(address)?;
        let at = self.addresses.iter().position(|known| *known == address).unwrap_or_else(|| {
            self.addresses.push(address);
            self.addresses.len() - 1
        });
        Some(format!("rLink{}", at + 1))
    }
}

impl<'a> Body<'a> {
    pub(super) fn new(document: &'a Document, media: &'a Media<'a>) -> Body<'a> {
        let mut body = Body {
            document,
            media,
            bookmarks: BTreeMap::new(),
            headings: Vec::new(),
            addresses: Vec::new(),
            pages: Pages::default(),
            ids: 0,
            ordered: 0,
        };
        body.name(&document.blocks);
        body
    }

    /// The document's XML, and the addresses it links to.
    pub(super) fn finish(self) -> (String, Vec<String>) {
        let head = fixed::DOCUMENT_HEAD;
        (format!("{head}<w:body>{}</w:body></w:document>", self.pages.finish()), self.addresses)
    }

    pub(super) fn blocks(&mut self, blocks: &'a [Block], setting: Setting) {
        for block in blocks {
            self.block(block, setting);
        }
    }

    fn block(&mut self, block: &'a Block, setting: Setting) {
        let upright = !matches!(block, Block::Table(table) if table.wide) && !matches!(block, Block::Pictures(_) | Block::NewPage);
        if upright && setting.note.is_none() {
            self.pages.turn(Section::Upright);
        }
        match block {
            Block::Heading { level, text, anchor } => {
                let mut runs = String::new();
                runs::words(&mut runs, text, Look::default());
                let runs = self.anchored(anchor, &runs);
                self.lead(&format!("Heading{}", (*level).clamp(1, 4)), runs);
            }
            Block::Paragraph(text) => {
                let runs = self.text(text, Look::default());
                self.paragraph(boxed(setting, "BodyText", ""), runs);
            }
            Block::List { ordered, items } => self.list(*ordered, items, setting),
            Block::Facts(facts) => {
                for fact in facts {
                    let mut runs = String::new();
                    runs::words(&mut runs, &fact.term, Look { bold: true, ..Look::default() });
                    self.lead(&boxed(setting, "Term", ""), runs);
                    let runs = self.text(&fact.text, Look::default());
                    self.paragraph(boxed(setting, "Explanation", ""), runs);
                }
            }
            Block::Table(table) => self.table(table, setting),
            Block::Pictures(pictures) => self.pictures(pictures, setting),
            Block::Note(note) => self.note(note),
            Block::Contents => self.contents(),
            Block::NewPage => self.pages.new_page = true,
        }
    }

    /// A paragraph of plain words.
    pub(super) fn words(&mut self, style: &str, said: &str) {
        let mut runs = String::new();
        runs::words(&mut runs, said, Look::default());
        self.paragraph(style, runs);
    }

    pub(super) fn paragraph(&mut self, style: impl Into<String>, runs: String) {
        self.pages.push(Paragraph { style: style.into(), runs, ..Paragraph::default() });
    }

    pub(super) fn new_page(&mut self) {
        self.pages.new_page = true;
    }

    pub(super) fn logo(&mut self) {
        if let (Some(drawn), Some(logo)) = (self.media.logo(), &self.document.meta.brand.logo) {
            let width = (UNITS * 850.0 / drawn.shape).min(UNITS * 4500.0);
            let runs = self.drawing(drawn.number, width, width * drawn.shape, &logo.alt);
            self.paragraph("Picture", runs);
        }
    }

    /// The drawing of `svg` as a run, at most `widest` wide; its size is that of 96 dots to the inch otherwise.
    pub(super) fn picture(&mut self, svg: &str, alt: &str, widest: f64) -> String {
        let Some(drawn) = self.media.of(svg) else { return String::new() };
        self.drawing(drawn.number, widest, widest * drawn.shape, alt)
    }

    fn lead(&mut self, style: &str, runs: String) {
        self.pages.push(Paragraph { style: style.to_owned(), runs, leads: true, ..Paragraph::default() });
    }

    fn text(&mut self, text: &sightline_document::Text, look: Look<'_>) -> String {
        let mut out = String::new();
        runs::text(&mut out, text, self, look);
        out
    }

    fn list(&mut self, ordered: bool, items: &'a [sightline_document::Text], setting: Setting) {
        if ordered {
            self.ordered += 1;
        }
        let list = if ordered { self.ordered + 1 } else { 1 };
        let base = if ordered { "ListNumber" } else { "ListBullet" };
        for item in items {
            let runs = self.text(item, Look::default());
            let indented = setting.note.is_some();
            self.pages.push(Paragraph { style: boxed(setting, base, "List"), list: Some(list), indented, runs, ..Paragraph::default() });
        }
    }

    fn note(&mut self, note: &'a Note) {
        let setting = Setting { note: Some(note.kind) };
        let mut runs = String::new();
        runs::words(&mut runs, note.title.as_deref().unwrap_or(note.kind.word()), Look::default());
        self.lead(&boxed(setting, "", "Title"), runs);
        self.blocks(&note.blocks, setting);
    }

    fn table(&mut self, table: &'a Table, setting: Setting) {
        let sideways = table.wide && setting.note.is_none();
        if sideways {
            self.pages.turn(Section::Sideways);
        }
        let mut runs = String::new();
        runs::words(&mut runs, &table.caption, Look::default());
        let runs = self.anchored(&table.anchor, &runs);
        self.lead("Caption", runs);
        let written = table::write(self, table, if sideways { SIDEWAYS_WIDTH } else { UPRIGHT_WIDTH });
        self.pages.push_whole(written);
        for note in &table.notes {
            let runs = self.text(note, Look::default());
            self.paragraph("TableNote", runs);
        }
        if table.notes.is_empty() {
            self.words("Afterwards", "");
        }
    }

    fn pictures(&mut self, pictures: &'a [Picture], setting: Setting) {
        let mut left = pictures;
        while let Some(first) = left.first() {
            let across: usize = match first.width {
                Width::Whole => 1,
                Width::Half => 2,
                Width::Third => 3,
            };
            let row = left.iter().take(across).take_while(|picture| picture.width == first.width).count();
            let (now, later) = left.split_at(row);
            left = later;
            let columns = u32::try_from(across).unwrap_or(1);
            if setting.note.is_none() {
                self.pages.turn(if columns > 1 { Section::Columns(columns) } else { Section::Upright });
            }
            let width = (UPRIGHT_WIDTH - GAP * (columns - 1)) / columns;
            for (at, picture) in now.iter().enumerate() {
                self.one_picture(picture, width, at > 0 && setting.note.is_none());
            }
            // Each row is a section of its own, so that rows stay rows.
            if columns > 1 && setting.note.is_none() {
                self.pages.close();
            }
        }
    }

    fn one_picture(&mut self, picture: &Picture, width: u32, next_column: bool) {
        let mut title = String::new();
        runs::words(&mut title, &picture.title, Look::default());
        let title = self.anchored(&picture.anchor, &title);
        let drawing = self.picture(&picture.svg, &picture.alt, f64::from(width) * UNITS);
        if picture.width == Width::Whole {
            self.lead("PictureTitle", title);
            self.paragraph("Picture", drawing);
        } else {
            // Message and picture in one paragraph, which no page or column divides.
            let column = if next_column { "<w:r><w:br w:type=\"column\"/></w:r>" } else { "" };
            self.paragraph("PictureBeside", format!("{column}{title}<w:r><w:br/></w:r>{drawing}"));
        }
    }

    fn drawing(&mut self, number: usize, width: f64, height: f64, alt: &str) -> String {
        self.ids += 1;
        let (id, alt) = (self.ids, escape(&crate::xml::plain(alt)));
        let (width, height) = (crate::whole(width).max(1), crate::whole(height).max(1));
        format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
             <wp:docPr id=\"{id}\" name=\"Picture {id}\" descr=\"{alt}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:pic><pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"Picture {id}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"rPicture{number}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
             </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
    }

    /// The list of headings: a field, so that it can be brought up to date with page numbers, holding the list already.
    fn contents(&mut self) {
        let entries: Vec<(u8, &str, &str)> = self.headings.iter().copied().filter(|(level, ..)| *level <= 3).collect();
        if entries.is_empty() {
            return;
        }
        let mut out =
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
                .to_owned();
        let new_page = if std::mem::take(&mut self.pages.new_page) { "<w:pageBreakBefore/>" } else { "" };
        let _ = write!(out, "<w:p><w:pPr><w:pStyle w:val=\"TOCHeading\"/>{new_page}</w:pPr><w:r><w:t>Contents</w:t></w:r></w:p>");
        let last = entries.len() - 1;
        for (at, (level, text, anchor)) in entries.into_iter().enumerate() {
            let _ = write!(out, "<w:p><w:pPr><w:pStyle w:val=\"TOC{level}\"/></w:pPr>");
            if at == 0 {
                out.push_str(
                    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-3\" \\h \\z \\u </w:instrText></w:r>\
                     <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
                );
            }
            let _ = write!(out, "<w:hyperlink w:anchor=\"{}\" w:history=\"1\">", self.bookmarks.get(anchor).map_or("", String::as_str));
            runs::words(&mut out, text, Look::default());
            out.push_str("</w:hyperlink>");
            if at == last {
                out.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
            }
            out.push_str("</w:p>");
        }
        out.push_str("</w:sdtContent></w:sdt>");
        self.pages.push_whole(out);
    }

    /// `runs` between the ends of a bookmark, so that links find them.
    fn anchored(&mut self, anchor: &str, runs: &str) -> String {
        let Some(name) = self.bookmarks.get(anchor) else { return runs.to_owned() };
        self.ids += 1;
        let id = self.ids;
        format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{runs}<w:bookmarkEnd w:id=\"{id}\"/>")
    }

    /// Gives each anchor a name that a bookmark may have: at most 40 letters, digits and lines.
    fn name(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            let anchors: Vec<&'a str> = match block {
                Block::Heading { level, text, anchor } => {
                    self.headings.push((*level, text, anchor));
                    vec![anchor]
                }
                Block::Table(table) => vec![&table.anchor],
                Block::Pictures(pictures) => pictures.iter().map(|picture| picture.anchor.as_str()).collect(),
                Block::Note(note) => {
                    self.name(&note.blocks);
                    Vec::new()
                }
                _ => Vec::new(),
            };
            for anchor in anchors {
                let plain: String = anchor.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).take(30).collect();
                let number = self.bookmarks.len() + 1;
                self.bookmarks.entry(anchor).or_insert_with(|| format!("a{number}_{plain}"));
            }
        }
    }
}

/// How many numbered lists there are, each of which begins at one.
pub(super) fn ordered_lists(blocks: &[Block]) -> u32 {
    let count = |block: &Block| match block {
        Block::List { ordered: true, .. } => 1,
        Block::Note(note) => ordered_lists(&note.blocks),
        _ => 0,
    };
    blocks.iter().map(count).sum()
}

/// The style of a paragraph: its own, or that of the box it stands in.
fn boxed(setting: Setting, own: &str, part: &str) -> String {
    setting.note.map_or_else(|| own.to_owned(), |kind| format!("{}{part}", super::styles::note_style(kind)))
}

/// An address a reader may follow, with what an address cannot hold written as numbers.
fn followed(address: &str) -> Option<String> {
    let address = address.trim();
    let known =
        ["https://", "http://", "mailto:"].iter().any(|start| address.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start)));
    if !known || address.len() > 2000 {
        return None;
    }
    let mut out = String::new();
    for byte in address.bytes() {
        match byte {
            b' ' | b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | 0..=31 | 127.. => {
                let _ = write!(out, "%{byte:02X}");
            }
            _ => out.push(char::from(byte)),
        }
    }
    Some(out)
}
