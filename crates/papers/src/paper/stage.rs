//! How far a paper has come, and who may move it on.
//!
//! ```text
//!            review             sign off              publish
//!   draft  ----------> reviewed ----------> signed off ----------> published
//!     ^  send back        |   send back         |     any change       |
//!     +-------------------+---------------------+----------------------+
//! ```
//!
//! A change of what was approved is a step back to draft by itself, and says what changed. A published paper is taken up again by changing it: the
//! next publication is its correction.

use serde::{Deserialize, Serialize};
use sightline_model::Day;
use std::collections::BTreeMap;
use std::fmt;

/// How far a paper has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Being written.
    Draft,
    /// Read through by somebody who answers for having read it.
    Reviewed,
    /// Approved for publication.
    SignedOff,
    /// Out.
    Published,
}

impl Stage {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Reviewed => "reviewed",
            Stage::SignedOff => "signed off",
            Stage::Published => "published",
        }
    }
}

/// What somebody wants to do with a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Move {
    /// Say that it has been read through.
    Review,
    /// Approve it for publication.
    SignOff,
    /// Say that it is out.
    Publish,
    /// Give it back to its author.
    SendBack,
}

/// Why a move is not allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The paper's stage does not allow it.
    Stage(Stage, Move),
    /// Its author cannot sign it off.
    OwnWork(String),
    /// No author is named, so nobody can be said to be another.
    NoAuthor,
    /// No post is named.
    NoPost,
    /// Sent back without saying why.
    NoReason,
    /// Its words cannot be changed at this stage.
    Closed(Stage),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Stage(Stage::Draft, Move::SignOff) => f.write_str("the paper has not been reviewed as it is now: review it first"),
            Refusal::Stage(Stage::Draft | Stage::Reviewed, Move::Publish) => {
                f.write_str("the paper has not been signed off as it is now: only a signed-off paper can be published")
            }
            Refusal::Stage(Stage::Draft, Move::SendBack) => f.write_str("the paper is a draft already: there is nothing to send back"),
            Refusal::Stage(Stage::Published, _) => {
                f.write_str("the paper is published: to correct it, change it; it is then a draft of the next revision")
            }
            Refusal::Stage(stage, _) => write!(f, "the paper is {} already: send it back to begin again", stage.words()),
            Refusal::OwnWork(post) => write!(f, "`{post}` is the paper's author: another post must sign it off"),
            Refusal::NoAuthor => {
                f.write_str("the paper does not name its author's post, so nobody can sign it off as another: name it in the settings")
            }
            Refusal::NoPost => f.write_str("say which post does this: a post, never a person's name"),
            Refusal::Closed(Stage::Published) => {
                f.write_str("the paper is published: to correct it, say that this begins a correction; what is published stays as it is")
            }
            Refusal::Closed(stage) => write!(f, "the paper is {}: send it back before you change its words", stage.words()),
            Refusal::NoReason => f.write_str("say why the paper goes back; its author reads it"),
        }
    }
}

impl Stage {
    /// The stage after a move.
    ///
    /// # Errors
    /// If the stage does not allow it.
    pub fn after(self, step: Move) -> Result<Stage, Refusal> {
        match (self, step) {
            (Stage::Draft, Move::Review) => Ok(Stage::Reviewed),
            (Stage::Reviewed, Move::SignOff) => Ok(Stage::SignedOff),
            (Stage::SignedOff, Move::Publish) => Ok(Stage::Published),
            (Stage::Reviewed | Stage::SignedOff, Move::SendBack) => Ok(Stage::Draft),
            (stage, step) => Err(Refusal::Stage(stage, step)),
        }
    }
}

/// One line of `state.jsonl`: who moved the paper on, and what it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// When, as an instant in UTC.
    pub at: String,
    /// What was done.
    pub step: Move,
    /// The stage that it led to.
    pub stage: Stage,
    /// By which post.
    pub by_post: String,
    /// SHA-256 over everything people wrote.
    pub content_hash: String,
    /// SHA-256 of each file of it, so that a later change can be named.
    pub files: BTreeMap<String, String>,
    /// Hash of the figures that stood beside it ([`crate::figures_hash`]).
    pub figures: Option<String>,
    /// A remark; for a publication its id.
    pub note: String,
}

/// How far a paper has come, as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The stage.
    pub stage: Stage,
    /// If it has fallen back to draft by itself: from where, and why.
    pub fallen: Option<(Stage, String)>,
    /// Every approval so far, oldest first.
    pub approvals: Vec<Approval>,
}

impl Standing {
    /// In a sentence, for the paper's cover.
    #[must_use]
    pub fn words(&self) -> String {
        if let Some((_, why)) = &self.fallen {
            return format!("Draft, not signed off: {why}");
        }
        let last = self.approvals.last();
        let by = last.map(|last| (last.by_post.as_str(), day(&last.at)));
        match (self.stage, by) {
            (Stage::Reviewed, Some((post, day))) => format!("Reviewed by {post} on {day}, not yet signed off"),
            (Stage::SignedOff, Some((post, day))) => format!("Signed off by {post} on {day}"),
            (Stage::Published, Some((_, day))) => format!("Published on {day}"),
            (Stage::Draft, Some((post, day))) => format!("Draft, sent back by {post} on {day}"),
            _ => "Draft, not yet signed off".to_owned(),
        }
    }
}

/// The day of an instant in words: `30 October 2018`.
fn day(at: &str) -> String {
    const MONTHS: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let first = at.get(..10).unwrap_or(at);
    let Some(date) = Day::parse(first).map(Day::date) else { return first.to_owned() };
    let month = usize::try_from(date.month()).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// What is there now, to be held against what was approved.
pub(super) struct Content {
    pub hash: String,
    pub files: BTreeMap<String, String>,
}

/// How far it has come: the last approval, unless something has changed since.
pub(super) fn standing(approvals: Vec<Approval>, now: &Content, figures: Option<&str>) -> Standing {
    let Some(last) = approvals.last() else { return Standing { stage: Stage::Draft, fallen: None, approvals } };
    let mut changed: Vec<String> = Vec::new();
    if last.content_hash != now.hash {
        changed.extend(now.files.iter().filter(|(name, _)| !last.files.contains_key(*name)).map(|(name, _)| format!("{name} is new")));
        for (name, hash) in &last.files {
            match now.files.get(name) {
                None => changed.push(format!("{name} is gone")),
                Some(held) if held != hash => changed.push(format!("{name} has changed")),
                Some(_) => {}
            }
        }
    }
    if let (Some(then), Some(figures)) = (&last.figures, figures)
        && then != figures
    {
        changed.push("its figures have changed".to_owned());
    }
    if changed.is_empty() || last.stage == Stage::Draft {
        return Standing { stage: last.stage, fallen: None, approvals };
    }
    let why = format!("since it was {} by {} on {}, {}", last.stage.words(), last.by_post, day(&last.at), changed.join(", "));
    Standing { stage: Stage::Draft, fallen: Some((last.stage, why)), approvals }
}
