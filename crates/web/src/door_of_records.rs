//! The door that knows people from the records: by the session of a browser, or by a token of the API.

use crate::accounts::SecondFactor;
use crate::{Door, Knock, Settings, Signed, SiteError, Way};
use sightline_access::{Children, Role};
use sightline_records::{Held, Limits, Owner, Person, Records, Session, SignedInBy, Teams, TokenHash};
use sightline_signin::token;
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;

/// Signs of life are written down no more often than this, in milliseconds: a session may seem idle that much sooner, never later.
const TOUCH_EVERY: i64 = 60_000;

/// Finds people in the records.
///
/// Whoever was disabled, or whose session was ended, is out at their next request: nothing is remembered between two.
#[derive(Clone, Debug)]
pub struct RecordsDoor {
    records: Records,
    limits: Limits,
    idle_seconds: u32,
    second_factor: SecondFactor,
}

impl RecordsDoor {
    /// With what the authority has set.
    #[must_use]
    pub fn new(records: Records, settings: &Settings) -> RecordsDoor {
        RecordsDoor { records, limits: settings.session_limits(), idle_seconds: settings.idle_seconds, second_factor: settings.second_factor }
    }

    async fn by_session(&self, cookie: &str, counts: bool, now: i64) -> Result<Option<Signed>, SiteError> {
        let Some(hash) = kept(cookie) else { return Ok(None) };
        let Some(session) = self.records.sessions().find(&hash, self.limits, now).await? else { return Ok(None) };
        let Some(person) = self.person(&session.person).await? else { return Ok(None) };
        // Idle for too long once, it stays locked until they prove again who they are, whatever they ask for in between.
        let is_fresh = session.may_open_children(i64::from(self.idle_seconds).saturating_mul(1_000), now);
        if counts && now.saturating_sub(session.seen_at) >= TOUCH_EVERY {
            self.records.sessions().touch(&session, is_fresh, now).await?;
        }
        Ok(Some(self.signed(person, &session, is_fresh)))
    }

    fn signed(&self, person: Person, session: &Session, is_fresh: bool) -> Signed {
        let held = held(&person.roles);
        let lacks_code = self.second_factor == SecondFactor::Required
            && session.signed_in_by != SignedInBy::OpenId
            && !person.has_code
            && held.iter().any(|(role, _)| wants_code(*role));
        Signed {
            id: person.id,
            name: person.display_name,
            post: person.post,
            worker: person.worker,
            held,
            way: Way::Session,
            scopes: Vec::new(),
            csrf: session.csrf.expose().to_owned(),
            idle_seconds: self.idle_seconds,
            is_fresh,
            lacks_code,
            handle: session.token.hex(),
        }
    }

    async fn by_token(&self, bearer: &str, now: i64) -> Result<Option<Signed>, SiteError> {
        let Some(hash) = kept(bearer) else { return Ok(None) };
        let Some(token) = self.records.tokens().find(&hash, now).await? else { return Ok(None) };
        let scopes: Vec<String> = token.scopes.into_iter().collect();
        let nobody = Signed {
            id: String::new(),
            name: String::new(),
            post: String::new(),
            worker: None,
            held: Vec::new(),
            way: Way::Token,
            scopes,
            csrf: String::new(),
            idle_seconds: 0,
            is_fresh: true,
            lacks_code: false,
            handle: token.id,
        };
        match token.owner {
            Owner::Person(id) => {
                let Some(person) = self.person(&id).await? else { return Ok(None) };
                let held = held(&person.roles);
                Ok(Some(Signed { id: person.id, name: person.display_name, post: person.post, worker: person.worker, held, ..nobody }))
            }
            Owner::Service(name) => {
                // A program has no relationship to any child and nobody's telephone: it opens nothing about them.
                let held = roles_of_scopes(&nobody.scopes);
                Ok(Some(Signed { id: format!("service:{name}"), name, held, is_fresh: false, ..nobody }))
            }
        }
    }

    async fn person(&self, id: &str) -> Result<Option<Person>, SiteError> {
        Ok(self.records.people().by_id(id).await?.filter(|person| person.disabled_at.is_none()))
    }
}

impl Door for RecordsDoor {
    fn find(&self, knock: Knock) -> Pin<Box<dyn Future<Output = Result<Option<Signed>, SiteError>> + Send + '_>> {
        Box::pin(async move {
            match (&knock.bearer, &knock.cookie) {
                (Some(bearer), _) => self.by_token(bearer, knock.now).await,
                (None, Some(cookie)) => self.by_session(cookie, knock.counts, knock.now).await,
                (None, None) => Ok(None),
            }
        })
    }
}

/// What is kept of a token that somebody brings; `None` if it does not even look like one.
pub(crate) fn kept(token: &str) -> Option<TokenHash> {
    token::TokenHash::of(token).map(|hash| TokenHash::from(hash.bytes()))
}

/// True for roles whose holders must have a second factor: what they can open or change is worth more than a password.
fn wants_code(role: Role) -> bool {
    role.children() != Children::None || matches!(role, Role::Administrator | Role::DataProtectionOfficer)
}

/// Roles as the gate reads them.
fn held(roles: &[Held]) -> Vec<(Role, Option<BTreeSet<String>>)> {
    let teams = |teams: &Teams| match teams {
        Teams::All => None,
        Teams::Named(teams) => Some(teams.clone()),
    };
    roles.iter().map(|held| (held.role, teams(&held.teams))).collect()
}

/// The role that a program speaks with, by what it may be used for; every route asks for the scope besides.
fn roles_of_scopes(scopes: &[String]) -> Vec<(Role, Option<BTreeSet<String>>)> {
    let role = |scope: &str| match scope {
        "released" => Some(Role::LeadMember),
        "figures" | "load" => Some(Role::Analyst),
        "access-log" => Some(Role::DataProtectionOfficer),
        "metrics" => Some(Role::Administrator),
        _ => None,
    };
    let roles: BTreeSet<Role> = scopes.iter().filter_map(|scope| role(scope)).collect();
    roles.into_iter().map(|role| (role, None)).collect()
}
