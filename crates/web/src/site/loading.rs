//! Loading, and what became of it.

use sightline_model::Day;

/// One snapshot.
#[derive(Clone, Debug)]
pub struct LoadFacts {
    /// Its id.
    pub id: String,
    /// When it was made, as an instant in UTC.
    pub made_at: String,
    /// Kinds of source.
    pub kinds: String,
    /// Tables.
    pub tables: u64,
    /// Rows.
    pub rows: u64,
    /// Rows that could not be read.
    pub quarantined: u64,
    /// The last day its records know about.
    pub extracted_on: Day,
}

/// A file of the watched folder that could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Its name.
    pub file: String,
    /// When, as an instant in UTC.
    pub at: String,
    /// Why, without any value of a row.
    pub why: String,
}

/// Records as they came.
#[derive(Clone)]
pub enum Body {
    /// CSV with a row of headings.
    Csv(Vec<u8>),
    /// A JSON list of objects.
    Json(Vec<u8>),
}

/// Records to be taken in.
#[derive(Clone)]
pub struct LoadAsk {
    /// The model table or the standard's (`ssd_contacts`).
    pub table: String,
    /// The records.
    pub body: Body,
}

/// A fault of one row.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// The row, from 1.
    pub row: u64,
    /// The column, where it is one's.
    pub column: Option<String>,
    /// What is wrong and what to do, without the value.
    pub why: String,
}

/// What became of them.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Applied {
    /// The snapshot in force afterwards.
    pub snapshot: String,
    /// Rows that were taken in or changed.
    pub accepted: u64,
    /// Rows that were there already, the same.
    pub unchanged: u64,
    /// Faults; if there is one, nothing was taken in.
    pub refused: Vec<Fault>,
}
