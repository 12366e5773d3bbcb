//! One's own account: who one is here, what that opens, and where one is signed in.

use super::again::person;
use super::moments::moment;
use super::sessions::{mark, own};
use super::words::{opens, teams};
use super::{leading::own_address, proving::session_token, tokens::may_have};
use crate::pages::About;
use crate::{Answer, Ask, Stop};
use serde::Serialize;
use sightline_records::SignedInBy;

#[derive(Serialize)]
struct Own {
    name: String,
    sign_in_name: String,
    post: String,
    worker: String,
    has_password: bool,
    has_code: bool,
    left: i64,
    may_have_tokens: bool,
    roles: Vec<RoleLine>,
    sessions: Vec<SessionLine>,
    has_others: bool,
    questions: Vec<QuestionLine>,
}

#[derive(Serialize)]
struct RoleLine {
    title: String,
    teams: String,
    opens: Vec<String>,
}

#[derive(Serialize)]
struct SessionLine {
    mark: String,
    how: &'static str,
    from: String,
    began: String,
    seen: String,
    this: bool,
}

#[derive(Serialize)]
struct QuestionLine {
    id: String,
    name: String,
    address: String,
}

/// The page.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    let signed = ask.signed()?;
    let person = person(&ask).await?;
    let this = session_token(&ask)?;
    let sessions = own(&ask).await?;
    let questions = ask.service.records.questions_of(&person.id).list().await?;
    let data = Own {
        has_others: sessions.iter().any(|session| session.token != this),
        name: person.display_name.clone(),
        sign_in_name: person.sign_in_name.clone(),
        post: person.post.clone(),
        worker: person.worker.clone().unwrap_or_default(),
        has_password: person.has_password,
        has_code: person.has_code,
        left: ask.service.records.recovery_codes_of(&person.id).left().await?,
        may_have_tokens: may_have(signed),
        roles: signed
            .held
            .iter()
            .map(|(role, held)| RoleLine { title: role.title().to_owned(), teams: teams(held.as_ref()), opens: opens(*role) })
            .collect(),
        sessions: sessions
            .iter()
            .map(|session| SessionLine {
                mark: mark(session),
                how: way(session.signed_in_by),
                from: session.address.clone(),
                began: moment(session.created_at),
                seen: moment(session.seen_at),
                this: session.token == this,
            })
            .collect(),
        // An address that is not one of ours any more is not led to.
        questions: questions
            .into_iter()
            .map(|question| QuestionLine { address: own_address(&question.address).unwrap_or("/").to_owned(), id: question.id, name: question.name })
            .collect(),
    };
    let mut about = About::new("My account", "");
    if let Some(done) = ask.query.get("done").and_then(done) {
        about = about.done(done);
    }
    Answer::page(&ask, "account/own.html", &about, &data)
}

fn way(by: SignedInBy) -> &'static str {
    match by {
        SignedInBy::Password => "Password",
        SignedInBy::PasswordAndCode => "Password and code",
        SignedInBy::OpenId => "The council's sign-in service",
    }
}

fn done(key: &str) -> Option<&'static str> {
    match key {
        "password" => Some("Your password is changed. Your other sessions have ended."),
        "session" => Some("The session has ended."),
        "question" => Some("The question is no longer kept."),
        _ => None,
    }
}
