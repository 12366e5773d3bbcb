//! What other programs ask: figures, definitions, papers, loading; events; health and measurements.
//!
//! Figures come from the same question as those of `sightline measure`, and are written by the same code.

mod access_log;
mod description;
mod events;
mod figures;
mod loading;
mod operations;

pub use description::description;

use crate::routes::{Route, Who};
use crate::{Pairs, Stop};
use sightline_access::{INSIDE, KEEPERS, READERS, Role};

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/api/v1/indicators", Who::Roles(READERS), |ask| Box::pin(figures::indicators(ask))).scope("figures"),
    Route::get("/api/v1/indicators/{id}", Who::Roles(READERS), |ask| Box::pin(figures::indicator(ask))).scope("figures"),
    Route::get("/api/v1/measure", Who::Roles(READERS), |ask| Box::pin(figures::measure(ask))).scope("figures"),
    Route::get("/api/v1/due", Who::Roles(INSIDE), |ask| Box::pin(figures::due(ask))).scope("figures"),
    Route::get("/api/v1/checks", Who::Roles(KEEPERS), |ask| Box::pin(figures::checks(ask))).scope("figures"),
    Route::get("/api/v1/loads", Who::Roles(KEEPERS), |ask| Box::pin(loading::loads(ask))).scope("load"),
    Route::post("/api/v1/load/{table}", Who::Roles(&[Role::Analyst]), |ask| Box::pin(loading::load(ask))).scope("load").up_to(loading::LARGEST),
    Route::get("/api/v1/publications", Who::Roles(READERS), |ask| Box::pin(figures::publications(ask))).scope("figures"),
    Route::get("/api/v1/access-log", Who::Roles(&[Role::DataProtectionOfficer]), |ask| Box::pin(access_log::access_log(ask))).scope("access-log"),
    Route::get("/api/v1/openapi.json", Who::Anyone, |ask| Box::pin(operations::openapi(ask))),
    Route::get("/events", Who::Roles(READERS), |ask| Box::pin(events::events(ask))),
    Route::get("/healthz", Who::Anyone, |ask| Box::pin(operations::healthz(ask))),
    Route::get("/readyz", Who::Anyone, |ask| Box::pin(operations::readyz(ask))),
    Route::get("/metrics", Who::Anyone, |ask| Box::pin(operations::metrics(ask))),
];

/// Refuses what an address does not know: a filter that is misspelt must never give the whole.
fn only(query: &Pairs, known: &[&str]) -> Result<(), Stop> {
    if query.iter().all(|(name, _)| known.contains(&name)) {
        return Ok(());
    }
    Err(Stop::Asked(match known {
        [] => "The address asks for something that is not known here: nothing can be asked for after the question mark.".to_owned(),
        [one] => format!("The address asks for something that is not known here. There is only {one}."),
        several => format!("The address asks for something that is not known here. There are {}.", several.join(", ")),
    }))
}
