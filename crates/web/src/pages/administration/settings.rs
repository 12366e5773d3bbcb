//! What the authority has set: read here, changed in its settings file.

use super::PART;
use crate::accounts::SecondFactor;
use crate::pages::About;
use crate::pages::account::in_words;
use crate::{Answer, Ask, Stop};
use serde::Serialize;
use sightline_look::{Cell, Column, Row, Table};

#[derive(Serialize)]
struct Shown {
    held: Table,
    written: Table,
}

/// The page.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    let settings = &ask.service.settings;
    let seconds = |seconds: u32| in_words(i64::from(seconds) * 1_000);
    let held = [
        ("Reached by https only", if settings.secure { "Yes" } else { "No: for trying out on one computer" }.to_owned()),
        ("Address that forms must come from", settings.origin.clone().unwrap_or_else(|| "Worked out from each request".to_owned())),
        ("Header in which a proxy says who asks", settings.forwarded.clone().unwrap_or_else(|| "None is believed".to_owned())),
        ("Lists of children ask again who it is after", format!("{} without a request", seconds(settings.idle_seconds))),
        (
            "A session ends after",
            format!("{} without a request, {} in any case", seconds(settings.session_idle_seconds), seconds(settings.session_seconds)),
        ),
        (
            "Second factor",
            match settings.second_factor {
                SecondFactor::Required => "Must be set up by everybody whose roles open lists of children or look after accounts",
                SecondFactor::Offered => "Offered, not asked of anybody: for invented records only",
            }
            .to_owned(),
        ),
        ("One-time links work for", seconds(settings.link_hours.saturating_mul(3_600))),
        ("The council's sign-in service", ask.service.accounts.service.as_ref().map_or_else(|| "None".to_owned(), |service| service.title.clone())),
        ("Key of pseudonyms, by its mark", ask.service.pseudonyms.fingerprint()),
    ];
    let held = table("What the service works with", held.into_iter().map(|(name, value)| (name.to_owned(), value)), "");
    let written = table("What the settings file says", settings.shown.iter().cloned(), "There is no settings file.");
    let about = About::new("Settings", PART).under("Administration", PART);
    Answer::page(&ask, "administration/settings.html", &about, &Shown { held, written })
}

fn table(caption: &str, rows: impl Iterator<Item = (String, String)>, empty: &str) -> Table {
    Table {
        caption: caption.to_owned(),
        columns: vec![Column::words("Setting"), Column::words("Value")],
        rows: rows.map(|(name, value)| Row { cells: vec![Cell::new(name), Cell::new(value)], strong: false }).collect(),
        empty: empty.to_owned(),
        ..Table::default()
    }
}
