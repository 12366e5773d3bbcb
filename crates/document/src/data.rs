//! The figures behind a paper, one observation each: what the data file holds.

use serde::{Deserialize, Serialize};

/// An indicator as a column of the data file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// The indicator's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The section it belongs to.
    pub group: String,
    /// `%`, `children`, `days`.
    pub unit: String,
    /// Digits after the point of its value.
    pub decimals: u8,
    /// True when it has a numerator and denominator of its own to print.
    pub has_parts: bool,
}

/// A number of the data file, or the symbol that stands for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// A number, rounded as it is everywhere else; with its digits after the point.
    Number(f64, u8),
    /// `c`, `z`, `x`, `k` or `u`.
    Symbol(char),
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// The indicator's id.
    pub indicator: String,
    /// The period's name: `2018-19Q2`.
    pub period: String,
    /// First day, `2018-07-01`.
    pub starts_on: String,
    /// Last day.
    pub ends_on: String,
    /// The dimension's title, or `Total`.
    pub topic: String,
    /// The part, or `Total`.
    pub part: String,
    /// The value.
    pub value: Shown,
    /// The numerator.
    pub numerator: Shown,
    /// The denominator.
    pub denominator: Shown,
}

/// All figures of a paper.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dataset {
    /// Indicators in the paper's order.
    pub indicators: Vec<Measured>,
    /// Figures, by indicator, then topic and part, then time.
    pub observations: Vec<Observation>,
}
