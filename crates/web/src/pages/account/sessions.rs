//! One's own sessions, and ending them.

use super::noting::{Note, note};
use super::proving::session_token;
use crate::{Answer, Ask, Stop};
use sightline_records::{Page, Session};
use sightline_store::Act;

/// More than this are not shown; ending all others ends them too.
const MOST: u32 = 100;

/// What names a session in a form: the beginning of what is kept of its token, with which nobody can sign in.
pub(super) fn mark(session: &Session) -> String {
    session.token.hex().chars().take(16).collect()
}

/// One's own sessions that still hold, the last used first.
pub(super) async fn own(ask: &Ask) -> Result<Vec<Session>, Stop> {
    let limits = ask.service.settings.session_limits();
    let sessions = ask.service.records.sessions().of(&ask.signed()?.id, Page::first(MOST), ask.now).await?;
    Ok(sessions.into_iter().filter(|session| ask.now.saturating_sub(session.seen_at) < limits.idle).collect())
}

/// Ends one of them, or all but this.
pub(super) async fn end(ask: Ask) -> Result<Answer, Stop> {
    let id = ask.signed()?.id.clone();
    let this = session_token(&ask)?;
    let sessions = ask.service.records.sessions();
    match ask.form.get("session") {
        Some("others") => {
            note(&ask, Note::of(Act::SignedOut, &id, "ends all their other sessions")).await?;
            sessions.end_all_of(&id, Some(&this)).await?;
        }
        Some(wanted) => {
            let found = own(&ask).await?.into_iter().find(|session| mark(session) == wanted && session.token != this);
            let Some(found) = found else { return Err(Stop::NotFound) };
            note(&ask, Note::of(Act::SignedOut, &id, "ends another session of theirs")).await?;
            sessions.end(&found.token).await?;
        }
        None => return Err(Stop::NotFound),
    }
    Ok(Answer::see("/account?done=session"))
}
