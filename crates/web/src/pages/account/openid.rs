//! Signing in through the council's own sign-in service (OpenID Connect).

use super::leading::own_address;
use super::noting::{Note, note};
use super::proving::{go_on, sign_in};
use crate::accounts::cookies::Cookie;
use crate::pages::About;
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, LOCATION, SET_COOKIE};
use serde::{Deserialize, Serialize};
use sightline_access::Role;
use sightline_records::{Error, Held, NewPerson, Person, SignedInBy, Subject, Teams};
use sightline_signin::openid::{Answer as Brought, Pending, Proven, Reach, Refusal};
use sightline_signin::{Hidden, token};
use sightline_store::Act;

/// Seconds that somebody may be away.
const AWAY_SECONDS: u32 = 10 * 60;

/// What the cookie of somebody who is away is sealed for.
const PURPOSE: &str = "openid-away";

/// What waits, sealed, in the cookie of somebody who is away.
#[derive(Serialize, Deserialize)]
struct Away {
    pending: String,
    after: String,
    /// True if they are signed in here and prove again who they are.
    again: bool,
}

#[derive(Serialize)]
struct Refused {
    what: String,
    service: String,
}

/// Sends the browser to the sign-in service.
pub(super) async fn start(ask: Ask) -> Result<Answer, Stop> {
    ask.service.accounts.tries.check(&ask.from)?;
    let service = ask.service.accounts.service.as_ref().ok_or(Stop::NotFound)?;
    let again = ask.query.get("again").is_some() && ask.signed.is_some();
    let after = ask.query.get("after").and_then(own_address).unwrap_or("/").to_owned();
    let begun = match service.openid.begin(again, ask.now).await {
        Ok(begun) => begun,
        Err(refusal) => return refused(&ask, &refusal, None).await,
    };
    let key = &ask.service.accounts.key;
    let away = Away { pending: begun.pending.seal(key), after, again };
    let away = serde_json::to_vec(&away).map_err(|error| Stop::Broken(error.into()))?;
    let cookie = Cookie::Away.set(&key.seal(PURPOSE, "", &away), Some(AWAY_SECONDS), ask.service.settings.secure);
    let mut to = HeaderValue::from_str(begun.url.expose()).map_err(|_| Stop::Broken("the address of the sign-in service cannot be led to".into()))?;
    to.set_sensitive(true);
    let mut answer = Answer::of("text/plain; charset=utf-8", "").status(StatusCode::SEE_OTHER).header(SET_COOKIE, cookie);
    answer.response.headers_mut().insert(LOCATION, to);
    Ok(answer)
}

/// The browser is back, with an answer.
pub(super) async fn come_back(ask: Ask) -> Result<Answer, Stop> {
    ask.service.accounts.tries.check(&ask.from)?;
    let service = ask.service.accounts.service.as_ref().ok_or(Stop::NotFound)?;
    let secure = ask.service.settings.secure;
    let word = |name: &str| ask.query.get(name).map(str::to_owned);
    let brought = Brought {
        code: word("code").map(Hidden::new),
        state: word("state").map(Hidden::new),
        iss: word("iss"),
        error: word("error"),
        error_description: word("error_description"),
    };
    let Some((away, pending)) = away(&ask) else {
        return refused(&ask, &Refusal::Forged { why: "the browser brought no cookie of ours".to_owned() }, None).await;
    };
    let done = match service.openid.finish(&brought, pending, ask.now).await {
        Ok(proven) => let_in(&ask, &proven, &away).await?,
        Err(refusal) => refused(&ask, &refusal, None).await?,
    };
    // What was pending is used up, whatever came of it.
    Ok(done.header(SET_COOKIE, Cookie::Away.clear(secure)))
}

fn away(ask: &Ask) -> Option<(Away, Pending)> {
    let key = &ask.service.accounts.key;
    let sealed = Cookie::Away.read(&ask.headers, ask.service.settings.secure)?;
    let away: Away = serde_json::from_slice(&key.open(PURPOSE, "", &sealed)?).ok()?;
    let pending = Pending::open(key, &away.pending)?;
    Some((away, pending))
}

