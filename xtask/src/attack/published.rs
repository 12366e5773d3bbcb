//! What a reader has of one publication, or of several together, handed to the attacker.

use sightline_attacker::{Published, Report};
use sightline_disclosure::{CellId, Problem, Sign, Standing};
use std::collections::BTreeMap;

/// What is published, and what must not be found out.
#[derive(Default)]
pub struct Seen {
    published: Published,
    truth: Vec<u64>,
    what: Vec<What>,
    /// A key with its count is one number, wherever it is printed.
    of: BTreeMap<(String, u64, bool), usize>,
    /// A shown cell of one.
    one: Option<usize>,
}

struct What {
    key: String,
    /// Printed somewhere, shown or hidden.
    printed: bool,
    /// Hidden for its own sake: nobody may know it more closely than the threshold says.
    guarded: bool,
}

/// What the attacker found that nobody should.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Finds {
    /// Hidden cells known exactly.
    pub exactly: Vec<String>,
    /// Cells hidden for their own sake that are known more closely than the threshold says.
    pub closely: Vec<String>,
    /// Hidden cells of which nothing was proven, and faults in the question.
    pub unproven: Vec<String>,
}

impl Finds {
    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Seen {
    /// Adds a publication: its cells, as far as `shown` says.
    pub fn add(&mut self, problem: &Problem, shown: impl Fn(CellId) -> bool, guarded: impl Fn(CellId) -> bool) {
        let mut place = Vec::with_capacity(problem.cells().len());
        for id in problem.ids() {
            let cell = &problem.cells()[id.index()];
            let printed = cell.standing != Standing::Unprinted;
            let at = *self.of.entry((cell.key.clone(), cell.count, printed)).or_insert_with(|| {
                self.published.cells.push(None);
                // What is printed nowhere may be nought, unlike what is hidden. The attacker takes one for the least, so it is given one more.
                self.truth.push(cell.count + u64::from(!printed));
                self.what.push(What { key: cell.key.clone(), printed, guarded: false });
                self.truth.len() - 1
            });
            if shown(id) {
                self.published.cells[at] = Some(cell.count);
            }
            self.what[at].guarded |= guarded(id);
            place.push(at);
        }
        for equation in problem.equations() {
            let mut parts = Vec::with_capacity(equation.parts.len());
            let mut unprinted = 0_i8;
            for (part, sign) in &equation.parts {
                let (at, sign) = (place[part.index()], if *sign == Sign::Plus { 1 } else { -1 });
                unprinted += if self.what[at].printed { 0 } else { sign };
                parts.push((at, sign));
            }
            for _ in 0..unprinted.unsigned_abs() {
                parts.push((self.one(), -unprinted.signum()));
            }
            self.published.equations.push((place[equation.total.index()], parts));
        }
        self.published.same.extend(problem.same_cells().iter().map(|(one, other)| (place[one.index()], place[other.index()])));
    }

    fn one(&mut self) -> usize {
        *self.one.get_or_insert_with(|| {
            self.published.cells.push(Some(1));
            self.truth.push(1);
            self.what.push(What { key: "one".to_owned(), printed: true, guarded: false });
            self.truth.len() - 1
        })
    }

    /// How many cells are printed, and how many of them hidden.
    pub fn cells(&self) -> (usize, usize) {
        let printed = || self.what.iter().zip(&self.published.cells).filter(|(what, _)| what.printed);
        (printed().count() - usize::from(self.one.is_some()), printed().filter(|(_, cell)| cell.is_none()).count())
    }

    /// Sets the attacker on it.
    pub fn attack(&self, with_truth: bool, threshold: u64) -> Finds {
        let truth = with_truth.then_some(self.truth.as_slice());
        self.judge(&sightline_attacker::attack(&self.published, truth, threshold))
    }

    fn judge(&self, report: &Report) -> Finds {
        let mut finds = Finds::default();
        let name = |cell: &usize| self.what[*cell].key.clone();
        let minds = |cell: &&usize| self.what[**cell].printed || self.what[**cell].guarded;
        finds.exactly = report.exact.iter().filter(minds).map(name).collect();
        finds.closely = report.narrow.iter().map(|(cell, _)| cell).filter(|cell| self.what[**cell].guarded).map(name).collect();
        finds.unproven = report.gave_up.iter().filter(minds).map(name).collect();
        finds.unproven.extend(report.faults.iter().map(|fault| format!("{fault:?}")));
        finds
    }
}
