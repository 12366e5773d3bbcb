//! The access log, for the data protection officer: "logs, not cases" (the guide §4).

use super::log_lines::{Names, line};
use super::log_time::{Span, moment};
use super::{log_chain, log_export, log_reasons, log_unusual};
use crate::pages::About;
use crate::routes::Who;
use crate::{Answer, Ask, Pairs, Route, Stop};
use serde::Serialize;
use sightline_access::{Pseudonym, Role};
use sightline_look::{Choice, Column, Table};
use sightline_publish::words;
use sightline_store::{AccessEntry, AccessLog, Kind, StoreError};
use std::collections::{BTreeMap, VecDeque};

/// Who reads the log.
const LOG: Who = Who::Roles(&[Role::DataProtectionOfficer]);

/// Who reviews the reasons that people typed (the guide §13: weekly).
const REVIEW: Who = Who::Roles(&[Role::HeadOfService, Role::DataProtectionOfficer]);

/// Forms here are small.
const SMALL: usize = 16 << 10;

/// The routes of the access log.
pub const LOG_ROUTES: &[Route] = &[
    Route::get("/access-log", LOG, |ask| Box::pin(open(ask))),
    Route::post("/access-log/verify", LOG, |ask| Box::pin(log_chain::verify(ask))).up_to(SMALL),
    Route::get("/access-log/unusual", LOG, |ask| Box::pin(log_unusual::open(ask))),
    Route::get("/access-log/export", LOG, |ask| Box::pin(log_export::send(ask))),
    Route::get("/access-log/reasons", REVIEW, |ask| Box::pin(log_reasons::open(ask))),
    Route::post("/access-log/reasons", REVIEW, |ask| Box::pin(log_reasons::review(ask))).up_to(SMALL),
];

/// Entries on one page.
const ON_A_PAGE: usize = 100;

/// Entries wanted.
#[derive(Default)]
struct Filter {
    person: Option<String>,
    child: Option<Pseudonym>,
    kind: Option<Kind>,
    before: Option<u64>,
}

impl Filter {
    fn holds(&self, entry: &AccessEntry) -> bool {
        self.person.as_ref().is_none_or(|person| entry.who == *person)
            && self.child.is_none_or(|child| entry.children.contains(&child))
            && self.kind.is_none_or(|kind| entry.kind == kind)
            && self.before.is_none_or(|before| entry.number < before)
    }
}

/// The last of the entries that fit.
struct Found {
    entries: VecDeque<AccessEntry>,
    fit: u64,
    unreadable: u64,
}

