//! A finished PDF read back: what it says, by its tags, one line for each paragraph, heading and cell.
//!
//! Artifacts (the running foot, repeated table headers, the drawing beside a mark's word) are left out, and so is the list of contents. Words that
//! are drawn on a page but stand in no tag come last, so that nothing added to a page afterwards is passed over.

mod letters;
mod page;
mod tags;

use crate::error::PdfError;
use lopdf::{Document, Object};
use sightline_document::{ReadBack, ReadLine};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Where a PDF says that it is one; a little may stand before it.
const HEAD: usize = 1024;
/// Where its end must stand.
const TAIL: usize = 1024;

/// What the file says.
///
/// # Errors
///
/// When it is no PDF, cut off, broken or encrypted.
pub fn read(bytes: &[u8]) -> Result<ReadBack, PdfError> {
    if !contains(&bytes[..bytes.len().min(HEAD)], b"%PDF-") {
        return Err(PdfError::NotPdf);
    }
    if !contains(&bytes[bytes.len().saturating_sub(TAIL)..], b"%%EOF") {
        return Err(PdfError::Damaged("its end is missing".to_owned()));
    }
    // The file comes from anywhere: whatever trips the parser must not take the program with it.
    catch_unwind(AssertUnwindSafe(|| read_whole(bytes))).unwrap_or_else(|_| Err(PdfError::Damaged("its parts do not fit together".to_owned())))
}

fn read_whole(bytes: &[u8]) -> Result<ReadBack, PdfError> {
    // Without a password lopdf may stop before it says why.
    let locked = || contains(bytes, b"/Encrypt");
    let file = match Document::load_mem(bytes) {
        Ok(file) if file.is_encrypted() || file.was_encrypted() => return Err(PdfError::Encrypted),
        Ok(file) => file,
        Err(_) if locked() => return Err(PdfError::Encrypted),
        Err(error) => return Err(PdfError::Damaged(error.to_string())),
    };
    let ids = file.get_pages();
    if ids.is_empty() {
        return Err(if locked() { PdfError::Encrypted } else { PdfError::Damaged("it has no pages".to_owned()) });
    }
    let mut pages = page::Pages::default();
    for (number, id) in ids {
        pages.add(&file, number, id)?;
    }
    let mut lines = tags::lines(&file, &mut pages);
    lines.extend(pages.left_over());
    Ok(ReadBack { publication: publication(&file), lines: lines.into_iter().filter(|line| !line.words.is_empty()).collect() })
}

/// The id among the keywords, each of which is `name:value`.
fn publication(file: &Document) -> Option<String> {
    let information = file.trailer.get_deref(b"Info", file).and_then(Object::as_dict).ok()?;
    let keywords = information.get_deref(b"Keywords", file).ok().and_then(|words| lopdf::decode_text_string(words).ok())?;
    keywords.split(',').find_map(|word| word.trim().strip_prefix("publication:").map(str::to_owned))
}

/// A line with its white space made plain.
fn line(place: String, words: &str) -> ReadLine {
    let seen: String = words.chars().filter(|letter| !matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}')).collect();
    ReadLine { place, words: seen.split_whitespace().collect::<Vec<_>>().join(" ") }
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
