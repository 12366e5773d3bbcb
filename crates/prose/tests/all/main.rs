//! Tests of what reads people's writing. Every name, number and address is invented.

mod numbers;
mod people;
mod quiet;
mod robust;

use jiff::civil::date;
use sightline_prose::{Finding, Kind, Known, Severity, scan};

/// What the report of an invented authority knows.
pub fn known() -> Known {
    let allowed = [
        "Northshire",
        "Easterby",
        "Kirkby Vale",
        "Corporate Parenting Committee",
        "Northshire Youth Voice",
        "contact@northshire.example",
        "01632 960001",
        "Acorn House",
        "Signs of Safety",
    ];
    Known {
        allowed: allowed.map(str::to_owned).to_vec(),
        dates: vec![date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 10)],
        people: vec!["Wren Ashdown".to_owned()],
    }
}

/// What is found, as kind, weight and words.
pub fn found(text: &str) -> Vec<(Kind, Severity, String)> {
    scan(text, &known()).iter().map(|finding: &Finding| (finding.kind, finding.severity, finding.excerpt().to_owned())).collect()
}
