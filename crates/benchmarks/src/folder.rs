//! Where published figures are kept in the data folder, and how new ones take the place of the old.
//!
//! ```text
//! DIR/benchmarks/files/SHA256.parquet    tables, named by their contents
//! DIR/benchmarks/manifest.json           what is loaded; replaced by one rename
//! DIR/benchmarks/staging/                a load under way; whatever a killed one left is removed by the next
//! ```

use crate::error::BenchmarkError;
use serde::{Deserialize, Serialize};
use sightline_store::{SourceEntry, StoreError, adopt, hash_file, sync_folder_of, write_whole};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The layout of the tables. A change makes the next load read everything again.
pub(crate) const FORMAT: u32 = 1;

/// Everything that is loaded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout of the tables.
    pub format: u32,
    /// What was loaded, by id.
    pub sources: Vec<Source>,
}

/// One publication.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its id: `lait`, `authorities`, `neighbours-2021-04`, or the name of a file without its years.
    pub id: String,
    /// What it holds.
    pub kind: Kind,
    /// What it is, in words.
    pub title: String,
    /// The files it was read from.
    pub files: Vec<SourceEntry>,
    /// When, as an instant in UTC.
    pub loaded_at: String,
    /// The table of figures, if it has any.
    pub figures: Option<Figures>,
    /// Small tables: `measures`, `areas`, `neighbours`.
    pub tables: Vec<Table>,
    /// The month of publication of a list of neighbours, as `2021-04`.
    pub version: Option<String>,
    /// What was left out, and why.
    pub notices: Vec<String>,
}

/// What a publication holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The Local Authority Interactive Tool.
    Lait,
    /// The authority list.
    Authorities,
    /// A list of statistical neighbours.
    Neighbours,
    /// A file in the layout of Explore Education Statistics.
    Ees,
}

impl Kind {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Kind::Lait => "Local Authority Interactive Tool",
            Kind::Authorities => "authority list",
            Kind::Neighbours => "statistical neighbours",
            Kind::Ees => "Explore Education Statistics",
        }
    }
}

/// A table of figures and where each measure stands in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// The file's name and address.
    pub sha256: String,
    /// Rows in it.
    pub rows: u64,
    /// Rows with a number.
    pub values: u64,
    /// First and last year.
    pub years: (i16, i16),
    /// Where each measure's rows stand.
    pub index: Vec<Extent>,
}

/// The rows of one measure: they stand together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// The measure.
    pub measure: String,
    /// Its first row, counted from 0.
    pub first: u64,
    /// How many.
    pub rows: u64,
    /// The first year with a number.
    pub from: i16,
    /// The last year with a number.
    pub to: i16,
}

/// A small table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it holds.
    pub name: String,
    /// The file's name and address.
    pub sha256: String,
    /// Rows in it.
    pub rows: u64,
}

/// The folder of published figures.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

/// Held while a load runs.
#[derive(Debug)]
pub(crate) struct Lock {
    // Unlocked by the operating system when it closes, however the program ends.
    _file: File,
    staging: PathBuf,
}

impl Lock {
    /// An empty folder on the same disk as the files' final place.
    pub(crate) fn staging(&self) -> &Path {
        &self.staging
    }

    /// Names a complete file by its content, and gives that name. It stays aside until the load is sealed.
    pub(crate) fn complete(&self, staged: &Path) -> Result<String, BenchmarkError> {
        let sha256 = hash_file(staged)?;
        let ready = self.ready(&sha256);
        fs::rename(staged, &ready).map_err(|e| BenchmarkError::writing(&ready, e))?;
        Ok(sha256)
    }

