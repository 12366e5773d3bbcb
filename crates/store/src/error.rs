//! What can go wrong with the data folder.

use std::path::{Path, PathBuf};
use thiserror::Error;

/// What can go wrong with the data folder. Messages name files and never their contents.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The operating system refused.
    #[error("cannot {doing} {path}: {source}{}", remedy(source))]
    Io {
        /// What was being done, as a verb.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A manifest that cannot be understood.
    #[error("{path} is damaged: {why}. Restore it from a backup, or load the extracts again into an empty folder")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The access log cannot be understood, or is not as it was written. There is nothing to load again: what happened is in it alone.
    #[error(
        "{path} is damaged: {why}. Keep the whole folder as it is and tell the data protection officer; a backup holds the entries up to its day"
    )]
    LogDamaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Which snapshot is in force cannot be told.
    #[error("{path} {why} ({there}): {remedy}. Until then nothing is opened and nothing removed")]
    Astray {
        /// The file that says it.
        path: PathBuf,
        /// What is wrong with it.
        why: &'static str,
        /// What snapshots there are.
        there: String,
        /// What helps.
        remedy: &'static str,
    },
    /// Nothing has been loaded yet.
    #[error("nothing has been loaded into {0} yet: run `sightline load PATH`, or `sightline demo`")]
    Empty(PathBuf),
    /// Nothing had been loaded by then.
    #[error("nothing had been loaded by {0}: the first load was on {1} (`sightline loads` lists them)")]
    NotYet(String, String),
    /// Another load is running.
    #[error("another load into {0} is running: wait for it to end")]
    Busy(PathBuf),
    /// A time that is none was given for an entry of the access log.
    #[error("the time of an entry of the access log is no instant like 2026-11-22T09:00:00Z")]
    NoInstant,
    /// A file changed after it was stored.
    #[error("{0} is not what was stored: its contents no longer match its name. Restore it from a backup, or load again")]
    Altered(PathBuf),
}

fn remedy(source: &std::io::Error) -> &'static str {
    match source.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => ". Free some space and run it again; the snapshot before is untouched",
        std::io::ErrorKind::PermissionDenied => ". Check who owns it and who may write there",
        _ => "",
    }
}

pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Io { doing, path, source }
}
