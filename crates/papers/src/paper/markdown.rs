//! The little of Markdown that a paper's prose needs: paragraphs, headings, lists, quotations, **weight**, *emphasis* and links.
//!
//! What it does not know (tables, pictures, HTML) is a fault with a line and never printed raw or dropped.

use crate::near::plain;
use sightline_document::{Block, Inline, Note, NoteKind, Target, Text};

type Faults = Vec<(usize, String)>;

#[derive(PartialEq, Clone, Copy)]
enum Kind {
    Paragraph,
    Quote,
    Bullet,
    Number,
}

struct Open {
    kind: Kind,
    /// The line of each part, and its words.
    parts: Vec<(usize, String)>,
}

/// The blocks of these lines, and what could not be read, with its line from 1.
pub(super) fn blocks(lines: &[&str], anchor: &str) -> (Vec<Block>, Faults) {
    let mut reading = Reading { anchor: plain(anchor), headings: 0, last_level: 1, blocks: Vec::new(), faults: Vec::new(), open: None };
    for (index, line) in lines.iter().enumerate() {
        reading.line(index + 1, line);
    }
    reading.close();
    (reading.blocks, reading.faults)
}

struct Reading {
    anchor: String,
    headings: usize,
    last_level: u8,
    blocks: Vec<Block>,
    faults: Faults,
    open: Option<Open>,
}

impl Reading {
    fn line(&mut self, number: usize, line: &str) {
        let words = line.trim();
        if words.is_empty() {
            // A list goes on after a blank line; anything else ends there.
            if !self.open.as_ref().is_some_and(|open| matches!(open.kind, Kind::Bullet | Kind::Number)) {
                self.close();
            }
            return;
        }
        if let Some(what) = unknown(words) {
            self.faults.push((number, what.to_owned()));
            return;
        }
        if let Some((level, words)) = heading(words) {
            self.close();
            self.heading(level, words);
        } else if let Some(words) = words.strip_prefix('>') {
            self.more(Kind::Quote, number, words.trim(), false);
        } else if let Some(words) = bullet(words) {
            self.more(Kind::Bullet, number, words, true);
        } else if let Some(words) = numbered(words) {
            self.more(Kind::Number, number, words, true);
        } else {
            match &self.open {
                // A line set in belongs to the item above it.
                Some(open) if matches!(open.kind, Kind::Bullet | Kind::Number) && line.starts_with([' ', '\t']) => {
                    let kind = open.kind;
                    self.more(kind, number, words, false);
                }
                _ => self.more(Kind::Paragraph, number, words, false),
            }
        }
    }

    fn heading(&mut self, level: u8, words: &str) {
        self.headings += 1;
        // The section's own heading is of level 1; no level is passed over on the way down.
        let level = (level + 1).clamp(2, 4).min(self.last_level + 1);
        self.last_level = level;
        let text = words.replace(['*', '_'], "");
        self.blocks.push(Block::Heading { level, text, anchor: format!("{}-{}", self.anchor, self.headings) });
    }

