//! A quick look for another set of whole numbers, before any linear programme: raise or lower one cell by one, then mend each equation this breaks by
//! changing one more hidden cell in it, until none is broken. What it finds is proof; that it finds nothing means nothing.

use crate::programme::Way;
use crate::system::System;

/// Changes tried before giving up.
const STEPS: usize = 120;
/// Changes in one set at most.
const DEEP: usize = 16;
/// Cells tried for mending one equation.
const BROAD: usize = 3;

/// Differences from the truth that keep every equation.
#[derive(Debug)]
pub(crate) struct Search<'a> {
    system: &'a System,
    /// The set so far.
    delta: Vec<i64>,
    /// By how much each equation is broken.
    broken: Vec<i64>,
    /// The equations that are.
    open: Vec<usize>,
    /// Changes being tried, by one each.
    moves: Vec<(usize, i64)>,
    moving: Vec<bool>,
    steps: usize,
}

impl<'a> Search<'a> {
    pub fn new(system: &'a System) -> Self {
        let (numbers, rows) = (system.numbers.len(), system.rows.len());
        let (delta, broken, moving) = (vec![0; numbers], vec![0; rows], vec![false; numbers]);
        Self { system, delta, broken, open: Vec::new(), moves: Vec::new(), moving, steps: 0 }
    }

    /// Moves one number as far as `by`, if it can; gives back every number moved, with its difference from the truth.
    pub fn stretch(&mut self, unknown: &[bool], number: usize, way: Way, by: i64) -> Vec<(usize, i64)> {
        let sign = if way == Way::Up { 1 } else { -1 };
        let mut changed = Vec::new();
        while self.delta[number].abs() < by {
            self.steps = 0;
            if !self.can(number, sign) {
                break;
            }
            self.apply(number, sign);
            if !self.mend(unknown) {
                self.undo();
                break;
            }
            // As far in this direction as the numbers that fall allow.
            let room = |(number, sign): &(usize, i64)| if *sign < 0 { self.floor(*number) } else { i64::MAX };
            let far = self.moves.iter().map(room).min().unwrap_or(0).min(by - self.delta[number].abs());
            for (number, sign) in std::mem::take(&mut self.moves) {
                self.moving[number] = false;
                self.delta[number] += sign * far;
                changed.push(number);
            }
        }
        changed.sort_unstable();
        changed.dedup();
        changed.into_iter().map(|number| (number, std::mem::take(&mut self.delta[number]))).collect()
    }

    /// How far a number may still fall.
    fn floor(&self, number: usize) -> i64 {
        let what = &self.system.numbers[number];
        what.count + self.delta[number] - what.least()
    }

    fn can(&self, number: usize, sign: i64) -> bool {
        !self.moving[number] && (sign > 0 || self.floor(number) >= 1)
    }

    fn apply(&mut self, number: usize, sign: i64) {
        self.moves.push((number, sign));
        self.moving[number] = true;
        self.shift(number, sign);
    }

    fn undo(&mut self) {
        if let Some((number, sign)) = self.moves.pop() {
            self.moving[number] = false;
            self.shift(number, -sign);
        }
    }

    fn shift(&mut self, number: usize, sign: i64) {
        for row in &self.system.rows_of[number] {
            let factor = self.system.rows[*row].members.iter().find(|(member, _)| *member == number).map_or(0, |(_, factor)| *factor);
            let before = self.broken[*row];
            self.broken[*row] += factor * sign;
            if before == 0 {
                self.open.push(*row);
            } else if self.broken[*row] == 0 {
                self.open.retain(|open| open != row);
            }
        }
    }

    fn mend(&mut self, unknown: &[bool]) -> bool {
        let Some(row) = self.open.first().copied() else { return true };
        if self.moves.len() >= DEEP {
            return false;
        }
        let broken = self.broken[row];
        let mut choices: Vec<(i64, i64, usize, i64)> = Vec::new();
        for (number, factor) in &self.system.rows[row].members {
            let sign = -(broken * factor).signum();
            if unknown[*number] && factor.abs() == 1 && self.can(*number, sign) {
                let room = if sign < 0 { self.floor(*number).min(10) } else { 10 };
                choices.push((self.worsens(*number, sign), -room, *number, sign));
            }
        }
        choices.sort_unstable();
        for (_, _, number, sign) in choices.into_iter().take(BROAD) {
            self.steps += 1;
            if self.steps > STEPS {
                return false;
            }
            self.apply(number, sign);
            if self.mend(unknown) {
                return true;
            }
            self.undo();
        }
        false
    }

    /// How many more equations a change would break than it mends.
    fn worsens(&self, number: usize, sign: i64) -> i64 {
        let mut more = 0;
        for row in &self.system.rows_of[number] {
            let factor = self.system.rows[*row].members.iter().find(|(member, _)| *member == number).map_or(0, |(_, factor)| *factor);
            more += if self.broken[*row] * factor * sign < 0 { -1 } else { 1 };
        }
        more
    }
}
