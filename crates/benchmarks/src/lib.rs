//! Published comparators: read as they were released, kept as own tables in the data folder, and looked up by measure, authority and year.
//!
//! What is published is about authorities, never about children. Figures are kept as published, rounded as their dictionary says; means, ranks and funnels are
//! worked out when they are asked for, by `sightline-compare`.

mod areas;
mod book;
mod compare;
mod csv_in;
mod denominator;
mod dictionary;
mod ees;
mod error;
mod facts;
mod figure;
mod folder;
mod gather;
mod grid;
mod lists;
mod load;
mod long;
mod period;
mod recognise;
mod rows;
mod sorter;
mod standing;
mod tables;
mod value;
mod xlsx;

pub use areas::Areas;
pub use book::{Asked, Book, Neighbours};
pub use compare::{Comparison, NeighbourMean, Question};
pub use dictionary::Measure;
pub use error::BenchmarkError;
pub use facts::{Denominator, ENGLAND, Ended, LONDON, Link, Region, ended, links, regions};
pub use folder::{Extent, Figures, Folder, Kind, Manifest, Source, Table};
pub use lists::{Area, Neighbour};
pub use load::{Ignored, Loaded, Outcome, Step, load};
pub use period::{Basis, Mark, Published as PublishedPeriod, read_period, read_year};
pub use rows::Shown;
pub use standing::Standing;
pub use value::{Given, Published, hidden, quiet, read_value, round};
pub use xlsx::{Sheet, read_workbook};
