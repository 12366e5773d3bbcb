//! What Sightline knows: tables, codes, dimensions, derived tables, indicators and the relations between their numbers, read from the folder `definitions/`.
//!
//! No data pass through here. A faulty file never hides another: every fault in every file is reported at once, with file and line.

mod adding_up;
mod calendar;
mod codes;
mod derived;
mod dimension;
mod due;
mod example;
mod fault;
mod header;
mod identity;
mod indicator;
mod layout;
mod library;
mod returns;
mod source;
mod table;

pub use adding_up::OverTime;
pub use codes::{Code, CodeList};
pub use derived::Derived;
pub use dimension::Dimension;
pub use due::Due;
pub use example::{Block, Example};
pub use fault::Fault;
pub use identity::{At, Equation, Holds, Identity, Nesting, Number, Relation, Term};
pub use indicator::{Good, Indicator, Measure, Per, SensitivityClass, Shape};
pub use library::Library;
pub use returns::{Asked, CollectedMeasure, Collection};
pub use source::{Source, built_in, from_folder};
pub use table::{Column, ColumnType, DateKind, Sensitivity, Table};
