//! A snapshot is written once, found again, and switched whole.

use sightline_model::Day;
use sightline_store::{Change, Manifest, Store, StoreError, TableFile, hash_file};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn manifest(made_on: &str, sha256: &str) -> Manifest {
    let table = TableFile {
        sha256: sha256.to_owned(),
        parts: Vec::new(),
        rows: 1,
        quarantined: 0,
        warned: 0,
        kind: "ssd".to_owned(),
        columns_missing: Vec::new(),
        columns_unknown: Vec::new(),
        first_happened: None,
        last_happened: None,
        sources: Vec::new(),
    };
    Manifest {
        format: 1,
        id: String::new(),
        made_at: format!("{made_on}T09:00:00Z"),
        made_on: day(made_on),
        extracted_on: day("2018-09-30"),
        extracted_on_stated: true,
        covers_from: None,
        tables: BTreeMap::from([("contact".to_owned(), table)]),
        derived: BTreeMap::new(),
        returns: Vec::new(),
        quarantine: Vec::new(),
        warnings: Vec::new(),
        definitions: String::new(),
        live: false,
    }
}

/// Loads a text as if it were a table.
fn load(root: &Path, made_on: &str, text: &str) -> Change {
    let store = Store::at(root);
    let lock = store.begin_load().unwrap();
    let staged = lock.staging().join("contact");
    fs::write(&staged, text).unwrap();
    let sha = hash_file(&staged).unwrap();
    store.adopt(&lock, &staged, &sha).unwrap();
    store.seal(&lock, manifest(made_on, &sha)).unwrap().0
}

#[test]
fn the_same_records_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let first = load(folder.path(), "2026-01-01", "a");
    let again = load(folder.path(), "2026-01-02", "a");
    let Change::New(id) = first else { panic!("the first load makes a snapshot") };
    assert_eq!(again, Change::Unchanged(id));
    assert_eq!(Store::at(folder.path()).all().unwrap().len(), 1);
}

#[test]
fn an_earlier_day_finds_the_snapshot_of_then() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(folder.path());
    assert!(matches!(store.current(), Err(StoreError::Empty(_))));
    load(folder.path(), "2026-01-01", "a");
    load(folder.path(), "2026-01-05", "b");
    let all = store.all().unwrap();
    assert_eq!(store.known_on(day("2026-01-04")).unwrap().id(), all[0].id());
    assert_eq!(store.known_on(day("2026-01-05")).unwrap().id(), all[1].id());
    assert_eq!(store.current().unwrap().id(), all[1].id());
    assert!(matches!(store.known_on(day("2025-12-31")), Err(StoreError::NotYet(..))));
}

#[test]
fn a_load_that_dies_before_the_switch_leaves_the_old_snapshot() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(folder.path());
    load(folder.path(), "2026-01-01", "a");
    let before = store.current().unwrap().id().to_owned();
    // Staged files, an orphan in files/ and even a manifest without the switch: none of them counts.
    let lock = store.begin_load().unwrap();
    fs::write(lock.staging().join("half"), "half").unwrap();
    fs::write(folder.path().join("files/ffff.parquet"), "orphan").unwrap();
    fs::write(folder.path().join("snapshots/000002-dead.json"), "{").unwrap();
    std::mem::drop(lock);
    assert_eq!(store.current().unwrap().id(), before);
    assert_eq!(store.all().unwrap().len(), 1);
    assert!(matches!(load(folder.path(), "2026-01-03", "c"), Change::New(_)));
    assert_eq!(store.all().unwrap().len(), 2);
}

#[test]
fn one_load_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(folder.path());
    let _lock = store.begin_load().unwrap();
    assert!(matches!(store.begin_load(), Err(StoreError::Busy(_))));
}

