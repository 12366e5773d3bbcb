//! What disclosure control must remember of everything that has gone out, kept as it gave it.
//!
//! A publication carries its own entries, and goes into place before they are added here. If the program is killed between the two, they are read
//! from the publication, and added by the next one.

use super::{Publication, Publications};
use crate::{PaperError, chain};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// When, as an instant in UTC.
    pub at: String,
    /// The publication it belongs to, or what else went out: `answered request 2018/12`.
    pub source: String,
    /// The seal of the publication, so that the ledger's chain holds it too.
    pub seal: Option<String>,
    /// What disclosure control wants to remember.
    pub entry: Value,
}

impl Publications {
    fn ledger_path(&self) -> std::path::PathBuf {
        self.root.join("ledger.jsonl")
    }

    /// Everything remembered, oldest first, after checking that the chain is whole and agrees with the publications.
    ///
    /// # Errors
    /// If the ledger or a publication has been tampered with.
    pub fn ledger(&self) -> Result<Vec<LedgerEntry>, PaperError> {
        let mut entries: Vec<LedgerEntry> = chain::read(&self.ledger_path())?.into_iter().map(|line| line.entry).collect();
        let publications = self.all()?;
        for entry in &entries {
            let Some(seal) = &entry.seal else { continue };
            if !publications.iter().any(|publication| publication.id == entry.source && publication.seal == *seal) {
                let path = self.root.join(&entry.source);
                return Err(PaperError::Damaged { path, why: "the ledger knows a publication that is not there, or not as it was".to_owned() });
            }
        }
        entries.extend(self.unsettled(&entries, publications)?);
        Ok(entries)
    }

    /// Remembers something else that went out, such as an answered request for information.
    ///
    /// # Errors
    /// If the ledger cannot be written or has been tampered with.
    pub fn remember(&self, at: &str, source: &str, entry: Value) -> Result<(), PaperError> {
        chain::append(&self.ledger_path(), &[LedgerEntry { at: at.to_owned(), source: source.to_owned(), seal: None, entry }])
    }

    /// Adds what a killed program left out.
    pub(super) fn settle(&self) -> Result<(), PaperError> {
        let entries: Vec<LedgerEntry> = chain::read(&self.ledger_path())?.into_iter().map(|line| line.entry).collect();
        let missing = self.unsettled(&entries, self.all()?)?;
        if missing.is_empty() { Ok(()) } else { chain::append(&self.ledger_path(), &missing) }
    }

    fn unsettled(&self, entries: &[LedgerEntry], publications: Vec<Publication>) -> Result<Vec<LedgerEntry>, PaperError> {
        let known: BTreeSet<&str> = entries.iter().filter(|entry| entry.seal.is_some()).map(|entry| entry.source.as_str()).collect();
        let mut missing = Vec::new();
        for publication in publications.into_iter().filter(|publication| !known.contains(publication.id.as_str())) {
            let own: Vec<Value> = self.parsed(&publication, "ledger.json")?;
            missing.extend(own.into_iter().map(|entry| LedgerEntry {
                at: publication.published_at.clone(),
                source: publication.id.clone(),
                seal: Some(publication.seal.clone()),
                entry,
            }));
        }
        missing.sort_by(|one, other| (&one.at, &one.source).cmp(&(&other.at, &other.source)));
        Ok(missing)
    }
}
