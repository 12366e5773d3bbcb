//! `user`: the people of the service.

use super::keeping::{Kept, now};
use super::serve::first_link;
use crate::args::{UserAdd, UserCommand, UserLink, UserNamed};
use crate::output::{Value, line, table, usage};
use crate::workplace::Workplace;
use anyhow::Context;
use sightline_access::Role;
use sightline_records::{Held, NewInvitation, NewPerson, Page, Person, Purpose, Records, Teams, TokenHash};
use sightline_signin::token;
use sightline_store::{AccessLog, Act, Event};

/// Does what was asked.
pub fn user(place: &Workplace, command: &UserCommand) -> anyhow::Result<()> {
    super::runtime()?.block_on(async {
        match command {
            UserCommand::Add(add) => added(place, add).await,
            UserCommand::List(keeping) => list(place, &Kept::open(place, keeping).await?.records).await,
            UserCommand::Disable(named) => shut(place, named, true).await,
            UserCommand::Enable(named) => shut(place, named, false).await,
            UserCommand::Link(link) => linked(place, link).await,
        }
    })
}

fn role(text: &str) -> anyhow::Result<(Role, Option<String>)> {
    let (word, team) = text.split_once('@').map_or((text, None), |(word, team)| (word, Some(team.trim().to_owned())));
    let role = Role::of_word(word.trim()).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        usage(format!("there is no role `{word}`; there are {}", known.join(", ")))
    })?;
    Ok((role, team))
}

async fn added(place: &Workplace, add: &UserAdd) -> anyhow::Result<()> {
    let mut roles: Vec<Held> = Vec::new();
    for text in &add.roles {
        let (role, team) = role(text)?;
        roles.push(match team {
            None => Held::everywhere(role),
            Some(team) => Held::in_teams(role, [team]),
        });
    }
    let kept = Kept::open(place, &add.keeping).await?;
    let person = NewPerson {
        id: token::id(),
        sign_in_name: add.name.clone(),
        display_name: add.display.clone().unwrap_or_else(|| add.name.clone()),
        post: add.post.clone(),
        worker: add.worker.clone(),
        subject: None,
        roles,
    };
    kept.records.people().add(&person, now(place)).await?;
    note(place, Act::PersonChanged, &format!("added {}", person.id))?;
    let person = kept.records.people().by_id(&person.id).await?.context("the new person cannot be found")?;
    print_link(place, &kept, &person).await
}

/// Prints a one-time link for somebody.
async fn print_link(place: &Workplace, kept: &Kept, person: &Person) -> anyhow::Result<()> {
    let settings = place.settings()?.service.settings(false)?;
    let value = token::new();
    let hash = token::TokenHash::of(value.expose()).context("a new token does not look like one")?;
    let invitation = NewInvitation {
        token: TokenHash::from(hash.bytes()),
        purpose: if person.has_password { Purpose::Reset } else { Purpose::SetPassword },
        person: Some(person.id.clone()),
        made_by: "the command line".to_owned(),
        expires_at: now(place).saturating_add(i64::from(settings.link_hours) * 3_600_000),
    };
    kept.records.invitations().make(&invitation, now(place)).await?;
    place.tell(format!("For {}, once, within {} hours:", person.sign_in_name, settings.link_hours));
    line(format!("{}/welcome/{}", settings.origin.as_deref().unwrap_or("http://127.0.0.1:8080"), value.expose()))
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
    let records = Kept::open(place, &named.keeping).await?.records;
    let person = found(&records, &named.name).await?;
    if out {
        let last = person.roles.iter().any(|held| held.role == Role::Administrator)
            && person.disabled_at.is_none()
            && records.people().count_holding(Role::Administrator).await? <= 1;
        if last {
            return Err(usage("this is the last administrator: make somebody else one first"));
        }
        records.people().disable(&person.id, "the command line", now(place)).await?;
    } else {
        records.people().enable(&person.id, now(place)).await?;
    }
    note(place, Act::PersonChanged, &format!("{} {}", if out { "disabled" } else { "enabled" }, person.id))?;
    place.tell(if out { "Shut out; their sessions and tokens have ended" } else { "May sign in again" });
    Ok(())
}

async fn linked(place: &Workplace, link: &UserLink) -> anyhow::Result<()> {
    let kept = Kept::open(place, &link.keeping).await?;
    if let Some(name) = &link.name {
        let person = found(&kept.records, name).await?;
        note(place, Act::PersonChanged, &format!("a one-time link for {}", person.id))?;
        return print_link(place, &kept, &person).await;
    }
    if kept.records.people().count_holding(Role::Administrator).await? > 0 {
        return Err(usage("there is an administrator already, who can make links"));
    }
    let settings = place.settings()?.service.settings(false)?;
    let address = settings.origin.as_deref().unwrap_or("http://127.0.0.1:8080");
    line(first_link(&kept, address, settings.link_hours, now(place)).await?)
}

/// What the command line changes is logged as what the pages change.
fn note(place: &Workplace, act: Act, what: &str) -> anyhow::Result<()> {
    AccessLog::at(place.store.root()).note(&Event::done(act, &place.now, &place.who, what, "the command line"))?;
    Ok(())
}
