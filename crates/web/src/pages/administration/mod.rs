//! Looking after the service: people, tokens, the block list, settings, the access log.

mod blocks;
mod log;
mod log_chain;
pub(crate) mod log_export;
mod log_lines;
mod log_reasons;
pub(crate) mod log_time;
mod log_unusual;
mod overview;
mod people;
mod people_acts;
mod people_add;
mod people_one;
mod people_roles;
mod settings;
mod tokens;

pub use log::LOG_ROUTES;

use crate::Route;
use crate::routes::Who;
use sightline_access::Role;

/// Where it begins.
const PART: &str = "/administration";

/// Who looks after accounts.
const ACCOUNTS: Who = Who::Roles(&[Role::Administrator]);

/// Who keeps the block list: not those who look after accounts, or one person could open everything to themselves.
const BLOCKS: Who = Who::Roles(&[Role::DataProtectionOfficer, Role::Director]);

/// Who may read what is set.
const SETTINGS: Who = Who::Roles(&[Role::Administrator, Role::DataProtectionOfficer]);

/// Whoever finds something here.
const ANY: Who = Who::Roles(&[Role::Administrator, Role::DataProtectionOfficer, Role::Director]);

/// Forms here are small.
const SMALL: usize = 64 << 10;

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/administration", ANY, |ask| Box::pin(overview::open(ask))),
    Route::get("/administration/people", ACCOUNTS, |ask| Box::pin(people::open(ask))),
    Route::post("/administration/people/unlock", ACCOUNTS, |ask| Box::pin(people::unlock(ask))).up_to(SMALL),
    Route::get("/administration/people/add", ACCOUNTS, |ask| Box::pin(people_add::open(ask))),
    Route::post("/administration/people/add", ACCOUNTS, |ask| Box::pin(people_add::send(ask))).up_to(SMALL),
    Route::get("/administration/people/{id}", ACCOUNTS, |ask| Box::pin(people_one::open(ask))),
    Route::post("/administration/people/{id}/describe", ACCOUNTS, |ask| Box::pin(people_one::describe(ask))).up_to(SMALL),
    Route::post("/administration/people/{id}/roles", ACCOUNTS, |ask| Box::pin(people_one::roles(ask))).up_to(SMALL),
    Route::post("/administration/people/{id}/link", ACCOUNTS, |ask| Box::pin(people_acts::link(ask))).up_to(SMALL),
    Route::post("/administration/people/{id}/disable", ACCOUNTS, |ask| Box::pin(people_acts::disable(ask))).up_to(SMALL),
    Route::post("/administration/people/{id}/enable", ACCOUNTS, |ask| Box::pin(people_acts::enable(ask))).up_to(SMALL),
    Route::post("/administration/people/{id}/sign-out", ACCOUNTS, |ask| Box::pin(people_acts::sign_out(ask))).up_to(SMALL),
    Route::post("/administration/people/{id}/second-factor", ACCOUNTS, |ask| Box::pin(people_acts::remove_code(ask))).up_to(SMALL),
    Route::get("/administration/tokens", ACCOUNTS, |ask| Box::pin(tokens::open(ask))),
    Route::post("/administration/tokens", ACCOUNTS, |ask| Box::pin(tokens::make(ask))).up_to(SMALL),
    Route::post("/administration/tokens/revoke", ACCOUNTS, |ask| Box::pin(tokens::revoke(ask))).up_to(SMALL),
    Route::get("/administration/blocks", BLOCKS, |ask| Box::pin(blocks::open(ask))),
    Route::post("/administration/blocks", BLOCKS, |ask| Box::pin(blocks::add(ask))).up_to(SMALL),
    Route::post("/administration/blocks/lift", BLOCKS, |ask| Box::pin(blocks::lift(ask))).up_to(SMALL),
    Route::get("/administration/settings", SETTINGS, |ask| Box::pin(settings::open(ask))),
];
