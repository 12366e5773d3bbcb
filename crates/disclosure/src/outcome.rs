//! What disclosure control decided, and why.

use crate::passed::Passed;
use crate::problem::{CellId, TableId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a cell is hidden. For the restricted form only: the public forms say `c` and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It is small itself.
    Small,
    /// What is missing to the whole is small.
    Whole,
    /// Everyone in the whole is in this sensitive category.
    Everybody,
    /// It would give away another cell by subtraction within one equation.
    Subtraction,
    /// It would give away another cell through several equations together.
    Audit,
    /// It was hidden in an earlier publication.
    Earlier,
}

impl Why {
    /// The reason in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Small => "small number",
            Self::Whole => "all but a small number of the whole",
            Self::Everybody => "everyone in the whole",
            Self::Subtraction => "would give away a hidden number by subtraction",
            Self::Audit => "would give away a hidden number through several tables together",
            Self::Earlier => "hidden in an earlier publication",
        }
    }
}

/// What remains possible for a hidden cell: nobody can rule out a whole-number table with the lower or with the higher count. More may be possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The least count seen to be possible.
    pub low: u64,
    /// The greatest count seen to be possible.
    pub high: u64,
}

/// A hidden cell, for the restricted form's list of what was hidden and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// Which.
    pub cell: CellId,
    /// Why.
    pub why: Why,
    /// What an outsider must still think possible.
    pub range: Range,
}

/// What may be shown of everything in a problem. Only [`crate::protect`] makes one, and only when nothing can be worked out.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub(crate) cells: Vec<Option<Hidden>>,
    pub(crate) unprinted: Vec<bool>,
    pub(crate) too_little: Vec<TableId>,
    pub(crate) already_public: Vec<CellId>,
    pub(crate) rounds: usize,
    pub(crate) programmes: usize,
    pub(crate) threshold: u64,
}

impl Outcome {
    /// Whether the number may be printed. A cell that is unknown or printed nowhere may not.
    #[must_use]
    pub fn is_shown(&self, cell: CellId) -> bool {
        matches!((self.cells.get(cell.0), self.unprinted.get(cell.0)), (Some(None), Some(false)))
    }

    /// Why a cell is hidden, and what remains possible; nothing if it is shown.
    #[must_use]
    pub fn hidden(&self, cell: CellId) -> Option<&Hidden> {
        self.cells.get(cell.0)?.as_ref()
    }

    /// Every hidden cell, in the order of the problem.
    pub fn all_hidden(&self) -> impl Iterator<Item = &Hidden> {
        self.cells.iter().flatten()
    }

    /// Tables of which fewer than three cells remain: drop a dimension, or print them in fewer categories.
    #[must_use]
    pub fn too_little_left(&self) -> &[TableId] {
        &self.too_little
    }

    /// Small counts that an earlier publication showed. They cannot be called back; someone should know.
    #[must_use]
    pub fn already_public(&self) -> &[CellId] {
        &self.already_public
    }

    /// How often the audit hid one more cell.
    #[must_use]
    pub fn rounds(&self) -> usize {
        self.rounds
    }

    /// How many linear programmes the audit solved.
    #[must_use]
    pub fn programmes(&self) -> usize {
        self.programmes
    }

    /// The threshold it was done with.
    #[must_use]
    pub fn threshold(&self) -> u64 {
        self.threshold
    }

    /// The proof that disclosure control was done and found nothing left to be worked out.
    #[must_use]
    pub fn passed(&self) -> Passed {
        Passed::proof()
    }
}

/// A cell that cannot be kept hidden, however much else is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaking {
    /// Its key.
    pub key: String,
    /// Whether it was hidden in an earlier publication.
    pub earlier: bool,
    /// Whether it would be known exactly, or only too closely.
    pub exactly: bool,
    /// The equations that give it away, by keys.
    pub equations: Vec<String>,
}

impl fmt::Display for Leaking {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = if self.earlier { "was hidden in an earlier publication and" } else { "must be hidden, but" };
        let closely = if self.exactly { "exactly" } else { "too closely" };
        write!(to, "“{}” {before} could be worked out {closely}", self.key)?;
        match self.equations.as_slice() {
            [] => write!(to, ": it has been published with its number"),
            [one] => write!(to, " from {one}"),
            several => write!(to, " from these together: {}", several.join("; ")),
        }
    }
}

/// Publishing this would give away what must stay hidden, and nothing is left that could be hidden against it. Holds no hidden number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not safe to publish: {}", .cells.iter().map(ToString::to_string).collect::<Vec<_>>().join(". "))]
pub struct Leak {
    /// What would be given away, and how.
    pub cells: Vec<Leaking>,
}

/// Why nothing may be published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Something hidden would be given away.
    #[error(transparent)]
    Leak(#[from] Leak),
    /// The problem makes no sense.
    #[error(transparent)]
    Fault(#[from] crate::problem::Fault),
}
