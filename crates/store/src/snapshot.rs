//! The data folder: its snapshots, and how a new one takes the place of the old.
//!
//! ```text
//! DIR/files/SHA256.parquet       tables, or parts of large ones, named by their contents
//! DIR/snapshots/000001-ID.json   manifests, in the order in which they were made
//! DIR/current                    the name of the manifest in force
//! DIR/beginning                  there until the first load is over
//! DIR/staging/                   a load under way; whatever a killed one left is removed by the next
//! DIR/access/2026-11.jsonl        who did what, and who read what about children, month by month
//! ```

use crate::error::io;
use crate::files::{adopt, hash_file, write_whole};
use crate::in_force::is_name;
use crate::{Manifest, StoreError};
use sightline_model::Day;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often a load that waits looks whether the other has ended.
const LOOK: Duration = Duration::from_millis(25);

/// A data folder.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
}

/// A snapshot whose manifest has been read: its files are sealed.
#[derive(Clone, Debug)]
pub struct Snapshot {
    root: PathBuf,
    manifest: Manifest,
}

/// What making a snapshot did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new snapshot is current.
    New(String),
    /// The records are what they were: the snapshot in force stays.
    Unchanged(String),
}

/// Held while a load runs; another load waits its turn.
#[derive(Debug)]
pub struct LoadLock {
    // Unlocked by the operating system when it closes, however the program ends.
    _file: File,
    staging: PathBuf,
}

impl LoadLock {
    /// An empty folder for this load's files, on the same disk as their final place.
    #[must_use]
    pub fn staging(&self) -> &Path {
        &self.staging
    }
}

