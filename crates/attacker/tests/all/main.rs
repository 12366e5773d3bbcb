//! Tests of the attacker: small tables by hand, enumeration of tiny systems, and tables as large as reports have.

mod by_hand;
mod enumerated;
mod files;
mod large;

use sightline_attacker::{Found, Published, Settings, ranges};

/// A table of rows and columns with totals: cells row by row with each row's total, then the column totals and the
/// whole. `truth` holds the inner cells; totals are worked out.
pub fn two_way(inner: &[&[u64]]) -> (Vec<u64>, Published) {
    let (height, width) = (inner.len(), inner[0].len());
    let mut truth = Vec::new();
    for row in inner {
        truth.extend_from_slice(row);
        truth.push(row.iter().sum());
    }
    for column in 0..=width {
        truth.push((0..height).map(|row| truth[row * (width + 1) + column]).sum());
    }
    let at = |row: usize, column: usize| row * (width + 1) + column;
    let mut equations = Vec::new();
    for row in 0..=height {
        equations.push((at(row, width), (0..width).map(|column| (at(row, column), 1)).collect()));
    }
    for column in 0..=width {
        equations.push((at(height, column), (0..height).map(|row| (at(row, column), 1)).collect()));
    }
    let cells = truth.iter().map(|value| Some(*value)).collect();
    (truth, Published { cells, equations, same: Vec::new() })
}

/// Hides these cells.
pub fn hide(published: &mut Published, cells: &[usize]) {
    for cell in cells {
        published.cells[*cell] = None;
    }
}

/// The ranges with the truth and without it, which must be the same.
pub fn found(published: &Published, truth: &[u64], least: u64) -> Vec<(usize, Found)> {
    let settings = Settings { least, ..Settings::default() };
    let (with, faults) = ranges(published, Some(truth), &settings);
    assert_eq!(faults, []);
    assert_eq!(ranges(published, None, &settings), (with.clone(), Vec::new()));
    with
}
