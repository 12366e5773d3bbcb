//! Every way to change a log unseen is seen.

use super::{NOON, reading, segment, signed_in};
use proptest::prelude::*;
use sightline_store::{AccessLog, Head, Verified};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// Four entries in two files: two of October, two of November.
fn four(root: &Path) -> AccessLog {
    let log = AccessLog::at(root);
    for at in ["2026-10-05T08:00:00Z", "2026-10-06T08:00:00Z", "2026-11-01T08:00:00Z", NOON] {
        log.note(&signed_in(at, "p1")).unwrap();
    }
    log
}

fn fault(root: &Path, kept: &[Head]) -> Option<String> {
    AccessLog::at(root).verify(kept).unwrap().fault.map(|fault| {
        let file = fault.path.file_stem().unwrap().to_str().unwrap().to_owned();
        format!("{file}:{} {}", fault.line.map_or_else(String::new, |line| line.to_string()), fault.words)
    })
}

#[test]
fn each_kind_of_tampering_is_told_apart() {
    type Spoil = fn(&[String], &[String]) -> (Vec<String>, Vec<String>);
    let cases: [(&str, Spoil, &str); 9] = [
        ("a word changed", |o, n| (vec![o[0].replace("p1", "p2"), o[1].clone()], n.to_vec()), "2026-10:1 the entry was changed, or is none"),
        ("no entry", |o, n| (vec![o[0].clone(), "{}".to_owned(), o[1].clone()], n.to_vec()), "2026-10:2 the entry was changed, or is none"),
        ("an empty line", |o, n| (vec![o[0].clone(), String::new(), o[1].clone()], n.to_vec()), "2026-10:2 the entry was changed, or is none"),
        ("the first away", |o, n| (vec![o[1].clone()], n.to_vec()), "2026-10:1 entry 1 is missing"),
        ("one from the middle away", |o, n| (o.to_vec(), vec![n[1].clone()]), "2026-11:1 entry 3 is missing"),
        ("a file emptied", |_, n| (vec![], n.to_vec()), "2026-11:1 entries 1 to 2 are missing"),
        ("two in the other order", |o, n| (vec![o[1].clone(), o[0].clone()], n.to_vec()), "2026-10:1 entry 1 is missing"),
        ("one told twice", |o, n| (o.to_vec(), vec![n[0].clone(), n[0].clone(), n[1].clone()]), "2026-11:2 entry 3 stands where entry 4 should"),
        ("files exchanged", |o, n| (n.to_vec(), o.to_vec()), "2026-10:1 entries 1 to 2 are missing"),
    ];
    for (what, spoil, words) in cases {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        four(root);
        assert_eq!(fault(root, &[]), None);
        let lines = |month| fs::read_to_string(segment(root, month)).unwrap().lines().map(str::to_owned).collect::<Vec<_>>();
        let (october, november) = spoil(&lines("2026-10"), &lines("2026-11"));
        let text = |lines: Vec<String>| lines.into_iter().map(|line| line + "\n").collect::<String>();
        fs::write(segment(root, "2026-10"), text(october)).unwrap();
        fs::write(segment(root, "2026-11"), text(november)).unwrap();
        assert_eq!(fault(root, &[]).as_deref(), Some(words), "{what}");
    }
}

/// An entry put in with a seal that is right for its own line still does not hang on the one before.
#[test]
fn an_entry_of_another_log_does_not_fit() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    four(folder.path());
    let stranger = AccessLog::at(other.path());
    for who in ["x", "y", "z"] {
        stranger.note(&signed_in(NOON, who)).unwrap();
    }
    let foreign = fs::read_to_string(segment(other.path(), "2026-11")).unwrap();
    let path = segment(folder.path(), "2026-11");
    let text = fs::read_to_string(&path).unwrap();
    let second = text.lines().nth(1).unwrap();
    fs::write(&path, format!("{}\n{second}\n", foreign.lines().nth(2).unwrap())).unwrap();
    assert_eq!(fault(folder.path(), &[]).as_deref(), Some("2026-11:1 entry 3 was not written after the one before it"));
}

