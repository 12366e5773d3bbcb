//! What is remembered while somebody is away at the sign-in service.

use crate::{Hidden, Key};
use serde::Deserialize;
use serde_json::json;

/// How long somebody may be away: ten minutes, for those who must find their telephone.
pub(crate) const LONGEST_AWAY: i64 = 10 * 60 * 1_000;

/// The purpose of the key it is sealed with.
const PURPOSE: &str = "openid-pending";

/// A sign-in that was begun: what its answer must fit. Sealed, it can wait in a cookie of that browser (`HttpOnly`, `Secure`, `SameSite=Lax`, gone
/// after ten minutes and when the answer comes), so nothing is kept for those who never return.
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
