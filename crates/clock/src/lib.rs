//! Statutory and local clocks: what they allow, and how one ran, day by day, in words.
//!
//! Two kinds of time, never turned into one another: **elapsed** time is real hours, through nights, weekends and changes of the clocks;
//! **counted** time is whole days (working days, calendar days, weeks or months), the day of the event being day 0 and the due date included.
//!
//! The limits are dated configuration (`definitions/clocks/clocks.csv`) and stand nowhere in this code. Instants are held in UTC, worked out and
//! shown in Europe/London, whose rules travel with the program. Nothing here reads the time: what has no end is still running.

mod clock;
mod due;
mod error;
mod explain;
mod explanation;
pub mod holidays;
mod hours;
mod moment;
mod near;
mod read;
mod steps;
mod verdict;
mod words;

pub use clock::{AfterHours, Basis, Checked, Clock, FirstDay, Rule, Sense};
pub use error::ClockError;
pub use explain::explain;
pub use explanation::{Explanation, Step};
pub use hours::OfficeHours;
pub use moment::Moment;
pub use read::Clocks;
pub use verdict::{Amount, Verdict};
