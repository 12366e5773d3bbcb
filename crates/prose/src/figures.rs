//! Numbers in a text against the figures of the paper: what is hidden must not be said, and what is said should stand
//! in a figure.

use std::fmt;
use std::ops::Range;

use crate::finding::Severity;
use crate::said::{Said, Unit, numbers};

/// A figure that the paper shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// As it is printed, rounded.
    pub value: f64,
    /// With how many decimals.
    pub decimals: u8,
    /// `None` or `Percent`.
    pub unit: Unit,
    /// Whether it belongs to the indicator the text is about.
    pub here: bool,
    /// What it is, in words.
    pub label: String,
}

/// A figure that the paper hides. Prints itself without the number.
#[derive(Clone, PartialEq)]
pub struct Hidden {
    /// The true value.
    pub value: f64,
    /// `None` for a count, `Percent` for a share worked out from hidden counts.
    pub unit: Unit,
    /// Whether it belongs to the indicator the text is about.
    pub here: bool,
    /// What it is, in words.
    pub label: String,
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a hidden {:?} of {}", self.unit, self.label)
    }
}

/// What is the matter with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// It is hidden in the tables.
    Hidden,
    /// It stands in no figure of the paper.
    NoFigure,
}

/// A number to look at. Prints itself without the number.
#[derive(Clone, PartialEq, Eq)]
pub struct NumberFinding {
    /// What is the matter.
    pub matter: Matter,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it stands, in bytes from the beginning of the text.
    pub at: Range<usize>,
    /// What to do.
    pub remedy: &'static str,
    label: String,
    found: String,
}

impl NumberFinding {
    /// The number as it stands, for the page where its author puts it right, and nowhere else.
    pub fn excerpt(&self) -> &str {
        &self.found
    }

    /// Why it was found, with the number: for the same page.
    pub fn sentence(&self) -> String {
        match (self.matter, self.severity) {
            (Matter::Hidden, Severity::Stops) => format!("“{}” is hidden in “{}”.", self.found, self.label),
            (Matter::Hidden, Severity::Asks) => format!("“{}” is the same as, or close to, a number hidden in “{}”.", self.found, self.label),
            (Matter::NoFigure, _) => format!("“{}” is in no figure of this paper.", self.found),
        }
    }
}

impl fmt::Debug for NumberFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {}..{} ({:?})", self.matter, self.at.start, self.at.end, self.severity)
    }
}

/// Checks the numbers of one text, in the order of the text. Hidden numbers come before everything: a number that is
/// both hidden and shown for this indicator is asked about.
pub fn check_numbers(text: &str, shown: &[Shown], hidden: &[Hidden]) -> Vec<NumberFinding> {
    let figures = Figures::new(shown);
    let mut found = Vec::new();
    for said in numbers(text).into_iter().filter(|said| said.unit != Unit::Money) {
        let excerpt = text.get(said.range.clone()).unwrap_or_default().to_owned();
        let here = shown.iter().any(|shown| shown.here && agrees(&said, shown));
        let mut add = |matter, severity, label: &str, remedy| {
            found.push(NumberFinding { matter, severity, at: said.range.clone(), remedy, label: label.to_owned(), found: excerpt.clone() });
        };
        if let Some((hidden, severity)) = hidden_in(&said, hidden, here) {
            add(Matter::Hidden, severity, &hidden.label, "Write “a small number”, or leave it out.");
        } else if !(said.is_small() || here || shown.iter().any(|shown| agrees(&said, shown)) || figures.differ_by(&said)) {
            add(Matter::NoFigure, Severity::Asks, "", "Check it against the table. If it comes from elsewhere, say where.");
        }
    }
    found
}

/// Which hidden number this is, and how much that weighs.
fn hidden_in<'a>(said: &Said, hidden: &'a [Hidden], shown_here: bool) -> Option<(&'a Hidden, Severity)> {
    let mut best: Option<(&Hidden, Severity)> = None;
    for hidden in hidden.iter().filter(|hidden| is(said, hidden)) {
        let small = hidden.unit == Unit::None && hidden.value <= 5.0;
        let severity = match (hidden.here, said.counts || !small) {
            (true, true) if !said.about && !shown_here && said.unit != Unit::Share => Severity::Stops,
            (true, _) => Severity::Asks,
            // Some small number is hidden in nearly every paper, so only "three children" is asked about.
            (false, true) if !shown_here => Severity::Asks,
            (false, _) => continue,
        };
        if best.is_none_or(|(_, before)| before < severity) {
            best = Some((hidden, severity));
        }
    }
    best
}