/// Reads the entries one after the other and keeps the last few that fit, however many there are.
fn find(log: &AccessLog, span: &Span, filter: &Filter) -> Result<Found, StoreError> {
    let mut found = Found { entries: VecDeque::new(), fit: 0, unreadable: 0 };
    for entry in log.between(span.from, span.to)? {
        match entry {
            Ok(entry) if filter.holds(&entry) => {
                found.fit += 1;
                if found.entries.len() == ON_A_PAGE {
                    found.entries.pop_front();
                }
                found.entries.push_back(entry);
            }
            Ok(_) => {}
            Err(StoreError::LogDamaged { .. }) => found.unreadable += 1,
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

#[derive(Serialize)]
struct Page {
    views: Vec<View>,
    errors: BTreeMap<&'static str, String>,
    person: String,
    child: String,
    kind: &'static str,
    kinds: Vec<Choice>,
    from: String,
    to: String,
    /// Both days, in words.
    span: String,
    found: String,
    unreadable: String,
    table: Table,
    older: String,
    newest: String,
    chain: String,
    csv: String,
    jsonl: String,
}

/// A view of the log, for the macro `tabs`.
#[derive(Serialize)]
pub(super) struct View {
    href: &'static str,
    text: &'static str,
    current: bool,
}

/// The views of the log that a person may open.
pub(super) fn views(ask: &Ask, here: &str) -> Vec<View> {
    let all = [("/access-log", "Entries"), ("/access-log/unusual", "Unusual access"), ("/access-log/reasons", "Reasons to review")];
    let signed = ask.signed.as_ref();
    let opens = |href: &str| signed.is_some_and(|signed| crate::pages::opens(href, signed));
    all.into_iter().filter(|(href, _)| opens(href)).map(|(href, text)| View { href, text, current: href == here }).collect()
}

/// Searches the log.
async fn open(ask: Ask) -> Result<Answer, Stop> {
    let mut errors = BTreeMap::new();
    let span = Span::read(&ask, 7).unwrap_or_else(|(field, fault)| {
        errors.insert(field, fault);
        Span::last_days(ask.now, 7)
    });
    let filter = filter(&ask, &mut errors).await?;
    let wanted = !errors.contains_key("child");
    let log = ask.service.log.clone();
    let (asked, kind, has_before) = (span, filter.kind, filter.before.is_some());
    let found = if wanted { ask.off(move |_| find(&log, &asked, &filter)).await? } else { Found { entries: VecDeque::new(), fit: 0, unreadable: 0 } };
    let names = Names::of(&ask, found.entries.iter().map(|entry| entry.who.clone()).collect()).await?;
    let first = found.entries.front().map(|entry| entry.number);
    let kept = ask.service.records.log_heads().latest().await?;
    let mut about = About { has_errors: !errors.is_empty(), ..About::new("Access log", "/access-log") };
    if ask.query.get("done") == Some("verified") {
        about = about.done("Every entry is as it was written, and none is missing.");
    }
    let plain = ask.query.clone().without("before").without("done");
    let more = usize::try_from(found.fit).unwrap_or(usize::MAX) > found.entries.len();
    let days = Pairs::default().with("from", &span.first()).with("to", &span.last());
    let page = Page {
        views: views(&ask, "/access-log"),
        person: shortened(ask.query.get("person")),
        child: if errors.contains_key("child") { String::new() } else { shortened(ask.query.get("child")) },
        kind: kind.map_or("", Kind::word),
        kinds: Kind::ALL.iter().map(|kind| Choice::new(kind.word(), super::log_lines::kind_words(*kind))).collect(),
        span: span.words(),
        from: span.first(),
        to: span.last(),
        found: match found.entries.len() {
            0 => String::new(),
            shown if more => format!("The last {} of {}.", words::whole(shown), words::how_many(fit(&found), "entry that fits", "entries that fit")),
            shown => format!("{}.", words::how_many(shown, "entry fits", "entries fit")),
        },
        unreadable: match found.unreadable {
            0 => String::new(),
            some => format!(
                "{} no entry of the log: verify the chain.",
                words::how_many(usize::try_from(some).unwrap_or(usize::MAX), "line is", "lines are")
            ),
        },
        table: table(found.entries.iter().rev(), &names, "Entries, the newest first"),
        older: first
            .filter(|_| more)
            .map(|first| format!("/access-log{}", plain.clone().with("before", &first.to_string()).address()))
            .unwrap_or_default(),
        newest: if has_before { format!("/access-log{}", plain.address()) } else { String::new() },
        chain: kept.map_or_else(
            || "The chain of entries has not been verified yet.".to_owned(),
            |head| {
                format!(
                    "The chain of entries was last found whole on {}, up to entry {}.",
                    moment(head.kept_at),
                    words::whole(u64::try_from(head.number).unwrap_or(0))
                )
            },
        ),
        csv: format!("/access-log/export{}", days.clone().with("form", "csv").address()),
        jsonl: format!("/access-log/export{}", days.with("form", "jsonl").address()),
        errors,
    };
    Answer::page(&ask, "administration/log.html", &about, &page)
}

fn fit(found: &Found) -> usize {
    usize::try_from(found.fit).unwrap_or(usize::MAX)
}

fn shortened(typed: Option<&str>) -> String {
    typed.unwrap_or_default().chars().take(200).collect()
}

async fn filter(ask: &Ask, errors: &mut BTreeMap<&'static str, String>) -> Result<Filter, Stop> {
    let mut filter = Filter::default();
    if let Some(name) = ask.query.get("person") {
        let known = ask.service.records.people().by_sign_in_name(name).await?;
        filter.person = Some(known.map_or_else(|| name.to_owned(), |person| person.id));
    }
    if let Some(child) = ask.query.get("child") {
        match Pseudonym::parse(child) {
            Ok(child) => filter.child = Some(child),
            Err(fault) => {
                errors.insert("child", words::sentence(&format!("{fault}.")));
            }
        }
    }
    filter.kind = ask.query.get("kind").and_then(Kind::of_word);
    filter.before = ask.query.get("before").and_then(|number| number.parse().ok());
    Ok(filter)
}

/// Entries as a table.
pub(super) fn table<'a>(entries: impl Iterator<Item = &'a AccessEntry>, names: &Names, caption: &str) -> Table {
    Table {
        caption: caption.to_owned(),
        columns: vec![
            Column::days("When"),
            Column::words("Who"),
            Column::words("What"),
            Column::words("Of what"),
            Column::long("Children"),
            Column::long("Why"),
            Column::words("From"),
            Column::numbers("Entry"),
        ],
        rows: entries.map(|entry| line(entry, names)).collect(),
        sortable: false,
        csv: None,
        empty: "No entry fits.".to_owned(),
    }
}
