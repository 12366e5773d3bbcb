//! The live service: pages, sign-in, API and events.
//!
//! Every page is made from what a [`Site`] hands over. Every route is a line of a table that says who may use it ([`Route::who`]); what is not in the
//! table does not exist, and who is not named is refused. What is about a child is read only with a receipt of the access log.

pub mod accounts;
mod answer;
mod api;
mod ask;
mod door;
mod door_of_records;
mod gate;
mod headers;
mod metrics;
mod pages;
mod pairs;
mod patience;
mod routes;
mod serve;
mod service;
pub mod site;
mod stop;
mod tls;

pub use accounts::Accounts;
pub use accounts::{SecondFactor, SignInService};
pub use answer::Answer;
pub use api::description;
pub use ask::Ask;
pub use door::{Door, Knock, Signed, Way};
pub use door_of_records::RecordsDoor;
pub use metrics::Metrics;
pub use pairs::Pairs;
pub use routes::{Method, Route, Who, all_routes, app};
pub use serve::{Listen, ServeError, serve};
pub use service::{Clock, Service, Settings};
pub use site::{Sight, Site, SiteError, State};
pub use stop::Stop;
pub use tls::{Tls, TlsError};
