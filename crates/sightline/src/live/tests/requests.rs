//! Requests: all or nothing, the same again, faults told without values.

use super::kit::{Place, day};
use crate::live::{LoadFault, RowFault, Rows};
use serde_json::json;
use std::time::Duration;

fn objects(value: &serde_json::Value) -> Rows {
    Rows::Json(value.to_string().into_bytes())
}

fn place() -> Place {
    let place = Place::new();
    place.write("extracts/ssd_person.csv", "pers_person_id,pers_dob\nc1,2010-01-01\nc2,2011-01-01\n");
    place.write("extracts/ssd_contacts.csv", "cont_contact_id,cont_person_id,cont_contact_date\n1,c1,2018-09-01\n2,c2,2018-09-02\n");
    place.replace("data", &place.path("extracts"));
    place
}

#[test]
fn a_row_is_added_and_the_same_again_changes_nothing() {
    let place = place();
    let loader = place.loader("data");
    let row = json!([{"contact_id": "3", "child_id": "c1", "received_at": "2018-09-30T10:00"}]);
    let first = loader.apply("contact", objects(&row)).unwrap();
    assert_eq!((first.accepted, first.unchanged, first.refused.len()), (1, 0, 0));
    assert_eq!(loader.current().unwrap().manifest().tables["contact"].rows, 3);
    let again = loader.apply("contact", objects(&row)).unwrap();
    assert_eq!((again.accepted, again.unchanged), (1, 1));
    assert_eq!(again.snapshot, first.snapshot);
    assert_eq!(place.store("data").all().unwrap().len(), 2);
    // The standard's headings mean the same.
    let ssd = Rows::Csv(b"cont_contact_id,cont_person_id,cont_contact_date\n3,c1,2018-09-30T10:00\n".to_vec());
    assert_eq!(loader.apply("contact", ssd).unwrap().snapshot, first.snapshot);
    // Where the table came from stands, with what came later.
    assert_eq!(loader.current().unwrap().manifest().tables["contact"].sources.len(), 2);
    assert_eq!(loader.current().unwrap().manifest().tables["contact"].kind, "ssd");
}

#[test]
fn one_row_at_fault_keeps_all_from_being_loaded() {
    let place = place();
    let loader = place.loader("data");
    let before = loader.current().unwrap().id().to_owned();
    let rows = json!([
        {"contact_id": "3", "child_id": "c1", "received_at": "2018-09-30T10:00", "source": "two\nlines"},
        {"contact_id": "4", "child_id": "c2", "received_at": "secret-7"},
        {"contact_id": "5", "received_at": "2018-09-30"},
        {"contact_id": "3", "child_id": "c2", "received_at": "2018-09-30"},
    ]);
    let applied = loader.apply("contact", objects(&rows)).unwrap();
    assert_eq!((applied.accepted, applied.snapshot.as_deref()), (0, Some(before.as_str())));
    let at: Vec<(u64, Option<&str>)> = applied.refused.iter().map(|fault| (fault.row, fault.column.as_deref())).collect();
    assert_eq!(at, [(2, Some("received_at")), (3, Some("child_id")), (4, None)]);
    assert!(applied.refused.iter().all(|fault| !fault.why.contains("secret")), "{:?}", applied.refused);
    assert_eq!(loader.current().unwrap().id(), before);
    // A column that every row must fill is missed also where no row has it.
    let childless = loader.apply("contact", objects(&json!([{"contact_id": "9", "received_at": "2018-09-30"}]))).unwrap();
    assert!(
        matches!(childless.refused.as_slice(), [RowFault { row: 0, column: Some(column), .. }] if column == "child_id"),
        "{:?}",
        childless.refused
    );
    // A column that the table does not have is a mistake, and not something to be left out in silence.
    let odd = loader.apply("contact", objects(&json!([{"contact_id": "9", "child_id": "c1", "colour": "red"}]))).unwrap();
    assert!(matches!(odd.refused.as_slice(), [RowFault { row: 0, column: Some(column), .. }] if column == "colour"), "{:?}", odd.refused);
    assert_eq!(loader.current().unwrap().id(), before);
}

