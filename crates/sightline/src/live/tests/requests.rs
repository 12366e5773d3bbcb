//! Requests: all or nothing, the same again, faults told without values.

use super::kit::{Place, day};
use crate::live::{LoadFault, RowFault, Rows};
use serde_json::json;
use std::time::Duration;

fn objects(value: &serde_json::Value) -> Rows {
    Rows::Json(value.as_array().unwrap().iter().map(|row| row.as_object().unwrap().clone()).collect())
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
    assert!(matches!(fault(Rows::Csv(Vec::new())), LoadFault::NotUnderstood(_)));
    assert!(matches!(fault(Rows::Csv(b"a,b\n1,2\n".to_vec())), LoadFault::NotUnderstood(_)));
    assert!(matches!(fault(Rows::Csv(vec![b'a'; 9 << 20])), LoadFault::TooLarge));
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
