//! The document tree as a PDF that assistive technology can read (PDF/UA-1), and that PDF read back.
//!
//! [`render`] hands the tree to Typst as data: nothing a person wrote is ever read as markup. The layout stands in `paper.typ`; what is worked
//! out beforehand (column widths, sizes of pictures, which pages are turned) in [`paper`] and [`table`]. Typst refuses what it knows to break
//! PDF/UA-1; what it lets pass (a table without a header row) is ruled out by the template and checked by tests.
//!
//! [`read`] goes by the tags: one line for each paragraph, heading and cell, in reading order.

mod columns;
mod error;
mod fonts;
mod paper;
mod press;
mod read;
mod rows;
mod table;
mod text;

pub use error::PdfError;
pub use read::read;

use sightline_document::{Block, Document};

/// The paper as PDF/UA-1. The same tree gives the same bytes.
///
/// # Errors
///
/// When a picture cannot be drawn, a letter is in no font, headings pass over a level, or Typst refuses the document. The message says where.
pub fn render(document: &Document) -> Result<Vec<u8>, PdfError> {
    let result = press(document, &document.blocks).map_err(|error| match error {
        PdfError::Refused { message, .. } => PdfError::Refused { message, near: culprit(document) },
        other => other,
    });
    press::forget();
    result
}

fn press(document: &Document, blocks: &[Block]) -> Result<Vec<u8>, PdfError> {
    press::print(paper::inputs(&document.meta, blocks)?, &document.meta)
}

/// Which block Typst refuses: its messages point into the template, which says nothing to the author. Only when printing has failed.
fn culprit(document: &Document) -> String {
    let fails = |count: usize| matches!(press(document, &document.blocks[..count]), Err(PdfError::Refused { .. }));
    // The first `low` blocks print, the first `high` do not.
    let (mut low, mut high) = (0, document.blocks.len());
    if fails(0) || high == 0 {
        return "the cover".to_owned();
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if fails(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    paper::describe(&document.blocks[..high])
}
