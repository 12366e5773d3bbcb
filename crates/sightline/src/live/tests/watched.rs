//! The watched folder: half-written, broken, twice, gone.

use super::kit::Place;
use crate::live::{Outcome, Watch, aside};
use std::fs;

const HEAD: &str = "cont_contact_id,cont_person_id,cont_contact_date\n";

fn look(watch: &mut Watch, place: &Place, times: usize) -> Vec<Outcome> {
    let loader = place.loader("data");
    let mut told = Vec::new();
    for _ in 0..times {
        watch.look(&loader, &mut |outcome| told.push(outcome));
    }
    told
}

fn rows(place: &Place) -> u64 {
    place.loader("data").current().unwrap().manifest().tables["contact"].rows
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_is_loaded_once_it_stands_still() {
    let place = Place::new();
    place.write("in/contacts-a.csv", &format!("{HEAD}1,c1,2018-09-01\n"));
    let mut watch = Watch::new(&place.path("in"));
    assert_eq!(look(&mut watch, &place, 2), []);
    // It grows: it is still being written.
    place.write("in/contacts-a.csv", &format!("{HEAD}1,c1,2018-09-01\n2,c2,2018-09-02\n"));
    assert_eq!(look(&mut watch, &place, 2), []);
    let told = look(&mut watch, &place, 1);
    assert!(matches!(told.as_slice(), [Outcome::Loaded { rows: 2, quarantined: 0, changed: true, .. }]), "{told:?}");
    assert_eq!(names(&place.path("in/loaded/2018-10-02")), ["contacts-a.csv"]);
    assert_eq!(rows(&place), 2);
    // The same file again changes nothing, and is kept apart.
    place.write("in/contacts-a.csv", &format!("{HEAD}1,c1,2018-09-01\n2,c2,2018-09-02\n"));
    let told = look(&mut watch, &place, 3);
    assert!(matches!(told.as_slice(), [Outcome::Loaded { changed: false, .. }]), "{told:?}");
    assert_eq!(names(&place.path("in/loaded/2018-10-02")), ["contacts-a-2.csv", "contacts-a.csv"]);
}

#[test]
fn a_marker_says_that_a_file_is_complete_and_an_ending_that_it_is_not() {
    let place = Place::new();
    place.write("in/contacts.csv", &format!("{HEAD}1,c1,2018-09-01\n"));
    place.write("in/contacts.csv.done", "");
    place.write("in/ssd_contacts.csv.part", &format!("{HEAD}2,c1"));
    let mut watch = Watch::new(&place.path("in"));
    assert_eq!(look(&mut watch, &place, 1).len(), 1);
    assert_eq!(look(&mut watch, &place, 5), []);
    assert_eq!(names(&place.path("in")), ["loaded", "ssd_contacts.csv.part"]);
}

#[test]
fn a_broken_file_goes_aside_with_its_reason_and_the_others_are_loaded() {
    let place = Place::new();
    place.write("in/contacts.csv", &format!("{HEAD}1,c1,2018-09-01\n2,c2,not-a-day\n"));
    place.write("in/what.csv", "x,y\n1,2\n");
    place.write("in/ssd_referrals.csv", "");
    place.write("in/ssd_person.csv", "pers_person_id,pers_dob\nc9,secret-7\n");
    place.write("in/letter.pdf", "%PDF");
    let mut watch = Watch::new(&place.path("in"));
    let told = look(&mut watch, &place, 3);
    assert_eq!(rows(&place), 1, "the row that can be read is loaded");
    let aside = names(&place.path("in/set-aside/2018-10-02"));
    assert_eq!(
        aside,
        [
            "letter.pdf",
            "letter.pdf.reason.txt",
            "ssd_person.csv",
            "ssd_person.csv.reason.txt",
            "ssd_referrals.csv",
            "ssd_referrals.csv.reason.txt",
            "what.csv",
            "what.csv.reason.txt"
        ]
    );
    let reason = fs::read_to_string(place.path("in/set-aside/2018-10-02/ssd_person.csv.reason.txt")).unwrap();
    assert!(reason.contains("line 2, column pers_dob"), "{reason}");
    assert!(!reason.contains("secret") && !reason.contains("c9"), "{reason}");
    assert_eq!(told.iter().filter(|outcome| matches!(outcome, Outcome::SetAside { .. })).count(), 4);
    assert!(told.iter().any(|outcome| matches!(outcome, Outcome::Loaded { rows: 1, quarantined: 1, .. })), "{told:?}");
    assert_eq!(look(&mut watch, &place, 3), [], "nothing is left to be tried");
}

#[test]
fn what_was_set_aside_is_known_until_somebody_mends_it_or_takes_it_away() {
    let place = Place::new();
    place.write("in/contacts.csv", "x,y\n1,2\n");
    place.write("in/other.csv", "");
    let mut watch = Watch::new(&place.path("in"));
    assert_eq!(look(&mut watch, &place, 3).len(), 2);
    let names = || aside::waiting(&place.path("in")).into_iter().map(|waiting| waiting.name).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(names(), ["contacts.csv", "other.csv"].map(str::to_owned).into());
    let told = aside::waiting(&place.path("in"));
    assert!(told.iter().all(|waiting| waiting.why.len() > 20 && !waiting.why.contains("Put it right") && waiting.at > 0), "{told:?}");
    // The same file again, broken once more: it is known twice, since two files wait.
    place.write("in/contacts.csv", "x,y\n1,3\n");
    assert_eq!(look(&mut watch, &place, 3).len(), 1);
    assert_eq!(aside::waiting(&place.path("in")).iter().filter(|waiting| waiting.name == "contacts.csv").count(), 2);
    // Put right, it is loaded, and both are done with.
    place.write("in/contacts.csv", &format!("{HEAD}1,c1,2018-09-01\n"));
    assert_eq!(look(&mut watch, &place, 3).len(), 1);
    assert_eq!(names(), ["other.csv".to_owned()].into());
    fs::remove_file(place.path("in/set-aside/2018-10-02/other.csv")).unwrap();
    assert!(names().is_empty());
}

#[test]
fn a_folder_is_loaded_whole_and_replaces_if_its_name_says_so() {
    let place = Place::new();
    place.write("in/monday/ssd_contacts.csv", &format!("{HEAD}1,c1,2018-09-01\n2,c2,2018-09-02\n"));
    place.write("in/monday/read-me.txt", "not a table");
    let mut watch = Watch::new(&place.path("in"));
    assert_eq!(look(&mut watch, &place, 3).len(), 1);
    assert_eq!(rows(&place), 2);
    place.write("in/replace-tuesday/ssd_contacts.csv", &format!("{HEAD}3,c1,2018-09-03\n"));
    assert_eq!(look(&mut watch, &place, 3).len(), 1);
    assert_eq!(rows(&place), 1);
    assert_eq!(names(&place.path("in/loaded/2018-10-02")), ["monday", "replace-tuesday"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let place = Place::new();
    let secret = place.write("elsewhere/ssd_contacts.csv", &format!("{HEAD}1,c1,2018-09-01\n"));
    place.write("in/folder/read-me.txt", "");
    std::os::unix::fs::symlink(&secret, place.path("in/ssd_contacts.csv")).unwrap();
    std::os::unix::fs::symlink(&secret, place.path("in/folder/ssd_contacts.csv")).unwrap();
    let mut watch = Watch::new(&place.path("in"));
    let told = look(&mut watch, &place, 4);
    assert_eq!(told.len(), 2);
    assert!(told.iter().all(|outcome| matches!(outcome, Outcome::SetAside { .. })), "{told:?}");
    assert!(place.store("data").current_if_any().unwrap().is_none());
    assert!(secret.exists());
}

#[test]
fn a_folder_that_goes_and_comes_back_is_told_once() {
    let place = Place::new();
    let mut watch = Watch::new(&place.path("in"));
    let told = look(&mut watch, &place, 3);
    assert!(matches!(told.as_slice(), [Outcome::Trouble { .. }]), "{told:?}");
    place.write("in/contacts.csv", &format!("{HEAD}1,c1,2018-09-01\n"));
    let told = look(&mut watch, &place, 3);
    assert!(matches!(told.as_slice(), [Outcome::Over, Outcome::Loaded { .. }]), "{told:?}");
}

#[test]
fn another_load_is_waited_for() {
    let place = Place::new();
    place.write("in/contacts.csv", &format!("{HEAD}1,c1,2018-09-01\n"));
    let mut watch = Watch::new(&place.path("in"));
    let lock = place.store("data").begin_load().unwrap();
    let loader = place.loader("data").waiting(std::time::Duration::ZERO);
    let mut told = Vec::new();
    (0..4).for_each(|_| watch.look(&loader, &mut |outcome| told.push(outcome)));
    assert!(matches!(told.as_slice(), [Outcome::Trouble { .. }]), "{told:?}");
    drop(lock);
    (0..2).for_each(|_| watch.look(&loader, &mut |outcome| told.push(outcome)));
    assert!(matches!(told.as_slice(), [Outcome::Trouble { .. }, Outcome::Loaded { .. }, Outcome::Over]), "{told:?}");
}
