//! The web page says what the tree says, in order; and nothing of the tree becomes markup.

use crate::stress;
use proptest::prelude::*;
use sightline_document::{Block, Document, Marking, Text, html, said, sample};
use std::collections::BTreeSet;

/// The words of a page: tags and drawings left out, a line break a space, the five characters that are escaped as they were.
fn words(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let (tag, mut after) = after.split_once('>').expect("every tag ends");
        if tag.starts_with("svg ") {
            after = after.split_once("</svg>").expect("every drawing ends").1;
        }
        if tag == "br" {
            out.push(' ');
        }
        rest = after;
    }
    out.push_str(rest);
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].iter().fold(out, |out, (from, to)| out.replace(from, to))
}

fn spaced(text: &str) -> String {
    text.replace(['\u{0}', '\u{7}'], "\u{fffd}").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn says_everything(document: &Document) {
    let page = html::render(document);
    let (_, main) = page.split_once("<main").expect("there is a main part");
    let main = spaced(&words(main.split_once("</main>").expect("it ends").0));
    let mut rest = main.as_str();
    for line in said(document) {
        let line = spaced(&line.words);
        let at = rest.find(&line).unwrap_or_else(|| panic!("`{line}` is not said, or not here:\n{rest}"));
        rest = &rest[at + line.len()..];
    }
}

#[test]
fn every_line_is_said_in_order() {
    says_everything(&sample::document());
    says_everything(&stress::document(Marking::Public));
}

/// Every value of an attribute in a page.
fn values<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    page.split(&format!(" {name}=\"")).skip(1).map(|after| after.split_once('"').expect("the value ends").0).collect()
}

#[test]
fn ids_stand_once_and_what_points_at_them_finds_them() {
    for document in [sample::document(), stress::document(Marking::Restricted)] {
        let page = html::render(&document);
        let all = values(&page, "id");
        let ids: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(ids.len(), all.len(), "an id stands twice");
        let links = values(&page, "href").into_iter().filter_map(|place| place.strip_prefix('#'));
        let names = values(&page, "aria-labelledby").into_iter();
        let fills = page.split("url(#").skip(1).map(|after| after.split_once(')').expect("it ends").0);
        for id in links.chain(names).chain(fills) {
            assert!(ids.contains(id), "nothing has the id `{id}`");
        }
    }
}

#[test]
fn nothing_of_the_tree_becomes_markup() {
    let page = html::render(&stress::document(Marking::Restricted));
    for bad in ["<script", "onerror=\"", "<img src=x", "javascript:", "</style><script"] {
        assert!(!page.contains(bad), "{bad}");
    }
    assert_eq!(page.matches("</style>").count(), 1);
    assert_eq!(page.matches("<img ").count(), 1, "the logo alone");
    assert!(page.contains("<html lang=\"en-GB\">"), "a language that is none is not passed on");
}

#[test]
fn the_head_says_what_the_file_is() {
    let page = html::render(&sample::document());
    for line in [
        "<title>Children&#39;s services: performance report, July to September 2018: Merrowshire County Council (invented)</title>",
        "<meta name=\"dcterms.creator\" content=\"Performance manager\">",
        "<meta name=\"dcterms.publisher\" content=\"Merrowshire County Council (invented)\">",
        "<meta name=\"dcterms.date\" content=\"2018-10-12\">",
        "<meta name=\"dcterms.identifier\" content=\"committee-2018-19Q2-r1-3f6c0a9d\">",
        "<meta name=\"dcterms.rights\" content=\"Public: small numbers are hidden\">",
        "<meta name=\"sightline.snapshot\" content=\"5d0c2f6a9b1e\">",
    ] {
        assert!(page.contains(line), "{line}");
    }
    assert!(!page.contains("noindex"), "what is public may be found");
    // Above everything, on the cover, at the foot; the printed pages have it from the style, and the head from its properties.
    assert_eq!(page.matches(">Public: small numbers are hidden<").count(), 3);
    assert!(page.contains("@top-center { content: \"Public\\3a  small numbers are hidden\"; }"));
    let restricted = html::render(&stress::document(Marking::Restricted));
    assert!(restricted.contains("noindex") && restricted.contains("<body class=\"paper restricted\">"));
}

#[test]
fn tables_are_tables_to_those_who_hear_them() {
    let page = html::render(&sample::document());
    for piece in [
        "<th scope=\"col\">Indicator</th><th scope=\"col\" class=\"number\">This quarter</th>",
        "<tbody>\n<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"5\">Time</th></tr>",
        "<th scope=\"row\">Assessments completed within 45 working days</th><td class=\"number\"><span class=\"value\">81.3%</span> <span class=\"behind\">1,061 of 1,305</span></td>",
        "<span class=\"unseen\">Rising from 70.1% to 81.3%</span>",
        "<tr class=\"total\"><th scope=\"row\">All teams</th>",
        "<a href=\"#table-assessment\">The same figures in a table: Assessment: figures of the quarter</a>",
    ] {
        assert!(page.contains(piece), "{piece}");
    }
    // A group has a body of its own, so that its heading is of its rows and no others.
    assert_eq!(page.matches("<tbody>").count(), 2);
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let levels = |page: &str| -> Vec<u8> {
        page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10)?.try_into().ok()).collect()
    };
    for page in [html::render(&sample::document()), html::render(&stress::document(Marking::Public))] {
        let levels = levels(&page);
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "one title");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    }
    let fragment = html::fragment(&sample::document(), 3);
    assert_eq!(levels(&fragment).into_iter().min(), Some(3));
    assert!(!fragment.contains("<main") && !fragment.contains("<html") && !fragment.contains(" style="));
}

proptest! {
    #[test]
    fn any_words_and_any_drawing_are_safe(text in ".*", svg in "(<svg>|</svg>|<g |a=\"|\"|/>|&|;|#x|<!--|url\\(#a\\)|é|>){0,12}") {
        let mut document = sample::document();
        document.blocks = vec![Block::Paragraph(Text::plain(text.clone()))];
        let pictures = sample::document().blocks.into_iter().filter_map(|block| match block {
            Block::Pictures(pictures) => Some(pictures),
            _ => None,
        });
        for mut pictures in pictures {
            pictures.iter_mut().for_each(|picture| {
                picture.svg.clone_from(&svg);
                picture.title.clone_from(&text);
                picture.anchor.clone_from(&text);
            });
            document.blocks.push(Block::Pictures(pictures));
        }
        let page = html::render(&document);
        let within = page.split_once("<main").expect("there is a main part").1;
        prop_assert_eq!(within.matches("<main").count(), 0);
        prop_assert!(!within.contains("<script"));
    }
}
