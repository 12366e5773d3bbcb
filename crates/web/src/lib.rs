//! The live pages, served to the computer they run on and to no other.
//!
//! Every page is made from what a [`Site`] hands over: figures and definitions. No page about a child exists, and no route to one.

mod headers;
mod pages;
mod routes;
mod serve;
mod site;
mod viewer;

pub use routes::{Page, ROUTES, Route, app};
pub use serve::{ServeError, serve};
pub use site::{IndicatorPage, Site, SiteError};
pub use viewer::Role;
