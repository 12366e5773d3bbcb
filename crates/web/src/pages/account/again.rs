//! Proving again who one is, after a while without a request: what is about children stays shut until then.

use super::Errors;
use super::leading::{after, with_after};
use super::noting::{Note, note};
use super::proving::{Try, go_on, locked, password_is_right, wait};
use crate::pages::About;
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_publish::words;
use sightline_records::Person;

#[derive(Serialize)]
struct Form {
    after: String,
    minutes: String,
    has_password: bool,
    service: Option<String>,
    service_href: String,
    errors: Errors,
}

/// The form.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    let after = after(&ask.query);
    let person = person(&ask).await?;
    page(&ask, &person, &after, Errors::new())
}

fn page(ask: &Ask, person: &Person, after: &str, errors: Errors) -> Result<Answer, Stop> {
    let about = About { title: "Confirm that it is you".to_owned(), has_errors: !errors.is_empty(), ..About::default() };
    let minutes = usize::try_from(ask.service.settings.idle_seconds / 60).unwrap_or(0);
    let service = ask.service.accounts.service.as_ref().filter(|_| person.subject.is_some());
    let href = format!("/openid/start{}", crate::Pairs::default().with("again", "yes").with("after", after).address());
    let form = Form {
        after: after.to_owned(),
        minutes: words::how_many(minutes, "minute", "minutes"),
        has_password: person.has_password,
        service: service.map(|service| service.title.clone()),
        service_href: href,
        errors,
    };
    Answer::page(ask, "account/again.html", &about, &form)
}

/// The form, filled.
pub(super) async fn send(ask: Ask) -> Result<Answer, Stop> {
    let after = after(&ask.form);
    let person = person(&ask).await?;
    let Some(password) = ask.form.get("password") else {
        let errors = Errors::from([("password", "Enter your password".to_owned())]);
        return Ok(page(&ask, &person, &after, errors)?.status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let attempt = match Try::begin(&ask, &person.sign_in_name).await? {
        Ok(attempt) => attempt,
        Err(until) => {
            note(&ask, Note::locked()).await?;
            return Ok(wait(page(&ask, &person, &after, Errors::from([("", locked(&ask, until))]))?, &ask, until));
        }
    };
    if !password_is_right(&ask, Some(&person), password).await? {
        note(&ask, Note::sign_in_failed(Some(&person), "confirmation")).await?;
        let errors = Errors::from([("password", "The password is not right".to_owned())]);
        return Ok(page(&ask, &person, &after, errors)?.status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    attempt.succeeded(&ask).await?;
    note(&ask, Note::confirmed(&person)).await?;
    go_on(&ask, &after).await
}

/// Who asks, as the records have them.
pub(super) async fn person(ask: &Ask) -> Result<Person, Stop> {
    ask.service.records.people().by_id(&ask.signed()?.id).await?.ok_or(Stop::SignIn)
}

/// The way to here, for what is not about children but should be done only by whoever the session belongs to.
pub(super) fn first(ask: &Ask, after: &str) -> Result<Option<Answer>, Stop> {
    Ok((!ask.signed()?.is_fresh).then(|| Answer::see(&with_after("/sign-in/again", after))))
}
