//! How good the data are: their age, and what makes figures differ before and after.

use sightline_model::{Day, Period};
use std::collections::BTreeMap;

use crate::view::IndicatorView;
use crate::words;

/// A dated note, and how many charts it stands on.
struct NoteRow {
    on: String,
    label: String,
    kind: &'static str,
    indicators: usize,
    reason: Option<String>,
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
