//! Running text.

use super::drawing;
use super::escape::{address, push};
use super::ids::Ids;
use crate::{Inline, Mark, Target, Text};

/// Running text as markup.
pub(super) fn text(out: &mut String, ids: &mut Ids, text: &Text) {
    for piece in &text.0 {
        match piece {
            Inline::Plain(words) => push(out, words),
            Inline::Strong(words) => element(out, "strong", words),
            Inline::Emphasis(words) => element(out, "em", words),
            Inline::Number(number) => push(out, &number.shown),
            Inline::Mark(mark) => sign(out, ids, mark),
            Inline::Link { words, to } => link(out, ids, words, to),
            Inline::Break => out.push_str("<br>"),
        }
    }
}

fn element(out: &mut String, name: &str, words: &str) {
    out.push_str(&format!("<{name}>"));
    push(out, words);
    out.push_str(&format!("</{name}>"));
}

/// A link where there is somewhere to go; the bare words where there is not.
fn link(out: &mut String, ids: &Ids, words: &str, to: &Target) {
    let opening = match to {
        Target::Anchor(anchor) => ids.to(anchor).map(|id| ("#".to_owned() + id, "")),
        Target::Address(place) => {
            address(place).map(|place| (place.to_owned(), if place.starts_with('#') { "" } else { " rel=\"external noopener\"" }))
        }
    };
    // A link without words would be read out as nothing at all.
    match opening.filter(|_| !words.trim().is_empty()) {
        Some((place, rel)) => {
            out.push_str("<a href=\"");
            push(out, &place);
            out.push_str(&format!("\"{rel}>"));
            push(out, words);
            out.push_str("</a>");
        }
        None => push(out, words),
    }
}

/// A mark and its word. The colour is in the drawing alone, so the word has the contrast of all other text.
fn sign(out: &mut String, ids: &mut Ids, mark: &Mark) {
    out.push_str("<span class=\"sign\">");
    let prefix = ids.new_one("mark");
    if let Some(drawn) = drawing::inline(&mark.svg, &prefix, &drawing::Role::Unseen) {
        out.push_str(&drawn.svg);
    }
    out.push_str("<span class=\"word\">");
    push(out, &mark.word);
    out.push_str("</span></span>");
}
