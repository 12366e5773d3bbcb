//! `user`: the people of the service.

use super::keeping::{now, records, records_there};
use super::serve::first_link;
use crate::args::{UserAdd, UserCommand, UserLink, UserNamed};
use crate::output::{Value, line, table, usage};
use crate::workplace::Workplace;
use anyhow::Context;
use sightline_access::{Children, Role};
use sightline_records::{Held, NewInvitation, NewPerson, Page, Person, Purpose, Records, Teams, TokenHash};
use sightline_signin::token;
use sightline_store::{AccessLog, Act, Event, Outcome};
use sightline_web::Settings;
use std::collections::BTreeSet;

/// Where the service listens unless it is told otherwise.
const USUAL: &str = "http://127.0.0.1:8080";

/// Does what was asked.
pub fn user(place: &Workplace, command: &UserCommand) -> anyhow::Result<()> {
    // The session in which teams are looked up has threads of its own: it cannot be opened on one of these.
    let (roles, strangers) = match command {
        UserCommand::Add(add) => {
            let roles = add.roles.iter().map(|text| role(text)).collect::<anyhow::Result<Vec<_>>>()?;
            let strangers = unknown_teams(place, &roles)?;
            (roles, strangers)
        }
        _ => Default::default(),
    };
    super::runtime()?.block_on(async {
        match command {
            UserCommand::Add(add) => added(place, add, roles, &strangers).await,
            UserCommand::List(keeping) => list(place, &records_there(place, keeping).await?).await,
            UserCommand::Disable(named) => shut(place, named, true).await,
            UserCommand::Enable(named) => shut(place, named, false).await,
            UserCommand::Link(link) => linked(place, link).await,
        }
    })
}

fn role(text: &str) -> anyhow::Result<Held> {
    let (word, team) = text.split_once('@').map_or((text, None), |(word, team)| (word, Some(team.trim())));
    let role = Role::of_word(word.trim()).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        usage(format!("there is no role `{word}`; there are {}", known.join(", ")))
    })?;
    match team {
        None => Ok(Held::everywhere(role)),
        Some("") => Err(usage(format!("`{text}` names no team after the @"))),
        Some(_) if !matches!(role.children(), Children::Own | Children::Team) => {
            Err(usage(format!("{} is held for the whole service, not for a team: leave out `@` and what follows", role.word())))
        }
        Some(team) => Ok(Held::in_teams(role, [team])),
    }
}

async fn added(place: &Workplace, add: &UserAdd, roles: Vec<Held>, strangers: &[String]) -> anyhow::Result<()> {
    // All that may be wrong is looked at before anything is done.
    let settings = place.settings()?.service.settings(false)?;
    let person = NewPerson {
        id: token::id(),
        sign_in_name: add.name.clone(),
        display_name: add.display.clone().unwrap_or_else(|| add.name.clone()),
        post: add.post.clone(),
        worker: add.worker.clone(),
        subject: None,
        roles,
    };
    person.suitable().map_err(|error| usage(error.to_string()))?;
    let records = records(place, &add.keeping).await?;
    if records.people().by_sign_in_name(&person.sign_in_name).await?.is_some() {
        return Err(sightline_records::Error::Taken.into());
    }
    logged(place, Act::PersonChanged, &format!("added {}", person.id), records.people().add(&person, now(place))).await?;
    for team in strangers {
        place.tell(format!("Note: no record names a team `{team}`: until one does, the role opens no child's record"));
    }
    let person = records.people().by_id(&person.id).await?.context("the new person cannot be found")?;
    print_link(place, &records, &person, &settings).await
}

/// Teams of these roles that the records do not name. Where nothing is loaded yet, none can be told.
fn unknown_teams(place: &Workplace, roles: &[Held]) -> anyhow::Result<Vec<String>> {
    let named: BTreeSet<String> = roles
        .iter()
        .filter_map(|held| match &held.teams {
            Teams::Named(teams) => Some(teams.iter().cloned()),
            Teams::All => None,
        })
        .flatten()
        .collect();
    if named.is_empty() || place.store.current_if_any()?.is_none() {
        return Ok(Vec::new());
    }
    let rows = place.session(None)?.register("team")?.unwrap_or_default();
    let known: BTreeSet<&String> = rows.iter().flat_map(|row| [row.get("team_id"), row.get("name")]).flatten().collect();
    Ok(named.into_iter().filter(|team| !known.contains(team)).collect())
}

/// Prints a one-time link for somebody.
async fn print_link(place: &Workplace, records: &Records, person: &Person, settings: &Settings) -> anyhow::Result<()> {
    let value = token::new();
    let hash = token::TokenHash::of(value.expose()).context("a new token does not look like one")?;
    let invitation = NewInvitation {
        token: TokenHash::from(hash.bytes()),
        purpose: if person.has_password { Purpose::Reset } else { Purpose::SetPassword },
        person: Some(person.id.clone()),
        made_by: "the command line".to_owned(),
        expires_at: now(place).saturating_add(i64::from(settings.link_hours) * 3_600_000),
    };
    records.invitations().make(&invitation, now(place)).await?;
    place.tell(format!("For {}, once, within {} hours:", person.sign_in_name, settings.link_hours));
    line(format!("{}/welcome/{}", address(place, settings), value.expose()))
}

