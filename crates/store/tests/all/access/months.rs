//! One file a month, one chain over all of them; and the log from before there were months.

use super::{entries, reading, segment, signed_in};
use sightline_store::{AccessLog, Kind};
use std::fs;

fn stem(path: &std::path::Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

fn months(root: &std::path::Path) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = fs::read_dir(root.join("access"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "jsonl"))
        .map(|path| (stem(&path), fs::read_to_string(&path).unwrap().lines().count()))
        .collect();
    found.sort();
    found
}

#[test]
fn a_new_month_is_a_new_file_and_the_chain_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    // Midnight is that of UTC.
    for at in ["2026-10-31T23:59:59.999Z", "2026-11-01T00:00:00Z", "2026-11-30T23:30:00-01:00", "2027-01-01T00:00:00Z"] {
        log.note(&signed_in(at, "p1")).unwrap();
    }
    let of = |month: &str, count| (month.to_owned(), count);
    assert_eq!(months(folder.path()), [of("2026-10", 1), of("2026-11", 1), of("2026-12", 1), of("2027-01", 1)]);
    let found = log.verify(&[]).unwrap();
    assert_eq!((found.entries, found.went_back, found.fault), (4, 0, None));
    assert!(entries(&log)[2].at.to_string().starts_with("2026-12-01T00:30:00"));
}

/// A clock that goes back keeps the time it gave, and the order of writing: the entry goes into the newest file, and is found by its time all the same.
#[test]
fn a_clock_that_goes_back_breaks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    for at in ["2026-10-10T00:00:00Z", "2026-12-01T00:00:00Z", "2026-10-20T00:00:00Z", "2026-12-02T00:00:00Z"] {
        log.note(&signed_in(at, "p1")).unwrap();
    }
    let of = |month: &str, count| (month.to_owned(), count);
    assert_eq!(months(folder.path()), [of("2026-10", 1), of("2026-12", 3)]);
    let found = log.verify(&[]).unwrap();
    assert_eq!((found.entries, found.went_back, found.fault), (4, 1, None));
    let between = |from: &str, to: &str| -> Vec<u64> {
        log.between(from.parse().unwrap(), to.parse().unwrap()).unwrap().map(|entry| entry.unwrap().number).collect()
    };
    assert_eq!(between("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"), [1, 3]);
    assert_eq!(between("2026-10-10T00:00:00Z", "2026-10-20T00:00:00Z"), [1], "the first instant is in, the last is not");
    assert_eq!(between("2026-10-20T00:00:00.001Z", "2026-12-02T00:00:00Z"), [2]);
    assert_eq!(between("2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"), [0u64; 0]);
}

/// Two entries as they were written before there were months, to the letter; the seals by `sha256sum` over each line without its seal.
const OLD: &str = r#"{"number":1,"at":"2026-01-01T09:00:00Z","who":"analyst","list":"cp-plans 2018-07","reason":"first","snapshot":"abc","before":"","seal":"f048defb88377c50b4ac8d817121130d719f9cc710e13fe95a9590b85624d757"}
{"number":2,"at":"2026-01-02T09:00:00Z","who":"analyst","list":"cla 2018-07","reason":"second","snapshot":"abc","before":"f048defb88377c50b4ac8d817121130d719f9cc710e13fe95a9590b85624d757","seal":"b6f2e1f1b9a02f7e3de3ccb4731047171d9cceffa2a7e13fef3774ba51be5fe2"}
"#;

#[test]
fn the_log_from_before_there_were_months_is_carried_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("access.jsonl");
    fs::write(&path, OLD).unwrap();
    let log = AccessLog::at(folder.path());
    // It is read where it lies until something is written.
    let found = log.verify(&[]).unwrap();
    assert_eq!((found.entries, found.fault), (2, None));
    assert_eq!(entries(&log)[1].what, "cla 2018-07");
    assert!(path.exists() && !folder.path().join("access").exists());
    assert_eq!(log.record(&reading("third")).unwrap().number(), 3);
    assert!(!path.exists());
    assert_eq!(fs::read_to_string(segment(folder.path(), "0000-00")).unwrap(), OLD);
    let read = entries(&log);
    assert_eq!(
        read.iter().map(|entry| (entry.number, entry.kind, entry.reason.as_str())).collect::<Vec<_>>(),
        [(1, Kind::ListRead, "first"), (2, Kind::ListRead, "second"), (3, Kind::ListRead, "third"),]
    );
    assert_eq!(read[2].before, read[1].seal);
    let january: Vec<u64> = log
        .between("2026-01-02T00:00:00Z".parse().unwrap(), "2026-02-01T00:00:00Z".parse().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().number)
        .collect();
    assert_eq!(january, [2]);
    assert_eq!(log.verify(&[]).unwrap().entries, 3);
    // An old program that writes beside the new log makes a second chain: that is told, and stops nothing.
    fs::write(&path, OLD).unwrap();
    assert_eq!(stem(&log.verify(&[]).unwrap().fault.unwrap().path), "access");
    assert_eq!(log.record(&reading("fourth")).unwrap().number(), 4);
    assert_eq!(fs::read_to_string(&path).unwrap(), OLD);
}

#[test]
fn an_old_log_that_was_tampered_with_is_told_and_stays_so_when_carried_over() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("access.jsonl"), OLD.replace("first", "other")).unwrap();
    let log = AccessLog::at(folder.path());
    assert_eq!(log.verify(&[]).unwrap().fault.unwrap().line, Some(1));
    log.record(&reading("third")).unwrap();
    let fault = log.verify(&[]).unwrap().fault.unwrap();
    assert_eq!((stem(&fault.path), fault.line), ("0000-00".to_owned(), Some(1)));
}
