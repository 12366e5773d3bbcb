//! A paper that no author would hand in: everything too long, too wide, twice over, or hostile.

use sightline_document::{
    Block, Cell, Column, Document, Fact, Inline, Logo, Mark, Marking, Note, NoteKind, Picture, Row, RowKind, Spark, Table, Target, Text, Width,
    sample,
};

/// What must never reach a page as markup.
pub const HOSTILE: &str = "<script>alert('x')</script><img src=x onerror=\"alert(1)\">";
/// Longer than a narrow screen is wide.
const LONG: &str = "Donaudampfschiffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft";
/// Two patterns and a clip path by ids that every copy has.
const PATTERNED: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" id="chart" role="img" aria-labelledby="chart-title" viewBox="0 0 640 200" width="640" height="200"><title id="chart-title">A title</title><defs><pattern id="lines" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#ffffff"/><path d="M0 8L8 0" stroke="#0c5a6b"/></pattern><clipPath id="half"><rect width="320" height="200"/></clipPath></defs><script>document.title='broken'</script><rect x="20" y="20" width="600" height="120" fill="url(#lines)" stroke="#0c5a6b" clip-path="url(#half)"/><text x="20" y="180" font-size="13">a &lt; b &amp; c</text></svg>"##;
const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" width="200" height="60"><script>alert(1)</script><rect width="200" height="60" fill="#0c5a6b"/><circle cx="30" cy="30" r="20" fill="#ffffff"/></svg>"##;

fn picture(anchor: &str, width: Width) -> Picture {
    Picture {
        anchor: anchor.to_owned(),
        title: format!("{HOSTILE} {LONG}"),
        alt: format!("A bar chart. {HOSTILE}"),
        svg: PATTERNED.to_owned(),
        width,
        table: Some("wide table".to_owned()),
    }
}

fn table(anchor: &str, columns: usize, rows: usize, wide: bool) -> Table {
    let spark = || Spark { svg: PATTERNED.to_owned(), alt: "Rising, then falling".to_owned() };
    let row = |place: usize| {
        let mut cells = vec![Cell::words(format!("Row {place} {LONG}"))];
        cells.extend((1..columns).map(|column| {
            if column == 2 { Cell { spark: Some(spark()), ..Cell::words("12,345") } } else { Cell::words(format!("{HOSTILE} {column}")) }
        }));
        Row { kind: RowKind::Body, cells }
    };
    let mut all: Vec<Row> = (0..rows).map(row).collect();
    all.insert(rows / 2, Row { kind: RowKind::Group, cells: vec![Cell::words("A group")] });
    // Too few cells, and too many.
    all.push(Row { kind: RowKind::Body, cells: vec![Cell::words("Short")] });
    all.push(Row { kind: RowKind::Total, cells: vec![Cell::default(); columns + 2] });
    let mut headings = vec![Column::words("Name", f64::NAN)];
    headings.extend((1..columns).map(|column| Column::numbers(format!("Number {column}"), -1.0)));
    Table {
        anchor: anchor.to_owned(),
        caption: format!("{HOSTILE} of {anchor}"),
        short: "Wide".to_owned(),
        columns: headings,
        rows: all,
        notes: vec![HOSTILE.into()],
        wide,
    }
}

/// Many columns that hold next to nothing, under a caption and a group too long for them.
fn thin() -> Table {
    let rows = vec![
        Row { kind: RowKind::Group, cells: vec![Cell::words(LONG)] },
        Row { kind: RowKind::Body, cells: (0..8).map(|place| Cell::words(place.to_string())).collect() },
    ];
    let columns = ('A'..='H').map(|letter| Column::words(letter, 1.0)).collect();
    Table { caption: LONG.to_owned(), columns, rows, notes: Vec::new(), ..table("thin", 1, 0, false) }
}

fn note(kind: NoteKind, title: Option<&str>, blocks: Vec<Block>) -> Block {
    Block::Note(Note { kind, title: title.map(str::to_owned), blocks })
}

