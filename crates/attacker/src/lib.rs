//! An attacker on published tables.
//!
//! Given what a reader of a report can see – the shown cells, which cells add up to which, and that every hidden cell
//! is a whole number of at least one – this works out what can be known of each hidden cell. Tests and a chore run it
//! against disclosure control; the product never does. It shares no code with disclosure control and works by another
//! method: whole numbers only, so that every answer is a proof. [`files`] is the same attacker with nothing but published
//! data files, who finds out for itself what adds up to what.
//!
//! * A cell is *found* when its lowest and highest value are the same.
//! * A highest or lowest value is proven by an equation that follows from the published ones, with no term that could
//!   push it further.
//! * A cell is *safe* when two whole solutions are in hand, each checked against the published equations, that are
//!   far enough apart in this cell.
//! * When neither comes within the work limit, the answer is "gave up", never a guess. Callers count these.

pub mod files;
mod numbers;
mod search;
mod system;
mod tableau;

use search::Verdict;
use system::System;

/// What a reader has: shown and hidden cells, and how they add up.
#[derive(Debug, Clone, Default)]
pub struct Published {
    /// Each cell: its value when shown, `None` when hidden.
    pub cells: Vec<Option<u64>>,
    /// Each sum: the cell that is the total, and its parts, each added (`1`) or taken away (`-1`).
    pub equations: Vec<(usize, Vec<(usize, i8)>)>,
    /// Cells that are one number printed twice.
    pub same: Vec<(usize, usize)>,
}

/// What is assumed, and how hard to try.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// The least a hidden cell can be: 1 where zeros are always shown, 0 where a zero may be hidden too.
    pub least: u64,
    /// How many numbers may be touched for one question about one cell before giving up.
    pub work: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { least: 1, work: 400_000_000 }
    }
}

/// What can be known of one hidden cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Only this value fits.
    Exactly(u64),
    /// The lowest and the highest value that fit; no highest when it can be as large as one likes.
    Range(u64, Option<u64>),
    /// The work limit was reached, or nothing fits.
    GaveUp,
}

/// Something wrong with what was handed in. An attack with faults proves nothing about the cells concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The equation of this number names a cell that is not there; pairs of cells are numbered on from the equations.
    NoSuchCell(usize),
    /// The equation of this number has only shown cells, and they do not add up.
    DoesNotAdd(usize),
    /// Two shown cells that should be one number differ.
    Disagree(usize, usize),
    /// No whole numbers fit these hidden cells.
    NothingFits(Vec<usize>),
    /// The true values handed in do not fit what was published; they were not used.
    TruthDoesNotFit,
    /// A number too large to reckon with.
    TooLarge,
}

/// What the attack found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many cells are hidden.
    pub hidden: usize,
    /// Hidden cells of which the value is certain.
    pub exact: Vec<usize>,
    /// Hidden cells, not certain, whose highest and lowest value are less than the threshold apart.
    pub narrow: Vec<(usize, (u64, u64))>,
    /// Hidden cells about which nothing was proven.
    pub gave_up: Vec<usize>,
    /// What was wrong with the question.
    pub faults: Vec<Fault>,
}

impl Report {
    /// Whether it is proven that no hidden cell can be worked out or narrowed down.
    pub fn is_safe(&self) -> bool {
        self.exact.is_empty() && self.narrow.is_empty() && self.gave_up.is_empty() && self.faults.is_empty()
    }
}

/// Attacks what was published, knowing that hidden cells are at least one.
///
/// `truth` holds the true value of every cell. It only makes the search faster, as a solution to start from; what is
/// found is the same without it. A cell is narrow when its highest and lowest value differ by less than `threshold`.
pub fn attack(published: &Published, truth: Option<&[u64]>, threshold: u64) -> Report {
    attack_with(published, truth, threshold, &Settings::default())
}

/// Attacks what was published under other assumptions.
pub fn attack_with(published: &Published, truth: Option<&[u64]>, threshold: u64, settings: &Settings) -> Report {
    let (verdicts, faults) = judge(published, truth, Some(threshold), settings);
    let mut report = Report { hidden: verdicts.len(), faults, ..Report::default() };
    for (cell, verdict) in verdicts {
        match verdict {
            Verdict::Wide => {}
            Verdict::GaveUp => report.gave_up.push(cell),
            Verdict::Between(low, high) if high == Some(low) => report.exact.push(cell),
            Verdict::Between(low, high) => {
                if let Some(high) = high.filter(|high| high - low < threshold) {
                    report.narrow.push((cell, (low, high)));
                }
            }
        }
    }
    report
}

/// What can be known of every hidden cell, in the order of the cells. Slower than [`attack`], which stops looking at
/// a cell once it is known to be safe.
pub fn ranges(published: &Published, truth: Option<&[u64]>, settings: &Settings) -> (Vec<(usize, Found)>, Vec<Fault>) {
    let (verdicts, faults) = judge(published, truth, None, settings);
    let found = |verdict| match verdict {
        Verdict::Between(low, Some(high)) if low == high => Found::Exactly(low),
        Verdict::Between(low, high) => Found::Range(low, high),
        Verdict::Wide | Verdict::GaveUp => Found::GaveUp,
    };
    (verdicts.into_iter().map(|(cell, verdict)| (cell, found(verdict))).collect(), faults)
}

/// A verdict on every hidden cell. With a threshold, a cell that is wide enough is not looked into further.
fn judge(published: &Published, truth: Option<&[u64]>, threshold: Option<u64>, settings: &Settings) -> (Vec<(usize, Verdict)>, Vec<Fault>) {
    let mut system = System::new(published, truth, settings.least);
    let mut by_name: Vec<Verdict> =
        system.known.iter().map(|known| known.map_or(Verdict::GaveUp, |value| Verdict::Between(value, Some(value)))).collect();
    let mut faults = std::mem::take(&mut system.faults);
    for component in &system.components {
        let verdicts = search::judge(component, threshold, settings);
        if verdicts.is_empty() {
            faults.push(Fault::NothingFits(system.cells_of(component)));
        }
        for (name, verdict) in component.names.iter().zip(verdicts) {
            by_name[*name] = verdict;
        }
    }
    let hidden = published.cells.iter().enumerate().filter(|(_, cell)| cell.is_none());
    (hidden.map(|(cell, _)| (cell, by_name[system.name_of[cell]])).collect(), faults)
}
