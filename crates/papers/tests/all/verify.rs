//! What is said of a file that has been changed, and of one that has not.

use crate::support::read;
use proptest::prelude::*;
use sightline_document::{Block, Cell, Column, Document, FigureRef, Inline, Number, Part, ReadBack, ReadLine, Row, RowKind, Table, Text, sample};
use sightline_papers::{Difference, Frozen, Kind, Verdict, verify};
use std::time::Instant;

const ID: &str = "committee-2018-19Q2-r1-3f6c0a9d";

fn lines(places: &[(&str, &str)]) -> ReadBack {
    let lines = places.iter().map(|(place, words)| ReadLine { place: (*place).to_owned(), words: (*words).to_owned() });
    ReadBack { publication: Some(ID.to_owned()), lines: lines.collect() }
}

fn frozen(readback: ReadBack) -> Frozen {
    Frozen { id: ID.to_owned(), revision: 1, tree: sample::document(), readback, superseded_by: None }
}

fn differences(verdict: Verdict) -> Vec<Difference> {
    match verdict {
        Verdict::Differs(_, differences) => differences,
        other => panic!("it should differ: {other:?}"),
    }
}

#[test]
fn the_file_as_it_was_made_agrees() {
    let made = read(&sample::document());
    let Verdict::Agrees(seen) = verify(&made, &frozen(made.clone())) else { panic!("it should agree") };
    assert_eq!((seen.edited_lines(), seen.moved.len()), (0, 0));
}

#[test]
fn a_changed_figure_is_named_with_its_place_title_and_period() {
    let made = read(&sample::document());
    let mut found = made.clone();
    // In the table: 81.3% with 1,061 of 1,305 beneath.
    let line = found.lines.iter_mut().find(|line| line.words.starts_with("81.3% 1,061")).unwrap();
    line.words = "81.3% 1,071 of 1,305".to_owned();
    let place = line.place.clone();
    let list = differences(verify(&found, &frozen(made)));
    assert_eq!(list.len(), 1, "{list:?}");
    assert_eq!((list[0].kind, &list[0].place), (Kind::Changed, &place));
    assert_eq!((list[0].printed.as_deref(), list[0].frozen.as_deref()), (Some("1,071"), Some("1,061")));
    let figure = list[0].figure.as_ref().unwrap();
    assert_eq!(figure.title, "Assessments completed within 45 working days");
    assert_eq!(figure.period, "July to September 2018");
    assert_eq!(figure.figure.which, Part::Numerator);
}

#[test]
fn a_number_in_place_of_a_hidden_one_is_found() {
    let made = read(&sample::document());
    let mut found = made.clone();
    found.lines.iter_mut().find(|line| line.words == "c").unwrap().words = "4".to_owned();
    let list = differences(verify(&found, &frozen(made)));
    assert_eq!((list[0].printed.as_deref(), list[0].frozen.as_deref()), (Some("4"), Some("c")));
}

#[test]
fn edited_words_and_paragraphs_put_in_or_moved_do_no_harm() {
    let made = read(&sample::document());
    let mut found = made.clone();
    let at = found.lines.iter().position(|line| line.words == "Two teams were merged in August.").unwrap();
    found.lines[at].words = "In August, two teams became one.".to_owned();
    found.lines.insert(at, ReadLine { place: "paragraph 99".to_owned(), words: "Members asked about this in July.".to_owned() });
    let moved = found.lines.iter().position(|line| line.words.starts_with("Ask for a report")).unwrap();
    let line = found.lines.remove(moved);
    found.lines.push(line);
    let Verdict::Agrees(seen) = verify(&found, &frozen(made)) else { panic!("it should agree") };
    assert_eq!(seen.edited_lines(), 1);
    assert_eq!(seen.moved.len(), 1);
}

#[test]
fn a_paragraph_with_a_number_put_in_or_taken_out_is_told() {
    let old = lines(&[("paragraph 1", "There were 12 of them."), ("paragraph 2", "All is well."), ("paragraph 3", "It took 40 days.")]);
    let added = lines(&[
        ("paragraph 1", "There were 12 of them."),
        ("paragraph 2", "All is well."),
        ("paragraph 3", "Ninety, or 90, were late."),
        ("paragraph 4", "It took 40 days."),
    ]);
    let list = differences(verify(&added, &frozen(old.clone())));
    assert_eq!(list.len(), 1);
    assert_eq!((list[0].kind, list[0].place.as_str(), list[0].printed.as_deref()), (Kind::Added, "paragraph 3", Some("90")));
    let gone = lines(&[("paragraph 1", "There were 12 of them."), ("paragraph 2", "All is well.")]);
    let list = differences(verify(&gone, &frozen(old)));
    assert_eq!((list[0].kind, list[0].frozen.as_deref()), (Kind::Missing, Some("40")));
}