#[test]
fn what_cannot_be_rows_is_refused() {
    let place = place();
    let loader = place.loader("data");
    let fault = |rows| loader.apply("contact", rows).unwrap_err();
    assert!(matches!(loader.apply("contacts; --", objects(&json!([{"a": 1}]))), Err(LoadFault::NoTable(_))));
    assert!(matches!(fault(Rows::Json(Vec::new())), LoadFault::NotUnderstood(_)));
    assert!(matches!(fault(objects(&json!([{}, {}]))), LoadFault::NotUnderstood(_)));
    assert!(matches!(fault(objects(&json!([["contact_id"]]))), LoadFault::NotUnderstood(_)));
    assert!(matches!(fault(objects(&json!({"contact_id": "1"}))), LoadFault::NotUnderstood(_)));
    assert!(matches!(fault(Rows::Csv(Vec::new())), LoadFault::NotUnderstood(_)));
    assert!(matches!(fault(Rows::Csv(b"a,b\n1,2\n".to_vec())), LoadFault::NotUnderstood(_)));
    assert!(matches!(fault(Rows::Csv(vec![b'a'; 9 << 20])), LoadFault::TooLarge));
    assert!(matches!(fault(Rows::Json(vec![b' '; 9 << 20])), LoadFault::TooLarge));
    // One row more than there may be, as both.
    let row = |id: usize| json!({"contact_id": id.to_string(), "child_id": "c1", "received_at": "2018-09-30"});
    assert!(matches!(fault(Rows::Json(serde_json::to_vec(&(0..10_001).map(row).collect::<Vec<_>>()).unwrap())), LoadFault::TooLarge));
    let lines: String = (0..10_001).map(|id| format!("{id},c1,2018-09-30\n")).collect();
    assert!(matches!(fault(Rows::Csv(format!("contact_id,child_id,received_at\n{lines}").into_bytes())), LoadFault::TooLarge));
    // Letters of another code page.
    let latin = fault(Rows::Csv(b"contact_id,child_id,received_at,source\n1,c1,2018-09-30,caf\xe9\n".to_vec()));
    assert!(matches!(&latin, LoadFault::NotUnderstood(why) if why.contains("UTF-8")), "{latin}");
    let keyless = fault(objects(&json!([{"child_id": "c1", "received_at": "2018-09-30"}])));
    assert!(!keyless.to_string().contains("staging"), "{keyless}");
}

#[test]
fn the_second_loader_waits_or_is_told() {
    let place = place();
    let row = || objects(&json!([{"contact_id": "3", "child_id": "c1", "received_at": "2018-09-30"}]));
    let lock = place.store("data").begin_load().unwrap();
    let impatient = place.loader("data").waiting(Duration::from_millis(50));
    assert!(matches!(impatient.apply("contact", row()), Err(LoadFault::Busy)));
    let patient = place.loader("data");
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| patient.apply("contact", row()).unwrap().accepted);
        std::thread::sleep(Duration::from_millis(100));
        drop(lock);
        assert_eq!(waiting.join().unwrap(), 1);
    });
}

#[test]
fn tidying_keeps_the_answers_to_known_on() {
    let place = place();
    let loader = place.loader("data");
    let mut number = 100;
    let mut post = |on: &str| {
        *place.today.lock().unwrap() = day(on);
        number += 1;
        let row = json!([{"contact_id": number.to_string(), "child_id": "c1", "received_at": "2018-09-30"}]);
        loader.apply("contact", objects(&row)).unwrap();
    };
    for on in ["2018-10-02", "2018-10-02", "2018-10-03", "2018-10-03", "2018-10-03", "2018-10-04", "2018-10-04", "2018-10-05", "2018-10-05"] {
        post(on);
    }
    let store = place.store("data");
    let days = ["2018-10-02", "2018-10-03", "2018-10-04", "2018-10-05", "2018-10-31"].map(day);
    let answers = || days.map(|day| store.known_on(day).unwrap().id().to_owned());
    let before = answers();
    assert_eq!(store.all().unwrap().len(), 10);
    let tidied = loader.tidy(&std::collections::BTreeSet::new()).unwrap();
    // One of the 2nd and two of the 3rd answer no question; the one loaded by hand stays, as do all of yesterday and today.
    assert_eq!(tidied.snapshots, 3);
    assert!(tidied.files > 0);
    assert_eq!(answers(), before);
    let left = store.all().unwrap();
    assert_eq!(left.len(), 7);
    assert!(!left[0].manifest().live);
    for snapshot in left {
        snapshot.verify().unwrap();
    }
    assert_eq!(loader.tidy(&std::collections::BTreeSet::new()).unwrap(), sightline_store::Tidied::default());
}

#[test]
fn nothing_sent_is_nothing_loaded() {
    let place = place();
    let loader = place.loader("data");
    let before = loader.current().unwrap().id().to_owned();
    for rows in [objects(&json!([])), Rows::Csv(b"contact_id,child_id,received_at\n".to_vec())] {
        let applied = loader.apply("contact", rows).unwrap();
        assert_eq!((applied.accepted, applied.unchanged, applied.refused.len()), (0, 0, 0));
        assert_eq!(applied.snapshot.as_deref(), Some(before.as_str()));
    }
    // Nor is a table that was not there before.
    loader.apply("referral", Rows::Csv(b"referral_id,child_id,received_on\n".to_vec())).unwrap();
    assert_eq!(loader.current().unwrap().id(), before);
}

