//! What is to be published, as disclosure control sees it: cells, and the equations between them.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A cell of a [`Problem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId(pub(crate) usize);

/// A printed table of a [`Problem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(pub(crate) usize);

/// How sensitive the thing counted is (the guide §12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Telephony, staff posts: never hidden for its own sake, though it may be to protect another cell.
    None,
    /// Late reviews, audits: protected unless the data protection officer has decided otherwise.
    Process,
    /// Something about a child: always protected.
    ChildAttribute,
}

/// What the world outside already knows of a cell, and whether it may still be hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Printed now for the first time: shown or hidden, as need be.
    Free,
    /// Published before with its number: it cannot be hidden any more.
    AlreadyShown,
    /// Published before as hidden: it must stay so.
    AlreadyHidden,
    /// Printed nowhere, such as the children *not* seen in time where only "30 of 33" is printed. It may be zero, and nobody minds it being
    /// worked out unless it is small.
    Unprinted,
}

/// One count.
#[derive(Debug, Clone)]
pub struct Cell {
    /// A stable name, unique in its problem: what is counted, where and when. Ties are broken by it, the ledger knows cells by it.
    pub key: String,
    /// The true count.
    pub count: u64,
    /// How sensitive it is.
    pub class: Class,
    /// The table it is printed in, if any.
    pub table: Option<TableId>,
    /// What is already known of it.
    pub standing: Standing,
    /// A category nobody may be known to belong to: if every member of a shown whole is in it, both are hidden.
    pub sensitive: bool,
}

impl Cell {
    /// A cell that is printed now for the first time.
    #[must_use]
    pub fn new(key: impl Into<String>, count: u64, class: Class) -> Self {
        Self { key: key.into(), count, class, table: None, standing: Standing::Free, sensitive: false }
    }

    /// The same cell, printed in this table.
    #[must_use]
    pub fn in_table(mut self, table: TableId) -> Self {
        self.table = Some(table);
        self
    }

    /// The same cell, of which this is known.
    #[must_use]
    pub fn standing(mut self, standing: Standing) -> Self {
        self.standing = standing;
        self
    }

    /// The same cell, as a category nobody may be known to belong to.
    #[must_use]
    pub fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }
}

/// Whether a part is added or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// Added, as the parts of any total are.
    Plus,
    /// Taken away, as those who ended are: opening + started - ended = closing.
    Minus,
}

/// One thing everyone knows: the total is the sum of its signed parts.
#[derive(Debug, Clone)]
pub struct Equation {
    /// The total.
    pub total: CellId,
    /// Its parts.
    pub parts: Vec<(CellId, Sign)>,
}

/// Everything that is to be published, and all that ties it together.
#[derive(Debug, Clone, Default)]
pub struct Problem {
    pub(crate) cells: Vec<Cell>,
    pub(crate) equations: Vec<Equation>,
    pub(crate) same: Vec<(CellId, CellId)>,
    pub(crate) tables: Vec<String>,
    /// Cells that came from the ledger, with the key they have there.
    pub(crate) borrowed: BTreeMap<usize, String>,
    /// Equations that came from the ledger.
    pub(crate) earlier: BTreeSet<usize>,
    /// Identities that came from the ledger.
    pub(crate) earlier_same: BTreeSet<usize>,
}

impl Problem {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a table that cells can be printed in.
    pub fn table(&mut self, name: impl Into<String>) -> TableId {
        self.tables.push(name.into());
        TableId(self.tables.len() - 1)
    }

    /// Adds a cell.
    pub fn cell(&mut self, cell: Cell) -> CellId {
        self.cells.push(cell);
        CellId(self.cells.len() - 1)
    }

    /// Says that nobody may be known to belong to a cell's category.
    pub fn make_sensitive(&mut self, cell: CellId) {
        if let Some(cell) = self.cells.get_mut(cell.0) {
            cell.sensitive = true;
        }
    }

    /// Says that `total` is the sum of `parts`.
    pub fn sum(&mut self, total: CellId, parts: &[CellId]) {
        self.equation(total, parts.iter().map(|part| (*part, Sign::Plus)).collect());
    }

