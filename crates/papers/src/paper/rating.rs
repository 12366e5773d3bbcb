//! Ratings that a named post has raised: red, amber or green is judged from the figure, and may be overridden towards concern only.

use super::tables::{Reading, filled};
use crate::{Catalogue, PaperError};
use serde::{Deserialize, Serialize};
use sightline_model::Day;
use toml::Spanned;

/// A rating, from least to most concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rating {
    /// As aimed at.
    Green,
    /// Within the tolerance.
    Amber,
    /// Beyond it.
    Red,
}

impl Rating {
    /// As it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Rating::Green => "green",
            Rating::Amber => "amber",
            Rating::Red => "red",
        }
    }
}

/// A rating raised by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The indicator's id.
    pub indicator: String,
    /// The rating it is given.
    pub rating: Rating,
    /// By which post.
    pub post: String,
    /// Why, as printed.
    pub reason: String,
    /// The day.
    pub on: Day,
    /// The line on which it stands.
    pub line: usize,
}

impl Override {
    /// The rating in force, given the one that the figure earns.
    ///
    /// # Errors
    /// In words, if the override would not raise concern, or the figure is not rated at all.
    pub fn over(&self, judged: Option<Rating>) -> Result<Rating, String> {
        match judged {
            None => Err(format!("`{}` is not rated, so there is no rating to raise", self.indicator)),
            Some(judged) if self.rating > judged => Ok(self.rating),
            Some(judged) => Err(format!(
                "`{}` is {} by its figures and cannot be overridden to {}: a rating can only be raised in concern",
                self.indicator,
                judged.word(),
                self.rating.word()
            )),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entries {
    #[serde(default, rename = "override")]
    overrides: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    indicator: Spanned<String>,
    rating: Spanned<String>,
    post: Option<String>,
    reason: Option<String>,
    on: Option<toml::Value>,
}

/// Every override of a file.
pub(super) fn read(file: &str, text: &str, catalogue: &Catalogue) -> Result<Vec<Override>, PaperError> {
    let mut reading = Reading { file, text, catalogue, faults: Vec::new() };
    let entries: Entries = reading.parse();
    let mut found: Vec<Override> = Vec::new();
    for entry in &entries.overrides {
        let Some(raised) = one(&mut reading, entry) else { continue };
        if let Some(other) = found.iter().find(|other| other.indicator == raised.indicator) {
            let what = format!("`{}` is overridden on line {} already; keep one", raised.indicator, other.line);
            reading.fault(entry.indicator.span().start, what);
        }
        found.push(raised);
    }
    reading.done(found)
}

fn one(reading: &mut Reading<'_>, entry: &Entry) -> Option<Override> {
    let at = entry.indicator.span().start;
    let id = reading.indicator(&entry.indicator);
    let rating = reading.word("rating", &entry.rating, &[("red", Rating::Red), ("amber", Rating::Amber)]);
    let post = filled(entry.post.as_ref());
    let reason = filled(entry.reason.as_ref());
    let on = reading.day(at, "on", entry.on.as_ref());
    if post.is_none() {
        reading.fault(at, "an override needs post: which post raised the rating");
    }
    if reason.is_none() {
        reading.fault(at, "an override needs a reason, which is printed");
    }
    if entry.on.is_none() {
        reading.fault(at, "an override needs its day: on = 2018-10-08");
    }
    Some(Override { indicator: id?.0, rating: rating?, post: post?, reason: reason?, on: on?, line: reading.line(at) })
}
