//! The types without which nothing is rendered for the public.

/// Proof that disclosure control was done. Only an [`crate::Outcome`] gives one, and an outcome exists only when nothing can be worked out.
#[derive(Debug, Clone)]
pub struct Passed(());

impl Passed {
    pub(crate) fn proof() -> Self {
        Self(())
    }
}

/// Something made from protected figures: a document, a chart, a table. Whatever renders for the public takes this and nothing else.
///
/// Derived values of a hidden cell (share, rate, mean, rank, arrow, colour, chart point, alternative text, order of rows) must already be hidden in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protected<T>(T);

impl<T> Protected<T> {
    /// Vouches that the thing was made from figures that passed.
    #[must_use]
    pub fn new(thing: T, _proof: &Passed) -> Self {
        Self(thing)
    }

    /// Makes another protected thing from this one, and from nothing else.
    #[must_use]
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Protected<U> {
        Protected(make(self.0))
    }

    /// The thing, to be rendered.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> AsRef<T> for Protected<T> {
    fn as_ref(&self) -> &T {
        &self.0
    }
}
