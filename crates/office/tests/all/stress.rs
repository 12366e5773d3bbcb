//! A paper that tries every limit: twelve columns, names of every script, words longer than a cell, words that look like formulas.

use sightline_document::{
    Block, Cell, Column, Document, Fact, FigureRef, Inline, Mark, Note, NoteKind, Number, Part, Picture, Row, RowKind, Spark, Table, Target, Text,
    Width, sample,
};

/// Forty thousand letters and more: longer than a cell of a workbook holds.
pub fn long_words() -> String {
    "Families told us that they waited. ".repeat(1300)
}

pub fn number(shown: &str, value: f64, decimals: u8) -> Number {
    let of = FigureRef { indicator: "stress".to_owned(), period: "2018-19Q2".to_owned(), part: None, which: Part::Value };
    Number { shown: shown.to_owned(), value: Some(value), decimals, of: Some(of) }
}

fn symbol(shown: &str) -> Number {
    Number { shown: shown.to_owned(), value: None, decimals: 0, of: None }
}

fn out_of(counted: &str, counted_value: f64, whole: &str, whole_value: f64) -> Text {
    Text::new().and(Inline::Number(number(counted, counted_value, 0))).words(" of ").and(Inline::Number(number(whole, whole_value, 0)))
}

fn mark(sign: &str, word: &str, colour: &str) -> Inline {
    Inline::Mark(Mark {
        svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><rect width=\"16\" height=\"16\"/></svg>".to_owned(),
        sign: sign.to_owned(),
        word: word.to_owned(),
        colour: colour.to_owned(),
    })
}

/// Twelve columns, groups, a total, every kind of cell.
fn wide() -> Table {
    let headings = [
        "Indicator",
        "Good is",
        "Same quarter last year",
        "Quarter before",
        "This quarter",
        "Year to date",
        "Direction",
        "Variation",
        "Target",
        "Rating",
        "England",
        "Commentary",
    ];
    let columns = headings.iter().enumerate().map(|(at, heading)| match at {
        0 => Column::words(*heading, 3.0),
        11 => Column::words(*heading, 2.6),
        2..=5 | 8 | 10 => Column::numbers(*heading, 1.2),
        _ => Column::words(*heading, 1.1),
    });
    let row = |name: &str, now: Cell, comment: &str| Row {
        kind: RowKind::Body,
        cells: vec![
            Cell::words(name),
            Cell::words("higher"),
            Cell::number(number("79.04%", 79.04, 2)),
            Cell::number(number("84.0%", 84.0, 1)).with(out_of("1,260", 1260.0, "1,500", 1500.0)),
            now,
            Cell::number(number("\u{2212}2.7", -2.7, 1)),
            Cell::words(Text::new().and(mark("\u{25bc}", "Worse", "#a3202c"))),
            Cell { spark: Some(Spark { svg: spark(), alt: format!("{name}: falling from 90.1% to 81.3%") }), ..Cell::default() },
            Cell::number(number("\u{a3}1,250.50", 1250.5, 2)),
            Cell::words(Text::new().and(mark("\u{25a0}", "Red", "#a3202c"))),
            Cell::number(symbol("c")),
            Cell::words(comment),
        ],
    };
    let in_time = || Cell::number(number("81.3%", 81.3, 1)).with(out_of("1,061", 1061.0, "1,305", 1305.0));
    Table {
        anchor: "table-wide".to_owned(),
        caption: "Appendix A: full table, with [brackets] & <signs>".to_owned(),
        short: "Full table: all/every [figure]".to_owned(),
        columns: columns.collect(),
        rows: vec![
            row("Before any group", in_time(), "=HYPERLINK(\"http://example.org\",\"press\")"),
            Row { kind: RowKind::Group, cells: vec![Cell::words("Front door")] },
            row("\u{5e6}\u{5d5}\u{5d5}\u{5ea} \u{5e6}\u{5e4}\u{5d5}\u{5df} (North)", in_time(), "+44 is not a sum"),
            row("\u{641}\u{631}\u{64a}\u{642} \u{627}\u{644}\u{634}\u{645}\u{627}\u{644}", Cell::number(symbol("z")), "-1 is not a sum"),
            row("Contacts answered", Cell::number(number("12,794", 12794.0, 0)), "@risk"),
            Row { kind: RowKind::Group, cells: vec![Cell::words("Help")] },
            row("A row whose words are very long", Cell::words("not measured"), &long_words()),
            Row { kind: RowKind::Total, ..row("All", Cell::number(number("0", 0.0, 0)), "none") },
        ],
        notes: vec!["c: hidden. z: does not apply.".into(), "England is of the year before.".into()],
        wide: true,
    }
}

fn spark() -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 132 34\" width=\"132\" height=\"34\"><path d=\"M4 8L40 12L80 10L124 28\" fill=\"none\" stroke=\"#0c5a6b\" stroke-width=\"1.6\"/></svg>".to_owned()
}