#[test]
fn a_missing_file_is_seen() {
    for (month, words) in [("2026-10", "2026-11:1 entries 1 to 2 are missing"), ("2026-11", "2026-12:1 entries 3 to 4 are missing")] {
        let folder = tempfile::tempdir().unwrap();
        let log = four(folder.path());
        log.note(&signed_in("2026-12-01T00:00:00Z", "p1")).unwrap();
        fs::remove_file(segment(folder.path(), month)).unwrap();
        assert_eq!(fault(folder.path(), &[]).as_deref(), Some(words));
    }
}

/// The chain alone cannot tell that its last entries are gone; a head kept elsewhere can.
#[test]
fn the_loss_of_the_last_entries_shows_beside_a_head_kept_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let head = four(root).verify(&[]).unwrap().head.unwrap();
    assert_eq!(head.number, 4);
    let path = segment(root, "2026-11");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{}\n", text.lines().next().unwrap())).unwrap();
    assert_eq!(fault(root, &[]), None);
    assert_eq!(fault(root, std::slice::from_ref(&head)).as_deref(), Some("2026-11: entry 4 is missing at the end"));
    // Another entry in its place: the numbers are right again, the seal is not.
    AccessLog::at(root).note(&signed_in(NOON, "somebody else")).unwrap();
    assert_eq!(fault(root, std::slice::from_ref(&head)).as_deref(), Some("2026-11:2 entry 4 is not the one whose seal was kept elsewhere"));
    fs::remove_dir_all(root.join("access")).unwrap();
    assert_eq!(fault(root, std::slice::from_ref(&head)).as_deref(), Some("access: entries 1 to 4 are missing at the end"));
    // More entries than when the head was kept are as they should be.
    let folder = tempfile::tempdir().unwrap();
    let head = four(folder.path()).verify(&[]).unwrap().head.unwrap();
    AccessLog::at(folder.path()).note(&signed_in(NOON, "p1")).unwrap();
    assert_eq!(fault(folder.path(), &[head]), None);
}

/// Cut short and grown past the last head that was kept, the log holds together again: an earlier head is then the only witness.
#[test]
fn a_log_that_has_grown_again_is_told_by_an_earlier_head() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let log = four(root);
    let head = log.verify(&[]).unwrap().head.unwrap();
    assert!(log.holds(&head).unwrap());
    let path = segment(root, "2026-11");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{}\n", text.lines().next().unwrap())).unwrap();
    let log = AccessLog::at(root);
    assert!(!log.holds(&head).unwrap());
    for who in ["x", "y", "z"] {
        log.note(&signed_in(NOON, who)).unwrap();
    }
    let later = log.seen().unwrap();
    assert_eq!(later.number, 6);
    assert!(!log.holds(&head).unwrap() && log.holds(&later).unwrap());
    assert_eq!(fault(root, std::slice::from_ref(&later)), None);
    assert_eq!(fault(root, &[later, head]).as_deref(), Some("2026-11:2 entry 4 is not the one whose seal was kept elsewhere"));
}

#[test]
fn an_entry_is_found_wherever_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    let mut heads = Vec::new();
    for day in 10..30 {
        for month in ["09", "10", "11"] {
            let at = format!("2026-{month}-{day}T08:00:00Z");
            // Lines of very different lengths.
            log.note(&signed_in(&at, &"p".repeat(1 + day % 7 * 40))).unwrap();
            heads.push(log.seen().unwrap());
        }
    }
    for head in &heads {
        assert!(log.holds(head).unwrap(), "{}", head.number);
        assert!(!log.holds(&Head { seal: "0".repeat(64), ..head.clone() }).unwrap());
    }
    assert!(!log.holds(&Head { number: 61, seal: heads[0].seal.clone() }).unwrap());
    fs::remove_dir_all(folder.path().join("access")).unwrap();
    assert!(!log.holds(&heads[0]).unwrap());
}

