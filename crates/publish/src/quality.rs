//! How good the data are: their age, what was set aside, what may still change, what is missing, and what makes figures differ before and after.

use serde::Serialize;
use sightline_model::{Day, Period, Status};
use std::collections::BTreeMap;

use crate::blocks::by_section;
use crate::report::ReportData;
use crate::row::{Row, reason};
use crate::view::{IndicatorView, SnapshotFacts};
use crate::words;

#[derive(Serialize)]
pub(crate) struct Quality<'a> {
    age: String,
    snapshot: &'a SnapshotFacts,
    tables: Vec<TableRow<'a>>,
    rows: String,
    quarantined: String,
    any_quarantined: bool,
    notes: Vec<NoteRow>,
    provisional: Vec<Row>,
    without: Vec<Reason>,
}

/// A dated note, and how many charts it stands on.
#[derive(Serialize)]
struct NoteRow {
    on: String,
    label: String,
    kind: &'static str,
    indicators: usize,
    reason: Option<String>,
}

#[derive(Serialize)]
struct TableRow<'a> {
    name: &'a str,
    rows: String,
    quarantined: String,
}

#[derive(Serialize)]
struct Reason {
    title: String,
    section: &'static str,
    reason: String,
    word: &'static str,
}

/// The facts of the appendix on data quality.
pub(crate) fn quality(data: &ReportData) -> Quality<'_> {
    let snapshot = &data.snapshot;
    let total = |of: fn(&crate::view::TableFacts) -> u64| snapshot.tables.iter().map(of).sum::<u64>();
    let quarantined = total(|table| table.quarantined);
    let mut provisional = Vec::new();
    let mut without = Vec::new();
    for (section, views) in by_section(&data.indicators) {
        for view in views {
            if !view.has_figure() {
                let word = words::status(match view.this.figure.status {
                    Status::NotApplicable => Status::NotApplicable,
                    _ => Status::NotAvailable,
                });
                without.push(Reason { title: view.title.clone(), section: section.title, reason: reason(view), word });
            } else if view.this.is_provisional() {
                provisional.push(Row::of(view));
            }
        }
    }
    Quality {
        age: age(data),
        snapshot,
        tables: snapshot
            .tables
            .iter()
            .map(|table| TableRow { name: &table.name, rows: words::whole(table.rows), quarantined: words::whole(table.quarantined) })
            .collect(),
        rows: words::whole(total(|table| table.rows)),
        quarantined: words::whole(quarantined),
        any_quarantined: quarantined > 0,
        notes: notes(&data.indicators),
        provisional,
        without,
    }
}

/// Every note that stands on a chart, once, in order of date.
fn notes(indicators: &[IndicatorView]) -> Vec<NoteRow> {
    let mut found: BTreeMap<(Day, String), NoteRow> = BTreeMap::new();
    for note in indicators.iter().filter(|view| view.has_trend()).flat_map(IndicatorView::notes) {
        let row = found.entry((note.on, note.label.clone())).or_insert_with(|| NoteRow {
            on: words::day(note.on),
            label: note.label.clone(),
            kind: note.kind.words(),
            indicators: 0,
            reason: note.break_reason().map(str::to_owned),
        });
        row.indicators += 1;
    }
    found.into_values().collect()
}

/// How old the data are, against the day the report was made and the last day of the period.
fn age(data: &ReportData) -> String {
    age_words(data.snapshot.extracted_on, data.cover.made_on, &data.period)
}

/// The same from its three days.
pub(crate) fn age_words(extracted_on: Option<Day>, made_on: Option<Day>, period: &Period) -> String {
    let Some(extracted) = extracted_on else {
        return "The day on which the records were extracted was not given, so their age cannot be said.".to_owned();
    };
    let days = |count: i32| words::how_many(usize::try_from(count.abs()).unwrap_or(0), "day", "days");
    let mut text = format!("The records were extracted on {}", words::day(extracted));
    if let Some(made) = made_on {
        text += &match made.days_since(extracted) {
            0 => ", the day this report was made".to_owned(),
            age if age > 0 => format!(", {} before this report was made", days(age)),
            _ => ", which is after the day given for this report".to_owned(),
        };
    }
    text.push('.');
    text + &match extracted.days_since(period.ends_on()) {
        0 => " That is the last day of the period: what was recorded later is not in it.".to_owned(),
        gap if gap > 0 => format!(" That is {} after the period ended.", days(gap)),
        gap => format!(" That is {} before the period ended: the period is not complete in these figures.", days(gap)),
    }
}

/// Every note that stands on a chart, once, in a sentence, in order of date.
pub(crate) fn notes_in_order(indicators: &[IndicatorView]) -> Vec<String> {
    let in_words = |note: NoteRow| {
        let reason = note.reason.map(|reason| format!(" Limits start again: {}.", reason.trim_end_matches('.'))).unwrap_or_default();
        format!(
            "{}: {} ({}); on {}.{reason}",
            note.on,
            note.label.trim_end_matches('.'),
            note.kind,
            words::how_many(note.indicators, "chart", "charts")
        )
    };
    notes(indicators).into_iter().map(in_words).collect()
}
