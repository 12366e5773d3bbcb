//! The records behind a figure.

use super::asked::Wanted;
use super::judge::{Judged, children_of};
use super::opening::{Gate, Grant, grant, judge, may_give_reason, needed, receipt};
use super::shown::{Asking, Part, Rows, counts, related};
use super::{fields, judge::Judge, named};
use crate::pages::About;
use crate::site::{ListAsk, ListedRow};
use crate::{Answer, Ask, Service, Stop};
use axum::http::StatusCode;
use sightline_access::Naming;
use sightline_look::{Column, Row, Table};
use sightline_store::{AccessReceipt, Subjects};
use std::collections::BTreeMap;

/// What kind of list it is.
const CAPTION: &str = "Records behind a figure";

/// Shows what would be opened, and asks for what that needs.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    let wanted = Wanted::read(&ask, &ask.query).await?;
    asking(&ask, &wanted, BTreeMap::new())
}

fn asking(ask: &Ask, wanted: &Wanted, errors: BTreeMap<&'static str, String>) -> Result<Answer, Stop> {
    let role = needed(ask, &wanted.sought)?;
    let about = About { has_errors: !errors.is_empty(), ..about(wanted) };
    let asking = Asking {
        caption: CAPTION,
        title: wanted.facts.title.clone(),
        facts: wanted.facts(),
        action: wanted.path(),
        hidden: wanted.hidden().into_iter().filter(|one| one.name != "which").collect(),
        related: role.map_or("", related),
        may_give_reason: may_give_reason(ask),
        is_share: wanted.facts.is_share,
        which: wanted.which(),
        reason: if errors.is_empty() { String::new() } else { ask.form.get("reason").unwrap_or_default().chars().take(1_000).collect() },
        errors,
    };
    Answer::page(ask, "children/asking.html", &about, &asking)
}

fn about(wanted: &Wanted) -> About {
    let own = wanted.address(&format!("/indicators/{}", wanted.facts.id));
    About::new(&format!("Records behind {}", wanted.facts.title), "/areas").under("Areas", "/areas").under(&wanted.facts.title, &own)
}

/// Opens it.
pub(super) async fn read(ask: Ask) -> Result<Answer, Stop> {
    // The form's fields, not the address: a page that was opened must not be opened again by a link.
    let wanted = Wanted::read(&ask, &ask.form).await?;
    let opened = match grant(&ask, &wanted.sought).await? {
        Gate::Opens(grant) => grant,
        Gate::Wants(fault) => {
            let errors = fault.map(|fault| ("reason", fault)).into_iter().collect();
            return Ok(asking(&ask, &wanted, errors)?.status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let page = ask.form.get("page").map(str::to_owned);
    let (list, facts) = rows(&ask, &wanted, &opened, move |judged| Part::of(judged.shown.len(), page.as_deref())).await?;
    let reason_opens = opened.reason.is_none() && may_give_reason(&ask);
    let shown = Rows {
        caption: CAPTION,
        title: wanted.facts.title.clone(),
        facts: wanted.facts(),
        receipt: facts.receipt,
        counts: counts(list.shown_in_all, &list.left, reason_opens),
        table: table(&ask.service, &wanted, &list),
        action: wanted.path(),
        hidden: wanted.hidden(),
        page: list.part.page,
        previous: list.part.previous(),
        next: list.part.next(),
        last: list.part.last,
        by_reason: opened.reason.is_some(),
        may_export: opened.role.may_export_children() && list.shown_in_all > 0,
        may_give_reason: reason_opens && list.left.others > 0,
        reason: "",
        errors: BTreeMap::new(),
        back: (wanted.address(&wanted.path()), "Back to what this list is".to_owned()),
    };
    Answer::page(&ask, "children/rows.html", &about(&wanted).of_children(), &shown)
}

/// A list that was read, of which a part is shown.
pub(super) struct Read {
    /// Its columns.
    pub(super) headings: Vec<String>,
    /// The rows of the part.
    pub(super) rows: Vec<(ListedRow, Naming)>,
    /// How many could be shown in all.
    pub(super) shown_in_all: usize,
    /// How many are not.
    pub(super) left: Judged<()>,
    /// The part.
    pub(super) part: Part,
}

/// What the log says of it.
pub(super) struct Logged {
    /// The number of the entry.
    pub(super) receipt: u64,
    /// How many children are in the part.
    pub(super) children: Vec<sightline_access::Pseudonym>,
}

/// Logs, reads, decides row by row, and logs who is in the part that is to be shown.
pub(super) async fn rows(
    ask: &Ask,
    wanted: &Wanted,
    grant: &Grant,
    part: impl FnOnce(&Judged<ListedRow>) -> Part + Send + 'static,
) -> Result<(Read, Logged), Stop> {
    let judge = judge(ask, grant).await?;
    let receipt = receipt(ask, &wanted.sought, grant).await?;
    let list = wanted.list_ask();
    ask.off(move |service| read_rows(service, &receipt, &judge, &list, part)).await
}

fn read_rows(
    service: &Service,
    receipt: &AccessReceipt,
    judge: &Judge,
    list: &ListAsk,
    part: impl FnOnce(&Judged<ListedRow>) -> Part,
) -> Result<(Read, Logged), Stop> {
    let listed = service.site.list(receipt, list)?;
    let around = service.site.around(&children_of(listed.rows.iter().map(|(_, of)| of)))?;
    let judged = judge.rows(listed.rows, &around, |(_, of)| of);
    let part = part(&judged);
    let (shown_in_all, left) = (judged.shown.len(), Judged { shown: Vec::new(), others: judged.others, restricted: judged.restricted });
    let rows = part.take(judged.shown);
    let children = judge.pseudonyms(rows.iter().map(|((_, of), _)| of));
    service.log.shown(receipt, Subjects::named(&children))?;
    Ok((Read { headings: listed.headings, rows, shown_in_all, left, part }, Logged { receipt: receipt.number(), children }))
}

fn table(service: &Service, wanted: &Wanted, list: &Read) -> Table {
    let key = &service.pseudonyms;
    let row = |((found, of), naming): &(ListedRow, Naming)| {
        let first = named::children_cell(key, of, *naming);
        let rest = named::fields(key, &list.headings, found, of, *naming);
        let rest = rest.iter().map(|field| fields::cell(field));
        Row { cells: std::iter::once(first).chain(rest).collect(), strong: false }
    };
    Table {
        caption: format!("Records behind {}", wanted.facts.title),
        columns: named::headings(&list.headings)
            .into_iter()
            .map(|heading| if fields::is_of_time(&heading) { Column::days(heading) } else { Column::words(heading) })
            .collect(),
        rows: list.rows.iter().map(row).collect(),
        sortable: true,
        csv: None,
        empty: "No record of this list is shown to you.".to_owned(),
    }
}
