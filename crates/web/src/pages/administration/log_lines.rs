//! Entries of the access log as rows for people.

use super::log_time::moment;
use crate::{Ask, Stop};
use sightline_access::Ground;
use sightline_look::{Cell, Row};
use sightline_publish::words;
use sightline_store::{AccessEntry, Kind, Outcome};
use std::collections::{BTreeMap, BTreeSet};

/// The names of accounts.
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    /// Those of some accounts, as far as the records know them.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub(super) async fn of(ask: &Ask, ids: BTreeSet<String>) -> Result<Names, Stop> {
        let mut names = BTreeMap::new();
        for id in ids {
            if let Some(person) = ask.service.records.people().by_id(&id).await? {
                names.insert(id, person.display_name);
            }
        }
        Ok(Names(names))
    }

    /// The name of an account, or its id.
    pub(super) fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.get(id).map_or(id, String::as_str)
    }
}

/// What happened, in words.
pub(super) fn kind_words(kind: Kind) -> String {
    match kind {
        Kind::Reidentified => "Re-identified".to_owned(),
        kind => words::sentence(&kind.word().replace('-', " ")),
    }
}

/// Pseudonyms written out in one row; the entry itself has them all.
const NAMED: usize = 3;

/// An entry as a row.
pub(super) fn line(entry: &AccessEntry, names: &Names) -> Row {
    let who = match names.name(&entry.who) {
        "" => Cell::new("Nobody signed in"),
        name => Cell { behind: entry.role.map_or_else(String::new, |role| role.title().to_owned()), ..Cell::new(name) },
    };
    let what = match entry.outcome {
        Outcome::Done => Cell::new(kind_words(entry.kind)),
        outcome => Cell { behind: outcome.word().to_owned(), ..Cell::new(kind_words(entry.kind)) },
    };
    let of = Cell { behind: entry.about.map_or_else(String::new, |about| format!("to entry {about}")), ..text(&entry.what) };
    let cells = vec![
        Cell::new(entry.number.to_string()),
        Cell::new(moment(entry.at.as_millisecond())),
        who,
        what,
        of,
        children(entry),
        why(entry),
        text(&entry.from),
    ];
    Row { cells, strong: matches!(entry.outcome, Outcome::Refused | Outcome::Blocked) }
}

fn text(text: &str) -> Cell {
    Cell::new(if text.is_empty() { "–" } else { text })
}

fn children(entry: &AccessEntry) -> Cell {
    let count = usize::try_from(entry.count).unwrap_or(usize::MAX).max(entry.children.len());
    if count == 0 {
        return Cell::new("–");
    }
    let mut named: Vec<String> = entry.children.iter().take(NAMED).map(ToString::to_string).collect();
    if entry.children.len() > NAMED {
        named.push(format!("and {} more", words::whole(entry.children.len() - NAMED)));
    }
    Cell { behind: named.join(", "), ..Cell::new(words::whole(count)) }
}

fn why(entry: &AccessEntry) -> Cell {
    let ground = entry.ground.map(|ground| match ground {
        Ground::OwnCase => "Own case",
        Ground::Team => "Own team",
        Ground::Service => "Own service",
        Ground::Reason => "Reason typed",
    });
    match (ground, entry.reason.as_str()) {
        (None, reason) => text(reason),
        (Some(ground), reason) => Cell { behind: reason.to_owned(), ..Cell::new(ground) },
    }
}
