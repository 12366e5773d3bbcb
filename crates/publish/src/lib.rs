//! Turns figures into what people read: charts, pages and the committee report.
//!
//! It is given figures and definitions, never records: no child's id can reach it.

mod blocks;
pub mod charts;
pub mod comparators;
mod cover;
pub mod facts;
pub mod glossary;
pub mod html;
pub mod judged;
pub mod markdown;
pub mod messages;
pub mod pages;
pub mod paper;
pub mod protect;
mod quality;
mod row;
pub mod sections;
pub mod standing;
pub mod view;
pub mod words;

pub use blocks::PeriodNames;
pub use comparators::{Comparators, Neighbours, Published};
pub use cover::{Action, Cover};
pub use glossary::{Term, default_glossary};
pub use html::Html;

pub use view::{Beside, Breakdown, Counted, ExampleTable, ExampleView, IndicatorView, Part, PeriodFigure, SnapshotFacts, SourceFacts, TableFacts};
