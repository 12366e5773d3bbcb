//! Several who write at once.

use super::{NOON, entries, reading, signed_in};
use sightline_store::AccessLog;
use std::collections::{BTreeMap, BTreeSet};

/// Two handles that know nothing of each other, as the command line and the service are, each with four threads: 1,000 entries, no gap, each receipt its own.
#[test]
fn entries_written_at_once_make_one_chain() {
    let folder = tempfile::tempdir().unwrap();
    let logs = [AccessLog::at(folder.path()), AccessLog::at(folder.path())];
    let numbers: Vec<u64> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|thread| {
                let log = &logs[thread % 2];
                scope.spawn(move || {
                    let who = format!("p{thread}");
                    (0..125)
                        .map(|turn| {
                            if turn % 2 == 0 {
                                log.record(&reading(&who)).unwrap().number()
                            } else {
                                log.note(&signed_in(NOON, &who)).unwrap().number
                            }
                        })
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(numbers.iter().copied().collect::<BTreeSet<_>>(), (1..=1_000).collect());
    let found = logs[0].verify(&[]).unwrap();
    assert_eq!((found.entries, found.fault), (1_000, None));
    let mut by_person: BTreeMap<String, u32> = BTreeMap::new();
    for entry in entries(&logs[0]) {
        let who = if entry.reason.is_empty() { entry.who } else { entry.reason };
        *by_person.entry(who).or_default() += 1;
    }
    assert_eq!(by_person, (0..8).map(|thread| (format!("p{thread}"), 125)).collect());
}

/// Two programs: the test starts itself twice as a child that writes 500 entries.
#[test]
fn two_programs_write_one_chain() {
    const FOLDER: &str = "SIGHTLINE_TEST_ACCESS_LOG";
    if let Some(root) = std::env::vars_os().find(|(name, _)| name == FOLDER).map(|(_, value)| value) {
        let log = AccessLog::at(std::path::Path::new(&root));
        for _ in 0..500 {
            log.note(&signed_in(NOON, "child")).unwrap();
        }
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let children: Vec<_> = (0..2)
        .map(|_| {
            std::process::Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "access::together::two_programs_write_one_chain"])
                .env(FOLDER, folder.path())
                .stdout(std::process::Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let found = AccessLog::at(folder.path()).verify(&[]).unwrap();
    assert_eq!((found.entries, found.fault), (1_000, None));
}

/// A look at the log while somebody writes sees whole entries and no fault.
#[test]
fn a_look_while_somebody_writes_finds_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for _ in 0..200 {
                log.note(&signed_in(NOON, "p1")).unwrap();
            }
        });
        let mut last = 0;
        while !writer.is_finished() {
            let found = AccessLog::at(folder.path()).verify(&[]).unwrap();
            assert_eq!((found.fault, found.unfinished), (None, false));
            assert!(found.entries >= last);
            last = found.entries;
        }
    });
    assert_eq!(log.verify(&[]).unwrap().entries, 200);
}
