//! One child, by pseudonym.
//!
//! A pseudonym that is nobody's and a child that is not to be opened are answered alike, so that guessing tells nothing; the log tells them apart.

use super::due_rows::{order, standing};
use super::judge::{Barred, Judge, day_of, person_of};
use super::opening::{Entry, keep_reason};
use super::shown::Fact;
use crate::pages::About;
use crate::site::{Around, DueAsk, DueRow};
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_access::{Allowed, Decision, Ground, Naming, Pseudonym, Question, Reason, Role, decide};
use sightline_look::{Cell, Column, Row, Table};
use sightline_model::instant;
use sightline_publish::words;
use sightline_records::Whom;
use sightline_store::{Act, Event, Opening, Outcome, Subjects};
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Serialize)]
struct Find {
    errors: BTreeMap<&'static str, String>,
}

/// Asks for a pseudonym.
pub(super) async fn find(ask: Ask) -> Result<Answer, Stop> {
    let about = About::new("Open a child's page", "/due");
    Answer::page(&ask, "children/find.html", &about, &Find { errors: BTreeMap::new() })
}

/// Leads to the page of a pseudonym. What was typed is not sent back: it may be a number.
pub(super) async fn found(ask: Ask) -> Result<Answer, Stop> {
    match Pseudonym::parse(ask.form.get("pseudonym").unwrap_or_default()) {
        Ok(pseudonym) => Ok(Answer::see(&format!("/children/{pseudonym}"))),
        Err(fault) => {
            let about = About { has_errors: true, ..About::new("Open a child's page", "/due") };
            let errors = BTreeMap::from([("pseudonym", words::sentence(&format!("{fault}.")))]);
            Ok(Answer::page(&ask, "children/find.html", &about, &Find { errors })?.status(StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// The pseudonym of the address.
///
/// # Errors
/// [`Stop::Asked`] if it was mistyped, which says nothing of any child.
pub(super) fn pseudonym_of(ask: &Ask) -> Result<Pseudonym, Stop> {
    Pseudonym::parse(ask.part("pseudonym")?).map_err(|fault| Stop::Asked(words::sentence(&format!("{fault}."))))
}

/// Opens the page where work leads to the child; else asks for a reason.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    let child = pseudonym_of(&ask)?;
    if !opens_children(&ask)? {
        return barred(&ask, child).await;
    }
    let looked = look(&ask, child, None, decide).await?;
    if let Looked::Allowed(number, allowed) = looked {
        return page(&ask, child, number, allowed, None).await;
    }
    let by_reason = ask.signed()?.roles().any(|role| role.children().opens_child_by_reason());
    if !by_reason || !matches!(looked, Looked::NeedsReason) {
        refuse(&ask, child, &looked).await?;
    }
    if by_reason { asking(&ask, child, None) } else { Err(Stop::NotFound) }
}

/// Opens it with a reason.
pub(super) async fn read(ask: Ask) -> Result<Answer, Stop> {
    let child = pseudonym_of(&ask)?;
    let reason = match Reason::parse(ask.form.get("reason").unwrap_or_default()) {
        Ok(reason) => reason,
        Err(fault) if opens_children(&ask)? => return Ok(asking(&ask, child, Some(format!("{fault}.")))?.status(StatusCode::UNPROCESSABLE_ENTITY)),
        Err(_) => return Err(Stop::NotFound),
    };
    match look(&ask, child, Some(reason.clone()), decide).await? {
        Looked::Allowed(number, allowed) => page(&ask, child, number, allowed, Some(reason)).await,
        looked => {
            refuse(&ask, child, &looked).await?;
            Err(Stop::NotFound)
        }
    }
}

fn opens_children(ask: &Ask) -> Result<bool, Stop> {
    Ok(person_of(ask.signed()?).rights.sees_children())
}

/// What a look for a child led to.
pub(super) enum Looked {
    /// It may be opened: its number, and why.
    Allowed(String, Allowed),
    /// A reason would be needed.
    NeedsReason,
    /// It is barred.
    Blocked,
    /// It is not to be opened, or there is none.
    Never,
}

/// Looks for a child and decides about it. However that ends, every child of the records was compared: the time it takes tells nothing.
///
/// # Errors
/// If the records cannot be read.
pub(super) async fn look(ask: &Ask, child: Pseudonym, reason: Option<Reason>, question: fn(&Question<'_>) -> Decision) -> Result<Looked, Stop> {
    let judge = Judge {
        person: person_of(ask.signed()?),
        purpose: None,
        reason,
        bare: None,
        barred: Barred::in_force(ask).await?,
        key: Arc::clone(&ask.service.pseudonyms),
        today: day_of(ask.now),
    };
    ask.site(move |site| {
        let found = RefCell::new(None);
        site.find_child(&|number| {
            if judge.key.child(number) == child {
                *found.borrow_mut() = Some(number.to_owned());
            }
            false
        })?;
        let number = found.into_inner();
        let around = site.around(&number.iter().cloned().collect::<Vec<_>>())?;
        Ok(match number {
            None => Looked::Never,
            Some(number) => match judge.ask(&number, &around, question) {
                Decision::Allowed(allowed) => Looked::Allowed(number, allowed),
                Decision::NeedsReason => Looked::NeedsReason,
                Decision::Blocked => Looked::Blocked,
                Decision::Never => Looked::Never,
            },
        })
    })
    .await
}

/// Logs that a child was tried and not opened.
///
/// # Errors
/// If it cannot be logged.
pub(super) async fn refuse(ask: &Ask, child: Pseudonym, looked: &Looked) -> Result<(), Stop> {
    let outcome = if matches!(looked, Looked::Blocked) { Outcome::Blocked } else { Outcome::Refused };
    let signed = ask.signed()?;
    let (who, role, from, at, what) = (signed.id.clone(), signed.role_for(super::ONE_CHILD), ask.from.clone(), instant(ask.now), ask.route.path);
    ask.off(move |service| {
        let named = [child];
        let event = Event { role, subjects: Subjects::named(&named), outcome, ..Event::done(Act::Refused, &at, &who, what, &from) };
        service.log.note(&event).map(drop)
    })
    .await
}

/// The page that asks for a reason; it is the same whether there is such a child or not.
#[derive(Serialize)]
pub(super) struct Asking {
    pub(super) pseudonym: String,
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    pub(super) action: String,
    pub(super) button: &'static str,
    pub(super) reason: String,
    pub(super) errors: BTreeMap<&'static str, String>,
}

fn asking(ask: &Ask, child: Pseudonym, fault: Option<String>) -> Result<Answer, Stop> {
    let asking = Asking {
        pseudonym: child.to_string(),
        title: "Open a child's page",
        lead: "Your work does not lead to a child of this pseudonym. If you need to look all the same, say why.",
        action: format!("/children/{child}"),
        button: "Open the page",
        reason: ask.form.get("reason").unwrap_or_default().chars().take(1_000).collect(),
        errors: fault.map(|fault| ("reason", fault)).into_iter().collect(),
    };
    ask_for_reason(ask, &asking)
}

/// Shows it.
///
/// # Errors
/// If the page cannot be made.
pub(super) fn ask_for_reason(ask: &Ask, asking: &Asking) -> Result<Answer, Stop> {
    let about = About { has_errors: !asking.errors.is_empty(), ..About::new(asking.title, "/due") };
    Answer::page(ask, "children/child-asking.html", &about, asking)
}

#[derive(Serialize)]
struct Child {
    pseudonym: String,
    facts: Vec<Fact>,
    receipt: u64,
    due: Table,
    around: Table,
    may_reidentify: bool,
    identity: String,
    reason: &'static str,
    errors: BTreeMap<&'static str, String>,
}

async fn page(ask: &Ask, child: Pseudonym, number: String, allowed: Allowed, reason: Option<Reason>) -> Result<Answer, Stop> {
    let by_reason = reason.filter(|_| allowed.ground == Ground::Reason);
    let entry = Entry {
        opening: Opening::Child,
        role: allowed.role,
        name: "child".to_owned(),
        ground: allowed.ground,
        reason: by_reason.as_ref().map(|reason| reason.text().to_owned()).unwrap_or_default(),
        child: Some(child),
    };
    let receipt = entry.record(ask).await?;
    if let Some(reason) = &by_reason {
        keep_reason(ask, "child", Some(child), reason, &receipt).await?;
    }
    let mut facts = vec![Fact::new("Opened as", allowed.role.title()), Fact::new("Because", ground_words(allowed.ground))];
    if allowed.naming == Naming::SourceNumber {
        facts.insert(0, Fact::new("Number in the case system", &number));
    }
    let entered = receipt.number();
    let (rows, around) = ask
        .site(move |site| {
            let rows = site.due_rows(&receipt, &DueAsk { child: Some(number.clone()), ..DueAsk::default() })?;
            Ok((rows, site.around(&[number])?))
        })
        .await?;
    let data = Child {
        pseudonym: child.to_string(),
        facts,
        receipt: entered,
        due: due(rows),
        around: ties(&around, day_of(ask.now)),
        may_reidentify: allowed.naming == Naming::Pseudonym && ask.signed()?.roles().any(Role::may_reidentify),
        identity: format!("/children/{child}/identity"),
        reason: "",
        errors: BTreeMap::new(),
    };
    Answer::page(ask, "children/child.html", &About::new("Child", "/due").under("What is due", "/due").of_children(), &data)
}

fn ground_words(ground: Ground) -> &'static str {
    match ground {
        Ground::OwnCase => "You are recorded as working with the child",
        Ground::Team => "A team of yours works with the child",
        Ground::Service => "Your service works with the child",
        Ground::Reason => "You gave a reason, which is reviewed",
    }
}

fn due(mut rows: Vec<DueRow>) -> Table {
    rows.sort_by(|a, b| order(a).cmp(&order(b)));
    let row = |row: &DueRow| {
        let mut cells = vec![Cell::new(&row.title)];
        cells.extend(standing(row));
        cells.push(Cell::new(row.team.as_deref().filter(|team| !team.is_empty()).unwrap_or("–")));
        Row { cells, strong: false }
    };
    Table {
        caption: "What is due for this child".to_owned(),
        columns: vec![
            Column::words("What is due"),
            Column::days("Started"),
            Column::days("Due"),
            Column::days("How it stands"),
            Column::words("Team"),
        ],
        rows: rows.iter().map(row).collect(),
        sortable: true,
        csv: None,
        empty: "Nothing is open for this child.".to_owned(),
    }
}

fn ties(around: &Around, today: sightline_model::Day) -> Table {
    let mut ties: Vec<_> = around.values().flatten().collect();
    ties.sort_by_key(|tie| (tie.until.is_some(), Reverse(tie.until), &tie.kind, &tie.team));
    let row = |tie: &&crate::site::Relationship| {
        let until =
            tie.until.map_or_else(|| "now".to_owned(), |last| if last < today { format!("until {}", words::day(last)) } else { "now".to_owned() });
        Row { cells: vec![Cell::new(words::sentence(&tie.kind)), Cell::new(tie.team.as_deref().unwrap_or("–")), Cell::new(until)], strong: false }
    };
    let mut rows: Vec<Row> = ties.iter().map(row).collect();
    rows.dedup();
    Table {
        caption: "Who works with this child".to_owned(),
        columns: ["As", "Team", "When"].map(Column::words).to_vec(),
        rows,
        sortable: false,
        csv: None,
        empty: "Nobody is recorded as working with this child.".to_owned(),
    }
}

#[derive(Serialize)]
struct OfBlocks {
    pseudonym: String,
    blocks: Table,
    log: String,
}

/// What those see who look after the log and open no child: whether the pseudonym is barred, and to whom. No record is read for it.
async fn barred(ask: &Ask, child: Pseudonym) -> Result<Answer, Stop> {
    let records = &ask.service.records;
    let mut rows = Vec::new();
    for block in records.blocks().on(&child.to_string()).await? {
        let (people, before) = match &block.whom {
            Whom::Person(one) => (vec![one.clone()], "Barred to"),
            Whom::EveryoneBut(few) => (few.iter().cloned().collect(), "Barred to everybody but"),
        };
        let mut names = Vec::new();
        for person in &people {
            names.push(
                records.people().by_id(person).await?.map_or_else(|| "somebody who is no longer known".to_owned(), |person| person.display_name),
            );
        }
        let whom = if names.is_empty() { "Barred to everybody".to_owned() } else { format!("{before} {}", names.join(", ")) };
        rows.push(Row { cells: vec![Cell::new(whom), Cell::new(words::day(day_of(block.made_at)))], strong: false });
    }
    let data = OfBlocks {
        pseudonym: child.to_string(),
        blocks: Table {
            caption: "Blocks in force".to_owned(),
            columns: ["Whom", "Since"].map(Column::words).to_vec(),
            rows,
            sortable: false,
            csv: None,
            empty: "This pseudonym is not barred to anybody.".to_owned(),
        },
        log: format!("/access-log?child={child}"),
    };
    Answer::page(ask, "children/barred.html", &About::new("Blocks on a child", "/access-log").of_children(), &data)
}
