//! The equations of one component, solved for some of the unknowns (the *basic* ones, one to a row) in terms of the
//! others. Rows hold whole numbers without a common factor, so nothing is ever rounded.
//!
//! With the others at zero the basic unknowns have the values of a corner of all that is possible. Walking from corner
//! to corner lowers or raises one unknown; its own row says when it can go no further, and is then the proof.

use crate::numbers::{Budget, Stop, add, gcd, multiply, subtract};
use crate::system::Component;

#[derive(Debug, Clone)]
struct Row {
    coefficients: Vec<i64>,
    right: i64,
    /// The unknown this row is solved for; its coefficient here is positive and it stands in no other row.
    basic: usize,
}

#[derive(Debug, Clone)]
pub(crate) struct Tableau {
    rows: Vec<Row>,
    /// In which row each unknown is basic.
    row_of: Vec<Option<usize>>,
    columns: usize,
}

/// Which way an unknown is pushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Down,
    Up,
}

/// What one step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// To a neighbouring corner, or to the same corner seen from another side.
    Moved,
    /// The unknown can go no further.
    Proven,
    /// The unknown can go on for ever when this other one grows.
    Endless(usize),
}

impl Tableau {
    /// Solves the equations. Rows may still have negative right sides.
    pub(crate) fn new(component: &Component, budget: &mut Budget) -> Result<Self, Stop> {
        let columns = component.names.len();
        let mut waiting: Vec<Row> = Vec::new();
        for equation in &component.equations {
            let mut row = Row { coefficients: vec![0; columns], right: equation.right, basic: usize::MAX };
            for (column, coefficient) in &equation.terms {
                row.coefficients[*column] = *coefficient;
            }
            row.simplify();
            waiting.push(row);
        }
        let mut tableau = Self { rows: Vec::new(), row_of: vec![None; columns], columns };
        while let Some(next) = (0..waiting.len()).min_by_key(|at| waiting[*at].length()) {
            budget.spend(waiting.len() * columns)?;
            let mut row = waiting.swap_remove(next);
            // No whole numbers fit 2x + 4y = 5. (Rows are without common factor, so 5 is not a multiple of 2.)
            if row.right != 0 && row.coefficients.iter().fold(0, |common, coefficient| gcd(common, *coefficient)) != 1 {
                return Err(Stop::NothingFits);
            }
            let column = (0..columns).filter(|column| row.coefficients[*column] != 0).min_by_key(|column| row.coefficients[*column].saturating_abs());
            let Some(column) = column else { continue };
            row.solve_for(column);
            let support = row.support();
            for other in tableau.rows.iter_mut().chain(&mut waiting) {
                other.clear(column, &row, &support, budget)?;
            }
            tableau.row_of[column] = Some(tableau.rows.len());
            tableau.rows.push(row);
        }
        Ok(tableau)
    }

