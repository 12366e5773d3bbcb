//! What was loaded: snapshots, what they were made from, and files that were set aside.

use super::given::{file, wants_csv};
use super::instant;
use crate::pages::About;
use crate::site::{Filters, LoadFacts, SetAside};
use crate::{Answer, Ask, Sight, Stop};
use serde::Serialize;
use sightline_look::{Cell, Column, Row, Table};
use sightline_publish::{SnapshotFacts, words};
use sightline_tabular as tabular;

#[derive(Serialize)]
struct Page {
    aside: Vec<Aside>,
    snapshots: Table,
    tables: Option<Table>,
    sources: Option<Table>,
    csv: String,
}

#[derive(Serialize)]
struct Aside {
    file: String,
    at: String,
    why: String,
}

/// Snapshots that are shown; the file has all.
const MOST: usize = 50;

/// The page.
pub(super) async fn page(ask: Ask) -> Result<Answer, Stop> {
    let (loads, aside) = ask.site(|site| site.loads()).await?;
    if wants_csv(&ask.query) {
        let mut table = tabular::Table::new(["snapshot", "made_at", "kinds", "tables", "rows", "quarantined", "extracted_on"]);
        table.rows.extend(loads.iter().map(|load| {
            let whole = tabular::Value::whole;
            let text = |text: &str| tabular::Value::text(text);
            vec![
                text(&load.id),
                text(&load.made_at),
                text(&load.kinds),
                whole(load.tables),
                whole(load.rows),
                whole(load.quarantined),
                text(&load.extracted_on.to_string()),
            ]
        }));
        return Ok(file("loads", &table));
    }
    // What the snapshot in force was made from is known with the figures; whoever sees none sees the list of loads only.
    let facts = match Sight::of(ask.signed()?.figures()) {
        Some(Sight::Whole) => {
            let found = ask.site(|site| super::given::soft(site.dashboard(Sight::Whole, &Filters::default()))).await?;
            found.ok().map(|data| data.snapshot.clone())
        }
        _ => None,
    };
    let current = ask.service.site.state().snapshot;
    let data = Page {
        aside: aside.into_iter().map(|SetAside { file, at, why }| Aside { file, at: instant(&at), why }).collect(),
        snapshots: snapshots(&loads, &current),
        tables: facts.as_ref().map(tables),
        sources: facts.as_ref().map(sources),
        csv: "/loads?format=csv".to_owned(),
    };
    Answer::page(&ask, "figures/loads.html", &About::new("Loads", "/loads").live(), &data)
}

fn number(count: u64) -> Cell {
    Cell { sort: Some(count.to_string()), ..Cell::new(words::whole(count)) }
}

fn snapshots(loads: &[LoadFacts], current: &str) -> Table {
    let row = |load: &LoadFacts| {
        let is_current = load.id == current;
        let id: String = load.id.chars().take(20).collect();
        Row {
            cells: vec![
                Cell { behind: if is_current { "in force" } else { "" }.to_owned(), ..Cell::new(id) },
                Cell { sort: Some(load.made_at.clone()), ..Cell::new(instant(&load.made_at)) },
                Cell { sort: Some(load.extracted_on.to_string()), ..Cell::new(words::day(load.extracted_on)) },
                Cell::new(&load.kinds),
                number(load.tables),
                number(load.rows),
                if load.quarantined > 0 { Cell { tag: Some("warning".to_owned()), ..number(load.quarantined) } } else { number(0) },
            ],
            strong: false,
        }
    };
    Table {
        caption: "Snapshots, the newest first".to_owned(),
        columns: vec![
            Column::words("Snapshot"),
            Column::days("Made"),
            Column::days("Records to"),
            Column::words("From"),
            Column::numbers("Tables"),
            Column::numbers("Rows"),
            Column { behind: "could not be read".to_owned(), ..Column::numbers("Quarantined") },
        ],
        rows: loads.iter().take(MOST).map(row).collect(),
        sortable: false,
        csv: Some("/loads?format=csv".to_owned()),
        empty: "Nothing has been loaded yet.".to_owned(),
    }
}

fn tables(facts: &SnapshotFacts) -> Table {
    let row = |table: &sightline_publish::TableFacts| Row {
        cells: vec![
            Cell::new(&table.name),
            number(table.rows),
            if table.quarantined > 0 { Cell { tag: Some("warning".to_owned()), ..number(table.quarantined) } } else { number(0) },
        ],
        strong: false,
    };
    Table {
        caption: "Tables of the snapshot in force".to_owned(),
        columns: vec![Column::words("Table"), Column::numbers("Rows"), Column::numbers("Quarantined")],
        rows: facts.tables.iter().map(row).collect(),
        sortable: true,
        csv: None,
        empty: "It has no tables.".to_owned(),
    }
}

fn sources(facts: &SnapshotFacts) -> Table {
    let row = |source: &sightline_publish::SourceFacts| Row {
        cells: vec![Cell::new(&source.name), Cell::new(&source.kind), Cell::new(source.hash.chars().take(16).collect::<String>())],
        strong: false,
    };
    Table {
        caption: "Files it was made from".to_owned(),
        columns: vec![
            Column::words("File"),
            Column::words("Kind"),
            Column { behind: "first letters of SHA-256".to_owned(), ..Column::words("Hash") },
        ],
        rows: facts.sources.iter().map(row).collect(),
        sortable: false,
        csv: None,
        empty: "It names no files.".to_owned(),
    }
}
