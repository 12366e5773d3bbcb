//! Why published figures could not be loaded, or a question about them not answered. Every message says where and what to do.

use sightline_store::StoreError;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// What can be loaded, for messages about what cannot.
const KNOWN: &str = "what can be loaded: the long table of the Local Authority Interactive Tool (Parquet or CSV) with its data dictionary, its authority list, a list of \
                     statistical neighbours, and CSV files in the layout of Explore Education Statistics";

/// Why published figures could not be loaded, or a question about them not answered.
#[derive(Debug, Error)]
pub enum BenchmarkError {
    /// No such file or folder.
    #[error("{}: there is no such file or folder; check the path", .0.display())]
    NotFound(PathBuf),
    /// Reading failed.
    #[error("{}: cannot be read: {source}; check who may read it, or copy it again", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Writing failed.
    #[error("{}: cannot be written: {source}; what was loaded before is untouched", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file of another kind.
    #[error("{}: {why}; {KNOWN}", .path.display())]
    Unrecognised {
        /// The file.
        path: PathBuf,
        /// What was looked for and found.
        why: String,
    },
    /// A file that is broken.
    #[error("{}: {why}", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong, and what to do.
        why: String,
    },
    /// A column that must be there is not.
    #[error("{}: the column `{column}` is missing; load the file as it was released, with all its columns", .path.display())]
    Column {
        /// The file.
        path: PathBuf,
        /// The missing column.
        column: String,
    },
    /// A cell that cannot be read.
    #[error("{}, {}row {row}, column `{column}`: {what}", .path.display(), sheet.as_ref().map(|s| format!("sheet `{s}`, ")).unwrap_or_default())]
    Cell {
        /// The file.
        path: PathBuf,
        /// The sheet, in a workbook.
        sheet: Option<String>,
        /// The row, counted from 1, headings included.
        row: u64,
        /// The column's heading.
        column: String,
        /// What is wrong, and what to do.
        what: String,
    },
    /// Two files of one kind.
    #[error("{} and {} both hold {what}; load one of them", .first.display(), .second.display())]
    Twice {
        /// One.
        first: PathBuf,
        /// The other.
        second: PathBuf,
        /// What they hold.
        what: String,
    },
    /// A file that means nothing without another.
    #[error("{}: {why}", .path.display())]
    Alone {
        /// The file.
        path: PathBuf,
        /// What it needs.
        why: String,
    },
    /// Nothing to load.
    #[error("nothing to load in {0}; {KNOWN}")]
    Nothing(String),
    /// Nothing is loaded yet.
    #[error("{0}: run `sightline benchmarks load FILE...` with files as they were released")]
    NotLoaded(String),
    /// What was asked for is not known by that name.
    #[error("{0}")]
    Unknown(String),
    /// The data folder.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A table of our own that cannot be read.
    #[error("{}: {why}. Load the published files again", .path.display())]
    OwnTable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
}

impl BenchmarkError {
    pub(crate) fn reading(path: &Path, source: io::Error) -> BenchmarkError {
        match source.kind() {
            io::ErrorKind::NotFound => BenchmarkError::NotFound(path.to_owned()),
            _ => BenchmarkError::Read { path: path.to_owned(), source },
        }
    }

    pub(crate) fn writing(path: &Path, source: io::Error) -> BenchmarkError {
        BenchmarkError::Write { path: path.to_owned(), source }
    }

    pub(crate) fn damaged(path: &Path, why: impl Into<String>) -> BenchmarkError {
        BenchmarkError::Damaged { path: path.to_owned(), why: why.into() }
    }

    pub(crate) fn own(path: &Path, why: impl ToString) -> BenchmarkError {
        BenchmarkError::OwnTable { path: path.to_owned(), why: why.to_string() }
    }

    /// True for what only another command line can mend.
    #[must_use]
    pub fn is_usage(&self) -> bool {
        matches!(self, BenchmarkError::Unknown(_))
    }
}
