//! Invented tables of every kind a report has, and some that none has.

use sightline_disclosure::sample::{Axis, Dice, county, cube, linked, movement, sister};
use sightline_disclosure::{Cell, CellId, Class, Problem, Sign};
use std::collections::BTreeMap;

/// Counts of one manner: many small, many noughts, hardly any small.
struct Counts {
    dice: Dice,
    manner: u64,
}

impl Counts {
    fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let manner = dice.between(0, 5);
        Self { dice, manner }
    }

    fn next(&mut self) -> u64 {
        let (small, zero) = match self.manner {
            0 => (60, 10),
            1 => (20, 50),
            2 => (5, 2),
            3 => (90, 5),
            _ => return self.dice.count(),
        };
        match self.dice.between(1, 100) {
            at if at <= small => self.dice.between(1, 5),
            at if at <= small + zero => 0,
            _ => self.dice.between(6, 40),
        }
    }
}

/// One set of linked tables. The same seed gives the same.
pub fn table(seed: u64) -> Problem {
    let (mut dice, mut counts, mut problem) = (Dice::new(seed), Counts::new(!seed), Problem::new());
    if dice.chance(1) {
        return linked(size(&mut dice, 500, 1200), seed);
    }
    match dice.between(0, 9) {
        0 | 1 => return linked(size(&mut dice, 6, 300), seed),
        2 => {
            let axes = [Axis::plain("row", size(&mut dice, 2, 8)), Axis::plain("column", size(&mut dice, 2, 9))];
            cube(&mut problem, "table", &axes, || counts.next());
        }
        3 => {
            let axes = [Axis::grouped("district", size(&mut dice, 4, 9), size(&mut dice, 2, 3)), Axis::plain("age", size(&mut dice, 2, 7))];
            let cells = cube(&mut problem, "table", &axes, || counts.next());
            let margin: Vec<CellId> = cells.iter().copied().skip(axes[1].len() - 1).step_by(axes[1].len()).collect();
            sister(&mut problem, "sister", &margin, size(&mut dice, 2, 4), &mut dice);
        }
        4 => {
            let axes = ["district", "age", "need"].map(|name| Axis::plain(name, size(&mut dice, 2, 4)));
            cube(&mut problem, "table", &axes, || counts.next());
        }
        5 => return county(size(&mut dice, 2, 6), 3 * size(&mut dice, 1, 3), size(&mut dice, 1, 3), seed),
        6 => {
            movement(&mut problem, "movement", size(&mut dice, 2, 12), &mut dice);
            let cells: Vec<CellId> = problem.ids().filter(|_| dice.chance(30)).collect();
            sister(&mut problem, "sister", &cells, size(&mut dice, 2, 3), &mut dice);
        }
        7 => parts_of_wholes(&mut problem, &mut dice, &mut counts),
        8 => tangle(&mut problem, &mut dice, &mut counts),
        _ => {
            let axes = [Axis::plain("district", size(&mut dice, 1, 6)), Axis::to_date("month", size(&mut dice, 3, 8))];
            cube(&mut problem, "table", &axes, || counts.next());
        }
    }
    problem
}

fn size(dice: &mut Dice, low: u64, high: u64) -> usize {
    usize::try_from(dice.between(low, high)).unwrap_or(1)
}

/// "30 of 33", by month, quarter and half-year, and by district or not: what is not met is printed nowhere.
fn parts_of_wholes(problem: &mut Problem, dice: &mut Dice, counts: &mut Counts) {
    let mut axes = vec![Axis::grouped("month", 6, 3)];
    if dice.chance(60) {
        axes.push(Axis::plain("district", size(dice, 2, 5)));
    }
    let mut wholes = Vec::new();
    let all = cube(problem, "all", &axes, || {
        wholes.push(counts.next());
        *wholes.last().unwrap_or(&0)
    });
    // Mostly met, mostly not, or anything.
    let (missing, turned) = (dice.between(1, 6), dice.chance(30));
    let mut next = wholes.into_iter();
    let met = cube(problem, "met", &axes, || {
        let whole = next.next().unwrap_or(0);
        let part = dice.between(0, missing).min(whole);
        if turned { part } else { whole - part }
    });
    for (part, whole) in met.into_iter().zip(all) {
        problem.part_of(part, whole);
    }
}

