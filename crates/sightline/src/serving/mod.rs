//! The live service: what the pages, the API and the events are given, from the snapshot in force.

mod catalogue;
mod children;
mod current;
mod figures;
mod loads;
mod members;
mod news;
mod papers;
mod site;
mod state;
mod views;

pub use current::Current;
pub use state::LiveSite;
