//! Signing in with a name and a password.

use super::Errors;
use super::leading::{after, with_after};
use super::noting::{Note, note};
use super::proving::{HALF, Try, WRONG, entry, locked, new_session, password_is_right, sign_in, tied, wait};
use crate::accounts::cookies::{Cookie, ENTRY_SECONDS};
use crate::pages::About;
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use serde::Serialize;
use sightline_records::SignedInBy;

#[derive(Serialize)]
struct Form {
    form: String,
    after: String,
    name: String,
    errors: Errors,
    service: Option<String>,
    service_href: String,
}

/// The form.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    let after = after(&ask.query);
    if ask.signed.is_some() {
        return Ok(Answer::see(&after));
    }
    page(&ask, "", &after, Errors::new())
}

fn page(ask: &Ask, name: &str, after: &str, errors: Errors) -> Result<Answer, Stop> {
    let mut about = About { title: "Sign in".to_owned(), has_errors: !errors.is_empty(), ..About::default() };
    if let Some(done) = ask.query.get("done").and_then(done) {
        about = about.done(done);
    }
    let (entry, form) = entry(ask);
    let form = Form {
        form,
        after: after.to_owned(),
        name: name.to_owned(),
        errors,
        service: ask.service.accounts.service.as_ref().map(|service| service.title.clone()),
        service_href: with_after("/openid/start", after),
    };
    Ok(tied(Answer::page(ask, "account/sign-in.html", &about, &form)?, ask, &entry))
}

fn done(key: &str) -> Option<&'static str> {
    match key {
        "password" => Some("Your password is set. Sign in with it."),
        "too-late" => Some("Nothing was typed for ten minutes, so signing in has to begin again."),
        _ => None,
    }
}

/// The form, filled.
pub(super) async fn send(ask: Ask) -> Result<Answer, Stop> {
    let after = after(&ask.form);
    let (name, password) = (ask.form.get("name").unwrap_or_default(), ask.form.get("password").unwrap_or_default());
    let mut errors = Errors::new();
    if name.is_empty() {
        errors.insert("name", "Enter the name you sign in with".to_owned());
    }
    if password.is_empty() {
        errors.insert("password", "Enter your password".to_owned());
    }
    if !errors.is_empty() {
        return Ok(page(&ask, name, &after, errors)?.status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let attempt = match Try::begin(&ask, name).await? {
        Ok(attempt) => attempt,
        Err(until) => {
            note(&ask, Note::locked()).await?;
            return Ok(wait(page(&ask, name, &after, Errors::from([("", locked(&ask, until))]))?, &ask, until));
        }
    };
    let person = ask.service.records.people().by_sign_in_name(name).await?;
    if !password_is_right(&ask, person.as_ref(), password).await? {
        note(&ask, Note::sign_in_failed(person.as_ref(), "password")).await?;
        return Ok(page(&ask, name, &after, Errors::from([("", WRONG.to_owned())]))?.status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let person = person.ok_or(Stop::SignIn)?;
    if !person.has_code {
        attempt.succeeded(&ask).await?;
        return sign_in(&ask, &person, SignedInBy::Password, None, &after).await;
    }
    // The try goes on: only the code ends it well. What waits for the code opens nothing else.
    let (value, half) = new_session(&ask, &person.id, SignedInBy::PasswordAndCode, HALF);
    ask.service.records.sessions().begin_half(&half, None, ask.now).await?;
    let cookie = Cookie::Entry.set(value.expose(), Some(ENTRY_SECONDS), ask.service.settings.secure);
    Ok(Answer::see(&with_after("/sign-in/code", &after)).header(SET_COOKIE, cookie))
}
