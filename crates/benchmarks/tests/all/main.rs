//! Loading published figures and looking them up. Every figure is invented, but for those of `published.rs`, which are public statistics.
#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

mod bad_files;
mod ees;
mod kit;
mod lookup;
mod periods;
mod published;
mod twice;
mod values;
mod workbooks;