    /// Walks to a corner from a solution that is at hand: takes the non-basic unknowns to zero one after another, and
    /// where a basic one would go below zero, lets the two change places. Never more steps than unknowns.
    pub(crate) fn walk_from(&mut self, point: &[i64], budget: &mut Budget) -> Result<(), Stop> {
        let free: Vec<usize> = (0..self.columns).filter(|column| self.row_of[*column].is_none()).collect();
        // Right sides as if what is non-basic and not yet at zero had moved over to the right, with its value.
        for column in &free {
            self.shift(*column, -point[*column])?;
        }
        for column in free {
            budget.spend(self.rows.len())?;
            let mut first: Option<usize> = None;
            self.shift(column, point[column])?;
            for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| row.right < 0) {
                // It shrinks with the unknown. Of those that would go below zero, the one that reaches it first.
                let reaches = |row: &Row| {
                    let before = i128::from(row.right) - i128::from(row.coefficients[column]) * i128::from(point[column]);
                    (before, -i128::from(row.coefficients[column]))
                };
                let (left, slope) = reaches(row);
                if first.is_none_or(|first| {
                    let (other_left, other_slope) = reaches(&self.rows[first]);
                    left.saturating_mul(other_slope) < other_left.saturating_mul(slope)
                }) {
                    first = Some(at);
                }
            }
            if let Some(row) = first {
                self.pivot(row, column, budget)?;
            }
        }
        Ok(())
    }

    fn shift(&mut self, column: usize, by: i64) -> Result<(), Stop> {
        for row in self.rows.iter_mut().filter(|row| row.coefficients[column] != 0) {
            row.right = add(row.right, multiply(row.coefficients[column], by)?)?;
        }
        Ok(())
    }

    /// Walks to a corner where every unknown is at least zero.
    pub(crate) fn repair(&mut self, budget: &mut Budget) -> Result<(), Stop> {
        // The most negative row first is fast but might go round in circles; lowest number first cannot (Bland's rule).
        let mut hasty = 4 * self.columns;
        loop {
            budget.spend(self.columns + self.rows.len())?;
            let negative = (0..self.rows.len()).filter(|row| self.rows[*row].right < 0);
            let worst = if hasty > 0 {
                negative.min_by_key(|row| (self.rows[*row].right, self.rows[*row].basic))
            } else {
                negative.min_by_key(|row| self.rows[*row].basic)
            };
            let Some(row) = worst else { return Ok(()) };
            let column = (0..self.columns).find(|column| self.rows[row].coefficients[*column] < 0).ok_or(Stop::NothingFits)?;
            self.pivot(row, column, budget)?;
            hasty = hasty.saturating_sub(1);
        }
    }

    /// One step that lowers or raises an unknown. `careful` steps cannot go round in circles.
    pub(crate) fn step(&mut self, unknown: usize, way: Way, careful: bool, budget: &mut Budget) -> Result<Step, Stop> {
        budget.spend(self.columns + self.rows.len())?;
        let entering = match (self.row_of[unknown], way) {
            (None, Way::Down) => None,
            (None, Way::Up) => Some(unknown),
            (Some(row), way) => {
                let coefficients = &self.rows[row].coefficients;
                let helps =
                    |column: &usize| *column != unknown && if way == Way::Down { coefficients[*column] > 0 } else { coefficients[*column] < 0 };
                let mut helping = (0..self.columns).filter(helps);
                if careful { helping.next() } else { helping.max_by_key(|column| coefficients[*column].saturating_abs()) }
            }
        };
        let Some(entering) = entering else { return Ok(Step::Proven) };
        // The first row to reach zero as the entering unknown grows; of equals, the lowest basic unknown.
        let mut leaving: Option<usize> = None;
        for row in 0..self.rows.len() {
            if self.rows[row].coefficients[entering] > 0 && leaving.is_none_or(|best| self.sooner(row, best, entering)) {
                leaving = Some(row);
            }
        }
        let Some(leaving) = leaving else { return Ok(Step::Endless(entering)) };
        self.pivot(leaving, entering, budget)?;
        Ok(Step::Moved)
    }

    fn sooner(&self, one: usize, other: usize, entering: usize) -> bool {
        let (one, other) = (&self.rows[one], &self.rows[other]);
        let left = i128::from(one.right) * i128::from(other.coefficients[entering]);
        let right = i128::from(other.right) * i128::from(one.coefficients[entering]);
        left < right || (left == right && one.basic < other.basic)
    }

    fn pivot(&mut self, row: usize, column: usize, budget: &mut Budget) -> Result<(), Stop> {
        let mut solved = self.rows[row].clone();
        self.row_of[solved.basic] = None;
        solved.solve_for(column);
        let support = solved.support();
        for (at, other) in self.rows.iter_mut().enumerate() {
            if at != row {
                other.clear(column, &solved, &support, budget)?;
            }
        }
        self.row_of[column] = Some(row);
        self.rows[row] = solved;
        Ok(())
    }

    /// The value of an unknown at this corner, as numerator and positive denominator.
    pub(crate) fn value(&self, unknown: usize) -> (i64, i64) {
        self.row_of[unknown].map_or((0, 1), |row| (self.rows[row].right, self.rows[row].coefficients[unknown]))
    }

    /// The first of the first `count` unknowns that is not whole at this corner, and its value rounded down.
    pub(crate) fn broken(&self, count: usize) -> Option<(usize, i64)> {
        (0..count)
            .map(|unknown| (unknown, self.value(unknown)))
            .find(|(_, (top, bottom))| top % bottom != 0)
            .map(|(unknown, (top, bottom))| (unknown, top.div_euclid(bottom)))
    }

    /// Whether an unknown is settled by the equations alone.
    pub(crate) fn settled(&self, unknown: usize) -> bool {
        self.row_of[unknown]
            .is_some_and(|row| self.rows[row].coefficients.iter().enumerate().all(|(column, coefficient)| *coefficient == 0 || column == unknown))
    }

    /// Whether an unknown grows when a non-basic one does.
    pub(crate) fn grows_with(&self, unknown: usize, growing: usize) -> bool {
        unknown == growing || self.row_of[unknown].is_some_and(|row| self.rows[row].coefficients[growing] < 0)
    }

    /// For each non-basic unknown, a change in whole numbers of the first `count` unknowns that keeps every equation.
    pub(crate) fn moves(&self, count: usize) -> Vec<Vec<(usize, i64)>> {
        let free = (0..count).filter(|column| self.row_of[*column].is_none());
        free.filter_map(|column| self.change(column, count)).collect()
    }

    fn change(&self, column: usize, count: usize) -> Option<Vec<(usize, i64)>> {
        let moving = || self.rows.iter().filter(|row| row.coefficients[column] != 0 && row.basic < count);
        let mut whole: i64 = 1;
        for row in moving() {
            let (top, bottom) = (row.coefficients[column], row.coefficients[row.basic]);
            let needed = bottom / gcd(top, bottom);
            whole = whole.checked_mul(needed / gcd(whole, needed))?;
        }
        let mut change = vec![(column, whole)];
        for row in moving() {
            change.push((row.basic, -(row.coefficients[column].checked_mul(whole)? / row.coefficients[row.basic])));
        }
        Some(change)
    }

    /// Adds the condition that a basic unknown is at most (`Down`) or at least (`Up`) a value the corner is beyond.
    pub(crate) fn bound(&mut self, unknown: usize, way: Way, at: i64) -> Result<(), Stop> {
        let row = self.row_of[unknown].ok_or(Stop::GaveUp)?;
        let sign = if way == Way::Down { -1 } else { 1 };
        let mut bound = self.rows[row].clone();
        let bottom = bound.coefficients[unknown];
        bound.right = multiply(sign, subtract(bound.right, multiply(bottom, at)?)?)?;
        for coefficient in &mut bound.coefficients {
            *coefficient *= sign;
        }
        bound.coefficients[unknown] = 0;
        for row in &mut self.rows {
            row.coefficients.push(0);
        }
        bound.coefficients.push(bottom);
        bound.basic = self.columns;
        bound.simplify();
        self.row_of.push(Some(self.rows.len()));
        self.rows.push(bound);
        self.columns += 1;
        Ok(())
    }
}

