//! A paper as office documents: DOCX that can be edited, an accessible XLSX workbook, and CSV in the layout of Explore Education Statistics.
//!
//! Each form is made from the document tree and from nothing else. `read` gives the words of a finished file back, whoever saved it last, so that
//! it can be held against what was frozen: `read(render(document))` is what an untouched file says. The same document gives the same bytes.
//!
//! WordprocessingML is written here directly: alternative texts, repeated heading rows, sections and languages are what makes a document
//! accessible, and they are what general writers leave out.

mod bitmap;
mod dates;
pub mod docx;
pub mod ees;
mod package;
pub mod xlsx;
mod xml;

/// Why a file could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// A drawing is not SVG that can be drawn.
    #[error("the picture `{picture}` cannot be drawn: {why}")]
    Picture {
        /// Its anchor or its text alternative.
        picture: String,
        /// What is wrong with it.
        why: String,
    },
    /// The file could not be put together.
    #[error("the file cannot be written: {0}")]
    Write(String),
    /// The file is not what it should be.
    #[error("this is not a file of the kind {expected}: {why}")]
    Unreadable {
        /// `DOCX`, `XLSX`.
        expected: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The file, or what is packed in it, is larger than any paper is.
    #[error("the file is not read: {what} is larger than {limit} bytes")]
    TooLarge {
        /// The part that is too large.
        what: String,
        /// The limit.
        limit: u64,
    },
    /// Two different figures claim the same place of the data file.
    #[error("two figures of `{indicator}` for {period}, {topic}, {part}")]
    TwoFigures {
        /// The indicator's id.
        indicator: String,
        /// The period's name.
        period: String,
        /// The dimension's title.
        topic: String,
        /// The part.
        part: String,
    },
}

/// The nearest whole number, for lengths: zero below zero and for what is no number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float becomes a whole number by `as` alone, which holds it within bounds"
)]
pub(crate) fn whole(number: f64) -> u32 {
    number.round() as u32
}
