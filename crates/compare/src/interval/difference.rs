//! The difference of two shares (Newcombe 1998, method 10): an interval made of the two Wilson intervals.

use super::{Share, wilson};
use crate::text::signed;
use serde::Serialize;

/// One share less another, in points, with 95% limits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Difference {
    /// The first share less the second, in points.
    pub points: f64,
    /// Lower 95% limit, in points.
    pub lower: f64,
    /// Upper 95% limit, in points.
    pub upper: f64,
    /// True when no difference at all lies within the limits.
    pub could_be_chance: bool,
}

impl Difference {
    /// `could be chance`, or `more than chance alone would often give`.
    #[must_use]
    pub fn words(&self) -> &'static str {
        if self.could_be_chance { "could be chance" } else { "more than chance alone would often give" }
    }

    /// `2.5 points (\u{2212}20.1 to 37.8): could be chance`.
    #[must_use]
    pub fn in_full(&self) -> String {
        format!("{} points ({} to {}): {}", signed(self.points), signed(self.lower), signed(self.upper), self.words())
    }
}

/// The first share less the second. The two must be of different people or files: a group within the other is not a second sample.
#[must_use]
pub fn difference(first: Share, second: Share) -> Difference {
    let (p1, p2) = (first.percent(), second.percent());
    let (one, two) = (wilson(first), wilson(second));
    let points = p1 - p2;
    let lower = points - (p1 - one.lower).hypot(two.upper - p2);
    let upper = points + (one.upper - p1).hypot(p2 - two.lower);
    Difference { points, lower, upper, could_be_chance: lower <= 0.0 && upper >= 0.0 }
}
