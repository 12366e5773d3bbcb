//! What is remembered while somebody is away at the sign-in service.

use crate::{Hidden, Key};
use serde::Deserialize;
use serde_json::json;

/// How long somebody may be away: ten minutes, for those who must find their telephone.
pub(crate) const LONGEST_AWAY: i64 = 10 * 60 * 1_000;

/// The purpose of the key it is sealed with.
const PURPOSE: &str = "openid-pending";

/// A sign-in that was begun: what its answer must fit.
///
/// Sealed, it can wait in a cookie of that browser (`HttpOnly`, `Secure`, `SameSite=Lax`, gone after ten minutes and when the answer comes). Or its
/// parts wait in the records under the hash of its state; then a cookie must still tie it to the browser, or somebody could have another's browser
/// end a sign-in of their own.
#[derive(Clone, Debug)]
pub struct Pending {
    pub(crate) state: Hidden,
    pub(crate) nonce: Hidden,
    pub(crate) verifier: Hidden,
    pub(crate) began: i64,
    pub(crate) afresh: bool,
}

/// As it is inside the seal.
#[derive(Deserialize)]
struct Inside {
    state: Hidden,
    nonce: Hidden,
    verifier: Hidden,
    began: i64,
    afresh: bool,
}

impl Pending {
    /// For a cookie.
    #[must_use]
    pub fn seal(&self, key: &Key) -> String {
        let inside = json!({
            "state": self.state.expose(), "nonce": self.nonce.expose(), "verifier": self.verifier.expose(),
            "began": self.began, "afresh": self.afresh,
        });
        key.seal(PURPOSE, "", inside.to_string().as_bytes())
    }

    /// From what was kept of it.
    #[must_use]
    pub fn of_parts(state: Hidden, nonce: Hidden, verifier: Hidden, expires_at: i64, afresh: bool) -> Pending {
        Pending { state, nonce, verifier, began: expires_at.saturating_sub(LONGEST_AWAY), afresh }
    }

    /// What the answer's state must be: a token, so [`crate::token::TokenHash::of`] it can be kept.
    #[must_use]
    pub fn state(&self) -> &Hidden {
        &self.state
    }

    /// What must stand in the ID token.
    #[must_use]
    pub fn nonce(&self) -> &Hidden {
        &self.nonce
    }

    /// The proof that the code is asked for by who began (RFC 7636).
    #[must_use]
    pub fn verifier(&self) -> &Hidden {
        &self.verifier
    }

    /// Until when they may come back.
    #[must_use]
    pub fn expires_at(&self) -> i64 {
        self.began.saturating_add(LONGEST_AWAY)
    }

    /// True if they had to prove themselves again.
    #[must_use]
    pub fn afresh(&self) -> bool {
        self.afresh
    }

    /// From a cookie; `None` if it was not sealed here.
    #[must_use]
    pub fn open(key: &Key, sealed: &str) -> Option<Pending> {
        let Inside { state, nonce, verifier, began, afresh } = serde_json::from_slice(&key.open(PURPOSE, "", sealed)?).ok()?;
        Some(Pending { state, nonce, verifier, began, afresh })
    }
}

/// What the service sends a browser back with: the query of the redirect address.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Answer {
    /// The one-time code.
    pub code: Option<Hidden>,
    /// The words we sent along.
    pub state: Option<Hidden>,
    /// Who says so (RFC 9207).
    pub iss: Option<String>,
    /// Why not.
    pub error: Option<String>,
    /// Why not, in words.
    pub error_description: Option<String>,
}
