//! Mean and limits of one segment, from its moving ranges.

use crate::Measure;
use crate::same::{order, order_at};
use serde::Serialize;
use std::cmp::Ordering;

/// Limits lie this many average moving ranges from the mean (three standard deviations: 3 / 1.128).
pub const LIMIT: f64 = 2.66;
/// Near limits lie this many from it: two thirds of the way.
pub const NEAR: f64 = 1.773;
/// Screening leaves out moving ranges of this many times their average or more.
pub const SCREEN: f64 = 3.267;
/// Fewer values than this have no limits.
pub const FEWEST: usize = 6;
/// Limits from fewer values than this are trial limits.
pub const ENOUGH: usize = 12;

/// What values of a kind cannot go beyond.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bounds {
    /// No value is below it.
    pub lower: Option<f64>,
    /// No value is above it.
    pub upper: Option<f64>,
}

impl Bounds {
    /// No bounds: a net change, which may be negative.
    pub const NONE: Bounds = Bounds { lower: None, upper: None };
    /// From 0 up: counts, rates, waits.
    pub const FROM_ZERO: Bounds = Bounds { lower: Some(0.0), upper: None };
    /// From 0 to 100: percentages.
    pub const PERCENTAGE: Bounds = Bounds { lower: Some(0.0), upper: Some(100.0) };

    /// The usual bounds of a measure. A count that can be negative (a net change) has none: use [`Bounds::NONE`].
    #[must_use]
    pub fn of(measure: Measure) -> Bounds {
        match measure {
            Measure::Percentage => Bounds::PERCENTAGE,
            Measure::Count | Measure::Rate | Measure::Median | Measure::Mean | Measure::Ratio => Bounds::FROM_ZERO,
        }
    }

    /// These bounds without any that a value goes beyond, which is then no bound.
    #[must_use]
    pub fn true_of(self, values: &[f64]) -> Bounds {
        Bounds {
            lower: self.lower.filter(|&lower| values.iter().all(|&value| value >= lower)),
            upper: self.upper.filter(|&upper| values.iter().all(|&value| value <= upper)),
        }
    }

    fn hold(self, value: f64) -> f64 {
        let raised = self.lower.map_or(value, |lower| value.max(lower));
        self.upper.map_or(raised, |upper| raised.min(upper))
    }
}

/// Four lines, from the bottom up, in the value's own unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Band {
    /// Lower limit.
    pub lower: f64,
    /// Lower near limit.
    pub near_lower: f64,
    /// Upper near limit.
    pub near_upper: f64,
    /// Upper limit.
    pub upper: f64,
}

/// Mean and limits of one segment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Limits {
    /// The mean.
    pub mean: f64,
    /// The average moving range behind the limits, after any screening.
    pub average_range: f64,
    /// How many values the mean is of.
    pub values: usize,
    /// How many moving ranges screening left out.
    pub left_out: usize,
    /// The limits as calculated.
    pub computed: Band,
    /// The limits to draw and print: held to what values can be. No point is judged otherwise by them.
    pub shown: Band,
    /// The size of the numbers, below which differences are those of arithmetic.
    #[serde(skip)]
    pub(crate) scale: f64,
}

impl Limits {
    /// How a value lies to a line of this segment.
    pub(crate) fn order(&self, line: f64, value: f64) -> Ordering {
        order_at(line, value, self.scale)
    }
}

/// Moving ranges: each value less the one before it, without its sign. None is taken across a gap.
pub(crate) fn moving_ranges(values: &[Option<f64>]) -> Vec<f64> {
    values.windows(2).filter_map(|pair| Some((pair[1]? - pair[0]?).abs())).collect()
}

/// Mean and limits of the values given; `None` for fewer than 6, or so many gaps that they leave fewer than the 5 moving ranges of 6 in a row.
pub(crate) fn limits(values: &[Option<f64>], screened: bool, bounds: Bounds) -> Option<Limits> {
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    let ranges = moving_ranges(values);
    if known.len() < FEWEST || ranges.len() < FEWEST - 1 {
        return None;
    }
    let mean = average(&known)?;
    let first = average(&ranges)?;
    // All ranges 0: nothing is large among them.
    let kept: Vec<f64> = if screened && first > 0.0 {
        ranges.iter().copied().filter(|&range| order(SCREEN * first, range) == Ordering::Less).collect()
    } else {
        ranges.clone()
    };
    let average_range = average(&kept)?;
    let computed = Band {
        lower: mean - LIMIT * average_range,
        near_lower: mean - NEAR * average_range,
        near_upper: mean + NEAR * average_range,
        upper: mean + LIMIT * average_range,
    };
    let shown = Band {
        lower: bounds.hold(computed.lower),
        near_lower: bounds.hold(computed.near_lower),
        near_upper: bounds.hold(computed.near_upper),
        upper: bounds.hold(computed.upper),
    };
    let scale = known.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    Some(Limits { mean, average_range, values: known.len(), left_out: ranges.len() - kept.len(), computed, shown, scale })
}

fn average(values: &[f64]) -> Option<f64> {
    let count = u32::try_from(values.len()).ok().filter(|&count| count > 0)?;
    Some(values.iter().sum::<f64>() / f64::from(count))
}
