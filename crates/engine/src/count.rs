//! Sums over pieces: for each part and position, how many rows and what they add up to.

use crate::divide::Piece;
use crate::fixed::{from_fixed, to_fixed};
use crate::rows::Rows;
use datafusion::arrow::array::Array;
use sightline_definitions::{Indicator, Measure};
use sightline_model::{Figure, Status};

/// What has been counted for one part, at every position. Kept as differences until [`Sums::finish`].
#[derive(Default, Clone)]
pub(crate) struct Sums {
    rows: Vec<i64>,
    met: Vec<i64>,
    pending: Vec<i64>,
    first: Vec<i128>,
    second: Vec<i128>,
    values: Vec<Vec<f64>>,
}

/// Rows in period and part, and what they add up to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Total {
    pub(crate) rows: i64,
    pub(crate) met: i64,
    pub(crate) pending: i64,
    pub(crate) first: i128,
    pub(crate) second: i128,
    pub(crate) values: Vec<f64>,
}

/// Sums by part.
pub(crate) struct Tally {
    measure: Measure,
    positions: usize,
    of_group: Vec<Sums>,
}

impl Tally {
    pub(crate) fn new(indicator: &Indicator, positions: usize) -> Tally {
        Tally { measure: indicator.measure, positions, of_group: Vec::new() }
    }

    pub(crate) fn add(&mut self, rows: &Rows, pieces: &[Piece]) {
        let number = |array: &Option<datafusion::arrow::array::Float64Array>, row: usize| {
            array.as_ref().filter(|a| a.is_valid(row)).map_or(0, |a| to_fixed(a.value(row)))
        };
        for piece in pieces {
            let group = usize::try_from(piece.group).unwrap_or(usize::MAX);
            while self.of_group.len() <= group {
                self.of_group.push(Sums::new(self.measure, self.positions));
            }
            let sums = &mut self.of_group[group];
            let (low, high, row) = (piece.low, piece.high, piece.row);
            match self.measure {
                Measure::Count => {
                    step(&mut sums.rows, low, high, rows.count_of(row));
                }
                Measure::Rate => step(&mut sums.rows, low, high, 1),
                Measure::Percentage => {
                    step(&mut sums.rows, low, high, 1);
                    if let Some(met) = &rows.met {
                        if met.is_null(row) {
                            step(&mut sums.pending, low, high, 1);
                        } else if met.value(row) {
                            step(&mut sums.met, low, high, 1);
                        }
                    }
                }
                Measure::Ratio => {
                    step(&mut sums.rows, low, high, 1);
                    step(&mut sums.first, low, high, number(&rows.numerator, row));
                    step(&mut sums.second, low, high, number(&rows.denominator, row));
                }
                Measure::Mean | Measure::Sum => {
                    step(&mut sums.rows, low, high, 1);
                    step(&mut sums.first, low, high, number(&rows.measured, row));
                }
                Measure::Median | Measure::Percentile(_) => {
                    step(&mut sums.rows, low, high, 1);
                    if let Some(value) = rows.measured.as_ref().filter(|a| a.is_valid(row)).map(|a| a.value(row)) {
                        for values in &mut sums.values[low..high] {
                            values.push(value);
                        }
                    }
                }
            }
        }
    }

    /// Totals by part and position.
    pub(crate) fn finish(self, groups: usize) -> Vec<Vec<Total>> {
        let mut all = self.of_group;
        while all.len() < groups {
            all.push(Sums::new(self.measure, self.positions));
        }
        all.into_iter().map(|sums| sums.finish(self.positions)).collect()
    }
}

fn step<T: Copy + std::ops::AddAssign + std::ops::SubAssign>(sums: &mut [T], low: usize, high: usize, by: T) {
    sums[low] += by;
    sums[high] -= by;
}

impl Sums {
    fn new(measure: Measure, positions: usize) -> Sums {
        let mut sums = Sums { rows: vec![0; positions + 1], ..Sums::default() };
        match measure {
            Measure::Percentage => {
                sums.met = vec![0; positions + 1];
                sums.pending = vec![0; positions + 1];
            }
            Measure::Ratio | Measure::Mean | Measure::Sum => {
                sums.first = vec![0; positions + 1];
                sums.second = vec![0; positions + 1];
            }
            Measure::Median | Measure::Percentile(_) => sums.values = vec![Vec::new(); positions],
            Measure::Count | Measure::Rate => {}
        }
        sums
    }

