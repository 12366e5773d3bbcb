//! Tokens of one's own, for programs that ask the API in one's name.

use super::Errors;
use super::again::first;
use super::moments::moment;
use super::noting::{Note, note};
use super::words::unsuitable;
use crate::pages::About;
use crate::routes::{Who, all_routes};
use crate::{Answer, Ask, Signed, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_access::Role;
use sightline_look::Choice;
use sightline_records::{Error, NewToken, Owner, Page, Token};
use sightline_signin::token;
use sightline_store::Act;
use std::collections::BTreeSet;

const DAY: i64 = 24 * 3_600_000;

/// Days that a token may work for.
const DAYS: [i64; 4] = [30, 90, 180, 365];

#[derive(Serialize)]
struct Form {
    tokens: Vec<Line>,
    scopes: Vec<Choice>,
    days: Vec<Choice>,
    name: String,
    chosen: Vec<String>,
    errors: Errors,
}

/// A token as a page shows it.
#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    scopes: String,
    expires: String,
    used: String,
    state: &'static str,
    works: bool,
}

#[derive(Serialize)]
struct Made {
    token: String,
    name: String,
    back: &'static str,
}

/// What a scope is for, in words.
pub(crate) fn scope_words(scope: &str) -> String {
    match scope {
        "released" => "Read what was released to members".to_owned(),
        "figures" => "Read figures".to_owned(),
        "lists" => "Read lists of children, with a typed reason".to_owned(),
        "load" => "Load records".to_owned(),
        "access-log" => "Export the access log".to_owned(),
        "metrics" => "Read how the service is running".to_owned(),
        other => other.to_owned(),
    }
}

/// The scopes of routes that somebody with these roles may use: with a token they may do no more than without.
fn scopes_open_to(roles: &[Role]) -> BTreeSet<&'static str> {
    let opens = |who: Who| match who {
        Who::Anyone | Who::SignedIn => true,
        Who::Roles(open) => roles.iter().any(|role| open.contains(role)),
    };
    all_routes().filter(|route| opens(route.who)).filter_map(|route| route.scope).collect()
}

/// How long a token may work for.
pub(crate) fn days_choices() -> Vec<Choice> {
    DAYS.iter().map(|days| Choice::new(days.to_string(), format!("{days} days"))).collect()
}

/// The end that a form chose, in unix milliseconds.
pub(crate) fn expiry(ask: &Ask) -> Option<i64> {
    let days: i64 = ask.form.get("days")?.parse().ok()?;
    DAYS.contains(&days).then(|| ask.now.saturating_add(days * DAY))
}

fn own_scopes(signed: &Signed) -> BTreeSet<&'static str> {
    scopes_open_to(&signed.roles().collect::<Vec<_>>())
}

/// True if somebody may have tokens.
pub(super) fn may_have(signed: &Signed) -> bool {
    !own_scopes(signed).is_empty()
}

/// The tokens, and the form for a new one.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    page(&ask, "", Vec::new(), Errors::new()).await
}

async fn page(ask: &Ask, name: &str, chosen: Vec<String>, errors: Errors) -> Result<Answer, Stop> {
    let signed = ask.signed()?;
    if !may_have(signed) {
        return Err(Stop::Refused("Your roles do not open anything that a program could ask for in your name."));
    }
    let tokens = ask.service.records.tokens().list(Some(&signed.id), Page::first(200)).await?;
    let mut about = About { has_errors: !errors.is_empty(), ..About::new("Tokens", "").under("My account", "/account") };
    if ask.query.get("done") == Some("revoked") {
        about = about.done("The token is revoked. Whatever uses it is refused from now on.");
    }
    let form = Form {
        tokens: tokens.iter().map(|token| line(token, ask.now)).collect(),
        scopes: own_scopes(signed).into_iter().map(|scope| Choice::new(scope, scope_words(scope))).collect(),
        days: days_choices(),
        name: name.to_owned(),
        chosen,
        errors,
    };
    Answer::page(ask, "account/tokens.html", &about, &form)
}

