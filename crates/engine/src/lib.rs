//! Runs definitions over a snapshot. The only crate that knows DataFusion; it reads no clock and no network.
//!
//! A definition's SQL gives one row per thing counted. [`Session::measure`] puts the rows into periods and parts, [`Session::list`] hands the very same
//! rows to the holder of an access receipt, so a figure and the list behind it cannot disagree.

mod after;
mod around;
mod check;
mod children;
mod count;
mod coverage;
mod derive;
mod derived_files;
mod dimension;
mod divide;
mod due;
mod due_examples;
mod due_read;
mod each;
mod error;
mod examples;
mod fixed;
mod functions;
mod keys;
mod list;
mod measure;
mod moments;
mod movement;
mod periods;
mod pieces;
mod plan;
mod register;
mod rows;
mod schema;
mod session;
mod slices;
mod values;

pub use around::{Relation, RelationKind};
pub use check::{CheckLine, CheckStatus};
pub use children::ChildOf;
pub use derive::{DerivedTable, Ground, Held, ModelTable, derive};
pub use due::{DueCounts, DueFilter, DueGroup, DueOf, DueRow, Tally};
pub use due_examples::run_due_examples;
pub use due_read::Standing;
pub use each::{Divided, DividedBy};
pub use error::EngineError;
pub use examples::{Outcome, check_definitions, run_examples};
pub use list::{Listing, Which};
pub use measure::{Condition, Line, Request};
pub use movement::{Counts, Movement};
pub use register::RegisterRow;
pub use schema::arrow_schema;
pub use session::{Facts, Session, TableFacts};
pub use sightline_clock::{Amount, Moment};
pub use slices::same_rows;
