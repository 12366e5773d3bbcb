//! The access log of the whole service: append-only, each entry sealed to the one before (the guide §13).
//!
//! ```text
//! DIR/access/2026-11.jsonl                 the entries of a month, one a line
//! DIR/access/0000-00.jsonl                 what was logged before there were months, as it was
//! DIR/access/unfinished-2026-11-4711.txt   the end of a file that a crash cut short, kept aside
//! DIR/access/lock                          held while an entry is written, by command line and service alike
//! ```
//!
//! An entry's seal is the SHA-256 of its line, the seal left out, and the line holds the seal of the entry before: so the whole file hangs on its last
//! seal. A chain alone cannot tell that its last entries are gone; that takes a [`Head`] kept elsewhere.
//!
//! Writing an entry reads the last line and no more, however long the log. [`AccessLog::verify`] reads all of it.

mod chain;
mod entry;
mod export;
mod holds;
mod read;
mod seen;
mod segments;
mod verify;
mod write;

pub use chain::Head;
pub use entry::{AccessEntry, Act, Event, Kind, Opening, Outcome, Reading, Subjects};
pub use export::Form;
pub use verify::{Fault, Verified};

use crate::StoreError;
use entry::{About, Draft};
use sightline_access::Pseudonym;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use write::Writer;

/// Proof that a reading has been logged. Rows about children are handed out only to the holder of one, and only the log issues it, for nothing but a
/// [`Reading`].
#[derive(Debug)]
pub struct AccessReceipt {
    head: Head,
    reading: Draft,
}

impl AccessReceipt {
    /// The number by which the entry can be found in the log.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.head.number
    }

    /// Its seal.
    #[must_use]
    pub fn seal(&self) -> &str {
        &self.head.seal
    }
}

/// The log of one data folder. Clones are the same log, and wait for each other's writing together.
#[derive(Clone, Debug)]
pub struct AccessLog {
    root: PathBuf,
    writer: Arc<Writer>,
}

impl AccessLog {
    /// The log in a data folder.
    #[must_use]
    pub fn at(root: &Path) -> AccessLog {
        AccessLog { root: root.to_owned(), writer: Arc::new(Writer::at(root)) }
    }

    /// Logs a reading, and only then gives the receipt without which no rows come out.
    ///
    /// # Errors
    /// If the log cannot be written, or its last entry is not what was written: then nothing may be read.
    pub fn record(&self, reading: &Reading<'_>) -> Result<AccessReceipt, StoreError> {
        let draft = reading.draft()?;
        let head = self.writer.append(with_children(draft.clone(), reading.subjects.named))?;
        Ok(AccessReceipt { head, reading: draft })
    }

    /// Logs which children a list held, after it was read and before it is shown: who they are is known no sooner.
    ///
    /// # Errors
    /// If the log cannot be written: then the list may not be shown.
    pub fn shown(&self, receipt: &AccessReceipt, subjects: Subjects<'_>) -> Result<Head, StoreError> {
        let draft = Draft { kind: Kind::ListShown, count: subjects.count, about: About::Entry(receipt.head.number), ..receipt.reading.clone() };
        self.writer.append(with_children(draft, subjects.named))
    }

    /// Logs anything that is not a reading.
    ///
    /// # Errors
    /// If the log cannot be written, or its last entry is not what was written.
    pub fn note(&self, event: &Event<'_>) -> Result<Head, StoreError> {
        self.writer.append(with_children(event.draft()?, event.subjects.named))
    }

    /// The last entry that this handle has written; to be kept where the log is not, so that a log that was cut short is noticed.
    #[must_use]
    pub fn seen(&self) -> Option<Head> {
        self.writer.seen()
    }

    /// How many bytes of the log this handle has read in order to write: a few for each entry, however long the log.
    #[must_use]
    pub fn bytes_read_to_write(&self) -> u64 {
        self.writer.bytes_read()
    }
}

/// Children whose pseudonyms fit one entry. More go on in further entries of the same writing, so that the last line is never long.
const CHILDREN_AN_ENTRY: usize = 2_000;

fn with_children(mut draft: Draft, named: &[Pseudonym]) -> Vec<Draft> {
    let mut chunks = named.chunks(CHILDREN_AN_ENTRY);
    draft.children = chunks.next().map_or_else(Vec::new, <[Pseudonym]>::to_vec);
    let further = Draft { kind: Kind::ChildrenContinued, count: 0, children: Vec::new(), about: About::First, ..draft.clone() };
    let mut drafts = vec![draft];
    drafts.extend(chunks.map(|chunk| Draft { children: chunk.to_vec(), ..further.clone() }));
    drafts
}
