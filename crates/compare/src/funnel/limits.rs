//! The limits at a size.

use crate::interval::PER;
use serde::{Deserialize, Serialize};

/// What is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// So many of so many, in per cent.
    Share,
    /// So many in a population, per 10,000.
    Rate,
}

impl Kind {
    /// What a fraction is multiplied by to be printed.
    pub(crate) fn per(self) -> f64 {
        match self {
            Kind::Share => 100.0,
            Kind::Rate => PER,
        }
    }

    /// The standard error of a unit that is like its group, as a fraction.
    pub(crate) fn error(self, theta: f64, denominator: f64) -> f64 {
        match self {
            Kind::Share => (theta * (1.0 - theta) / denominator).sqrt(),
            Kind::Rate => (theta / denominator).sqrt(),
        }
    }
}

/// A lower and an upper limit, in per cent or per 10,000.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// Lower.
    pub lower: f64,
    /// Upper.
    pub upper: f64,
}

/// Limits that allow for chance alone, about a group value in per cent or per 10,000; `z` is 1.96 or 3.09.
///
/// A rate's lower limit stops at 0, where the square of a negative root would rise again.
#[must_use]
pub fn by_chance(kind: Kind, group: f64, denominator: f64, z: f64) -> Pair {
    let (lower, upper) = fractions(kind, group / kind.per(), denominator, z);
    Pair { lower: lower * kind.per(), upper: upper * kind.per() }
}

fn fractions(kind: Kind, theta: f64, n: f64, z: f64) -> (f64, f64) {
    match kind {
        Kind::Share => {
            let z2 = z * z;
            let shrink = 1.0 + z2 / n;
            let centre = (theta + z2 / (2.0 * n)) / shrink;
            let half = z * (theta * (1.0 - theta) / n + z2 / (4.0 * n * n)).sqrt() / shrink;
            ((centre - half).max(0.0), (centre + half).min(1.0))
        }
        Kind::Rate => {
            let (root, reach) = (theta.sqrt(), z / (2.0 * n.sqrt()));
            ((root - reach).max(0.0).powi(2), (root + reach).powi(2))
        }
    }
}

/// The same, widened for a variance between units, as a fraction. Never narrower than chance alone: the widened limits are even on both sides where
/// those of chance are not, and could lie inside them on one.
pub(crate) fn widened(kind: Kind, theta: f64, denominator: f64, z: f64, between: f64) -> Pair {
    let (mut lower, mut upper) = fractions(kind, theta, denominator, z);
    if between > 0.0 {
        let reach = z * (kind.error(theta, denominator).powi(2) + between).sqrt();
        lower = lower.min(theta - reach).max(0.0);
        upper = upper.max(theta + reach);
        if kind == Kind::Share {
            upper = upper.min(1.0);
        }
    }
    Pair { lower: lower * kind.per(), upper: upper * kind.per() }
}
