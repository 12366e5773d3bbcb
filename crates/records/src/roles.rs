//! The roles that people hold, each for all teams or for some.

use crate::database::{Columns, Query, Writing, made_sql, places, sql};
use crate::text::{ID, line};
use crate::{Records, Result};
use sightline_access::Role;
use std::collections::{BTreeMap, BTreeSet};

/// For which teams a role is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Teams {
    /// For all, those to come as well.
    All,
    /// For these.
    Named(BTreeSet<String>),
}

/// A role as somebody holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The role.
    pub role: Role,
    /// Where it holds.
    pub teams: Teams,
}

impl Held {
    /// The role for the whole service.
    #[must_use]
    pub fn everywhere(role: Role) -> Held {
        Held { role, teams: Teams::All }
    }

    /// The role for some teams.
    #[must_use]
    pub fn in_teams(role: Role, teams: impl IntoIterator<Item = impl Into<String>>) -> Held {
        Held { role, teams: Teams::Named(teams.into_iter().map(Into::into).collect()) }
    }
}

/// One entry per role, so that nothing is said twice: a role for all teams and for one is a role for all.
fn merged(roles: &[Held]) -> Result<BTreeMap<Role, Teams>> {
    let mut merged: BTreeMap<Role, Teams> = BTreeMap::new();
    for held in roles {
        if let Teams::Named(teams) = &held.teams {
            for team in teams {
                line("team", team, ID)?;
            }
        }
        match (merged.get_mut(&held.role), &held.teams) {
            (Some(Teams::Named(known)), Teams::Named(more)) => known.extend(more.iter().cloned()),
            (Some(Teams::All), _) => {}
            (_, teams) => {
                merged.insert(held.role, teams.clone());
            }
        }
    }
    Ok(merged)
}

/// Puts these roles in the place of those held. The person's row must be held by this transaction already.
pub(crate) async fn replace(writing: &mut Writing, person: &str, roles: &[Held]) -> Result<()> {
    let roles = merged(roles)?;
    writing.change(sql("DELETE FROM role_teams WHERE person = $1").bind(person)).await?;
    writing.change(sql("DELETE FROM roles_held WHERE person = $1").bind(person)).await?;
    for (role, teams) in roles {
        let all = i64::from(teams == Teams::All);
        writing.change(sql("INSERT INTO roles_held (person, role, all_teams) VALUES ($1, $2, $3)").bind(person).bind(role.word()).bind(all)).await?;
        let Teams::Named(teams) = teams else { continue };
        for team in teams {
            writing.change(sql("INSERT INTO role_teams (person, role, team) VALUES ($1, $2, $3)").bind(person).bind(role.word()).bind(team)).await?;
        }
    }
    Ok(())
}

impl Records {
    /// The roles of each of these people, in the order of the guide. A role that this program does not know gives no right, and is left out.
    pub(crate) async fn roles_of(&self, people: &[String]) -> Result<BTreeMap<String, Vec<Held>>> {
        let mut found: BTreeMap<String, BTreeMap<Role, Teams>> = BTreeMap::new();
        if people.is_empty() {
            return Ok(BTreeMap::new());
        }
        let text = format!(
            "SELECT h.person, h.role, h.all_teams, t.team FROM roles_held h LEFT JOIN role_teams t ON t.person = h.person AND t.role = h.role
             WHERE h.person IN ({})",
            places(1, people.len())
        );
        let query: Query = people.iter().fold(made_sql(text), |query, person| query.bind(person.clone()));
        for row in self.rows(query).await? {
            let Some(role) = Role::of_word(&row.text("role")?) else { continue };
            let roles = found.entry(row.text("person")?).or_default();
            if row.number("all_teams")? != 0 {
                roles.insert(role, Teams::All);
                continue;
            }
            let teams = roles.entry(role).or_insert_with(|| Teams::Named(BTreeSet::new()));
            if let (Teams::Named(teams), Some(team)) = (teams, row.maybe_text("team")?) {
                teams.insert(team);
            }
        }
        let held = |roles: BTreeMap<Role, Teams>| roles.into_iter().map(|(role, teams)| Held { role, teams }).collect();
        Ok(found.into_iter().map(|(person, roles)| (person, held(roles))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_held_once_for_all_its_teams() {
        let roles = [
            Held::in_teams(Role::TeamManager, ["North"]),
            Held::everywhere(Role::Analyst),
            Held::in_teams(Role::TeamManager, ["South", "North"]),
            Held::in_teams(Role::Analyst, ["North"]),
        ];
        let merged = merged(&roles).unwrap();
        assert_eq!(merged.len(), 2);
        assert_eq!(merged[&Role::TeamManager], Held::in_teams(Role::TeamManager, ["North", "South"]).teams);
        assert_eq!(merged[&Role::Analyst], Teams::All);
        // The other way round, too.
        let roles = [Held::in_teams(Role::Analyst, ["North"]), Held::everywhere(Role::Analyst)];
        assert_eq!(super::merged(&roles).unwrap()[&Role::Analyst], Teams::All);
    }
}
