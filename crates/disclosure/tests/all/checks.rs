//! The checks printed in the guide §12.

use sightline_disclosure::{Cell, CellId, Class, Problem, Settings, attack, before_audit, protect};
use std::collections::BTreeSet;

/// Parts and their total; gives the cells back, the total last.
fn line(parts: &[u64]) -> (Problem, Vec<CellId>) {
    let mut problem = Problem::new();
    let mut cells: Vec<CellId> =
        parts.iter().enumerate().map(|(at, count)| problem.cell(Cell::new(format!("part {at}"), *count, Class::ChildAttribute))).collect();
    let total = problem.cell(Cell::new("total", parts.iter().sum(), Class::ChildAttribute));
    problem.sum(total, &cells);
    cells.push(total);
    (problem, cells)
}

/// As printed: `c` or the number.
fn printed(parts: &[u64]) -> String {
    let (problem, cells) = line(parts);
    let outcome = protect(&problem, &Settings::default()).unwrap();
    let words: Vec<String> =
        cells.iter().map(|cell| if outcome.is_shown(*cell) { problem.get(*cell).unwrap().count.to_string() } else { "c".to_owned() }).collect();
    words.join(",")
}

#[test]
fn lines_of_the_guide() {
    assert_eq!(printed(&[3, 12, 20]), "c,c,20,35");
    assert_eq!(printed(&[1, 1, 30]), "c,c,c,32");
    assert_eq!(printed(&[4, 0, 9]), "c,0,c,13");
    assert_eq!(printed(&[2, 0, 0]), "c,0,0,c");
}

#[test]
fn two_ways_of_the_guide() {
    let rows = [[12, 12, 8], [7, 35, 8], [3, 3, 0], [2, 7, 20]];
    let mut problem = Problem::new();
    let mut cell = |key: String, count: u64| problem.cell(Cell::new(key, count, Class::ChildAttribute));
    let cells: Vec<Vec<CellId>> = (0..5)
        .map(|row| {
            (0..4)
                .map(|column| {
                    let count = (0..4)
                        .filter(|r| row == 4 || *r == row)
                        .map(|r| (0..3).filter(|c| column == 3 || *c == column).map(|c| rows[r][c]).sum::<u64>())
                        .sum();
                    cell(format!("row {row} column {column}"), count)
                })
                .collect()
        })
        .collect();
    for row in &cells {
        problem.sum(row[3], &row[..3]);
    }
    for column in 0..4 {
        let line: Vec<CellId> = cells.iter().map(|row| row[column]).collect();
        problem.sum(line[4], &line[..4]);
    }
    let settings = Settings::default();
    let early = before_audit(&problem, &settings).unwrap();
    for row in [2, 3] {
        let found = attack(&problem, &early, cells[row][0]).unwrap().unwrap();
        assert!((found.low - 1.0).abs() < 1e-6 && (found.high.unwrap() - 4.0).abs() < 1e-6, "{found:?}");
    }
    let outcome = protect(&problem, &settings).unwrap();
    let late: BTreeSet<CellId> = outcome.all_hidden().map(|hidden| hidden.cell).collect();
    let more: Vec<CellId> = late.difference(&early).copied().collect();
    assert_eq!(more, [cells[3][2]]);
    assert_eq!(outcome.rounds(), 1);
}
