//! What a comparison needs to know of an indicator.

use sightline_compare as compare;
use sightline_definitions::{Good, Indicator, Measure};

/// What its values are.
pub fn measure_of(indicator: &Indicator) -> compare::Measure {
    match indicator.measure {
        Measure::Count => compare::Measure::Count,
        Measure::Percentage => compare::Measure::Percentage,
        Measure::Rate => compare::Measure::Rate,
        Measure::Median | Measure::Percentile(_) => compare::Measure::Median,
        Measure::Mean => compare::Measure::Mean,
        Measure::Ratio | Measure::Sum => compare::Measure::Ratio,
    }
}

/// Which way is good.
pub fn good_of(indicator: &Indicator) -> compare::Good {
    match indicator.good {
        Good::High => compare::Good::High,
        Good::Low => compare::Good::Low,
        Good::Neutral => compare::Good::Neutral,
    }
}
