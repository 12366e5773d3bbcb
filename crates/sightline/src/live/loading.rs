//! From files of records to a sealed snapshot, whoever asks: the command, the service, the watched folder.

use crate::workplace::threads;
use anyhow::Context;
use sightline_definitions::{Library, Table};
use sightline_engine::{Ground, Held, ModelTable, Session, derive};
use sightline_intake::{Intake, Kind, Mode, Options, Progress, Reach, ReturnFile, ReturnKind, StagedTable, TablePart};
use sightline_model::{ChildSet, Day, Period};
use sightline_store::{Change, LoadLock, Manifest, NoticeEntry, Part, ReturnEntry, Snapshot, SourceEntry, Store, TableFile, hash_of_parts};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Files that a table is said to come from: of those that came later, the newest.
const SOURCES: usize = 64;
/// Of these the first are kept: as a rule the extract that the table was made from.
const FIRST_SOURCES: usize = 8;

/// What a load needs to know.
pub struct Loading<'a> {
    /// The data folder.
    pub store: &'a Store,
    /// The definitions in force.
    pub library: &'a Arc<Library>,
    /// A session that lends its threads; one is made if there is none.
    pub base: Option<&'a Session>,
    /// The local day.
    pub today: Day,
    /// The moment, in UTC.
    pub now: &'a str,
}

/// What is to be loaded.
pub struct Request<'a> {
    /// Files and folders.
    pub paths: &'a [PathBuf],
    /// What they are, if it was said.
    pub kind: Option<Kind>,
    /// Replace or add.
    pub mode: Mode,
    /// The last day they know about, if it was stated.
    pub extracted_on: Option<Day>,
    /// The first day of complete records, if it was stated.
    pub covers_from: Option<Day>,
    /// True if the service loads, and no person.
    pub live: bool,
}

/// What was read, before anything is changed.
pub struct Read {
    /// What the files hold.
    pub intake: Intake,
    /// The snapshot in force.
    pub before: Option<Snapshot>,
}

