//! The change from one figure to another.
//!
//! A percentage changes in points; a count, a rate or a duration changes in per cent. The two have different types and different names,
//! so that neither can be printed as the other (indicator notes, rule 11).

use crate::same::order;
use crate::{Good, Measure};
use serde::Serialize;
use sightline_model::{Figure, Status};
use std::cmp::Ordering;

/// Percentage points: 80% to 84% is 4 points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Points(pub f64);

/// Per cent of the earlier value: 80 children to 84 is 5 per cent.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PerCent(pub f64);

/// How large a change is, in the only unit that fits it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "in", content = "size", rename_all = "kebab-case")]
pub enum Size {
    /// Of a percentage.
    Points(Points),
    /// Of a count, a rate or a duration.
    PerCent(PerCent),
    /// Of a count, a rate or a duration that was 0: no per cent can be said.
    FromZero,
}

/// Which way a value went, and whether that way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// The good way.
    Better,
    /// The other way.
    Worse,
    /// Up, where neither way is good.
    Higher,
    /// Down, where neither way is good.
    Lower,
    /// The same unrounded value.
    NoChange,
}

impl Direction {
    /// The word used in every output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Direction::Better => "better",
            Direction::Worse => "worse",
            Direction::Higher => "higher",
            Direction::Lower => "lower",
            Direction::NoChange => "no change",
        }
    }

    /// The direction of a move from `before` to `now`, judged on unrounded values.
    #[must_use]
    pub fn of(before: f64, now: f64, good: Good) -> Direction {
        match (order(before, now), good) {
            (Ordering::Equal, _) => Direction::NoChange,
            (Ordering::Greater, Good::High) | (Ordering::Less, Good::Low) => Direction::Better,
            (Ordering::Greater, Good::Low) | (Ordering::Less, Good::High) => Direction::Worse,
            (Ordering::Greater, Good::Neutral) => Direction::Higher,
            (Ordering::Less, Good::Neutral) => Direction::Lower,
        }
    }
}

/// A change: how much, which way, and whether either end may still move.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Later value less earlier value, in the value's own unit, unrounded.
    pub difference: f64,
    /// The same, named for printing.
    pub size: Size,
    /// Which way, and whether that is good.
    pub direction: Direction,
    /// True when either figure is provisional.
    pub provisional: bool,
}

/// Why there is no change to speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoChange {
    /// The later figure has no value.
    NowMissing,
    /// The earlier figure has no value.
    BeforeMissing,
}

/// The change from `before` to `now`, two figures of one definition.
///
/// # Errors
/// If either has no value: not available, nothing to measure, or not a finite number.
pub fn change(before: &Figure, now: &Figure, measure: Measure, unit: &str, good: Good) -> Result<Change, NoChange> {
    let later = value_of(now).ok_or(NoChange::NowMissing)?;
    let earlier = value_of(before).ok_or(NoChange::BeforeMissing)?;
    let direction = Direction::of(earlier, later, good);
    let same = direction == Direction::NoChange;
    let difference = if same { 0.0 } else { later - earlier };
    let size = if measure.changes_in_points(unit) {
        Size::Points(Points(difference))
    } else if same {
        Size::PerCent(PerCent(0.0))
    } else if earlier == 0.0 {
        Size::FromZero
    } else {
        Size::PerCent(PerCent(difference / earlier.abs() * 100.0))
    };
    let provisional = before.status == Status::Provisional || now.status == Status::Provisional;
    Ok(Change { difference, size, direction, provisional })
}

/// A figure's value, if it has one that can be compared.
fn value_of(figure: &Figure) -> Option<f64> {
    match figure.status {
        Status::Ok | Status::Provisional => figure.value.filter(|value| value.is_finite()),
        Status::NotAvailable | Status::NotApplicable | Status::Hidden => None,
    }
}
