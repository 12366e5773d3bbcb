//! The invented authority's people: one of each role, with a sign-in that is ready.

use super::keeping::{Kept, now};
use crate::args::{Format, Keeping};
use crate::output::{Value, table};
use crate::workplace::Workplace;
use anyhow::Context;
use sightline_access::{Children, Role};
use sightline_engine::Session;
use sightline_records::{Held, NewPerson, Secret};
use sightline_signin::{Hidden, password, token};
use std::collections::{BTreeMap, BTreeSet};

/// Everybody's password. Nothing behind it is true.
pub const PASSWORD: &str = "invented-county-2018";

/// Somebody of the demonstration.
pub struct Ready {
    /// What they type to sign in.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Where they hold it.
    pub place: String,
}

/// Adds one person of each role, unless they are there already.
pub fn people(place: &Workplace, keeping: &Keeping) -> anyhow::Result<Vec<Ready>> {
    let session = place.session(None)?;
    let busiest = busiest(&session)?;
    super::runtime()?.block_on(async {
        let kept = Kept::open(place, keeping).await?;
        let hash = Secret::new(password::hash(&Hidden::new(PASSWORD)));
        let mut ready = Vec::new();
        for role in Role::ALL {
            let (worker, team) = busiest.get(&role).cloned().unwrap_or_default();
            let roles = match (&team, role.children()) {
                (Some(team), Children::Team) => vec![Held::in_teams(role, [team.clone()])],
                _ => vec![Held::everywhere(role)],
            };
            let person = NewPerson {
                id: token::id(),
                sign_in_name: role.word().to_owned(),
                display_name: format!("Invented {}", role.title().to_lowercase()),
                post: role.title().to_owned(),
                worker,
                subject: None,
                roles,
            };
            if kept.records.people().by_sign_in_name(&person.sign_in_name).await?.is_none() {
                kept.records.people().add(&person, now(place)).await?;
                kept.records.people().set_password(&person.id, &hash, None, now(place)).await?;
            }
            let held = match (role.children(), team) {
                (Children::Team, Some(team)) => team,
                (Children::Own, _) => "own cases".to_owned(),
                _ => "the whole service".to_owned(),
            };
            ready.push(Ready { name: role.word().to_owned(), role, place: held });
        }
        Ok(ready)
    })
}

/// A worker and a team.
type Busiest = (Option<String>, Option<String>);

/// A worker with much to do where the role has children of its own, nobody twice, and the team with most of it, for each role that works with children.
fn busiest(session: &Session) -> anyhow::Result<BTreeMap<Role, Busiest>> {
    let counts = session.due(session.records_as_at()).context("what is due cannot be counted")?;
    let (mut found, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for role in Role::ALL {
        let mut workers: BTreeMap<&str, u64> = BTreeMap::new();
        let mut teams: BTreeMap<&str, u64> = BTreeMap::new();
        // The worker that a row names is of the first role whose work it is.
        let is_theirs = |id: &str| match (session.library().due.get(id).map(|due| due.roles.as_slice()), role.children()) {
            (Some([first, ..]), Children::Own) => first == role.word(),
            (Some(roles), _) => roles.iter().any(|word| word == role.word()),
            (None, _) => false,
        };
        for due in counts.of.iter().filter(|due| is_theirs(&due.id)) {
            for group in &due.groups {
                let all = group.tally.all();
                if let Some(worker) = group.worker.as_ref().filter(|worker| !taken.contains(*worker)) {
                    *workers.entry(worker).or_default() += all;
                }
                if let Some(team) = &group.team_name {
                    *teams.entry(team).or_default() += all;
                }
            }
        }
        let most = |of: BTreeMap<&str, u64>| {
            of.into_iter().max_by_key(|(name, all)| (*all, std::cmp::Reverse((*name).to_owned()))).map(|(name, _)| name.to_owned())
        };
        let worker = most(workers).filter(|_| role.children() == Children::Own);
        taken.extend(worker.clone());
        found.insert(role, (worker, most(teams)));
    }
    Ok(found)
}

/// Prints who can sign in.
pub fn summary(place: &Workplace, people: &[Ready]) -> anyhow::Result<()> {
    place.tell(format!("Sign in as any of these, with the password {PASSWORD}"));
    let rows: Vec<Vec<Value>> =
        people.iter().map(|person| vec![Value::text(&person.name), Value::text(person.role.title()), Value::text(&person.place)]).collect();
    table(Format::Table, &["sign_in_name", "role", "for"], &rows)
}
