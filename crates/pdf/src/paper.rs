//! The whole paper as Typst values: the cover's facts, and the blocks in sections, each on pages upright or turned.

use crate::columns::{Fitted, fit, squeeze};
use crate::error::PdfError;
use crate::rows;
use crate::table;
use crate::text::{Writer, block, colour, date, none, svg};
use sightline_document::{Block, Logo, Meta, Note, NoteKind, Table};
use std::collections::BTreeSet;
use typst::foundations::{Array, Bytes, Dict, IntoValue, Str, Value, dict};

/// The width of the text on an upright page, in points; `paper.typ` sets the margins that leave it.
const UPRIGHT: f64 = 470.5;
/// The same on a page turned on its side.
const TURNED: f64 = 717.0;
/// What a box takes of it.
const BOX: f64 = 21.0;
/// Letters in a box beyond which it may run over the end of a page.
const LONG_BOX: usize = 1200;
/// A word in running text longer than this may be broken.
const LONG_WORD: usize = 60;

/// Everything the template needs.
pub fn inputs(meta: &Meta, blocks: &[Block]) -> Result<Dict, PdfError> {
    let mut writer = Writer { anchors: BTreeSet::new(), place: "on the cover".to_owned() };
    let meta = cover(&writer, meta)?;
    collect(blocks, &mut writer.anchors);
    writer.place = "at the beginning".to_owned();
    let mut paper = Paper { free: writer.anchors.clone(), writer, deepest: 1 };
    let mut sections = Array::new();
    for section in sectioned(blocks) {
        let page = if section.turned { TURNED } else { UPRIGHT };
        let blocks = paper.blocks(section.blocks, page, false)?;
        sections.push(dict! { "turned" => section.turned, "blocks" => blocks }.into_value());
    }
    Ok(dict! { "meta" => meta, "sections" => sections })
}

/// The last of some blocks in a few words, for messages.
pub fn describe(blocks: &[Block]) -> String {
    let heading = blocks.iter().rev().find_map(|block| if let Block::Heading { text, .. } = block { Some(text.as_str()) } else { None });
    let under = heading.map_or_else(|| "at the beginning".to_owned(), |text| format!("under the heading \u{201c}{text}\u{201d}"));
    match blocks.last() {
        Some(Block::Heading { text, .. }) => format!("the heading \u{201c}{text}\u{201d}"),
        Some(Block::Paragraph(_)) => format!("a paragraph {under}"),
        Some(Block::List { .. }) => format!("a list {under}"),
        Some(Block::Facts(_)) => format!("a list of terms {under}"),
        Some(Block::Table(table)) => format!("the table \u{201c}{}\u{201d}", table.caption),
        Some(Block::Pictures(pictures)) => {
            let titles: Vec<String> = pictures.iter().map(|picture| format!("\u{201c}{}\u{201d}", picture.title)).collect();
            format!("the picture {}", titles.join(", "))
        }
        Some(Block::Note(note)) => format!("the box \u{201c}{}\u{201d} {under}", note.title.as_deref().unwrap_or(note.kind.word())),
        Some(Block::Contents) => "the contents".to_owned(),
        Some(Block::NewPage) | None => under,
    }
}

fn cover(writer: &Writer, meta: &Meta) -> Result<Dict, PdfError> {
    if meta.title.trim().is_empty() {
        return Err(PdfError::Title);
    }
    let words = |words: &str| writer.words(words);
    let maybe = |words: Option<&str>| -> Result<Value, PdfError> {
        words.filter(|words| !words.trim().is_empty()).map_or(Ok(none()), |words| Ok(writer.words(words)?.into_value()))
    };
    let (language, region) = language(&meta.language);
    let published = match &meta.published {
        Some(published) => {
            dict! { "id" => words(&published.id)?, "revision" => i64::from(published.revision), "on" => words(&published.on)? }.into_value()
        }
        None => none(),
    };
    let mut keywords = vec![words(&format!("report:{}", meta.report))?, words(&format!("period:{}", meta.period.name))?];
    keywords.push(words(&format!("snapshot:{}", meta.snapshot))?);
    if let Some(published) = &meta.published {
        keywords.push(words(&format!("publication:{}", published.id))?);
        keywords.push(words(&format!("revision:{}", published.revision))?);
    }
    let definitions: String = meta.definitions.iter().map(|definition| format!("{},{}\r\n", definition.id, definition.hash)).collect();
    Ok(dict! {
        "title" => words(&meta.title)?,
        "authority" => words(&meta.authority)?,
        "audience" => words(&meta.audience)?,
        "meeting" => maybe(meta.meeting_on.as_deref())?,
        "period" => words(&meta.period.words)?,
        "extracted" => maybe(meta.extracted_on.as_deref())?,
        "snapshot" => words(&meta.snapshot)?,
        "made" => date(&meta.made_on).map_or(none(), IntoValue::into_value),
        "author" => maybe(meta.author_post.as_deref())?,
        "standing" => words(&meta.standing)?,
        "marking" => words(meta.marking.words())?,
        "published" => published,
        "invented" => meta.invented,
        "keywords" => keywords.into_iter().map(IntoValue::into_value).collect::<Array>(),
        "definitions" => Bytes::from_string(format!("id,sha256\r\n{definitions}")),
        "colour" => colour(&meta.brand.colour, "#1b2a32"),
        "logo" => match &meta.brand.logo { Some(logo) => self::logo(writer, logo)?, None => none() },
        "language" => language,
        "region" => region.map_or(none(), IntoValue::into_value),
    })
}

