//! Where each of a group lies, given its size: funnel limits (Spiegelhalter 2005, *Statistics in Medicine* 24: 1185).
//!
//! Councils differ for real reasons, so limits are always widened for as much spread as chance does not explain. Units come out in the order they
//! came in: there is no league table here, and nothing sorts them.

pub mod limits;
pub mod spread;

pub use limits::{Kind, Pair};
pub use spread::Spread;

use crate::same::order;
use serde::Serialize;
use std::cmp::Ordering;

/// The deviate of the inner limits: 95 units in 100 lie between them by chance.
pub const INNER: f64 = 1.96;
/// The deviate of the outer limits: 998 units in 1,000 do.
pub const OUTER: f64 = 3.09;
/// Fewer units than this make no funnel.
pub const FEWEST: usize = 3;
/// With fewer than this, the spread between units is itself not well known, and that is said.
pub const ENOUGH: usize = 10;

/// To be printed with every funnel.
pub const NOTE: &str = "The limits allow for size and for the ordinary spread between councils. A place outside them is a question, not a verdict, \
     and the order of those inside them means nothing.";

/// One of the group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unit {
    /// What it is called.
    pub name: String,
    /// How many have the property; none if hidden or missing.
    pub numerator: Option<f64>,
    /// Of how many.
    pub denominator: Option<f64>,
}

/// Where a unit lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// Between the inner limits, or on one.
    InLine,
    /// Above the inner limit.
    Higher,
    /// Below the inner limit.
    Lower,
}

impl Position {
    /// The words used in every output.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Position::InLine => "in line",
            Position::Higher => "higher than expected",
            Position::Lower => "lower than expected",
        }
    }
}

/// A unit with its limits.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Placed {
    /// What it is called.
    pub name: String,
    /// Of how many.
    pub denominator: f64,
    /// Its share in per cent, or its rate per 10,000.
    pub value: f64,
    /// The limits at its size, widened.
    pub inner: Pair,
    /// The same, further out.
    pub outer: Pair,
    /// Where it lies.
    pub position: Position,
    /// True when it lies beyond the outer limit as well, where chance and ordinary spread hardly ever put a unit.
    pub beyond_outer: bool,
}

/// A group, its limits, and where each of it lies.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Funnel {
    /// Shares or rates.
    pub kind: Kind,
    /// The value of the group: per cent or per 10,000.
    pub group: f64,
    /// How much more the units differ than chance explains.
    pub spread: Spread,
    /// Every unit with a value, in the order given.
    pub units: Vec<Placed>,
    /// Names of those left out, having no value that could be placed.
    pub left_out: Vec<String>,
    /// True when there are too few units to know their spread well.
    pub few: bool,
}

/// Why there is no funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoFunnel {
    /// Fewer than three units have a value.
    TooFew,
    /// The group's share is 0 or 100, or its rate 0: there is nothing to vary.
    NoVariation,
}

/// Places units about the value of their group: the one given, or all numerators over all denominators.
///
/// # Errors
/// If fewer than three units have a value, or the group has none, or all, of what is counted.
pub fn funnel(units: &[Unit], kind: Kind, group: Option<f64>) -> Result<Funnel, NoFunnel> {
    let mut known: Vec<(&str, f64, f64)> = Vec::new();
    let mut left_out = Vec::new();
    for unit in units {
        match usable(unit, kind) {
            Some((numerator, denominator)) => known.push((&unit.name, numerator, denominator)),
            None => left_out.push(unit.name.clone()),
        }
    }
    if known.len() < FEWEST {
        return Err(NoFunnel::TooFew);
    }
    let pooled = || known.iter().map(|unit| unit.1).sum::<f64>() / known.iter().map(|unit| unit.2).sum::<f64>();
    let theta = group.map_or_else(pooled, |group| group / kind.per());
    if !(theta > 0.0 && theta.is_finite()) || (kind == Kind::Share && theta >= 1.0) {
        return Err(NoFunnel::NoVariation);
    }
    let values: Vec<(f64, f64)> =
        known.iter().map(|&(_, numerator, denominator)| (numerator / denominator, kind.error(theta, denominator))).collect();
    let spread = spread::spread(&values, theta);
    let few = known.len() < ENOUGH;
    let mut found = Funnel { kind, group: theta * kind.per(), spread, units: Vec::new(), left_out, few };
    found.units = known.into_iter().map(|(name, numerator, denominator)| found.place(name, numerator, denominator)).collect();
    Ok(found)
}

impl Funnel {
    /// Inner and outer limits at a size, in per cent or per 10,000: for the curves.
    #[must_use]
    pub fn limits_at(&self, denominator: f64) -> (Pair, Pair) {
        let at = |z| limits::widened(self.kind, self.group / self.kind.per(), denominator, z, self.spread.between);
        (at(INNER), at(OUTER))
    }

    fn place(&self, name: &str, numerator: f64, denominator: f64) -> Placed {
        let value = numerator / denominator * self.kind.per();
        let (inner, outer) = self.limits_at(denominator);
        let side = |pair: Pair| match (order(pair.upper, value), order(pair.lower, value)) {
            (Ordering::Greater, _) => Position::Higher,
            (_, Ordering::Less) => Position::Lower,
            _ => Position::InLine,
        };
        let beyond_outer = side(outer) != Position::InLine;
        Placed { name: name.to_owned(), denominator, value, inner, outer, position: side(inner), beyond_outer }
    }
}

fn usable(unit: &Unit, kind: Kind) -> Option<(f64, f64)> {
    let numerator = unit.numerator.filter(|number| number.is_finite() && *number >= 0.0)?;
    let denominator = unit.denominator.filter(|number| number.is_finite() && *number > 0.0)?;
    (kind == Kind::Rate || numerator <= denominator).then_some((numerator, denominator))
}
