//! Signing in and out, and one's own account.

mod again;
mod code;
mod leading;
mod moments;
mod noting;
mod openid;
mod own;
mod password;
mod proving;
mod questions;
mod recovery;
mod second_factor;
mod sessions;
mod sign_in;
mod sign_out;
mod tokens;
mod welcome;
mod words;

pub(crate) use leading::own_address;
pub(super) use moments::{in_words, moment};
pub(super) use noting::{Note, note};
pub(super) use tokens::{create, days_choices, scope_words, shown, state};
pub(super) use words::unsuitable;

use crate::Route;
use crate::routes::Who;
use std::collections::BTreeMap;

/// What is wrong with a form: field, and words for the person. The empty name is the form as a whole.
pub(super) type Errors = BTreeMap<&'static str, String>;

/// Forms that sign somebody in are small.
const SMALL: usize = 16 << 10;

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/sign-in", Who::Anyone, |ask| Box::pin(sign_in::open(ask))),
    Route::post("/sign-in", Who::Anyone, |ask| Box::pin(sign_in::send(ask))).up_to(SMALL),
    Route::get("/sign-in/code", Who::Anyone, |ask| Box::pin(code::open(ask))),
    Route::post("/sign-in/code", Who::Anyone, |ask| Box::pin(code::send(ask))).up_to(SMALL),
    Route::get("/sign-in/again", Who::SignedIn, |ask| Box::pin(again::open(ask))),
    Route::post("/sign-in/again", Who::SignedIn, |ask| Box::pin(again::send(ask))).up_to(SMALL),
    Route::get("/openid/start", Who::Anyone, |ask| Box::pin(openid::start(ask))),
    Route::get("/openid/return", Who::Anyone, |ask| Box::pin(openid::come_back(ask))),
    Route::get("/welcome/{token}", Who::Anyone, |ask| Box::pin(welcome::open(ask))),
    Route::post("/welcome/{token}", Who::Anyone, |ask| Box::pin(welcome::send(ask))).up_to(SMALL),
    Route::post("/sign-out", Who::SignedIn, |ask| Box::pin(sign_out::send(ask))),
    Route::get("/signed-out", Who::Anyone, |ask| Box::pin(sign_out::open(ask))),
    Route::post("/stay", Who::SignedIn, |ask| Box::pin(sign_out::stay(ask))),
    Route::get("/account", Who::SignedIn, |ask| Box::pin(own::open(ask))),
    Route::get("/account/password", Who::SignedIn, |ask| Box::pin(password::open(ask))),
    Route::post("/account/password", Who::SignedIn, |ask| Box::pin(password::send(ask))).up_to(SMALL),
    Route::get("/account/second-factor", Who::SignedIn, |ask| Box::pin(second_factor::open(ask))),
    Route::post("/account/second-factor", Who::SignedIn, |ask| Box::pin(second_factor::begin(ask))).up_to(SMALL),
    Route::post("/account/second-factor/confirm", Who::SignedIn, |ask| Box::pin(second_factor::confirm(ask))).up_to(SMALL),
    Route::post("/account/second-factor/recovery", Who::SignedIn, |ask| Box::pin(second_factor::renew(ask))).up_to(SMALL),
    Route::post("/account/sessions/end", Who::SignedIn, |ask| Box::pin(sessions::end(ask))).up_to(SMALL),
    Route::post("/account/questions/remove", Who::SignedIn, |ask| Box::pin(questions::remove(ask))).up_to(SMALL),
    Route::get("/account/tokens", Who::SignedIn, |ask| Box::pin(tokens::open(ask))),
    Route::post("/account/tokens", Who::SignedIn, |ask| Box::pin(tokens::make(ask))).up_to(SMALL),
    Route::post("/account/tokens/revoke", Who::SignedIn, |ask| Box::pin(tokens::revoke(ask))).up_to(SMALL),
];
