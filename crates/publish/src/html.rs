//! Markup that this crate made and templates may print as it is. Nothing else escapes escaping.

use minijinja::value::Value;
use serde::{Serialize, Serializer};

/// Safe markup. It can be made only inside this crate, from text that has been escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    pub(crate) fn new(markup: String) -> Html {
        Html(markup)
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
    /// In a template's context this is a safe string; anywhere else, a string.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_safe_string(self.0.clone()).serialize(serializer)
    }
}

pub(crate) use sightline_document::html::escape;
