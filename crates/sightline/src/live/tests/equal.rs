//! Any records added one by one, in whatever order, give the rows that a load of them all gives: of the model, and of every derived table.

use super::kit::{County, LIBRARY, Numbers, Place};
use crate::live::Rows;
use crate::workplace::threads;
use sightline_engine::{Request, Session, same_rows};
use sightline_model::Period;
use sightline_store::Snapshot;

/// Changes some rows of a table: values of other rows in their columns, their ids and children among them, or new keys.
fn some_rows(county: &County, table: &str, numbers: &mut Numbers) -> Vec<Vec<String>> {
    let sheet = &county.tables[table];
    let mut some: Vec<Vec<String>> = Vec::new();
    for _ in 0..=numbers.below(3) {
        let mut row = sheet.rows[numbers.below(sheet.rows.len())].clone();
        let other = &sheet.rows[numbers.below(sheet.rows.len())];
        for place in (0..row.len()).filter(|place| !sheet.key.contains(place)) {
            if numbers.below(3) == 0 {
                row[place].clone_from(&other[place]);
            }
        }
        if numbers.below(3) == 0 {
            row[sheet.key[0]] = format!("N{}", numbers.below(1_000_000));
        }
        if some.iter().all(|held| sheet.key_of(held) != sheet.key_of(&row)) {
            some.push(row);
        }
    }
    some
}

fn assert_same(one_by_one: &Snapshot, at_once: &Snapshot, after: &str) {
    let (a, b) = (one_by_one.tables(), at_once.tables());
    assert_eq!(a.len(), b.len());
    for ((name, files), (_, others)) in a.iter().zip(&b) {
        assert!(same_rows(files, others).unwrap(), "{name} differs after {after}");
    }
    let (a, b) = (one_by_one.manifest(), at_once.manifest());
    assert_eq!(a.extracted_on, b.extracted_on);
    for (name, table) in &a.tables {
        let other = &b.tables[name];
        assert_eq!(
            (table.rows, table.first_happened, table.last_happened, &table.kind, &table.columns_missing),
            (other.rows, other.first_happened, other.last_happened, &other.kind, &other.columns_missing),
            "{name} after {after}"
        );
    }
}

/// Adds rows `steps` times to a county, and compares `looks` times with a load of all.
fn trial(seed: u64, steps: usize, looks: usize, wanted: impl Fn(&str) -> bool) {
    let place = Place::new();
    let mut county = County::invent(&place.path("extracts"), 600);
    place.replace("one", county.save());
    let loader = place.loader("one");
    let tables: Vec<String> =
        county.tables.iter().filter(|(name, sheet)| wanted(name) && !sheet.rows.is_empty()).map(|(name, _)| name.clone()).collect();
    assert!(!tables.is_empty());
    let mut numbers = Numbers(seed);
    let (mut taken, mut after) = (0, String::new());
    let mut session = Session::open(&LIBRARY, &loader.current().unwrap(), *place.today.lock().unwrap(), None, threads()).unwrap();
    let mut before = (loader.current().unwrap(), session.clone());
    let mut untouched = 0;
    for step in 1..=steps {
        let table = &tables[numbers.below(tables.len())];
        let rows = some_rows(&county, table, &mut numbers);
        let applied = loader.apply(table, Rows::Csv(county.tables[table].csv(&rows))).unwrap();
        if applied.refused.is_empty() {
            assert_eq!(applied.accepted, rows.len() as u64);
            taken += 1;
            after = format!("{after} {table}");
            county.tables.get_mut(table).unwrap().put(&rows);
            session = session.after(&loader.current().unwrap(), *place.today.lock().unwrap()).unwrap();
        }
        if step % (steps / looks) == 0 {
            let all = place.replace(&format!("all-{step}"), county.save());
            let one = loader.current().unwrap();
            one.verify().unwrap();
            assert_same(&one, &all, &after);
            same_figures(&session, &all, &place);
            untouched += untouched_figures_stay(&before, &(one.clone(), session.clone()));
            before = (one, session.clone());
        }
    }
    assert!(untouched > 0, "no indicator was left as it was");
    assert!(taken > steps / 2, "most of the rows are fit to be loaded: {taken} of {steps}");
}

/// A session carried from snapshot to snapshot gives the figures of one that opens the last anew.
fn same_figures(session: &Session, all: &Snapshot, place: &Place) {
    let anew = Session::open(&LIBRARY, all, *place.today.lock().unwrap(), None, threads()).unwrap();
    let (ids, _) = anew.measurable();
    let periods = vec![Period::parse("2018-09").unwrap(), Period::parse("2017-18").unwrap()];
    let request = Request { periods, ..Request::default() };
    assert_eq!(session.measure(&ids, &request).unwrap(), anew.measure(&ids, &request).unwrap());
    for id in ids.iter().filter(|id| anew.indicator(id).unwrap().dimensions.iter().any(|d| d == "district")) {
        let request = Request { by: vec!["district".to_owned()], ..request.clone() };
        assert_eq!(session.measure(std::slice::from_ref(id), &request).unwrap(), anew.measure(std::slice::from_ref(id), &request).unwrap(), "{id}");
    }
}

/// An indicator that reads no table that has changed has the figures it had, divided by whatever divides it: so a page that is kept stands. How many were
/// compared.
fn untouched_figures_stay((old, before): &(Snapshot, Session), (new, after): &(Snapshot, Session)) -> usize {
    let (a, b) = (old.manifest(), new.manifest());
    if before.facts().data_until != after.facts().data_until || before.facts().covers_from != after.facts().covers_from {
        return 0;
    }
    let changed = |name: &String| format!("{:?}", a.tables.get(name)) != format!("{:?}", b.tables.get(name));
    let mut compared = 0;
    let (ids, _) = after.measurable();
    for id in ids.iter().filter(|id| !after.reads(id).unwrap().iter().any(changed)) {
        let by = after.indicator(id).unwrap().dimensions.iter().take(2).map(|dimension| vec![dimension.clone()]);
        for by in std::iter::once(Vec::new()).chain(by) {
            let request = Request { periods: vec![Period::parse("2018-19Q2").unwrap()], by, ..Request::default() };
            let measured = |session: &Session| session.measure(std::slice::from_ref(id), &request).unwrap();
            assert_eq!(measured(before), measured(after), "{id} {:?}", request.by);
        }
        compared += 1;
    }
    compared
}

#[test]
fn rows_of_every_table_one_by_one() {
    trial(1, 60, 2, |_| true);
}

#[test]
fn rows_of_the_tables_that_most_rests_on() {
    let most = ["child", "referral", "assessment", "care_episode", "placement", "legal_status", "cp_plan", "involvement", "care_review", "cp_review"];
    trial(2, 60, 6, |name| most.contains(&name));
}

#[test]
fn rows_whose_ids_belong_to_others() {
    let linked =
        ["assessment", "referral", "initial_conference", "cp_plan", "cp_review", "core_group", "cp_visit", "return_interview", "care_review"];
    trial(3, 60, 6, |name| linked.contains(&name));
}
