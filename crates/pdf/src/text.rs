//! Running text as Typst values: strings and small dictionaries, never markup.

use crate::error::PdfError;
use crate::fonts::FONTS;
use sightline_document::{Inline, Target, Text};
use std::collections::BTreeSet;
use typst::foundations::{Array, Bytes, Datetime, Dict, IntoValue, Str, Value, dict};

/// What text needs to know of the paper it stands in.
pub struct Writer {
    /// The anchors a link may lead to.
    pub anchors: BTreeSet<String>,
    /// Where we are, for messages: the last heading.
    pub place: String,
}

impl Writer {
    /// Words without what cannot be printed; an error when a letter is in no font.
    pub fn words(&self, words: &str) -> Result<Str, PdfError> {
        let clean = clean(words);
        match FONTS.lacking(&clean) {
            Some(letter) => Err(PdfError::Letter { letter, place: self.place.clone() }),
            None => Ok(Str::from(clean)),
        }
    }

    /// Running text; words longer than `longest` letters may be broken.
    pub fn text(&self, text: &Text, longest: usize) -> Result<Value, PdfError> {
        let mut pieces = Array::new();
        for piece in &text.0 {
            let words = |words: &str| self.words(&breakable(words, longest));
            let value = match piece {
                Inline::Plain(plain) => words(plain)?.into_value(),
                Inline::Strong(strong) => dict! { "kind" => "strong", "words" => words(strong)? }.into_value(),
                Inline::Emphasis(set_apart) => dict! { "kind" => "emphasis", "words" => words(set_apart)? }.into_value(),
                Inline::Number(number) => self.words(&number.shown)?.into_value(),
                Inline::Mark(mark) => {
                    self.drawing(&mark.svg, &format!("beside \u{201c}{}\u{201d} {}", mark.word, self.place))?;
                    let colour = colour(&mark.colour, "#000000");
                    dict! { "kind" => "mark", "svg" => svg(&mark.svg), "word" => words(&mark.word)?, "colour" => colour }.into_value()
                }
                Inline::Link { words: shown, to } => self.link(words(shown)?, to),
                Inline::Break => dict! { "kind" => "break" }.into_value(),
            };
            pieces.push(value);
        }
        Ok(pieces.into_value())
    }

    fn link(&self, words: Str, to: &Target) -> Value {
        match to {
            Target::Anchor(anchor) if self.anchors.contains(anchor) => {
                dict! { "kind" => "link", "words" => words, "anchor" => anchor.as_str() }.into_value()
            }
            Target::Address(address) if is_web(address) => dict! { "kind" => "link", "words" => words, "address" => address.as_str() }.into_value(),
            // A link that leads nowhere is only its words.
            Target::Anchor(_) | Target::Address(_) => words.into_value(),
        }
    }

    /// The size of a drawing, which must be one.
    pub fn drawing(&self, svg: &str, place: &str) -> Result<(f64, f64), PdfError> {
        match usvg::Tree::from_str(svg, &usvg::Options::default()) {
            Ok(tree) => Ok((f64::from(tree.size().width()), f64::from(tree.size().height()))),
            Err(error) => Err(PdfError::Picture { place: place.to_owned(), why: error.to_string() }),
        }
    }
}

/// A drawing as Typst takes it.
pub fn svg(svg: &str) -> Bytes {
    Bytes::from_string(svg.to_owned())
}

/// A dictionary without entries.
pub fn none() -> Value {
    Value::None
}

/// Without control characters and marks that are no text; a new line is a space.
pub fn clean(words: &str) -> String {
    let space = |letter: char| if letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}') { ' ' } else { letter };
    let no_text = |letter: char| letter.is_control() || matches!(u32::from(letter), 0xFEFF | 0xFFFE | 0xFFFF | 0x00AD);
    words.chars().map(space).filter(|letter| !no_text(*letter)).collect()
}

/// The words with a place to break (a zero-width space) in every word longer than `longest` letters: after a sign if there is one near, else
/// anywhere. It is taken out again when the file is read.
pub fn breakable(words: &str, longest: usize) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split_inclusive(char::is_whitespace) {
        if word.trim_end().chars().count() <= longest {
            out.push_str(word);
            continue;
        }
        let mut run = 0;
        for letter in word.chars() {
            let sign = matches!(letter, '-' | '_' | '.' | '/' | '@' | ',' | ';' | ':' | '=' | '&' | '?');
            out.push(letter);
            run += 1;
            if (sign && run * 2 >= longest) || run >= longest {
                out.push('\u{200b}');
                run = 0;
            }
        }
    }
    out
}

/// `#0c5a6b`, or the other where it is no colour.
pub fn colour<'a>(colour: &'a str, otherwise: &'a str) -> &'a str {
    let digits = colour.strip_prefix('#').unwrap_or("");
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) { colour } else { otherwise }
}

/// `2018-10-12`.
pub fn date(words: &str) -> Option<Datetime> {
    let mut parts = words.splitn(3, '-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Datetime::from_ymd(year, month, day)
}

fn is_web(address: &str) -> bool {
    let known = ["https://", "http://", "mailto:"].iter().any(|start| address.starts_with(start));
    known && !address.chars().any(|letter| letter.is_whitespace() || letter.is_control())
}

/// A dictionary of a block.
pub fn block(kind: &str) -> Dict {
    dict! { "kind" => kind }
}
