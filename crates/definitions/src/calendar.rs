//! Bank holidays of England, as dated data.

use crate::{Fault, Source};
use sightline_model::Day;

pub(crate) fn holidays(source: &Source, faults: &mut Vec<Fault>) -> Vec<Day> {
    let mut days = Vec::new();
    for (number, line) in source.text.lines().enumerate().skip(1) {
        let text = line.split(',').next().unwrap_or_default().trim();
        if text.is_empty() {
            continue;
        }
        match Day::parse(text) {
            Some(day) => days.push(day),
            None => faults.push(Fault::new(&source.path, number + 1, format!("`{text}` is not a day as 2024-12-25"))),
        }
    }
    days
}
