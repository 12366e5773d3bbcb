//! What an entry says, and how it hangs on the one before.

use super::{NOON, entries, pseudonyms, reading, segment, signed_in};
use sightline_access::{Ground, Role};
use sightline_store::{AccessLog, Act, Event, Kind, Opening, Outcome, Reading, StoreError, Subjects};
use std::fs;

#[test]
fn receipts_are_numbered_and_the_chain_holds() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    assert!(entries(&log).is_empty());
    assert_eq!(log.verify(&[]).unwrap().head, None);
    assert!(!folder.path().join("access").exists(), "looking writes nothing");
    assert_eq!(log.record(&reading("first")).unwrap().number(), 1);
    assert_eq!(log.note(&signed_in(NOON, "p1")).unwrap().number, 2);
    let third = log.record(&reading("second")).unwrap();
    assert_eq!(third.number(), 3);
    let read = entries(&log);
    assert_eq!(read.iter().map(|entry| entry.kind).collect::<Vec<_>>(), [Kind::ListRead, Kind::SignedIn, Kind::ListRead]);
    assert_eq!((read[0].before.as_str(), &read[1].before, &read[2].before), ("", &read[0].seal, &read[1].seal));
    assert_eq!(read[2].seal, third.seal());
    let found = log.verify(&[]).unwrap().sound().unwrap();
    assert_eq!((found.entries, found.went_back, found.unfinished), (3, 0, false));
    assert_eq!(found.head.unwrap().seal, third.seal());
}

/// The line to the letter; pseudonym and seal worked out by Python's `hmac` and `hashlib`, the seal over the line without it.
#[test]
fn a_line_holds_who_what_why_and_from_where() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    let child = pseudonyms(1);
    log.record(&Reading {
        opening: Opening::Child,
        at: "2026-11-22T12:00:00.5+01:00",
        who: "p7",
        role: Some(Role::SocialWorker),
        list: "child",
        subjects: Subjects::named(&child),
        ground: Ground::OwnCase,
        reason: "",
        from: "192.0.2.7",
        snapshot: "abc",
    })
    .unwrap();
    let line = fs::read_to_string(segment(folder.path(), "2026-11")).unwrap();
    let expected = concat!(
        r#"{"number":1,"at":"2026-11-22T11:00:00.500Z","kind":"child-opened","who":"p7","role":"social-worker","what":"child","count":1,"#,
        r#""children":["Z49HA-A8TD3-JZKQK-P398M-3"],"ground":"own-case","from":"192.0.2.7","snapshot":"abc","outcome":"done","before":"","#,
        r#""seal":"6eb1c0877f9ae65c904946068cdc2d58270d72a4cd948eaff6f55eaa66e7e100"}"#,
        "\n"
    );
    assert_eq!(line, expected);
}

#[test]
fn every_act_is_kept_with_its_outcome_and_what_it_is_about() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    let acts = [
        Act::Exported,
        Act::Printed,
        Act::Refused,
        Act::SignedIn,
        Act::SignInFailed,
        Act::SignedOut,
        Act::Locked,
        Act::SettingChanged,
        Act::PersonChanged,
        Act::TokenMade,
        Act::TokenRevoked,
        Act::Loaded,
        Act::PaperSignedOff,
        Act::PaperPublished,
        Act::LogExported,
        Act::Reviewed,
    ];
    for act in acts {
        log.note(&Event { outcome: Outcome::Blocked, about: Some(9), ..Event::done(act, NOON, "p1", "x", "") }).unwrap();
    }
    let read = entries(&log);
    assert_eq!(read.iter().map(|entry| entry.kind).collect::<Vec<_>>(), acts.map(Act::kind));
    assert!(read.iter().all(|entry| entry.outcome == Outcome::Blocked && entry.about == Some(9) && !entry.kind.is_reading()));
    for kind in Kind::ALL {
        assert_eq!(Kind::of_word(kind.word()), Some(*kind));
    }
    assert_eq!(Kind::of_word("nothing"), None);
}

/// A list is logged before it is read; which children it held, before it is shown. More than one entry holds go on in the next.
#[test]
fn the_children_of_a_list_are_logged_before_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    let receipt = log.record(&reading("weekly check of plans")).unwrap();
    let children = pseudonyms(4_500);
    assert_eq!(log.shown(&receipt, Subjects::named(&children)).unwrap().number, 2);
    let read = entries(&log);
    assert_eq!(
        read.iter().map(|entry| (entry.kind, entry.count, entry.children.len(), entry.about)).collect::<Vec<_>>(),
        [
            (Kind::ListRead, 0, 0, None),
            (Kind::ListShown, 4_500, 2_000, Some(1)),
            (Kind::ChildrenContinued, 0, 2_000, Some(2)),
            (Kind::ChildrenContinued, 0, 500, Some(2)),
        ]
    );
    assert_eq!(read[1..].iter().flat_map(|entry| entry.children.clone()).collect::<Vec<_>>(), children);
    assert_eq!((read[1].who.as_str(), read[1].reason.as_str()), ("analyst", "weekly check of plans"));
    assert!(log.verify(&[]).unwrap().fault.is_none());
}

/// What people typed can neither end a line nor make it endless, and comes back as it was typed.
#[test]
fn untrusted_text_is_escaped_and_bounded() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    let nasty = "a\nb\r\u{0}\u{1b}[2J\"}\\ \u{2028}";
    log.record(&reading(nasty)).unwrap();
    log.record(&reading(&"ü".repeat(10_000))).unwrap();
    log.record(&reading(&"ü".repeat(500))).unwrap();
    let text = fs::read_to_string(segment(folder.path(), "2026-11")).unwrap();
    assert_eq!(text.lines().count(), 3);
    assert!(!text.contains(['\r', '\u{0}', '\u{1b}']));
    let read = entries(&log);
    assert_eq!(read[0].reason, nasty);
    assert_eq!(read[1].reason, format!("{}…", "ü".repeat(499)));
    assert_eq!(read[2].reason, "ü".repeat(500));
    assert!(!format!("{:?} {:?}", read[0], log.record(&reading("Larch")).unwrap()).contains("Larch"));
    assert!(log.verify(&[]).unwrap().fault.is_none());
}

#[test]
fn a_time_that_is_none_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    for at in ["", "2026-11-22", "2026-11-22T12:00:00", "soon"] {
        assert!(matches!(log.note(&signed_in(at, "p1")), Err(StoreError::NoInstant)), "{at}");
    }
    assert!(entries(&log).is_empty());
}
