//! `load` and `loads`.

use crate::args::{Load, LoadMode};
use crate::output::{Value, readable, table, usage};
use crate::progress;
use crate::workplace::{Workplace, count, day, threads};
use anyhow::Context;
use sightline_definitions::Library;
use sightline_engine::derive;
use sightline_intake::{Intake, Kind, Mode, Options, ReturnFile, ReturnKind};
use sightline_model::{Day, Period};
use sightline_store::{Change, LoadLock, Manifest, NoticeEntry, ReturnEntry, Snapshot, SourceEntry, TableFile};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Loads extracts into a new snapshot.
pub fn load(place: &Workplace, args: &Load) -> anyhow::Result<()> {
    let library = place.library()?;
    let kind = args.kind.as_deref().map(|word| kind_of(word, &library)).transpose()?;
    let extracted_on = args.extracted_on.as_deref().map(|text| day(text, "--extracted-on")).transpose()?;
    let covers_from = args.covers_from.as_deref().map(|text| day(text, "--covers-from")).transpose()?;
    if let Some(stated) = extracted_on.filter(|stated| *stated > place.today) {
        return Err(usage(format!("--extracted-on {stated} is in the future")));
    }
    let lock = place.store.begin_load()?;
    let before = place.store.current_if_any()?;
    let current: BTreeMap<String, PathBuf> = before.as_ref().map(model_files).unwrap_or_default();
    let returns = before.as_ref().map(returns_held).transpose()?.unwrap_or_default();

    let bar = progress::bytes(place.quiet, "reading");
    let options = Options {
        staging: lock.staging(),
        kind,
        mode: match args.mode {
            LoadMode::Replace => Mode::Replace,
            LoadMode::Upsert => Mode::Upsert,
        },
        today: place.today,
        extracted_on,
        current: &current,
        returns: &returns,
        threads: threads(),
    };
    let intake = sightline_intake::load(&args.paths, &library, &options, &|step| {
        bar.set_length(step.total);
        bar.set_position(step.done);
    });
    bar.finish_and_clear();
    let intake = intake?;
    tell_intake(place, &intake, before.as_ref());

    let manifest = manifest(place, &library, &lock, before.as_ref(), &intake, extracted_on, covers_from)?;
    let bar = progress::spinner(place.quiet, "working out");
    let manifest = add_derived(place, &library, &lock, before.as_ref(), manifest)?;
    bar.finish_and_clear();
    let (change, snapshot) = place.store.seal(&lock, manifest)?;
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

fn model_files(snapshot: &Snapshot) -> BTreeMap<String, PathBuf> {
    snapshot.manifest().tables.iter().map(|(name, table)| (name.clone(), snapshot.file(&table.sha256))).collect()
}

fn returns_held(snapshot: &Snapshot) -> anyhow::Result<Vec<ReturnFile>> {
    snapshot
        .manifest()
        .returns
        .iter()
        .map(|entry| {
            let kind = ReturnKind::parse(&entry.file)
                .with_context(|| format!("the snapshot holds a file of a return of an unknown kind, `{}`", entry.file))?;
            Ok(ReturnFile {
                year: entry.year,
                kind,
                path: snapshot.file(&entry.sha256),
                sha256: entry.sha256.clone(),
                rows: entry.rows,
                staged: false,
            })
        })
        .collect()
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

/// The new snapshot's manifest, its files in place; derived tables are still those of the one before.
fn manifest(
    place: &Workplace,
    library: &Library,
    lock: &LoadLock,
    before: Option<&Snapshot>,
    intake: &Intake,
    extracted_on: Option<Day>,
    covers_from: Option<Day>,
) -> anyhow::Result<Manifest> {
    let old = before.map(Snapshot::manifest);
    let mut manifest = Manifest {
        format: 1,
        id: String::new(),
        made_at: place.now.clone(),
        made_on: place.today,
        extracted_on: place.today,
        extracted_on_stated: false,
        covers_from: covers_from.or_else(|| old.and_then(|m| m.covers_from)),
        tables: old.map(|m| m.tables.clone()).unwrap_or_default(),
        derived: BTreeMap::new(),
        returns: old.map(|m| m.returns.clone()).unwrap_or_default(),
        quarantine: Vec::new(),
        warnings: Vec::new(),
        definitions: definitions_hash(library),
    };
    let replaced: Vec<&str> = intake.tables.iter().map(|t| t.table.as_str()).collect();
    for table in &intake.tables {
        place.store.adopt(lock, &table.file, &table.sha256)?;
        let sources = table.sources.iter().map(|s| SourceEntry { name: s.name.clone(), sha256: s.sha256.clone(), bytes: s.bytes }).collect();
        let entry = TableFile {
            sha256: table.sha256.clone(),
            rows: table.rows,
            quarantined: table.quarantined,
            warned: table.warned,
            kind: table.kind.word().to_owned(),
            columns_missing: table.columns_missing.clone(),
            columns_unknown: table.columns_unknown.clone(),
            first_happened: table.first_happened,
            last_happened: table.last_happened,
            sources,
        };
        manifest.tables.insert(table.table.clone(), entry);
    }
    if intake.returns.is_empty() {
        // Tables from elsewhere took the place of those made from returns: the returns no longer stand behind them.
        let made_from_returns = |name: &str| old.and_then(|m| m.tables.get(name)).is_some_and(|t| t.kind == "ssda903");
        if replaced.iter().any(|name| made_from_returns(name)) {
            manifest.returns.clear();
        }
    } else {
        manifest.returns.clear();
        for file in &intake.returns {
            if file.staged {
                place.store.adopt(lock, &file.path, &file.sha256)?;
            }
            manifest.returns.push(ReturnEntry { year: file.year, file: file.kind.name().to_owned(), sha256: file.sha256.clone(), rows: file.rows });
        }
        manifest.returns.sort();
    }
    // Notices of tables that were not loaded again still stand.
    let keep = |entries: &[NoticeEntry]| -> Vec<NoticeEntry> {
        let left = entries.iter().map(|entry| NoticeEntry {
            sha256: entry.sha256.clone(),
            tables: entry.tables.iter().filter(|t| !replaced.contains(&t.as_str())).cloned().collect(),
        });
        left.filter(|entry| !entry.tables.is_empty()).collect()
    };
    manifest.quarantine = old.map(|m| keep(&m.quarantine)).unwrap_or_default();
    manifest.warnings = old.map(|m| keep(&m.warnings)).unwrap_or_default();
    for (notices, into) in [(&intake.quarantine, &mut manifest.quarantine), (&intake.warnings, &mut manifest.warnings)] {
        if let Some(file) = notices {
            place.store.adopt(lock, &file.file, &file.sha256)?;
            into.push(NoticeEntry { sha256: file.sha256.clone(), tables: replaced.iter().map(|t| (*t).to_owned()).collect() });
        }
    }
    let whole = old.is_none_or(|m| m.tables.keys().all(|name| replaced.contains(&name.as_str())));
    let stated_before = old.filter(|m| m.extracted_on_stated && !whole).map(|m| m.extracted_on);
    manifest.extracted_on_stated = extracted_on.or(stated_before).is_some();
    manifest.extracted_on = extracted_on.or(stated_before).unwrap_or_else(|| reach(&manifest, place.today));
    Ok(manifest)
}

/// The last day the records know about, as far as they tell: the end of the month of the latest record, and no later than today.
fn reach(manifest: &Manifest, today: Day) -> Day {
    let of_year = |year: i16| Day::new(year, 3, 31);
    if let Some(year) = manifest.returns.iter().map(|r| r.year).max().and_then(of_year) {
        return year.min(today);
    }
    // A few mistyped years must not carry it away: where many tables have dates, the third latest of their latest days tells.
    let mut latest: Vec<Day> = manifest.tables.values().filter_map(|t| t.last_happened).collect();
    latest.sort_unstable();
    let told = if latest.len() >= 6 { latest.get(latest.len() - 3) } else { latest.last() };
    told.copied().map_or(today, |day| Period::month_of(day).ends_on()).min(today)
}

fn definitions_hash(library: &Library) -> String {
    let mut texts: Vec<(&str, &str)> = library.indicators.values().map(|i| (i.id.as_str(), i.text.as_str())).collect();
    texts.extend(library.derived.values().map(|d| (d.id.as_str(), d.sql.as_str())));
    sightline_store::hash_texts(&texts)
}

fn add_derived(
    place: &Workplace,
    library: &Arc<Library>,
    lock: &LoadLock,
    before: Option<&Snapshot>,
    mut manifest: Manifest,
) -> anyhow::Result<Manifest> {
    let tables = manifest.tables.iter().map(|(name, t)| (name.clone(), (place.store.file(&t.sha256), t.sha256.clone()))).collect();
    let held = before
        .map(|snapshot| {
            let derived = snapshot.manifest().derived.iter();
            derived.map(|(name, entry)| (name.clone(), (snapshot.file(&entry.sha256), entry.clone()))).collect()
        })
        .unwrap_or_default();
    for table in derive(library, &tables, &held, manifest.extracted_on, lock.staging(), threads())? {
        if table.fresh {
            place.store.adopt(lock, &table.file, &table.entry.sha256)?;
        }
        manifest.derived.insert(table.id, table.entry);
    }
    Ok(manifest)
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