#[test]
fn lines_broken_and_spaced_otherwise_are_the_same() {
    let old = lines(&[
        ("page 1", "Of 12,794 contacts 83.2% were decided in time; the performance of 2018-19 was \u{2212}2.5 points."),
        ("page 1", "12"),
        ("page 1", "15"),
    ]);
    let new = lines(&[
        ("page 1", "Of 12,"),
        ("page 1", "794 contacts\u{a0}83.2\u{a0}% were decided in time; the per-"),
        ("page 2", "for\u{ad}mance of 2018-"),
        ("page 2", "19 was -2.5 points."),
        ("page 2", "12"),
        ("page 2", "15"),
    ]);
    let Verdict::Agrees(seen) = verify(&new, &frozen(old.clone())) else { panic!("it should agree: {:?}", verify(&new, &frozen(old))) };
    assert_eq!(seen.edited_lines(), 0, "{:?}", seen.edits);
}

#[test]
fn a_number_broken_between_digits_is_whole_on_a_page_and_two_cells_never_are() {
    let whole = lines(&[("page 1", "Contacts"), ("page 1", "12794"), ("page 1", "done")]);
    let broken = lines(&[("page 1", "Contacts"), ("page 1", "127"), ("page 1", "94"), ("page 1", "done")]);
    assert!(verify(&broken, &frozen(whole.clone())).passes());
    // The other way round two numbers would become one.
    assert!(!verify(&whole, &frozen(broken)).passes());
    let cells = lines(&[("table 1, row 1, column 1", "12"), ("table 1, row 1, column 2", "15")]);
    let slid = lines(&[("table 1, row 1, column 1", "121"), ("table 1, row 1, column 2", "5")]);
    assert_eq!(differences(verify(&slid, &frozen(cells))).len(), 2);
}

#[test]
fn exchanged_labels_and_columns_are_told_though_every_number_is_there() {
    let cell = |row: usize, column: usize, words: &'static str| (format!("table 1, row {row}, column {column}"), words);
    let made = read(&sample::document());
    let mut found = made.clone();
    // "This quarter" and "Quarter before" are columns of the sample's table; a form reads its headings too.
    let head = [cell(1, 2, "This quarter"), cell(1, 3, "Quarter before")];
    let with_head = |readback: &mut ReadBack, words: [&str; 2]| {
        for ((place, _), words) in head.iter().zip(words) {
            readback.lines.push(ReadLine { place: place.clone(), words: words.to_owned() });
        }
    };
    let mut old = made;
    with_head(&mut old, ["This quarter", "Quarter before"]);
    with_head(&mut found, ["Quarter before", "This quarter"]);
    let list = differences(verify(&found, &frozen(old)));
    assert_eq!(list.iter().map(|one| one.kind).collect::<Vec<_>>(), [Kind::Relabelled, Kind::Relabelled]);

    let cells = lines(&[("sheet \"A\", cell A2", "North"), ("sheet \"A\", cell B2", "12")]);
    let slid = lines(&[("sheet \"A\", cell A2", "North"), ("sheet \"A\", cell C2", "12")]);
    assert_eq!(differences(verify(&slid, &frozen(cells)))[0].kind, Kind::Relabelled);
}

#[test]
fn exchanged_cells_signs_units_and_last_digits_are_told() {
    for (was, is) in
        [("12 15", "15 12"), ("-2.5", "2.5"), ("12%", "12"), ("81.30", "81.3"), ("1,061", "10,61"), ("+3", "-3"), ("2 of 8", "2 of \u{664}")]
    {
        let (old, new) = (lines(&[("table 1, row 1, column 1", was)]), lines(&[("table 1, row 1, column 1", is)]));
        assert!(!verify(&new, &frozen(old)).passes(), "{was} and {is}");
    }
    for (was, is) in [("12%", "12 per cent"), ("1,061", "1061"), ("\u{2212}2.5", "-2.5"), ("5 children", "5  children")] {
        let (old, new) = (lines(&[("paragraph 1", was)]), lines(&[("paragraph 1", is)]));
        assert!(verify(&new, &frozen(old)).passes(), "{was} and {is}");
    }
}

