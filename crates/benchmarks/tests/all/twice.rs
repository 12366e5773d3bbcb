//! Loading again, loading more, and loads that fail.

use crate::kit::{DICTIONARY, Place, year};
use sightline_benchmarks::{Folder, Outcome};

fn values(value: &str) -> Vec<(f64, &str)> {
    vec![(601.0, value), (602.0, "20"), (603.0, "30")]
}

#[test]
fn the_same_files_change_nothing() {
    let values = values("10");
    let rows = year("Late", "2019", &values);
    let place = Place::with_tool(&rows);
    let before = place.files();
    let again = place.load(&["in"]).unwrap();
    assert!(again.unchanged(), "{again:?}");
    assert_eq!(place.files(), before);
    // Half of the tool, as it is held already, is no news either.
    assert!(place.load(&["in/dictionary.csv"]).unwrap().unchanged());
    assert!(place.load(&["in/bds_long.parquet"]).unwrap().unchanged());
    assert_eq!(place.files(), before);
}

#[test]
fn a_new_release_takes_the_place_of_the_old() {
    let old = values("10");
    let place = Place::with_tool(&year("Late", "2019", &old));
    let new = values("11");
    place.long("in/bds_long.parquet", &year("Late", "2019", &new));
    let loaded = place.load(&["in"]).unwrap();
    let outcomes: Vec<(String, Outcome)> = loaded.sources.iter().map(|(s, o)| (s.id.clone(), *o)).collect();
    assert_eq!(outcomes.iter().filter(|(_, o)| *o == Outcome::Unchanged).count(), 3);
    assert!(outcomes.contains(&("lait".to_owned(), Outcome::Replaced)));
    assert_eq!(place.compare("Late", "601", "2019", None).own.value, Some(11.0));
    assert!(Folder::at(&place.path("data")).verify().unwrap() >= 5);
}

#[test]
fn the_tool_is_loaded_with_its_dictionary_or_not_at_all() {
    let values = values("10");
    let place = Place::new();
    place.long("in/long.parquet", &year("Late", "2019", &values));
    place.write("in/dictionary.csv", DICTIONARY);
    assert!(place.refused(&["in/long.parquet"]).contains("needs the data dictionary"));
    assert!(place.refused(&["in/dictionary.csv"]).contains("load it together with the long table"));
    place.load(&["in/long.parquet", "in/dictionary.csv"]).unwrap();
}

#[test]
fn a_load_that_fails_leaves_what_was_there() {
    let good = values("10");
    let place = Place::with_tool(&year("Late", "2019", &good));
    let bad = values("ten");
    place.long("in/bds_long.parquet", &year("Late", "2019", &bad));
    place.write(
        "in/ees.csv",
        "time_period,time_identifier,geographic_level,country_code,region_code,new_la_code,n\n2019,Reporting year,National,E92000001,,,5\n",
    );
    let said = place.refused(&["in"]);
    assert!(said.contains("bds_long.parquet, row 2, column `Values`: `ten` is not a number"), "{said}");
    assert_eq!(place.compare("Late", "601", "2019", None).own.value, Some(10.0));
    assert_eq!(place.book().manifest().sources.len(), 4);
}

#[test]
fn more_can_be_loaded_beside_what_is_there() {
    let values = values("10");
    let place = Place::with_tool(&year("Late", "2019", &values));
    place.write(
        "more/things_2013_to_2025.csv",
        "time_period,time_identifier,geographic_level,country_code,region_code,new_la_code,n\n2019,Reporting year,National,E92000001,,,5\n",
    );
    place.load(&["more"]).unwrap();
    let ids: Vec<String> = place.book().manifest().sources.iter().map(|s| s.id.clone()).collect();
    assert_eq!(ids, ["authorities", "lait", "neighbours-2021-04", "neighbours-2025-05", "things"]);
}
