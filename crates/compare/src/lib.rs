//! Sets figures side by side: how much one differs from another, whether that is for the better, and what share of one stage reaches the next.
//!
//! Pure functions. This crate knows nothing of what is counted: a figure, which way is good, and no more.
//! Whether a change is more than usual variation is a separate question with a method of its own, and will be a separate module here;
//! nothing in [`mod@change`] answers it.

pub mod change;
pub mod conversion;
pub mod measure;

pub use change::{Change, Direction, NoChange, PerCent, Points, Size, change};
pub use conversion::{Conversion, conversion};
pub use measure::{Good, Measure};
