//! Today, areas, indicators, comparing, asking, searching; data quality and loads.
//!
//! Every page is narrowed by the filters of its address ([`chosen`]) and every table of figures is a CSV file at the same address with `format=csv`, and
//! `table=NAME` where a page has several. The file is what `Site::measure` gives, so it is the API's and the command line's to the last digit.

mod areas;
mod ask;
mod catalogue;
mod chosen;
mod compare;
mod definitions;
mod given;
mod indicator;
mod loads;
mod quality;
mod question;
mod search;
mod shown;
mod today;
mod work;

use crate::routes::Who;
use crate::{Ask, Route, Signed};
use sightline_access::{KEEPERS as QUALITY, READERS as FIGURES, Role};

/// Who sees what was loaded: those, and whoever looks after the service, who sees no figure on it.
pub(in crate::pages) const LOADS: &[Role] = &[Role::Analyst, Role::HeadOfService, Role::Director, Role::Administrator];

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/", Who::SignedIn, |ask| Box::pin(today::page(ask))),
    Route::get("/areas", Who::Roles(FIGURES), |ask| Box::pin(areas::all(ask))),
    Route::get("/areas/{area}", Who::Roles(FIGURES), |ask| Box::pin(areas::one(ask))),
    Route::get("/indicators", Who::Roles(FIGURES), |ask| Box::pin(catalogue::page(ask))),
    Route::get("/indicators/{id}", Who::Roles(FIGURES), |ask| Box::pin(indicator::page(ask))),
    Route::get("/compare", Who::Roles(FIGURES), |ask| Box::pin(compare::page(ask))),
    Route::get("/ask", Who::Roles(FIGURES), |ask| Box::pin(ask::page(ask))),
    Route::post("/ask/save", Who::Roles(FIGURES), |ask| Box::pin(ask::save(ask))),
    Route::get("/search", Who::Roles(FIGURES), |ask| Box::pin(search::page(ask))),
    Route::get("/definitions", Who::SignedIn, |ask| Box::pin(definitions::page(ask))),
    Route::get("/quality", Who::Roles(QUALITY), |ask| Box::pin(quality::page(ask))),
    Route::get("/loads", Who::Roles(LOADS), |ask| Box::pin(loads::page(ask))),
];

/// An instant of RFC 3339 as people here read it: `22 November 2026 at 09:34`; anything else as it is.
fn instant(text: &str) -> String {
    text.parse::<jiff::Timestamp>().map_or_else(|_| text.to_owned(), |at| super::administration::log_time::moment(at.as_millisecond()))
}

/// An id as one part of an address.
fn segment(id: &str) -> String {
    form_urlencoded::byte_serialize(id.as_bytes()).collect()
}

/// An address of another page if it opens to whoever asks.
fn if_open(ask: &Ask, route: &str, address: impl Into<String>) -> Option<String> {
    let opens = |signed: &Signed| super::opens(route, signed);
    ask.signed.as_ref().is_some_and(opens).then(|| address.into())
}
