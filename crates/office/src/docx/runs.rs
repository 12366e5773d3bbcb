//! Running text as runs.

use crate::xml::escape;
use sightline_document::Text;
use sightline_document::text::{Inline, Target};
use std::fmt::Write;

/// The style of the sign of a mark, which is drawn for the eye and said by the word after it.
pub(super) const SIGN: &str = "Sign";

/// How a run looks, against its paragraph.
#[derive(Clone, Copy, Default)]
pub(super) struct Look<'a> {
    pub(super) style: Option<&'a str>,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// `1e6b3a`.
    pub(super) colour: Option<&'a str>,
}

/// Links of running text: where they lead is known to the document.
pub(super) trait Links {
    /// The bookmark of an anchor; none if the document has no such anchor.
    fn bookmark(&self, anchor: &str) -> Option<String>;
    /// The id of the relation to an address; none if it is no address that a reader should follow.
    fn address(&mut self, address: &str) -> Option<String>;
}

/// `words` as runs. New lines and tabs stay what they are; words written from right to left are marked so.
pub(super) fn words(out: &mut String, words: &str, look: Look<'_>) {
    for (right_to_left, piece) in directions(words) {
        out.push_str("<w:r>");
        look_of(out, look, right_to_left);
        let mut lines = piece.split('\n').peekable();
        while let Some(line) = lines.next() {
            let mut cells = line.trim_end_matches('\r').split('\t').peekable();
            while let Some(cell) = cells.next() {
                if !cell.is_empty() {
                    let _ = write!(out, "<w:t xml:space=\"preserve\">{}</w:t>", escape(cell));
                }
                if cells.peek().is_some() {
                    out.push_str("<w:tab/>");
                }
            }
            if lines.peek().is_some() {
                out.push_str("<w:br/>");
            }
        }
        out.push_str("</w:r>");
    }
}

/// All pieces of `text`.
pub(super) fn text(out: &mut String, text: &Text, links: &mut dyn Links, base: Look<'_>) {
    for piece in &text.0 {
        match piece {
            Inline::Plain(said) => words(out, said, base),
            Inline::Strong(said) => words(out, said, Look { bold: true, ..base }),
            Inline::Emphasis(said) => words(out, said, Look { italic: true, ..base }),
            Inline::Number(number) => words(out, &number.shown, base),
            Inline::Mark(mark) => {
                let colour = mark.colour.trim_start_matches('#');
                let colour = (colour.len() == 6 && colour.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(colour);
                if !mark.sign.is_empty() {
                    words(out, &format!("{}\u{a0}", mark.sign), Look { style: Some(SIGN), colour, ..base });
                }
                words(out, &mark.word, Look { bold: true, colour, ..base });
            }
            Inline::Link { words: said, to } => link(out, said, to, links, base),
            Inline::Break => out.push_str("<w:r><w:br/></w:r>"),
        }
    }
}

fn link(out: &mut String, said: &str, to: &Target, links: &mut dyn Links, base: Look<'_>) {
    let opening = match to {
        Target::Anchor(anchor) => links.bookmark(anchor).map(|name| format!("<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">")),
        Target::Address(address) => links.address(address).map(|id| format!("<w:hyperlink r:id=\"{id}\" w:history=\"1\">")),
    };
    // A link that leads nowhere is not shown as one.
    let Some(opening) = opening else { return words(out, said, base) };
    out.push_str(&opening);
    words(out, said, Look { style: Some("Hyperlink"), ..base });
    out.push_str("</w:hyperlink>");
}

fn look_of(out: &mut String, look: Look<'_>, right_to_left: bool) {
    let plain = look.style.is_none() && !look.bold && !look.italic && look.colour.is_none();
    if plain && !right_to_left {
        return;
    }
    out.push_str("<w:rPr>");
    if let Some(style) = look.style {
        let _ = write!(out, "<w:rStyle w:val=\"{style}\"/>");
    }
    if look.bold {
        out.push_str("<w:b/><w:bCs/>");
    }
    if look.italic {
        out.push_str("<w:i/><w:iCs/>");
    }
    if let Some(colour) = look.colour {
        let _ = write!(out, "<w:color w:val=\"{colour}\"/>");
    }
    if right_to_left {
        out.push_str("<w:rtl/>");
    }
    out.push_str("</w:rPr>");
}

/// `words` cut where the direction of writing changes; spaces between two words written from right to left go with them.
fn directions(words: &str) -> Vec<(bool, &str)> {
    let mut pieces: Vec<(bool, usize)> = vec![(false, 0)];
    let mut last_strong = 0;
    for (at, letter) in words.char_indices() {
        let right_to_left = matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
        let in_right_to_left = pieces.last().is_some_and(|(rtl, _)| *rtl);
        if right_to_left {
            if !in_right_to_left {
                pieces.push((true, at));
            }
            last_strong = at + letter.len_utf8();
        } else if in_right_to_left && letter.is_alphanumeric() {
            pieces.push((false, last_strong));
        }
    }
    if pieces.last().is_some_and(|(rtl, _)| *rtl) {
        pieces.push((false, last_strong));
    }
    let ends = pieces.iter().skip(1).map(|(_, at)| *at).chain([words.len()]);
    pieces.iter().zip(ends).map(|((rtl, from), to)| (*rtl, &words[*from..to])).filter(|(_, piece)| !piece.is_empty()).collect()
}
