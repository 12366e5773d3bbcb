//! What a value is, and which way is good: all that a comparison needs to know of an indicator.

use serde::{Deserialize, Serialize};

/// What a value is, which decides how it is read and how a change in it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// How many.
    Count,
    /// A share, from 0 to 100.
    Percentage,
    /// How many per 10,000.
    Rate,
    /// The middle of what was measured.
    Median,
    /// The mean of what was measured.
    Mean,
    /// One sum over another, such as cases per worker.
    Ratio,
}

impl Measure {
    /// The measure of a definition's word: `count`, `percentage`, `rate`, `median`, `mean` or `ratio`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Measure> {
        match word {
            "count" => Some(Measure::Count),
            "percentage" => Some(Measure::Percentage),
            "rate" => Some(Measure::Rate),
            "median" => Some(Measure::Median),
            "mean" => Some(Measure::Mean),
            "ratio" => Some(Measure::Ratio),
            _ => None,
        }
    }

    /// True when a change in it is said in points and never in per cent.
    ///
    /// A ratio whose unit is `%` is a percentage for this purpose: "up 20 per cent" of a per cent would be read as points.
    #[must_use]
    pub fn changes_in_points(self, unit: &str) -> bool {
        match self {
            Measure::Percentage => true,
            Measure::Ratio => unit.trim_start().starts_with('%'),
            Measure::Count | Measure::Rate | Measure::Median | Measure::Mean => false,
        }
    }
}

/// Which way is good. Decides words, arrows and colour, everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Good {
    /// More is better.
    High,
    /// Less is better.
    Low,
    /// Neither: no colour.
    Neutral,
}

impl Good {
    /// The way of a definition's word: `high`, `low` or `neutral`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Good> {
        match word {
            "high" => Some(Good::High),
            "low" => Some(Good::Low),
            "neutral" => Some(Good::Neutral),
            _ => None,
        }
    }
}
