//! Notes beside a series.

use crate::support::day;
use sightline_compare::Annotation;
use sightline_compare::annotation::{Kind, in_words, within};

pub fn note(on: &str, label: &str, breaks: bool, reason: Option<&str>) -> Annotation {
    Annotation { on: day(on), label: label.to_owned(), kind: Kind::SystemChange, breaks, reason: reason.map(str::to_owned) }
}

#[test]
fn only_a_break_with_a_reason_breaks() {
    let cases = [
        (true, Some("contacts are split by child"), Some("contacts are split by child"), false),
        (true, Some("  "), None, true),
        (true, None, None, true),
        (false, Some("worth knowing"), None, false),
        (false, None, None, false),
    ];
    for (breaks, reason, expected, lacks) in cases {
        let note = note("2023-10-01", "new system", breaks, reason);
        assert_eq!((note.break_reason(), note.lacks_reason()), (expected, lacks));
    }
}

#[test]
fn notes_inside_a_series_are_named_in_order_of_date() {
    let notes = [
        note("2023-10-01", "new recording system", true, Some("counted by child")),
        Annotation { kind: Kind::Event, ..note("2023-04-01", "schools closed for snow.", false, None) },
        note("2023-03-31", "a day too early", false, None),
        note("2024-03-31", "last day", false, None),
        note("2024-04-01", "a day too late", false, None),
    ];
    let (first, last) = (day("2023-04-01"), day("2024-03-31"));
    let labels: Vec<&str> = within(&notes, first, last).iter().map(|note| note.label.as_str()).collect();
    assert_eq!(labels, ["schools closed for snow.", "new recording system", "last day"]);
    assert_eq!(
        in_words(&notes, first, last).unwrap(),
        "1 April 2023: schools closed for snow (event); \
         1 October 2023: new recording system (change of system; limits start again here); \
         31 March 2024: last day (change of system)."
    );
    assert_eq!(in_words(&notes, day("2025-01-01"), day("2025-12-31")), None);
}

#[test]
fn a_note_is_read_from_settings() {
    let read: Annotation =
        serde_json::from_str(r#"{"on": "2023-10-01", "label": "teams merged", "kind": "reorganisation", "breaks": true, "reason": "one duty team"}"#)
            .unwrap();
    assert_eq!((read.kind, read.break_reason()), (Kind::Reorganisation, Some("one duty team")));
    let plain: Annotation = serde_json::from_str(r#"{"on": "2023-10-01", "label": "snow", "kind": "event"}"#).unwrap();
    assert!(!plain.breaks && plain.reason.is_none());
}
