//! What happened while a series ran: dated notes, and the few that begin a new segment of a chart.
//!
//! Only a person re-bases a chart, for a known change, and says why. A note without that says something beside the line and moves nothing.

use crate::text;
use serde::{Deserialize, Serialize};
use sightline_model::Day;

/// What sort of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Something outside the service: a school closure, a national campaign.
    Event,
    /// The service was arranged anew.
    Reorganisation,
    /// What is counted changed.
    DefinitionChange,
    /// What it is recorded in changed.
    SystemChange,
}

impl Kind {
    /// The words used in every output.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Kind::Event => "event",
            Kind::Reorganisation => "reorganisation",
            Kind::DefinitionChange => "change of definition",
            Kind::SystemChange => "change of system",
        }
    }
}

/// A dated note on a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Annotation {
    /// The day it happened, or took effect.
    pub on: Day,
    /// What happened, in a few words.
    pub label: String,
    /// What sort of thing it was.
    pub kind: Kind,
    /// True when the chart is to be re-based from this day. It is, only if there is a reason as well.
    #[serde(default)]
    pub breaks: bool,
    /// Why the figures before and after are not of one process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Annotation {
    /// Why the chart is re-based here, if it is: marked as a break, with a reason that says something.
    #[must_use]
    pub fn break_reason(&self) -> Option<&str> {
        self.reason.as_deref().map(str::trim).filter(|reason| self.breaks && !reason.is_empty())
    }

    /// True for a break with no reason recorded, which is therefore not carried out.
    #[must_use]
    pub fn lacks_reason(&self) -> bool {
        self.breaks && self.break_reason().is_none()
    }
}

/// The notes that fall from `first` to `last`, both included, in order of date.
#[must_use]
pub fn within(annotations: &[Annotation], first: Day, last: Day) -> Vec<&Annotation> {
    let mut found: Vec<&Annotation> = annotations.iter().filter(|note| (first..=last).contains(&note.on)).collect();
    found.sort_by_key(|note| note.on);
    found
}

/// The same in words, or `None` if there are none:
/// `1 October 2023: new recording system (change of system; limits start again here).`
#[must_use]
pub fn in_words(annotations: &[Annotation], first: Day, last: Day) -> Option<String> {
    let notes: Vec<String> = within(annotations, first, last).into_iter().map(note_in_words).collect();
    (!notes.is_empty()).then(|| format!("{}.", notes.join("; ")))
}

fn note_in_words(note: &Annotation) -> String {
    let again = if note.break_reason().is_some() { "; limits start again here" } else { "" };
    format!("{}: {} ({}{again})", text::day(note.on), note.label.trim().trim_end_matches('.'), note.kind.words())
}
