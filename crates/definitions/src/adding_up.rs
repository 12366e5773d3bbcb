//! What adds up: figures of short periods to those of long ones, and parts to the whole.

use crate::{Dimension, Indicator, Number, Per, Shape};

/// How the figures of short periods go together in the figure of the long period that they make up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverTime {
    /// Months add up to their quarter, quarters to their year: each event counts in one of them.
    Adds,
    /// The long period's figure is that of the last short one: it is of the last day, or looks back from it.
    Last,
    /// Neither: a child that counts once in the quarter may count in each of its months.
    Neither,
}

impl Indicator {
    /// How figures of short periods go together in that of a long one.
    #[must_use]
    pub fn over_time(&self) -> OverTime {
        match (self.shape, self.per) {
            (Shape::Event, _) if self.window.is_some() => OverTime::Last,
            (Shape::Event, Per::Record) => OverTime::Adds,
            (Shape::Event, Per::Child) => OverTime::Neither,
            (Shape::Spell, _) => OverTime::Last,
            // A query that never looks at a period's first day gives the same for all periods that end on one day.
            (Shape::AsAt, _) if !self.sql.contains("starts_on") => OverTime::Last,
            (Shape::AsAt, _) => OverTime::Neither,
        }
    }

    /// True if a number of short periods adds up to that of the long period that they make up. Medians, means and shares never do; how many they are of does.
    #[must_use]
    pub fn adds_over_time(&self, number: Number) -> bool {
        self.over_time() == OverTime::Adds && self.has_number(number)
    }

    /// True if a number of the parts of a dimension adds up to that of the whole. Where a record may fall in several parts, they add up to more.
    #[must_use]
    pub fn parts_add_up(&self, dimension: &Dimension, number: Number) -> bool {
        !dimension.many && self.divides_by(&dimension.id) && self.has_number(number)
    }
}
