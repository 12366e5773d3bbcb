//! `load` and `loads`.

use crate::args::{Load, LoadMode};
use crate::live::loading::{Loading, Request};
use crate::output::{Value, readable, table, usage};
use crate::progress;
use crate::workplace::{Workplace, count, day};
use sightline_definitions::Library;
use sightline_intake::{Intake, Kind, Mode};
use sightline_store::{Change, Snapshot};

/// Loads extracts into a new snapshot.
pub fn load(place: &Workplace, args: &Load) -> anyhow::Result<()> {
    let library = place.library()?;
    let kind = args.kind.as_deref().map(|word| kind_of(word, &library)).transpose()?;
    let extracted_on = args.extracted_on.as_deref().map(|text| day(text, "--extracted-on")).transpose()?;
    let covers_from = args.covers_from.as_deref().map(|text| day(text, "--covers-from")).transpose()?;
    if let Some(stated) = extracted_on.filter(|stated| *stated > place.today) {
        return Err(usage(format!("--extracted-on {stated} is in the future")));
    }
    let loading = Loading { store: &place.store, library: &library, base: None, today: place.today, now: &place.now };
    let lock = place.store.begin_load()?;
    let bar = progress::bytes(place.quiet, "reading");
    let request = Request {
        paths: &args.paths,
        kind,
        mode: match args.mode {
            LoadMode::Replace => Mode::Replace,
            LoadMode::Upsert => Mode::Upsert,
        },
        extracted_on,
        covers_from,
        live: false,
    };
    let read = loading.read(&lock, &request, &|step| {
        bar.set_length(step.total);
        bar.set_position(step.done);
    });
    bar.finish_and_clear();
    let read = read?;
    tell_intake(place, &read.intake, read.before.as_ref());
    let bar = progress::spinner(place.quiet, "working out");
    let sealed = loading.seal(&lock, &request, &read);
    bar.finish_and_clear();
    let (change, snapshot) = sealed?;
    let facts = snapshot.manifest();
    match change {
        Change::New(id) => {
            let rows: u64 = facts.tables.values().map(|t| t.rows).sum();
            place.tell(format!(
                "Snapshot {id}: {}, {} rows, data to {}{}",
                count(facts.tables.len(), "table"),
                readable_count(rows),
                facts.extracted_on,
                if facts.extracted_on_stated { "" } else { " (from the records; --extracted-on states it)" }
            ));
        }
        Change::Unchanged(id) => place.tell(format!("Nothing has changed: snapshot {id} stays")),
    }
    Ok(())
}

fn kind_of(word: &str, library: &Library) -> anyhow::Result<Kind> {
    match word {
        "ssd" => Ok(Kind::Ssd),
        "ssda903" => Ok(Kind::Ssda903),
        "population" => Ok(Kind::Population),
        "annex-a" | "cin-census" => Err(usage(format!("--as {word} cannot be loaded yet; ssd, ssda903, population and model tables can"))),
        table if library.tables.contains_key(table) => Ok(Kind::Own(table.to_owned())),
        other => Err(usage(format!("--as `{other}` is neither ssd, ssda903, population nor a table of the model"))),
    }
}

/// What happened to the files, for the person who loads.
fn tell_intake(place: &Workplace, intake: &Intake, before: Option<&Snapshot>) {
    for ignored in &intake.ignored {
        place.tell(format!("Not loaded: {}: {}", ignored.path.display(), ignored.why));
    }
    for note in &intake.notes {
        place.tell(format!("Note: {note}"));
    }
    for table in &intake.tables {
        if !table.columns_unknown.is_empty() {
            place.tell(format!("{}: headings that are not known, left out: {}", table.table, table.columns_unknown.join(", ")));
        }
        if !table.columns_missing.is_empty() {
            place.tell(format!("{}: columns that are missing, read as not recorded: {}", table.table, table.columns_missing.join(", ")));
        }
        let held = before.and_then(|snapshot| snapshot.manifest().tables.get(&table.table));
        if let Some(held) = held.filter(|held| held.kind != table.kind.word()) {
            place.tell(format!(
                "{}: {} rows from {} take the place of {} rows from {}",
                table.table,
                table.rows,
                table.kind.word(),
                held.rows,
                held.kind
            ));
        }
    }
    if !intake.missing_tables.is_empty() {
        place.tell(format!("Tables that these files do not hold: {}", intake.missing_tables.join(", ")));
    }
    let rows: u64 = intake.tables.iter().map(|t| t.rows).sum();
    let quarantined: u64 = intake.sources.iter().map(|s| s.quarantined).sum();
    let warned: u64 = intake.tables.iter().map(|t| t.warned).sum();
    place.tell(format!(
        "Read {} into {}: {} rows; {} rows quarantined; {} values could not be read",
        count(intake.sources.len(), "file"),
        count(intake.tables.len(), "table"),
        readable_count(rows),
        readable_count(quarantined),
        readable_count(warned)
    ));
    if quarantined + warned > 0 {
        place.tell("`sightline check` says which rules they broke, `sightline loads` keeps the count");
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts lie far below 2^53")]
fn readable_count(number: u64) -> String {
    readable(number as f64)
}

/// Lists the snapshots.
pub fn loads(place: &Workplace) -> anyhow::Result<()> {
    let all = place.store.all()?;
    if all.is_empty() {
        return Err(place.store.current().err().map_or_else(|| usage("nothing is loaded"), anyhow::Error::new));
    }
    let rows: Vec<Vec<Value>> = all
        .iter()
        .map(|snapshot| {
            let m = snapshot.manifest();
            let kinds: std::collections::BTreeSet<&str> = m.tables.values().map(|t| t.kind.as_str()).collect();
            vec![
                Value::text(&m.id),
                Value::text(&m.made_at),
                Value::text(kinds.into_iter().collect::<Vec<_>>().join(" ")),
                Value::whole(m.tables.len() as u64),
                Value::whole(m.tables.values().map(|t| t.rows).sum()),
                Value::whole(m.tables.values().map(|t| t.quarantined).sum()),
                Value::text(m.extracted_on.to_string()),
            ]
        })
        .collect();
    table(place.format, &["snapshot", "made_at", "sources", "tables", "rows", "quarantined", "extracted_on"], &rows)
}
