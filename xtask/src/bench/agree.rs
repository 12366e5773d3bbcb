//! Do two programs give the same figures? Only then are their times worth comparing.

use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Numerator and denominator by indicator and month.
type Figures = BTreeMap<(String, String), (f64, Option<f64>)>;

/// How far two programs agree.
pub(crate) struct Agreement {
    /// Figures compared.
    pub(crate) compared: usize,
    /// Figures of ours that are not available (too early a month), and so compared with nothing.
    pub(crate) not_available: usize,
    /// Where they differ, in words.
    pub(crate) differences: Vec<String>,
}

impl Agreement {
    /// In a sentence.
    pub(crate) fn words(&self, peer: &str) -> String {
        let first: Vec<&str> = self.differences.iter().take(3).map(String::as_str).collect();
        match self.differences.len() {
            0 => format!("{peer}: all {} figures agree; {} are not available in ours and not compared", self.compared, self.not_available),
            n => format!("{peer}: {n} of {} figures DIFFER, so its time does not count: {}", self.compared, first.join("; ")),
        }
    }

    /// True if there is something to compare and nothing differs.
    pub(crate) fn holds(&self) -> bool {
        self.compared > 0 && self.differences.is_empty()
    }
}

/// Compares what ours printed with what a peer printed.
pub(crate) fn compare(ours: &Path, theirs: &Path) -> anyhow::Result<Agreement> {
    let (ours, not_available) = read(ours)?;
    let (theirs, _) = read(theirs)?;
    let mut agreement = Agreement { compared: 0, not_available, differences: Vec::new() };
    for ((indicator, month), figure) in &ours {
        agreement.compared += 1;
        let other = theirs.get(&(indicator.clone(), month.clone()));
        if other != Some(figure) {
            agreement.differences.push(format!("{indicator} {month}: {} against {}", words(Some(figure)), words(other)));
        }
    }
    Ok(agreement)
}

fn words(figure: Option<&(f64, Option<f64>)>) -> String {
    match figure {
        None => "nothing".to_owned(),
        Some((numerator, None)) => numerator.to_string(),
        Some((numerator, Some(denominator))) => format!("{numerator} of {denominator}"),
    }
}

/// Figures of a CSV file without quotes, by its headings; how many are not available.
fn read(path: &Path) -> anyhow::Result<(Figures, usize)> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut lines = text.lines();
    let headings: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let place = |name: &str| headings.iter().position(|heading| *heading == name);
    let needed = |name: &str| place(name).with_context(|| format!("{} has no column {name}", path.display()));
    let (indicator, period) = (needed("indicator")?, needed("period")?);
    let (numerator, denominator, status) = (needed("numerator")?, needed("denominator")?, place("status"));
    let mut figures = Figures::new();
    let mut not_available = 0;
    for line in lines {
        let fields: Vec<&str> = line.split(',').collect();
        if fields.len() != headings.len() {
            bail!("{}: a line has {} fields, not {}: {line}", path.display(), fields.len(), headings.len());
        }
        if status.is_some_and(|at| fields[at] == "not-available") {
            not_available += 1;
            continue;
        }
        let number = |at: usize| if fields[at].is_empty() { Ok(None) } else { fields[at].parse().map(Some) };
        let figure = (number(numerator).with_context(|| line.to_owned())?.unwrap_or(0.0), number(denominator).with_context(|| line.to_owned())?);
        figures.insert((fields[indicator].to_owned(), fields[period].to_owned()), figure);
    }
    Ok((figures, not_available))
}