impl Row {
    fn length(&self) -> usize {
        self.coefficients.iter().filter(|coefficient| **coefficient != 0).count()
    }

    fn support(&self) -> Vec<usize> {
        (0..self.coefficients.len()).filter(|column| self.coefficients[*column] != 0).collect()
    }

    fn solve_for(&mut self, column: usize) {
        if self.coefficients[column] < 0 {
            self.right = -self.right;
            for coefficient in &mut self.coefficients {
                *coefficient = -*coefficient;
            }
        }
        self.basic = column;
    }

    /// Takes out an unknown with the help of the row solved for it.
    fn clear(&mut self, column: usize, solved: &Row, support: &[usize], budget: &mut Budget) -> Result<(), Stop> {
        let here = self.coefficients[column];
        if here == 0 {
            return Ok(());
        }
        budget.spend(self.coefficients.len())?;
        let common = gcd(here, solved.coefficients[column]);
        let (mine, theirs) = (solved.coefficients[column] / common, here / common);
        if mine != 1 {
            for coefficient in &mut self.coefficients {
                *coefficient = multiply(*coefficient, mine)?;
            }
            self.right = multiply(self.right, mine)?;
        }
        for at in support {
            self.coefficients[*at] = subtract(self.coefficients[*at], multiply(solved.coefficients[*at], theirs)?)?;
        }
        self.right = subtract(self.right, multiply(solved.right, theirs)?)?;
        self.simplify();
        Ok(())
    }

    /// Divides by the common factor.
    fn simplify(&mut self) {
        let mut common = self.right;
        for coefficient in self.coefficients.iter().filter(|coefficient| **coefficient != 0) {
            common = gcd(common, *coefficient);
            if common == 1 {
                return;
            }
        }
        if common.saturating_abs() > 1 {
            let common = common.saturating_abs();
            self.right /= common;
            for coefficient in &mut self.coefficients {
                *coefficient /= common;
            }
        }
    }
}

/// A point moved along a change as far as every unknown stays at least zero; `None` when that is no distance, or no end.
pub(crate) fn moved(point: &[i64], change: &[(usize, i64)], way: Way) -> Option<Vec<i64>> {
    let sign = if way == Way::Down { -1 } else { 1 };
    let shrinking = change.iter().filter(|(_, by)| sign * by < 0);
    let far = shrinking.map(|(unknown, by)| point[*unknown] / by.saturating_abs()).min().filter(|far| *far > 0)?;
    let mut moved = point.to_vec();
    for (unknown, by) in change {
        moved[*unknown] = add(moved[*unknown], multiply(sign * far, *by).ok()?).ok()?;
    }
    Some(moved)
}