/// They have proved who they are, to the council's own service.
async fn let_in(ask: &Ask, proven: &Proven, away: &Away) -> Result<Answer, Stop> {
    let _one_at_a_time = ask.service.accounts.changing.lock().await;
    let Some(person) = known(ask, proven).await? else {
        let words = "Somebody else has your name here, with an account of its own. Ask the administrator of Sightline to change or disable it";
        return refused(ask, &Refusal::Declined, Some(words)).await;
    };
    if person.disabled_at.is_some() {
        let words = "Your account in Sightline is disabled. Ask its administrator";
        note(ask, Note::sign_in_failed(Some(&person), "disabled")).await?;
        return refused(ask, &Refusal::Declined, Some(words)).await;
    }
    if away.again {
        if ask.signed.as_ref().is_none_or(|signed| signed.id != person.id) {
            return refused(ask, &Refusal::Declined, Some("You are signed in here as somebody else. Sign out first")).await;
        }
        note(ask, Note::confirmed(&person)).await?;
        return go_on(ask, &away.after).await;
    }
    sign_in(ask, &person, SignedInBy::OpenId, None, &away.after).await
}

/// The person, as the council's groups say today: added if new, with the roles that the groups give now. `None` if somebody else has their name.
async fn known(ask: &Ask, proven: &Proven) -> Result<Option<Person>, Stop> {
    let people = ask.service.records.people();
    let subject = Subject { issuer: proven.issuer.clone(), subject: proven.subject.clone() };
    let roles: Vec<Held> = proven
        .roles
        .iter()
        .filter_map(|(word, reach)| {
            let teams = match reach {
                Reach::Whole => Teams::All,
                Reach::Teams(teams) => Teams::Named(teams.clone()),
            };
            Role::of_word(word).map(|role| Held { role, teams })
        })
        .collect();
    let Some(person) = people.by_subject(&subject).await? else {
        let new = NewPerson {
            id: token::id(),
            sign_in_name: proven.sign_in_name.clone(),
            display_name: proven.name.clone(),
            subject: Some(subject),
            roles,
            ..NewPerson::default()
        };
        // Never joined to a local account of the same name: names change hands, and a local account may be anybody's.
        if people.by_sign_in_name(&new.sign_in_name).await?.is_some() {
            return Ok(None);
        }
        note(ask, Note::done_by(&new.id, Act::PersonChanged, &new.id, "added from the council's sign-in service")).await?;
        return match people.add(&new, ask.now).await {
            Err(Error::Taken) => Ok(None),
            Err(error) => Err(error.into()),
            Ok(()) => people.by_id(&new.id).await?.ok_or(Stop::SignIn).map(Some),
        };
    };
    if person.disabled_at.is_none() && person.roles != roles {
        note(ask, Note::done_by(&person.id, Act::PersonChanged, &person.id, "roles as the council's groups give them")).await?;
        people.set_roles(&person.id, &roles, ask.now).await?;
    }
    people.by_id(&person.id).await?.ok_or(Stop::SignIn).map(Some)
}

/// Why not, on a page. What whoever runs the service needs to know goes to the service's own log.
async fn refused(ask: &Ask, refusal: &Refusal, words: Option<&str>) -> Result<Answer, Stop> {
    if refusal.is_outage() {
        ask.service.site.problem(ask.route.path, &std::io::Error::other(refusal.for_the_log()));
    } else if words.is_none() {
        note(ask, Note::sign_in_failed(None, refusal.word())).await?;
    }
    let about = About { title: "You are not signed in".to_owned(), ..About::default() };
    let service = ask.service.accounts.service.as_ref().map(|service| service.title.clone()).unwrap_or_default();
    let what = format!("{}.", words.map_or_else(|| refusal.to_string(), str::to_owned));
    let status = if refusal.is_outage() { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::FORBIDDEN };
    Ok(Answer::page(ask, "account/openid-refused.html", &about, &Refused { what, service })?.status(status))
}
