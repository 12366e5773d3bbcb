//! The log as a file.

use super::{NOON, reading, segment, signed_in};
use jiff::Timestamp;
use sightline_store::{AccessLog, Form};
use std::fs;

fn exported(log: &AccessLog, form: Form) -> String {
    let mut out = Vec::new();
    log.export(Timestamp::MIN, Timestamp::MAX, form, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn lines_are_exported_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    log.note(&signed_in("2026-10-01T00:00:00Z", "p1")).unwrap();
    log.record(&reading("\"ü\"")).unwrap();
    let files: String = ["2026-10", "2026-11"].map(|month| fs::read_to_string(segment(folder.path(), month)).unwrap()).concat();
    assert_eq!(exported(&log, Form::JsonLines), files);
    let mut out = Vec::new();
    let november: Timestamp = "2026-11-01T00:00:00Z".parse().unwrap();
    assert_eq!(log.export(november, Timestamp::MAX, Form::JsonLines, &mut out).unwrap(), 1);
}

/// A spreadsheet takes none of the texts for a formula, and the table has as many cells as headings.
#[test]
fn a_table_holds_no_formula() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    let typed = [
        ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
        ("+1+1", "\"'+1+1\""),
        ("-2+3", "\"'-2+3\""),
        ("@SUM(A1)", "\"'@SUM(A1)\""),
        ("\t=1", "\"'\t=1\""),
        ("\r=1", "\"'\r=1\""),
        ("\n=1", "\"'\n=1\""),
        ("＝1", "\"'＝1\""),
        ("a=1, \"b\"", "\"a=1, \"\"b\"\"\""),
        ("'quoted", "\"'quoted\""),
    ];
    for (reason, _) in typed {
        log.record(&reading(reason)).unwrap();
    }
    let table = exported(&log, Form::Csv);
    for (reason, cell) in typed {
        assert!(table.contains(&format!(",{cell},\"command line\"")), "{reason}: {table}");
    }
    assert!(table.starts_with("\"number\",\"at\",\"kind\",\"who\",\"role\",\"what\",\"count\",\"children\",\"ground\",\"reason\",\"from\",\"snapshot\",\"outcome\",\"about\",\"before\",\"seal\"\r\n"));
    let first = table.split("\r\n").nth(1).unwrap();
    assert!(
        first.starts_with(&format!(
            "\"1\",\"{}\",\"list-read\",\"analyst\",\"\",\"cp-plans 2018-07\",\"0\",\"\",\"reason\",",
            NOON.replace('Z', ".000Z")
        )),
        "{first}"
    );
}

#[test]
fn a_log_with_a_line_that_is_no_entry_is_not_exported_as_if_it_were_whole() {
    let folder = tempfile::tempdir().unwrap();
    let log = AccessLog::at(folder.path());
    log.record(&reading("first")).unwrap();
    let path = segment(folder.path(), "2026-11");
    fs::write(&path, format!("nonsense\n{}", fs::read_to_string(&path).unwrap())).unwrap();
    let error = log.export(Timestamp::MIN, Timestamp::MAX, Form::Csv, &mut Vec::new()).unwrap_err();
    assert!(error.to_string().contains("line 1 is no entry"), "{error}");
    assert_eq!(log.entries().unwrap().filter(Result::is_ok).count(), 1, "the others can be read all the same");
}
