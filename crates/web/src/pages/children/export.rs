//! A list as a file: marked, numbered and entered in the log before it leaves (the guide §13, "Export guard").

use super::asked::Wanted;
use super::list::rows;
use super::named;
use super::opening::{Gate, grant};
use super::shown::Part;
use crate::{Answer, Ask, Stop};
use sightline_model::instant;
use sightline_publish::words;
use sightline_store::{Act, Event, Subjects};
use sightline_tabular::{Table, Value};

/// Sends the whole list as CSV.
pub(super) async fn send(ask: Ask) -> Result<Answer, Stop> {
    let wanted = Wanted::read(&ask, &ask.form).await?;
    let opened = match grant(&ask, &wanted.sought).await? {
        Gate::Opens(grant) => grant,
        Gate::Wants(_) => return Err(Stop::Asked("Open the list with a reason first; its file is taken from there.".to_owned())),
    };
    if !opened.role.may_export_children() {
        return Err(Stop::Refused("Your role reads this list on the page; it does not leave as a file."));
    }
    let (list, logged) = rows(&ask, &wanted, &opened, |_| Part::whole()).await?;
    let key = &ask.service.pseudonyms;
    let mut file = Table::new(named::headings(&list.headings));
    for ((fields, of), naming) in &list.rows {
        let mut row = vec![Value::text(named::children(key, of, *naming))];
        row.extend(named::fields(key, &list.headings, fields, of, *naming).into_iter().map(Value::Text));
        file.rows.push(row);
    }
    let signed = ask.signed()?;
    let mark = format!(
        "RESTRICTED: about children. {} for {}, {}, receipt {}. {}",
        words::how_many(list.rows.len(), "record", "records"),
        signed.name,
        instant(ask.now),
        logged.receipt,
        left_out(list.left.others, list.left.restricted),
    );
    let mut last = vec![Value::text(""); file.headings.len().max(1)];
    last[0] = Value::text(mark.trim_end());
    file.rows.push(last);
    let (who, from, at, role) = (signed.id.clone(), ask.from.clone(), instant(ask.now), opened.role);
    let (what, note) = (wanted.sought.name.clone(), words::how_many(list.rows.len(), "row", "rows"));
    ask.off(move |service| {
        let snapshot = service.site.state().snapshot;
        let event = Event {
            role: Some(role),
            subjects: Subjects::named(&logged.children),
            reason: &note,
            snapshot: &snapshot,
            about: Some(logged.receipt),
            ..Event::done(Act::Exported, &at, &who, &what, &from)
        };
        service.log.note(&event).map(drop)
    })
    .await?;
    Ok(Answer::csv(&format!("restricted-{}-receipt-{}.csv", wanted.file_name(), logged.receipt), &file))
}

fn left_out(others: usize, restricted: usize) -> String {
    match others + restricted {
        0 => String::new(),
        some => format!("{} left out.", words::how_many(some, "record was", "records were")),
    }
}
