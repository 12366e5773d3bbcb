//! A small invented paper with every kind of block: what the forms are tried on. Its figures are made up.

use crate::{
    Align, Block, Brand, Cell, Column, Dataset, DefinitionRef, Document, Fact, FigureRef, Inline, Mark, Marking, Measured, Meta, Note, NoteKind,
    Number, Observation, Part, PeriodRef, Picture, Published, Row, RowKind, Shown, Spark, Table, Target, Text, Width,
};

const SQUARE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16"><rect x="2" y="2" width="12" height="12" fill="#a3202c"/><text x="8" y="12" font-size="10" text-anchor="middle" fill="#ffffff">R</text></svg>"##;
const LINE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 132 34" width="132" height="34"><path d="M4 28L40 20L80 24L124 6" fill="none" stroke="#0c5a6b" stroke-width="1.6"/><circle cx="124" cy="6" r="3" fill="#0c5a6b"/></svg>"##;
const CHART: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 240" width="640" height="240" font-family="Arial, sans-serif"><path d="M40 200L40 20M40 200L620 200" stroke="#7d8b92" fill="none"/><path d="M40 180L230 120L420 140L610 60" fill="none" stroke="#0c5a6b" stroke-width="2"/><text x="40" y="225" font-size="13" fill="#1b2a32">Jul 2018</text><text x="610" y="225" font-size="13" text-anchor="end" fill="#1b2a32">Sep 2018</text></svg>"##;

/// What a figure of the sample is of.
#[must_use]
pub fn figure(indicator: &str, period: &str, which: Part) -> FigureRef {
    FigureRef { indicator: indicator.to_owned(), period: period.to_owned(), part: None, which }
}

fn number(shown: &str, value: f64, decimals: u8, of: FigureRef) -> Number {
    Number { shown: shown.to_owned(), value: Some(value), decimals, of: Some(of) }
}

fn hidden(of: FigureRef) -> Number {
    Number { shown: "c".to_owned(), value: None, decimals: 0, of: Some(of) }
}

fn red() -> Mark {
    Mark { svg: SQUARE.to_owned(), sign: "\u{25a0}".to_owned(), word: "Red".to_owned(), colour: "#a3202c".to_owned() }
}

fn table() -> Table {
    let value = |id: &str, period: &str| figure(id, period, Part::Value);
    let in_time = "assessments-within-45-working-days";
    Table {
        anchor: "table-assessment".to_owned(),
        caption: "Assessment: figures of the quarter".to_owned(),
        short: "Assessment".to_owned(),
        columns: vec![
            Column::words("Indicator", 3.0),
            Column::numbers("This quarter", 1.2),
            Column::numbers("Quarter before", 1.2),
            Column::words("Trend", 1.4),
            Column { heading: "Rating".to_owned(), align: Align::Start, weight: 1.0 },
        ],
        rows: vec![
            Row { kind: RowKind::Group, cells: vec![Cell::words("Time")] },
            Row {
                kind: RowKind::Body,
                cells: vec![
                    Cell::words("Assessments completed within 45 working days"),
                    Cell::number(number("81.3%", 81.3, 1, value(in_time, "2018-19Q2"))).with(
                        Text::new()
                            .and(Inline::Number(number("1,061", 1061.0, 0, figure(in_time, "2018-19Q2", Part::Numerator))))
                            .words(" of ")
                            .and(Inline::Number(number("1,305", 1305.0, 0, figure(in_time, "2018-19Q2", Part::Denominator)))),
                    ),
                    Cell::number(number("84.0%", 84.0, 1, value(in_time, "2018-19Q1"))),
                    Cell { spark: Some(Spark { svg: LINE.to_owned(), alt: "Rising from 70.1% to 81.3%".to_owned() }), ..Cell::default() },
                    Cell::words(Text::new().and(Inline::Mark(red()))),
                ],
            },
            Row { kind: RowKind::Group, cells: vec![Cell::words("Teams")] },
            Row {
                kind: RowKind::Body,
                cells: vec![
                    Cell::words("\u{5e6}\u{5d5}\u{5d5}\u{5ea} \u{5e6}\u{5e4}\u{5d5}\u{5df} (North team)"),
                    Cell::number(hidden(value("assessments-open", "2018-19Q2"))),
                    Cell::number(number("12", 12.0, 0, value("assessments-open", "2018-19Q1"))),
                    Cell::words("no trend: too few"),
                    Cell::words("not rated"),
                ],
            },
            Row {
                kind: RowKind::Total,
                cells: vec![
                    Cell::words("All teams"),
                    Cell::number(number("0", 0.0, 0, value("assessments-closed", "2018-19Q2"))),
                    Cell::number(number("2,410", 2410.0, 0, value("assessments-closed", "2018-19Q1"))),
                    Cell::words("none"),
                    Cell::words("not rated"),
                ],
            },
        ],
        notes: vec!["c: hidden, so that no child can be identified.".into()],
        wide: false,
    }
}

fn picture(anchor: &str, title: &str, width: Width) -> Picture {
    Picture {
        anchor: anchor.to_owned(),
        title: title.to_owned(),
        alt: "Line chart of assessments in time, 3 points from July to September 2018. Latest: 81.3%.".to_owned(),
        svg: CHART.to_owned(),
        width,
        table: Some("table-assessment".to_owned()),
    }
}