/// The one refusal of rows of contacts.
fn refusal(rows: Rows) -> (u64, Option<String>, String) {
    let place = place();
    let loader = place.loader("data");
    let before = loader.current().unwrap().id().to_owned();
    let applied = loader.apply("contact", rows).unwrap();
    assert_eq!((applied.accepted, loader.current().unwrap().id()), (0, before.as_str()));
    let [fault] = applied.refused.as_slice() else { panic!("{:?}", applied.refused) };
    (fault.row, fault.column.clone(), fault.why.clone())
}

#[test]
fn values_of_the_wrong_kind_are_refused() {
    let with =
        |more: &str| Rows::Json(format!("[{{\"contact_id\": \"9\", \"child_id\": \"c1\", \"received_at\": \"2018-09-30\", {more}}}]").into_bytes());
    for value in ["{\"a\": 1}", "[1, 2]", "[]"] {
        let (row, column, why) = refusal(with(&format!("\"source\": {value}")));
        assert_eq!((row, column.as_deref()), (1, Some("source")), "{value}");
        assert!(why.contains("send text"), "{why}");
    }
    for twice in ["\"contact_id\": \"10\"", "\"Contact_ID\": \"10\""] {
        let (row, _, why) = refusal(with(twice));
        assert_eq!(row, 1);
        assert!(why.contains("is given twice"), "{why}");
    }
    // Ids of 200 characters are taken, and no longer ones; other text of 64 KB.
    let id = |letters: usize| objects(&json!([{"contact_id": "é".repeat(letters), "child_id": "c1", "received_at": "2018-09-30"}]));
    let place = place();
    assert_eq!(place.loader("data").apply("contact", id(200)).unwrap().accepted, 1);
    for (rows, wanted, words) in [
        (id(201), "contact_id", "longer than 200 characters"),
        (objects(&json!([{"contact_id": "9", "child_id": "c".repeat(201), "received_at": "2018-09-30"}])), "child_id", "longer than 200 characters"),
        (with(&format!("\"source\": \"{}\"", "s".repeat((64 << 10) + 1))), "source", "longer than 64 KB"),
    ] {
        let (row, column, why) = refusal(rows);
        assert_eq!((row, column.as_deref()), (1, Some(wanted)));
        assert!(why.contains(words) && !why.contains("fill it in"), "{why}");
    }
    let (line, column, why) = refusal(Rows::Csv(format!("contact_id,child_id,received_at\n{},c1,2018-09-30\n", "9".repeat(7 << 20)).into_bytes()));
    assert_eq!((line, column.as_deref()), (2, Some("contact_id")));
    assert!(why.contains("longer than 200 characters"), "{why}");
}

#[test]
fn refusals_say_what_is_wrong_once_and_in_the_numbers_of_whoever_asks() {
    let row = |id: &str, on: &str| json!({"contact_id": id, "child_id": "c1", "received_at": on});
    // Rows of JSON are counted from 1, lines of CSV as they stand.
    let twice = json!([row("7", "2018-09-29"), row("8", "2018-09-29"), row("7", "2018-09-30")]);
    assert_eq!(refusal(objects(&twice)), (3, None, "duplicate key of row 1: give each key once".to_owned()));
    let csv = "contact_id,child_id,received_at\n7,c1,2018-09-29\n8,c1,2018-09-29\n7,c1,2018-09-30\n";
    assert_eq!(refusal(Rows::Csv(csv.as_bytes().to_vec())), (4, None, "duplicate key of row 2: give each key once".to_owned()));
    let (_, _, why) = refusal(objects(&json!([row("7", "soon")])));
    assert_eq!(why, "the date cannot be read: write the moment as 2018-09-30T14:05");
    let (_, column, why) = refusal(Rows::Csv(b"contact_id,child_id,contact_id,received_at\n7,c1,8,2018-09-29\n".to_vec()));
    assert_eq!(column.as_deref(), Some("contact_id"));
    assert!(why.starts_with("column contact_id is given twice"), "{why}");
}

#[test]
fn rows_of_another_table_cost_no_more_than_their_bytes() {
    let place = place();
    let loader = place.loader("data");
    let rows: Vec<_> =
        (0..9_999).map(|number| json!({format!("column_{number}"): number, format!("other_{number}"): 1, "contact_id": "x"})).collect();
    let bytes = serde_json::to_vec(&rows).unwrap();
    let began = std::time::Instant::now();
    let applied = loader.apply("contact", Rows::Json(bytes)).unwrap();
    // It took seconds when every name became a column of every row; no lock is waited for either.
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    assert!(matches!(applied.refused.as_slice(), [RowFault { row: 0, .. }]), "{} faults", applied.refused.len());
    // As headings of a file there are only so many faults told.
    let headings: Vec<String> = (0..100_000).map(|number| format!("c{number}")).collect();
    let applied = loader.apply("contact", Rows::Csv(format!("contact_id,child_id,received_at,{}\n", headings.join(",")).into_bytes())).unwrap();
    assert_eq!(applied.refused.len(), 100);
}
