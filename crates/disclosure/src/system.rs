//! A problem brought into one fixed order, whatever order it was given in: every number once, every equation once.

use crate::problem::{CellId, Class, Fault, Problem, Sign, Standing};
use std::collections::BTreeMap;

/// No count of children, calls or posts comes near.
const LARGEST: u64 = 1_000_000_000;

/// A number that may stand in several tables.
#[derive(Debug, Clone)]
pub(crate) struct Number {
    /// The first of its cells' keys.
    pub key: String,
    pub count: i64,
    pub class: Class,
    pub sensitive: bool,
    pub standing: Standing,
    /// Shown in one earlier publication and hidden in another.
    pub torn: bool,
}

impl Number {
    /// The least an outsider must suppose: whatever is hidden is at least 1, for a zero is shown.
    pub fn least(&self) -> i64 {
        i64::from(self.standing != Standing::Unprinted)
    }

    /// Whether this could be hidden now.
    pub fn free(&self) -> bool {
        self.standing == Standing::Free && self.count >= 1
    }
}

/// One equation: the sum of factor times number is nought (the total stands in it with factor -1).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row {
    pub members: Vec<(usize, i64)>,
    /// Nothing where the total cancels out.
    pub total: Option<usize>,
}

impl Row {
    /// Whether it is a plain sum, so that each part is shown against a whole.
    pub fn plain(&self) -> bool {
        self.total.is_some() && self.members.iter().all(|(number, factor)| Some(*number) == self.total || *factor == 1)
    }

    pub fn parts(&self) -> impl Iterator<Item = usize> + '_ {
        self.members.iter().map(|(number, _)| *number).filter(move |number| Some(*number) != self.total)
    }
}

/// Numbers in order of their keys, equations in order of their numbers.
#[derive(Debug, Clone)]
pub(crate) struct System {
    pub numbers: Vec<Number>,
    pub rows: Vec<Row>,
    /// The rows each number stands in.
    pub rows_of: Vec<Vec<usize>>,
    /// The number of each cell.
    pub number_of: Vec<usize>,
}

impl System {
    pub fn new(problem: &Problem) -> Result<Self, Fault> {
        let cells = &problem.cells;
        check_cells(problem)?;
        let mut leader: Vec<usize> = (0..cells.len()).collect();
        for (one, other) in &problem.same {
            let (a, b) = (find(&mut leader, one.0), find(&mut leader, other.0));
            if cells[a].count != cells[b].count {
                return Err(Fault::NotTheSame(cells[one.0].key.clone(), cells[other.0].key.clone()));
            }
            // The lesser key leads, so that a group is named the same whatever the order of the pairs.
            let (first, second) = if cells[a].key <= cells[b].key { (a, b) } else { (b, a) };
            leader[second] = first;
        }
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for index in 0..cells.len() {
            let first = find(&mut leader, index);
            groups.entry(&cells[first].key).or_default().push(index);
        }
        let mut number_of = vec![0; cells.len()];
        let mut numbers = Vec::with_capacity(groups.len());
        for members in groups.values() {
            for member in members {
                number_of[*member] = numbers.len();
            }
            numbers.push(merged(problem, members));
        }
        let mut rows = Vec::with_capacity(problem.equations.len());
        for equation in &problem.equations {
            let mut factors: BTreeMap<usize, i64> = BTreeMap::new();
            let total = number_of[equation.total.0];
            *factors.entry(total).or_default() -= 1;
            for (part, sign) in &equation.parts {
                *factors.entry(number_of[part.0]).or_default() += if *sign == Sign::Plus { 1 } else { -1 };
            }
            factors.retain(|_, factor| *factor != 0);
            if factors.iter().map(|(number, factor)| numbers[*number].count * factor).sum::<i64>() != 0 {
                return Err(Fault::DoesNotAdd(in_words(equation.total, &equation.parts, problem)));
            }
            if !factors.is_empty() {
                let total = (factors.get(&total) == Some(&-1)).then_some(total);
                rows.push(Row { members: factors.into_iter().collect(), total });
            }
        }
        rows.sort();
        rows.dedup();
        let mut rows_of = vec![Vec::new(); numbers.len()];
        for (index, row) in rows.iter().enumerate() {
            for (number, _) in &row.members {
                rows_of[*number].push(index);
            }
        }
        Ok(Self { numbers, rows, rows_of, number_of })
    }

