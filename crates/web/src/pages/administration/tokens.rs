//! Tokens for programs; and everybody's, to revoke.

use super::PART;
use crate::pages::About;
use crate::pages::account::{Errors, Note, create, days_choices, moment, note, scope_words, shown, state};
use crate::routes::all_routes;
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_look::Choice;
use sightline_records::{Owner, Page};
use sightline_store::Act;
use std::collections::BTreeSet;

const MOST: u32 = 500;

#[derive(Serialize)]
struct Form {
    tokens: Vec<Line>,
    scopes: Vec<Choice>,
    days: Vec<Choice>,
    name: String,
    chosen: Vec<String>,
    errors: Errors,
}

#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    whose: String,
    scopes: String,
    expires: String,
    used: String,
    state: &'static str,
    works: bool,
}

/// What a program may be let do by itself: everything that has a scope and is not about children, who are nobody's but people's.
fn scopes() -> BTreeSet<&'static str> {
    all_routes().filter(|route| !route.children).filter_map(|route| route.scope).collect()
}

/// The tokens, and the form for a new one.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    page(&ask, Errors::new()).await
}

async fn page(ask: &Ask, errors: Errors) -> Result<Answer, Stop> {
    let records = &ask.service.records;
    let mut tokens = Vec::new();
    for token in records.tokens().list(None, Page::first(MOST)).await? {
        let whose = match &token.owner {
            Owner::Service(name) => format!("The program {name}"),
            Owner::Person(id) => records.people().by_id(id).await?.map_or_else(|| "Somebody".to_owned(), |person| person.display_name),
        };
        let state = state(&token, ask.now);
        tokens.push(Line {
            whose,
            scopes: token.scopes.iter().map(|scope| scope_words(scope)).collect::<Vec<_>>().join("; "),
            expires: moment(token.expires_at),
            used: token.used_at.map_or_else(|| "Never".to_owned(), moment),
            state,
            works: state == "Works",
            id: token.id,
            name: token.name,
        });
    }
    let mut about = About { has_errors: !errors.is_empty(), ..About::new("Tokens", PART).under("Administration", PART) };
    if ask.query.get("done") == Some("revoked") {
        about = about.done("The token is revoked. Whatever uses it is refused from now on.");
    }
    let form = Form {
        tokens,
        scopes: scopes().into_iter().map(|scope| Choice::new(scope, scope_words(scope))).collect(),
        days: days_choices(),
        name: ask.form.get("name").unwrap_or_default().to_owned(),
        chosen: ask.form.all("scope").map(str::to_owned).collect(),
        errors,
    };
    Answer::page(ask, "administration/tokens.html", &about, &form)
}

/// Makes a token for a program; it is shown once. Nobody makes one in another's name: that would be their password.
pub(super) async fn make(ask: Ask) -> Result<Answer, Stop> {
    let owner = Owner::Service(ask.form.get("name").unwrap_or_default().to_owned());
    match create(&ask, owner, &scopes()).await? {
        Ok((token, name)) => shown(&ask, token, name, "/administration/tokens"),
        Err(errors) => Ok(page(&ask, errors).await?.status(StatusCode::UNPROCESSABLE_ENTITY)),
    }
}

/// Revokes any token.
pub(super) async fn revoke(ask: Ask) -> Result<Answer, Stop> {
    let id = ask.form.get("id").ok_or(Stop::NotFound)?;
    note(&ask, Note::of(Act::TokenRevoked, id, "by an administrator")).await?;
    let by = ask.signed()?.id.clone();
    if !ask.service.records.tokens().revoke(id, &by, ask.now).await? {
        return Err(Stop::NotFound);
    }
    Ok(Answer::see("/administration/tokens?done=revoked"))
}
