//! What every way of proving who one is has in common: tries that count, and the session at the end.

use super::moments::in_words;
use super::noting::{Note, note};
use crate::accounts::{cookies, cookies::Cookie, place};
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, RETRY_AFTER, SET_COOKIE};
use sightline_records::{Attempt, Credentials, NewSession, Person, Secret, SignedInBy, TokenHash};
use sightline_signin::password::Match;
use sightline_signin::{Hidden, token};

/// The same for a name nobody has and for a wrong password.
pub(super) const WRONG: &str = "The name or the password is not right. Check both and try again";

/// Milliseconds that a half of a session waits for its code.
pub(super) const HALF: i64 = 10 * 60_000;

/// A try that may go on. It counts as failed until it is told to have succeeded.
pub(super) struct Try {
    name: String,
    began: i64,
}

impl Try {
    /// Begins one for a name, from where the request comes.
    ///
    /// # Errors
    /// [`Stop::TooOften`] if too many come from there; the inner error is until when it is locked.
    pub(super) async fn begin(ask: &Ask, name: &str) -> Result<Result<Try, i64>, Stop> {
        ask.service.accounts.tries.check(&ask.from)?;
        Ok(match ask.service.records.attempts().begin(name, &place(&ask.from), ask.now).await? {
            Attempt::Go => Ok(Try { name: name.to_owned(), began: ask.now }),
            Attempt::Locked { until } => Err(until),
        })
    }

    /// One begun earlier, whose second step this is.
    pub(super) fn begun_at(name: &str, began: i64) -> Try {
        Try { name: name.to_owned(), began }
    }

    /// It was right, second factor and all.
    pub(super) async fn succeeded(self, ask: &Ask) -> Result<(), Stop> {
        Ok(ask.service.records.attempts().succeeded(&self.name, &place(&ask.from), self.began).await?)
    }
}

/// Tells that nothing is tried until then, in words; and what the answer's headers say of it.
pub(super) fn locked(ask: &Ask, until: i64) -> String {
    let wait = in_words(until.saturating_sub(ask.now));
    format!("There were too many tries for this name, or from where you are. Signing in is locked for {wait}, whatever is typed")
}

/// Marks an answer as one that says to wait.
pub(super) fn wait(answer: Answer, ask: &Ask, until: i64) -> Answer {
    let seconds = until.saturating_sub(ask.now).max(0).saturating_add(999) / 1_000;
    answer.status(StatusCode::TOO_MANY_REQUESTS).header(RETRY_AFTER, HeaderValue::from(seconds))
}

/// Is it the password of this person? For nobody it takes as long.
pub(super) async fn password_is_right(ask: &Ask, person: Option<&Person>, tried: &str) -> Result<bool, Stop> {
    let people = ask.service.records.people();
    // Asked for nobody too, so that both ways are the same to the last statement.
    let kept: Option<Credentials> = people.credentials(person.map_or("", |person| &person.id)).await?;
    let kept = kept.and_then(|kept| kept.password_hash);
    let matched = ask.service.accounts.hashing.matches(Hidden::new(tried), kept.clone()).await?;
    if let (Match::RightButOld, Some(person), Some(old)) = (matched, person, &kept) {
        let new = ask.service.accounts.hashing.hash(Hidden::new(tried)).await?;
        people.rehash(&person.id, old, &new).await?;
    }
    Ok(matched != Match::Wrong && person.is_some())
}

/// The cookie's value, and what is kept of it.
pub(super) fn new_token() -> (Hidden, TokenHash) {
    let token = token::new();
    let kept = crate::door_of_records::kept(token.expose()).expect("a token that was just made looks like one");
    (token, kept)
}

/// A session to begin for somebody: its cookie's value, and the rest.
pub(super) fn new_session(ask: &Ask, person: &str, by: SignedInBy, lasts: i64) -> (Hidden, NewSession) {
    let (value, token) = new_token();
    let csrf = Secret::new(token::new().expose());
    let session =
        NewSession { token, person: person.to_owned(), signed_in_by: by, csrf, address: ask.from.clone(), ends_at: ask.now.saturating_add(lasts) };
    (value, session)
}

/// What is kept of the session that the browser had before, whoever's it was: it ends.
pub(super) fn before(ask: &Ask) -> Option<TokenHash> {
    Cookie::Session.read(&ask.headers, ask.service.settings.secure).and_then(|value| crate::door_of_records::kept(&value))
}

/// Signs somebody in who has proved who they are, and leads them on. `half` is the half of a session that this makes whole.
///
/// # Errors
/// If it cannot be logged or kept; then nobody is signed in.
pub(super) async fn sign_in(ask: &Ask, person: &Person, by: SignedInBy, half: Option<&TokenHash>, after: &str) -> Result<Answer, Stop> {
    let records = &ask.service.records;
    let (value, session) = new_session(ask, &person.id, by, ask.service.settings.session_limits().absolute);
    note(ask, Note::signed_in(person, by)).await?;
    match half {
        None => records.sessions().begin(&session, before(ask).as_ref(), ask.now).await?,
        Some(half) => {
            if !records.sessions().complete(half, &session, ask.now).await? {
                return Err(Stop::SignIn);
            }
            if let Some(before) = before(ask) {
                records.sessions().end(&before).await?;
            }
        }
    }
    records.people().signed_in(&person.id, ask.now).await?;
    let secure = ask.service.settings.secure;
    Ok(Answer::see(after).header(SET_COOKIE, Cookie::Session.set(value.expose(), None, secure)).header(SET_COOKIE, Cookie::Entry.clear(secure)))
}

/// They have proved again who they are: the session goes on under a new token.
///
/// # Errors
/// [`Stop::SignIn`] if it has ended meanwhile.
pub(super) async fn go_on(ask: &Ask, after: &str) -> Result<Answer, Stop> {
    let old = session_token(ask)?;
    if !ask.service.records.sessions().confirm(&old, ask.now).await? {
        return Err(Stop::SignIn);
    }
    renewed(ask, &old, Answer::see(after)).await
}

/// The answer, with a session that goes on under a new token: the old one is worth nothing from here on.
///
/// # Errors
/// [`Stop::SignIn`] if it has ended meanwhile.
pub(super) async fn renewed(ask: &Ask, old: &TokenHash, answer: Answer) -> Result<Answer, Stop> {
    let (value, new) = new_token();
    // The secret of its forms stays: what is open in another tab can still be sent.
    let csrf = Secret::new(ask.signed()?.csrf.as_str());
    if !ask.service.records.sessions().rotate(old, &new, &csrf).await? {
        return Err(Stop::SignIn);
    }
    Ok(answer.header(SET_COOKIE, Cookie::Session.set(value.expose(), None, ask.service.settings.secure)))
}

/// What is kept of the token of the session that asks.
///
/// # Errors
/// [`Stop::SignIn`] for nobody.
pub(super) fn session_token(ask: &Ask) -> Result<TokenHash, Stop> {
    Ok(TokenHash::of_hex(&ask.signed()?.handle)?)
}

/// An answer with a form that is open to anyone: its browser gets the cookie that the form is tied to.
pub(super) fn tied(answer: Answer, ask: &Ask, entry: &str) -> Answer {
    answer.header(SET_COOKIE, Cookie::Entry.set(entry, Some(cookies::ENTRY_SECONDS), ask.service.settings.secure))
}

/// What names this browser, and the words for its forms.
pub(super) fn entry(ask: &Ask) -> (String, String) {
    let entry = cookies::entry(&ask.headers, ask.service.settings.secure);
    let form = token::form_token(&ask.service.accounts.key, &entry);
    (entry, form)
}
