//! `benchmarks`: published figures of other authorities, loaded and listed.

use crate::args::{Benchmarks, BenchmarksCommand, Format};
use crate::output::{Value, print, readable, table};
use crate::progress;
use crate::workplace::{Workplace, count};
use sightline_benchmarks::{Asked, Book, Folder, Outcome, Source};
use std::path::PathBuf;

/// Loads published figures, or lists them.
pub fn benchmarks(place: &Workplace, args: &Benchmarks) -> anyhow::Result<()> {
    match &args.command {
        Some(BenchmarksCommand::Load { paths }) => load(place, paths),
        None | Some(BenchmarksCommand::List) => list(place),
        Some(BenchmarksCommand::Measures { text }) => measures(place, text.as_deref()),
    }
}

fn load(place: &Workplace, paths: &[PathBuf]) -> anyhow::Result<()> {
    let bar = progress::bytes(place.quiet, "reading");
    let loaded = sightline_benchmarks::load(place.store.root(), paths, &place.now, &|step| {
        bar.set_length(step.total);
        bar.set_position(step.done);
    });
    bar.finish_and_clear();
    let loaded = loaded?;
    for (path, why) in &loaded.ignored {
        place.tell(format!("Not loaded: {}: {why}", path.display()));
    }
    if loaded.unchanged() {
        place.tell(format!("Nothing has changed: {} loaded before, from the same files", count(loaded.sources.len(), "publication")));
        return Ok(());
    }
    for (source, outcome) in &loaded.sources {
        let word = match outcome {
            Outcome::New => "new",
            Outcome::Replaced => "in place of the one before",
            Outcome::Unchanged => "unchanged",
        };
        place.tell(format!("{}: {word}: {}", source.id, contents(source)));
        for notice in source.notices.iter().filter(|_| *outcome != Outcome::Unchanged) {
            place.tell(format!("  {notice}"));
        }
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts lie far below 2^53")]
fn grouped(number: u64) -> String {
    readable(number as f64)
}

/// What a publication holds, in words.
fn contents(source: &Source) -> String {
    if let Some(figures) = &source.figures {
        let years = if figures.values > 0 { format!(", {} to {}", figures.years.0, figures.years.1) } else { String::new() };
        return format!(
            "{} rows, {} with a value, of {}{years}",
            grouped(figures.rows),
            grouped(figures.values),
            count(figures.index.len(), "measure")
        );
    }
    let rows: u64 = source.tables.iter().map(|t| t.rows).sum();
    match source.version {
        Some(_) => format!("{} neighbours", grouped(rows)),
        None => format!("{} areas", grouped(rows)),
    }
}

fn list(place: &Workplace) -> anyhow::Result<()> {
    let manifest = Folder::at(place.store.root()).manifest()?;
    if manifest.sources.is_empty() {
        place.tell("No published figures have been loaded yet: run `sightline benchmarks load FILE...` with files as they were released");
    }
    let number = |n: Option<u64>| n.map_or(Value::Number(None), Value::whole);
    let year = |y: Option<i16>| Value::text(y.map(|y| y.to_string()).unwrap_or_default());
    let rows: Vec<Vec<Value>> = manifest
        .sources
        .iter()
        .map(|source| {
            let figures = source.figures.as_ref();
            let years = figures.filter(|f| f.values > 0).map(|f| f.years);
            let files: Vec<&str> = source.files.iter().map(|f| f.name.as_str()).collect();
            vec![
                Value::text(&source.id),
                Value::text(source.kind.words()),
                number(figures.map(|f| f.index.len() as u64)),
                number(figures.map(|f| f.rows).or_else(|| source.tables.first().map(|t| t.rows))),
                number(figures.map(|f| f.values)),
                year(years.map(|y| y.0)),
                year(years.map(|y| y.1)),
                Value::text(&source.loaded_at),
                Value::text(files.join(" ")),
            ]
        })
        .collect();
    table(place.format, &["source", "kind", "measures", "rows", "values", "from", "to", "loaded_at", "files"], &rows)
}

fn measures(place: &Workplace, text: Option<&str>) -> anyhow::Result<()> {
    let book = Book::open(place.store.root())?;
    let wanted = text.map(str::to_lowercase);
    let fits = |asked: &Asked<'_>| {
        wanted.as_ref().is_none_or(|w| asked.measure.id.to_lowercase().contains(w) || asked.measure.title.to_lowercase().contains(w))
    };
    let mut found: Vec<Asked<'_>> = book.measures(None).filter(fits).collect();
    if let Some(exact) = found.iter().position(|a| Some(a.measure.id.as_str()) == text) {
        found = vec![found.swap_remove(exact)];
    }
    if found.is_empty() {
        place.tell(format!("No measure's name or title has `{}` in it", text.unwrap_or_default()));
    }
    if let ([one], Format::Table) = (found.as_slice(), place.format) {
        return definition(&book, one);
    }
    let rows: Vec<Vec<Value>> = found
        .iter()
        .map(|asked| {
            let m = asked.measure;
            let extent = asked.source.figures.as_ref().and_then(|f| f.index.iter().find(|e| e.measure == m.id)).filter(|e| e.from <= e.to);
            let year = |y: Option<i16>| Value::text(y.map(|y| y.to_string()).unwrap_or_default());
            vec![
                Value::text(&asked.source.id),
                Value::text(&m.id),
                Value::text(&m.title),
                Value::text(&m.unit),
                Value::text(&m.good),
                Value::text(&m.basis),
                year(extent.map(|e| e.from)),
                year(extent.map(|e| e.to)),
            ]
        })
        .collect();
    table(place.format, &["source", "measure", "title", "unit", "good", "date_basis", "from", "to"], &rows)
}

/// One measure with its whole definition.
fn definition(book: &Book, asked: &Asked<'_>) -> anyhow::Result<()> {
    let m = book.definition(asked)?;
    let mut text = format!("{}  ({}, {})\n", m.title, m.id, asked.source.id);
    let lines =
        [("Counted in", &m.unit), ("Good is", &m.good), ("Days", &m.basis), ("Topic", &m.topic), ("Publisher", &m.owner), ("Updated", &m.updated)];
    for (name, value) in lines.into_iter().chain([("Published at", &m.link)]).filter(|(_, value)| !value.is_empty()) {
        text.push_str(&format!("{name}: {value}\n"));
    }
    for (name, value) in [("Definition", &m.definition), ("Method", &m.method)].into_iter().filter(|(_, value)| !value.is_empty()) {
        let tidy: Vec<&str> = value.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        text.push_str(&format!("\n{name}\n{}\n", tidy.join("\n")));
    }
    print(&text)
}
