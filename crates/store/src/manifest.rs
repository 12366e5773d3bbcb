//! What a snapshot consists of.

use serde::{Deserialize, Serialize};
use sightline_model::Day;
use std::collections::BTreeMap;

/// The list of a snapshot's files and where they came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout of this file.
    pub format: u32,
    /// The snapshot's id: from its contents alone, so that the same records give the same id.
    pub id: String,
    /// When it was made, as an instant in UTC.
    pub made_at: String,
    /// The local day on which it was made.
    pub made_on: Day,
    /// The last day the data know about.
    pub extracted_on: Day,
    /// True if that day was stated; false if it was taken from the records.
    pub extracted_on_stated: bool,
    /// The first day from which records are complete, if it was stated.
    pub covers_from: Option<Day>,
    /// Model tables.
    pub tables: BTreeMap<String, TableFile>,
    /// Derived tables.
    pub derived: BTreeMap<String, DerivedFile>,
    /// Yearly returns held, from which one history is made.
    pub returns: Vec<ReturnEntry>,
    /// Rows that could not be read.
    pub quarantine: Vec<NoticeEntry>,
    /// Values that could not be read, in rows that could.
    pub warnings: Vec<NoticeEntry>,
    /// SHA-256 over all definitions in force.
    pub definitions: String,
    /// True if the service made it, record by record: [`crate::Store::tidy`] may remove it once another stands for its day.
    #[serde(default, skip_serializing_if = "is_false")]
    pub live: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A file of a table. A large table has several, so that a few new records rewrite a small part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The file's name and address.
    pub sha256: String,
    /// Rows in it.
    pub rows: u64,
    /// The earliest day on which something happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_happened: Option<Day>,
    /// The latest day on which something happened, of those that were not in the future when the part was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_happened: Option<Day>,
    /// The earliest day that was then in the future: once it has come, the part's reach is read again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beyond: Option<Day>,
}

/// The hash that stands for a table of these files: of a single one, its own.
#[must_use]
pub fn hash_of_parts(parts: &[Part]) -> String {
    match parts {
        [only] => only.sha256.clone(),
        parts => {
            let joined: Vec<&str> = parts.iter().map(|part| part.sha256.as_str()).collect();
            crate::files::hash_bytes(joined.join("\n").as_bytes())
        }
    }
}

fn files<'a>(sha256: &'a str, parts: &'a [Part]) -> Vec<&'a str> {
    match parts {
        [] => vec![sha256],
        parts => parts.iter().map(|part| part.sha256.as_str()).collect(),
    }
}

/// A model table of a snapshot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableFile {
    /// What stands for its contents: [`hash_of_parts`].
    pub sha256: String,
    /// Its files, in order. None in a snapshot of old: then its one file is `sha256`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Rows in it.
    pub rows: u64,
    /// Rows of its sources that went to quarantine.
    pub quarantined: u64,
    /// Rows with a value that could not be read.
    pub warned: u64,
    /// Kind of source: `ssd`, `ssda903`, `population`, `own`.
    pub kind: String,
    /// Columns that the source does not have.
    pub columns_missing: Vec<String>,
    /// Columns of the source that the model does not have.
    pub columns_unknown: Vec<String>,
    /// The earliest day on which something happened.
    pub first_happened: Option<Day>,
    /// The latest day on which something happened.
    pub last_happened: Option<Day>,
    /// Files it was read from.
    pub sources: Vec<SourceEntry>,
}

/// A file that was read: its name without folders, its hash and its size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceEntry {
    /// File name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// A derived table of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DerivedFile {
    /// What stands for its contents: [`hash_of_parts`].
    pub sha256: String,
    /// Its files, in order. None in a snapshot of old: then its one file is `sha256`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Rows in it.
    pub rows: u64,
    /// SHA-256 of what it was made from: the query and the files of its tables.
    pub made_from: String,
}

/// A file of notices about rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeEntry {
    /// The file's name and address.
    pub sha256: String,
    /// The tables that it speaks for: those that have not been loaded again since.
    pub tables: Vec<String>,
}

/// One file of a yearly return, kept so that later years can join it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ReturnEntry {
    /// The year in which the return ends.
    pub year: i16,
    /// Which of its files.
    pub file: String,
    /// The file's name and address.
    pub sha256: String,
    /// Rows in it.
    pub rows: u64,
}

impl TableFile {
    /// The addresses of its files, in order.
    #[must_use]
    pub fn files(&self) -> Vec<&str> {
        files(&self.sha256, &self.parts)
    }
}

impl DerivedFile {
    /// The addresses of its files, in order.
    #[must_use]
    pub fn files(&self) -> Vec<&str> {
        files(&self.sha256, &self.parts)
    }
}

impl Manifest {
    /// The id that these contents have: from everything but the times of making.
    #[must_use]
    pub fn content_id(&self) -> String {
        let mut bare = self.clone();
        bare.id = String::new();
        bare.made_at = String::new();
        bare.made_on = Day::from_epoch(0);
        bare.live = false;
        for table in bare.tables.values_mut() {
            // The same records from a renamed file are the same records.
            for source in &mut table.sources {
                source.name = String::new();
            }
        }
        let text = serde_json::to_string(&bare).unwrap_or_default();
        crate::files::hash_bytes(text.as_bytes())[..16].to_owned()
    }

    /// Every file address that the snapshot needs.
    #[must_use]
    pub fn files(&self) -> Vec<&str> {
        let mut files: Vec<&str> = self.tables.values().flat_map(TableFile::files).collect();
        files.extend(self.derived.values().flat_map(DerivedFile::files));
        files.extend(self.returns.iter().map(|r| r.sha256.as_str()));
        files.extend(self.quarantine.iter().map(|n| n.sha256.as_str()));
        files.extend(self.warnings.iter().map(|n| n.sha256.as_str()));
        files.sort_unstable();
        files.dedup();
        files
    }
}
