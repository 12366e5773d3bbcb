//! Why a load stopped. Every message names the file and says what to do; none holds a row.

use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a load stopped: a whole file cannot be used, or the result cannot be written. Nothing staged counts then.
#[derive(Debug, Error)]
pub enum IntakeError {
    /// No such file or folder.
    #[error("{}: there is no such file or folder; check the path", .path.display())]
    NotFound {
        /// The path.
        path: PathBuf,
    },
    /// The file may not be read.
    #[error("{}: no permission to read it; let the account that runs sightline read it, and load again", .path.display())]
    NoPermission {
        /// The path.
        path: PathBuf,
    },
    /// Reading failed.
    #[error("{}: reading failed: {source}; copy the file again, and load again", .path.display())]
    Read {
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Nothing in the file.
    #[error("{}: the file is empty; export it again, with its headings", .path.display())]
    Empty {
        /// The path.
        path: PathBuf,
    },
    /// Nothing to load in the paths given.
    #[error(
        "nothing to load in {paths}: no file is named or headed as a table of the dataset, of a return, or of the model; `--as KIND` says what a file is"
    )]
    NothingToLoad {
        /// The paths, as given.
        paths: String,
    },
    /// Not recognised by name or headings.
    #[error("{}: neither its name nor its headings tell what it holds; say it with `--as`, or name it after its table, such as ssd_contacts.csv", .path.display())]
    Unrecognised {
        /// The path.
        path: PathBuf,
    },
    /// One heading, and not a known one.
    #[error("{}: its first line is a single heading that is not known; separate the columns with commas, tabs or the | sign", .path.display())]
    WrongDelimiter {
        /// The path.
        path: PathBuf,
    },
    /// No known heading.
    #[error("{}: none of its headings belongs to {table}; the first line must hold the headings", .path.display())]
    NoKnownHeadings {
        /// The path.
        path: PathBuf,
        /// The table it was taken for.
        table: String,
    },
    /// A column without which no row can be told from another.
    #[error("{}: the column {column} is missing, and no row of {table} can be told from another without it; add it to the extract", .path.display())]
    KeyMissing {
        /// The path.
        path: PathBuf,
        /// The table.
        table: String,
        /// The missing column.
        column: String,
    },
    /// A line that no extract has.
    #[error("{}: line {line} is longer than 16 MB; the line ends are missing or the file is damaged: export it again", .path.display())]
    LineTooLong {
        /// The path.
        path: PathBuf,
        /// The line.
        line: u64,
    },
    /// Two files for one table.
    #[error("{} and {} both hold {table}; load one of them, or add them together with `--mode upsert`", .first.display(), .second.display())]
    GivenTwice {
        /// The table.
        table: String,
        /// One file.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// Written to while it was read.
    #[error("{}: the file changed while it was read; wait until it is complete, and load again", .path.display())]
    Changed {
        /// The path.
        path: PathBuf,
    },
    /// A Parquet file that is none.
    #[error("{}: cannot be read as Parquet ({message}); export it again, or as CSV", .path.display())]
    BadParquet {
        /// The path.
        path: PathBuf,
        /// What the reader said.
        message: String,
    },
    /// The kind asked for is not a table.
    #[error("there is no table `{table}` in the model; `sightline doctor` lists the tables")]
    UnknownTable {
        /// The name given.
        table: String,
    },
    /// A return whose year cannot be told.
    #[error("{}: the year of this return cannot be told; load it together with its episodes file, or put it in a folder named after the year it ends in, such as 2024", .path.display())]
    NoYear {
        /// One of the files.
        path: PathBuf,
    },
    /// A return that names no child in any row.
    #[error("{}: the column {column} is missing from this file of the SSDA903 return; add it and load again", .path.display())]
    ReturnColumn {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
    },
    /// The disk is full.
    #[error("the disk is full: {} could not be written; free some space, and load again", .path.display())]
    DiskFull {
        /// The file being written.
        path: PathBuf,
    },
    /// Writing failed.
    #[error("{}: writing failed: {message}", .path.display())]
    Write {
        /// The file being written.
        path: PathBuf,
        /// What the system said.
        message: String,
    },
    /// A file of the current snapshot, or a return held, cannot be read.
    #[error("{}: a file held by sightline cannot be read ({message}); run `sightline doctor`", .path.display())]
    Held {
        /// The file.
        path: PathBuf,
        /// What the reader said.
        message: String,
    },
    /// Another thread failed first; never returned.
    #[error("stopped")]
    Stopped,
}

impl IntakeError {
    /// An error of opening or reading, told apart.
    pub(crate) fn reading(path: &Path, source: io::Error) -> IntakeError {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => IntakeError::NotFound { path },
            io::ErrorKind::PermissionDenied => IntakeError::NoPermission { path },
            _ => IntakeError::Read { path, source },
        }
    }

    /// An error of writing, told apart.
    pub(crate) fn writing(path: &Path, source: &io::Error) -> IntakeError {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => IntakeError::DiskFull { path },
            _ => IntakeError::Write { path, message: source.to_string() },
        }
    }
}