fn blocks() -> Vec<Block> {
    let heading = |level, text: &str, anchor: &str| Block::Heading { level, text: text.to_owned(), anchor: anchor.to_owned() };
    vec![
        Block::Contents,
        heading(1, "What the committee is asked to do", "recommendations"),
        Block::List {
            ordered: true,
            items: vec!["Note the figures of the quarter.".into(), "Ask for a report on assessments & plans in <December>.".into()],
        },
        heading(1, "The quarter on one page", "messages"),
        Block::List {
            ordered: false,
            items: vec![
                Text::new()
                    .and(Inline::Mark(red()))
                    .strong(" Assessments in time: ")
                    .and(Inline::Number(number("81.3%", 81.3, 1, figure("assessments-within-45-working-days", "2018-19Q2", Part::Value))))
                    .words(", below the target of 85%. ")
                    .and(Inline::Link { words: "See the chart of assessments".to_owned(), to: Target::Anchor("chart-assessment".to_owned()) }),
            ],
        },
        heading(1, "Assessment", "assessment"),
        Block::Paragraph(Text::plain("How long families wait to learn ").and(Inline::Emphasis("what help".to_owned())).words(" they will get.")),
        Block::Pictures(vec![picture("chart-assessment", "Assessments in time: 81.3%, usual variation", Width::Whole)]),
        Block::Note(Note {
            kind: NoteKind::Commentary,
            title: Some("Head of Assessment, 8 October 2018; evidence: likely".to_owned()),
            blocks: vec![Block::Paragraph("Two teams were merged in August.".into())],
        }),
        Block::Pictures(vec![
            picture("small-1", "North: 80.0%", Width::Third),
            picture("small-2", "South: 85.2%", Width::Third),
            picture("small-3", "West: 79.9%", Width::Third),
        ]),
        Block::Table(table()),
        heading(2, "Staff voice", "staff-voice"),
        Block::Note(Note {
            kind: NoteKind::Missing,
            title: None,
            blocks: vec![Block::Paragraph("No staff survey was held in the period. The next is due in January 2019.".into())],
        }),
        Block::Note(Note {
            kind: NoteKind::Quote,
            title: Some("A young person, by leave".to_owned()),
            blocks: vec![Block::Paragraph("Tell us sooner.".into())],
        }),
        Block::NewPage,
        heading(1, "Appendix D: words explained", "glossary"),
        Block::Facts(vec![
            Fact { term: "Strategy discussion".to_owned(), text: "A meeting of agencies that decides whether to make enquiries.".into() },
            Fact {
                term: "More".to_owned(),
                text: Text::new().and(Inline::Link { words: "Working Together".to_owned(), to: Target::Address("https://example.org/".to_owned()) }),
            },
        ]),
    ]
}

fn dataset() -> Dataset {
    let measured = |id: &str, title: &str, unit: &str, decimals, has_parts| Measured {
        id: id.to_owned(),
        title: title.to_owned(),
        group: "Assessment".to_owned(),
        unit: unit.to_owned(),
        decimals,
        has_parts,
    };
    let quarter = |indicator: &str, period: &str, from: &str, to: &str, value, numerator, denominator| Observation {
        indicator: indicator.to_owned(),
        period: period.to_owned(),
        starts_on: from.to_owned(),
        ends_on: to.to_owned(),
        topic: "Total".to_owned(),
        part: "Total".to_owned(),
        value,
        numerator,
        denominator,
    };
    let (q1, q2) = (("2018-19Q1", "2018-04-01", "2018-06-30"), ("2018-19Q2", "2018-07-01", "2018-09-30"));
    let (in_time, open) = ("assessments-within-45-working-days", "assessments-open");
    Dataset {
        indicators: vec![
            measured(in_time, "Assessments completed within 45 working days", "%", 1, true),
            measured(open, "Assessments open", "assessments", 0, false),
        ],
        observations: vec![
            quarter(in_time, q1.0, q1.1, q1.2, Shown::Number(84.0, 1), Shown::Number(1260.0, 0), Shown::Number(1500.0, 0)),
            quarter(in_time, q2.0, q2.1, q2.2, Shown::Number(81.3, 1), Shown::Number(1061.0, 0), Shown::Number(1305.0, 0)),
            quarter(open, q1.0, q1.1, q1.2, Shown::Number(12.0, 0), Shown::Number(12.0, 0), Shown::Symbol('z')),
            quarter(open, q2.0, q2.1, q2.2, Shown::Symbol('c'), Shown::Symbol('c'), Shown::Symbol('z')),
        ],
    }
}

/// The sample.
#[must_use]
pub fn document() -> Document {
    Document {
        meta: Meta {
            report: "committee".to_owned(),
            title: "Children's services: performance report".to_owned(),
            authority: "Merrowshire County Council (invented)".to_owned(),
            authority_code: Some("E10000099".to_owned()),
            audience: "Children and Families Overview and Scrutiny Committee".to_owned(),
            meeting_on: Some("6 November 2018".to_owned()),
            language: "en-GB".to_owned(),
            period: PeriodRef {
                name: "2018-19Q2".to_owned(),
                words: "July to September 2018".to_owned(),
                starts_on: "2018-07-01".to_owned(),
                ends_on: "2018-09-30".to_owned(),
            },
            extracted_on: Some("30 September 2018".to_owned()),
            snapshot: "5d0c2f6a9b1e".to_owned(),
            made_on: "2018-10-12".to_owned(),
            author_post: Some("Performance manager".to_owned()),
            standing: "Published on 20 October 2018".to_owned(),
            marking: Marking::Public,
            published: Some(Published { id: "committee-2018-19Q2-r1-3f6c0a9d".to_owned(), revision: 1, on: "20 October 2018".to_owned() }),
            invented: true,
            definitions: vec![DefinitionRef {
                id: "assessments-within-45-working-days".to_owned(),
                title: "Assessments completed within 45 working days".to_owned(),
                hash: "9f2b".repeat(16),
            }],
            brand: Brand::default(),
        },
        blocks: blocks(),
        data: dataset(),
    }
}