impl Drop for LoadLock {
    fn drop(&mut self) {
        // What is left over is removed by the next load in any case.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

impl Store {
    /// A data folder; it need not exist yet.
    #[must_use]
    pub fn at(root: &Path) -> Store {
        Store { root: root.to_owned() }
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Begins a load: makes the folders, takes the lock and clears what a killed load left.
    ///
    /// # Errors
    /// If the folder cannot be written, or another load is running.
    pub fn begin_load(&self) -> Result<LoadLock, StoreError> {
        self.begin_load_within(Duration::ZERO)
    }

    /// Begins a load, waiting so long for another to end.
    ///
    /// # Errors
    /// If the folder cannot be written, or another load is still running.
    pub fn begin_load_within(&self, wait: Duration) -> Result<LoadLock, StoreError> {
        for folder in ["files", "snapshots"] {
            let path = self.root.join(folder);
            fs::create_dir_all(&path).map_err(io("make the folder", &path))?;
        }
        let lock = self.root.join("lock");
        let file = File::options().create(true).truncate(false).write(true).open(&lock).map_err(io("open", &lock))?;
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(fs::TryLockError::WouldBlock) if waited < wait => {
                    std::thread::sleep(LOOK);
                    waited += LOOK;
                }
                Err(fs::TryLockError::WouldBlock) => return Err(StoreError::Busy(self.root.clone())),
                Err(fs::TryLockError::Error(error)) => return Err(io("lock", &lock)(error)),
            }
        }
        self.clear_after_killed()?;
        let staging = self.root.join("staging");
        if staging.exists() {
            fs::remove_dir_all(&staging).map_err(io("clear", &staging))?;
        }
        fs::create_dir_all(&staging).map_err(io("make the folder", &staging))?;
        Ok(LoadLock { _file: file, staging })
    }

    /// Where a file of this content lies.
    #[must_use]
    pub fn file(&self, sha256: &str) -> PathBuf {
        self.root.join("files").join(format!("{sha256}.parquet"))
    }

    /// Moves a staged file to its place by content.
    ///
    /// # Errors
    /// If it cannot be moved.
    pub fn adopt(&self, _lock: &LoadLock, staged: &Path, sha256: &str) -> Result<PathBuf, StoreError> {
        let place = self.file(sha256);
        adopt(staged, &place)?;
        Ok(place)
    }

    /// Makes a manifest current. Its files must have been adopted. If nothing but the time differs from the snapshot in force, that one stays.
    ///
    /// # Errors
    /// If a file is missing or the folder cannot be written.
    pub fn seal(&self, _lock: &LoadLock, mut manifest: Manifest) -> Result<(Change, Snapshot), StoreError> {
        manifest.id = manifest.content_id();
        for sha in manifest.files() {
            let path = self.file(sha);
            if !path.exists() {
                return Err(StoreError::Damaged { path, why: "a file of the new snapshot is missing".to_owned() });
            }
        }
        if let Some(current) = self.current_if_any()?
            && current.manifest.id == manifest.id
        {
            return Ok((Change::Unchanged(manifest.id), current));
        }
        crate::files::sync_folder_of(&self.root.join("files").join("any"))?;
        let number = self.names()?.last().map_or(0, |name| number(name)) + 1;
        let name = format!("{number:06}-{}", manifest.id);
        let path = self.manifest_path(&name);
        let text = serde_json::to_vec_pretty(&manifest).map_err(|error| StoreError::Damaged { path: path.clone(), why: error.to_string() })?;
        write_whole(&path, &text)?;
        write_whole(&self.root.join("current"), name.as_bytes())?;
        self.begun()?;
        Ok((Change::New(manifest.id.clone()), Snapshot { root: self.root.clone(), manifest }))
    }

    /// The snapshot in force.
    ///
    /// # Errors
    /// If nothing has been loaded, `current` is missing or the manifest is damaged.
    pub fn current(&self) -> Result<Snapshot, StoreError> {
        self.current_if_any()?.ok_or_else(|| StoreError::Empty(self.root.clone()))
    }

    /// The snapshot in force, if anything has been loaded.
    ///
    /// # Errors
    /// If `current` is missing though snapshots are there, or the manifest is damaged.
    pub fn current_if_any(&self) -> Result<Option<Snapshot>, StoreError> {
        self.in_force()?.map(|name| self.read(&name)).transpose()
    }

    /// The snapshot that was in force at the end of a day.
    ///
    /// # Errors
    /// If there was none, or a manifest is damaged.
    pub fn known_on(&self, day: Day) -> Result<Snapshot, StoreError> {
        let mut first_day = None;
        // From the newest: there may be one for each day of many years.
        for name in self.standing()?.iter().rev() {
            let snapshot = self.read(name)?;
            if snapshot.manifest.made_on <= day {
                return Ok(snapshot);
            }
            first_day = Some(snapshot.manifest.made_on);
        }
        let first_day = first_day.ok_or_else(|| StoreError::Empty(self.root.clone()))?;
        Err(StoreError::NotYet(day.to_string(), first_day.to_string()))
    }

    /// Every snapshot, oldest first.
    ///
    /// # Errors
    /// If a manifest is damaged.
    pub fn all(&self) -> Result<Vec<Snapshot>, StoreError> {
        self.standing()?.iter().map(|name| self.read(name)).collect()
    }

    /// The names of the snapshots, oldest first.
    pub(crate) fn standing(&self) -> Result<Vec<String>, StoreError> {
        let current = self.in_force()?.map_or(0, |name| number(&name));
        // A manifest beyond the current one belongs to a load that was killed before the switch.
        Ok(self.names()?.into_iter().filter(|name| number(name) <= current).collect())
    }

    pub(crate) fn manifest_path(&self, name: &str) -> PathBuf {
        self.root.join("snapshots").join(format!("{name}.json"))
    }

    /// The names of all manifests, oldest first. Files of other names are none of ours.
    pub(crate) fn names(&self) -> Result<Vec<String>, StoreError> {
        let folder = self.root.join("snapshots");
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(io("open", &folder)(error)),
        };
        let mut names: Vec<String> = entries
            .flatten()
            .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".json").filter(|name| is_name(name)).map(str::to_owned))
            .collect();
        names.sort_by(|a, b| (number(a), a).cmp(&(number(b), b)));
        Ok(names)
    }

    pub(crate) fn read(&self, name: &str) -> Result<Snapshot, StoreError> {
        let path = self.manifest_path(name);
        let text = fs::read(&path).map_err(io("read", &path))?;
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| StoreError::Damaged { path: path.clone(), why: error.to_string() })?;
        if manifest.content_id() != manifest.id {
            return Err(StoreError::Damaged { path, why: "its contents do not give its id".to_owned() });
        }
        Ok(Snapshot { root: self.root.clone(), manifest })
    }
}

/// The number that a snapshot's name begins with: their order.
pub(crate) fn number(name: &str) -> u64 {
    name.split('-').next().and_then(|digits| digits.parse().ok()).unwrap_or(u64::MAX)
}

impl Snapshot {
    /// What it consists of.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.manifest.id
    }

    /// Where a file of it lies.
    #[must_use]
    pub fn file(&self, sha256: &str) -> PathBuf {
        self.root.join("files").join(format!("{sha256}.parquet"))
    }

    /// Every table's name and files, model tables and derived ones.
    #[must_use]
    pub fn tables(&self) -> Vec<(String, Vec<PathBuf>)> {
        let paths = |files: Vec<&str>| files.into_iter().map(|sha256| self.file(sha256)).collect();
        let model = self.manifest.tables.iter().map(|(name, table)| (name.clone(), paths(table.files())));
        let derived = self.manifest.derived.iter().map(|(name, table)| (name.clone(), paths(table.files())));
        model.chain(derived).collect()
    }

    /// Checks that every file is there and is what its name says.
    ///
    /// # Errors
    /// The first file that is not.
    pub fn verify(&self) -> Result<usize, StoreError> {
        let files = self.manifest.files();
        for sha in &files {
            let path = self.file(sha);
            if hash_file(&path)? != *sha {
                return Err(StoreError::Altered(path));
            }
        }
        Ok(files.len())
    }
}
