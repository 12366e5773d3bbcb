//! What disclosure control must know about indicators: how sensitive each is, what adds up, and which numbers of two indicators are one.

use sightline_disclosure::{Class, Settings};
use sightline_model::Day;
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
    /// How many are still within a limit and in neither. Printed in no table: a relation that needs it is used where there are none.
    Pending,
}

impl Role {
    pub(super) fn word(self) -> &'static str {
        match self {
            Role::Counted => "counted",
            Role::Whole => "of",
            Role::Rest => "other",
            Role::Pending => "pending",
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
    /// The part it is of: dimension and label.
    pub part: Option<(String, String)>,
    /// Of which period.
    pub at: At,
    /// True where it is taken away.
    pub minus: bool,
}

/// Of which period a number is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// The period in question.
    #[default]
    Period,
    /// The end of the period before: the opening of a movement.
    PreviousEnd,
    /// The same period a year before.
    YearBefore,
    /// Added up over the 12 months to the period's last day.
    TwelveMonths,
}

/// A relation that holds in every period by definition: the total is the sum of its signed terms. With one term, two numbers are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The total.
    pub total: Term,
    /// Its terms.
    pub parts: Vec<Term>,
    /// True if it also holds in every part of a dimension that all its indicators are divided by.
    pub divided: bool,
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
    /// Indicators whose figure of a long period is that of the last short one: what counts is the last day.
    pub of_last_day: BTreeSet<String>,
    /// Dimensions whose parts add up to the whole.
    pub dimensions_that_add: BTreeSet<String>,
    /// Dimensions that say something of a child: divided by one of them, any count is about children.
    pub of_child: BTreeSet<String>,
    /// Relations between indicators.
    pub identities: Vec<Identity>,
}

impl Rules {
    /// How sensitive an indicator is.
    #[must_use]
    pub fn class(&self, indicator: &str) -> Class {
        self.classes.get(indicator).copied().unwrap_or(Class::ChildAttribute)
    }

    /// How sensitive one part of an indicator is.
    pub(super) fn class_of_part(&self, indicator: &str, part: Option<(&str, &str)>) -> Class {
        match part {
            Some((dimension, _)) if self.of_child.contains(dimension) => Class::ChildAttribute,
            _ => self.class(indicator),
        }
    }

    /// The days that tell one count of an indicator from another: first and last, or the last alone where only that matters.
    pub(super) fn span(&self, indicator: &str, from: Day, to: Day) -> (Day, Day) {
        if self.of_last_day.contains(indicator) { (to, to) } else { (from, to) }
    }
}
