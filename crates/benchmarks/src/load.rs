//! Loads published files: everything that was asked for, or nothing.

use crate::dictionary::{self, Measure};
use crate::ees;
use crate::error::BenchmarkError;
use crate::folder::{FORMAT, Folder, Kind, Lock, Manifest, Source, Table};
use crate::gather;
use crate::grid::Grid;
use crate::lists::{self, Area, Neighbour};
use crate::long::Long;
use crate::recognise::{Held, LONG, recognise};
use crate::sorter::Sorter;
use crate::tables::{read_texts, write_texts};
use sightline_store::{SourceEntry, hash_file};
use std::path::{Path, PathBuf};

/// How far a load has come, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Read so far.
    pub done: u64,
    /// To be read.
    pub total: u64,
}

/// What a load did with one publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    New,
    /// It took the place of an earlier one.
    Replaced,
    /// It was loaded before, from the same bytes.
    Unchanged,
}

/// What a load did.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Publications, in the order of their ids.
    pub sources: Vec<(Source, Outcome)>,
    /// Files of folders that were passed over, and why.
    pub ignored: Ignored,
}

impl Loaded {
    /// True if everything was loaded before.
    #[must_use]
    pub fn unchanged(&self) -> bool {
        self.sources.iter().all(|(_, outcome)| *outcome == Outcome::Unchanged)
    }
}

/// Files that were passed over, and why.
pub type Ignored = Vec<(PathBuf, String)>;

struct Item {
    path: PathBuf,
    held: Held,
    entry: SourceEntry,
}

/// Loads files and folders. Nothing is changed unless all of it can be read.
///
/// # Errors
/// What could not be read, with file, row, column and remedy.
pub fn load(data: &Path, paths: &[PathBuf], now: &str, progress: &dyn Fn(Step)) -> Result<Loaded, BenchmarkError> {
    let (items, ignored) = find(paths)?;
    let folder = Folder::at(data);
    let total = items.iter().map(|item| item.entry.bytes).sum();
    let lock = folder.begin()?;
    let before = folder.manifest()?;
    let mut work = Work { lock: &lock, before: &before, now, total, done: 0, progress, found: Vec::new() };
    work.everything(&items)?;
    let mut found = work.found;
    found.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    if found.iter().any(|(_, outcome)| *outcome != Outcome::Unchanged) {
        let new = |id: &str| found.iter().any(|(source, _)| source.id == id);
        let mut sources: Vec<Source> = before.sources.iter().filter(|s| !new(&s.id)).cloned().collect();
        sources.extend(found.iter().map(|(source, _)| source.clone()));
        folder.seal(&lock, Manifest { format: FORMAT, sources })?;
    }
    Ok(Loaded { sources: found, ignored })
}

/// Finds the files and tells what they hold.
fn find(paths: &[PathBuf]) -> Result<(Vec<Item>, Ignored), BenchmarkError> {
    let (mut items, mut ignored) = (Vec::new(), Vec::new());
    let mut add = |path: PathBuf, named: bool, ignored: &mut Ignored| -> Result<(), BenchmarkError> {
        match recognise(&path) {
            Ok(held) => {
                let bytes = std::fs::metadata(&path).map_err(|e| BenchmarkError::reading(&path, e))?.len();
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                let entry = SourceEntry { name, sha256: hash_file(&path)?, bytes };
                items.push(Item { path, held, entry });
            }
            Err(BenchmarkError::Unrecognised { why, .. }) if !named => ignored.push((path, why)),
            Err(error) => return Err(error),
        }
        Ok(())
    };
    for path in paths {
        if path.is_dir() {
            for file in files_of(path, 0)? {
                add(file, false, &mut ignored)?;
            }
        } else if path.exists() {
            add(path.clone(), true, &mut ignored)?;
        } else {
            return Err(BenchmarkError::NotFound(path.clone()));
        }
    }
    if items.is_empty() {
        let names: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
        return Err(BenchmarkError::Nothing(names.join(", ")));
    }
    Ok((items, ignored))
}

fn files_of(folder: &Path, depth: usize) -> Result<Vec<PathBuf>, BenchmarkError> {
    let mut files = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|e| BenchmarkError::reading(folder, e))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(['.', '~']));
        if hidden {
            continue;
        }
        if path.is_dir() {
            if depth < 4 {
                files.append(&mut files_of(&path, depth + 1)?);
            }
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

struct Work<'a> {
    lock: &'a Lock,
    before: &'a Manifest,
    now: &'a str,
    total: u64,
    done: u64,
    progress: &'a dyn Fn(Step),
    found: Vec<(Source, Outcome)>,
}