impl Loading<'_> {
    /// Reads the files into the staging folder.
    pub fn read(&self, lock: &LoadLock, request: &Request<'_>, progress: &(dyn Fn(Progress<'_>) + Sync)) -> anyhow::Result<Read> {
        let before = self.store.current_if_any()?;
        let current: BTreeMap<String, Vec<TablePart>> = before.as_ref().map(parts_held).unwrap_or_default();
        let returns = before.as_ref().map(returns_held).transpose()?.unwrap_or_default();
        let options = Options {
            staging: lock.staging(),
            kind: request.kind.clone(),
            mode: request.mode,
            today: self.today,
            extracted_on: request.extracted_on,
            current: &current,
            returns: &returns,
            threads: threads(),
        };
        let intake = sightline_intake::load(request.paths, self.library, &options, progress)?;
        Ok(Read { intake, before })
    }

    /// Makes a snapshot of what was read, and puts it in force.
    pub fn seal(&self, lock: &LoadLock, request: &Request<'_>, read: &Read) -> anyhow::Result<(Change, Snapshot)> {
        let manifest = self.manifest(lock, request, read)?;
        let manifest = self.add_derived(lock, read, manifest)?;
        Ok(self.store.seal(lock, manifest)?)
    }

    /// The new snapshot's manifest, its files in place; derived tables are not in it yet.
    fn manifest(&self, lock: &LoadLock, request: &Request<'_>, read: &Read) -> anyhow::Result<Manifest> {
        let Read { intake, before } = read;
        let old = before.as_ref().map(Snapshot::manifest);
        let mut manifest = Manifest {
            format: 1,
            id: String::new(),
            made_at: self.now.to_owned(),
            made_on: self.today,
            extracted_on: self.today,
            extracted_on_stated: false,
            covers_from: request.covers_from.or_else(|| old.and_then(|m| m.covers_from)),
            tables: old.map(|m| m.tables.clone()).unwrap_or_default(),
            derived: BTreeMap::new(),
            returns: old.map(|m| m.returns.clone()).unwrap_or_default(),
            quarantine: old.map(|m| m.quarantine.clone()).unwrap_or_default(),
            warnings: old.map(|m| m.warnings.clone()).unwrap_or_default(),
            definitions: definitions_hash(self.library),
            live: request.live,
        };
        // Tables that take the place of what was held, and tables to which something was added.
        let (mut replaced, mut told): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        for table in &intake.tables {
            let held = old.and_then(|m| m.tables.get(&table.table));
            if let Some(held) = held.filter(|held| says_nothing_new(table, held)) {
                // How far its days reach may have been read again: tomorrow is not in the future any more.
                let parts = table.parts.iter().map(part).collect();
                let entry = TableFile { parts, first_happened: table.first_happened, last_happened: table.last_happened, ..held.clone() };
                manifest.tables.insert(table.table.clone(), entry);
                continue;
            }
            for part in table.parts.iter().filter(|part| part.staged) {
                self.store.adopt(lock, &part.path, &part.sha256)?;
            }
            let merged_into = held.filter(|_| table.merged.is_some());
            manifest.tables.insert(table.table.clone(), entry(table, merged_into, self.library.tables.get(&table.table)));
            told.push(&table.table);
            if merged_into.is_none() {
                replaced.push(&table.table);
            }
        }
        if intake.returns.is_empty() {
            // Tables from elsewhere took the place of those made from returns: the returns no longer stand behind them.
            let made_from_returns = |name: &str| old.and_then(|m| m.tables.get(name)).is_some_and(|t| t.kind == "ssda903");
            if told.iter().any(|name| made_from_returns(name)) {
                manifest.returns.clear();
            }
        } else {
            manifest.returns.clear();
            for file in &intake.returns {
                if file.staged {
                    self.store.adopt(lock, &file.path, &file.sha256)?;
                }
                manifest.returns.push(ReturnEntry {
                    year: file.year,
                    file: file.kind.name().to_owned(),
                    sha256: file.sha256.clone(),
                    rows: file.rows,
                });
            }
            manifest.returns.sort();
        }
        for (notices, entries) in [(&intake.quarantine, &mut manifest.quarantine), (&intake.warnings, &mut manifest.warnings)] {
            // Notices of tables that were not replaced still stand.
            entries.iter_mut().for_each(|entry| entry.tables.retain(|table| !replaced.contains(&table.as_str())));
            entries.retain(|entry| !entry.tables.is_empty());
            if let Some(file) = notices.as_ref().filter(|file| !told.is_empty() && entries.iter().all(|entry| entry.sha256 != file.sha256)) {
                self.store.adopt(lock, &file.file, &file.sha256)?;
                entries.push(NoticeEntry { sha256: file.sha256.clone(), tables: told.iter().map(|t| (*t).to_owned()).collect() });
            }
        }
        let whole = old.is_none_or(|m| m.tables.keys().all(|name| replaced.contains(&name.as_str())));
        let stated_before = old.filter(|m| m.extracted_on_stated && !whole).map(|m| m.extracted_on);
        manifest.extracted_on_stated = request.extracted_on.or(stated_before).is_some();
        manifest.extracted_on = request.extracted_on.or(stated_before).unwrap_or_else(|| reach(&manifest, self.today));
        Ok(manifest)
    }

    fn add_derived(&self, lock: &LoadLock, read: &Read, mut manifest: Manifest) -> anyhow::Result<Manifest> {
        let children = |name: &str| -> Option<ChildSet> {
            let table = read.intake.tables.iter().find(|table| table.table == name)?;
            table.merged.as_ref()?.children.clone()
        };
        let files = |files: Vec<&str>| files.into_iter().map(|sha256| self.store.file(sha256)).collect();
        let tables = manifest
            .tables
            .iter()
            .map(|(name, table)| (name.clone(), ModelTable { files: files(table.files()), sha256: table.sha256.clone(), children: children(name) }));
        let tables: BTreeMap<String, ModelTable> = tables.collect();
        let held = read.before.as_ref().map(Snapshot::manifest).map(|before| Held {
            tables: before.tables.iter().map(|(name, table)| (name.clone(), table.sha256.clone())).collect(),
            derived: before.derived.iter().map(|(name, entry)| (name.clone(), (files(entry.files()), entry.clone()))).collect(),
            data_until: before.extracted_on,
        });
        let own;
        let base = match self.base {
            Some(base) => base,
            None => {
                own = Session::empty(self.library, threads())?;
                &own
            }
        };
        let ground = Ground { tables: &tables, held: held.as_ref(), data_until: manifest.extracted_on, staging: lock.staging() };
        for table in derive(base, &ground)? {
            for (file, sha256) in table.files.iter().zip(table.entry.files()) {
                if file.starts_with(lock.staging()) {
                    self.store.adopt(lock, file, sha256)?;
                }
            }
            manifest.derived.insert(table.id, table.entry);
        }
        Ok(manifest)
    }
}

