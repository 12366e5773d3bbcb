//! What can go wrong while a county is written.

use std::path::PathBuf;

/// Why a county could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SynthError {
    /// The settings ask for a county that cannot be made.
    #[error("{what}: {found} is outside {least} to {most}")]
    OutOfRange {
        /// Which setting.
        what: &'static str,
        /// What it was.
        found: i64,
        /// The smallest value allowed.
        least: i64,
        /// The largest value allowed.
        most: i64,
    },
    /// A file or folder could not be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A row could not be put into CSV.
    #[error("cannot write a row of {table}")]
    Row {
        /// Which table.
        table: &'static str,
        /// Why.
        source: csv::Error,
    },
    /// A part of the county was not made, because the thread making it stopped.
    #[error("part {part} of the county was not made")]
    Lost {
        /// Which part.
        part: usize,
    },
}