    /// A row as people write it, by keys alone.
    pub fn in_words(&self, row: usize) -> String {
        let row = &self.rows[row];
        let mut words = row.total.map_or("nothing".to_owned(), |total| self.numbers[total].key.clone());
        for (place, (number, factor)) in row.members.iter().filter(|(number, _)| Some(*number) != row.total).enumerate() {
            words.push_str(match (place, *factor > 0) {
                (0, true) => " = ",
                (0, false) => " = - ",
                (_, true) => " + ",
                (_, false) => " - ",
            });
            words.push_str(&self.numbers[*number].key);
        }
        words
    }

    /// Every number that equations link to this one, itself included, in order.
    pub fn linked(&self, to: usize) -> Vec<usize> {
        let mut reached = vec![false; self.numbers.len()];
        let mut waiting = vec![to];
        reached[to] = true;
        while let Some(number) = waiting.pop() {
            for row in &self.rows_of[number] {
                for (other, _) in &self.rows[*row].members {
                    if !std::mem::replace(&mut reached[*other], true) {
                        waiting.push(*other);
                    }
                }
            }
        }
        (0..self.numbers.len()).filter(|number| reached[*number]).collect()
    }
}

fn check_cells(problem: &Problem) -> Result<(), Fault> {
    let mut keys = BTreeMap::new();
    for cell in &problem.cells {
        if keys.insert(cell.key.as_str(), ()).is_some() {
            return Err(Fault::TwoOfOneKey(cell.key.clone()));
        }
        if cell.count > LARGEST {
            return Err(Fault::TooLarge(cell.key.clone()));
        }
        if cell.standing == Standing::AlreadyHidden && cell.count == 0 {
            return Err(Fault::HiddenZero(cell.key.clone()));
        }
    }
    let known = |id: &CellId| id.0 < problem.cells.len();
    let all = problem.equations.iter().all(|equation| known(&equation.total) && equation.parts.iter().all(|(part, _)| known(part)))
        && problem.same.iter().all(|(one, other)| known(one) && known(other));
    if all { Ok(()) } else { Err(Fault::NoSuchCell) }
}

/// The first of a group, in a forest where each points to an earlier one.
pub(crate) fn find(leader: &mut [usize], mut index: usize) -> usize {
    while leader[index] != index {
        leader[index] = leader[leader[index]];
        index = leader[index];
    }
    index
}

/// The strictest of what its cells say.
fn merged(problem: &Problem, members: &[usize]) -> Number {
    let cells = || members.iter().map(|member| &problem.cells[*member]);
    let any = |standing| cells().any(|cell| cell.standing == standing);
    let (shown, hidden) = (any(Standing::AlreadyShown), any(Standing::AlreadyHidden));
    Number {
        key: cells().map(|cell| cell.key.clone()).min().unwrap_or_default(),
        count: cells().next().and_then(|cell| i64::try_from(cell.count).ok()).unwrap_or_default(),
        class: cells().map(|cell| cell.class).max().unwrap_or(Class::ChildAttribute),
        sensitive: cells().any(|cell| cell.sensitive),
        standing: if shown {
            Standing::AlreadyShown
        } else if hidden {
            Standing::AlreadyHidden
        } else if any(Standing::Free) {
            Standing::Free
        } else {
            Standing::Unprinted
        },
        torn: shown && hidden,
    }
}

fn in_words(total: CellId, parts: &[(CellId, Sign)], problem: &Problem) -> String {
    let mut words = problem.cells[total.0].key.clone();
    for (place, (part, sign)) in parts.iter().enumerate() {
        words.push_str(match (place, sign) {
            (0, Sign::Plus) => " = ",
            (0, Sign::Minus) => " = - ",
            (_, Sign::Plus) => " + ",
            (_, Sign::Minus) => " - ",
        });
        words.push_str(&problem.cells[part.0].key);
    }
    words
}