/// Any cells added to and taken from each other, of every class.
fn tangle(problem: &mut Problem, dice: &mut Dice, counts: &mut Counts) {
    let name = |number: usize| format!("cell{number:03}");
    let add = |problem: &mut Problem, dice: &mut Dice, count: u64| {
        let class = match dice.between(1, 10) {
            1 => Class::None,
            2 => Class::Process,
            _ => Class::ChildAttribute,
        };
        let cell = Cell::new(name(problem.cells().len()), count, class);
        problem.cell(if dice.chance(5) { cell.sensitive() } else { cell })
    };
    for _ in 0..dice.between(4, 14) {
        let count = counts.next();
        add(problem, dice, count);
    }
    for _ in 0..dice.between(2, 10) {
        let (mut sum, mut parts) = (0_u64, BTreeMap::new());
        for _ in 0..dice.between(2, 5) {
            let cells: Vec<CellId> = problem.ids().collect();
            let cell = cells[size(dice, 0, cells.len() as u64 - 1)];
            let count = problem.cells()[cell.index()].count;
            if parts.contains_key(&cell) {
                continue;
            }
            let minus = count <= sum && dice.chance(30);
            sum = if minus { sum - count } else { sum + count };
            parts.insert(cell, if minus { Sign::Minus } else { Sign::Plus });
        }
        let total = add(problem, dice, sum);
        problem.equation(total, parts.into_iter().collect());
        if dice.chance(20) {
            let again = add(problem, dice, sum);
            problem.same(total, again);
        }
    }
}

/// Publications one after the other: some of a table's equations, or its first quarter; then the rest; then all of it, revised.
pub fn series(seed: u64) -> [Problem; 3] {
    let mut dice = Dice::new(seed);
    let months = [3, 6, 6][size(&mut dice, 0, 2)];
    let mut axes = vec![Axis::grouped("month", months, 3), Axis::plain("district", size(&mut dice, 2, 6))];
    if dice.chance(30) {
        axes.push(Axis::plain("age", 2));
    }
    let whole = |revised: bool| {
        let (mut problem, mut counts, mut change) = (Problem::new(), Counts::new(!seed), Dice::new(seed ^ 1));
        cube(&mut problem, "table", &axes, || {
            let count = counts.next();
            match change.between(1, 100) {
                _ if !revised => count,
                1..=4 => count + change.between(1, 3),
                5..=8 => count.saturating_sub(change.between(1, 3)),
                _ => count,
            }
        });
        problem
    };
    let first = whole(false);
    let early = |key: &str| ["month00", "month01", "month02", "month-group00"].iter().any(|month| key.contains(month));
    let by_time = dice.chance(50);
    let chosen: Vec<bool> = (first.equations().iter())
        .map(|equation| {
            let mut cells = equation.parts.iter().map(|(part, _)| *part).chain([equation.total]);
            if by_time { cells.all(|cell| early(&first.cells()[cell.index()].key)) } else { dice.chance(50) }
        })
        .collect();
    let again = by_time && dice.chance(50);
    [half(&first, |at| chosen[at]), half(&first, |at| again || !chosen[at]), whole(true)]
}

/// Some of a problem's equations, and their cells.
fn half(problem: &Problem, is_in: impl Fn(usize) -> bool) -> Problem {
    let (mut half, mut of) = (Problem::new(), BTreeMap::new());
    for (_, equation) in problem.equations().iter().enumerate().filter(|(at, _)| is_in(*at)) {
        let mut mine = |cell: CellId| {
            *of.entry(cell).or_insert_with(|| {
                let cell = &problem.cells()[cell.index()];
                half.cell(Cell::new(cell.key.clone(), cell.count, cell.class))
            })
        };
        let total = mine(equation.total);
        let parts = equation.parts.iter().map(|(part, sign)| (mine(*part), *sign)).collect();
        half.equation(total, parts);
    }
    half
}
