//! One-time links: to become the first administrator, to choose a password for the first time or anew.

use super::Errors;
use super::noting::{Note, note};
use super::proving::{entry, tied};
use super::words::unsuitable;
use crate::pages::About;
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_access::Role;
use sightline_records::{Error, Held, Invitation, NewPerson, Person, Purpose, Secret, TokenHash};
use sightline_signin::{Hidden, password, token};
use sightline_store::Act;

#[derive(Default, Serialize)]
struct Form {
    form: String,
    /// Where the form is sent: this very address.
    action: String,
    first: bool,
    name: String,
    display: String,
    post: String,
    shortest: usize,
    errors: Errors,
}

/// The form. Looking uses nothing up: mail programs look at links before people do.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    ask.service.accounts.tries.check(&ask.from)?;
    match found(&ask).await? {
        None => gone(&ask),
        Some((_, invitation, person)) => {
            let name = person.map(|person| person.sign_in_name).unwrap_or_default();
            page(&ask, &invitation, Form { name, ..Form::default() })
        }
    }
}

fn page(ask: &Ask, invitation: &Invitation, form: Form) -> Result<Answer, Stop> {
    let title = match invitation.purpose {
        Purpose::FirstAdministrator => "Become the first administrator",
        Purpose::SetPassword => "Choose your password",
        Purpose::Reset => "Choose a new password",
    };
    let about = About { title: title.to_owned(), has_errors: !form.errors.is_empty(), ..About::default() };
    let (entry, tie) = entry(ask);
    let form = Form {
        form: tie,
        action: format!("/welcome/{}", ask.part("token")?),
        first: invitation.purpose == Purpose::FirstAdministrator,
        shortest: password::SHORTEST,
        ..form
    };
    Ok(tied(Answer::page(ask, "account/welcome.html", &about, &form)?, ask, &entry))
}

fn gone(ask: &Ask) -> Result<Answer, Stop> {
    let about = About { title: "This link does not work".to_owned(), ..About::default() };
    Ok(Answer::page(ask, "account/gone.html", &about, &())?.status(StatusCode::NOT_FOUND))
}

/// The form, filled.
pub(super) async fn send(ask: Ask) -> Result<Answer, Stop> {
    ask.service.accounts.tries.check(&ask.from)?;
    let Some((link, invitation, person)) = found(&ask).await? else { return gone(&ask) };
    let typed = |name: &str| ask.form.get(name).unwrap_or_default().to_owned();
    let first = person.is_none();
    let name = person.as_ref().map_or_else(|| typed("name"), |person| person.sign_in_name.clone());
    let mut form = Form { name, display: typed("display"), post: typed("post"), ..Form::default() };
    if first && form.name.is_empty() {
        form.errors.insert("name", "Enter the name you will sign in with".to_owned());
    }
    if first && form.display.is_empty() {
        form.errors.insert("display", "Enter your name".to_owned());
    }
    let new = Hidden::new(typed("password"));
    if let Err(weak) = password::check(&new, &form.name) {
        form.errors.insert("password", weak.to_string());
    }
    if !form.errors.is_empty() {
        return Ok(page(&ask, &invitation, form)?.status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let hash = ask.service.accounts.hashing.hash(new).await?;
    let used = match person {
        Some(person) => set_password(&ask, &link, &person, &hash).await?,
        None => match first_administrator(&ask, &link, &form, &hash).await {
            Ok(used) => used,
            Err(Refused::Field(field, words)) => {
                form.errors.insert(field, words);
                return Ok(page(&ask, &invitation, form)?.status(StatusCode::UNPROCESSABLE_ENTITY));
            }
            Err(Refused::Stop(stop)) => return Err(stop),
        },
    };
    if used { Ok(Answer::see("/sign-in?done=password")) } else { gone(&ask) }
}

async fn set_password(ask: &Ask, link: &TokenHash, person: &Person, hash: &Secret) -> Result<bool, Stop> {
    note(ask, Note::done_by(&person.id, Act::PersonChanged, &person.id, "chooses a password by a one-time link")).await?;
    Ok(ask.service.records.invitations().set_password(link, hash, ask.now).await?.is_some())
}

/// Why nobody was added.
enum Refused {
    Field(&'static str, String),
    Stop(Stop),
}

impl<E: Into<Stop>> From<E> for Refused {
    fn from(error: E) -> Refused {
        Refused::Stop(error.into())
    }
}

async fn first_administrator(ask: &Ask, link: &TokenHash, form: &Form, hash: &Secret) -> Result<bool, Refused> {
    let person = NewPerson {
        id: token::id(),
        sign_in_name: form.name.clone(),
        display_name: form.display.clone(),
        post: form.post.clone(),
        roles: vec![Held::everywhere(Role::Administrator)],
        ..NewPerson::default()
    };
    note(ask, Note::done_by(&person.id, Act::PersonChanged, &person.id, "becomes the first administrator by a one-time link")).await?;
    match ask.service.records.invitations().add_first_administrator(link, &person, hash, ask.now).await {
        Ok(used) => Ok(used),
        Err(Error::Taken) => Err(Refused::Field("name", "Somebody has this name already. Choose another".to_owned())),
        Err(error @ Error::Unsuitable { what, .. }) => {
            let field = match what {
                "name" => "display",
                "post" => "post",
                _ => "name",
            };
            Err(Refused::Field(field, unsuitable(&error)))
        }
        Err(error) => Err(Refused::Stop(error.into())),
    }
}

/// The link of the address, if it works: what is kept of it, what it is for, and for whom.
async fn found(ask: &Ask) -> Result<Option<(TokenHash, Invitation, Option<Person>)>, Stop> {
    let Some(link) = crate::door_of_records::kept(ask.part("token")?) else { return Ok(None) };
    let Some(invitation) = ask.service.records.invitations().find(&link, ask.now).await? else { return Ok(None) };
    let person = match &invitation.person {
        None => None,
        Some(id) => match ask.service.records.people().by_id(id).await? {
            Some(person) => Some(person),
            None => return Ok(None),
        },
    };
    Ok(Some((link, invitation, person)))
}
