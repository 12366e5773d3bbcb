//! What stands on a paper's cover, and what earlier meetings asked for.

use serde::Serialize;
use sightline_model::Day;

/// What stands on the cover.
#[derive(Clone, Debug, Serialize)]
pub struct Cover {
    /// `Invented County Council`.
    pub authority: String,
    /// `Children and Families Overview and Scrutiny Committee`.
    pub committee: String,
    /// The report's title.
    pub title: String,
    /// The day of the meeting, if it is known.
    pub meeting_on: Option<Day>,
    /// The day the report was made: with the extraction date it gives the age of the data.
    pub made_on: Option<Day>,
    /// The post of its author.
    pub author_post: Option<String>,
    /// How far it has come, in a sentence: `Draft, not yet signed off`.
    pub standing: String,
    /// True when the authority and all its records are invented, which is then said on the cover.
    pub invented: bool,
}

/// One action or resolution.
#[derive(Clone, Debug, Serialize)]
pub struct Action {
    /// `2018/14`.
    pub reference: String,
    /// The meeting it comes from, in words.
    pub meeting: String,
    /// Its exact words.
    pub wording: String,
    /// The post that owns it.
    pub owner: String,
    /// When it is due.
    pub due_on: Option<Day>,
    /// `open`, `answered`, `complete`, `overdue` ...
    pub status: String,
    /// The answer, if there is one.
    pub answer: Option<String>,
}