#[test]
fn a_changed_file_and_a_changed_manifest_are_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(folder.path());
    load(folder.path(), "2026-01-01", "a");
    let snapshot = store.current().unwrap();
    assert_eq!(snapshot.verify().unwrap(), 1);
    let (_, file) = snapshot.tables().remove(0);
    fs::write(&file[0], "b").unwrap();
    assert!(matches!(snapshot.verify(), Err(StoreError::Altered(_))));
    let name = fs::read_to_string(folder.path().join("current")).unwrap();
    let path = folder.path().join("snapshots").join(format!("{name}.json"));
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("\"rows\": 1", "\"rows\": 2")).unwrap();
    assert!(matches!(store.current(), Err(StoreError::Damaged { .. })));
}

/// Every file below a folder and what is in it, but for the locks.
fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(everything(&path));
        } else if !path.ends_with("lock") {
            found.insert(path.display().to_string(), fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn without_current_nothing_is_opened_and_nothing_removed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let store = Store::at(root);
    for (day, text) in [("2026-01-01", "a"), ("2026-01-02", "b"), ("2026-01-03", "c")] {
        load(root, day, text);
    }
    let newest = fs::read_to_string(root.join("current")).unwrap();
    let oldest = format!("000001-{}", store.all().unwrap()[0].id());
    // A lock taken while all was well does not help.
    let lock = store.begin_load().unwrap();
    let put = |content: Option<&str>| match content {
        Some(text) => fs::write(root.join("current"), text).unwrap(),
        None => fs::remove_file(root.join("current")).unwrap(),
    };
    for (content, words) in [
        (None, "is missing"),
        (Some(""), "does not hold the name of a snapshot"),
        (Some("../../etc/passwd"), "does not hold the name of a snapshot"),
        (Some("000009-cafe"), "names a snapshot that is not there"),
    ] {
        put(content);
        let before = everything(root);
        let refusals = [
            store.current_if_any().err(),
            store.current().err(),
            store.known_on(day("2026-01-02")).err(),
            store.all().err(),
            store.tidy(&lock, day("2026-02-01"), &BTreeSet::new()).err(),
        ];
        for refusal in refusals {
            let said = refusal.unwrap().to_string();
            assert!(said.contains("current") && said.contains(words) && said.contains("3 snapshots") && said.contains(&newest), "{said}");
            assert!(!said.contains("passwd"), "{said}");
        }
        assert_eq!(everything(root), before, "{words}");
    }
    std::mem::drop(lock);
    // Nor is a load begun; nor where an old one is named, which would remove all that came after.
    for content in ["../../etc/passwd", &oldest] {
        put(Some(content));
        let before = everything(root);
        assert!(matches!(store.begin_load(), Err(StoreError::Astray { .. })));
        assert_eq!(everything(root), before);
    }
    put(Some(&newest));
    assert_eq!(store.all().unwrap().len(), 3);
    load(root, "2026-01-04", "d");
    // Only files are left: what they were is not known.
    fs::remove_dir_all(root.join("snapshots")).unwrap();
    put(None);
    let said = store.current_if_any().unwrap_err().to_string();
    assert!(said.contains("no snapshot") && said.contains("restore a backup"), "{said}");
}

#[test]
fn a_first_load_that_was_killed_is_no_loss() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(folder.path());
    let lock = store.begin_load().unwrap();
    let staged = lock.staging().join("contact");
    fs::write(&staged, "a").unwrap();
    let sha = hash_file(&staged).unwrap();
    store.adopt(&lock, &staged, &sha).unwrap();
    // Killed after the manifest and before the switch.
    fs::write(folder.path().join("snapshots/000001-dead.json"), "{").unwrap();
    std::mem::forget(lock);
    assert!(store.current_if_any().unwrap().is_none() && store.all().unwrap().is_empty());
    let again = tempfile::tempdir().unwrap();
    copy(folder.path(), again.path());
    load(again.path(), "2026-01-01", "b");
    assert_eq!(Store::at(again.path()).all().unwrap().len(), 1);
    // From then on it is missed.
    fs::remove_file(again.path().join("current")).unwrap();
    assert!(matches!(Store::at(again.path()).begin_load(), Err(StoreError::Astray { .. })));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}