fn is(said: &Said, hidden: &Hidden) -> bool {
    match (said.unit, hidden.unit) {
        (Unit::None, Unit::None) if said.about && hidden.value > 5.0 => close(said.value, hidden.value),
        (Unit::None, Unit::None) => near(said.value, hidden.value, 0.0),
        (Unit::Percent, Unit::Percent) => near(said.value, hidden.value, half_of_last(said.decimals)),
        (Unit::Share, Unit::Percent) => near(said.value, hidden.value, 0.5),
        _ => false,
    }
}

/// Half of the last place said: 81 may be anything from 80.5 to 81.5.
fn half_of_last(decimals: u8) -> f64 {
    0.5 * 10_f64.powi(-i32::from(decimals))
}

fn near(one: f64, other: f64, by: f64) -> bool {
    (one - other).abs() <= by + 1e-9
}

/// Within five in a hundred.
fn close(said: f64, value: f64) -> bool {
    near(said, value, 0.05 * value.abs())
}

/// How close "one in five" must be, in percentage points.
const SHARE: f64 = 3.0;

fn agrees(said: &Said, shown: &Shown) -> bool {
    let as_said = |value: f64| {
        if said.about && said.unit == Unit::None {
            close(said.value, value)
        } else {
            near(said.value, value, if said.about { 2.5 } else { half_of_last(said.decimals) })
        }
    };
    match (said.unit, shown.unit) {
        (Unit::None, Unit::None) => as_said(shown.value),
        // What is not on time is late: 19% for a figure of 81%.
        (Unit::Percent, Unit::Percent) => as_said(shown.value) || as_said(100.0 - shown.value),
        (Unit::Share, Unit::Percent) => near(said.value, shown.value, SHARE) || near(said.value, 100.0 - shown.value, SHARE),
        _ => false,
    }
}

/// The figures of this indicator, to see whether two differ by what is said.
struct Figures {
    counts: Vec<f64>,
    shares: Vec<f64>,
}

impl Figures {
    fn new(shown: &[Shown]) -> Self {
        let of = |unit| {
            let mut values: Vec<f64> =
                shown.iter().filter(|shown| shown.here && shown.unit == unit && shown.value.is_finite()).map(|shown| shown.value).collect();
            values.sort_by(f64::total_cmp);
            values
        };
        Self { counts: of(Unit::None), shares: of(Unit::Percent) }
    }

    /// Whether two figures differ by this. One pass with two fingers along the sorted figures.
    fn differ_by(&self, said: &Said) -> bool {
        let values = match said.unit {
            Unit::Points => &self.shares,
            Unit::Percent if said.change => return self.grew_by(said),
            Unit::None if said.change => &self.counts,
            _ => return false,
        };
        let by = if said.about { 0.05 * said.value } else { half_of_last(said.decimals) };
        let mut low = 0;
        values.iter().any(|high| {
            while low < values.len() && high - values[low] > said.value + by + 1e-9 {
                low += 1;
            }
            low < values.len() && near(high - values[low], said.value, by)
        })
    }

    /// "Up 12%": of a count that was shown.
    fn grew_by(&self, said: &Said) -> bool {
        let by = if said.about { 2.5 } else { half_of_last(said.decimals) };
        let grown = |from: f64| {
            [100.0 + said.value, 100.0 - said.value].into_iter().any(|percent| {
                let (low, high) = (from * (percent - by) / 100.0, from * (percent + by) / 100.0);
                let first = self.counts.partition_point(|count| *count < low - 1e-9);
                self.counts.get(first).is_some_and(|count| *count <= high + 1e-9)
            })
        };
        self.counts.iter().filter(|from| **from > 0.0).any(|from| grown(*from))
    }
}
