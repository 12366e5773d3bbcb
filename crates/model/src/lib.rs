//! The words everything else is written in: days, working days, periods, ids and figures.
//!
//! This crate does no input or output, reads no clock, and never prints a child's id.

pub mod age;
pub mod calendar;
pub mod day;
pub mod england;
pub mod figure;
pub mod id;
mod instant;
pub mod months;
pub mod period;
pub mod span;

pub use age::{age_on, birthday};
pub use calendar::Calendar;
pub use day::Day;
pub use figure::{Figure, Status};
pub use id::{ChildId, ChildSet};
pub use instant::instant;
pub use months::add_months;
pub use period::{Every, Period, PeriodError};
pub use span::Span;
