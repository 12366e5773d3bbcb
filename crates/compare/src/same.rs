//! When two numbers are the same number.
//!
//! A third got by one division and a third got by another differ in the last places of a float. Nothing here may turn on that, and nothing
//! here rounds: the allowance is far below anything a reader could be shown.

use std::cmp::Ordering;

/// How `now` stands to `before`. Values that differ only in the last places of a division are the same value.
pub(crate) fn order(before: f64, now: f64) -> Ordering {
    order_at(before, now, before.abs().max(now.abs()))
}

/// The same among numbers of a given size: a sum of many of them is not exact to the last place of a small result.
pub(crate) fn order_at(before: f64, now: f64, scale: f64) -> Ordering {
    let difference = now - before;
    if difference.abs() <= 1e-12 * scale {
        Ordering::Equal
    } else if difference > 0.0 {
        Ordering::Greater
    } else {
        Ordering::Less
    }
}
