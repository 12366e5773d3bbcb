//! The log of readings about children: append-only, each entry sealed to the one before.

use crate::StoreError;
use crate::error::io;
use crate::files::hash_bytes;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// What somebody wants to read.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    /// When, as an instant in UTC.
    pub at: &'a str,
    /// Who.
    pub who: &'a str,
    /// Which list, for example `cp-plans 2018-07`.
    pub list: &'a str,
    /// Why.
    pub reason: &'a str,
    /// From which snapshot.
    pub snapshot: &'a str,
}

/// Proof that a reading has been logged. Rows about children are handed out only to the holder of one, and only the log issues it.
#[derive(Debug)]
pub struct AccessReceipt {
    entry: AccessEntry,
}

impl AccessReceipt {
    /// The number by which the entry can be found in the log.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.entry.number
    }

    /// Its seal.
    #[must_use]
    pub fn seal(&self) -> &str {
        &self.entry.seal
    }
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessEntry {
    /// From 1, without gaps.
    pub number: u64,
    /// When, as an instant in UTC.
    pub at: String,
    /// Who.
    pub who: String,
    /// Which list.
    pub list: String,
    /// Why.
    pub reason: String,
    /// From which snapshot.
    pub snapshot: String,
    /// The seal of the entry before; empty for the first.
    pub before: String,
    /// SHA-256 over all of the above.
    pub seal: String,
}

impl AccessEntry {
    fn sealed(mut self) -> AccessEntry {
        self.seal = String::new();
        let text = serde_json::to_string(&self).unwrap_or_default();
        self.seal = hash_bytes(text.as_bytes());
        self
    }
}

/// The log of one data folder.
#[derive(Clone, Debug)]
pub struct AccessLog {
    path: PathBuf,
}

impl AccessLog {
    /// The log in a data folder.
    #[must_use]
    pub fn at(root: &Path) -> AccessLog {
        AccessLog { path: root.join("access.jsonl") }
    }

    /// Logs a reading, and only then gives the receipt without which no rows come out.
    ///
    /// # Errors
    /// If the log cannot be written or has been tampered with: then nothing may be read.
    pub fn record(&self, reading: &Reading<'_>) -> Result<AccessReceipt, StoreError> {
        let mut file = File::options().create(true).read(true).append(true).open(&self.path).map_err(io("open", &self.path))?;
        file.lock().map_err(io("lock", &self.path))?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(io("read", &self.path))?;
        let last = self.parse(&text)?.pop();
        let entry = AccessEntry {
            number: last.as_ref().map_or(1, |entry| entry.number + 1),
            at: reading.at.to_owned(),
            who: reading.who.to_owned(),
            list: reading.list.to_owned(),
            reason: reading.reason.to_owned(),
            snapshot: reading.snapshot.to_owned(),
            before: last.map_or_else(String::new, |entry| entry.seal),
            seal: String::new(),
        }
        .sealed();
        let mut line = serde_json::to_string(&entry).map_err(|error| StoreError::Damaged { path: self.path.clone(), why: error.to_string() })?;
        line.push('\n');
        file.write_all(line.as_bytes()).map_err(io("write", &self.path))?;
        file.sync_all().map_err(io("write", &self.path))?;
        Ok(AccessReceipt { entry })
    }

    /// Every entry, after checking that none was changed, put in or taken out. That the last ones were cut off can only be seen beside a copy kept elsewhere.
    ///
    /// # Errors
    /// If the log cannot be read or its chain is broken.
    pub fn entries(&self) -> Result<Vec<AccessEntry>, StoreError> {
        match fs::read_to_string(&self.path) {
            Ok(text) => self.parse(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(io("read", &self.path)(error)),
        }
    }

    fn parse(&self, text: &str) -> Result<Vec<AccessEntry>, StoreError> {
        let broken = |line: usize| StoreError::Damaged { path: self.path.clone(), why: format!("the chain of entries is broken at line {line}") };
        let mut entries: Vec<AccessEntry> = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let entry: AccessEntry = serde_json::from_str(line).map_err(|_| broken(index + 1))?;
            let (number, before) = entries.last().map_or((1, ""), |last| (last.number + 1, last.seal.as_str()));
            if entry.number != number || entry.before != before || entry.clone().sealed().seal != entry.seal {
                return Err(broken(index + 1));
            }
            entries.push(entry);
        }
        Ok(entries)
    }
}
