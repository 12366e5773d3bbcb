//! The second step of signing in: a code from a telephone, or one from paper.

use super::Errors;
use super::leading::{after, with_after};
use super::noting::{Note, note};
use super::proving::{Try, entry, locked, sign_in, tied, wait};
use super::recovery;
use crate::accounts::cookies::Cookie;
use crate::pages::About;
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_records::{Person, Session, SignedInBy, TokenHash};
use sightline_signin::code::CodeSecret;

#[derive(Serialize)]
struct Form {
    form: String,
    after: String,
    errors: Errors,
}

/// The form, for a browser in which the password was right just now.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    let after = after(&ask.query);
    match half(&ask).await? {
        Some(_) => page(&ask, &after, Errors::new()),
        None => Ok(Answer::see(&with_after("/sign-in", &after))),
    }
}

fn page(ask: &Ask, after: &str, errors: Errors) -> Result<Answer, Stop> {
    let about = About { title: "Enter your code".to_owned(), has_errors: !errors.is_empty(), ..About::default() };
    let (entry, form) = entry(ask);
    let form = Form { form, after: after.to_owned(), errors };
    Ok(tied(Answer::page(ask, "account/code.html", &about, &form)?, ask, &entry))
}

/// The form, filled.
pub(super) async fn send(ask: Ask) -> Result<Answer, Stop> {
    let after = after(&ask.form);
    let found = match half(&ask).await? {
        Some((token, half)) => ask.service.records.people().by_id(&half.person).await?.map(|person| (token, half, person)),
        None => None,
    };
    let Some((token, half, person)) = found else { return Ok(Answer::see("/sign-in?done=too-late")) };
    let typed = ask.form.get("code").unwrap_or_default();
    if typed.is_empty() {
        let errors = Errors::from([("code", "Enter the code from your telephone".to_owned())]);
        return Ok(page(&ask, &after, errors)?.status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let attempt = match Try::begin(&ask, &person.sign_in_name).await? {
        Ok(attempt) => attempt,
        Err(until) => {
            note(&ask, Note::locked()).await?;
            return Ok(wait(page(&ask, &after, Errors::from([("", locked(&ask, until))]))?, &ask, until));
        }
    };
    if !is_right(&ask, &person, typed).await? {
        note(&ask, Note::sign_in_failed(Some(&person), "code")).await?;
        let errors = Errors::from([("code", "This code is not right, or was used already. Wait for the next one and type that".to_owned())]);
        return Ok(page(&ask, &after, errors)?.status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    Try::begun_at(&person.sign_in_name, half.created_at).succeeded(&ask).await?;
    attempt.succeeded(&ask).await?;
    sign_in(&ask, &person, SignedInBy::PasswordAndCode, Some(&token), &after).await
}

/// The half of a session that this browser waits with.
async fn half(ask: &Ask) -> Result<Option<(TokenHash, Session)>, Stop> {
    let cookie = Cookie::Entry.read(&ask.headers, ask.service.settings.secure);
    let Some(token) = cookie.and_then(|value| crate::door_of_records::kept(&value)) else { return Ok(None) };
    Ok(ask.service.records.sessions().find_half(&token, ask.now).await?.map(|half| (token, half)))
}

/// Is it this person's code of now, not used before; or one of those on paper, which it uses up?
pub(super) async fn is_right(ask: &Ask, person: &Person, typed: &str) -> Result<bool, Stop> {
    let people = ask.service.records.people();
    if typed.chars().filter(|c| c.is_alphanumeric()).count() > 6 {
        return recovery::take(ask, &person.id, typed).await;
    }
    let Some(kept) = people.credentials(&person.id).await? else { return Ok(false) };
    let Some(secret) = kept.code_secret.and_then(|sealed| CodeSecret::open(&ask.service.accounts.key, &person.id, sealed.expose())) else {
        return Ok(false);
    };
    let Some(step) = secret.verify(typed, kept.code_step, ask.now) else { return Ok(false) };
    // Of two that come at the same instant with the same code, one is taken.
    Ok(people.take_code(&person.id, step).await?)
}
