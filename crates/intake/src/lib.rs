//! Intake: files of records in, typed Parquet out, one file per table of the model, or several of a large one.
//!
//! A load never stops because of a bad row: the row goes to quarantine with its reason, or is accepted with a warning. It stops, with nothing
//! staged that counts, only where a whole file cannot be used ([`IntakeError`]). What is written depends on the files alone: the same files give
//! the same bytes. Nothing here reads the clock; no message holds a child's id or any part of a row.
//!
//! Memory does not grow with the files, but for a hash of each key, and for the yearly SSDA903 returns, which are joined in memory (a large
//! authority's returns of ten years are some hundred thousand rows).

mod api;
mod build;
mod column;
mod error;
mod gather;
mod job;
mod json;
mod keys;
mod load;
mod local;
mod notice;
mod outcomes;
mod parquet_in;
mod parse;
mod parts;
mod plan;
mod population;
mod reader;
mod sniff;
mod source;
mod ssda903;
mod stage;
mod upsert;

pub use api::{Ignored, Intake, Kind, Merged, Mode, NoticeFile, Options, Progress, Reach, ReturnFile, SourceFile, StagedTable, TablePart};
pub use error::IntakeError;
pub use load::load;
pub use notice::Told;
pub use ssda903::ReturnKind;
