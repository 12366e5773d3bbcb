//! Who may open a route: declared where the route is.

use crate::{Rights, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a token of a machine may do. None of them opens a child: a machine has no relationship to a case, and types no reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Read figures as members see them, after disclosure control.
    Released,
    /// Read figures with every count.
    Figures,
    /// Load records.
    Load,
    /// Read the access log, for the council's monitoring.
    AccessLog,
    /// Read the service's own measurements.
    Metrics,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Scope; 5] = [Scope::Released, Scope::Figures, Scope::Load, Scope::AccessLog, Scope::Metrics];

    /// The word for it: `access-log`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Scope::Released => "released",
            Scope::Figures => "figures",
            Scope::Load => "load",
            Scope::AccessLog => "access-log",
            Scope::Metrics => "metrics",
        }
    }

    /// The scope of a word; `None` if there is none.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.word() == word)
    }
}

/// Who may open a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anyone: the sign-in page, the style sheet, whether the service is up.
    Anyone,
    /// Whoever is signed in, whatever their roles: their own account.
    SignedIn,
    /// Those who hold one of these roles. Nobody, if there are none.
    Roles(&'static [Role]),
    /// A token with this scope, and no person.
    Token(Scope),
    /// Those who hold one of these roles, or a token with this scope.
    RolesOrToken(&'static [Role], Scope),
}

/// What a route declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouteAccess {
    /// Who may open it.
    pub who: Who,
    /// True if it shows single children. Then the decision about each child, and a receipt from the access log, are needed besides, no token opens it,
    /// and the sign-in ends sooner when idle.
    pub child_level: bool,
}

/// Who is asking.
#[derive(Clone, Copy, Debug)]
pub enum Caller<'a> {
    /// Nobody that is known.
    Stranger,
    /// Someone signed in.
    Person(&'a Rights),
    /// A machine, by its token.
    Token(&'a BTreeSet<Scope>),
}

/// Whether a route opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It does.
    Yes,
    /// Not to a stranger: sign in first.
    SignIn,
    /// It does not.
    No,
}

impl RouteAccess {
    /// Whether the route opens to a caller.
    #[must_use]
    pub fn opens_to(&self, caller: &Caller<'_>) -> Opening {
        match caller {
            Caller::Person(rights) if may_open(self.who, rights) && (!self.child_level || rights.sees_children()) => Opening::Yes,
            Caller::Token(scopes) if !self.child_level && token_opens(self.who, scopes) => Opening::Yes,
            Caller::Stranger if self.who == Who::Anyone && !self.child_level => Opening::Yes,
            Caller::Stranger => Opening::SignIn,
            Caller::Person(_) | Caller::Token(_) => Opening::No,
        }
    }
}

/// True if someone signed in with these rights may open what is declared so.
#[must_use]
pub fn may_open(who: Who, rights: &Rights) -> bool {
    match who {
        Who::Anyone | Who::SignedIn => true,
        Who::Roles(roles) | Who::RolesOrToken(roles, _) => rights.has_any(roles),
        Who::Token(_) => false,
    }
}

fn token_opens(who: Who, scopes: &BTreeSet<Scope>) -> bool {
    match who {
        Who::Anyone => true,
        Who::Token(scope) | Who::RolesOrToken(_, scope) => scopes.contains(&scope),
        Who::SignedIn | Who::Roles(_) => false,
    }
}
