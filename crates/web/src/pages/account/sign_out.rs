//! Signing out; and saying that one is still there.

use super::again::person;
use super::noting::{Note, note};
use super::proving::session_token;
use crate::accounts::cookies::Cookie;
use crate::pages::About;
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use serde::Serialize;
use sightline_records::SignedInBy;

#[derive(Serialize)]
struct Out {
    service: Option<String>,
}

/// Ends the session.
pub(super) async fn send(ask: Ask) -> Result<Answer, Stop> {
    let token = session_token(&ask)?;
    let limits = ask.service.settings.session_limits();
    let by = ask.service.records.sessions().find(&token, limits, ask.now).await?.map(|session| session.signed_in_by);
    note(&ask, Note::signed_out(&person(&ask).await?)).await?;
    ask.service.records.sessions().end(&token).await?;
    let to = if by == Some(SignedInBy::OpenId) { "/signed-out?there=yes" } else { "/signed-out" };
    Ok(Answer::see(to).header(SET_COOKIE, Cookie::Session.clear(ask.service.settings.secure)))
}

/// That one is signed out.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    let service = ask.service.accounts.service.as_ref().filter(|_| ask.query.get("there").is_some());
    let about = About { title: "You are signed out".to_owned(), ..About::default() };
    Answer::page(&ask, "account/signed-out.html", &about, &Out { service: service.map(|service| service.title.clone()) })
}

/// Somebody is still there. That they asked is all there is to it: the door has written it down.
pub(super) async fn stay(_: Ask) -> Result<Answer, Stop> {
    Ok(Answer::of("text/plain; charset=utf-8", "").status(StatusCode::NO_CONTENT))
}
