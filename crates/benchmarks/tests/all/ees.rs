//! The layout of Explore Education Statistics.

use crate::kit::Place;
use sightline_benchmarks::{Given, Mark};

const HEAD: &str = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name";

fn place(columns: &str, rows: &[&str]) -> Place {
    let place = Place::new();
    place.write("in/things_2013_to_2025.csv", format!("\u{feff}{HEAD},{columns}\n{}\n", rows.join("\n")));
    place.load(&["in"]).unwrap();
    place
}

const ENGLAND: &str = "2019,Reporting year,National,E92000001,England,,,,,";
const NORTH_EAST: &str = "2019,Reporting year,Regional,E92000001,England,E12000001,North East,,,";
const ASH: &str = "2019,Reporting year,Local authority,E92000001,England,E12000001,North East,601,E06000601,Ashshire";

#[test]
fn wide_rows_become_measures_and_signs_become_reasons() {
    let place = place(
        "category,n,share_percent",
        &[
            &format!("{ENGLAND},Things,5000,20.5"),
            &format!("{NORTH_EAST},Things,400,c"),
            &format!("{ASH},Things,low,"),
            "2019,Reporting year,Provider,E92000001,England,,,,,,Things,1,1",
            "2019,Reporting year,Local authority,E92000001,England,E13000002,Outer London,314 / 318,E09000021 / E09000027,Two boroughs,Things,9,9",
        ],
    );
    let share = place.compare("share_percent", "Ashshire", "2019", None);
    assert_eq!((share.own.value, share.own.given, share.own.mark), (None, Given::NotAvailable, Mark::None));
    assert_eq!(share.england.unwrap().value, Some(20.5));
    let (region, shown) = share.region.unwrap();
    assert_eq!((region.as_str(), shown.given), ("North East", Given::Suppressed));
    assert_eq!(share.neighbours, None, "no list is loaded");
    assert_eq!(share.measure.unit, "%");
    assert!(share.standing.rank.is_err());
    assert_eq!(place.compare("n", "E06000601", "2019", None).own.given, Given::NearZero);
    let source = place.book().manifest().sources[0].clone();
    assert_eq!(source.id, "things");
    assert!(source.notices.iter().any(|n| n.contains("1 rows of the level `Provider`")), "{:?}", source.notices);
    assert!(place.book().areas.authority("Two boroughs").is_err(), "authorities that report together are not one");
}

#[test]
fn columns_that_divide_make_measures_of_their_parts() {
    let row = |part: &str, n: &str| format!("{ASH},{part},{n}");
    let place = place("population_type,n", &[&row("Looked after on 31 March", "5"), &row("Starting (each year)", "7"), &row("Total", "12")]);
    let own = |id: &str| place.compare(id, "601", "2019", None).own.value;
    assert_eq!(own("n/looked-after-on-31-march"), Some(5.0));
    assert_eq!(own("n/starting-each-year"), Some(7.0));
    assert_eq!(own("n"), Some(12.0));
}

#[test]
fn an_authority_that_changed_its_code_is_one_authority() {
    let place = place(
        "n",
        &[
            "2019,Reporting year,Local authority,E92000001,England,E12000001,North East,825,E10000002,Oakshire,1",
            "2021,Reporting year,Local authority,E92000001,England,E12000001,North East,825,E06000060,Oakshire,2",
        ],
    );
    let book = place.book();
    let keys = ["825", "E10000002", "e06000060", "Oakshire", "oakshire council"].map(|asked| book.areas.authority(asked).unwrap().key.clone());
    assert_eq!(keys, ["825"; 5]);
    assert_eq!(book.areas.authority("825").unwrap().code, "E06000060");
    let latest = place.compare("n", "E10000002", "", None);
    assert_eq!((latest.year, latest.own.value, latest.before[1].as_ref().and_then(|s| s.value)), (2021, Some(2.0), Some(1.0)));
}

#[test]
fn kinds_of_year_are_told_by_their_identifier() {
    let row = ASH.replace("2019,Reporting year", "201819,Financial year");
    let place = place("n", &[&format!("{row},3")]);
    let found = place.compare("n", "601", "2018-19", None);
    assert_eq!(found.own.days.map(|d| (d.0.to_string(), d.1.to_string())), Some(("2018-04-01".to_owned(), "2019-03-31".to_owned())));
}