/// The address that links begin with. The command line does not know where the service listens.
fn address<'a>(place: &Workplace, settings: &'a Settings) -> &'a str {
    settings.origin.as_deref().unwrap_or_else(|| {
        place.tell(format!(
            "The address is the usual one: if the service prints another at its start (--listen), put that in the place of {USUAL}. service.address in \
             settings.toml says it for good"
        ));
        USUAL
    })
}

async fn list(place: &Workplace, records: &Records) -> anyhow::Result<()> {
    let mut rows = Vec::new();
    let mut page = Page::first(200);
    loop {
        let people = records.people().list(page).await?;
        let last = people.len() < 200;
        rows.extend(people.iter().map(row));
        if last {
            break;
        }
        page = page.next();
    }
    table(place.format, &["name", "display", "post", "roles", "second_factor", "state"], &rows)
}

fn row(person: &Person) -> Vec<Value> {
    let roles: Vec<String> = person
        .roles
        .iter()
        .map(|held| match &held.teams {
            Teams::All => held.role.word().to_owned(),
            Teams::Named(teams) => format!("{}@{}", held.role.word(), teams.iter().cloned().collect::<Vec<_>>().join("|")),
        })
        .collect();
    let state = match (person.disabled_at, person.has_password || person.subject.is_some()) {
        (Some(_), _) => "disabled",
        (None, true) => "active",
        (None, false) => "invited",
    };
    vec![
        Value::text(&person.sign_in_name),
        Value::text(&person.display_name),
        Value::text(&person.post),
        Value::text(roles.join(" ")),
        Value::text(if person.has_code { "yes" } else { "no" }),
        Value::text(state),
    ]
}

async fn found(records: &Records, name: &str) -> anyhow::Result<Person> {
    records.people().by_sign_in_name(name).await?.ok_or_else(|| usage("nobody signs in with this name: `sightline user list` shows who does"))
}

async fn shut(place: &Workplace, named: &UserNamed, out: bool) -> anyhow::Result<()> {
    let records = records_there(place, &named.keeping).await?;
    let person = found(&records, &named.name).await?;
    let people = records.people();
    if out {
        let last = person.roles.iter().any(|held| held.role == Role::Administrator)
            && person.can_sign_in()
            && people.count_holding(Role::Administrator).await? <= 1;
        if last {
            return Err(usage("this is the last administrator who can sign in: make somebody else one first, who has chosen a password"));
        }
        logged(place, Act::PersonChanged, &format!("disabled {}", person.id), people.disable(&person.id, "the command line", now(place))).await?;
        place.tell("Shut out; their sessions and tokens have ended");
    } else {
        logged(place, Act::PersonChanged, &format!("enabled {}", person.id), people.enable(&person.id, now(place))).await?;
        place.tell("May sign in again");
    }
    Ok(())
}

async fn linked(place: &Workplace, link: &UserLink) -> anyhow::Result<()> {
    let settings = place.settings()?.service.settings(false)?;
    if let Some(name) = &link.name {
        let records = records_there(place, &link.keeping).await?;
        let person = found(&records, name).await?;
        if person.disabled_at.is_some() {
            return Err(usage(format!("{name} is shut out, and a link would be of no use: `sightline user enable` lets them in again")));
        }
        note(place, Act::PersonChanged, &format!("a one-time link for {}", person.id), Outcome::Done)?;
        return print_link(place, &records, &person, &settings).await;
    }
    let records = records(place, &link.keeping).await?;
    if records.people().count_holding(Role::Administrator).await? > 0 {
        return Err(usage("there is an administrator already, who can make links"));
    }
    let address = address(place, &settings);
    line(first_link(&records, address, settings.link_hours, now(place)).await?)
}

/// Logs a change, and only then makes it: one that cannot be logged is not made. That it failed is logged too.
async fn logged(place: &Workplace, act: Act, what: &str, change: impl Future<Output = sightline_records::Result<()>>) -> anyhow::Result<()> {
    note(place, act, what, Outcome::Done)?;
    let changed = change.await;
    if changed.is_err() {
        // The failure that is told is that of the change.
        let _ = note(place, act, what, Outcome::Failed);
    }
    Ok(changed?)
}

/// What the command line changes is logged as what the pages change.
fn note(place: &Workplace, act: Act, what: &str, outcome: Outcome) -> anyhow::Result<()> {
    let event = Event { outcome, ..Event::done(act, &place.now, &place.who, what, "the command line") };
    AccessLog::at(place.store.root()).note(&event)?;
    Ok(())
}
