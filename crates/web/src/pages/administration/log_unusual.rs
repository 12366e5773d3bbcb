//! What was unusual in a month: questions to ask, not verdicts.

use super::log::{View, table, views};
use super::log_lines::Names;
use super::log_time::{Span, today};
use crate::pages::About;
use crate::{Answer, Ask, Service, Stop};
use jiff::tz::TimeZone;
use serde::Serialize;
use sightline_access::unusual::{Finding, Kind, Standards, find};
use sightline_look::{Choice, Table};
use sightline_model::Period;
use sightline_publish::words;
use sightline_store::AccessEntry;
use std::collections::{BTreeMap, BTreeSet};

/// Entries shown behind one finding; the search has them all.
const BEHIND: usize = 20;

#[derive(Serialize)]
struct Page {
    views: Vec<View>,
    errors: BTreeMap<&'static str, String>,
    month: String,
    months: Vec<Choice>,
    month_words: String,
    found: String,
    groups: Vec<Group>,
    standards: Vec<String>,
}

#[derive(Serialize)]
struct Group {
    title: &'static str,
    findings: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    who: String,
    words: String,
    entries: Table,
    more: String,
    search: String,
}

/// The findings of a month, with the entries behind them.
pub(super) async fn open(ask: Ask) -> Result<Answer, Stop> {
    let mut errors = BTreeMap::new();
    let this = Period::month_of(today(ask.now));
    let month = match ask.query.get("month") {
        None => this.clone(),
        Some(text) => match Period::parse(text) {
            Ok(month) if Period::month_of(month.starts_on()) == month => month,
            _ => {
                errors.insert("month", "Enter a month as 2018-09".to_owned());
                this.clone()
            }
        },
    };
    let span = Span::days(month.starts_on(), month.ends_on());
    let (findings, behind) = ask.off(move |service| look(service, &span)).await?;
    let names = Names::of(&ask, findings.iter().map(|finding| finding.person.clone()).collect()).await?;
    let found = match findings.len() {
        0 => "Nothing unusual was found.".to_owned(),
        some => format!("{} to look at. Each is a question, not a verdict.", words::how_many(some, "thing", "things")),
    };
    let mut groups: BTreeMap<Kind, Vec<Shown>> = BTreeMap::new();
    for finding in &findings {
        groups.entry(finding.kind).or_default().push(shown(finding, &behind, &names, &span));
    }
    let page = Page {
        views: views(&ask, "/access-log/unusual"),
        month: month.name().to_owned(),
        months: months(&this, &month),
        month_words: words::period(&month),
        found,
        groups: groups.into_iter().map(|(kind, findings)| Group { title: title(kind), findings }).collect(),
        standards: standards(),
        errors,
    };
    let about = About { has_errors: !page.errors.is_empty(), ..About::new("Unusual access", "/access-log").under("Access log", "/access-log") };
    Answer::page(&ask, "administration/log-unusual.html", &about, &page)
}

/// Months that can be chosen: as far back as entries are looked at, and the one that is shown.
const MONTHS: usize = 36;

fn months(this: &Period, shown: &Period) -> Vec<Choice> {
    let before = |month: &Period| Some(Period::month_of(month.starts_on().plus(-1)));
    let mut months: Vec<Period> = std::iter::successors(Some(this.clone()), before).take(MONTHS).collect();
    if !months.contains(shown) {
        months.push(shown.clone());
    }
    months.iter().map(|month| Choice::new(month.name(), words::period(month))).collect()
}

type Behind = BTreeMap<u64, AccessEntry>;

fn look(service: &Service, span: &Span) -> Result<(Vec<Finding>, Behind), Stop> {
    let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
    let seen = service.log.seen_between(span.from, span.to, &zone)?;
    let findings = find(&seen, &Standards::default());
    drop(seen);
    let wanted: BTreeSet<u64> = findings.iter().flat_map(|finding| finding.entries.iter().take(BEHIND).copied()).collect();
    let mut behind = Behind::new();
    if wanted.is_empty() {
        return Ok((findings, behind));
    }
    // A second look, so that the entries of a whole month are not held while they are gone through.
    for entry in service.log.between(span.from, span.to)?.flatten().filter(|entry| wanted.contains(&entry.number)) {
        behind.insert(entry.number, entry);
    }
    Ok((findings, behind))
}

fn shown(finding: &Finding, behind: &Behind, names: &Names, span: &Span) -> Shown {
    let who = names.name(&finding.person).to_owned();
    let entries = finding.entries.iter().take(BEHIND).filter_map(|number| behind.get(number));
    let left = finding.entries.len().saturating_sub(BEHIND);
    let search = crate::Pairs::default().with("person", &finding.person).with("from", &span.first()).with("to", &span.last());
    // One person may stand here several times: each table has a name of its own.
    let first = finding.entries.first().map_or_else(String::new, |number| format!(", from number {number}"));
    let caption = format!("{}: {who}{first}", title(finding.kind));
    Shown {
        entries: table(entries, names, &caption),
        who: if who.is_empty() { "Nobody signed in".to_owned() } else { who },
        words: finding.words.clone(),
        more: if left == 0 { String::new() } else { format!("and {}", words::how_many(left, "further entry", "further entries")) },
        search: format!("/access-log{}", search.address()),
    }
}

fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::BlockedChild => "A barred child was tried",
        Kind::ManyChildren => "Many children on one day",
        Kind::AfterHours => "At night, at the weekend or on a holiday",
        Kind::RepeatedRefusals => "Much was refused on one day",
        Kind::RepeatedReason => "One reason for several children",
        Kind::Reidentified => "Whose pseudonym it is was asked",
        Kind::BigExport => "Many children in one file",
    }
}

fn standards() -> Vec<String> {
    let standards = Standards::default();
    let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    vec![
        format!("More than {} different children on one day", standards.children_a_day),
        format!("More than {} times a person's own usual day, from {} children on", standards.times_usual, standards.children_to_compare),
        format!("Before {} or after {}, or at the weekend", time(standards.work_begins), time(standards.work_ends)),
        format!("{} refusals of one person on one day", standards.refusals_a_day),
        format!("One reason, word for word, for {} children", standards.children_for_one_reason),
        format!("A file with more than {} children", standards.children_in_a_file),
    ]
}