/// True if every row that a file gave is held, and the file itself was read before or left no notice: nothing of the table changes.
fn says_nothing_new(table: &StagedTable, held: &TableFile) -> bool {
    let known = || table.sources.iter().all(|source| held.sources.iter().any(|other| other.sha256 == source.sha256));
    table.merged.as_ref().is_some_and(|merged| merged.added == 0 && merged.changed == 0 && (table.quarantined + table.warned == 0 || known()))
}

/// What the manifest says of a table, and of what it was merged into.
fn entry(table: &StagedTable, held: Option<&TableFile>, definition: Option<&Table>) -> TableFile {
    let parts: Vec<Part> = table.parts.iter().map(part).collect();
    let sources = table.sources.iter().map(|s| SourceEntry { name: s.name.clone(), sha256: s.sha256.clone(), bytes: s.bytes });
    let mut entry = TableFile {
        sha256: hash_of_parts(&parts),
        parts,
        rows: table.rows,
        quarantined: table.quarantined,
        warned: table.warned,
        kind: table.kind.word().to_owned(),
        columns_missing: table.columns_missing.clone(),
        columns_unknown: table.columns_unknown.clone(),
        first_happened: table.first_happened,
        last_happened: table.last_happened,
        sources: sources.collect(),
    };
    let Some(held) = held else { return entry };
    entry.kind.clone_from(&held.kind);
    entry.quarantined += held.quarantined;
    entry.warned += held.warned;
    // A column is missing while no file has had it; one file may use the standard's name for it and another ours.
    let still = |name: &String| {
        let column = definition.and_then(|table| table.columns.iter().find(|c| c.name == *name || c.ssd.as_ref() == Some(name)));
        entry.columns_missing.iter().any(|missing| missing == name || column.is_some_and(|c| c.name == *missing || c.ssd.as_ref() == Some(missing)))
    };
    entry.columns_missing = held.columns_missing.iter().filter(|name| still(name)).cloned().collect();
    let unknown = std::mem::replace(&mut entry.columns_unknown, held.columns_unknown.clone());
    entry.columns_unknown.extend(unknown.into_iter().filter(|name| !held.columns_unknown.contains(name)));
    let came = std::mem::replace(&mut entry.sources, held.sources.clone());
    entry.sources.retain(|source| came.iter().all(|other| other.sha256 != source.sha256));
    entry.sources.extend(came);
    if entry.sources.len() > SOURCES {
        entry.sources.drain(FIRST_SOURCES..entry.sources.len() - (SOURCES - FIRST_SOURCES));
    }
    entry
}

fn part(part: &TablePart) -> Part {
    let reach = part.reach.unwrap_or_default();
    Part { sha256: part.sha256.clone(), rows: part.rows, first_happened: reach.first, last_happened: reach.last, beyond: reach.beyond }
}

fn parts_held(snapshot: &Snapshot) -> BTreeMap<String, Vec<TablePart>> {
    let part = |part: &Part| TablePart {
        path: snapshot.file(&part.sha256),
        sha256: part.sha256.clone(),
        rows: part.rows,
        reach: Some(Reach { first: part.first_happened, last: part.last_happened, beyond: part.beyond }),
        staged: false,
    };
    let of_old = |table: &TableFile| TablePart {
        path: snapshot.file(&table.sha256),
        sha256: table.sha256.clone(),
        rows: table.rows,
        reach: None,
        staged: false,
    };
    let parts = |table: &TableFile| if table.parts.is_empty() { vec![of_old(table)] } else { table.parts.iter().map(part).collect() };
    snapshot.manifest().tables.iter().map(|(name, table)| (name.clone(), parts(table))).collect()
}

fn returns_held(snapshot: &Snapshot) -> anyhow::Result<Vec<ReturnFile>> {
    let held = snapshot.manifest().returns.iter().map(|entry| {
        let kind =
            ReturnKind::parse(&entry.file).with_context(|| format!("the snapshot holds a file of a return of an unknown kind, `{}`", entry.file))?;
        let path = snapshot.file(&entry.sha256);
        Ok(ReturnFile { year: entry.year, kind, path, sha256: entry.sha256.clone(), rows: entry.rows, staged: false })
    });
    held.collect()
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
