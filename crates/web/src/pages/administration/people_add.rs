//! Adding somebody.

use super::PART;
use super::people_acts::{made_link, one_at_a_time};
use super::people_roles::{RoleTick, read, teams, ticks, words};
use crate::pages::About;
use crate::pages::account::{Errors, Note, note, unsuitable};
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_records::{Error, Held, NewPerson};
use sightline_signin::token;
use sightline_store::Act;

#[derive(Default, Serialize)]
struct Form {
    name: String,
    display: String,
    post: String,
    worker: String,
    roles: Vec<RoleTick>,
    errors: Errors,
}

/// The form.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    let roles = ticks(&[], &teams(&ask).await?);
    page(&ask, &Form { roles, ..Form::default() })
}

fn page(ask: &Ask, form: &Form) -> Result<Answer, Stop> {
    let about = About {
        has_errors: !form.errors.is_empty(),
        ..About::new("Add somebody", PART).under("Administration", PART).under("People", "/administration/people")
    };
    Answer::page(ask, "administration/add.html", &about, form)
}

/// The form, filled. They get a link to choose a password; it is shown once.
pub(super) async fn send(ask: Ask) -> Result<Answer, Stop> {
    let typed = |name: &str| ask.form.get(name).unwrap_or_default().to_owned();
    let known = teams(&ask).await?;
    let mut form = Form { name: typed("name"), display: typed("display"), post: typed("post"), worker: typed("worker"), ..Form::default() };
    if form.name.is_empty() {
        form.errors.insert("name", "Enter the name they will sign in with".to_owned());
    }
    if form.display.is_empty() {
        form.errors.insert("display", "Enter their name".to_owned());
    }
    let roles = read(&ask, &known, &[]).unwrap_or_else(|fault| {
        form.errors.insert("role", fault);
        Vec::new()
    });
    if form.errors.is_empty() {
        let _alone = one_at_a_time(&ask).await?;
        let new = NewPerson {
            id: token::id(),
            sign_in_name: form.name.clone(),
            display_name: form.display.clone(),
            post: form.post.clone(),
            worker: (!form.worker.is_empty()).then(|| form.worker.clone()),
            subject: None,
            roles: roles.clone(),
        };
        match add(&ask, &new).await? {
            None => {
                let person = ask.service.records.people().by_id(&new.id).await?.ok_or(Stop::NotFound)?;
                return made_link(&ask, &person).await;
            }
            Some((field, fault)) => {
                form.errors.insert(field, fault);
            }
        }
    }
    form.roles = ticks(&roles, &known);
    Ok(page(&ask, &form)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn add(ask: &Ask, new: &NewPerson) -> Result<Option<(&'static str, String)>, Stop> {
    let people = ask.service.records.people();
    if people.by_sign_in_name(&new.sign_in_name).await?.is_some() {
        return Ok(Some(("name", "Somebody has this name already".to_owned())));
    }
    let roles: &[Held] = &new.roles;
    note(ask, Note::of(Act::PersonChanged, &new.id, format!("added; {}", words(roles)))).await?;
    match people.add(new, ask.now).await {
        Ok(()) => Ok(None),
        Err(Error::Taken) => Ok(Some(("name", "Somebody has this name already".to_owned()))),
        Err(error @ Error::Unsuitable { what, .. }) => Ok(Some((field(what), unsuitable(&error)))),
        Err(error) => Err(error.into()),
    }
}

/// The field of a text that cannot be kept.
pub(super) fn field(what: &str) -> &'static str {
    match what {
        "name" => "display",
        "post" => "post",
        "worker" => "worker",
        "team" => "role",
        _ => "name",
    }
}
