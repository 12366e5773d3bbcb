//! XLSX: a workbook that a screen reader can follow. One table to a sheet, one heading row, no merged and no blank cells, numbers as numbers.

mod cells;
mod plan;
mod read;
mod shown;
mod text;
mod write;

use crate::OfficeError;
pub use read::read;
use sightline_document::Document;

/// The whole workbook: cover, contents, notes, definitions, every message and paragraph, and a sheet for each table.
///
/// # Errors
/// The workbook's writer refuses a part of it.
pub fn render(document: &Document) -> Result<Vec<u8>, OfficeError> {
    write::write(&plan::plan(document), &document.meta)
}
