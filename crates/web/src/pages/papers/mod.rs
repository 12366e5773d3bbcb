//! Reports: read, commented on, signed off, published.
//!
//! What was published is open to everybody who sees figures; a paper in the making only to those who write it, move it on or publish it. Who may do
//! which of these is in [`rights`].

mod comment;
mod doubts;
mod list;
mod noting;
mod published;
mod rights;
mod stand;
mod steps;
mod text;

use crate::routes::Who;
use crate::{Ask, Route, Stop};
use rights::{DESK, PUBLISHERS, SIGNERS, STARTERS, TEXT_WRITERS};
use sightline_access::READERS;

pub(in crate::pages) use rights::WRITERS;

/// The part of the service that these pages belong to.
const PART: &str = "/reports";

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/reports", Who::Roles(READERS), |ask| Box::pin(list::page(ask))),
    Route::get("/reports/published/{id}", Who::Roles(READERS), |ask| Box::pin(published::page(ask))),
    Route::get("/reports/published/{id}/files/{name}", Who::Roles(READERS), |ask| Box::pin(published::file(ask))),
    Route::get("/reports/{report}/{period}", Who::Roles(DESK), |ask| Box::pin(stand::page(ask))),
    Route::get("/reports/{report}/{period}/read", Who::Roles(WRITERS), |ask| Box::pin(stand::read(ask))),
    Route::get("/reports/{report}/{period}/comments/{indicator}", Who::Roles(WRITERS), |ask| Box::pin(comment::page(ask))),
    Route::post("/reports/{report}/{period}/comments/{indicator}", Who::Roles(WRITERS), |ask| Box::pin(comment::write(ask))),
    Route::get("/reports/{report}/{period}/texts/{name}", Who::Roles(TEXT_WRITERS), |ask| Box::pin(text::page(ask))),
    Route::post("/reports/{report}/{period}/texts/{name}", Who::Roles(TEXT_WRITERS), |ask| Box::pin(text::write(ask))).up_to(1 << 20),
    Route::post("/reports/{report}/{period}/draft", Who::Roles(STARTERS), |ask| Box::pin(steps::draft(ask))),
    Route::get("/reports/{report}/{period}/review", Who::Roles(SIGNERS), |ask| Box::pin(steps::ask_first(ask, "review"))),
    Route::post("/reports/{report}/{period}/review", Who::Roles(SIGNERS), |ask| Box::pin(steps::does(ask, "review"))),
    Route::get("/reports/{report}/{period}/sign-off", Who::Roles(SIGNERS), |ask| Box::pin(steps::ask_first(ask, "sign-off"))),
    Route::post("/reports/{report}/{period}/sign-off", Who::Roles(SIGNERS), |ask| Box::pin(steps::does(ask, "sign-off"))),
    Route::get("/reports/{report}/{period}/send-back", Who::Roles(SIGNERS), |ask| Box::pin(steps::ask_first(ask, "send-back"))),
    Route::post("/reports/{report}/{period}/send-back", Who::Roles(SIGNERS), |ask| Box::pin(steps::does(ask, "send-back"))),
    Route::get("/reports/{report}/{period}/publish", Who::Roles(PUBLISHERS), |ask| Box::pin(steps::ask_first(ask, "publish"))),
    Route::post("/reports/{report}/{period}/publish", Who::Roles(PUBLISHERS), |ask| Box::pin(steps::does(ask, "publish"))),
];

/// A paper that an address names.
#[derive(Clone)]
struct Named {
    report: String,
    period: String,
}

impl Named {
    /// Of the address; anything that could not be the name of a report or period is no page.
    fn of(ask: &Ask) -> Result<Named, Stop> {
        let (report, period) = (ask.part("report")?.to_owned(), ask.part("period")?.to_owned());
        let fits = |name: &str| name.len() <= 60 && name.starts_with(|first: char| first.is_ascii_alphanumeric()) && name.chars().all(is_of_a_name);
        if fits(&report) && fits(&period) { Ok(Named { report, period }) } else { Err(Stop::NotFound) }
    }

    fn href(&self) -> String {
        format!("/reports/{}/{}", self.report, self.period)
    }

    /// What the log calls it.
    fn logged(&self) -> String {
        format!("paper {} {}", self.report, self.period)
    }
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')
}

/// A part of an address that names an indicator or a text.
fn part(ask: &Ask, name: &str) -> Result<String, Stop> {
    let part = ask.part(name)?;
    let fits = !part.is_empty() && part.len() <= 120 && part.chars().all(is_of_a_name);
    fits.then(|| part.to_owned()).ok_or(Stop::NotFound)
}

/// What is left to do before a paper is signed off: `7 things to do`; empty if nothing is.
fn to_do(stand: &crate::site::PaperStand) -> String {
    match stand.hindrances.len() {
        0 => String::new(),
        left => format!("{} to do", sightline_publish::words::how_many(left, "thing", "things")),
    }
}

/// What the last act led to, in fixed words.
fn done(ask: &Ask) -> Option<&'static str> {
    Some(match ask.query.get("done")? {
        "comment" => "The comment is written",
        "text" => "The text is written",
        "draft" => "The sentences are drafted. Each waits for somebody who answers for it",
        "review" => "You have said that the paper has been read through",
        "sign-off" => "The paper is signed off",
        "send-back" => "The paper has gone back to its author",
        "publish" => "The paper is published",
        _ => return None,
    })
}
