//! A colour changed by a person: only towards more concern, by a named role, with a reason that is printed beside it.

use super::{Rag, Rating};
use serde::{Deserialize, Serialize};

/// What a person asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Raise {
    /// The colour it should have.
    pub to: Rag,
    /// Whose judgement it is, by post: `Head of Front Door`.
    pub role: String,
    /// Why. Printed.
    pub reason: String,
}

/// A colour after a person's judgement; the one it was judged to have is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Raised {
    /// The colour from the target alone.
    pub judged: Rag,
    /// The colour now.
    pub shown: Rag,
    /// Whose judgement it is.
    pub role: String,
    /// Why.
    pub reason: String,
}

impl Raised {
    /// What is printed: `red (amber by its target; raised by Head of Front Door: three families waited a week)`.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} ({} by its target; raised by {}: {})", self.shown.word(), self.judged.word(), self.role, self.reason)
    }
}

/// Why a colour was left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotRaised {
    /// It has no colour to raise.
    NotRated,
    /// The colour asked for shows no more concern than the one it has.
    NotUpward,
    /// No role is named.
    NoRole,
    /// No reason is given.
    NoReason,
}

/// Raises a rating towards more concern: green to amber or red, amber to red.
///
/// # Errors
/// If it is not rated, would not go up, or lacks a role or a reason.
pub fn raise(rating: Rating, asked: &Raise) -> Result<Raised, NotRaised> {
    let judged = rating.rag().ok_or(NotRaised::NotRated)?;
    let (role, reason) = (asked.role.trim(), asked.reason.trim());
    if asked.to <= judged {
        Err(NotRaised::NotUpward)
    } else if role.is_empty() {
        Err(NotRaised::NoRole)
    } else if reason.is_empty() {
        Err(NotRaised::NoReason)
    } else {
        Ok(Raised { judged, shown: asked.to, role: role.to_owned(), reason: reason.to_owned() })
    }
}
