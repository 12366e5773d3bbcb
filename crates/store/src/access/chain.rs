//! How one entry hangs on the one before.

use super::entry::{Line, instant_of_text};
use crate::files::hash_bytes;
use serde::{Deserialize, Serialize};

/// Where the log ends, or ended: kept elsewhere, it shows that entries were cut off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The number of the last entry.
    pub number: u64,
    /// Its seal.
    pub seal: String,
}

/// What of a line makes the chain.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) number: u64,
    pub(super) at: jiff::Timestamp,
    pub(super) before: String,
    pub(super) seal: String,
}

impl Link {
    pub(super) fn head(self) -> Head {
        Head { number: self.number, seal: self.seal }
    }
}

/// Every line ends so, the seal between: `"seal":"..."}`.
const SEAL: &[u8] = br#""seal":""#;
const END: &[u8] = br#""}"#;
const HEX: usize = 64;

/// A line with its seal, and its end.
pub(super) fn sealed(line: &Line<'_>) -> serde_json::Result<(Vec<u8>, String)> {
    let mut bytes = serde_json::to_vec(line)?;
    let seal = hash_bytes(&bytes);
    bytes.truncate(bytes.len() - END.len());
    bytes.extend_from_slice(seal.as_bytes());
    bytes.extend_from_slice(END);
    bytes.push(b'\n');
    Ok((bytes, seal))
}

/// Reads a line, without its end, whose seal holds; `None` if it does not. Works on the bytes as they lie there, so nothing that a reader of JSON
/// would overlook goes unseen.
pub(super) fn link(line: &[u8]) -> Option<Link> {
    #[derive(Deserialize)]
    struct Numbered {
        number: u64,
        #[serde(deserialize_with = "instant_of_text")]
        at: jiff::Timestamp,
        before: String,
    }
    let front = line.strip_suffix(END)?;
    let (front, seal) = front.split_at_checked(front.len().checked_sub(HEX)?)?;
    if !front.ends_with(SEAL) {
        return None;
    }
    let unsealed = [front, END].concat();
    if hash_bytes(&unsealed).as_bytes() != seal {
        return None;
    }
    let Numbered { number, at, before } = serde_json::from_slice(line).ok()?;
    Some(Link { number, at, before, seal: String::from_utf8(seal.to_vec()).ok()? })
}
