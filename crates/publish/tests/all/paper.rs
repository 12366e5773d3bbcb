//! The tree of a paper: sound in itself whatever is missing, and saying only what its figures say.

use crate::sample;
use sightline_document::{Block, Document, Inline, Marking, RowKind, Table, Target, Text};
use sightline_model::{Figure, Status};
use sightline_publish::charts::Journey;
use sightline_publish::paper::pack::{Comment, Pack, Passage, Registers};
use sightline_publish::paper::spec::{BUILT_IN, Spec};
use sightline_publish::paper::{self, Names};
use sightline_publish::{default_glossary, words};
use std::collections::{BTreeMap, BTreeSet};

pub fn pack() -> Pack {
    let indicators = sample::indicators();
    let period = sample::quarter();
    Pack {
        cover: sample::cover(),
        journey: Journey::from_indicators(&words::period(&period), &indicators),
        period,
        indicators,
        comments: BTreeMap::new(),
        raised: BTreeMap::new(),
        texts: BTreeMap::from([(
            "analysis".to_owned(),
            Passage::Written { blocks: vec![Block::Paragraph(Text::plain("Two teams were merged."))], by: Some("Head of Assessment".into()) },
        )]),
        follow_up: Some(sample::register()),
        registers: Registers::default(),
        snapshot: sample::snapshot(),
        glossary: default_glossary(),
        authority_code: None,
        brand: sightline_document::Brand::default(),
        hidden: None,
    }
}

pub fn spec(name: &str) -> Spec {
    Spec::built_in(name).unwrap()
}

/// Every text of a tree.
fn texts(document: &Document) -> Vec<Text> {
    fn of_table(table: &Table, found: &mut Vec<Text>) {
        found.extend(table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.clone()));
        found.extend(table.notes.iter().cloned());
    }
    fn walk(blocks: &[Block], found: &mut Vec<Text>) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => found.push(text.clone()),
                Block::List { items, .. } => found.extend(items.iter().cloned()),
                Block::Facts(facts) => found.extend(facts.iter().map(|fact| fact.text.clone())),
                Block::Table(table) => of_table(table, found),
                Block::Note(note) => walk(&note.blocks, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(&document.blocks, &mut found);
    found
}

fn anchors(document: &Document) -> Vec<String> {
    let mut found: Vec<String> = document.tables().iter().map(|table| table.anchor.clone()).collect();
    for block in &document.blocks {
        match block {
            Block::Heading { anchor, .. } => found.push(anchor.clone()),
            Block::Pictures(pictures) => found.extend(pictures.iter().map(|picture| picture.anchor.clone())),
            _ => {}
        }
    }
    found
}

pub fn sound(document: &Document) {
    let all = anchors(document);
    let distinct: BTreeSet<&String> = all.iter().collect();
    assert_eq!(distinct.len(), all.len(), "two anchors are the same in {}", document.meta.report);
    let mut last = 0;
    for block in &document.blocks {
        if let Block::Heading { level, text, .. } = block {
            assert!(*level <= last + 1, "`{text}` passes over a level");
            assert!(!text.trim().is_empty());
            last = *level;
        }
    }
    for table in document.tables() {
        let headings: BTreeSet<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
        assert_eq!(headings.len(), table.columns.len(), "two columns of `{}` have one heading", table.caption);
        assert!(table.short.chars().count() <= 31 && !table.short.is_empty(), "`{}` is no name for a sheet", table.short);
        for row in &table.rows {
            let wanted = if row.kind == RowKind::Group { 1 } else { table.columns.len() };
            assert_eq!(row.cells.len(), wanted, "a row of `{}`", table.caption);
            assert!(row.cells.iter().all(|cell| !cell.as_words().trim().is_empty()), "an empty cell in `{}`: {:?}", table.caption, row.cells);
        }
    }
    for text in texts(document) {
        for piece in &text.0 {
            if let Inline::Link { words, to: Target::Anchor(anchor) } = piece {
                assert!(all.contains(anchor), "the link `{words}` leads to #{anchor}, which is nowhere in {}", document.meta.report);
                assert!(!words.trim().is_empty());
            }
        }
    }
}

#[test]
fn every_built_in_report_makes_a_sound_tree() {
    for (name, _) in BUILT_IN {
        let release = paper::restricted(&spec(name), &pack());
        let document = release.document();
        assert_eq!(document.meta.marking, Marking::Restricted);
        sound(document);
    }
}

#[test]
fn a_paper_of_nothing_still_reads() {
    let mut empty = pack();
    for view in &mut empty.indicators {
        for figure in [&mut view.this.figure, &mut view.previous.figure, &mut view.year_before.figure] {
            *figure = Figure::not_available();
        }
        view.trend.iter_mut().for_each(|point| point.figure = Figure::not_available());
        view.beside.year_to_date = None;
        view.breakdowns.clear();
    }
    empty.journey = Journey::from_indicators("July to September 2018", &empty.indicators);
    (empty.follow_up, empty.texts) = (None, BTreeMap::new());
    for (name, _) in BUILT_IN {
        sound(paper::restricted(&spec(name), &empty).document());
    }
}

#[test]
fn numbers_are_stored_as_they_are_printed() {
    let release = paper::restricted(&spec("committee"), &pack());
    let mut seen = 0;
    for table in release.document().tables() {
        for number in table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.number.as_ref()) {
            let Some(value) = number.value else {
                assert!(matches!(number.shown.as_str(), "c" | "z" | "x"), "`{}` stands for no number", number.shown);
                continue;
            };
            let plain: String = number.shown.chars().filter(|letter| letter.is_ascii_digit() || *letter == '.').collect();
            assert_eq!(format!("{value:.*}", usize::from(number.decimals)), plain, "{}", number.shown);
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen} numbers looked at");
}

