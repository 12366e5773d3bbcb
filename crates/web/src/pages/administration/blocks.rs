//! The block list: children barred to people, whatever their role (the guide §13). Children stand here under pseudonyms and no other way.

use super::PART;
use crate::pages::About;
use crate::pages::account::{Errors, Note, moment, note, unsuitable};
use crate::{Answer, Ask, Signed, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_access::{Children, Pseudonym, PseudonymFault, Role};
use sightline_records::{Block, Error, NewBlock, Page, Whom};
use sightline_signin::token;
use sightline_store::Act;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const MOST: u32 = 500;

/// The most characters of a reason.
const REASON: usize = 500;

#[derive(Default, Serialize)]
struct List {
    blocks: Vec<Line>,
    lifted: Vec<Line>,
    limit: usize,
    child: String,
    whom: String,
    people: String,
    why: String,
    unknown: bool,
    errors: Errors,
}

#[derive(Serialize)]
struct Line {
    id: String,
    child: String,
    whom: String,
    why: String,
    made: String,
    lifted: String,
    /// True if whoever looks may lift it.
    may_lift: bool,
}

/// The list, and the form for a new block.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    page(&ask, List { whom: "all-but".to_owned(), ..List::default() }).await
}

async fn page(ask: &Ask, form: List) -> Result<Answer, Stop> {
    let signed = ask.signed()?;
    let records = &ask.service.records;
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let found: Vec<Block> = records.blocks().list(Page::first(MOST)).await?.into_iter().filter(|block| !hides_from(block, signed)).collect();
    for id in found.iter().flat_map(people_of) {
        if let Entry::Vacant(unknown) = names.entry(id) {
            let person = records.people().by_id(unknown.key()).await?;
            unknown.insert(person.map_or_else(|| "somebody".to_owned(), |person| person.display_name));
        }
    }
    let (lifted, blocks) =
        found.iter().map(|block| (block.lifted.is_some(), line(block, &names, signed))).partition::<Vec<_>, _>(|(lifted, _)| *lifted);
    let lines = |lines: Vec<(bool, Line)>| lines.into_iter().map(|(_, line)| line).collect();
    let mut about = About { has_errors: !form.errors.is_empty(), ..About::new("Block list", PART).under("Administration", PART) };
    match ask.query.get("done") {
        Some("added") => about = about.done("The child is barred. It holds from the next page on, whoever asks."),
        Some("lifted") => about = about.done("The block is lifted."),
        _ => {}
    }
    let list = List { blocks: lines(blocks), lifted: lines(lifted), limit: REASON, ..form };
    Answer::page(ask, "administration/blocks.html", &about, &list)
}

fn people_of(block: &Block) -> Vec<String> {
    let mut ids = vec![block.made_by.clone()];
    ids.extend(block.lifted.as_ref().map(|lifted| lifted.by.clone()));
    match &block.whom {
        Whom::Person(one) => ids.push(one.clone()),
        Whom::EveryoneBut(few) => ids.extend(few.iter().cloned()),
    }
    ids
}

fn line(block: &Block, names: &BTreeMap<String, String>, signed: &Signed) -> Line {
    let name = |id: &str| names.get(id).cloned().unwrap_or_default();
    let whom = match &block.whom {
        Whom::Person(one) => format!("Barred to {}", name(one)),
        Whom::EveryoneBut(few) if few.is_empty() => "Barred to everybody".to_owned(),
        Whom::EveryoneBut(few) => format!("Barred to everybody but {}", few.iter().map(|id| name(id)).collect::<Vec<_>>().join(", ")),
    };
    Line {
        id: block.id.clone(),
        child: block.subject.clone(),
        whom,
        why: block.why.clone(),
        made: format!("{}, by {}", moment(block.made_at), name(&block.made_by)),
        lifted: block.lifted.as_ref().map(|lifted| format!("{}, by {}: {}", moment(lifted.at), name(&lifted.by), lifted.why)).unwrap_or_default(),
        may_lift: block.lifted.is_none() && may_lift(block, signed),
    }
}

/// A block against somebody is not shown to that very person: it would tell whose file is kept from them.
fn hides_from(block: &Block, signed: &Signed) -> bool {
    matches!(&block.whom, Whom::Person(one) if *one == signed.id)
}

/// Nobody lifts what keeps themselves from a child that they could open otherwise.
fn may_lift(block: &Block, signed: &Signed) -> bool {
    let opens_children = signed.roles().any(|role: Role| role.children() != Children::None);
    let for_themselves = opens_children && block.keeps_out(&signed.id);
    !hides_from(block, signed) && !for_themselves
}

