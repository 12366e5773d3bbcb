//! Disclosure control: what leaves the restricted area identifies nobody, not even by subtraction across tables and quarters.
//!
//! The rules are the guide's §12. A [`Problem`] holds everything that is to be published, and the [`ledger`] adds what was published before.
//! [`protect`] hides small counts, then what would give them away within an equation, then plays the attacker who uses all equations at once, and
//! hides more until nothing can be worked out. What comes out is an [`Outcome`], the only source of [`Protected`] things; or a [`Leak`] with the
//! equations that would give something away.
//!
//! Pure: no files, no clock, and the same answer whatever order cells and equations come in.

mod audit;
mod bundle;
mod explain;
pub mod ledger;
mod outcome;
mod passed;
mod problem;
mod programme;
mod protect;
mod queue;
pub mod rounding;
mod rules;
pub mod sample;
mod search;
mod symbol;
mod system;
mod walk;

pub use ledger::Ledger;
pub use outcome::{Hidden, Leak, Leaking, Outcome, Range, Refusal, Why};
pub use passed::{Passed, Protected};
pub use problem::{Cell, CellId, Class, Decision, Equation, Fault, Problem, Settings, Sign, Standing, TableId};
pub use protect::{Found, attack, before_audit, protect};
pub use symbol::{Symbol, key};
