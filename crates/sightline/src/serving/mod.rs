//! The live service: what the pages, the API and the events are given, from the snapshot in force.

mod catalogue;
mod children;
mod current;
mod members;
mod papers;
mod site;
mod views;

pub use current::Current;
pub use site::LiveSite;
