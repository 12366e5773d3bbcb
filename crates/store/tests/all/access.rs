//! Nothing is read unlogged, and nothing logged can be changed unseen.

use sightline_store::{AccessLog, Reading};
use std::fs;

fn reading(reason: &str) -> Reading<'_> {
    Reading { at: "2026-01-01T09:00:00Z", who: "analyst", list: "cp-plans 2018-07", reason, snapshot: "abc" }
}

#[test]
fn receipts_are_numbered_and_the_chain_holds() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    assert!(log.entries().unwrap().is_empty());
    assert_eq!(log.record(&reading("first")).unwrap().number(), 1);
    assert_eq!(log.record(&reading("second")).unwrap().number(), 2);
    let entries = log.entries().unwrap();
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[1].before, entries[0].seal);
    assert_eq!(entries[1].reason, "second");
}

/// Each kind of tampering: a changed word, a line taken away, a line added, a line that is no entry.
#[test]
fn tampering_is_seen_and_stops_further_reading() {
    for spoil in [
        |text: String| text.replace("first", "other"),
        |text: String| text.lines().skip(1).map(|l| format!("{l}\n")).collect(),
        |text: String| format!("{text}{}\n", text.lines().next().unwrap()),
        |text: String| format!("{text}nonsense\n"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let log = AccessLog::at(folder.path());
        log.record(&reading("first")).unwrap();
        log.record(&reading("second")).unwrap();
        let path = folder.path().join("access.jsonl");
        fs::write(&path, spoil(fs::read_to_string(&path).unwrap())).unwrap();
        assert!(log.entries().is_err());
        assert!(log.record(&reading("third")).is_err(), "nothing may be read while the log is broken");
    }
}
