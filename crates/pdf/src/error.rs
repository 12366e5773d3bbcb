//! Why a paper could not be printed, or a file not read. Every message says where and what to do.

use thiserror::Error;

/// Why a paper could not be printed, or a file not read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PdfError {
    /// The title is empty.
    #[error("the paper has no title: PDF/UA-1 demands one")]
    Title,
    /// A heading leaves out a level.
    #[error("the heading \u{201c}{text}\u{201d} is of level {level}, but at most {most} may stand there: no level may be passed over")]
    Heading {
        /// Its words.
        text: String,
        /// Its level.
        level: u8,
        /// The deepest level that may stand there.
        most: u8,
    },
    /// A drawing cannot be drawn.
    #[error("the picture {place} cannot be drawn: {why}")]
    Picture {
        /// Which one.
        place: String,
        /// What is wrong.
        why: String,
    },
    /// A table has no columns, or a row with more cells than columns.
    #[error("the table \u{201c}{caption}\u{201d} cannot be set: {why}")]
    Table {
        /// Its caption.
        caption: String,
        /// What is wrong.
        why: String,
    },
    /// A letter that no font has.
    #[error("no font at hand has the letter \u{201c}{letter}\u{201d} (U+{code:04X}) {place}; write it otherwise", code = u32::from(*.letter))]
    Letter {
        /// The letter.
        letter: char,
        /// Where it stands.
        place: String,
    },
    /// Typst refused the document.
    #[error("the paper cannot be printed as PDF/UA-1: {message} ({near})")]
    Refused {
        /// What Typst said.
        message: String,
        /// The block it was about.
        near: String,
    },
    /// Not a PDF at all.
    #[error("this is not a PDF file: it does not begin as one")]
    NotPdf,
    /// Cut off or broken.
    #[error("this PDF file is damaged: {0}; copy it again from where it was published")]
    Damaged(String),
    /// Locked.
    #[error("this PDF file is encrypted: what it says cannot be compared; a published paper is never encrypted")]
    Encrypted,
}
