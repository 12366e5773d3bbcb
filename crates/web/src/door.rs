//! Who is asking.

use sightline_access::{Figures, Role};
use std::collections::BTreeSet;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// How somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// With a browser, signed in.
    Session,
    /// With a token of the API.
    Token,
}

/// Somebody who has proved who they are.
#[derive(Clone)]
pub struct Signed {
    /// Their id in the records.
    pub id: String,
    /// Their name, for people.
    pub name: String,
    /// Their post: papers are signed with it.
    pub post: String,
    /// The id by which the case system knows them.
    pub worker: Option<String>,
    /// Roles, each for all teams (`None`) or for some.
    pub held: Vec<(Role, Option<BTreeSet<String>>)>,
    /// How they came in.
    pub way: Way,
    /// Scopes of the token; empty for a session, which has all that the roles have.
    pub scopes: Vec<String>,
    /// What forms must carry, bound to the session; empty for a token.
    pub csrf: String,
    /// Seconds without a request after which this session may no longer see lists of children.
    pub idle_seconds: u32,
    /// True if the session was used within that time: else lists of children ask for a new sign-in.
    pub is_fresh: bool,
    /// True if their roles want a second factor and they have none: nothing opens but the page where it is set up.
    pub lacks_code: bool,
    /// What the door needs to end or renew the session; never shown.
    pub handle: String,
}

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed").field("id", &self.id).field("way", &self.way).finish_non_exhaustive()
    }
}

impl Signed {
    /// True if one of the roles is held.
    #[must_use]
    pub fn is(&self, roles: &[Role]) -> bool {
        self.held.iter().any(|(role, _)| roles.contains(role))
    }

    /// Their roles.
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        self.held.iter().map(|(role, _)| *role)
    }

    /// True if they see the figures of an area with every count.
    #[must_use]
    pub fn sees_whole(&self, area: &str) -> bool {
        self.roles().any(|role| role.figures_in(area) == Figures::Whole)
    }

    /// The most that any of their roles lets them see.
    #[must_use]
    pub fn figures(&self) -> Figures {
        self.roles().map(Role::figures).max().unwrap_or(Figures::None)
    }

    /// The role to name in the log for what a route is open to: the first that is held of those named, or the first held.
    #[must_use]
    pub fn role_for(&self, roles: &[Role]) -> Option<Role> {
        self.roles().find(|role| roles.contains(role)).or_else(|| self.roles().next())
    }
}

/// What a request brings to show who sends it.
#[derive(Clone)]
pub struct Knock {
    /// The session's cookie.
    pub cookie: Option<String>,
    /// The token of an `Authorization: Bearer` header.
    pub bearer: Option<String>,
    /// True if it shows that somebody is there: a page opened, a form sent. What a page fetches by itself does not keep a session alive.
    pub counts: bool,
    /// Where it comes from.
    pub from: String,
    /// Now, in unix milliseconds.
    pub now: i64,
}

/// Finds out who is asking.
pub trait Door: Send + Sync {
    /// The person a request comes from; `None` for nobody known. An error means that it cannot be found out now: nobody is let in.
    fn find(&self, knock: Knock) -> Pin<Box<dyn Future<Output = Result<Option<Signed>, crate::SiteError>> + Send + '_>>;
}