fn logo(writer: &Writer, logo: &Logo) -> Result<Value, PdfError> {
    let bytes = if logo.format == "svg" {
        let text = String::from_utf8_lossy(&logo.bytes).into_owned();
        writer.drawing(&text, "of the authority's logo")?;
        svg(&text)
    } else {
        Bytes::new(logo.bytes.clone())
    };
    let format = if logo.format == "jpeg" { "jpg" } else { logo.format.as_str() };
    let alt = if logo.alt.trim().is_empty() { Str::from("The authority's logo") } else { writer.words(&logo.alt)? };
    Ok(dict! { "bytes" => bytes, "format" => format, "alt" => alt }.into_value())
}

/// `en-GB` as language and region; British English where it is no tag Typst knows.
fn language(tag: &str) -> (String, Option<String>) {
    let letters = |part: &&str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut parts = tag.split('-');
    match parts.next().filter(letters).filter(|part| (2..=3).contains(&part.len())) {
        Some(language) => (language.to_ascii_lowercase(), parts.find(|part| part.len() == 2 && letters(part)).map(str::to_ascii_uppercase)),
        None => ("en".to_owned(), Some("GB".to_owned())),
    }
}

/// Every anchor a link may lead to.
fn collect(blocks: &[Block], anchors: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Heading { anchor, .. } => drop(anchors.insert(anchor.clone())),
            Block::Table(table) => drop(anchors.insert(table.anchor.clone())),
            Block::Pictures(pictures) => anchors.extend(pictures.iter().map(|picture| picture.anchor.clone())),
            Block::Note(note) => collect(&note.blocks, anchors),
            _ => {}
        }
    }
    anchors.remove("");
}

/// Blocks on pages that lie the same way.
struct Section<'a> {
    turned: bool,
    blocks: &'a [Block],
}

/// Cuts the paper where pages must be turned. What leads up to a wide table (its heading and a few paragraphs) goes onto the turned page with it.
fn sectioned(blocks: &[Block]) -> Vec<Section<'_>> {
    let mut sections: Vec<Section> = Vec::new();
    let mut start = 0;
    let mut index = 0;
    while index < blocks.len() {
        if !matches!(&blocks[index], Block::Table(table) if turned(table)) {
            index += 1;
            continue;
        }
        let lead = lead(&blocks[start..index]);
        let first = index - lead;
        if first > start {
            sections.push(Section { turned: false, blocks: &blocks[start..first] });
        }
        index += 1;
        match sections.last_mut() {
            // Straight after another wide table: the same pages.
            Some(last) if last.turned && first == start => last.blocks = &blocks[start - last.blocks.len()..index],
            _ => sections.push(Section { turned: true, blocks: &blocks[first..index] }),
        }
        start = index;
    }
    if start < blocks.len() {
        sections.push(Section { turned: false, blocks: &blocks[start..] });
    }
    sections
}

/// How many of the last blocks lead up to what follows: headings, with at most three paragraphs after them.
fn lead(blocks: &[Block]) -> usize {
    let paragraphs = blocks.iter().rev().take_while(|block| matches!(block, Block::Paragraph(_))).count();
    let headings = blocks.iter().rev().skip(paragraphs).take_while(|block| matches!(block, Block::Heading { .. } | Block::NewPage)).count();
    if paragraphs <= 3 && headings > 0 { paragraphs + headings } else { 0 }
}

fn turned(table: &Table) -> bool {
    table.wide || fit(table, UPRIGHT).is_none()
}

struct Paper {
    writer: Writer,
    /// Anchors not yet given away: a second block of the same anchor gets none.
    free: BTreeSet<String>,
    /// The deepest level the next heading may have.
    deepest: u8,
}

