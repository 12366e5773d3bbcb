//! Setting up the second factor: the square, a code typed to show that the telephone has it, and codes on paper.

use super::Errors;
use super::again::{first, person};
use super::code::is_right;
use super::noting::{Note, note};
use super::proving::{Try, locked, password_is_right, renewed, session_token, wait};
use super::recovery;
use crate::pages::About;
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_look::Html;
use sightline_records::{Person, Secret};
use sightline_signin::code::CodeSecret;
use sightline_store::Act;

/// What the telephone calls the service.
const SERVICE: &str = "Sightline";

#[derive(Default, Serialize)]
struct Form {
    /// True if one is in force: a new one, or new codes, want password and code.
    has_code: bool,
    left: i64,
    /// True if nothing else opens before one is set up.
    must: bool,
    /// One that was shown and waits for its first code.
    offered: Option<Offered>,
    errors: Errors,
}

#[derive(Serialize)]
struct Offered {
    square: Html,
    groups: String,
}

#[derive(Serialize)]
struct Codes {
    codes: Vec<String>,
}

/// How it stands, and the square if one waits for its first code.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    if let Some(away) = first(&ask, "/account/second-factor")? {
        return Ok(away);
    }
    let person = person(&ask).await?;
    page(&ask, &person, Errors::new()).await
}

async fn page(ask: &Ask, person: &Person, errors: Errors) -> Result<Answer, Stop> {
    // Somebody who comes through the council's sign-in service only is asked for a code there.
    if !person.has_password {
        return Err(Stop::NotFound);
    }
    let offered = offered(ask, person).await?.map(|(secret, _)| {
        let title = "A square to photograph with the application on your telephone. The key below says the same";
        let square = secret.square(SERVICE, &person.sign_in_name, title);
        Offered { square: Html::already_safe(square.expose()), groups: secret.groups().expose().to_owned() }
    });
    let about = About { has_errors: !errors.is_empty(), ..About::new("Second factor", "").under("My account", "/account") };
    let left = ask.service.records.recovery_codes_of(&person.id).left().await?;
    let form = Form { has_code: person.has_code, left, must: ask.signed()?.lacks_code, offered, errors };
    Answer::page(ask, "account/second-factor.html", &about, &form)
}

/// The one that waits for its first code, and as it is kept.
async fn offered(ask: &Ask, person: &Person) -> Result<Option<(CodeSecret, Secret)>, Stop> {
    let Some(kept) = ask.service.records.people().credentials(&person.id).await? else { return Ok(None) };
    Ok(kept
        .code_secret_offered
        .and_then(|sealed| CodeSecret::open(&ask.service.accounts.key, &person.id, sealed.expose()).map(|secret| (secret, sealed))))
}

/// Draws a new secret to be shown. The one in force stays in force until the new one has been shown to work.
pub(super) async fn begin(ask: Ask) -> Result<Answer, Stop> {
    if let Some(away) = first(&ask, "/account/second-factor")? {
        return Ok(away);
    }
    let person = person(&ask).await?;
    if person.has_code
        && let Some(refused) = both(&ask, &person).await?
    {
        return Ok(refused);
    }
    let sealed = Secret::new(CodeSecret::new().seal(&ask.service.accounts.key, &person.id));
    ask.service.records.people().offer_code(&person.id, &sealed, ask.now).await?;
    Ok(Answer::see("/account/second-factor"))
}

/// The first code of a telephone: from now on one is asked for.
pub(super) async fn confirm(ask: Ask) -> Result<Answer, Stop> {
    let person = person(&ask).await?;
    let Some((secret, sealed)) = offered(&ask, &person).await? else { return Ok(Answer::see("/account/second-factor")) };
    let attempt = match Try::begin(&ask, &person.sign_in_name).await? {
        Ok(attempt) => attempt,
        Err(until) => return lock(&ask, &person, until).await,
    };
    let step = secret.verify(ask.form.get("code").unwrap_or_default(), None, ask.now);
    let Some(step) = step else {
        let errors = Errors::from([("code", "This code is not right. Wait for the next one and type that".to_owned())]);
        return Ok(page(&ask, &person, errors).await?.status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    attempt.succeeded(&ask).await?;
    note(&ask, Note::of(Act::PersonChanged, &person.id, "sets up a second factor")).await?;
    if !ask.service.records.people().confirm_code(&person.id, &sealed, step, ask.now).await? {
        return Ok(Answer::see("/account/second-factor"));
    }
    let codes = recovery::renew(&ask, &person.id).await?;
    // Whoever is signed in as this person elsewhere never showed a code; and this session goes on as one that did.
    let token = session_token(&ask)?;
    ask.service.records.sessions().end_all_of(&person.id, Some(&token)).await?;
    renewed(&ask, &token, shown(&ask, codes)?).await
}

/// New codes on paper.
pub(super) async fn renew(ask: Ask) -> Result<Answer, Stop> {
    if let Some(away) = first(&ask, "/account/second-factor")? {
        return Ok(away);
    }
    let person = person(&ask).await?;
    if !person.has_code {
        return Ok(Answer::see("/account/second-factor"));
    }
    if let Some(refused) = both(&ask, &person).await? {
        return Ok(refused);
    }
    note(&ask, Note::of(Act::PersonChanged, &person.id, "draws new recovery codes")).await?;
    let codes = recovery::renew(&ask, &person.id).await?;
    shown(&ask, codes)
}

/// The codes, once.
fn shown(ask: &Ask, codes: Vec<String>) -> Result<Answer, Stop> {
    let about = About::new("Recovery codes", "").under("My account", "/account");
    Answer::page(ask, "account/recovery-codes.html", &about, &Codes { codes })
}

/// What is in force is changed only by whoever has both: the password and a code of now, or one from paper. Otherwise the answer that says so.
async fn both(ask: &Ask, person: &Person) -> Result<Option<Answer>, Stop> {
    let attempt = match Try::begin(ask, &person.sign_in_name).await? {
        Ok(attempt) => attempt,
        Err(until) => return lock(ask, person, until).await.map(Some),
    };
    // Both are always tried, so that the answer does not tell which was wrong; but a code from paper is not used up by a wrong password.
    let password = password_is_right(ask, Some(person), ask.form.get("password").unwrap_or_default()).await?;
    if password && is_right(ask, person, ask.form.get("code").unwrap_or_default()).await? {
        attempt.succeeded(ask).await?;
        return Ok(None);
    }
    note(ask, Note::sign_in_failed(Some(person), "to change the second factor")).await?;
    let errors = Errors::from([("", "The password or the code is not right".to_owned())]);
    Ok(Some(page(ask, person, errors).await?.status(StatusCode::UNPROCESSABLE_ENTITY)))
}

async fn lock(ask: &Ask, person: &Person, until: i64) -> Result<Answer, Stop> {
    note(ask, Note::locked()).await?;
    Ok(wait(page(ask, person, Errors::from([("", locked(ask, until))])).await?, ask, until))
}