fn line(token: &Token, now: i64) -> Line {
    let state = state(token, now);
    Line {
        id: token.id.clone(),
        name: token.name.clone(),
        scopes: token.scopes.iter().map(|scope| scope_words(scope)).collect::<Vec<_>>().join("; "),
        expires: moment(token.expires_at),
        used: token.used_at.map_or_else(|| "Never".to_owned(), moment),
        state,
        works: state == "Works",
    }
}

/// How a token stands.
pub(crate) fn state(token: &Token, now: i64) -> &'static str {
    match token {
        Token { revoked_at: Some(_), .. } => "Revoked",
        Token { expires_at, .. } if *expires_at <= now => "Expired",
        _ => "Works",
    }
}

/// Makes one; it is shown once.
pub(super) async fn make(ask: Ask) -> Result<Answer, Stop> {
    if let Some(away) = first(&ask, "/account/tokens")? {
        return Ok(away);
    }
    let signed = ask.signed()?;
    let owner = Owner::Person(signed.id.clone());
    match create(&ask, owner, &own_scopes(signed)).await? {
        Ok((token, name)) => shown(&ask, token, name, "/account/tokens"),
        Err(errors) => {
            let chosen = ask.form.all("scope").map(str::to_owned).collect();
            let name = ask.form.get("name").unwrap_or_default();
            Ok(page(&ask, name, chosen, errors).await?.status(StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// A token of a form, for somebody who may have these scopes: itself and its name, or what is wrong with the form.
pub(crate) async fn create(ask: &Ask, owner: Owner, open: &BTreeSet<&'static str>) -> Result<Result<(String, String), Errors>, Stop> {
    let name = ask.form.get("name").unwrap_or_default().to_owned();
    let scopes: BTreeSet<String> = ask.form.all("scope").map(str::to_owned).collect();
    let expires_at = expiry(ask);
    let mut errors = Errors::new();
    if name.is_empty() {
        errors.insert("name", "Enter what the token is for".to_owned());
    }
    if scopes.is_empty() {
        errors.insert("scope", "Choose what the token may be used for".to_owned());
    } else if scopes.iter().any(|scope| !open.contains(scope.as_str())) {
        errors.insert("scope", "The roles of whoever it speaks for do not open that".to_owned());
    }
    let Some(expires_at) = expires_at.filter(|_| errors.is_empty()) else {
        if expires_at.is_none() {
            errors.insert("days", "Choose how long it works".to_owned());
        }
        return Ok(Err(errors));
    };
    let (value, kept) = super::proving::new_token();
    let id = token::id();
    let new = NewToken { token: kept, id: id.clone(), name: name.clone(), owner, scopes, created_by: ask.signed()?.id.clone(), expires_at };
    let whose = match &new.owner {
        Owner::Person(person) => person.clone(),
        Owner::Service(service) => service.clone(),
    };
    let scopes: Vec<&str> = new.scopes.iter().map(String::as_str).collect();
    note(ask, Note::of(Act::TokenMade, &id, format!("for {whose}: {}", scopes.join(" ")))).await?;
    match ask.service.records.tokens().make(&new, ask.now).await {
        Ok(()) => Ok(Ok((value.expose().to_owned(), name))),
        Err(error @ Error::Unsuitable { .. }) => Ok(Err(Errors::from([("name", unsuitable(&error))]))),
        Err(error) => Err(error.into()),
    }
}

/// The token, once.
pub(crate) fn shown(ask: &Ask, token: String, name: String, back: &'static str) -> Result<Answer, Stop> {
    let about = About::new("Your new token", if back.starts_with("/administration") { "/administration" } else { "" });
    Answer::page(ask, "account/token-made.html", &about, &Made { token, name, back })
}

/// Revokes one of one's own.
pub(super) async fn revoke(ask: Ask) -> Result<Answer, Stop> {
    let id = ask.form.get("id").ok_or(Stop::NotFound)?;
    let person = ask.signed()?.id.clone();
    let own = ask.service.records.tokens().list(Some(&person), Page::first(200)).await?;
    if !own.iter().any(|token| token.id == id) {
        return Err(Stop::NotFound);
    }
    note(&ask, Note::of(Act::TokenRevoked, id, "their own")).await?;
    ask.service.records.tokens().revoke(id, &person, ask.now).await?;
    Ok(Answer::see("/account/tokens?done=revoked"))
}
