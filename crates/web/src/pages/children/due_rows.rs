//! What is due, row by row: about children, and so in the same steps as any list of them.

use super::due::{Choose, Clock, days_over, page};
use super::judge::{Judge, Judged, children_of, person_of};
use super::named;
use super::opening::{Gate, Grant, Sought, grant, judge, may_give_reason, receipt};
use super::shown::{Fact, Hidden, Part, Rows, counts};
use crate::pages::About;
use crate::site::{Around, DueAsk, DueKind, DueRow, Relationship};
use crate::{Answer, Ask, Service, Stop};
use axum::http::StatusCode;
use sightline_access::{Children, Naming, Purpose, Role};
use sightline_look::{Cell, Column, Row, Table};
use sightline_store::{AccessReceipt, Subjects};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The rows of one clock.
pub(super) async fn read(ask: Ask) -> Result<Answer, Stop> {
    let clock = Clock::read(&ask).await?;
    let team = ask.form.get("team");
    let choose = Choose::read(&ask, team, &clock.counts)?;
    let pressing = ask.form.get("pressing").is_some();
    let sought = clock.sought(&choose, pressing);
    let opened = match grant(&ask, &sought).await? {
        Gate::Opens(grant) => grant,
        Gate::Wants(fault) => {
            let errors = fault.map(|fault| ("reason", fault)).into_iter().collect();
            return Ok(page(&ask, &clock, team, errors)?.status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let own = opened.reason.is_none() && opened.role.children() == Children::Own;
    let teams = match &choose {
        Choose::One(team) => vec![team.clone()],
        Choose::Own(teams) if opened.role.children() != Children::Own => teams.iter().cloned().collect(),
        Choose::Own(_) | Choose::All => Vec::new(),
    };
    let worker = if own { Some(worker_of(&ask)?) } else { None };
    let due = DueAsk { ids: vec![clock.id.clone()], teams, worker, child: None, pressing };
    let asked = ask.form.get("page").map(str::to_owned);
    let read = rows(&ask, &sought, &opened, due, asked).await?;
    let reason_opens = opened.reason.is_none() && may_give_reason(&ask);
    let mut hidden = vec![Hidden::new("team", choose.value())];
    hidden.extend(pressing.then(|| Hidden::new("pressing", "yes")));
    let mut facts = vec![Fact::new("Limit", &clock.limit), Fact::new("Teams", &choose.words())];
    facts.push(Fact::new("Which", if pressing { "Overdue, due today and due soon" } else { "All that are open" }));
    if own {
        facts.push(Fact::new("Worker", "You"));
    }
    let about = About::new(&clock.title, "/due").under("What is due", "/due").of_children();
    let shown = Rows {
        caption: "What is due",
        title: clock.title.clone(),
        facts,
        receipt: read.receipt,
        counts: counts(read.shown_in_all, &read.left, reason_opens),
        table: table(&ask.service, &clock.title, &read.rows, false),
        action: format!("/due/{}/list", clock.id),
        hidden,
        page: read.part.page,
        previous: read.part.previous(),
        next: read.part.next(),
        last: read.part.last,
        by_reason: opened.reason.is_some(),
        may_export: false,
        may_give_reason: reason_opens && (own || read.left.others > 0),
        reason: "",
        errors: BTreeMap::new(),
        back: (format!("/due/{}", clock.id), "Back to the counts".to_owned()),
    };
    Answer::page(&ask, "children/rows.html", &about, &shown)
}

/// Everything that is due for the children somebody works with. It is a page like any other to open, and a reading like any other to the log.
pub(super) async fn mine(ask: Ask) -> Result<Answer, Stop> {
    let worker = worker_of(&ask)?;
    let roles: Vec<Role> = person_of(ask.signed()?).rights.roles().filter(|role| role.children() == Children::Own).collect();
    let role = *roles.first().ok_or(Stop::Refused("Your roles have no children of their own."))?;
    let sought = Sought { name: "due of one's own".to_owned(), area: String::new() };
    let opened = Grant::own(role);
    let due = DueAsk { worker: Some(worker), ..DueAsk::default() };
    let read = rows(&ask, &sought, &opened, due, ask.query.get("page").map(str::to_owned)).await?;
    let about = About::new("Due for my children", "/due").under("What is due", "/due").of_children();
    let shown = Rows {
        caption: "What is due",
        title: "Due for my children".to_owned(),
        facts: vec![Fact::new("Whose", "Children recorded as yours, and what is yours to do")],
        receipt: read.receipt,
        counts: counts(read.shown_in_all, &read.left, false),
        table: table(&ask.service, "Due for my children", &read.rows, true),
        action: String::new(),
        hidden: Vec::new(),
        page: read.part.page,
        previous: None,
        next: None,
        last: 1,
        by_reason: false,
        may_export: false,
        may_give_reason: false,
        reason: "",
        errors: BTreeMap::new(),
        back: match read.part.next() {
            Some(next) => (format!("/due/mine?page={next}"), "Next page".to_owned()),
            None => ("/due".to_owned(), "Back to what is due".to_owned()),
        },
    };
    Answer::page(&ask, "children/rows.html", &about, &shown)
}

fn worker_of(ask: &Ask) -> Result<String, Stop> {
    let unknown =
        || Stop::Asked("Your account does not say how the case system knows you. Ask the administrator of the service to enter it.".to_owned());
    ask.signed()?.worker.clone().ok_or_else(unknown)
}

struct Read {
    rows: Vec<(DueRow, Naming)>,
    shown_in_all: usize,
    left: Judged<()>,
    part: Part,
    receipt: u64,
}

async fn rows(ask: &Ask, sought: &Sought, grant: &Grant, due: DueAsk, page: Option<String>) -> Result<Read, Stop> {
    let mut judge = judge(ask, grant).await?;
    if due.worker.is_some() {
        // What is about no child and theirs to do is theirs to see.
        judge.bare = Some(grant.role.naming());
    }
    let receipt = receipt(ask, sought, grant).await?;
    let purpose = grant.role.purpose();
    ask.off(move |service| read_rows(service, &receipt, &judge, &due, purpose, page.as_deref())).await
}

/// That a record names somebody as the one who has it to do ties them to its children, whatever else the records say.
fn tie_by_rows(rows: &[DueRow], due: &DueAsk, purpose: Purpose, around: &mut Around) {
    for row in rows.iter().filter(|row| due.worker.is_some() && row.worker == due.worker) {
        for child in &row.of.children {
            let tie = Relationship { worker: row.worker.clone(), team: None, purpose, kind: "has it to do".to_owned(), until: None };
            around.entry(child.clone()).or_default().push(tie);
        }
    }
}

fn read_rows(service: &Service, receipt: &AccessReceipt, judge: &Judge, due: &DueAsk, purpose: Purpose, page: Option<&str>) -> Result<Read, Stop> {
    let mut found = service.site.due_rows(receipt, due)?;
    found.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut around = service.site.around(&children_of(found.iter().map(|row| &row.of)))?;
    tie_by_rows(&found, due, purpose, &mut around);
    let judged = judge.rows(found, &around, |row| &row.of);
    let part = Part::of(judged.shown.len(), page);
    let (shown_in_all, left) = (judged.shown.len(), Judged { shown: Vec::new(), others: judged.others, restricted: judged.restricted });
    let rows = part.take(judged.shown);
    let children = judge.pseudonyms(rows.iter().map(|(row, _)| &row.of));
    service.log.shown(receipt, Subjects::named(&children))?;
    Ok(Read { rows, shown_in_all, left, part, receipt: receipt.number() })
}

/// What presses most comes first.
pub(super) fn order(row: &DueRow) -> (DueKind, Reverse<i64>, &str, &str) {
    (row.kind, Reverse(row.unit.length(row.days)), &row.id, &row.of.record)
}

fn table(service: &Service, caption: &str, rows: &[(DueRow, Naming)], with_clock: bool) -> Table {
    let mut columns = vec![Column::words("Child")];
    columns.extend(with_clock.then(|| Column::words("What is due")));
    columns.extend(["Started", "Due", "How it stands"].map(Column::days));
    columns.extend(["Team", "Worker"].map(Column::words));
    let row = |(row, naming): &(DueRow, Naming)| {
        let child = named::children_cell(&service.pseudonyms, &row.of, *naming);
        // What is about no child, or not yet, is found in the case system by its own number.
        let behind = if row.of.children.is_empty() { named::record(&service.pseudonyms, &row.of, *naming) } else { String::new() };
        let mut cells = vec![Cell { behind, ..child }];
        cells.extend(with_clock.then(|| Cell::new(&row.title)));
        cells.extend(standing(row));
        let words = |text: &Option<String>| Cell::new(text.as_deref().filter(|text| !text.is_empty()).unwrap_or("–"));
        cells.extend([words(&row.team), words(&row.worker)]);
        Row { cells, strong: false }
    };
    Table {
        caption: caption.to_owned(),
        columns,
        rows: rows.iter().map(row).collect(),
        sortable: true,
        csv: None,
        empty: "Nothing to show.".to_owned(),
    }
}

/// When it started, when it is due and how it stands.
pub(super) fn standing(row: &DueRow) -> [Cell; 3] {
    let (kind, tag) = match row.kind {
        DueKind::Overdue => ("Overdue", "bad"),
        DueKind::Today => ("Due today", "warning"),
        DueKind::Soon => ("Due soon", "warning"),
        DueKind::Later => ("Later", "neutral"),
    };
    let days = match (row.kind, row.days) {
        (DueKind::Overdue, over) => days_over(over, row.unit),
        (DueKind::Today, _) | (_, 0) => "today".to_owned(),
        (_, over @ 1..) => days_over(over, row.unit),
        (_, left) => format!("{} left", row.unit.words(left.unsigned_abs())),
    };
    let text = |text: &str| Cell::new(if text.is_empty() { "–" } else { text });
    // The longest over comes first when sorted upwards.
    let sort = row.unit.length(row.days).saturating_neg().to_string();
    [text(&row.started), text(&row.due), Cell { behind: days, sort: Some(sort), ..Cell::tag(kind, tag) }]
}
