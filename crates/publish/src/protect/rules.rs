//! What disclosure control must know about indicators: how sensitive each is, what adds up, and which numbers of two indicators are one.

use sightline_disclosure::{Class, Settings};
use std::collections::{BTreeMap, BTreeSet};

/// Which number of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The count itself, or what is counted of a denominator, or how many were measured.
    Counted,
    /// What it is of.
    Whole,
    /// The rest: the whole without what is counted.
    Rest,
}

impl Role {
    pub(super) fn word(self) -> &'static str {
        match self {
            Role::Counted => "counted",
            Role::Whole => "of",
            Role::Rest => "other",
        }
    }
}

/// One number of one indicator.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The indicator's id.
    pub indicator: String,
    /// Which number.
    pub role: Role,
    /// True for the number at the end of the period before: the opening of a movement.
    pub before: bool,
    /// True where it is taken away.
    pub minus: bool,
}

/// A relation that holds in every period by definition: the total is the sum of its signed terms. With one term, two numbers are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The total.
    pub total: Term,
    /// Its terms.
    pub parts: Vec<Term>,
}

/// What is known about every indicator.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Threshold, and decisions of the data protection officer.
    pub settings: Settings,
    /// How sensitive each indicator is; one that is not named is about children.
    pub classes: BTreeMap<String, Class>,
    /// Indicators whose months add up to a quarter.
    pub add_over_time: BTreeSet<String>,
    /// Dimensions whose parts add up to the whole.
    pub dimensions_that_add: BTreeSet<String>,
    /// Relations between indicators.
    pub identities: Vec<Identity>,
}

impl Rules {
    /// How sensitive an indicator is.
    #[must_use]
    pub fn class(&self, indicator: &str) -> Class {
        self.classes.get(indicator).copied().unwrap_or(Class::ChildAttribute)
    }
}
