//! What goes in and what comes out.

use crate::ssda903::ReturnKind;
use sightline_model::{ChildSet, Day};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Tables of the Standard Safeguarding Dataset.
    Ssd,
    /// Files of the yearly SSDA903 return.
    Ssda903,
    /// Mid-year population in the layout of Explore Education Statistics.
    Population,
    /// A table of our model, under its own headings.
    Own(String),
}

impl Kind {
    /// The word used in manifests: `ssd`, `ssda903`, `population` or `own`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Kind::Ssd => "ssd",
            Kind::Ssda903 => "ssda903",
            Kind::Population => "population",
            Kind::Own(_) => "own",
        }
    }
}

/// What a load does to tables that are held already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The new table takes the old one's place.
    Replace,
    /// New rows are added; a row with the key of an old one takes its place. Within one load the file given last wins.
    Upsert,
}

/// How to load.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// Folder that staged files are written to; it must exist and be empty.
    pub staging: &'a Path,
    /// What the files are; `None` to tell from names and headings.
    pub kind: Option<Kind>,
    /// Replace or add.
    pub mode: Mode,
    /// The local day of the load. Later days are not taken for the reach of the records.
    pub today: Day,
    /// The last day the records know about, if it was stated.
    pub extracted_on: Option<Day>,
    /// The Parquet files of the current snapshot's model tables, in order; read only to add to them.
    pub current: &'a BTreeMap<String, Vec<TablePart>>,
    /// The SSDA903 source files held already.
    pub returns: &'a [ReturnFile],
    /// Threads to use; at least one is.
    pub threads: usize,
}

/// How far a load is.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// The file being read, without its folders.
    pub file: &'a str,
    /// Bytes read so far, of all files.
    pub done: u64,
    /// Bytes of all files.
    pub total: u64,
}

/// What a load made.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    /// Tables of the model, by name.
    pub tables: Vec<StagedTable>,
    /// Every SSDA903 source file from which the history was made, staged or held before. Empty if the load held no returns.
    pub returns: Vec<ReturnFile>,
    /// Rows that could not be read. Columns: table, file, row, column, reason, raw (the row as it came).
    pub quarantine: Option<NoticeFile>,
    /// Values that could not be read, in rows that could. Columns as in quarantine; raw is the value as it came.
    pub warnings: Option<NoticeFile>,
    /// Files that were not loaded, and why.
    pub ignored: Vec<Ignored>,
    /// Files that were.
    pub sources: Vec<SourceFile>,
    /// Tables that this kind of source can fill and these files do not.
    pub missing_tables: Vec<String>,
    /// Tables of this load that the current snapshot holds too: with `Replace` they will be replaced, whatever kind of source they came from.
    pub replaces: Vec<String>,
    /// Sentences to show: what was assumed, and how often. They hold counts, never a row.
    pub notes: Vec<String>,
}

/// One table of the model, staged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagedTable {
    /// The model table.
    pub table: String,
    /// What it was made from.
    pub kind: Kind,
    /// Its Parquet files, in order: new ones in the staging folder, and those held that stay as they are.
    pub parts: Vec<TablePart>,
    /// What stands for its contents: from the SHA-256 of its files.
    pub sha256: String,
    /// Rows in its files.
    pub rows: u64,
    /// What was done to the rows held; `None` if the table takes the place of what was held.
    pub merged: Option<Merged>,
    /// Rows of its sources that went to quarantine.
    pub quarantined: u64,
    /// Warnings about rows that were accepted.
    pub warned: u64,
    /// Columns that its sources do not have: by the standard's names, or by ours if the headings are ours.
    pub columns_missing: Vec<String>,
    /// Headings of its sources that the model does not have.
    pub columns_unknown: Vec<String>,
    /// The earliest day on which something happened.
    pub first_happened: Option<Day>,
    /// The latest day, not after today or the stated day of the extract, on which something happened.
    pub last_happened: Option<Day>,
    /// The files it was made from.
    pub sources: Vec<SourceFile>,
}

/// A Parquet file that holds some rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TablePart {
    /// Where it is: in the staging folder if this load made it.
    pub path: PathBuf,
    /// SHA-256 of the file, in small hexadecimal digits.
    pub sha256: String,
    /// Rows in it.
    pub rows: u64,
    /// The days on which something happened, as far as they are known without reading it.
    pub reach: Option<Reach>,
    /// True if this load made it, false if it was held before.
    pub staged: bool,
}

/// The days on which something happened, by rows of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The earliest.
    pub first: Option<Day>,
    /// The latest that was not in the future when it was read.
    pub last: Option<Day>,
    /// The earliest that was.
    pub beyond: Option<Day>,
}

/// What an upsert did to the rows held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Rows with new keys.
    pub added: u64,
    /// Rows that took the place of one with their key.
    pub changed: u64,
    /// Rows that were held already, value for value.
    pub unchanged: u64,
    /// The children that old or new rows are about, if every one of those rows names one and the table as a whole was not written anew.
    pub children: Option<ChildSet>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name below the folder that was given, or without folders.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Rows, without the headings.
    pub rows: u64,
    /// Rows that went to quarantine.
    pub quarantined: u64,
    /// Rows that are no data of ours, such as regions and hidden values in a file of published figures.
    pub passed_over: u64,
}

/// A file that was not loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The file.
    pub path: PathBuf,
    /// Why, in words.
    pub why: String,
}

/// A staged file of notices: quarantined rows, or warnings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeFile {
    /// The Parquet file, in the staging folder.
    pub file: PathBuf,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Notices in it.
    pub rows: u64,
}

/// One file of one year's SSDA903 return, cleaned, as Parquet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnFile {
    /// The year the return ends in: 2024 for 1 April 2023 to 31 March 2024.
    pub year: i16,
    /// Which of the twelve files.
    pub kind: ReturnKind,
    /// Where it is: in the staging folder if this load made it.
    pub path: PathBuf,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Rows.
    pub rows: u64,
    /// True if this load made it, false if it was held before.
    pub staged: bool,
}
