//! Generated pages: made from the definitions, committed, and stale ones are found.

use crate::{root, say};
use anyhow::{Context, bail};
use sightline_definitions::{ColumnType, Indicator, Library, Sensitivity, Shape, Table};
use std::fmt::Write;
use std::fs;

/// The pages as they should be: path below the project's folder, and text.
fn pages() -> anyhow::Result<Vec<(String, String)>> {
    let (library, faults) = sightline_definitions::from_folder(&root().join("definitions")).into_library();
    if let Some(fault) = faults.first() {
        bail!("the definitions have {} faults, the first: {fault}", faults.len());
    }
    Ok(vec![
        ("docs/generated/model.md".to_owned(), model(&library)),
        ("docs/generated/own-tables.md".to_owned(), format!("{MADE}{}", library.own_layouts())),
        ("docs/generated/indicators.md".to_owned(), indicators(&library)),
        ("docs/generated/dimensions.md".to_owned(), dimensions(&library)),
    ])
}

/// Fails if a page is not what it should be.
pub fn check() -> anyhow::Result<()> {
    let stale: Vec<String> =
        pages()?.into_iter().filter(|(path, text)| fs::read_to_string(root().join(path)).ok().as_ref() != Some(text)).map(|(path, _)| path).collect();
    if stale.is_empty() { Ok(()) } else { bail!("stale pages: {}: run `cargo xtask fix`", stale.join(", ")) }
}

/// Writes the pages.
pub fn write() -> anyhow::Result<()> {
    for (path, text) in pages()? {
        let place = root().join(&path);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&place, text).with_context(|| format!("cannot write {path}"))?;
        say(&format!("wrote {path}"));
    }
    Ok(())
}

/// Reads a folder of definitions in place of those built in, which may be older.
trait IntoLibrary {
    fn into_library(self) -> (Library, Vec<sightline_definitions::Fault>);
}

impl IntoLibrary for (Vec<sightline_definitions::Source>, Vec<sightline_definitions::Fault>) {
    fn into_library(self) -> (Library, Vec<sightline_definitions::Fault>) {
        let (library, mut more) = Library::from_sources(&self.0);
        let mut faults = self.1;
        faults.append(&mut more);
        (library, faults)
    }
}

const MADE: &str = "<!-- Made from definitions/ by `cargo xtask fix`. Do not edit. -->\n\n";

fn model(library: &Library) -> String {
    let mut out = format!("{MADE}# The model\n\n");
    let live = library.tables.values().filter(|t| t.ssd.is_some());
    let mut homes: Vec<&str> = live.clone().flat_map(|t| t.columns.iter().filter_map(|c| c.ssd.as_deref())).collect();
    homes.sort_unstable();
    homes.dedup();
    let _ = writeln!(
        out,
        "{} tables. {} of them hold the {} tables and {} live columns of the Standard Safeguarding Dataset 1.4.5; the rest hold what it lacks.\n",
        library.tables.len(),
        live.clone().count(),
        live.count(),
        homes.len()
    );
    for table in library.tables.values() {
        write_table(&mut out, table);
    }
    let _ = writeln!(out, "## Code lists\n");
    let _ = writeln!(out, "| list | codes |\n|---|---|");
    for list in library.codes.values() {
        let codes: Vec<&str> = list.codes.iter().map(|c| c.code.as_str()).collect();
        let _ = writeln!(out, "| {} | {} |", list.id, codes.join(", "));
    }
    out
}

fn write_table(out: &mut String, table: &Table) {
    let _ = writeln!(out, "## {}\n\n{}: {}", table.name, table.title, table.about);
    let from = match (&table.ssd, &table.layout) {
        (Some(ssd), _) => format!("From `{ssd}`."),
        (None, Some(layout)) if layout == "ees-population" => "From a file in the Explore Education Statistics layout.".to_owned(),
        _ => "From a CSV file with these headings.".to_owned(),
    };
    let _ = writeln!(out, "{from} Key: {}.\n", table.key.join(", "));
    let _ = writeln!(out, "| column | type | from | codes or reference | what |\n|---|---|---|---|---|");
    for c in &table.columns {
        let kind = match c.kind {
            ColumnType::Text => "text",
            ColumnType::Code => "code",
            ColumnType::Date => "date",
            ColumnType::Instant => "instant (UTC)",
            ColumnType::Flag => "flag",
            ColumnType::Integer => "integer",
            ColumnType::Decimal => "decimal",
        };
        let mut from = c.ssd.clone().map(|s| format!("`{s}`")).unwrap_or_default();
        if let Some(key) = &c.json_key {
            let _ = write!(from, " key `{key}`");
        }
        if c.json_rest {
            from.push_str(", the rest");
        }
        let mut about = c.about.clone();
        for (is, words) in [
            (c.required, "Required."),
            (c.placeholder, "Placeholder in the standard: mostly empty."),
            (c.sensitive == Some(Sensitivity::FreeText), "Free text: never shown."),
        ] {
            if is {
                let _ = write!(about, ". {words}");
            }
        }
        let link = c.codes.as_ref().map(|l| format!("list {l}")).or_else(|| c.references.clone()).unwrap_or_default();
        let _ = writeln!(out, "| {} | {kind} | {from} | {link} | {} |", c.name, about.replace("..", "."));
    }
    out.push('\n');
}

fn indicators(library: &Library) -> String {
    let mut out = format!(
        "{MADE}# Indicators\n\n{} indicators. `sightline indicators ID` prints a definition whole.\n\nAbout: `child`, children, small numbers always kept back; `process`, how promptly and well the council works; `none`, nothing about a child.\n",
        library.indicators.len()
    );
    let mut areas: Vec<&str> = library.indicators.values().map(|i| i.area.as_str()).collect();
    areas.sort_unstable();
    areas.dedup();
    for area in areas {
        let _ = writeln!(out, "\n## {area}\n\n| indicator | counts | measure | good | about | divided by |\n|---|---|---|---|---|---|");
        for i in library.indicators.values().filter(|i| i.area == area) {
            let _ = writeln!(
                out,
                "| [{}](../../definitions/{}) {} | {} | {} | {:?} | {} | {} |",
                i.id,
                i.file.replace(".sql", ".md"),
                i.title,
                i.counts,
                measured(i),
                i.good,
                i.sensitivity.word(),
                i.dimensions.join(", ")
            );
        }
    }
    out
}

fn measured(i: &Indicator) -> String {
    let shape = match i.shape {
        Shape::Event => "in the period",
        Shape::Spell | Shape::AsAt => "at the last day",
    };
    let what = i.measure.word();
    match i.window {
        Some(window) => format!("{what} over {window}"),
        None => format!("{what} {shape}"),
    }
}

fn dimensions(library: &Library) -> String {
    let mut out = format!(
        "{MADE}# Dimensions\n\nA value that is missing reads `Not recorded`, so parts add up to the whole.\n\n| dimension | title | by | dated | several at once |\n|---|---|---|---|---|\n"
    );
    for d in library.dimensions.values() {
        let _ = writeln!(out, "| {} | {} | {} | {} | {} |", d.id, d.title, d.key, if d.dated { "yes" } else { "" }, if d.many { "yes" } else { "" });
    }
    out
}
