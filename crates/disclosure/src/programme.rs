//! One small linear programme: how far can a number go, if all equations are to hold.
//!
//! The solver counts in floating point. Its word is never enough to let a cell pass: see [`Programme::witness`].

use crate::bundle::Bundles;
use crate::system::find;
use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, Variable};

/// What an outsider has to guess, as the difference from the truth, and the equations between these differences (each sums to nought).
#[derive(Debug, Default)]
pub(crate) struct Programme {
    /// The number of each unknown.
    pub numbers: Vec<usize>,
    /// How far each may fall (0 or less).
    pub least: Vec<i64>,
    /// Places among the unknowns, with factors.
    pub rows: Vec<Vec<(usize, i64)>>,
}

/// Which way to push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Up,
    Down,
}

/// How far the solver got.
#[derive(Debug, Clone)]
pub(crate) enum Reach {
    /// As far as this; with the value of every unknown.
    To(f64, Vec<f64>),
    /// Without end.
    Endless,
    /// The solver gave up. Whoever asks must suppose the worst.
    Unsolved,
}

/// Branchings allowed where whole numbers are asked for: enough for what a table holds, few enough to stay quick.
const NODES: u64 = 200;
/// Farther than any count, near enough for the solver.
const FAR: i32 = 2_000_000_000;

impl Programme {
    /// Pushes one unknown as far as it goes, but not beyond `cap` where one is given. With `whole`, in whole numbers.
    ///
    /// Each unknown is written as a rise less a fall, so that the solver may start from the truth, where both are nought, and need not look for a
    /// start; that makes it ten times as fast.
    pub fn push(&self, target: usize, way: Way, cap: Option<i64>, whole: bool) -> Reach {
        let bundles = Bundles::new(&self.least, &self.rows);
        let (goal, sign) = bundles.of[target];
        if sign == 0 {
            return Reach::To(0.0, vec![0.0; self.numbers.len()]);
        }
        let up = (way == Way::Up) == (sign > 0);
        let mut problem = Problem::new(if up { OptimizationDirection::Maximize } else { OptimizationDirection::Minimize });
        let mut add = |cost: f64, most: Option<i64>| {
            if whole {
                problem.add_integer_var(cost, (0, most.and_then(|most| i32::try_from(most).ok()).unwrap_or(FAR)))
            } else {
                problem.add_var(cost, (0.0, most.map_or(f64::INFINITY, float)))
            }
        };
        let mut variables: Vec<(Variable, Option<Variable>)> = Vec::with_capacity(bundles.bounds.len());
        for (bundle, (low, high)) in bundles.bounds.iter().enumerate() {
            let mine = bundle == goal;
            let cost = if mine { 1.0 } else { 0.0 };
            let cap = cap.filter(|_| mine);
            let least = |a: Option<i64>, b: Option<i64>| a.into_iter().chain(b).min();
            // A bundle of which all move against the first may fall without end.
            let fall = least((*low > i64::MIN).then(|| -low), cap.filter(|_| !up));
            let rise = add(cost, least(*high, cap.filter(|_| up)));
            variables.push((rise, (fall != Some(0)).then(|| add(-cost, fall))));
        }
        for row in &bundles.rows {
            let mut terms: Vec<(Variable, f64)> = Vec::with_capacity(2 * row.len());
            for (bundle, factor) in row {
                let (rise, fall) = variables[*bundle];
                terms.push((rise, float(*factor)));
                terms.extend(fall.map(|fall| (fall, -float(*factor))));
            }
            problem.add_constraint(&terms, ComparisonOp::Eq, 0.0);
        }
        let mut options = SolveOptions::default();
        options.node_limit = Some(NODES);
        match problem.solve_with(options).map(microlp::SolveOutcome::into_solution) {
            Ok(Ok(solution)) => {
                let value =
                    |(rise, fall): &(Variable, Option<Variable>)| solution.var_value(*rise) - fall.map_or(0.0, |fall| solution.var_value(fall));
                let values: Vec<f64> = bundles.of.iter().map(|(bundle, sign)| value(&variables[*bundle]) * float(*sign)).collect();
                Reach::To(values[target], values)
            }
            Err(microlp::Error::Unbounded) => Reach::Endless,
            _ => Reach::Unsolved,
        }
    }

    /// Sets of whole numbers, each in itself fulfilling everything, that these values hold: place and difference from the truth.
    ///
    /// Values that hang together by rows are rounded together, and kept only if in whole numbers they fulfil every row and bound. Only this lets a
    /// cell pass: no floating-point number is trusted.
    pub fn witness(&self, values: &[f64]) -> Vec<(usize, i64)> {
        let Some(whole) = values.iter().map(|value| nearest(*value)).collect::<Option<Vec<i64>>>() else { return Vec::new() };
        let moved = |place: usize| whole[place] != 0;
        // Rows join what moves into groups; a row that does not add up, or a number below its bound, spoils its group.
        let mut leader: Vec<usize> = (0..whole.len()).collect();
        for row in &self.rows {
            let mut members = row.iter().map(|(place, _)| *place).filter(|place| moved(*place));
            if let Some(first) = members.next() {
                for other in members {
                    let (a, b) = (find(&mut leader, first), find(&mut leader, other));
                    leader[a.max(b)] = a.min(b);
                }
            }
        }
        let mut spoilt = vec![false; whole.len()];
        for row in &self.rows {
            if row.iter().map(|(place, factor)| factor * whole[*place]).sum::<i64>() != 0
                && let Some((place, _)) = row.iter().find(|(place, _)| moved(*place))
            {
                spoilt[find(&mut leader, *place)] = true;
            }
        }
        for (place, least) in self.least.iter().enumerate() {
            if whole[place] < *least {
                spoilt[find(&mut leader, place)] = true;
            }
        }
        (0..whole.len()).filter(|place| moved(*place)).filter(|place| !spoilt[find(&mut leader, *place)]).map(|place| (place, whole[place])).collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are below 2^52")]
pub(crate) fn float(count: i64) -> f64 {
    count as f64
}

/// The nearest whole number, if it is one that a count could be.
#[expect(clippy::cast_possible_truncation, reason = "the line above it rules out everything that would be cut off")]
pub(crate) fn nearest(value: f64) -> Option<i64> {
    let rounded = value.round();
    (rounded.abs() < 4e9).then_some(rounded as i64)
}
