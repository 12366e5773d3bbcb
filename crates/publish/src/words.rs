//! Figures, changes and dates in words: one place, so that every page says them alike.

use serde::Serialize;
use sightline_compare::{Change, Direction, Good, Measure, NoChange, PerCent, Points, Size};
use sightline_model::{Day, Figure, Period, Status, add_months};

use crate::view::shown;

/// What stands in a sentence for a figure that is hidden.
pub const HIDDEN: &str = "hidden (c)";

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A number with thousands separated and a fixed number of decimals: `12,794`, `81.3`.
#[must_use]
pub fn number(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, part) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, part)| (whole, Some(part)));
    let mut out = String::new();
    if value < 0.0 && plain.bytes().any(|b| matches!(b, b'1'..=b'9')) {
        out.push('\u{2212}');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(part) = part {
        out.push('.');
        out.push_str(part);
    }
    out
}

/// A number with a decimal only where it has a part: `410`, `17.5`.
#[must_use]
pub fn plain_number(value: f64) -> String {
    if (value - value.round()).abs() < 1e-9 { number(value, 0) } else { number(value, 1) }
}

/// A unit as it follows a value: `days` for `days (mean)`.
#[must_use]
pub fn unit_word(unit: &str) -> &str {
    unit.split('(').next().unwrap_or(unit).trim()
}

/// A unit as it follows a count: `children`, and `child` after 1.
#[must_use]
pub fn counted_unit(count: f64, unit: &str) -> String {
    let word = unit_word(unit);
    if count != 1.0 {
        return word.to_owned();
    }
    for (many, one) in [("children", "child"), ("people", "person"), ("families", "family"), ("enquiries", "enquiry")] {
        if let Some(start) = word.strip_suffix(many) {
            return format!("{start}{one}");
        }
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// A value in its unit: `410`, `83.2%`, `54.3 per 10,000`, `34 days`. A true 0 or 100 has no decimal, so that it is not taken for a rounded one.
#[must_use]
pub fn value(value: f64, measure: Measure, unit: &str) -> String {
    let word = unit_word(unit);
    match measure {
        Measure::Count => plain_number(value),
        Measure::Percentage => percent(value),
        Measure::Ratio if word.starts_with('%') => percent(value) + word.trim_start_matches('%'),
        Measure::Rate => format!("{} per 10,000", tenths(value)),
        Measure::Ratio => format!("{} {word}", plain_number(value)).trim_end().to_owned(),
        Measure::Median | Measure::Mean => format!("{} {word}", tenths(value)).trim_end().to_owned(),
    }
}

/// A value without its unit, for a place that names the unit: `410`, `83.2%`, `54.3`.
#[must_use]
pub fn bare_value(value: f64, measure: Measure, unit: &str) -> String {
    match measure {
        Measure::Count => plain_number(value),
        _ if measure.changes_in_points(unit) => percent(value),
        // A sum is a ratio to one. Like a true 0, a true whole number has no decimal.
        Measure::Ratio => plain_number(value),
        _ => tenths(value),
    }
}

/// A target's number: `85%`, `17.5`.
#[must_use]
pub fn aimed(value: f64, measure: Measure, unit: &str) -> String {
    let number = plain_number(value);
    if measure.changes_in_points(unit) { number + "%" } else { number }
}

/// The value of a line such as a mean, which is never itself a count: whole from 100 up, one decimal below.
#[must_use]
pub fn line_value(value: f64, measure: Measure, unit: &str) -> String {
    if value == 0.0 && !measure.changes_in_points(unit) {
        return "0".to_owned();
    }
    let shown = number(value, if value.abs() >= 100.0 && !measure.changes_in_points(unit) { 0 } else { 1 });
    if measure.changes_in_points(unit) { percent(value) } else { shown }
}

/// A value on an axis, without its unit.
#[must_use]
pub fn axis_value(value: f64, measure: Measure, unit: &str) -> String {
    let shown =
        if (value - value.round()).abs() < 1e-9 { number(value, 0) } else { number(value, if (value * 10.0).fract().abs() < 1e-9 { 1 } else { 2 }) };
    if measure.changes_in_points(unit) { shown + "%" } else { shown }
}

fn percent(value: f64) -> String {
    if value == 0.0 || value == 100.0 { format!("{}%", number(value, 0)) } else { format!("{}%", number(value, 1)) }
}

fn tenths(value: f64) -> String {
    if value == 0.0 { "0".to_owned() } else { number(value, 1) }
}

/// A figure as it stands in a table or sentence: its value, or in words why there is none.
#[must_use]
pub fn figure(figure: &Figure, measure: Measure, unit: &str) -> String {
    match shown(figure) {
        Some(found) => value(found, measure, unit),
        None if figure.status == Status::NotApplicable => "none to measure".to_owned(),
        None if figure.status == Status::Hidden => HIDDEN.to_owned(),
        None => "not available".to_owned(),
    }
}

/// The numbers behind a value: `312 of 375`; for a duration `375 measured`. Nothing for a count, which is its own number. What is not a part of what it is
/// divided by is named: `646 cases, 35.7 full-time social workers`.
#[must_use]
pub fn behind(figure: &Figure, measure: Measure, unit: &str) -> Option<String> {
    shown(figure)?;
    if let (Measure::Ratio, Some(n), Some(d), Some((of, each))) = (measure, figure.numerator, figure.denominator, per(unit)) {
        return Some(format!(
            "{} {}, {} {}",
            plain_number(n),
            counted_unit(n, of),
            plain_number(d),
            if d == 1.0 { each.to_owned() } else { format!("{each}s") }
        ));
    }
    match (measure, figure.numerator, figure.denominator) {
        (Measure::Count, ..) | (_, None, _) => None,
        (Measure::Median | Measure::Mean, Some(measured), None) => Some(format!("{} measured", plain_number(measured))),
        (_, Some(n), Some(d)) => Some(format!("{} of {}", plain_number(n), plain_number(d))),
        (_, Some(n), None) => Some(plain_number(n)),
    }
}

/// What a ratio divides by what: `cases` and `full-time social worker`.
pub(crate) fn per(unit: &str) -> Option<(&str, &str)> {
    unit_word(unit).split_once(" per ").filter(|(_, each)| each.chars().all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '-')))
}

