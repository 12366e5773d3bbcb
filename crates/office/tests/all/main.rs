//! Each form holds what the tree holds, digit for digit; a file that was changed shows it; a file that is none is refused.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

mod changed;
mod data_file;
mod package;
mod refused;
mod stress;
mod text_document;
mod workbook;
