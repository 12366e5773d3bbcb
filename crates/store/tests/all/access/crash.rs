//! A program that was killed, and a disk that does not do what it should.

use super::{NOON, entries, reading, segment, signed_in};
use sightline_store::{AccessLog, Kind, StoreError};
use std::fs;

/// Wherever a crash stopped the writing of the second entry: the log goes on, the first entry stays, what was written of the second is kept.
#[test]
fn an_unfinished_last_line_is_kept_aside_and_the_log_says_so() {
    let whole = {
        let folder = tempfile::tempdir().unwrap();
        let log = AccessLog::at(folder.path());
        log.record(&reading("first")).unwrap();
        log.record(&reading("second")).unwrap();
        fs::read(segment(folder.path(), "2026-11")).unwrap()
    };
    let first = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for cut in first..=whole.len() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("access")).unwrap();
        fs::write(segment(folder.path(), "2026-11"), &whole[..cut]).unwrap();
        let log = AccessLog::at(folder.path());
        let before = log.verify(&[]).unwrap();
        let torn = cut > first && cut < whole.len();
        assert_eq!((before.fault, before.unfinished), (None, torn), "{cut}");
        let receipt = log.record(&reading("third")).unwrap();
        let read = entries(&log);
        let aside: Vec<_> = fs::read_dir(folder.path().join("access"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "txt"))
            .collect();
        let kinds: Vec<Kind> = read.iter().map(|entry| entry.kind).collect();
        if cut == first || cut == whole.len() {
            assert_eq!(aside.len(), 0, "{cut}: nothing was unfinished");
            assert_eq!(kinds, vec![Kind::ListRead; if cut == first { 2 } else { 3 }]);
        } else if cut == whole.len() - 1 {
            assert_eq!((aside.len(), kinds), (0, vec![Kind::ListRead, Kind::ListRead, Kind::Mended, Kind::ListRead]), "only the end was missing");
        } else {
            assert_eq!(kinds, [Kind::ListRead, Kind::Mended, Kind::ListRead], "{cut}");
            assert_eq!(fs::read(&aside[0]).unwrap(), whole[first..cut], "{cut}");
            assert!(read[1].reason.contains(&format!("the last {} bytes", cut - first)), "{}", read[1].reason);
            assert!(read[1].reason.contains(aside[0].file_name().unwrap().to_str().unwrap()), "{}", read[1].reason);
        }
        assert_eq!(read.last().unwrap().number, receipt.number());
        let after = log.verify(&[]).unwrap();
        assert_eq!((after.fault, after.unfinished), (None, false), "{cut}");
    }
}

/// The very first entry unfinished; and the first of a month, with the chain going on from the month before.
#[test]
fn an_unfinished_first_line_of_a_file_is_mended_too() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("access")).unwrap();
    fs::write(segment(folder.path(), "2026-10"), b"{\"number\":1,").unwrap();
    let log = AccessLog::at(folder.path());
    log.note(&signed_in("2026-10-01T00:00:00Z", "p1")).unwrap();
    fs::write(segment(folder.path(), "2026-11"), b"{\"num").unwrap();
    log.note(&signed_in(NOON, "p1")).unwrap();
    // A file that a crash left empty is no fault.
    fs::write(segment(folder.path(), "2026-12"), b"").unwrap();
    log.note(&signed_in("2026-12-01T00:00:00Z", "p1")).unwrap();
    let read = entries(&log);
    assert_eq!(read.iter().map(|entry| entry.kind).collect::<Vec<_>>(), [Kind::Mended, Kind::SignedIn, Kind::Mended, Kind::SignedIn, Kind::SignedIn]);
    assert!(log.verify(&[]).unwrap().fault.is_none());
    assert_eq!(fs::read(folder.path().join("access/unfinished-2026-11-0.txt")).unwrap(), b"{\"num");
}

/// An unfinished line that is not at the end of the log was not left by a crash, and is left as it is.
#[test]
fn an_unfinished_line_elsewhere_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    log.note(&signed_in("2026-10-01T00:00:00Z", "p1")).unwrap();
    log.note(&signed_in(NOON, "p1")).unwrap();
    let path = segment(folder.path(), "2026-10");
    let text = fs::read_to_string(&path).unwrap();
    for cut in [1, 20] {
        fs::write(&path, &text[..text.len() - cut]).unwrap();
        let fault = log.verify(&[]).unwrap().fault.unwrap();
        assert_eq!((fault.path, fault.line, fault.words.as_str()), (path.clone(), Some(1), "the line is unfinished, and is not the last"));
        log.note(&signed_in(NOON, "p1")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), text[..text.len() - cut]);
    }
}

#[test]
fn a_folder_that_cannot_be_written_gives_no_receipt() {
    // A file where the folder should be stops even the superuser, who may run these tests.
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("access"), "a file").unwrap();
    let log = AccessLog::at(folder.path());
    assert!(matches!(log.record(&reading("first")), Err(StoreError::Io { .. })));
    fs::remove_file(folder.path().join("access")).unwrap();
    // A folder where the file should be.
    fs::create_dir_all(segment(folder.path(), "2026-11")).unwrap();
    assert!(matches!(log.record(&reading("first")), Err(StoreError::Io { .. })));
    fs::remove_dir(segment(folder.path(), "2026-11")).unwrap();
    assert_eq!(log.record(&reading("first")).unwrap().number(), 1);
}

/// A disk that is full: no receipt, and the log as it was.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_gives_no_receipt() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    log.note(&signed_in("2026-10-01T00:00:00Z", "p1")).unwrap();
    // The device that is always full stands where the next month's file will.
    std::os::unix::fs::symlink("/dev/full", segment(folder.path(), "2026-11")).unwrap();
    let error = log.record(&reading("first")).unwrap_err();
    assert!(matches!(&error, StoreError::Io { source, .. } if source.kind() == std::io::ErrorKind::StorageFull), "{error}");
    fs::remove_file(segment(folder.path(), "2026-11")).unwrap();
    assert_eq!(log.record(&reading("first")).unwrap().number(), 2);
    assert!(log.verify(&[]).unwrap().fault.is_none());
}
