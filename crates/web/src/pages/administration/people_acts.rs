//! What an administrator does about somebody: a link, disabling, signing out, taking a lost telephone away.

use super::PART;
use crate::door_of_records::kept;
use crate::pages::About;
use crate::pages::account::{Note, in_words, note};
use crate::{Answer, Ask, Stop};
use axum::http::header::HOST;
use serde::Serialize;
use sightline_access::Role;
use sightline_records::{NewInvitation, Person, Purpose};
use sightline_signin::token;
use sightline_store::Act;
use tokio::sync::MutexGuard;

/// The person of the address.
pub(super) async fn found(ask: &Ask) -> Result<Person, Stop> {
    ask.service.records.people().by_id(ask.part("id")?).await?.ok_or(Stop::NotFound)
}

/// Waits until nobody else changes people, and makes sure that whoever asks still may. So two administrators who take each other's role away at the
/// same moment do not both succeed, and as nobody changes their own, one administrator is always left.
pub(super) async fn one_at_a_time(ask: &Ask) -> Result<MutexGuard<'_, ()>, Stop> {
    if !ask.signed()?.is_fresh {
        // A computer that was left alone must not give anybody an account.
        return Err(Stop::SignInAgain);
    }
    let alone = ask.service.accounts.changing.lock().await;
    let asks = ask.service.records.people().by_id(&ask.signed()?.id).await?;
    let still = asks.is_some_and(|person| person.disabled_at.is_none() && person.roles.iter().any(|held| held.role == Role::Administrator));
    if still { Ok(alone) } else { Err(Stop::Refused("You are no longer an administrator.")) }
}

#[derive(Serialize)]
struct Made {
    link: String,
    lasts: String,
    name: String,
    display: String,
    id: String,
}

/// Makes a link to choose a password; it is shown once. Those made before work no more.
pub(super) async fn link(ask: Ask) -> Result<Answer, Stop> {
    let _alone = one_at_a_time(&ask).await?;
    let person = found(&ask).await?;
    if person.subject.is_some() || person.disabled_at.is_some() {
        return Err(Stop::Refused("This person signs in at the council's sign-in service, or may not sign in."));
    }
    made_link(&ask, &person).await
}

/// A link for somebody, on a page.
pub(super) async fn made_link(ask: &Ask, person: &Person) -> Result<Answer, Stop> {
    let value = token::new();
    let Some(hash) = kept(value.expose()) else { return Err(Stop::Broken("a new token does not look like one".into())) };
    let lasts = i64::from(ask.service.settings.link_hours).saturating_mul(3_600_000);
    let purpose = if person.has_password { Purpose::Reset } else { Purpose::SetPassword };
    let invitation = NewInvitation {
        token: hash,
        purpose,
        person: Some(person.id.clone()),
        made_by: ask.signed()?.id.clone(),
        expires_at: ask.now.saturating_add(lasts),
    };
    note(ask, Note::of(Act::PersonChanged, &person.id, "a one-time link to choose a password")).await?;
    ask.service.records.invitations().make(&invitation, ask.now).await?;
    let about = About::new("A link to choose a password", PART).under("Administration", PART).under("People", "/administration/people");
    let made = Made {
        link: format!("{}/welcome/{}", origin(ask), value.expose()),
        lasts: in_words(lasts),
        name: person.sign_in_name.clone(),
        display: person.display_name.clone(),
        id: person.id.clone(),
    };
    Answer::page(ask, "administration/link.html", &about, &made)
}

/// The address at which people reach the service.
fn origin(ask: &Ask) -> String {
    let settings = &ask.service.settings;
    settings.origin.clone().unwrap_or_else(|| {
        let host = ask.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        format!("{}://{host}", if settings.secure { "https" } else { "http" })
    })
}

/// Keeps somebody out.
pub(super) async fn disable(ask: Ask) -> Result<Answer, Stop> {
    let _alone = one_at_a_time(&ask).await?;
    let person = found(&ask).await?;
    let by = ask.signed()?.id.clone();
    if person.id == by {
        return Err(Stop::Refused("Nobody disables themselves. Ask another administrator."));
    }
    note(&ask, Note::of(Act::PersonChanged, &person.id, "disabled")).await?;
    ask.service.records.people().disable(&person.id, &by, ask.now).await?;
    Ok(back(&person, "disabled"))
}

/// Lets them in again.
pub(super) async fn enable(ask: Ask) -> Result<Answer, Stop> {
    let _alone = one_at_a_time(&ask).await?;
    let person = found(&ask).await?;
    note(&ask, Note::of(Act::PersonChanged, &person.id, "enabled")).await?;
    ask.service.records.people().enable(&person.id, ask.now).await?;
    Ok(back(&person, "enabled"))
}

/// Ends all their sessions.
pub(super) async fn sign_out(ask: Ask) -> Result<Answer, Stop> {
    let _alone = one_at_a_time(&ask).await?;
    let person = found(&ask).await?;
    note(&ask, Note::of(Act::SignedOut, &person.id, "signed out by an administrator")).await?;
    ask.service.records.sessions().end_all_of(&person.id, None).await?;
    Ok(back(&person, "signed-out"))
}

/// Takes a lost second factor away, and every session with it.
pub(super) async fn remove_code(ask: Ask) -> Result<Answer, Stop> {
    let _alone = one_at_a_time(&ask).await?;
    let person = found(&ask).await?;
    if person.id == ask.signed()?.id {
        return Err(Stop::Refused("Nobody removes their own second factor. Ask another administrator."));
    }
    note(&ask, Note::of(Act::PersonChanged, &person.id, "second factor removed")).await?;
    let records = &ask.service.records;
    records.people().remove_code(&person.id, ask.now).await?;
    records.recovery_codes_of(&person.id).replace(&[], ask.now).await?;
    records.sessions().end_all_of(&person.id, None).await?;
    Ok(back(&person, "second-factor"))
}

fn back(person: &Person, done: &str) -> Answer {
    Answer::see(&format!("/administration/people/{}?done={done}", person.id))
}