/// A figure with the numbers behind it: `83.2% (312 of 375)`.
#[must_use]
pub fn figure_in_full(of: &Figure, measure: Measure, unit: &str) -> String {
    match behind(of, measure, unit) {
        Some(numbers) => format!("{} ({numbers})", figure(of, measure, unit)),
        None => figure(of, measure, unit),
    }
}

/// How many a share is of: `10,522 in all`.
#[must_use]
pub fn how_many_counted(figure: &Figure) -> String {
    match figure.denominator.filter(|_| shown(figure).is_some()) {
        Some(all) => format!("{} in all", plain_number(all)),
        None => "not available".to_owned(),
    }
}

/// A status in words.
#[must_use]
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Ok => "complete",
        Status::Provisional => "provisional",
        Status::NotAvailable => "not available",
        Status::NotApplicable => "none to measure",
        Status::Hidden => HIDDEN,
    }
}

/// Which way is good, in words.
#[must_use]
pub fn good(good: Good) -> &'static str {
    match good {
        Good::High => "higher",
        Good::Low => "lower",
        Good::Neutral => "neither",
    }
}

/// A change, ready to print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeWords {
    /// `up 4.1 points`, `down 72 (19.8 per cent)`, `no change`, `not available`.
    pub text: String,
    /// `better`, `worse`, `higher`, `lower`; empty when there is no change or none can be said.
    pub direction: &'static str,
    /// An arrow up, down or across; empty when no change can be said.
    pub arrow: &'static str,
}

impl ChangeWords {
    /// Words where there is no change to speak of.
    #[must_use]
    pub fn without(text: &str) -> ChangeWords {
        ChangeWords { text: text.to_owned(), direction: "", arrow: "" }
    }
}

