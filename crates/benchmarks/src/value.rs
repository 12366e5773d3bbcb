//! Published values: numbers with binary noise, and signs that stand for a number that is not given.

use serde::{Deserialize, Serialize};

/// Whether a published value is there, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// A number.
    Ok,
    /// Hidden so that nobody can be recognised.
    Suppressed,
    /// Does not apply to this authority or year.
    NotApplicable,
    /// Not collected or not provided.
    NotAvailable,
    /// Held back because it cannot be relied upon.
    Unreliable,
    /// More than nothing, and so little that it would be rounded to nothing.
    NearZero,
    /// No number, and the publisher does not say whether it was hidden, not collected, or the authority did not exist.
    NotPublished,
}

impl Given {
    /// Every status, in the order of their codes.
    pub const ALL: [Given; 7] =
        [Given::Ok, Given::Suppressed, Given::NotApplicable, Given::NotAvailable, Given::Unreliable, Given::NearZero, Given::NotPublished];

    /// The word used in every output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Given::Ok => "ok",
            Given::Suppressed => "suppressed",
            Given::NotApplicable => "not-applicable",
            Given::NotAvailable => "not-available",
            Given::Unreliable => "unreliable",
            Given::NearZero => "near-zero",
            Given::NotPublished => "not-published",
        }
    }

    /// The status of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Given> {
        Given::ALL.into_iter().find(|given| given.word() == word)
    }
}

/// A value as published.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Published {
    /// A number, free of binary noise and rounded as its dictionary says.
    Number(f64),
    /// No number, and why.
    Hidden(Given),
}

/// The sign that stands for a number that is not given, if it is one.
#[must_use]
pub fn hidden(text: &str) -> Option<Given> {
    match text {
        "-" => Some(Given::NotPublished),
        "c" | "*" => Some(Given::Suppressed),
        "z" | "." => Some(Given::NotApplicable),
        "x" | ":" | ".." | "" | "NA" => Some(Given::NotAvailable),
        "u" => Some(Given::Unreliable),
        "low" | "k" => Some(Given::NearZero),
        _ => None,
    }
}

/// Reads a published value. `None` if the text is neither a number nor a known sign.
///
/// ```
/// use sightline_benchmarks::{Published, read_value};
/// assert_eq!(read_value("71.099999999999994", Some(2)), Some(Published::Number(71.1)));
/// assert_eq!(read_value("4.7980000000000002E-2", None), Some(Published::Number(0.04798)));
/// assert_eq!(read_value("n/a", None), None);
/// ```
#[must_use]
pub fn read_value(text: &str, places: Option<u8>) -> Option<Published> {
    let text = text.trim();
    if let Some(given) = hidden(text) {
        return Some(Published::Hidden(given));
    }
    // Rust reads `inf` and `nan` as numbers; no publisher means them.
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.' || c == '+') {
        return None;
    }
    let number: f64 = text.parse().ok().filter(|n: &f64| n.is_finite())?;
    Some(Published::Number(round(quiet(number), places)))
}

/// A number without the noise that binary fractions leave after the twelfth figure: 27.300000000000001 is 27.3.
#[must_use]
pub fn quiet(number: f64) -> f64 {
    if number.fract() == 0.0 {
        return number;
    }
    format!("{number:.11e}").parse().unwrap_or(number)
}

/// Rounds to a number of decimal places, halves away from zero, as the printed tables are.
#[must_use]
pub fn round(number: f64, places: Option<u8>) -> f64 {
    let Some(places) = places.filter(|p| *p <= 9) else { return number };
    let scale = 10f64.powi(i32::from(places));
    let scaled = number * scale;
    // 1.005 is held as a little less than it is written: a half that noise pushed down is still a half.
    ((scaled + scaled * 1e-12).round() / scale) + 0.0
}
