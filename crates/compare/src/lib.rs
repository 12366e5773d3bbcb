//! Sets figures side by side, and says how sure one may be of what is seen.
//!
//! Pure functions. This crate knows nothing of what is counted: figures, dates, which way is good, and no more.
//! The raw move from one figure to another ([`mod@change`]) and whether it is more than usual variation ([`spc`]) are two facts, kept apart.

pub mod annotation;
pub mod basis;
pub mod bench;
pub mod change;
pub mod conversion;
pub mod funnel;
pub mod icon;
pub mod interval;
pub mod measure;
pub mod movement;
mod same;
pub mod sampling;
pub mod sentence;
pub mod spc;
pub mod target;
mod text;

pub use annotation::Annotation;
pub use basis::Basis;
pub use change::{Change, Direction, NoChange, PerCent, Points, Size, change};
pub use conversion::{Conversion, conversion};
pub use icon::{Colour, Icon, Shape};
pub use interval::{Interval, NoInterval, Share, interval};
pub use measure::{Good, Measure};
pub use movement::{Movement, YearToDate, movement, year_to_date};
pub use sentence::{Evidence, Facts, sentence};
pub use target::{Aim, Rag, Rating, Target};