fn heading(level: u8, text: &str, anchor: &str) -> Block {
    Block::Heading { level, text: text.to_owned(), anchor: anchor.to_owned() }
}

/// The paper, restricted or not.
pub fn document(marking: Marking) -> Document {
    let mut document = sample::document();
    document.meta.title = format!("{HOSTILE} {LONG}");
    document.meta.marking = marking;
    document.meta.published = None;
    document.meta.standing = LONG.repeat(3);
    document.meta.language = "\"><script>".to_owned();
    document.meta.brand.colour = "red;}</style><script>".to_owned();
    document.meta.brand.logo = Some(Logo { bytes: LOGO.as_bytes().to_vec(), format: "svg".to_owned(), alt: format!("Arms of the county {HOSTILE}") });
    document.meta.snapshot = "a\"b</style>".to_owned();
    let link = |words: &str, to: Target| Inline::Link { words: words.to_owned(), to };
    let running = Text::new()
        .words(HOSTILE)
        .and(link("runs something", Target::Address("javascript:alert(1)".to_owned())))
        .words(" ")
        .and(link("leads nowhere", Target::Anchor("not there".to_owned())))
        .words(" ")
        .and(link(LONG, Target::Address(format!("https://example.org/{LONG}?a=b&c=\"d\""))))
        .and(Inline::Break)
        .and(Inline::Mark(Mark { svg: "no drawing".to_owned(), sign: "\u{25b2}".to_owned(), word: "Red".to_owned(), colour: "#a3202c".to_owned() }))
        .words("\u{202e}\u{0}\u{7}");
    document.blocks = vec![
        Block::Paragraph(running.clone()),
        Block::Pictures(vec![picture("before any heading", Width::Whole)]),
        heading(3, LONG, "paper"),
        heading(4, HOSTILE, "paper"),
        Block::Contents,
        Block::Contents,
        heading(1, "Twice the same chart", "same anchor"),
        Block::Pictures(vec![
            picture("chart", Width::Half),
            picture("chart", Width::Half),
            picture("chart", Width::Third),
            picture("x y\"z", Width::Whole),
        ]),
        Block::Pictures(vec![Picture { svg: "<svg><g></svg>".to_owned(), ..picture("broken", Width::Whole) }]),
        Block::Pictures(Vec::new()),
        heading(1, "Tables", "same anchor"),
        Block::Table(table("wide table", 14, 40, true)),
        Block::Table(table("narrow", 2, 2, false)),
        Block::Table(table("wide table", 6, 30, false)),
        Block::Table(thin()),
        Block::Table(Table { columns: vec![Column::words("A", 1.0), Column::words("B", 1.0)], ..thin() }),
        Block::Table(Table { rows: Vec::new(), ..table("empty", 1, 1, false) }),
        Block::Table(Table { columns: Vec::new(), ..table("no columns", 1, 1, false) }),
        Block::List { ordered: true, items: Vec::new() },
        Block::List { ordered: false, items: vec![running.clone(), LONG.into()] },
        Block::Paragraph(Text::plain(" ")),
        Block::Facts(vec![Fact { term: LONG.to_owned(), text: running.clone() }, Fact { term: "Short".to_owned(), text: LONG.into() }]),
        Block::Facts(Vec::new()),
        note(
            NoteKind::Warning,
            Some(LONG),
            vec![Block::Table(table("in a box", 5, 3, false)), note(NoteKind::Inset, None, vec![Block::Paragraph(running)])],
        ),
        note(NoteKind::Quote, None, vec![Block::Paragraph(LONG.into()), Block::List { ordered: false, items: vec![HOSTILE.into()] }]),
        note(NoteKind::Missing, Some(HOSTILE), Vec::new()),
        note(NoteKind::Commentary, Some(HOSTILE), vec![heading(2, "A heading in a box", "in-a-box")]),
        Block::NewPage,
    ];
    document.blocks.extend((1..=4).map(|level| heading(level, &format!("Level {level}"), &format!("level-{level}"))));
    document
}