    fn more(&mut self, kind: Kind, number: usize, words: &str, new_part: bool) {
        if self.open.as_ref().is_some_and(|open| open.kind != kind) {
            self.close();
        }
        let open = self.open.get_or_insert(Open { kind, parts: Vec::new() });
        match open.parts.last_mut() {
            Some((_, so_far)) if !new_part && !words.is_empty() && !so_far.is_empty() => {
                so_far.push(' ');
                so_far.push_str(words);
            }
            _ => open.parts.push((number, words.to_owned())),
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let mut texts: Vec<Text> = Vec::new();
        for (number, words) in &open.parts {
            let text = inline(words, *number, &mut self.faults);
            if !text.is_empty() {
                texts.push(text);
            }
        }
        if texts.is_empty() {
            return;
        }
        match open.kind {
            Kind::Paragraph => self.blocks.extend(texts.into_iter().map(Block::Paragraph)),
            Kind::Bullet => self.blocks.push(Block::List { ordered: false, items: texts }),
            Kind::Number => self.blocks.push(Block::List { ordered: true, items: texts }),
            Kind::Quote => {
                let blocks = texts.into_iter().map(Block::Paragraph).collect();
                self.blocks.push(Block::Note(Note { kind: NoteKind::Quote, title: None, blocks }));
            }
        }
    }
}

fn unknown(words: &str) -> Option<&'static str> {
    let is_tag = words.starts_with('<') && words.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic() || c == '/' || c == '!');
    let is_web_address = words.starts_with("<http://") || words.starts_with("<https://");
    if words.starts_with('|') {
        Some("a table cannot stand here; tables come from the figures. Write a list instead")
    } else if words.starts_with("![") {
        Some("a picture cannot stand here; say in words what it shows")
    } else if words.starts_with("```") || words.starts_with("~~~") {
        Some("``` has no meaning here; take the line out")
    } else if is_tag && !is_web_address {
        Some("HTML has no meaning here; write plain words, **weight** or *emphasis*")
    } else {
        None
    }
}

fn heading(words: &str) -> Option<(u8, &str)> {
    let rest = words.trim_start_matches('#');
    let level = u8::try_from(words.len() - rest.len()).ok().filter(|level| (1..=6).contains(level))?;
    let rest = rest.strip_prefix([' ', '\t'])?.trim().trim_end_matches('#').trim();
    (!rest.is_empty()).then_some((level, rest))
}

fn bullet(words: &str) -> Option<&str> {
    words.strip_prefix("- ").or_else(|| words.strip_prefix("* ")).or_else(|| words.strip_prefix("\u{2022} ")).map(str::trim)
}

fn numbered(words: &str) -> Option<&str> {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = words.len() - rest.len();
    // Four digits are a year that begins a line, not an item.
    (1..=3).contains(&digits).then_some(rest)?.strip_prefix(['.', ')'])?.strip_prefix(' ').map(str::trim)
}

/// Running text of one paragraph or item.
fn inline(words: &str, line: usize, faults: &mut Faults) -> Text {
    let mut text = Text::new();
    let mut plain = String::new();
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let piece = if rest.starts_with("**") {
            between(rest, "**").map(|(inner, after)| (Inline::Strong(inner.to_owned()), after))
        } else if first == '*' {
            between(rest, "*").map(|(inner, after)| (Inline::Emphasis(inner.to_owned()), after))
        } else if first == '[' {
            link(rest)
        } else {
            None
        };
        if let Some((piece, after)) = piece {
            if let Inline::Link { to: Target::Address(address), .. } = &piece
                && !["https://", "http://", "mailto:"].iter().any(|start| address.starts_with(start))
            {
                faults.push((line, format!("`{address}` is not an address; it begins with https:// or mailto:")));
            }
            if !plain.is_empty() {
                text.0.push(Inline::Plain(std::mem::take(&mut plain)));
            }
            text.0.push(piece);
            rest = after;
            continue;
        }
        let mut letters = rest.chars();
        letters.next();
        // A backslash lets the next sign stand for itself.
        if first == '\\'
            && let Some(next) = letters.clone().next()
            && next.is_ascii_punctuation()
        {
            letters.next();
            plain.push(next);
        } else {
            plain.push(first);
        }
        rest = letters.as_str();
    }
    if !plain.is_empty() {
        text.0.push(Inline::Plain(plain));
    }
    text
}

/// What stands between two signs at the beginning, if it is words and not a lone sign.
fn between<'a>(text: &'a str, sign: &str) -> Option<(&'a str, &'a str)> {
    let (inner, after) = text.strip_prefix(sign)?.split_once(sign)?;
    let solid = !inner.is_empty() && !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
    solid.then_some((inner, after))
}

fn link(text: &str) -> Option<(Inline, &str)> {
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, after) = rest.split_once(')')?;
    if words.trim().is_empty() || words.contains('[') {
        return None;
    }
    Some((Inline::Link { words: words.to_owned(), to: Target::Address(address.trim().to_owned()) }, after))
}