    fn ready(&self, sha256: &str) -> PathBuf {
        self.staging.join(format!("{sha256}.ready"))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What is left over is removed by the next load in any case.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

impl Source {
    /// Every file of the source.
    fn addresses(&self) -> impl Iterator<Item = &str> {
        self.figures.iter().map(|f| f.sha256.as_str()).chain(self.tables.iter().map(|t| t.sha256.as_str()))
    }

    /// A small table of this name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// True if both were read from the same bytes.
    pub(crate) fn same_files(&self, files: &[SourceEntry]) -> bool {
        let hashes = |entries: &[SourceEntry]| entries.iter().map(|e| e.sha256.clone()).collect::<BTreeSet<_>>();
        hashes(&self.files) == hashes(files)
    }
}

impl Folder {
    /// The folder of published figures in a data folder. It need not exist yet.
    #[must_use]
    pub fn at(data: &Path) -> Folder {
        Folder { root: data.join("benchmarks") }
    }

    /// Where a file of this content lies.
    #[must_use]
    pub fn file(&self, sha256: &str) -> PathBuf {
        self.root.join("files").join(format!("{sha256}.parquet"))
    }

    fn manifest_path(&self) -> PathBuf {
        self.root.join("manifest.json")
    }

    /// What is loaded; nothing, if nothing has been.
    ///
    /// # Errors
    /// If the manifest is damaged.
    pub fn manifest(&self) -> Result<Manifest, BenchmarkError> {
        let path = self.manifest_path();
        match fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text).map_err(|error| BenchmarkError::own(&path, error)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Manifest { format: FORMAT, sources: Vec::new() }),
            Err(error) => Err(BenchmarkError::reading(&path, error)),
        }
    }

    /// Begins a load.
    pub(crate) fn begin(&self) -> Result<Lock, BenchmarkError> {
        let files = self.root.join("files");
        fs::create_dir_all(&files).map_err(|e| BenchmarkError::writing(&files, e))?;
        let path = self.root.join("lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(|e| BenchmarkError::writing(&path, e))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(StoreError::Busy(self.root.clone()).into()),
            Err(fs::TryLockError::Error(error)) => return Err(BenchmarkError::writing(&path, error)),
        }
        let staging = self.root.join("staging");
        if staging.exists() {
            fs::remove_dir_all(&staging).map_err(|e| BenchmarkError::writing(&staging, e))?;
        }
        fs::create_dir_all(&staging).map_err(|e| BenchmarkError::writing(&staging, e))?;
        Ok(Lock { _file: file, staging })
    }

    /// Makes a manifest the one in force, its files in their places, and clears files that neither it nor the one before names.
    pub(crate) fn seal(&self, lock: &Lock, mut manifest: Manifest) -> Result<Manifest, BenchmarkError> {
        let before = self.manifest()?;
        for sha in manifest.sources.iter().flat_map(Source::addresses) {
            let ready = lock.ready(sha);
            if ready.exists() {
                adopt(&ready, &self.file(sha))?;
            }
        }
        manifest.format = FORMAT;
        manifest.sources.sort_by(|a, b| a.id.cmp(&b.id));
        let path = self.manifest_path();
        let text = serde_json::to_vec(&manifest).map_err(|error| BenchmarkError::own(&path, error))?;
        sync_folder_of(&self.root.join("files").join("any"))?;
        write_whole(&path, &text)?;
        let kept: BTreeSet<PathBuf> =
            [&manifest, &before].iter().flat_map(|m| &m.sources).flat_map(Source::addresses).map(|sha| self.file(sha)).collect();
        for entry in fs::read_dir(self.root.join("files")).into_iter().flatten().flatten() {
            if !kept.contains(&entry.path()) {
                // A file that stays does no harm; the next load tries again.
                let _ = fs::remove_file(entry.path());
            }
        }
        Ok(manifest)
    }

    /// Checks that every file is there and is what its name says; gives how many.
    ///
    /// # Errors
    /// The first file that is not.
    pub fn verify(&self) -> Result<usize, BenchmarkError> {
        let manifest = self.manifest()?;
        let mut count = 0;
        for sha in manifest.sources.iter().flat_map(Source::addresses) {
            let path = self.file(sha);
            if hash_file(&path)? != sha {
                return Err(StoreError::Altered(path).into());
            }
            count += 1;
        }
        Ok(count)
    }
}
