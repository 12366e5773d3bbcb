//! Invented linked tables, for trials, measurements and attackers. The same seed gives the same tables.

use crate::problem::{Cell, CellId, Class, Problem, Sign, TableId};

/// A small generator of numbers that look random (SplitMix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that fall the same way for the same seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn next_bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next_bits() % (high.saturating_sub(low) + 1)
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, per_cent: u64) -> bool {
        self.between(1, 100) <= per_cent
    }

    /// A count: a fifth small, a tenth zero.
    pub fn count(&mut self) -> u64 {
        match self.between(1, 10) {
            1 | 2 => self.between(1, 5),
            3 => 0,
            _ => self.between(6, 60),
        }
    }
}

/// One way tables are divided: leaves first, then nodes that are sums of earlier nodes.
#[derive(Debug, Clone)]
pub struct Axis {
    names: Vec<String>,
    leaves: usize,
    sums: Vec<(usize, Vec<usize>)>,
}

impl Axis {
    /// Leaves only, and their total.
    #[must_use]
    pub fn plain(name: &str, leaves: usize) -> Self {
        Self::grouped(name, leaves, leaves)
    }

    /// Leaves, groups of so many, and the total of the groups: districts in areas, months in quarters.
    #[must_use]
    pub fn grouped(name: &str, leaves: usize, each: usize) -> Self {
        let mut axis = Self { names: (0..leaves).map(|leaf| format!("{name}{leaf:02}")).collect(), leaves, sums: Vec::new() };
        let members: Vec<usize> = (0..leaves).collect();
        let mut groups = Vec::new();
        for (place, group) in members.chunks(each.max(1)).enumerate() {
            if each < leaves && each > 1 {
                groups.push(axis.names.len());
                axis.sum(format!("{name}-group{place:02}"), group.to_vec());
            }
        }
        axis.sum(format!("{name}-all"), if groups.is_empty() { members } else { groups });
        axis
    }

    /// Months with a running total, the year to date, beside the year.
    #[must_use]
    pub fn to_date(name: &str, leaves: usize) -> Self {
        let mut axis = Self::plain(name, leaves);
        let mut before = 0;
        for leaf in 1..leaves.saturating_sub(1) {
            let place = axis.names.len();
            axis.sum(format!("{name}-to-date{leaf:02}"), vec![before, leaf]);
            before = place;
        }
        axis
    }

    fn sum(&mut self, name: String, of: Vec<usize>) {
        self.names.push(name);
        self.sums.push((self.names.len() - 1, of));
    }