#[test]
fn a_file_under_another_name_is_seen() {
    for (name, words) in [
        ("2026-12.jsonl", "2026-12:1 the entry is of another month than its file: the file is under another name"),
        ("2026-11.jsonl.bak", "2026-11.jsonl: this file lies beside the log and is no part of it"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        four(folder.path());
        fs::rename(segment(folder.path(), "2026-11"), folder.path().join("access").join(name)).unwrap();
        assert_eq!(fault(folder.path(), &[]).as_deref(), Some(words));
    }
    // A clock that went back is no such thing.
    let folder = tempfile::tempdir().unwrap();
    four(folder.path()).note(&signed_in("2026-10-20T08:00:00Z", "p1")).unwrap();
    assert_eq!(fault(folder.path(), &[]), None);
}

/// Nothing can be loaded again to mend a log.
#[test]
fn what_helps_a_damaged_log_is_not_to_load() {
    let folder = tempfile::tempdir().unwrap();
    let log = four(folder.path());
    fs::remove_file(segment(folder.path(), "2026-10")).unwrap();
    let said = log.verify(&[]).unwrap().sound().unwrap_err().to_string();
    assert!(said.contains("data protection officer") && !said.contains("load"), "{said}");
}

/// A last entry that was changed stops every further reading; so does an end that was cut off while the service runs.
#[test]
fn nothing_is_read_on_an_end_that_is_not_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let log = four(folder.path());
    let path = segment(folder.path(), "2026-11");
    let text = fs::read_to_string(&path).unwrap();
    for spoilt in [text.replace("p1", "p2"), format!("{text}nonsense\n"), format!("{text}\n"), format!("{text}{}\n", "x".repeat(3 << 20))] {
        fs::write(&path, &spoilt).unwrap();
        for log in [&log, &AccessLog::at(folder.path())] {
            let refused = log.record(&reading("fourth")).unwrap_err().to_string();
            assert!(refused.contains("2026-11.jsonl") && refused.contains("broken"), "{refused}");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), spoilt, "nothing is added");
    }
    fs::write(&path, format!("{}\n", text.lines().next().unwrap())).unwrap();
    let refused = log.record(&reading("fourth")).unwrap_err().to_string();
    assert!(refused.contains("it ends before entry 4"), "{refused}");
    fs::write(&path, &text).unwrap();
    assert_eq!(log.record(&reading("fourth")).unwrap().number(), 5);
}

/// The two files of four entries, written once for all cases.
static FILES: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    four(folder.path());
    ["2026-10", "2026-11"].map(|month| fs::read(segment(folder.path(), month)).unwrap())
});

/// What `verify` says of these files, beside the head that was there before.
fn verified(files: &[Vec<u8>; 2]) -> Verified {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("access")).unwrap();
    for (month, bytes) in ["2026-10", "2026-11"].into_iter().zip(files) {
        fs::write(segment(folder.path(), month), bytes).unwrap();
    }
    AccessLog::at(folder.path()).verify(&[]).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// One bit of one byte anywhere: seen, or in the last line taken for an unfinished one if the end of line itself was hit.
    #[test]
    fn any_bit_that_was_flipped_is_seen(place in any::<prop::sample::Index>(), bit in 0..8u8, file in 0..2usize) {
        let mut files = FILES.clone();
        let place = place.index(files[file].len());
        files[file][place] ^= 1 << bit;
        let found = verified(&files);
        let last_end = file == 1 && place == files[1].len() - 1;
        prop_assert_eq!(found.fault.is_some(), !last_end);
        prop_assert_eq!(found.unfinished, last_end);
        prop_assert!(found.entries < 4);
    }

    /// Any run of bytes cut out, wherever: fewer entries hold together than there were, which the head that was kept shows.
    #[test]
    fn any_bytes_cut_out_are_seen(from in any::<prop::sample::Index>(), long in 1..900usize, file in 0..2usize) {
        let mut files = FILES.clone();
        let from = from.index(files[file].len());
        let until = (from + long).min(files[file].len());
        files[file].drain(from..until);
        let only_the_end = file == 1 && from == FILES[1].len() - 1;
        let found = verified(&files);
        prop_assert!(found.entries < 4 || only_the_end && found.unfinished);
    }

    /// Any bytes put in, wherever.
    #[test]
    fn any_bytes_put_in_are_seen(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 1..40), file in 0..2usize) {
        let mut files = FILES.clone();
        let at = at.index(files[file].len() + 1);
        files[file].splice(at..at, bytes);
        let found = verified(&files);
        prop_assert!(found.fault.is_some() || found.unfinished || files == *FILES);
    }
}
