//! Cells of a raw extract as dates, flags and outcomes.

use jiff::civil::Date;
use serde_json::Value;

/// A day written as 2024-03-31 or 31/03/2024, with or without a time after it.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.split(['T', ' ']).next()?;
    if text.contains('/') {
        let mut parts = text.split('/');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        from_parts(year, month, day)
    } else {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        from_parts(year, month, day)
    }
}

fn from_parts(year: &str, month: &str, day: &str) -> Option<Date> {
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A yes or a no; anything else is neither.
pub(crate) fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "y" | "yes" | "1" | "true" => Some(true),
        "n" | "no" | "0" | "false" => Some(false),
        _ => None,
    }
}

/// The names of the outcomes that are set in a JSON outcome column.
pub(crate) fn outcomes(text: &str) -> Vec<String> {
    let Ok(Value::Object(outcomes)) = serde_json::from_str(text) else {
        return Vec::new();
    };
    outcomes
        .into_iter()
        .filter(|(name, value)| name.to_ascii_uppercase().ends_with("_FLAG") && is_set(value))
        .map(|(name, _)| name.to_ascii_uppercase())
        .collect()
}

fn is_set(value: &Value) -> bool {
    match value {
        Value::Bool(set) => *set,
        Value::Number(number) => number.as_i64() == Some(1),
        Value::String(text) => flag(text.trim()) == Some(true),
        _ => false,
    }
}
