//! Changing one's own password.

use super::Errors;
use super::again::person;
use super::noting::{Note, note};
use super::proving::{Try, locked, password_is_right, renewed, session_token, wait};
use crate::pages::About;
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_signin::{Hidden, password};
use sightline_store::Act;

#[derive(Serialize)]
struct Form {
    shortest: usize,
    errors: Errors,
}

/// The form.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    if !person(&ask).await?.has_password {
        return Err(Stop::NotFound);
    }
    page(&ask, Errors::new())
}

fn page(ask: &Ask, errors: Errors) -> Result<Answer, Stop> {
    let about = About { has_errors: !errors.is_empty(), ..About::new("Change your password", "").under("My account", "/account") };
    Answer::page(ask, "account/password.html", &about, &Form { shortest: password::SHORTEST, errors })
}

/// The form, filled.
pub(super) async fn send(ask: Ask) -> Result<Answer, Stop> {
    let person = person(&ask).await?;
    if !person.has_password {
        return Err(Stop::NotFound);
    }
    let (old, new) = (ask.form.get("old").unwrap_or_default(), Hidden::new(ask.form.get("new").unwrap_or_default()));
    let mut errors = Errors::new();
    if old.is_empty() {
        errors.insert("old", "Enter the password you have now".to_owned());
    }
    if let Err(weak) = password::check(&new, &person.sign_in_name) {
        errors.insert("new", weak.to_string());
    }
    if !errors.is_empty() {
        return Ok(page(&ask, errors)?.status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let attempt = match Try::begin(&ask, &person.sign_in_name).await? {
        Ok(attempt) => attempt,
        Err(until) => {
            note(&ask, Note::locked()).await?;
            return Ok(wait(page(&ask, Errors::from([("", locked(&ask, until))]))?, &ask, until));
        }
    };
    if !password_is_right(&ask, Some(&person), old).await? {
        note(&ask, Note::sign_in_failed(Some(&person), "password, to change it")).await?;
        let errors = Errors::from([("old", "This is not the password you have now".to_owned())]);
        return Ok(page(&ask, errors)?.status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    attempt.succeeded(&ask).await?;
    let hash = ask.service.accounts.hashing.hash(new).await?;
    note(&ask, Note::of(Act::PersonChanged, &person.id, "changes their own password; their other sessions end")).await?;
    let token = session_token(&ask)?;
    ask.service.records.people().set_password(&person.id, &hash, Some(&token), ask.now).await?;
    renewed(&ask, &token, Answer::see("/account?done=password")).await
}
