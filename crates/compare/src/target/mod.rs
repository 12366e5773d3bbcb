//! Dated targets and how a figure stands to one.
//!
//! Targets are the authority's, and are judged when read: changing one recalculates nothing.

pub mod raised;
pub mod rating;

pub use raised::{NotRaised, Raise, Raised, raise};
pub use rating::{Rag, Rating, rate};

use crate::{Good, same::order};
use serde::{Deserialize, Serialize};
use sightline_model::Day;
use std::cmp::Ordering;

/// A share or rate of fewer than this is not rated, unless the target says otherwise.
pub const MINIMUM_DENOMINATOR: f64 = 10.0;

/// What is aimed at, in the value's own unit: per cent (0 to 100), per 10,000, days, children.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "aim", rename_all = "kebab-case")]
pub enum Aim {
    /// This much or more: for what is good when high.
    AtLeast {
        /// The least that meets it.
        value: f64,
    },
    /// This much or less: for what is good when low.
    AtMost {
        /// The most that meets it.
        value: f64,
    },
    /// From `low` to `high`, both included.
    Within {
        /// The least that meets it.
        low: f64,
        /// The most that meets it.
        high: f64,
    },
    /// For information: never a colour.
    Information,
}

impl Aim {
    /// True when the aim points the way that is good. A range or no aim suits everything.
    #[must_use]
    pub fn suits(&self, good: Good) -> bool {
        match self {
            Aim::AtLeast { .. } => good == Good::High,
            Aim::AtMost { .. } => good == Good::Low,
            Aim::Within { .. } | Aim::Information => true,
        }
    }
}

/// A target and the days it holds for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Target {
    /// First day it holds.
    pub from: Day,
    /// Last day it holds; none while it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// What is aimed at.
    #[serde(flatten)]
    pub aim: Aim,
    /// How far short is still amber, in the value's own unit (points for a percentage). 0 for no amber.
    #[serde(default)]
    pub tolerance: f64,
    /// Fewer than this in the denominator is not rated.
    #[serde(default = "minimum_denominator")]
    pub minimum_denominator: f64,
}

fn minimum_denominator() -> f64 {
    MINIMUM_DENOMINATOR
}

/// What is wrong with a target as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// It ends before it begins.
    EndsFirst,
    /// The range's low end is above its high end.
    RangeReversed,
    /// A tolerance or minimum below 0.
    Negative,
    /// Not a number.
    NotFinite,
    /// It aims the other way from the one that is good.
    WrongWay,
}

impl Target {
    /// A target from a day on, with the usual minimum denominator.
    #[must_use]
    pub fn new(from: Day, aim: Aim, tolerance: f64) -> Target {
        Target { from, until: None, aim, tolerance, minimum_denominator: MINIMUM_DENOMINATOR }
    }

    /// What is wrong with it for an indicator that is good this way, if anything.
    #[must_use]
    pub fn fault(&self, good: Good) -> Option<Fault> {
        let numbers = match self.aim {
            Aim::AtLeast { value } | Aim::AtMost { value } => [value, value],
            Aim::Within { low, high } => [low, high],
            Aim::Information => [0.0, 0.0],
        };
        if numbers.iter().chain([&self.tolerance, &self.minimum_denominator]).any(|number| !number.is_finite()) {
            Some(Fault::NotFinite)
        } else if self.until.is_some_and(|until| until < self.from) {
            Some(Fault::EndsFirst)
        } else if order(numbers[0], numbers[1]) == Ordering::Less {
            Some(Fault::RangeReversed)
        } else if self.tolerance < 0.0 || self.minimum_denominator < 0.0 {
            Some(Fault::Negative)
        } else if !self.aim.suits(good) {
            Some(Fault::WrongWay)
        } else {
            None
        }
    }

    /// True when it holds on `day`.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The target for a period whose last day is `last_day`: of those that hold on that day, the one that began latest (of two that began together,
/// the later in the list).
#[must_use]
pub fn in_force(targets: &[Target], last_day: Day) -> Option<&Target> {
    targets.iter().filter(|target| target.holds_on(last_day)).max_by_key(|target| target.from)
}