/// Bars a child.
pub(super) async fn add(ask: Ask) -> Result<Answer, Stop> {
    fresh(&ask)?;
    let typed = |name: &str| ask.form.get(name).unwrap_or_default().to_owned();
    let mut form = List { child: typed("child"), whom: typed("whom"), people: typed("people"), why: typed("why"), ..List::default() };
    if form.why.is_empty() {
        form.errors.insert("why", "Enter why the child is barred".to_owned());
    } else if form.why.chars().count() > REASON {
        form.errors.insert("why", format!("Why must be {REASON} characters or fewer"));
    }
    let whom = whom(&ask, &mut form).await?;
    let child = child(&ask, &mut form).await?;
    let (Some(child), true) = (child, form.errors.is_empty()) else { return refused(&ask, form).await };
    for whom in whom {
        let block = NewBlock { id: token::id(), subject: child.to_string(), whom, why: form.why.clone(), made_by: ask.signed()?.id.clone() };
        note(&ask, Note::of(Act::PersonChanged, &block.id, "a block is added").about(child)).await?;
        match ask.service.records.blocks().add(&block, ask.now).await {
            Ok(()) => {}
            Err(error @ Error::Unsuitable { .. }) => {
                form.errors.insert("why", unsuitable(&error));
                return refused(&ask, form).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Answer::see("/administration/blocks?done=added"))
}

async fn refused(ask: &Ask, form: List) -> Result<Answer, Stop> {
    // What names a child is not sent back: a page is seen over shoulders and kept by printers.
    let form = List { child: String::new(), ..form };
    Ok(page(ask, form).await?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// The child of a form, by pseudonym or by the source system's number; of the number nothing is kept.
async fn child(ask: &Ask, form: &mut List) -> Result<Option<Pseudonym>, Stop> {
    if form.child.is_empty() {
        form.errors.insert("child", "Enter the child's pseudonym or number".to_owned());
        return Ok(None);
    }
    let key = Arc::clone(&ask.service.pseudonyms);
    let child = match Pseudonym::parse(&form.child) {
        Ok(child) => child,
        Err(PseudonymFault::Mistyped) => {
            form.errors.insert("child", "This pseudonym was mistyped: a character is wrong, or two changed places".to_owned());
            return Ok(None);
        }
        Err(_) => key.child(&form.child),
    };
    if ask.form.get("unknown").is_some() {
        form.unknown = true;
        return Ok(Some(child));
    }
    let known = match ask.site(move |site| site.find_child(&|number| key.child(number) == child)).await {
        Ok(known) => known.is_some(),
        Err(Stop::NotNow(_) | Stop::NotFound) => false,
        Err(stop) => return Err(stop),
    };
    if !known {
        form.errors.insert("child", "The records have no such child. Check what was typed; if the child is to come, tick that below".to_owned());
        return Ok(None);
    }
    Ok(Some(child))
}

/// Who is barred: everybody but those named, or each of those named.
async fn whom(ask: &Ask, form: &mut List) -> Result<Vec<Whom>, Stop> {
    let mut ids = BTreeSet::new();
    for name in form.people.clone().lines().flat_map(|line| line.split(',')).map(str::trim).filter(|name| !name.is_empty()).take(100) {
        match ask.service.records.people().by_sign_in_name(name).await? {
            Some(person) => {
                ids.insert(person.id);
            }
            None => {
                form.errors.insert("people", format!("Nobody signs in as {}", name.chars().take(80).collect::<String>()));
            }
        }
    }
    match form.whom.as_str() {
        "all-but" => Ok(vec![Whom::EveryoneBut(ids)]),
        "these" if ids.is_empty() => {
            form.errors.entry("people").or_insert_with(|| "Enter who is barred".to_owned());
            Ok(Vec::new())
        }
        "these" => Ok(ids.into_iter().map(Whom::Person).collect()),
        _ => {
            form.errors.insert("whom", "Choose whom the child is barred to".to_owned());
            Ok(Vec::new())
        }
    }
}

/// Lifts a block.
pub(super) async fn lift(ask: Ask) -> Result<Answer, Stop> {
    fresh(&ask)?;
    let (id, why) = (ask.form.get("id").ok_or(Stop::NotFound)?, ask.form.get("why").unwrap_or_default());
    let signed = ask.signed()?;
    let blocks = ask.service.records.blocks().in_force().await?;
    let block = blocks.iter().find(|block| block.id == id && !hides_from(block, signed)).ok_or(Stop::NotFound)?;
    if !may_lift(block, signed) {
        return Err(Stop::Refused("Nobody lifts a block that keeps themselves out. Ask the data protection officer."));
    }
    if why.is_empty() || why.chars().count() > REASON {
        return Err(Stop::Asked(format!("Enter why the block is lifted, in {REASON} characters or fewer.")));
    }
    let lifted = Note::of(Act::PersonChanged, id, "a block is lifted");
    let lifted = match Pseudonym::parse(&block.subject) {
        Ok(child) => lifted.about(child),
        Err(_) => lifted,
    };
    note(&ask, lifted).await?;
    ask.service.records.blocks().lift(id, &signed.id, why, ask.now).await?;
    Ok(Answer::see("/administration/blocks?done=lifted"))
}

fn fresh(ask: &Ask) -> Result<(), Stop> {
    if ask.signed()?.is_fresh { Ok(()) } else { Err(Stop::SignInAgain) }
}
