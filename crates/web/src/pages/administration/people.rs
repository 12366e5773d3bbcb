//! People who may sign in, and locks.

use super::PART;
use crate::pages::About;
use crate::pages::account::{Note, in_words, moment, note};
use crate::{Answer, Ask, Pairs, Stop};
use serde::Serialize;
use sightline_look::{Cell, Column, Pages, Row, Table};
use sightline_records::{Page, Person, Who};
use sightline_store::Act;

const ON_EACH: u32 = 50;

#[derive(Serialize)]
struct List {
    table: Table,
    pages: Pages,
    locks: Vec<LockLine>,
    wanted: String,
    not_found: bool,
}

#[derive(Serialize)]
struct LockLine {
    who: String,
    kind: &'static str,
    field: &'static str,
    wait: String,
    failures: i64,
}

/// The list.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    let people = ask.service.records.people();
    let wanted = ask.query.get("name").unwrap_or_default().to_owned();
    if !wanted.is_empty()
        && let Some(person) = people.by_sign_in_name(&wanted).await?
    {
        return Ok(Answer::see(&format!("/administration/people/{}", person.id)));
    }
    let number = ask.query.get("page").and_then(|page| page.parse::<u32>().ok()).unwrap_or(1).max(1);
    let count = u64::try_from(people.count().await?).unwrap_or(0);
    let found = people.list(Page::number(number, ON_EACH)).await?;
    let table = Table {
        caption: "People who may sign in".to_owned(),
        columns: ["Name", "Signs in as", "Roles", "State", "Second factor", "Last signed in"].into_iter().map(Column::words).collect(),
        rows: found.iter().map(row).collect(),
        empty: "Nobody on this page.".to_owned(),
        ..Table::default()
    };
    let pages = Pages::of(count, ON_EACH.into(), number.into(), |page| {
        format!("/administration/people{}", Pairs::default().with("page", &page.to_string()).address())
    });
    let locks = ask.service.records.attempts().locked(Page::first(100), ask.now).await?;
    let locks = locks
        .into_iter()
        .map(|lock| LockLine {
            kind: if lock.is_name { "Name" } else { "Address" },
            field: if lock.is_name { "name" } else { "address" },
            wait: in_words(lock.until.saturating_sub(ask.now)),
            failures: lock.in_a_row,
            who: lock.who,
        })
        .collect();
    let mut about = About::new("People", PART).under("Administration", PART);
    if ask.query.get("done") == Some("unlocked") {
        about = about.done("The lock is open.");
    }
    let not_found = !wanted.is_empty();
    Answer::page(&ask, "administration/people.html", &about, &List { table, pages, locks, wanted, not_found })
}

fn row(person: &Person) -> Row {
    let roles: Vec<&str> = person.roles.iter().map(|held| held.role.title()).collect();
    let (state, kind) = state(person);
    let code = match (person.has_code, person.has_password) {
        (true, _) => "Set up",
        (false, true) => "Not set up",
        (false, false) => "None here",
    };
    let cells = vec![
        Cell { behind: person.post.clone(), ..Cell::link(person.display_name.clone(), format!("/administration/people/{}", person.id)) },
        Cell::new(person.sign_in_name.clone()),
        Cell::new(if roles.is_empty() { "None".to_owned() } else { roles.join(", ") }),
        Cell::tag(state, kind),
        Cell::new(code),
        Cell::new(person.signed_in_at.map_or_else(|| "Never".to_owned(), moment)),
    ];
    Row { cells, strong: false }
}

/// How somebody stands, in a word, and of what kind the word is.
pub(super) fn state(person: &Person) -> (&'static str, &'static str) {
    match person {
        Person { disabled_at: Some(_), .. } => ("Disabled", "bad"),
        Person { subject: Some(_), .. } => ("Active, by the council's sign-in", "good"),
        Person { has_password: true, .. } => ("Active", "good"),
        _ => ("No password yet", "warning"),
    }
}

/// Opens a lock.
pub(super) async fn unlock(ask: Ask) -> Result<Answer, Stop> {
    let (who, what) = match (ask.form.get("name"), ask.form.get("address")) {
        (Some(name), _) => (Who::Name(name), "a name"),
        (None, Some(address)) => (Who::Address(address), "an address"),
        (None, None) => return Err(Stop::NotFound),
    };
    note(&ask, Note::of(Act::PersonChanged, what, "opens a lock")).await?;
    ask.service.records.attempts().unlock(who).await?;
    Ok(Answer::see("/administration/people?done=unlocked"))
}