    fn finish(mut self, positions: usize) -> Vec<Total> {
        let mut running = Total::default();
        let mut totals = Vec::with_capacity(positions);
        for at in 0..positions {
            let take = |sums: &[i64]| sums.get(at).copied().unwrap_or(0);
            running.rows += take(&self.rows);
            running.met += take(&self.met);
            running.pending += take(&self.pending);
            running.first += self.first.get(at).copied().unwrap_or(0);
            running.second += self.second.get(at).copied().unwrap_or(0);
            let values = self.values.get_mut(at).map(std::mem::take).unwrap_or_default();
            totals.push(Total { values, ..running.clone() });
        }
        totals
    }
}

impl Total {
    /// Joins two parts.
    pub(crate) fn join(&mut self, other: &Total) {
        self.rows += other.rows;
        self.met += other.met;
        self.pending += other.pending;
        self.first += other.first;
        self.second += other.second;
        self.values.extend_from_slice(&other.values);
    }

    /// The figure, before anything is said of its status. `whole` is what a share is of; `population` divides rates.
    #[expect(clippy::cast_precision_loss, reason = "counts of records lie far below 2^53")]
    pub(crate) fn figure(&self, indicator: &Indicator, whole: &Total, population: Option<i64>) -> Figure {
        let ratio = |n: f64, d: f64, by: f64| if d == 0.0 { None } else { Some(by * n / d) };
        let rows = self.rows as f64;
        let (numerator, denominator, value) = match indicator.measure {
            Measure::Count => (rows, None, Some(rows)),
            Measure::Rate => {
                let people = population.map(|p| p as f64);
                (rows, people, people.and_then(|d| ratio(rows, d, 10_000.0)))
            }
            Measure::Percentage if indicator.share_of.is_some() => {
                let d = whole.rows as f64;
                (rows, Some(d), ratio(rows, d, 100.0))
            }
            Measure::Percentage => {
                let (n, d) = (self.met as f64, (self.rows - self.pending) as f64);
                (n, Some(d), ratio(n, d, 100.0))
            }
            Measure::Ratio => {
                let (n, d) = (from_fixed(self.first), from_fixed(self.second));
                (n, Some(d), ratio(n, d, if indicator.unit == "%" { 100.0 } else { 1.0 }))
            }
            Measure::Mean => (rows, None, ratio(from_fixed(self.first), rows, 1.0)),
            Measure::Sum => {
                let sum = from_fixed(self.first);
                (sum, None, Some(sum))
            }
            Measure::Median => (rows, None, percentile(&self.values, 50)),
            Measure::Percentile(rank) => (rows, None, percentile(&self.values, rank)),
        };
        let pending = u64::try_from(self.pending).unwrap_or(0);
        Figure { numerator: Some(numerator), denominator, value, pending, status: Status::Ok }
    }
}

/// The value below which `rank` per cent lie: of n values in order, the one at place (n - 1) x rank / 100, counted from 0, and between two places the
/// point as far between their values (the median is the middle one, or half way between the two in the middle; 100 is the largest).
#[expect(clippy::cast_precision_loss, reason = "counts of records lie far below 2^53")]
fn percentile(values: &[f64], rank: u8) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (last, rank) = (sorted.len().checked_sub(1)?, usize::from(rank));
    let (place, rest) = (last * rank / 100, last * rank % 100);
    let low = *sorted.get(place)?;
    let high = sorted.get(place + 1).copied().unwrap_or(low);
    Some(if rest == 50 { f64::midpoint(low, high) } else { low + (high - low) * (rest as f64 / 100.0) })
}

#[cfg(test)]
mod tests {
    use super::percentile;

    #[test]
    fn percentiles_by_hand() {
        let waits = [8.0, 2.0, 4.0, 6.0, 10.0];
        assert_eq!(percentile(&waits, 50), Some(6.0));
        // Place 4 x 0.95 = 3.8: four fifths of the way from 8 to 10.
        assert!((percentile(&waits, 95).unwrap_or_default() - 9.6).abs() < 1e-12);
        assert_eq!(percentile(&waits, 100), Some(10.0));
        assert_eq!(percentile(&[1.0, 4.0], 50), Some(2.5));
        assert_eq!(percentile(&[3.0], 95), Some(3.0));
        assert_eq!(percentile(&[], 50), None);
    }
}