impl Work<'_> {
    fn everything(&mut self, items: &[Item]) -> Result<(), BenchmarkError> {
        let is_long = |item: &&Item| matches!(item.held, Held::LongParquet | Held::LongCsv);
        let is_dictionary = |item: &&Item| matches!(item.held, Held::Dictionary(..));
        let long = only(items.iter().filter(is_long), "the long table")?;
        let dictionary = only(items.iter().filter(is_dictionary), "the data dictionary")?;
        only(items.iter().filter(|i| matches!(i.held, Held::Authorities(..))), "the authority list")?;
        if long.is_some() || dictionary.is_some() {
            self.lait(long, dictionary)?;
        }
        for item in items {
            match &item.held {
                Held::Authorities(grid, row) => self.authorities(item, grid, *row)?,
                Held::Neighbours(grid, row) => self.neighbours(item, grid, *row)?,
                Held::Ees => self.ees(item)?,
                Held::LongParquet | Held::LongCsv | Held::Dictionary(..) => {}
            }
        }
        Ok(())
    }

    /// Notes a source; true if it was loaded before from the same bytes and need not be read.
    fn held_already(&mut self, id: &str, files: &[SourceEntry]) -> bool {
        let held = self.before.sources.iter().find(|s| s.id == id && self.before.format == FORMAT && s.same_files(files));
        if let Some(source) = held {
            self.found.push((source.clone(), Outcome::Unchanged));
        }
        held.is_some()
    }

    fn add(&mut self, source: Source) {
        let outcome = if self.before.sources.iter().any(|s| s.id == source.id) { Outcome::Replaced } else { Outcome::New };
        self.done += source.files.iter().map(|f| f.bytes).sum::<u64>();
        self.found.push((source, outcome));
    }

    fn source(&self, id: &str, kind: Kind, title: &str, files: Vec<SourceEntry>) -> Source {
        Source {
            id: id.to_owned(),
            kind,
            title: title.to_owned(),
            files,
            loaded_at: self.now.to_owned(),
            figures: None,
            tables: Vec::new(),
            version: None,
            notices: Vec::new(),
        }
    }

    fn table(&self, name: &str, headings: &[&str], rows: &[Vec<String>]) -> Result<Table, BenchmarkError> {
        let path = self.lock.staging().join(format!("{name}.parquet"));
        write_texts(&path, headings, rows)?;
        Ok(Table { name: name.to_owned(), sha256: self.lock.complete(&path)?, rows: rows.len() as u64 })
    }

    /// The long table and its dictionary: they belong to one release, so that figures are rounded and dated by the right one.
    fn lait(&mut self, long: Option<&Item>, dictionary: Option<&Item>) -> Result<(), BenchmarkError> {
        let held = self.before.sources.iter().find(|s| s.id == "lait");
        let (Some(long), Some(dictionary)) = (long, dictionary) else {
            return self.half_of_lait(long.or(dictionary), held);
        };
        let files = vec![long.entry.clone(), dictionary.entry.clone()];
        if self.held_already("lait", &files) {
            return Ok(());
        }
        let Held::Dictionary(grid, row) = &dictionary.held else { return Ok(()) };
        let (measures, notices) = dictionary::read(grid, *row)?;
        let mut source = self.source("lait", Kind::Lait, "Local Authority Interactive Tool", files);
        source.notices = notices;
        let mut sorter = Sorter::new(self.lock.staging());
        let mut reader = Long::new(&long.path, &measures, &mut sorter);
        let (done, total, progress) = (self.done, self.total, self.progress);
        let step = |bytes: u64| progress(Step { done: done + bytes, total });
        let rows = if matches!(long.held, Held::LongParquet) { reader.read_parquet(&step)? } else { reader.read_csv(&step)? };
        if rows == 0 {
            return Err(BenchmarkError::damaged(&long.path, "it holds no rows; download it again"));
        }
        for ((measure, label), rows) in std::mem::take(&mut reader.odd) {
            source.notices.push(format!("{rows} rows of `{measure}` left out: their year is `{label}`, and none has a value"));
        }
        let areas: Vec<Vec<String>> = reader.areas.values().map(Area::row).collect();
        let names = std::mem::take(&mut reader.names);
        drop(reader);
        let gathered = gather::write(self.lock, &long.path, LONG[3], sorter, &names)?;
        source.notices.extend(superseded(gathered.superseded));
        source.figures = Some(gathered.figures);
        let used: Vec<&Measure> = measures.iter().filter(|m| names.measures.texts().contains(&m.id)).collect();
        if used.len() < measures.len() {
            source.notices.push(format!("{} measures of the dictionary have no figures", measures.len() - used.len()));
        }
        let rows: Vec<Vec<String>> = used.into_iter().map(Measure::row).collect();
        source.tables = vec![self.table("measures", &Measure::COLUMNS, &rows)?, self.table("areas", &Area::COLUMNS, &areas)?];
        self.add(source);
        Ok(())
    }

    /// One of the two files of the tool: nothing to do if it is held already; otherwise the other is needed too.
    fn half_of_lait(&mut self, item: Option<&Item>, held: Option<&Source>) -> Result<(), BenchmarkError> {
        let Some(item) = item else { return Ok(()) };
        if let Some(source) = held.filter(|s| s.files.iter().any(|f| f.sha256 == item.entry.sha256) && self.before.format == FORMAT) {
            self.found.push((source.clone(), Outcome::Unchanged));
            return Ok(());
        }
        let other = if matches!(item.held, Held::Dictionary(..)) {
            "this data dictionary is new, and the figures are rounded and dated by it; load it together with the long table (bds_long)"
        } else {
            "the long table needs the data dictionary of the same release, by which its figures are rounded and dated; load both together"
        };
        Err(BenchmarkError::Alone { path: item.path.clone(), why: other.to_owned() })
    }

    fn authorities(&mut self, item: &Item, grid: &Grid, row: usize) -> Result<(), BenchmarkError> {
        let files = vec![item.entry.clone()];
        if self.held_already("authorities", &files) {
            return Ok(());
        }
        let rows: Vec<Vec<String>> = lists::authorities(grid, row)?.iter().map(Area::row).collect();
        let mut source = self.source("authorities", Kind::Authorities, "Authorities, regions and kinds of authority", files);
        source.tables = vec![self.table("areas", &Area::COLUMNS, &rows)?];
        self.add(source);
        Ok(())
    }

    fn neighbours(&mut self, item: &Item, grid: &Grid, row: usize) -> Result<(), BenchmarkError> {
        let version = lists::version(&item.path)?;
        let id = format!("neighbours-{version}");
        if let Some((source, _)) = self.found.iter().find(|(s, _)| s.id == id) {
            let first = source.files.first().map(|f| PathBuf::from(&f.name)).unwrap_or_default();
            return Err(BenchmarkError::Twice { first, second: item.path.clone(), what: format!("the list of neighbours of {version}") });
        }
        let files = vec![item.entry.clone()];
        if self.held_already(&id, &files) {
            return Ok(());
        }
        let rows: Vec<Vec<String>> = lists::neighbours(grid, row)?.iter().map(Neighbour::row).collect();
        let mut source = self.source(&id, Kind::Neighbours, &format!("Statistical neighbours, {version}"), files);
        source.version = Some(version);
        source.tables = vec![self.table("neighbours", &Neighbour::COLUMNS, &rows)?];
        self.add(source);
        Ok(())
    }

    fn ees(&mut self, item: &Item) -> Result<(), BenchmarkError> {
        let stem = item.path.file_stem().and_then(|s| s.to_str()).unwrap_or("table").to_owned();
        let id = source_id(&stem);
        if let Some((source, _)) = self.found.iter().find(|(s, _)| s.id == id) {
            let first = source.files.first().map(|f| PathBuf::from(&f.name)).unwrap_or_default();
            return Err(BenchmarkError::Twice { first, second: item.path.clone(), what: format!("`{id}`, by their names") });
        }
        let files = vec![item.entry.clone()];
        if self.held_already(&id, &files) {
            return Ok(());
        }
        let mut sorter = Sorter::new(self.lock.staging());
        let (done, total, progress) = (self.done, self.total, self.progress);
        let read = ees::read(&item.path, &mut sorter, &|bytes| progress(Step { done: done + bytes, total }))?;
        let gathered = gather::write(self.lock, &item.path, "time_period", sorter, &read.names)?;
        let mut source = self.source(&id, Kind::Ees, &stem.replace('_', " "), files);
        source.notices = read.notices;
        source.notices.extend(superseded(gathered.superseded));
        source.figures = Some(gathered.figures);
        let measures: Vec<Vec<String>> = read.measures.iter().map(Measure::row).collect();
        let areas: Vec<Vec<String>> = read.areas.iter().map(Area::row).collect();
        source.tables = vec![self.table("measures", &Measure::COLUMNS, &measures)?, self.table("areas", &Area::COLUMNS, &areas)?];
        self.add(source);
        Ok(())
    }
}

fn superseded(rows: u64) -> Option<String> {
    (rows > 0).then(|| format!("{rows} rows repeated others, or a revised or final figure took their place"))
}

/// The only one of its kind, if there is one.
fn only<'a>(mut items: impl Iterator<Item = &'a Item>, what: &str) -> Result<Option<&'a Item>, BenchmarkError> {
    let first = items.next();
    match (first, items.next()) {
        (Some(first), Some(second)) => Err(BenchmarkError::Twice { first: first.path.clone(), second: second.path.clone(), what: what.to_owned() }),
        _ => Ok(first),
    }
}

/// A file's name without the years it covers, so that next year's release takes the place of this one.
fn source_id(stem: &str) -> String {
    let lower = stem.to_lowercase();
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let end = words.iter().rposition(|word| !is_year(word) && *word != "to").map_or(words.len(), |last| last + 1);
    words[..end].join("-")
}

/// Areas that a source knows.
pub(crate) fn areas_of(folder: &Folder, source: &Source) -> Result<Vec<Area>, BenchmarkError> {
    let Some(table) = source.table("areas") else { return Ok(Vec::new()) };
    Ok(read_texts(&folder.file(&table.sha256), &Area::COLUMNS)?.iter().map(|row| Area::from_row(row)).collect())
}
