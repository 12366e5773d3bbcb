//! Roles and teams as ticks.

use crate::{Ask, Stop};
use serde::Serialize;
use sightline_access::{Children, Role};
use sightline_look::Choice;
use sightline_records::{Held, Teams};
use std::collections::BTreeSet;

/// A role as a form shows it.
#[derive(Serialize)]
pub(super) struct RoleTick {
    word: &'static str,
    title: &'static str,
    held: bool,
    /// True if it is held for teams.
    by_team: bool,
    everywhere: bool,
    teams: Vec<Choice>,
}

/// The teams that the records name. Where nothing is loaded yet there are none, and roles are held for the whole service.
pub(super) async fn teams(ask: &Ask) -> Result<Vec<String>, Stop> {
    match ask.site(|site| site.teams()).await {
        Ok(teams) => Ok(teams),
        Err(Stop::NotNow(_) | Stop::NotFound) => Ok(Vec::new()),
        Err(stop) => Err(stop),
    }
}

/// Every role, ticked as it is held.
pub(super) fn ticks(held: &[Held], teams: &[String]) -> Vec<RoleTick> {
    Role::ALL
        .into_iter()
        .map(|role| {
            let now = held.iter().find(|held| held.role == role);
            let named = match now {
                Some(Held { teams: Teams::Named(named), .. }) => Some(named),
                _ => None,
            };
            // A team that the records have no longer is shown as long as it is held, so that saving the form does not drop it unseen.
            let known: BTreeSet<&String> = teams.iter().chain(named.into_iter().flatten()).collect();
            let choice =
                |team: &&String| Choice { checked: named.is_some_and(|named| named.contains(*team)), ..Choice::new(team.as_str(), team.as_str()) };
            RoleTick {
                word: role.word(),
                title: role.title(),
                held: now.is_some(),
                by_team: named.is_some() || (is_by_team(role) && !known.is_empty()),
                everywhere: named.is_none(),
                teams: known.iter().map(choice).collect(),
            }
        })
        .collect()
}

/// True for roles whose children depend on who works in which team.
fn is_by_team(role: Role) -> bool {
    matches!(role.children(), Children::Own | Children::Team)
}

/// What a form ticks: roles as `role`, teams of a role as `team-WORD`, the whole service as `all-WORD`.
///
/// # Errors
/// In words, if a role has neither a team nor the whole service, or a team is none of those offered.
pub(super) fn read(ask: &Ask, teams: &[String], before: &[Held]) -> Result<Vec<Held>, String> {
    let wanted: BTreeSet<&str> = ask.form.all("role").collect();
    let mut roles = Vec::new();
    for word in wanted {
        let Some(role) = Role::of_word(word) else { return Err("Choose roles from the list".to_owned()) };
        let named: BTreeSet<String> = ask.form.all(&format!("team-{word}")).map(str::to_owned).collect();
        let held_before = before.iter().find(|held| held.role == role).map(|held| &held.teams);
        let is_known = |team: &String| teams.contains(team) || matches!(held_before, Some(Teams::Named(held)) if held.contains(team));
        if !named.iter().all(is_known) {
            return Err("Choose teams from the list".to_owned());
        }
        let whole = ask.form.get(&format!("all-{word}")).is_some();
        let no_choice = !matches!(held_before, Some(Teams::Named(_))) && (!is_by_team(role) || teams.is_empty());
        if whole || (named.is_empty() && no_choice) {
            roles.push(Held::everywhere(role));
        } else if named.is_empty() {
            // No team must never read as all of them.
            return Err(format!("{}: tick the whole service or at least one team", role.title()));
        } else {
            roles.push(Held::in_teams(role, named));
        }
    }
    roles.sort_by_key(|held| held.role);
    Ok(roles)
}

/// Roles in a few words, for the log.
pub(super) fn words(roles: &[Held]) -> String {
    let one = |held: &Held| match &held.teams {
        Teams::All => held.role.word().to_owned(),
        Teams::Named(teams) => format!("{} in {}", held.role.word(), teams.iter().map(String::as_str).collect::<Vec<_>>().join(" and ")),
    };
    if roles.is_empty() { "roles: none".to_owned() } else { format!("roles: {}", roles.iter().map(one).collect::<Vec<_>>().join(", ")) }
}