#[test]
fn a_file_without_an_id_or_with_another_is_not_that_publication() {
    let made = read(&sample::document());
    let none = ReadBack { publication: None, ..made.clone() };
    assert_eq!(verify(&none, &frozen(made.clone())), Verdict::NotPublished { id: None });
    let other = ReadBack { publication: Some("another".to_owned()), ..made.clone() };
    assert_eq!(verify(&other, &frozen(made)), Verdict::NotPublished { id: Some("another".to_owned()) });
}

#[test]
fn five_thousand_lines_rewritten_throughout_are_compared_in_good_time() {
    let long = |salt: usize| {
        let lines = (0..5_000).map(|index| ReadLine {
            place: format!("page {}", index / 40 + 1),
            words: format!(
                "Line {} says that {} of {} children were seen in {} days by team {}",
                index,
                index * salt % 997,
                index * 7 % 1_009,
                index * salt % 41,
                salt
            ),
        });
        ReadBack { publication: Some(ID.to_owned()), lines: lines.collect() }
    };
    let mut shifted = long(3);
    shifted.lines.insert(0, ReadLine { place: "page 1".to_owned(), words: "New".to_owned() });
    let begun = Instant::now();
    assert!(!verify(&shifted, &frozen(long(5))).passes());
    let spent = begun.elapsed();
    eprintln!("5,000 lines, every one changed: {spent:?}");
    assert!(spent.as_secs() < 20, "{spent:?}");
}

/// A paper with a table of these numbers and a sentence on each.
fn paper(numbers: &[(u32, u8)]) -> Document {
    let mut document = sample::document();
    let figure = |index: usize| FigureRef { indicator: format!("indicator-{index}"), period: "2018-19Q2".to_owned(), part: None, which: Part::Value };
    let number = |index: usize, (value, decimals): (u32, u8)| Number {
        shown: if decimals == 0 { value.to_string() } else { format!("{}.{}%", value, decimals) },
        value: Some(f64::from(value)),
        decimals,
        of: Some(figure(index)),
    };
    let rows = numbers.iter().enumerate().map(|(index, given)| Row {
        kind: RowKind::Body,
        cells: vec![Cell::words(format!("Team {}", index % 3)), Cell::number(number(index, *given)), Cell::number(number(index, *given))],
    });
    document.blocks.push(Block::Table(Table {
        anchor: "generated".to_owned(),
        caption: "Generated".to_owned(),
        short: "Generated".to_owned(),
        columns: vec![Column::words("Team", 1.0), Column::numbers("Now", 1.0), Column::numbers("Then", 1.0)],
        rows: rows.collect(),
        notes: Vec::new(),
        wide: false,
    }));
    for (index, given) in numbers.iter().enumerate() {
        document.blocks.push(Block::Paragraph(Text::plain("In all ").and(Inline::Number(number(index, *given))).words(" were seen.")));
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_one_digit_changed_is_found_where_it_stands(
        numbers in prop::collection::vec((0_u32..200, 0_u8..3), 1..25),
        which in any::<prop::sample::Index>(),
        by in 1_u32..10,
    ) {
        let tree = paper(&numbers);
        let made = read(&tree);
        let digits: Vec<(usize, usize)> = made
            .lines
            .iter()
            .enumerate()
            .flat_map(|(line, read)| read.words.char_indices().filter(|(_, letter)| letter.is_ascii_digit()).map(move |(at, _)| (line, at)))
            .collect();
        let (line, at) = *which.get(&digits);
        let mut found = made.clone();
        let digit = made.lines[line].words[at..].chars().next().and_then(|digit| digit.to_digit(10)).unwrap();
        let other = char::from_digit((digit + by) % 10, 10).unwrap();
        found.lines[line].words.replace_range(at..=at, &other.to_string());
        let frozen = Frozen { id: ID.to_owned(), revision: 1, tree, readback: made, superseded_by: None };
        let list = differences(verify(&found, &frozen));
        prop_assert!(list.iter().any(|one| one.place == found.lines[line].place), "{list:?}");
    }

    #[test]
    fn nothing_read_from_a_file_stops_the_program(old in prop::collection::vec(".{0,30}", 0..12), new in prop::collection::vec(".{0,30}", 0..12)) {
        let back = |words: &[String]| ReadBack {
            publication: Some(ID.to_owned()),
            lines: words.iter().map(|words| ReadLine { place: "page 1".to_owned(), words: words.clone() }).collect(),
        };
        let _ = verify(&back(&new), &frozen(back(&old))).words();
    }
}
