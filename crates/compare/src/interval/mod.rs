//! 95% limits for a count, a rate and a share, and for the difference of two shares.
//!
//! Every limit is in the unit of the value itself: children, per 10,000, per cent (0 to 100) or points.

pub mod difference;
pub mod poisson;
pub mod share;

pub use difference::{Difference, difference};
pub use poisson::{PER, count_limits, rate_limits};
pub use share::{Share, wilson, wilson_of};

use crate::Measure;
use serde::Serialize;
use sightline_model::{Figure, Status};

/// The normal deviate that leaves 2.5% in each tail.
pub const Z95: f64 = 1.959_964;

/// To be printed with limits of figures that count everyone.
pub const WHOLE_COUNCIL_NOTE: &str =
    "These figures count everyone, so the interval is not about sampling: it shows how far chance alone could move a figure of this size.";

/// The formula behind an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Exact Poisson limits, for a count below 10.
    ExactPoisson,
    /// Byar's approximation to them, from 10 upwards.
    Byar,
    /// Wilson's score interval.
    Wilson,
    /// The same, narrowed because more than 5% of all there were was looked at.
    WilsonFinite,
}

/// From `lower` to `upper`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// Lower 95% limit, in the value's own unit.
    pub lower: f64,
    /// Upper 95% limit, in the value's own unit.
    pub upper: f64,
    /// How it was found.
    pub method: Method,
}

impl Interval {
    /// True when `value` lies within, the ends included.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        (self.lower..=self.upper).contains(&value)
    }
}

/// Why a figure has no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoInterval {
    /// The figure has no value, or nothing to divide by.
    NoValue,
    /// Not a whole number of things from 0 upwards, or more met than there were.
    NotACount,
    /// Medians, means and ratios: their spread is not in the figure.
    NotDefined,
}

/// The interval of a figure: by its numerator and denominator for a share or a rate, by its value for a count.
///
/// # Errors
/// If it has no value, does not count things, or is a median, mean or ratio.
pub fn interval(figure: &Figure, measure: Measure) -> Result<Interval, NoInterval> {
    if !matches!(figure.status, Status::Ok | Status::Provisional) {
        return Err(NoInterval::NoValue);
    }
    match measure {
        Measure::Count => Ok(count_limits(counted(figure.value)?)),
        Measure::Percentage => {
            let (met, of) = (counted(figure.numerator)?, counted(figure.denominator)?);
            if of == 0 {
                return Err(NoInterval::NoValue);
            }
            Share::new(met, of).map(wilson).ok_or(NoInterval::NotACount)
        }
        Measure::Rate => {
            let population = figure.denominator.ok_or(NoInterval::NoValue)?;
            rate_limits(counted(figure.numerator)?, population).ok_or(NoInterval::NoValue)
        }
        Measure::Median | Measure::Mean | Measure::Ratio => Err(NoInterval::NotDefined),
    }
}

fn counted(value: Option<f64>) -> Result<u32, NoInterval> {
    whole(value.ok_or(NoInterval::NoValue)?).ok_or(NoInterval::NotACount)
}

/// A figure's number as a count: `None` for a part, a negative or a number no count reaches.
#[must_use]
pub fn whole(value: f64) -> Option<u32> {
    if value.fract() != 0.0 || !(0.0..=f64::from(u32::MAX)).contains(&value) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a whole number within the range of u32, tested above")]
    Some(value as u32)
}
