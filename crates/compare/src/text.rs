//! The few numbers and days that this crate puts into sentences of its own.

use sightline_model::Day;

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A day in words: `30 September 2018`.
pub(crate) fn day(day: Day) -> String {
    let date = day.date();
    let month = MONTHS.get(usize::from(date.month().unsigned_abs()).saturating_sub(1)).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// `one` for 1, `many` for the rest.
pub(crate) fn plural<'a>(count: usize, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}
