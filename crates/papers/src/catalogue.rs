//! The indicators there are, so that what people write about one can be checked.

use crate::near::hint;
use std::collections::BTreeMap;

/// Indicators by id, and the ids that some had before.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Id and title.
    pub titles: BTreeMap<String, String>,
    /// Old id and new id.
    pub renamed: BTreeMap<String, String>,
}

/// What a written id stands for.
pub(crate) enum Named {
    /// An indicator.
    Is(String),
    /// An indicator under its old id.
    Was(String),
    /// None; with a hint to one like it.
    Unknown(String),
}

impl Catalogue {
    pub(crate) fn find(&self, written: &str) -> Named {
        let written = written.trim();
        if self.titles.contains_key(written) {
            return Named::Is(written.to_owned());
        }
        // An id may have been changed more than once; a ring of renamings ends the search.
        let mut id = written;
        for _ in 0..self.renamed.len() {
            let Some(next) = self.renamed.get(id) else { break };
            if self.titles.contains_key(next) {
                return Named::Was(next.clone());
            }
            id = next;
        }
        Named::Unknown(hint(written, self.titles.keys().map(String::as_str)))
    }

    /// The title of an indicator, or its id if it has none.
    #[must_use]
    pub fn title<'a>(&'a self, id: &'a str) -> &'a str {
        self.titles.get(id).map_or(id, String::as_str)
    }
}
