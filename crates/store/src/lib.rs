//! Snapshots, and the log of who did what, above all who read what about children.
//!
//! A snapshot is written once and never changed: Parquet files named by their SHA-256, and a manifest that lists them. Making a snapshot current is one
//! atomic rename, so a program that is killed leaves the old snapshot or the new one, whole.

mod access;
mod error;
mod files;
mod in_force;
mod manifest;
mod snapshot;
mod tidy;

pub use access::{AccessEntry, AccessLog, AccessReceipt, Act, Event, Fault, Form, Head, Kind, Opening, Outcome, Reading, Subjects, Verified};
pub use error::StoreError;
pub use files::{adopt, hash_file, hash_texts, sync_folder_of, write_whole};
pub use manifest::{DerivedFile, Manifest, NoticeEntry, Part, ReturnEntry, SourceEntry, TableFile, hash_of_parts};
pub use snapshot::{Change, LoadLock, Snapshot, Store};
pub use tidy::Tidied;
