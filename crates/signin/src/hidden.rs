//! Words that are never shown by accident.

use serde::{Deserialize, Deserializer};
use std::fmt;
use zeroize::Zeroizing;

/// A password, a token, a code: it does not print itself, and its memory is overwritten when it is dropped.
#[derive(Clone, Default)]
pub struct Hidden(Zeroizing<String>);

impl Hidden {
    /// Hides words.
    #[must_use]
    pub fn new(words: impl Into<String>) -> Hidden {
        Hidden(Zeroizing::new(words.into()))
    }

    /// The words. Only where they are sent to whom they belong, or compared.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hidden")
    }
}

/// So that a form or a settings file can be read straight into it.
impl<'de> Deserialize<'de> for Hidden {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Hidden, D::Error> {
        // The words of serde's own errors quote what they could not take; a string it always can.
        String::deserialize(deserializer).map(Hidden::new)
    }
}