/// A change in words. Points and per cent are always named, and never stand for one another.
#[must_use]
pub fn change(change: Result<Change, NoChange>, measure: Measure) -> ChangeWords {
    let Ok(change) = change else {
        return ChangeWords::without("not available");
    };
    if change.direction == Direction::NoChange {
        return ChangeWords { text: "no change".to_owned(), direction: "", arrow: "\u{2192}" };
    }
    let way = if change.difference > 0.0 { "up" } else { "down" };
    let by = change.difference.abs();
    let text = match (change.size, measure) {
        (Size::Points(Points(points)), _) => format!("{way} {} points", at_least_a_tenth(points)),
        (Size::PerCent(PerCent(size)), Measure::Count) => {
            format!("{way} {} ({} per cent)", plain_number(by), at_least_a_tenth(size))
        }
        (Size::PerCent(PerCent(size)), _) => format!("{way} {} per cent", at_least_a_tenth(size)),
        (Size::FromZero, Measure::Count) => format!("{way} {} from 0", plain_number(by)),
        (Size::FromZero, _) => format!("{way} {} from 0", number(by, 1)),
    };
    ChangeWords { text, direction: change.direction.word(), arrow: if change.difference > 0.0 { "\u{2191}" } else { "\u{2193}" } }
}

/// A size to one decimal, never printed as 0.0 when it is not 0.
fn at_least_a_tenth(size: f64) -> String {
    if size.abs() < 0.05 { "less than 0.1".to_owned() } else { number(size.abs(), 1) }
}

/// A day in words: `30 September 2018`.
#[must_use]
pub fn day(day: Day) -> String {
    let date = day.date();
    format!("{} {} {}", date.day(), month_name(date.month()), date.year())
}

/// A day's month in a few characters: `Sep 2018`.
#[must_use]
pub fn day_short(day: Day) -> String {
    let date = day.date();
    format!("{} {}", month_name(date.month()).get(..3).unwrap_or(""), date.year())
}

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("")
}

/// A period in words: `September 2018`, `July to September 2018`, `April 2018 to March 2019`, or its first and last day.
#[must_use]
pub fn period(period: &Period) -> String {
    let (first, last) = (period.starts_on(), period.ends_on());
    let (from, to) = (first.date(), last.date());
    if from.day() != 1 || last.plus(1).date().day() != 1 {
        return if first == last { day(first) } else { format!("{} to {}", day(first), day(last)) };
    }
    let (start, end) = (month_name(from.month()), month_name(to.month()));
    if add_months(first, 1) == last.plus(1) {
        format!("{end} {}", to.year())
    } else if from.year() == to.year() {
        format!("{start} to {end} {}", to.year())
    } else {
        format!("{start} {} to {end} {}", from.year(), to.year())
    }
}

/// A period for a narrow column: `Jul to Sep 2018`.
#[must_use]
pub fn period_short(period: &Period) -> String {
    shortened(&self::period(period))
}

/// A text with the names of months cut to three letters.
#[must_use]
pub fn shortened(text: &str) -> String {
    MONTHS.iter().fold(text.to_owned(), |text, month| text.replace(month, month.get(..3).unwrap_or(month)))
}

/// A period in a few characters: `Sep 2018` for a month, its name for a part of the financial year, otherwise its last day.
#[must_use]
pub fn period_label(period: &Period) -> String {
    let last = period.ends_on().date();
    let short = |month: i8| month_name(month).get(..3).unwrap_or("");
    if Period::month_of(period.ends_on()).starts_on() == period.starts_on() && period.ends_on().plus(1).date().day() == 1 {
        format!("{} {}", short(last.month()), last.year())
    } else if period.name().contains("..") {
        format!("{} {} {}", last.day(), short(last.month()), last.year())
    } else {
        period.name().trim_start_matches("FY").replace('Q', " Q").replace('H', " H")
    }
}

/// `1 month`, `3 months`.
#[must_use]
pub fn how_many(count: usize, one: &str, many: &str) -> String {
    let shown = whole(count);
    if count == 1 { format!("{shown} {one}") } else { format!("{shown} {many}") }
}

/// A whole number with thousands separated.
#[must_use]
pub fn whole(count: impl TryInto<u64>) -> String {
    let digits = count.try_into().unwrap_or(u64::MAX).to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The text with a capital first letter.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text as an HTML id or anchor: small letters, digits and hyphens only.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            out.push(letter.to_ascii_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    let trimmed = out.trim_end_matches('-');
    if trimmed.is_empty() { "unnamed".to_owned() } else { trimmed.to_owned() }
}