/// A chart with axis, labels and a line of many points.
pub fn chart(number: usize) -> String {
    use std::fmt::Write;
    let mut svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 300\" width=\"720\" height=\"300\" font-family=\"Arial, sans-serif\"><path d=\"M40 260V20M40 260H700\" stroke=\"#7d8b92\" fill=\"none\"/>".to_owned();
    let mut path = String::new();
    for at in 0..24_usize {
        let (x, y) = (50 + at * 27, 60 + (at * 37 + number * 13) % 170);
        let _ = write!(path, "{}{x} {y}", if at == 0 { "M" } else { "L" });
        let _ = write!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"3.2\" fill=\"#0c5a6b\"/>");
        if at % 3 == 0 {
            let _ = write!(
                svg,
                "<text x=\"{x}\" y=\"282\" font-size=\"13\" text-anchor=\"middle\" fill=\"#1b2a32\">Q{} 20{}</text>",
                at % 4 + 1,
                12 + at / 4
            );
        }
    }
    let _ = write!(
        svg,
        "<path d=\"{path}\" fill=\"none\" stroke=\"#0c5a6b\" stroke-width=\"2\"/><text x=\"40\" y=\"14\" font-size=\"13\" fill=\"#1b2a32\">% within 45 working days \u{25b2} chart {number}</text></svg>"
    );
    svg
}

fn picture(number: usize, width: Width) -> Picture {
    Picture {
        anchor: format!("stress-chart-{number}"),
        title: format!("Chart {number}: {} of 1,305, usual variation", 1000 + number),
        alt: format!("Line chart {number}: 24 quarters. Latest \u{201c}{}%\u{201d}.", number),
        svg: chart(number),
        width,
        table: None,
    }
}

/// The sample with all of that after it; `charts` pictures of every width.
pub fn document(charts: usize) -> Document {
    let mut document = sample::document();
    let heading = |level, text: &str, anchor: &str| Block::Heading { level, text: text.to_owned(), anchor: anchor.to_owned() };
    document.blocks.push(heading(1, "Pictures", "stress-pictures"));
    let (whole, rest) = (charts / 3, charts - charts / 3);
    for number in 0..whole {
        document.blocks.push(Block::Pictures(vec![picture(number, Width::Whole)]));
    }
    document.blocks.push(Block::Pictures((whole..whole + rest / 2).map(|number| picture(number, Width::Half)).collect()));
    document.blocks.push(Block::Pictures((whole + rest / 2..charts).map(|number| picture(number, Width::Third)).collect()));
    document.blocks.extend([
        heading(1, "Appendix A", "stress-appendix"),
        Block::Table(wide()),
        heading(2, "After the wide table", "stress-after"),
        Block::Paragraph("=1+1 stands first. It is words.".into()),
        Block::Paragraph(long_words().into()),
        Block::List { ordered: true, items: vec!["The second list begins at one.".into(), "And goes on.".into()] },
        Block::Note(Note {
            kind: NoteKind::Warning,
            title: None,
            blocks: vec![
                Block::Paragraph("Read this first. It has a list and a table.".into()),
                Block::List {
                    ordered: false,
                    items: vec![
                        "One point in a box that is long enough to need a second line, so that its indent can be seen there.".into(),
                        "Another.".into(),
                    ],
                },
                Block::Facts(vec![Fact { term: "Known".to_owned(), text: "More than half of the evidence points one way.".into() }]),
                Block::Table(Table {
                    anchor: "stress-inner".to_owned(),
                    caption: "A table in a box".to_owned(),
                    short: "Full table: all/every [figure]".to_owned(),
                    wide: false,
                    notes: Vec::new(),
                    ..small()
                }),
            ],
        }),
        Block::Note(Note { kind: NoteKind::Inset, title: Some("Aside".to_owned()), blocks: vec![Block::Paragraph("By the way.".into())] }),
        Block::Table(Table {
            anchor: "stress-empty".to_owned(),
            caption: "A table without rows".to_owned(),
            short: String::new(),
            rows: Vec::new(),
            ..small()
        }),
        Block::Paragraph(
            Text::plain("Broken links: ")
                .and(Inline::Link { words: "nowhere".to_owned(), to: Target::Anchor("no-such-anchor".to_owned()) })
                .words(", ")
                .and(Inline::Link { words: "a script".to_owned(), to: Target::Address("javascript:alert(1)".to_owned()) })
                .words(", ")
                .and(Inline::Link {
                    words: "a page with spaces".to_owned(),
                    to: Target::Address("https://example.org/a b\"c<d>?q=1&r=2".to_owned()),
                }),
        ),
    ]);
    document
}

fn small() -> Table {
    Table {
        anchor: "stress-small".to_owned(),
        caption: "Small".to_owned(),
        short: "Small".to_owned(),
        columns: vec![Column::words("Team", 2.0), Column::numbers("team", 1.0)],
        rows: vec![Row { kind: RowKind::Body, cells: vec![Cell::words("North"), Cell::number(number("7", 7.0, 0))] }],
        notes: vec!["A note.".into()],
        wide: false,
    }
}
