//! Green, amber or red, judged on the unrounded value, and the reasons for giving no colour.

use super::{Aim, Target};
use crate::icon::{Colour, Icon, Shape};
use crate::{Measure, same::order_at};
use serde::{Deserialize, Serialize};
use sightline_model::{Figure, Status};
use std::cmp::Ordering;

/// A colour, least concern first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rag {
    /// Meets the target.
    Green,
    /// Misses it by no more than the tolerance.
    Amber,
    /// Misses it by more.
    Red,
}

impl Rag {
    /// The word used in every output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Rag::Green => "green",
            Rag::Amber => "amber",
            Rag::Red => "red",
        }
    }

    /// The mark: letter, shape, colour and words.
    #[must_use]
    pub fn icon(self) -> Icon {
        match self {
            Rag::Green => Icon { letter: 'G', shape: Shape::Circle, colour: Colour::Green, words: "meets the target" },
            Rag::Amber => Icon { letter: 'A', shape: Shape::Triangle, colour: Colour::Amber, words: "misses the target, within the tolerance" },
            Rag::Red => Icon { letter: 'R', shape: Shape::Diamond, colour: Colour::Red, words: "misses the target" },
        }
    }
}

/// How a figure stands to a target. The first that fits, from the bottom of this list up: no value, no target, information, small numbers, rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "rating", content = "colour", rename_all = "kebab-case")]
pub enum Rating {
    /// Judged.
    Rated(Rag),
    /// The denominator is below the minimum.
    SmallNumbers,
    /// For information: has no colour.
    Information,
    /// No target holds in this period.
    NoTarget,
    /// The figure has no value.
    NoValue,
}

impl Rating {
    /// The words used in every output.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Rating::Rated(rag) => rag.word(),
            Rating::SmallNumbers => "small numbers: not rated",
            Rating::Information => "for information: not rated",
            Rating::NoTarget => "no target",
            Rating::NoValue => "no value: not rated",
        }
    }

    /// The colour, if there is one.
    #[must_use]
    pub fn rag(self) -> Option<Rag> {
        match self {
            Rating::Rated(rag) => Some(rag),
            Rating::SmallNumbers | Rating::Information | Rating::NoTarget | Rating::NoValue => None,
        }
    }
}

/// How `figure` stands to the target in force, if there is one.
///
/// The minimum is of the denominator; of how many were measured, for a median or a mean; a plain count has none to be below.
#[must_use]
pub fn rate(figure: &Figure, measure: Measure, target: Option<&Target>) -> Rating {
    let has_value = matches!(figure.status, Status::Ok | Status::Provisional);
    let Some(value) = figure.value.filter(|value| has_value && value.is_finite()) else {
        return Rating::NoValue;
    };
    let Some(target) = target else {
        return Rating::NoTarget;
    };
    let counted = match measure {
        Measure::Count => None,
        Measure::Median | Measure::Mean => figure.numerator,
        Measure::Percentage | Measure::Rate | Measure::Ratio => figure.denominator,
    };
    match colour(value, &target.aim, target.tolerance) {
        None => Rating::Information,
        Some(_) if counted.is_some_and(|counted| counted < target.minimum_denominator) => Rating::SmallNumbers,
        Some(rag) => Rating::Rated(rag),
    }
}

/// The colour of an unrounded value: by how far it falls short of the aim.
fn colour(value: f64, aim: &Aim, tolerance: f64) -> Option<Rag> {
    let (low, high) = match *aim {
        Aim::AtLeast { value: least } => (Some(least), None),
        Aim::AtMost { value: most } => (None, Some(most)),
        Aim::Within { low, high } => (Some(low), Some(high)),
        Aim::Information => return None,
    };
    let inside = |tolerance: f64| {
        let reaches = |end: f64, edge: f64, wrong: Ordering| order_at(edge, value, end.abs().max(value.abs())) != wrong;
        low.is_none_or(|low| reaches(low, low - tolerance, Ordering::Less))
            && high.is_none_or(|high| reaches(high, high + tolerance, Ordering::Greater))
    };
    Some(match (inside(0.0), inside(tolerance)) {
        (true, _) => Rag::Green,
        (false, true) => Rag::Amber,
        (false, false) => Rag::Red,
    })
}
