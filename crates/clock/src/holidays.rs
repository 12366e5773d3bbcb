//! Bank holidays with their names, from the same file that the calendar is made from.

use sightline_model::Day;
use std::collections::BTreeMap;

/// Reads `definitions/calendar/bank-holidays-england.csv` (`date,name`).
///
/// # Errors
/// Every line that is not a day and a name.
pub fn names(text: &str) -> Result<BTreeMap<Day, String>, Vec<String>> {
    let mut names = BTreeMap::new();
    let mut faults = Vec::new();
    for (place, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty()) {
        let (date, name) = line.split_once(',').unwrap_or((line, ""));
        match Day::parse(date.trim()) {
            Some(day) => {
                names.insert(day, name.trim().trim_matches('"').to_owned());
            }
            None => faults.push(format!("line {}: `{}` is not a day as 2024-12-25", place + 1, date.trim())),
        }
    }
    if faults.is_empty() { Ok(names) } else { Err(faults) }
}
