//! The roles a person holds, each for some teams, and what they come to together.

use crate::{Children, Figures, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// For which teams a role is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Teams {
    /// For every team.
    All,
    /// For these, by their ids in the records; for none if there are none.
    Only(BTreeSet<String>),
}

impl Teams {
    /// For one team.
    #[must_use]
    pub fn one(id: &str) -> Teams {
        Teams::Only(BTreeSet::from([id.to_owned()]))
    }

    /// True if the role is held for a team. A record without a team belongs to those only who hold their role for all.
    #[must_use]
    pub fn hold(&self, team: Option<&str>) -> bool {
        match (self, team) {
            (Teams::All, _) => true,
            (Teams::Only(teams), Some(team)) => teams.contains(team),
            (Teams::Only(_), None) => false,
        }
    }
}

/// A role that a person holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The role.
    pub role: Role,
    /// For which teams.
    pub teams: Teams,
}

/// What a person may do by all the roles they hold: of each thing the most that any of them gives. Without a role, nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    held: Vec<Held>,
}

impl Rights {
    /// The rights of someone who holds these roles.
    #[must_use]
    pub fn of(held: Vec<Held>) -> Rights {
        Rights { held }
    }

    /// The roles, as they are held.
    #[must_use]
    pub fn held(&self) -> &[Held] {
        &self.held
    }

    /// The roles alone.
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        self.held.iter().map(|held| held.role)
    }

    /// True if a role is held, for whatever teams.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.roles().any(|held| held == role)
    }

    /// True if one of these roles is held.
    #[must_use]
    pub fn has_any(&self, roles: &[Role]) -> bool {
        self.roles().any(|held| roles.contains(&held))
    }

    /// The best figures that a role gives in any area but its own ([`Rights::figures_in`]).
    #[must_use]
    pub fn figures(&self) -> Figures {
        self.roles().map(Role::figures).max().unwrap_or(Figures::None)
    }

    /// The best figures in an area.
    #[must_use]
    pub fn figures_in(&self, area: &str) -> Figures {
        self.roles().map(|role| role.figures_in(area)).max().unwrap_or(Figures::None)
    }

    /// True if any child could be opened at all, by relationship or reason: such a person's sign-in ends after 15 minutes idle (the guide §13).
    #[must_use]
    pub fn sees_children(&self) -> bool {
        self.roles().any(|role| role.children() != Children::None)
    }

    /// True if pseudonyms may be asked about.
    #[must_use]
    pub fn may_reidentify(&self) -> bool {
        self.roles().any(Role::may_reidentify)
    }

    /// True if lists of children may leave as files.
    #[must_use]
    pub fn may_export_children(&self) -> bool {
        self.roles().any(Role::may_export_children)
    }

    /// True if the access log may be read: "logs, not cases" (the guide §4).
    #[must_use]
    pub fn reads_access_log(&self) -> bool {
        self.has(Role::DataProtectionOfficer)
    }

    /// The teams of all roles together: where a page's team filter begins. `All` if any role is held for all.
    #[must_use]
    pub fn teams(&self) -> Teams {
        let mut together = BTreeSet::new();
        for held in &self.held {
            match &held.teams {
                Teams::All => return Teams::All,
                Teams::Only(teams) => together.extend(teams.iter().cloned()),
            }
        }
        Teams::Only(together)
    }
}
