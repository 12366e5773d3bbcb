//! The few numbers and days that this crate puts into sentences of its own.

use sightline_model::Day;

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A number with thousands separated: `12,794`.
pub(crate) fn whole(value: f64) -> String {
    let plain = format!("{:.0}", value.abs());
    let mut out = String::new();
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if value < 0.0 && plain != "0" { format!("\u{2212}{out}") } else { out }
}

/// A number to one decimal, with a true minus sign: `\u{2212}20.1`.
pub(crate) fn signed(value: f64) -> String {
    let plain = format!("{:.1}", value.abs());
    if value < 0.0 && plain != "0.0" { format!("\u{2212}{plain}") } else { plain }
}

/// A share to one decimal; a true 0 or 100 has none: `87.5%`, `100%`.
pub(crate) fn percent(value: f64) -> String {
    if value == 0.0 || value == 100.0 { format!("{value:.0}%") } else { format!("{value:.1}%") }
}

/// A share to the whole per cent, never 0% or 100% for what is not: `53%`, `0.4%`, `over 99.9%`.
pub(crate) fn percent_in_round(value: f64) -> String {
    if value == 0.0 || value == 100.0 || (0.5..99.5).contains(&value) {
        format!("{value:.0}%")
    } else if value < 0.05 {
        "under 0.1%".to_owned()
    } else if value >= 99.95 {
        "over 99.9%".to_owned()
    } else {
        format!("{value:.1}%")
    }
}

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
