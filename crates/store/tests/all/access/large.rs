//! A long log is written as fast as a short one: counted in bytes read, not in time.

use super::{NOON, pseudonyms, segment, signed_in};
use sha2::{Digest, Sha256};
use sightline_store::{AccessLog, Subjects};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};

const MILLION: u64 = 1_000_000;

/// A million entries of our own making: this test knows nothing of how the log writes them but what a line is.
fn million(root: &std::path::Path) {
    std::fs::create_dir(root.join("access")).unwrap();
    let mut file = BufWriter::new(File::create(segment(root, "2026-11")).unwrap());
    let (mut before, mut line) = (String::new(), String::new());
    for number in 1..=MILLION {
        line.clear();
        write!(line, r#"{{"number":{number},"at":"{NOON}","kind":"signed-in","who":"p1","what":"sign-in","before":"{before}","seal":""}}"#).unwrap();
        before.clear();
        for byte in Sha256::digest(&line) {
            write!(before, "{byte:02x}").unwrap();
        }
        writeln!(file, "{}{before}\"}}", &line[..line.len() - 2]).unwrap();
    }
    file.flush().unwrap();
}

#[test]
fn an_entry_costs_the_same_after_a_million() {
    let folder = tempfile::tempdir().unwrap();
    million(folder.path());
    let log = AccessLog::at(folder.path());
    assert_eq!(log.note(&signed_in(NOON, "p1")).unwrap().number, MILLION + 1);
    // One chunk of 4 KiB holds the last line.
    assert_eq!(log.bytes_read_to_write(), 4096);
    for _ in 0..9 {
        log.note(&signed_in(NOON, "p1")).unwrap();
    }
    assert_eq!(log.bytes_read_to_write(), 10 * 4096);
    let found = log.verify(&[]).unwrap();
    assert_eq!((found.entries, found.fault), (MILLION + 10, None));
    let last = log.entries().unwrap().last().unwrap().unwrap();
    assert_eq!(last.number, MILLION + 10);
}

/// The longest entry there is costs those after it no more than its own length.
#[test]
fn a_long_list_of_children_does_not_make_the_next_entry_dear() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    let receipt = log.record(&super::reading("first")).unwrap();
    log.shown(&receipt, Subjects::named(&pseudonyms(20_000))).unwrap();
    let before = log.bytes_read_to_write();
    log.note(&signed_in(NOON, "p1")).unwrap();
    // 2,000 pseudonyms of 25 characters in quotes with a comma make 56,000 bytes.
    assert!(log.bytes_read_to_write() - before < 64 << 10);
    assert_eq!(log.verify(&[]).unwrap().entries, 1 + 10 + 1);
}