    /// How many nodes it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// A table of any number of ways, with all its margins: the cells, the last axis running fastest.
pub fn cube(problem: &mut Problem, name: &str, axes: &[Axis], mut count: impl FnMut() -> u64) -> Vec<CellId> {
    let table = problem.table(name);
    let size: usize = axes.iter().map(Axis::len).product();
    let strides: Vec<usize> = (0..axes.len()).map(|way| axes[way + 1..].iter().map(Axis::len).product()).collect();
    let node = |index: usize, way: usize| index / strides[way] % axes[way].len();
    let mut counts = vec![0; size];
    for (index, value) in counts.iter_mut().enumerate() {
        if (0..axes.len()).all(|way| node(index, way) < axes[way].leaves) {
            *value = count();
        }
    }
    // Way by way, so that the sums over one way are there when the next is summed.
    for (way, axis) in axes.iter().enumerate() {
        for (sum, of) in &axis.sums {
            for index in (0..size).filter(|index| node(*index, way) == *sum) {
                counts[index] = of.iter().map(|part| counts[index - sum * strides[way] + part * strides[way]]).sum();
            }
        }
    }
    let cells: Vec<CellId> = (0..size)
        .map(|index| {
            let names: Vec<&str> = (0..axes.len()).map(|way| axes[way].names[node(index, way)].as_str()).collect();
            problem.cell(Cell::new(format!("{name} {}", names.join(" ")), counts[index], Class::ChildAttribute).in_table(table))
        })
        .collect();
    for (way, axis) in axes.iter().enumerate() {
        for (sum, of) in &axis.sums {
            for index in (0..size).filter(|index| node(*index, way) == *sum) {
                let parts: Vec<CellId> = of.iter().map(|part| cells[index - sum * strides[way] + part * strides[way]]).collect();
                problem.sum(cells[index], &parts);
            }
        }
    }
    cells
}

/// A sister table: the same totals, each divided another way.
pub fn sister(problem: &mut Problem, name: &str, totals: &[CellId], parts: usize, dice: &mut Dice) {
    let table = problem.table(name);
    for (place, total) in totals.iter().enumerate() {
        let Some(count) = problem.get(*total).map(|cell| cell.count) else { continue };
        let printed = problem.cell(Cell::new(format!("{name} {place:02} all"), count, Class::ChildAttribute).in_table(table));
        problem.same(*total, printed);
        let mut left = count;
        let mut of = Vec::new();
        for part in 0..parts {
            let mine = if part + 1 == parts { left } else { dice.count().min(left) };
            left -= mine;
            of.push(problem.cell(Cell::new(format!("{name} {place:02} part{part:02}"), mine, Class::ChildAttribute).in_table(table)));
        }
        problem.sum(printed, &of);
    }
}

/// A movement over some months: opening + started - ended = closing, each month's closing the next one's opening, starts and ends summed.
pub fn movement(problem: &mut Problem, name: &str, months: usize, dice: &mut Dice) {
    let table: TableId = problem.table(name);
    let add =
        |problem: &mut Problem, what: String, count| problem.cell(Cell::new(format!("{name} {what}"), count, Class::ChildAttribute).in_table(table));
    let mut open = dice.between(10, 80);
    let mut opening = add(problem, "open00".to_owned(), open);
    let (mut starts, mut ends, mut started, mut ended) = (Vec::new(), Vec::new(), 0, 0);
    for month in 1..=months {
        let (begun, over) = (dice.count(), dice.count().min(open));
        open = open + begun - over;
        started += begun;
        ended += over;
        let start = add(problem, format!("started{month:02}"), begun);
        let end = add(problem, format!("ended{month:02}"), over);
        let closing = add(problem, format!("open{month:02}"), open);
        problem.equation(closing, vec![(opening, Sign::Plus), (start, Sign::Plus), (end, Sign::Minus)]);
        opening = closing;
        starts.push(start);
        ends.push(end);
    }
    let start = add(problem, "started all".to_owned(), started);
    let end = add(problem, "ended all".to_owned(), ended);
    problem.sum(start, &starts);
    problem.sum(end, &ends);
}

/// A county's year: districts in areas, months in quarters, ages, all with all margins. 12, 12 and 10 make 2,992 linked cells.
#[must_use]
pub fn county(districts: usize, months: usize, ages: usize, seed: u64) -> Problem {
    let (mut problem, mut dice) = (Problem::new(), Dice::new(seed));
    let axes = [Axis::grouped("district", districts, 4), Axis::grouped("month", months, 3), Axis::plain("age", ages)];
    cube(&mut problem, "county", &axes, || dice.count());
    problem
}

/// About so many linked cells in tables of many kinds: two and three ways, hierarchies, running totals, sister tables, movements.
#[must_use]
pub fn linked(cells: usize, seed: u64) -> Problem {
    let (mut problem, mut dice) = (Problem::new(), Dice::new(seed));
    let mut number = 0;
    while problem.cells().len() < cells.max(1) {
        number += 1;
        let left = cells - problem.cells().len();
        let mut small = |most: u64| usize::try_from(dice.between(2, most)).unwrap_or(2);
        let (one, two, three) = (small(8), small(9), small(4));
        let axes = match dice.between(1, 6) {
            _ if left < 40 => vec![Axis::plain("part", left.saturating_sub(1).clamp(1, 6))],
            1 => vec![Axis::plain("row", one), Axis::plain("column", two)],
            2 => vec![Axis::grouped("district", one, 2), Axis::plain("age", two)],
            3 => vec![Axis::plain("district", one), Axis::grouped("month", 6, 3)],
            4 => vec![Axis::plain("district", one), Axis::to_date("month", two.min(5))],
            5 => vec![Axis::plain("district", three), Axis::plain("age", three), Axis::plain("need", three)],
            _ => {
                movement(&mut problem, &format!("movement{number:03}"), three, &mut dice);
                continue;
            }
        };
        let made = cube(&mut problem, &format!("table{number:03}"), &axes, || dice.count());
        if left >= 40 && dice.chance(60) {
            let width = axes.last().map_or(1, Axis::len);
            let margin: Vec<CellId> = made.iter().copied().skip(width - 1).step_by(width).collect();
            sister(&mut problem, &format!("sister{number:03}"), &margin, three, &mut dice);
        }
    }
    problem
}
