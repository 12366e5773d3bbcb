//! A paper larger and stranger than any real one: what the layout is tried on.

use sightline_document::{
    Block, Cell, Column, Document, Fact, Inline, Mark, Note, NoteKind, Number, Picture, Row, RowKind, Spark, Table, Target, Text, Width, sample,
};

const CHART: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 240" width="640" height="240" font-family="'Segoe UI', Arial, sans-serif"><title>t</title><defs><pattern id="p" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="#0c5a6b"/></pattern></defs><path d="M40 200L40 20M40 200L620 200" stroke="#7d8b92" fill="none"/><rect x="60" y="90" width="40" height="110" fill="url(#p)"/><path d="M40 180L230 120L420 140L610 60" fill="none" stroke="#0c5a6b" stroke-width="2"/><text x="40" y="225" font-size="13" fill="#1b2a32">Jul 2018</text><text x="610" y="225" font-size="13" font-weight="600" text-anchor="end" fill="#1b2a32">Sep 2018 → 81.3%</text></svg>"##;
const SMALL: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 120" width="210" height="120" font-family="Arial, sans-serif"><path d="M10 100L10 10M10 100L200 100" stroke="#7d8b92" fill="none"/><path d="M10 80L70 60L130 64L195 20" fill="none" stroke="#0c5a6b" stroke-width="2"/><text x="10" y="116" font-size="12">Jul</text></svg>"##;
const LINE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 132 34" width="132" height="34"><path d="M4 28L40 20L80 24L124 6" fill="none" stroke="#0c5a6b" stroke-width="1.6"/></svg>"##;
const SQUARE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16"><rect x="2" y="2" width="12" height="12" fill="#a3202c"/></svg>"##;

pub fn mark(word: &str) -> Mark {
    Mark { svg: SQUARE.to_owned(), sign: "\u{25a0}".to_owned(), word: word.to_owned(), colour: "#a3202c".to_owned() }
}

pub fn number(shown: &str) -> Number {
    Number { shown: shown.to_owned(), value: None, decimals: 0, of: None }
}

pub fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_owned(), anchor: text.to_lowercase().replace(' ', "-") }
}

pub fn picture(anchor: &str, title: &str, width: Width) -> Picture {
    Picture {
        anchor: anchor.to_owned(),
        title: title.to_owned(),
        alt: format!("Line chart of {anchor}, 3 points. Latest: 81.3%."),
        svg: if width == Width::Third { SMALL } else { CHART }.to_owned(),
        width,
        table: None,
    }
}

/// A table of so many rows, with groups, a total, marks and small trends.
pub fn table(anchor: &str, rows: usize) -> Table {
    let columns = vec![
        Column::words("Indicator", 3.0),
        Column::numbers("This quarter", 1.1),
        Column::numbers("Quarter before", 1.1),
        Column::words("Trend", 1.3),
        Column::words("Rating", 1.0),
    ];
    let mut all = Vec::new();
    for row in 0..rows {
        if row % 25 == 0 {
            all.push(Row { kind: RowKind::Group, cells: vec![Cell::words(format!("Group {}", row / 25 + 1))] });
        }
        all.push(Row {
            kind: RowKind::Body,
            cells: vec![
                Cell::words(format!("Children seen within the time allowed, team {row}")),
                Cell::number(number(&format!("{row}.{}%", row % 10))).with(format!("{row} of {}", row * 3 + 1)),
                Cell::number(number(&format!("{}", row * 1001))),
                Cell { spark: Some(Spark { svg: LINE.to_owned(), alt: format!("Rising to {row}") }), ..Cell::default() },
                Cell::words(Text::new().and(Inline::Mark(mark(if row % 3 == 0 { "Well below target" } else { "Red" })))),
            ],
        });
    }
    all.push(Row { kind: RowKind::Total, cells: vec![Cell::words("All teams"), Cell::number(number("1,234"))] });
    Table {
        anchor: anchor.to_owned(),
        caption: format!("Figures of the quarter, {anchor}"),
        short: "Figures".to_owned(),
        columns,
        rows: all,
        notes: vec!["c: hidden, so that no child can be identified.".into(), "k: rounds to nought.".into()],
        wide: false,
    }
}

