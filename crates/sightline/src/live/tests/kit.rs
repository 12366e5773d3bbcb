//! A data folder with an invented county, and its records as a test changes them.

use crate::live::loading::{Loading, Request};
use crate::live::{Loader, Moment};
use crate::workplace::threads;
use sightline_definitions::Library;
use sightline_engine::Session;
use sightline_intake::Mode;
use sightline_model::Day;
use sightline_store::{Snapshot, Store};
use sightline_synth::Settings;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

pub static LIBRARY: LazyLock<Arc<Library>> = LazyLock::new(|| Arc::new(Library::built_in().0));
static BASE: LazyLock<Session> = LazyLock::new(|| Session::empty(&LIBRARY, threads()).unwrap());

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// A folder for a test, its clock standing still until it is set.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub today: Arc<Mutex<Day>>,
}

impl Place {
    pub fn new() -> Place {
        Place { folder: tempfile::tempdir().unwrap(), today: Arc::new(Mutex::new(day("2018-10-02"))) }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    pub fn store(&self, name: &str) -> Store {
        Store::at(&self.path(name))
    }

    pub fn loader(&self, name: &str) -> Loader {
        let today = Arc::clone(&self.today);
        let clock = move || {
            let today = *today.lock().unwrap();
            Moment { today, now: format!("{today}T09:00:00Z") }
        };
        Loader::new(self.store(name), Arc::clone(&LIBRARY), BASE.clone(), Box::new(clock))
    }

    /// Loads a folder in place of whatever was held, as the command does.
    pub fn replace(&self, name: &str, folder: &Path) -> Snapshot {
        let (store, today) = (self.store(name), *self.today.lock().unwrap());
        let now = format!("{today}T08:00:00Z");
        let loading = Loading { store: &store, library: &LIBRARY, base: Some(&BASE), today, now: &now };
        let paths = [folder.to_owned()];
        let request = Request { paths: &paths, kind: None, mode: Mode::Replace, extracted_on: None, covers_from: None, live: false };
        let lock = store.begin_load().unwrap();
        let read = loading.read(&lock, &request, &|_| {}).unwrap();
        loading.seal(&lock, &request, &read).unwrap().1
    }
}

/// The extracts of an invented county, as rows.
pub struct County {
    pub tables: BTreeMap<String, Sheet>,
    folder: PathBuf,
}

/// A file, its headings and rows.
pub struct Sheet {
    pub file: String,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// Where the columns of the key stand.
    pub key: Vec<usize>,
}

impl County {
    pub fn invent(folder: &Path, children: u32) -> County {
        let settings = Settings { children, years: 5, spoilt_per_10_000: 100, ..Settings::default() };
        sightline_synth::write(&settings, folder, &mut |_, _| {}).unwrap();
        let mut tables = BTreeMap::new();
        for table in LIBRARY.tables.values() {
            let names = [table.ssd.clone(), Some(table.name.clone())];
            let Some(file) = names.into_iter().flatten().map(|name| format!("{name}.csv")).find(|file| folder.join(file).exists()) else { continue };
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(folder.join(&file)).unwrap();
            let headings: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
            let place = |name: &String| {
                let column = table.column(name)?;
                headings.iter().position(|heading| heading == name || column.ssd.as_ref() == Some(heading))
            };
            let Some(key) = table.key.iter().map(place).collect::<Option<Vec<usize>>>() else { continue };
            let rows = reader.byte_records().map(|row| row.unwrap().iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect());
            let sheet = Sheet { file, rows: rows.collect(), key, headings };
            // A row of another length is no row: it is in quarantine, whatever is added.
            if sheet.rows.iter().all(|row| row.len() == sheet.headings.len()) {
                tables.insert(table.name.clone(), sheet);
            }
        }
        County { tables, folder: folder.to_owned() }
    }

    /// Writes the rows as they are now.
    pub fn save(&self) -> &Path {
        for sheet in self.tables.values() {
            let mut writer = csv::Writer::from_path(self.folder.join(&sheet.file)).unwrap();
            writer.write_record(&sheet.headings).unwrap();
            sheet.rows.iter().for_each(|row| writer.write_record(row).unwrap());
            writer.flush().unwrap();
        }
        &self.folder
    }
}

impl Sheet {
    pub fn key_of(&self, row: &[String]) -> Vec<String> {
        self.key.iter().map(|place| row[*place].trim().to_owned()).collect()
    }

    pub fn csv(&self, rows: &[Vec<String>]) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.headings).unwrap();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        writer.into_inner().unwrap()
    }

    /// Puts rows where those with their keys stand, or at the end.
    pub fn put(&mut self, rows: &[Vec<String>]) {
        for row in rows {
            let key = self.key_of(row);
            match self.rows.iter().position(|held| self.key_of(held) == key) {
                Some(place) => self.rows[place].clone_from(row),
                None => self.rows.push(row.clone()),
            }
        }
    }
}

/// Numbers that look random, the same in every run.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}
