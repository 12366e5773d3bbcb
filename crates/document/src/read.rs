//! What a finished file says when it is read back: every form's reader gives this, and `verify` compares it with what was frozen.

use serde::{Deserialize, Serialize};

/// One line of a file: a paragraph, a cell, a line of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadLine {
    /// Where it stands, in words a person can follow: `page 4`, `sheet "Assessment", cell B7`, `paragraph 31`, `table 2, row 3, column 4`.
    pub place: String,
    /// Its words.
    pub words: String,
}

/// A file read back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBack {
    /// The publication's id as the file's properties give it.
    pub publication: Option<String>,
    /// Its lines, in order, without running heads, feet and page numbers.
    pub lines: Vec<ReadLine>,
}
