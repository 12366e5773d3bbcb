//! A child's id, which never prints itself.

use std::collections::BTreeSet;
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

/// A set of children, for the program to look up. Its `Debug` says how many there are, and no more.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ChildSet(BTreeSet<String>);

impl ChildSet {
    /// Adds a child; true if it was not there.
    pub fn insert(&mut self, id: &str) -> bool {
        !self.0.contains(id) && self.0.insert(id.to_owned())
    }

    /// Adds the children of another set.
    pub fn join(&mut self, other: &ChildSet) {
        self.0.extend(other.0.iter().cloned());
    }

    /// True if the child is there.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.0.contains(id)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True if there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for ChildSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChildSet({} hidden)", self.0.len())
    }
}