impl Paper {
    fn blocks(&mut self, blocks: &[Block], page: f64, boxed: bool) -> Result<Array, PdfError> {
        let mut out = Array::new();
        for block in blocks {
            self.block(block, page, boxed, &mut out)?;
        }
        Ok(out)
    }

    fn block(&mut self, each: &Block, page: f64, boxed: bool, out: &mut Array) -> Result<(), PdfError> {
        let value = match each {
            Block::Heading { level, text, anchor } => self.heading(*level, text, anchor)?,
            Block::Paragraph(text) if text.is_empty() => return Ok(()),
            Block::Paragraph(text) => dict! { "kind" => "paragraph", "text" => self.writer.text(text, LONG_WORD)? },
            Block::List { items, .. } if items.is_empty() => return Ok(()),
            Block::List { ordered, items } => {
                let items = items.iter().map(|item| self.writer.text(item, LONG_WORD)).collect::<Result<Array, _>>()?;
                dict! { "kind" => if *ordered { "ordered" } else { "list" }, "items" => items }
            }
            Block::Facts(facts) if facts.is_empty() => return Ok(()),
            Block::Facts(facts) => {
                let mut list = Array::new();
                for fact in facts {
                    list.push(dict! { "term" => self.writer.words(&fact.term)?, "text" => self.writer.text(&fact.text, LONG_WORD)? }.into_value());
                }
                dict! { "kind" => "facts", "facts" => list }
            }
            Block::Table(table) => self.named(table::table(&self.writer, table, &fitted(table, page))?, &table.anchor),
            Block::Pictures(pictures) => {
                for mut row in rows::rows(&self.writer, pictures, page)? {
                    if let Ok(Value::Array(list)) = row.at_mut("pictures") {
                        let named = std::mem::take(list).into_iter().map(|one| self.named_value(one));
                        *list = named.collect();
                    }
                    out.push(row.into_value());
                }
                return Ok(());
            }
            Block::Note(note) => self.note(note, page)?,
            // A box cannot hold the contents, nor begin a page.
            Block::Contents | Block::NewPage if boxed => return Ok(()),
            Block::Contents => block("contents"),
            Block::NewPage => block("new-page"),
        };
        out.push(value.into_value());
        Ok(())
    }

    fn heading(&mut self, level: u8, text: &str, anchor: &str) -> Result<Dict, PdfError> {
        if level == 0 || level > self.deepest || text.trim().is_empty() {
            return Err(PdfError::Heading { text: text.to_owned(), level, most: self.deepest });
        }
        self.deepest = level.saturating_add(1).min(4);
        self.writer.place = format!("under the heading \u{201c}{text}\u{201d}");
        let heading = dict! { "kind" => "heading", "level" => i64::from(level), "text" => self.writer.words(text)? };
        Ok(self.named(heading, anchor))
    }

    fn note(&mut self, note: &Note, page: f64) -> Result<Dict, PdfError> {
        let kind = match note.kind {
            NoteKind::Inset => "inset",
            NoteKind::Warning => "warning",
            NoteKind::Quote => "quote",
            NoteKind::Commentary => "commentary",
            NoteKind::Missing => "missing",
        };
        let title = self.writer.words(note.title.as_deref().unwrap_or(note.kind.word()))?;
        let plain = |block: &Block| match block {
            Block::Table(table) => table::is_small(table, &fitted(table, page - BOX)),
            other => matches!(other, Block::Paragraph(_) | Block::List { .. }),
        };
        let letters: usize = note.blocks.iter().map(letters).sum();
        let long = letters > LONG_BOX || !note.blocks.iter().all(plain);
        let blocks = self.blocks(&note.blocks, page - BOX, true)?;
        Ok(dict! { "kind" => "note", "note" => kind, "title" => title, "long" => long, "blocks" => blocks })
    }

    fn named(&mut self, mut value: Dict, anchor: &str) -> Dict {
        let label = if self.free.remove(anchor) { anchor.into_value() } else { none() };
        value.insert("anchor".into(), label);
        value
    }

    fn named_value(&mut self, value: Value) -> Value {
        match value {
            Value::Dict(dict) => {
                let anchor = dict.get("anchor").ok().and_then(|anchor| anchor.clone().cast::<Str>().ok()).unwrap_or_default();
                self.named(dict, &anchor).into_value()
            }
            other => other,
        }
    }
}

fn fitted(table: &Table, page: f64) -> Fitted {
    fit(table, page).unwrap_or_else(|| squeeze(table, page))
}

fn letters(block: &Block) -> usize {
    match block {
        Block::Paragraph(text) => text.as_words().chars().count(),
        Block::List { items, .. } => items.iter().map(|item| item.as_words().chars().count()).sum(),
        _ => 0,
    }
}