#[test]
fn a_strand_that_is_missing_is_said() {
    let pack = pack();
    let spec = spec("committee");
    let said: Vec<String> = texts(paper::restricted(&spec, &pack).document()).iter().map(Text::as_words).collect();
    assert!(said.iter().any(|text| text.starts_with("Nothing has been written under \u{201c}Staff voice\u{201d}")), "{said:?}");
    assert!(said.iter().any(|text| text == "Two teams were merged."));
}

#[test]
fn what_is_red_asks_for_a_comment_and_shows_it() {
    let mut pack = pack();
    let red: Vec<String> = paper::needs_comment(&pack).iter().map(|view| view.id.clone()).collect();
    assert!(!red.is_empty(), "the sample has something red or of concern");
    let said = |pack: &Pack| texts(paper::restricted(&spec("committee"), pack).document()).iter().map(Text::as_words).collect::<Vec<_>>();
    let uncommented = said(&pack);
    assert!(uncommented.iter().any(|text| text == "Nobody has commented on these figures yet."));
    for id in &red {
        let comment = Comment {
            blocks: vec![Block::Paragraph("A post was vacant in August.".into())],
            post: "Head of Assessment".into(),
            on: "8 October 2018".into(),
            strength: Some("likely".into()),
            action: Some(("Fill the post".into(), "Service manager".into(), "30 November 2018".into())),
            accepted: true,
        };
        pack.comments.insert(id.clone(), comment);
    }
    let document = paper::restricted(&spec("committee"), &pack);
    sound(document.document());
    let commented = said(&pack);
    let in_a_section = red.iter().filter(|id| spec("committee").wanted().contains(&id.as_str())).count();
    assert_eq!(commented.iter().filter(|text| *text == "A post was vacant in August.").count(), in_a_section);
    assert!(!commented.iter().any(|text| text == "Nobody has commented on these figures yet."));
}

#[test]
fn a_hidden_figure_leaves_no_number_anywhere() {
    let mut pack = pack();
    let id = "cp-plans";
    let hidden = |figure: &mut Figure| *figure = Figure { numerator: None, denominator: None, value: None, pending: 0, status: Status::Hidden };
    let view = pack.indicators.iter_mut().find(|view| view.id == id).unwrap();
    let title = view.title.clone();
    view.trend.iter_mut().for_each(|point| hidden(&mut point.figure));
    for figure in [&mut view.this.figure, &mut view.previous.figure, &mut view.year_before.figure] {
        hidden(figure);
    }
    if let Some(point) = &mut view.beside.year_to_date {
        hidden(&mut point.figure);
    }
    pack.journey = Journey::default();
    let release = paper::restricted(&spec("committee"), &pack);
    let document = release.document();
    for table in document.tables() {
        for row in table.rows.iter().filter(|row| row.cells.first().is_some_and(|cell| cell.as_words().starts_with(&title))) {
            let numbers: Vec<&str> = row.cells.iter().filter_map(|cell| cell.number.as_ref()).map(|number| number.shown.as_str()).collect();
            assert!(numbers.iter().all(|shown| *shown == "c"), "{}: {numbers:?}", table.caption);
            assert!(
                numbers.is_empty() || table.notes.iter().any(|note| note.as_words().starts_with("c: hidden")),
                "the key is printed with `{}`",
                table.caption
            );
        }
    }
    assert!(
        document.data.observations.iter().filter(|found| found.indicator == id).all(|found| found.value == sightline_document::Shown::Symbol('c'))
    );
    assert!(document.data.observations.iter().any(|found| found.indicator == id));
    let pictures = document.blocks.iter().filter_map(|block| if let Block::Pictures(pictures) = block { Some(pictures) } else { None }).flatten();
    assert!(pictures.into_iter().all(|picture| !picture.title.starts_with(&title)), "nothing is drawn of it");
}

#[test]
fn members_names_for_things_take_the_place_of_ours() {
    let names = Names(BTreeMap::from([
        ("children looked after".to_owned(), "children in care".to_owned()),
        ("looked after".to_owned(), "in care".to_owned()),
    ]));
    assert_eq!(names.say("Children looked after at the end"), "Children in care at the end");
    assert_eq!(names.say("a child looked after, relooked afterwards"), "a child in care, relooked afterwards");
    assert_eq!(Names::default().say("as it was"), "as it was");
}

#[test]
fn a_bad_report_file_says_where_and_what() {
    let error = Spec::parse("reports/own.toml", "id = \"own\"\ntitle = \"Own\"\n[[part]]\nkind = \"section\"\nheading = \"A\"\nindicatorz = []\n")
        .unwrap_err();
    assert_eq!(error.file, "reports/own.toml");
    assert!(error.why.starts_with("part 1 (section): unknown field `indicatorz`"), "{}", error.why);
    let error = Spec::parse("reports/own.toml", "id = \"own\"\ntitle = \"Own\"\n[[part]]\nheading = \"A\"\n").unwrap_err();
    assert!(error.why.contains("part 1 (no kind)"), "{}", error.why);
    let error = Spec::parse("reports/own.toml", "id = own\n").unwrap_err();
    assert!(error.why.contains("line 1"), "{}", error.why);
    assert!(Spec::built_in("comittee").unwrap_err().why.contains("committee"));
}
