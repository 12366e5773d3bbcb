//! One person: who they are, what they may do.

use super::PART;
use super::people::state;
use super::people_acts::{found, one_at_a_time};
use super::people_add::field;
use super::people_roles::{RoleTick, read, teams, ticks, words};
use crate::pages::About;
use crate::pages::account::{Errors, Note, moment, note, unsuitable};
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_look::Tag;
use sightline_records::{Error, Page, Person};
use sightline_store::Act;

#[derive(Serialize)]
struct One {
    id: String,
    name: String,
    display: String,
    post: String,
    worker: String,
    state: Tag,
    added: String,
    last: String,
    sessions: usize,
    has_password: bool,
    has_code: bool,
    disabled: bool,
    /// True if the council's groups give the roles, and no link is needed.
    from_service: bool,
    /// True if it is whoever asks: nobody changes their own roles.
    own: bool,
    roles: Vec<RoleTick>,
    errors: Errors,
}

/// The page.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    let person = found(&ask).await?;
    page(&ask, person, Errors::new()).await
}

async fn page(ask: &Ask, person: Person, errors: Errors) -> Result<Answer, Stop> {
    let known = teams(ask).await?;
    let (state, kind) = state(&person);
    let sessions = ask.service.records.sessions().of(&person.id, Page::first(100), ask.now).await?;
    let title = person.display_name.clone();
    let mut about =
        About { has_errors: !errors.is_empty(), ..About::new(&title, PART).under("Administration", PART).under("People", "/administration/people") };
    if let Some(done) = ask.query.get("done").and_then(done) {
        about = about.done(done);
    }
    let one = One {
        state: Tag::new(state, kind),
        added: moment(person.created_at),
        last: person.signed_in_at.map_or_else(|| "Never".to_owned(), moment),
        sessions: sessions.len(),
        has_password: person.has_password,
        has_code: person.has_code,
        disabled: person.disabled_at.is_some(),
        from_service: person.subject.is_some(),
        own: person.id == ask.signed()?.id,
        roles: ticks(&person.roles, &known),
        id: person.id,
        name: person.sign_in_name,
        display: person.display_name,
        post: person.post,
        worker: person.worker.unwrap_or_default(),
        errors,
    };
    Answer::page(ask, "administration/person.html", &about, &one)
}

fn done(key: &str) -> Option<&'static str> {
    match key {
        "described" => Some("What is known of them is changed."),
        "roles" => Some("Their roles are changed. It holds from their next page on."),
        "same" => Some("They hold these roles already."),
        "disabled" => Some("They may not sign in any more. Their sessions, tokens and links have ended."),
        "enabled" => Some("They may sign in again."),
        "signed-out" => Some("Their sessions have ended."),
        "second-factor" => Some("Their second factor is removed. Where their roles want one, they set up another when they sign in next."),
        _ => None,
    }
}

/// Changes names, post and worker's id.
pub(super) async fn describe(ask: Ask) -> Result<Answer, Stop> {
    let _alone = one_at_a_time(&ask).await?;
    let person = found(&ask).await?;
    let typed = |name: &str| ask.form.get(name).unwrap_or_default();
    let (name, display, post, worker) = (typed("name"), typed("display"), typed("post"), ask.form.get("worker"));
    let mut errors = Errors::new();
    if name.is_empty() {
        errors.insert("name", "Enter the name they sign in with".to_owned());
    }
    if display.is_empty() {
        errors.insert("display", "Enter their name".to_owned());
    }
    // The worker's id opens children: nobody gives themselves one.
    if person.id == ask.signed()?.id && worker != person.worker.as_deref() {
        return Err(Stop::Refused("Nobody changes by which id the case system knows themselves. Ask another administrator."));
    }
    if errors.is_empty() {
        let changed = [
            ("name to sign in with", name != person.sign_in_name),
            ("name", display != person.display_name),
            ("post", post != person.post),
            ("worker", worker != person.worker.as_deref()),
        ];
        let changed: Vec<&str> = changed.into_iter().filter(|(_, changed)| *changed).map(|(what, _)| what).collect();
        note(&ask, Note::of(Act::PersonChanged, &person.id, format!("changed: {}", changed.join(", ")))).await?;
        match ask.service.records.people().describe(&person.id, name, display, post, worker, ask.now).await {
            Ok(()) => return Ok(Answer::see(&format!("/administration/people/{}?done=described", person.id))),
            Err(Error::Taken) => {
                errors.insert("name", "Somebody else has this name already".to_owned());
            }
            Err(error @ Error::Unsuitable { what, .. }) => {
                errors.insert(field(what), unsuitable(&error));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let (name, display, post) = (name.to_owned(), display.to_owned(), post.to_owned());
    let typed = Person { sign_in_name: name, display_name: display, post, worker: worker.map(str::to_owned), ..person };
    Ok(page(&ask, typed, errors).await?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// Changes roles and teams.
pub(super) async fn roles(ask: Ask) -> Result<Answer, Stop> {
    let _alone = one_at_a_time(&ask).await?;
    let person = found(&ask).await?;
    if person.id == ask.signed()?.id {
        return Err(Stop::Refused("Nobody changes their own roles. Ask another administrator."));
    }
    if person.subject.is_some() {
        return Err(Stop::Refused("The roles of this person come from the council's groups. Change them there."));
    }
    let wanted = match read(&ask, &teams(&ask).await?, &person.roles) {
        Ok(wanted) => wanted,
        Err(fault) => return Ok(page(&ask, person, Errors::from([("role", fault)])).await?.status(StatusCode::UNPROCESSABLE_ENTITY)),
    };
    if wanted == person.roles {
        return Ok(Answer::see(&format!("/administration/people/{}?done=same", person.id)));
    }
    note(&ask, Note::of(Act::PersonChanged, &person.id, words(&wanted))).await?;
    ask.service.records.people().set_roles(&person.id, &wanted, ask.now).await?;
    Ok(Answer::see(&format!("/administration/people/{}?done=roles", person.id)))
}
