//! What goes to the access log from here: who signed in, tried to, or changed what about people.

use crate::{Ask, Stop};
use sightline_access::{Pseudonym, Role};
use sightline_model::instant;
use sightline_records::{Person, SignedInBy};
use sightline_store::{Act, Event, Outcome, StoreError, Subjects};

/// Something to be logged. Nothing that a stranger typed is in it: what stands in the field of a name may be a password.
pub(crate) struct Note {
    act: Act,
    who: Option<String>,
    what: String,
    reason: String,
    outcome: Outcome,
    child: Option<Pseudonym>,
}

impl Note {
    /// Something that whoever is signed in does to somebody or something, by its id.
    pub(crate) fn of(act: Act, what: impl Into<String>, reason: impl Into<String>) -> Note {
        Note { act, who: None, what: what.into(), reason: reason.into(), outcome: Outcome::Done, child: None }
    }

    /// It concerns a child.
    pub(crate) fn about(self, child: Pseudonym) -> Note {
        Note { child: Some(child), ..self }
    }

    fn by(person: Option<&Person>, act: Act, what: &str, outcome: Outcome) -> Note {
        let who = person.map(|person| person.id.clone()).unwrap_or_default();
        Note { act, who: Some(who), what: what.to_owned(), reason: String::new(), outcome, child: None }
    }

    pub(super) fn signed_in(person: &Person, by: SignedInBy) -> Note {
        let way = match by {
            SignedInBy::Password => "with a password",
            SignedInBy::PasswordAndCode => "with a password and a code",
            SignedInBy::OpenId => "through the council's sign-in service",
        };
        Note::by(Some(person), Act::SignedIn, way, Outcome::Done)
    }

    pub(super) fn confirmed(person: &Person) -> Note {
        Note::by(Some(person), Act::SignedIn, "confirmed after a while without a request", Outcome::Done)
    }

    /// `step` is what was wrong. A name that nobody has is logged as nobody's.
    pub(super) fn sign_in_failed(person: Option<&Person>, step: &'static str) -> Note {
        Note::by(person, Act::SignInFailed, step, Outcome::Refused)
    }

    pub(super) fn locked() -> Note {
        Note::by(None, Act::Locked, "a name or an address", Outcome::Refused)
    }

    pub(super) fn signed_out(person: &Person) -> Note {
        Note::by(Some(person), Act::SignedOut, "", Outcome::Done)
    }

    /// Done by somebody who has just shown who they are in another way than by a session.
    pub(super) fn done_by(person: &str, act: Act, what: &str, reason: &str) -> Note {
        Note { act, who: Some(person.to_owned()), what: what.to_owned(), reason: reason.to_owned(), outcome: Outcome::Done, child: None }
    }
}

/// Logs it. What cannot be logged is not done: this comes first.
///
/// # Errors
/// If the log cannot be written.
pub(crate) async fn note(ask: &Ask, note: Note) -> Result<(), Stop> {
    if matches!(note.act, Act::Locked) && !ask.service.accounts.seldom.is_first(&ask.from, ask.route.path, ask.now) {
        return Ok(());
    }
    let who = note.who.clone().or_else(|| ask.signed.as_ref().map(|signed| signed.id.clone())).unwrap_or_default();
    let role = ask.signed.as_ref().and_then(|signed| role(ask, signed));
    let (at, from) = (instant(ask.now), ask.from.clone());
    ask.off(move |service| -> Result<(), StoreError> {
        let named: Vec<Pseudonym> = note.child.into_iter().collect();
        let event = Event {
            role,
            reason: &note.reason,
            outcome: note.outcome,
            subjects: Subjects::named(&named),
            ..Event::done(note.act, &at, &who, &note.what, &from)
        };
        service.log.note(&event).map(drop)
    })
    .await
}

fn role(ask: &Ask, signed: &crate::Signed) -> Option<Role> {
    match ask.route.who {
        crate::routes::Who::Roles(roles) => signed.role_for(roles),
        _ => signed.roles().next(),
    }
}