    /// Says that `total` is the sum of signed parts: closing = opening + started - ended.
    pub fn equation(&mut self, total: CellId, parts: Vec<(CellId, Sign)>) {
        self.equations.push(Equation { total, parts });
    }

    /// Says that `part` is printed against `whole` ("30 of 33") while the rest is printed nowhere. Whoever reads the two knows the rest.
    ///
    /// Gives back the rest, or nothing where the part is more than the whole.
    pub fn part_of(&mut self, part: CellId, whole: CellId) -> Option<CellId> {
        let (of, in_all) = (self.cells.get(part.0)?, self.cells.get(whole.0)?);
        let rest = in_all.count.checked_sub(of.count)?;
        let rest = Cell::new(format!("{} other than {}", in_all.key, of.key), rest, of.class).standing(Standing::Unprinted);
        let rest = self.cell(rest);
        self.sum(whole, &[part, rest]);
        Some(rest)
    }

    /// Says that two cells, printed in two tables, are one and the same number.
    pub fn same(&mut self, one: CellId, other: CellId) {
        self.same.push((one, other));
    }

    /// Every cell, in the order added.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Every equation, in the order added.
    #[must_use]
    pub fn equations(&self) -> &[Equation] {
        &self.equations
    }

    /// The pairs of cells said to be the same.
    #[must_use]
    pub fn same_cells(&self) -> &[(CellId, CellId)] {
        &self.same
    }

    /// The ids of all cells, in the order added.
    pub fn ids(&self) -> impl Iterator<Item = CellId> + use<> {
        (0..self.cells.len()).map(CellId)
    }

    /// A cell, if it is one of this problem's.
    #[must_use]
    pub fn get(&self, id: CellId) -> Option<&Cell> {
        self.cells.get(id.0)
    }

    /// The name of a table.
    #[must_use]
    pub fn table_name(&self, id: TableId) -> Option<&str> {
        self.tables.get(id.0).map(String::as_str)
    }
}

impl CellId {
    /// Its place in [`Problem::cells`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0
    }
}

/// Who decided that counts of processes may be shown from 1, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The data protection officer.
    pub by: String,
    /// The day.
    pub on: String,
    /// The reason.
    pub why: String,
}

/// How strict to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Counts from 1 to this are hidden, and what is hidden must stay uncertain by at least as much.
    pub threshold: u64,
    /// The decision by which [`Class::Process`] is shown from 1. Without one it is protected.
    pub process_shown: Option<Decision>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { threshold: 5, process_shown: None }
    }
}

impl Settings {
    /// Whether small counts of this class are hidden for their own sake.
    #[must_use]
    pub fn protects(&self, class: Class) -> bool {
        match class {
            Class::None => false,
            Class::Process => self.process_shown.is_none(),
            Class::ChildAttribute => true,
        }
    }
}

/// A problem that makes no sense: a mistake of the caller's, never of the data protection kind. Names no number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Two cells have one key.
    #[error("two cells have the key “{0}”; if they are the same number, give them two keys and say so")]
    TwoOfOneKey(String),
    /// An equation or a pair names a cell that is not there.
    #[error("an equation names a cell that is not among the cells")]
    NoSuchCell,
    /// Cells said to be the same have two counts.
    #[error("“{0}” and “{1}” are said to be the same number, but their counts differ")]
    NotTheSame(String, String),
    /// The counts do not fulfil an equation.
    #[error("the counts do not add up: {0}")]
    DoesNotAdd(String),
    /// A count so large that it must be a mistake.
    #[error("the count of “{0}” is beyond a thousand million")]
    TooLarge(String),
    /// A hidden cell is never zero, for a zero is shown.
    #[error("“{0}” is said to be hidden already, but is zero, and zero is shown")]
    HiddenZero(String),
    /// A threshold that protects nothing, or everything.
    #[error("the threshold must be at least 1 and at most a thousand")]
    Threshold,
}
