//! Comments: what people say about figures.

use super::tables::{Reading, filled};
use crate::hash::sha256;
use crate::{Catalogue, PaperError};
use serde::{Deserialize, Serialize};
use sightline_model::Day;
use toml::Spanned;

/// How strong the evidence for an explanation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// It has been looked into.
    Known,
    /// There is something to show for it.
    Likely,
    /// Nobody knows yet.
    NotYetKnown,
}

impl Strength {
    /// As it is written and printed.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Strength::Known => "known",
            Strength::Likely => "likely",
            Strength::NotYetKnown => "not yet known",
        }
    }
}

/// Whose words a comment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Drafted from the statistics; nobody has answered for it.
    Draft,
    /// A person has taken the drafted sentence as it is.
    Accepted,
    /// A person has written their own.
    Rewritten,
}

impl Status {
    /// As it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Accepted => "accepted",
            Status::Rewritten => "rewritten",
        }
    }
}

/// A comment on an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The indicator's id.
    pub indicator: String,
    /// The id it had when the comment was written, if it has been renamed since.
    pub written_for: Option<String>,
    /// What is said.
    pub text: String,
    /// The post that says it.
    pub post: Option<String>,
    /// The day.
    pub on: Option<Day>,
    /// How strong the evidence is.
    pub strength: Option<Strength>,
    /// Whose words they are.
    pub status: Status,
    /// What will be done.
    pub action: Option<String>,
    /// The post that does it.
    pub owner: Option<String>,
    /// By when.
    pub due_on: Option<Day>,
    /// Hash of the figures that the drafted sentence was made from.
    pub basis: Option<String>,
    /// What the scan of words found here and a person has looked at and let stand.
    pub confirmed: Vec<String>,
    /// The mark of the sentence that was drafted for it, if one was.
    pub drafted: Option<String>,
    /// True for a draft in which a person has changed something: it is no longer ours to refresh.
    pub touched: bool,
    /// The line on which it stands.
    pub line: usize,
}

impl Comment {
    /// True when a person answers for it.
    #[must_use]
    pub fn is_answered_for(&self) -> bool {
        self.status != Status::Draft
    }

    /// True when it was accepted or rewritten on other figures than these. A comment written without a draft has no basis, and nothing to be
    /// compared with.
    #[must_use]
    pub fn is_stale(&self, basis: &str) -> bool {
        self.is_answered_for() && self.basis.as_deref().is_some_and(|held| held != basis)
    }

    /// What else it needs before it can be printed as somebody's own, in words.
    #[must_use]
    pub fn lacks(&self) -> Vec<&'static str> {
        let mut lacks = Vec::new();
        let mut need = |there: bool, what| {
            if !there {
                lacks.push(what);
            }
        };
        need(!self.text.is_empty(), "its words (text)");
        need(self.post.is_some(), "the author's post (post)");
        need(self.on.is_some(), "its day (on)");
        need(self.strength.is_some(), "the strength of the evidence (strength)");
        need(self.action.is_none() || self.owner.is_some(), "who does what it promises (owner)");
        need(self.action.is_none() || self.due_on.is_some(), "by when (due_on)");
        lacks
    }
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entries {
    #[serde(default)]
    comment: Vec<Entry>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    indicator: Spanned<String>,
    text: Option<String>,
    post: Option<String>,
    on: Option<toml::Value>,
    strength: Option<Spanned<String>>,
    status: Option<Spanned<String>>,
    action: Option<String>,
    owner: Option<String>,
    due_on: Option<toml::Value>,
    basis: Option<String>,
    drafted: Option<String>,
    #[serde(default)]
    confirmed: Vec<String>,
}

/// The mark by which a drafted sentence is known again.
pub(super) fn mark_of(sentence: &str) -> String {
    sha256(sentence.trim().as_bytes())[..12].to_owned()
}

/// Every comment of a file.
pub(super) fn read(file: &str, text: &str, catalogue: &Catalogue) -> Result<Vec<Comment>, PaperError> {
    let mut reading = Reading { file, text, catalogue, faults: Vec::new() };
    let entries: Entries = reading.parse();
    let mut found = Vec::new();
    for entry in &entries.comment {
        found.extend(comment(&mut reading, entry));
    }
    reading.done(found)
}

fn comment(reading: &mut Reading<'_>, entry: &Entry) -> Option<Comment> {
    let at = entry.indicator.span().start;
    let strengths = [Strength::Known, Strength::Likely, Strength::NotYetKnown].map(|strength| (strength.word(), strength));
    let statuses = [Status::Draft, Status::Accepted, Status::Rewritten].map(|status| (status.word(), status));
    // An empty strength is what a draft has before a person decides.
    let strength = entry.strength.as_ref().filter(|word| !word.get_ref().trim().is_empty());
    let strength = strength.and_then(|word| reading.word("strength", word, &strengths));
    let status = match &entry.status {
        Some(word) => reading.word("status", word, &statuses)?,
        None => {
            reading.fault(at, "the comment has no status; write status = \"rewritten\" if the words are your own");
            return None;
        }
    };
    let on = reading.day(at, "on", entry.on.as_ref());
    let due_on = reading.day(at, "due_on", entry.due_on.as_ref());
    let (indicator, written_for) = reading.indicator(&entry.indicator)?;
    let text = entry.text.as_deref().unwrap_or_default().trim().to_owned();
    let (post, action, owner) = (filled(entry.post.as_ref()), filled(entry.action.as_ref()), filled(entry.owner.as_ref()));
    let as_drafted = entry.drafted.as_deref() == Some(mark_of(&text).as_str());
    let bare = post.is_none() && on.is_none() && strength.is_none() && action.is_none() && owner.is_none() && due_on.is_none();
    Some(Comment {
        touched: status == Status::Draft && !(as_drafted && bare && entry.confirmed.is_empty()),
        line: reading.line(at),
        basis: filled(entry.basis.as_ref()),
        confirmed: entry.confirmed.iter().map(|finding| finding.trim().to_owned()).collect(),
        drafted: filled(entry.drafted.as_ref()),
        indicator,
        written_for,
        text,
        post,
        on,
        strength,
        status,
        action,
        owner,
        due_on,
    })
}
