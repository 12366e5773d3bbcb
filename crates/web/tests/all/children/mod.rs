//! Lists of children, what is due, a child's page, prints.

mod child;
mod due;
mod export;
mod hostile;
mod list;
mod look;
pub mod world;
