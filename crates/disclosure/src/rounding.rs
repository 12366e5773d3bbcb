//! Profile B (the guide §12): every count to the nearest 5. Each total is rounded from its own true value, so parts need not add up to it.

use crate::symbol::Symbol;

/// A count as it may be printed under Profile B.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounded {
    /// The nearest multiple of 5.
    To(u64),
    /// It rounds to zero, but is not zero: [`Symbol::K`].
    NearZero,
}

impl Rounded {
    /// The symbol to print instead of a number, if any.
    #[must_use]
    pub fn symbol(self) -> Option<Symbol> {
        (self == Self::NearZero).then_some(Symbol::K)
    }
}

/// A count to the nearest 5. Whole counts never lie half-way.
#[must_use]
pub fn to_nearest_5(count: u64) -> Rounded {
    match (count, count % 5) {
        (0, _) => Rounded::To(0),
        (1 | 2, _) => Rounded::NearZero,
        (_, over @ 0..=2) => Rounded::To(count - over),
        // Beside the largest number there is no multiple above.
        (_, over) => Rounded::To((count - over).checked_add(5).unwrap_or(count - over)),
    }
}
