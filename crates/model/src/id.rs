//! A child's id, which never prints itself.

use std::fmt;

/// The authority's identifier of a child. Its `Debug` says that there is one, and no more; to read it takes a receipt from the access log
/// (`sightline-store`), which is the only crate that calls [`ChildId::reveal`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChildId(String);

impl ChildId {
    /// Wraps an identifier as it came.
    #[must_use]
    pub fn new(id: String) -> ChildId {
        ChildId(id)
    }

    /// The identifier itself. Call it only where the reading has been logged.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ChildId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ChildId(hidden)")
    }
}