/// Twelve columns: it needs a page turned on its side.
pub fn wide_table() -> Table {
    let mut columns = vec![Column::words("Local authority", 2.2)];
    columns.extend((1..12).map(|month| Column::numbers(format!("Month {month} of 2018"), 1.0)));
    let rows =
        (0..18)
            .map(|row| Row {
                kind: if row == 17 { RowKind::Total } else { RowKind::Body },
                cells: (0..12)
                    .map(|column| {
                        if column == 0 { Cell::words(format!("Authority {row}")) } else { Cell::number(number(&format!("{}", row * 1000 + column))) }
                    })
                    .collect(),
            })
            .collect();
    Table { wide: true, columns, rows, notes: Vec::new(), caption: "Twelve columns".to_owned(), ..table("wide", 0) }
}

/// The paper.
pub fn document() -> Document {
    let long = "The number of contacts rose in the quarter, as it did in every second quarter of the four years before, and the teams say why. ";
    let commentary = |words: usize| Block::Paragraph(long.repeat(words / 24).into());
    let note = |kind, title: Option<&str>, blocks| Block::Note(Note { kind, title: title.map(str::to_owned), blocks });
    let hash = "9f2b".repeat(16);
    let very = &long.repeat(9);
    let plain = |caption: &str, columns: Vec<Column>, rows: Vec<Vec<&str>>| Table {
        caption: caption.to_owned(),
        anchor: caption.to_lowercase().replace(' ', "-"),
        short: "Plain".to_owned(),
        columns,
        rows: rows.into_iter().map(|cells| Row { kind: RowKind::Body, cells: cells.into_iter().map(Cell::words).collect() }).collect(),
        notes: Vec::new(),
        wide: false,
    };
    let mut blocks = vec![
        Block::Contents,
        Block::NewPage,
        heading(1, "What is asked of the committee"),
        Block::Paragraph("The committee is asked to:".into()),
        Block::List { ordered: true, items: (1..=12).map(|item| format!("Note matter {item} of the quarter. {long}").into()).collect() },
        heading(2, "Every kind of box"),
        note(NoteKind::Inset, None, vec![Block::Paragraph("A plain box.".into())]),
        note(NoteKind::Warning, Some("Figures may change"), vec![Block::Paragraph(long.into())]),
        note(NoteKind::Quote, Some("A young person, by leave"), vec![Block::Paragraph("Tell us *sooner* #panic(\"no\") $x$ @ref <b>.".into())]),
        note(NoteKind::Missing, None, vec![Block::List { ordered: false, items: vec!["One thing.".into(), "Another.".into()] }]),
        note(
            NoteKind::Commentary,
            Some("Head of Assessment, 8 October 2018"),
            vec![Block::Paragraph("See the table.".into()), Block::Table(plain("In a box", vec![Column::words("What", 1.0), Column::numbers("How many", 1.0)], vec![vec!["Contacts", "12"]]))],
        ),
        heading(2, "Marks and links"),
        Block::List {
            ordered: false,
            items: vec![
                Text::new().and(Inline::Mark(mark("Well below target"))).strong(" In time: ").and(Inline::Number(number("81.3%"))).words(", see ").and(Inline::Link {
                    words: "the long table".to_owned(),
                    to: Target::Anchor("long".to_owned()),
                }),
                Text::plain("Lost link: ").and(Inline::Link { words: "nowhere".to_owned(), to: Target::Anchor("no-such".to_owned()) }),
                Text::plain("First line").and(Inline::Break).words("second line of the same."),
            ],
        },
        heading(1, "Pictures"),
        Block::Pictures(vec![picture("c1", "One whole picture: a message that runs over the line because it has very much to say of the quarter and the year", Width::Whole)]),
        Block::Pictures((0..3).map(|index| picture(&format!("h{index}"), &format!("Half {index}: 81.3%"), Width::Half)).collect()),
        Block::Pictures((0..5).map(|index| picture(&format!("t{index}"), if index == 1 { "Third, with a message of two lines or three" } else { "Third: 80.0%" }, Width::Third)).collect()),
        heading(1, "Tables"),
        Block::Paragraph(long.into()),
        Block::Table(table("long", 300)),
        heading(2, "A table without rows"),
        Block::Table(plain("Nothing in it", vec![Column::words("What", 1.0), Column::numbers("How many", 1.0)], Vec::new())),
        heading(2, "Empty cells, and a caption of many words"),
        Block::Table(Table {
            caption: long.repeat(3).trim().to_owned(),
            ..plain(
                "Empty cells",
                vec![Column::words("Team", 1.0), Column::words("Note", 3.0), Column::numbers("Safeguarding responsibilities", 0.2)],
                vec![vec!["", "", ""], vec!["North", "", "3"], vec!["", "no name", ""]],
            )
        }),
        heading(2, "Names and hashes"),
        Block::Table(plain(
            "Definitions used",
            vec![Column::words("Definition", 2.0), Column::words("SHA-256", 2.0), Column::words("Team", 1.0)],
            vec![
                vec!["assessments-within-45-working-days", &hash, "\u{5e6}\u{5d5}\u{5d5}\u{5ea} \u{5e6}\u{5e4}\u{5d5}\u{5df} (North 12)"],
                vec!["long-term-support/and_underscores.in.names", &hash, "\u{641}\u{631}\u{64a}\u{642} \u{627}\u{644}\u{634}\u{645}\u{627}\u{644}"],
            ],
        )),
        Block::Table(plain(
            "High rows",
            vec![Column::words("What", 1.0), Column::words("Said in a narrow column", 0.4), Column::words("Wide", 4.0)],
            (0..4).map(|_| vec!["A row", very, "Short."]).collect(),
        )),
        Block::Paragraph(format!("The hash in a line: {hash}.").into()),
        heading(1, "A wide table"),
        Block::Paragraph("It lies on its side.".into()),
        Block::Table(wide_table()),
        heading(2, "Another beside it"),
        Block::Table(Table { anchor: "wide-2".to_owned(), caption: "Twelve columns again".to_owned(), ..wide_table() }),
        heading(1, "Commentary"),
        note(NoteKind::Commentary, Some("Director, 9 October 2018; evidence: very likely"), vec![commentary(10_000)]),
        heading(2, "After it"),
        heading(3, "Deeper"),
        heading(4, "Deepest"),
        Block::Paragraph(Text::plain("Na\u{ef}ve caf\u{e9}, \u{152}uvre, \u{2212}3.2 percentage points, \u{2264} 5, \u{25b2} \u{25bc} \u{25a0}, \u{a3}1,000 \u{2013} and \u{201c}quotes\u{201d}. ").and(Inline::Emphasis("Set apart, ".to_owned())).strong("and strong.")),
        Block::NewPage,
        heading(1, "Glossary"),
        Block::Facts((0..60).map(|index| Fact { term: format!("Term {index}"), text: long.into() }).collect()),
    ];
    for section in 0..6 {
        blocks.push(heading(1, &format!("Section {section}")));
        for index in 0..4 {
            blocks.push(heading(2, &format!("Part {section}.{index}")));
            blocks.push(Block::Paragraph(long.repeat(3).into()));
            blocks.push(Block::Pictures(vec![picture(&format!("s{section}-{index}"), "A picture after words", Width::Whole)]));
            blocks.push(Block::Table(table(&format!("t{section}-{index}"), 8)));
        }
    }
    Document { blocks, ..sample::document() }
}
