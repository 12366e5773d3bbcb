//! The file says what the tree says: every line of it, in order, and nothing of what was changed.

use crate::stress;
use proptest::prelude::*;
use sightline_document::{Block, Cell, Column, Document, Inline, Place, Row, Table, Text, said, sample};
use sightline_pdf::{read, render};

fn squashed(words: &str) -> String {
    words.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn words_of(document: &Document) -> String {
    let pdf = render(document).expect("it prints");
    read(&pdf).expect("it was printed just now").lines.iter().map(|line| squashed(&line.words)).collect::<Vec<_>>().join("\n")
}

fn assert_agrees(document: &Document) {
    let text = words_of(document);
    let mut at = 0;
    for line in said(document) {
        let wanted = squashed(&line.words);
        match text[at..].find(&wanted) {
            Some(found) => at += found + wanted.len(),
            None => panic!(
                "`{}` is not said {}, or not in its order; what follows is {}",
                line.words,
                line.place.words(),
                &text[at..].chars().take(300).collect::<String>()
            ),
        }
    }
}

#[test]
fn every_line_of_the_sample_is_said_in_order() {
    assert_agrees(&sample::document());
}

#[test]
fn every_line_of_a_paper_large_and_strange_is_said_in_order() {
    assert_agrees(&stress::document());
}

#[test]
fn cells_are_read_one_by_one_with_their_places() {
    let back = read(&render(&sample::document()).unwrap()).unwrap();
    assert_eq!(back.publication.as_deref(), Some("committee-2018-19Q2-r1-3f6c0a9d"));
    let cell = back.lines.iter().find(|line| line.words == "81.3% 1,061 of 1,305").expect("number and words beneath are one cell");
    assert!(cell.place.ends_with("table 1, row 3, column 2"), "{}", cell.place);
    let trend = back.lines.iter().find(|line| line.words == "Rising from 70.1% to 81.3%").expect("a trend is said by its alternative");
    assert!(trend.place.ends_with("table 1, row 3, column 4"), "{}", trend.place);
    assert!(
        back.lines.iter().any(|line| line.words == "\u{5e6}\u{5d5}\u{5d5}\u{5ea} \u{5e6}\u{5e4}\u{5d5}\u{5df} (North team)"),
        "Hebrew comes back as written"
    );
    assert!(!back.lines.iter().any(|line| line.words.contains("Page 1")), "the running foot is no line");
    assert!(!back.lines.iter().any(|line| line.place.contains("outside")), "{back:?}");
}

#[test]
fn an_accent_drawn_apart_from_its_letter_is_said_once() {
    // No single letter has these accents: the font sets them over the letter, and for a capital it raises them.
    let words = "H\u{301} x\u{323}\u{301} e\u{301}";
    let back = read(&render(&Document { blocks: vec![Block::Paragraph(words.into())], ..sample::document() }).unwrap()).unwrap();
    assert_eq!(back.lines.last().map(|line| line.words.as_str()), Some(words));
}

#[test]
fn one_digit_changed_in_the_tree_is_one_line_changed_in_the_file() {
    let before = read(&render(&sample::document()).unwrap()).unwrap();
    let mut document = sample::document();
    for block in &mut document.blocks {
        if let Block::Table(table) = block {
            let cell = &mut table.rows[1].cells[1];
            let Some(Inline::Number(number)) = cell.text.0.first_mut() else { panic!("the sample's cell has a number beneath") };
            number.shown = "1,062".to_owned();
        }
    }
    let after = read(&render(&document).unwrap()).unwrap();
    assert_eq!(before.lines.len(), after.lines.len());
    let changed: Vec<_> = before.lines.iter().zip(&after.lines).filter(|(a, b)| a != b).collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].1.words, "81.3% 1,062 of 1,305");
}

#[test]
fn words_are_never_read_as_markup() {
    let hostile = "#panic(\"no\") *a* _b_ `c` $x^2$ @ref <label> = H \\ // x /* y */ [z] {w} https://example.org ~ -- ... 1. - + \"q\" 'r'";
    let mut document = sample::document();
    document.meta.title = hostile.to_owned();
    document.meta.authority = hostile.to_owned();
    document.blocks = vec![
        Block::Heading { level: 1, text: hostile.to_owned(), anchor: hostile.to_owned() },
        Block::Paragraph(Text::plain(hostile).strong(hostile).and(Inline::Emphasis(hostile.to_owned()))),
        Block::List { ordered: true, items: vec![hostile.into()] },
    ];
    assert_agrees(&document);
    assert!(words_of(&document).contains(&squashed(hostile)));
}

#[test]
fn a_place_of_every_kind_is_found() {
    // The sample has words under headings, in cells and in pictures; the three tests above would prove little without.
    let lines = said(&sample::document());
    assert!(lines.iter().any(|line| matches!(line.place, Place::Picture(_))));
    assert!(lines.iter().any(|line| matches!(line.place, Place::Cell { .. })));
    assert!(lines.iter().any(|line| matches!(line.place, Place::Under(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_written_from_left_to_right_comes_back(words in prop::collection::vec("[ -~\u{a1}-\u{ac}\u{ae}-\u{17f}\u{3b1}-\u{3c9}\u{fb01}\u{2013}\u{2019}\u{301}]{1,90}", 1..6)) {
        let words: Vec<String> = words.into_iter().filter(|words| !words.trim().is_empty()).collect();
        let row = |words: &String| Row { cells: vec![Cell::words(words.as_str()), Cell::words(words.as_str())], ..Row::default() };
        let table = Table {
            columns: vec![Column::words("A", 1.0), Column::numbers("B", 1.0)],
            rows: words.iter().map(row).collect(),
            ..stress::table("t", 0)
        };
        let mut blocks: Vec<Block> = words.iter().map(|words| Block::Paragraph(words.clone().into())).collect();
        blocks.push(Block::Table(table));
        assert_agrees(&Document { blocks, ..sample::document() });
    }
}
