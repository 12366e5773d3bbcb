//! A published 0 that is more likely a figure not sent than a true 0.

use super::Entry;
use crate::Measure;
use crate::interval::{PER, count_limits};
use serde::Serialize;

/// With nothing to set it against, a 0 beside this many or more is questioned.
pub const LARGE: f64 = 1_000.0;
/// Fewer other values than this prove nothing about a 0.
pub const FEWEST: usize = 3;
/// Values are well above 0 when the least of them is at least this share of their middle.
pub const WELL_ABOVE: f64 = 0.25;

/// Why a 0 is questioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ZeroDoubt {
    /// At the others' middle value, so large a group would hardly ever show none.
    LargeDenominator,
    /// The authority's other years, and all others, are well above 0.
    AllOthersAbove,
}

impl ZeroDoubt {
    /// The question, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            ZeroDoubt::LargeDenominator => "0 of so many is unlikely to be a true 0: ask before comparing",
            ZeroDoubt::AllOthersAbove => "0 where other years and other councils are well above it: ask before comparing",
        }
    }
}

/// Whether a value of 0 is in doubt, given the other authorities.
///
/// Beside a known denominator it is when the number expected at the middle of all the other values is above 3.689, the upper 95% limit of a count
/// of 0. Without one, it is when at least three other values are known and the least of them is at least a quarter of their middle.
#[must_use]
pub fn zero_doubt(own: &Entry, others: &[&Entry], measure: Measure) -> Option<ZeroDoubt> {
    if own.value != Some(0.0) {
        return None;
    }
    let theirs = others.iter().filter_map(|other| other.value);
    let mut values: Vec<f64> = theirs.chain(own.other_years.iter().copied()).filter(|value| value.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    let per = match measure {
        Measure::Percentage => Some(100.0),
        Measure::Rate => Some(PER),
        Measure::Count | Measure::Median | Measure::Mean | Measure::Ratio => None,
    };
    let (least, typical) = (values.first().copied(), middle(&values));
    let unlikely = per.zip(own.denominator).is_some_and(|(per, denominator)| match typical {
        Some(typical) => typical * denominator / per > count_limits(0).upper,
        None => denominator >= LARGE,
    });
    let alone = values.len() >= FEWEST && least.zip(typical).is_some_and(|(least, typical)| least > 0.0 && least >= WELL_ABOVE * typical);
    // A known denominator settles it: a small group may well show none where others show some.
    match own.denominator {
        _ if unlikely => Some(ZeroDoubt::LargeDenominator),
        Some(_) if per.is_some() => None,
        _ if alone => Some(ZeroDoubt::AllOthersAbove),
        _ => None,
    }
}

/// The middle of sorted values; between the two middle ones of an even number.
fn middle(sorted: &[f64]) -> Option<f64> {
    let half = sorted.len() / 2;
    let upper = *sorted.get(half)?;
    if sorted.len().is_multiple_of(2) { sorted.get(half.checked_sub(1)?).map(|lower| (lower + upper) / 2.0) } else { Some(upper) }
}
