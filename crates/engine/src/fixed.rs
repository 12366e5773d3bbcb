//! Exact sums: numbers held as whole trillionths, so that no order of adding changes the result.

/// Trillionths in one.
const ONE: i128 = 1_000_000_000_000;

/// A number as whole trillionths. Numbers too large for that, and those that are no number, count as nothing.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked first")]
pub(crate) fn to_fixed(number: f64) -> i128 {
    let scaled = number * 1e12;
    if scaled.is_finite() && scaled.abs() < 1e35 { scaled.round() as i128 } else { 0 }
}

/// Back to a floating-point number.
#[expect(clippy::cast_precision_loss, reason = "figures are shown to far fewer digits than a double holds")]
pub(crate) fn from_fixed(fixed: i128) -> f64 {
    // Whole part and rest apart, so that whole numbers come back exactly.
    (fixed / ONE) as f64 + (fixed % ONE) as f64 / ONE as f64
}
