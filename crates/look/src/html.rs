//! Markup that is printed as it is.

use minijinja::value::Value;
use serde::{Serialize, Serializer};

/// Markup that was made safe already, by a crate that escapes what it puts in it. A template prints it as it is; everything else is escaped.
///
/// `sightline_publish::Html` is printed the same way and needs no wrapping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Trusts this markup. Nothing that a person typed or a file said may be in it unescaped.
    #[must_use]
    pub fn already_safe(markup: impl Into<String>) -> Html {
        Html(markup.into())
    }

    /// The markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True when there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_safe_string(self.0.clone()).serialize(serializer)
    }
}
