//! What can go wrong with papers and publications.

use crate::paper::{Refusal, Scanned};
use sightline_store::StoreError;
use std::fmt;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Something in a hand-kept file that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, from the data folder on.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Something that stands between a paper and its sign-off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hindrance {
    /// The file to change, from the data folder on; with its line where one is known.
    pub file: String,
    /// What is missing or wrong.
    pub what: String,
    /// What to do.
    pub remedy: String,
    /// The comment or text it is about, if it is about one.
    pub about: Option<Scanned>,
}

impl fmt::Display for Hindrance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.file, self.what, self.remedy)
    }
}

/// What can go wrong with papers and publications.
#[derive(Debug, Error)]
pub enum PaperError {
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
    /// A file could not be put in its place.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Hand-kept files that cannot be understood; every fault is told at once.
    #[error("{}; mend and run it again:\n  {}", count(.0.len(), "fault"), list(.0))]
    Faults(Vec<Fault>),
    /// The paper is not ready.
    #[error("the paper cannot be signed off yet; {} still to do:
  {}", count(.0.len(), "thing"), list(.0))]
    Hindered(Vec<Hindrance>),
    /// A move that its stage does not allow.
    #[error("{0}")]
    Refused(Refusal),
    /// Somebody else has changed it since it was read.
    #[error("{0} has been changed by somebody else since you opened it. Nothing has been written over")]
    Changed(String),
    /// Words that cannot be kept.
    #[error("{field}: {why}")]
    Unfit {
        /// Which of them.
        field: &'static str,
        /// Why, and what to do, as a sentence without its full stop.
        why: String,
    },
    /// A log or publication that has been changed since it was written.
    #[error("{path} is damaged: {why}. Restore it from a backup")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A report or period whose name cannot be a folder.
    #[error("`{0}` cannot be the name of a folder: use letters, digits, hyphens and full stops")]
    Name(String),
    /// A correction without a reason.
    #[error("{0} has been published already and the paper has changed since: a correction needs a reason, which is printed (--reason \"...\")")]
    NeedsReason(String),
    /// One of the files could not be made.
    #[error("nothing has been published: {0}")]
    Making(String),
    /// There is no such publication.
    #[error("there is no publication `{0}`")]
    Unknown(String),
}

pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> PaperError {
    let path = path.to_owned();
    move |source| PaperError::Io { doing, path, source }
}

fn remedy(source: &std::io::Error) -> &'static str {
    match source.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => ". Free some space and run it again; nothing has been changed",
        std::io::ErrorKind::PermissionDenied => ". Check who owns it and who may write there",
        _ => "",
    }
}

pub(crate) fn count(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}

fn list(of: &[impl fmt::Display]) -> String {
    of.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n  ")
}
