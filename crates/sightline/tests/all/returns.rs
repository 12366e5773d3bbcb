//! Yearly returns of children looked after: several years make one history.

use crate::kit::Place;
use sightline_store::Store;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const EPISODES: &str = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";
const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";

/// Three years of four children:
/// Ann is in care throughout and leaves on 10 May 2023; Ben's end is corrected by the next return; Cat comes in 2022-23 and moves twice; Dan is
/// told of in the first return alone, open, and so had left by the first day of the next year.
fn three_years(place: &Place) {
    let ann = "ANN,01/06/2021,S,C2,N1,U1,PR1,";
    let files = [
        (
            "2022",
            "episodes",
            format!("{EPISODES}{ann},,,,,\nBEN,01/07/2021,S,V2,N1,U1,PR1,10/02/2022,E4A,,,,\nDAN,01/08/2021,S,C2,N1,U1,PR1,,,,,,\n"),
        ),
        ("2022", "header", format!("{HEADER}ANN,2,03/03/2010,WBRI,,,\nBEN,1,04/04/2011,WBRI,,,\nDAN,1,05/05/2012,WBRI,,,\n")),
        (
            "2023",
            "episodes",
            format!(
                "{EPISODES}{ann},,,,,\nBEN,01/07/2021,S,V2,N1,U1,PR1,10/05/2022,E4A,,,,\nCAT,01/09/2022,S,C2,N1,U1,PR1,01/10/2022,X1,OTHER,AA1 1AA,BB2 2BB,1\n\
                 CAT,01/10/2022,P,C2,N1,U1,PR1,01/11/2022,X1,OTHER,AA1 1AA,CC3 3CC,2\nCAT,01/11/2022,P,C2,N1,U1,PR1,,,,AA1 1AA,DD4 4DD,3\n"
            ),
        ),
        ("2023", "header", format!("{HEADER}ANN,2,03/03/2010,MWBC,,,\nBEN,1,04/04/2011,WBRI,,,\nCAT,2,06/06/2014,WBRI,,,\n")),
        // Without a file of unaccompanied children `cla` cannot be measured; nobody is in it.
        ("2023", "uasc", "CHILD,SEX,DOB,DUC\n".to_owned()),
        ("2024", "episodes", format!("{EPISODES}{ann}10/05/2023,E4A,,,,\nCAT,01/11/2022,P,C2,N1,U1,PR1,,,,AA1 1AA,DD4 4DD,3\n")),
        ("2024", "header", format!("{HEADER}ANN,2,03/03/2010,MWBC,,,\nCAT,2,06/06/2014,WBRI,,,\n")),
    ];
    for (year, file, text) in files {
        place.write(&format!("returns/{year}/{file}.csv"), text);
    }
}

fn paths(place: &Place, years: &[&str]) -> Vec<PathBuf> {
    years.iter().map(|year| place.path("returns").join(year)).collect()
}

fn load(place: &Place, paths: &[PathBuf]) -> crate::kit::Run {
    let args = std::iter::once("load".into()).chain(paths.iter().map(|path| path.clone().into_os_string()));
    place.ok(args).says(&["Snapshot ", "data to 20"])
}

/// Numerators of an indicator by period.
fn figures(place: &Place, words: &str) -> Vec<(String, String)> {
    place.measured(words).into_iter().map(|row| (row["period"].clone(), row["numerator"].clone())).collect()
}

fn numbers(place: &Place, words: &str) -> Vec<String> {
    figures(place, words).into_iter().map(|(_, number)| number).collect()
}

/// Name and content of each table of the snapshot in force.
fn tables(place: &Place) -> BTreeMap<String, String> {
    let snapshot = Store::at(&place.data()).current().unwrap();
    snapshot.manifest().tables.iter().map(|(name, table)| (name.clone(), table.sha256.clone())).collect()
}

#[test]
fn three_years_make_one_history_in_which_the_newest_word_stands() {
    let place = Place::new();
    three_years(&place);
    let run = load(&place, &paths(&place, &["2022", "2023", "2024"]));
    assert!(run.err.contains("1 episodes open in one return are not in the next"), "{}", run.err);
    let years = "--from 2021-22 --to 2023-24 --every year";
    assert_eq!(numbers(&place, &format!("cla {years}")), ["3", "2", "1"], "Ann, Ben, Dan; Ann, Cat; Cat");
    assert_eq!(numbers(&place, &format!("cla-started {years}")), ["3", "1", "0"]);
    assert_eq!(numbers(&place, &format!("cla-ceased {years}")), ["0", "2", "1"], "Ben by the later word, Dan on 1 April; Ann");
    assert_eq!(numbers(&place, "cla --from 2022-02 --to 2022-06"), ["3", "3", "2", "1", "1"], "Dan left on 1 April, Ben on 10 May");
    assert_eq!(numbers(&place, "cla --period 2023-04-01..2023-05-09"), ["2"], "Ann's episode goes on over two year ends");
    let moved = place.measured("three-or-more-placements --period 2022-23").remove(0);
    assert_eq!((moved["numerator"].as_str(), moved["denominator"].as_str()), ("1", "2"), "Cat");
    // The newest header has the last word about a child.
    let parts = place.measured("cla --period 2022-03 --by ethnicity");
    assert_eq!(parts.len(), 2, "Ann is told anew: {parts:?}");
    // Postcodes of carers are nobody's business in messages.
    assert!(!run.err.contains("DD4") && !run.err.contains("ANN"), "{}", run.err);
}

#[test]
fn the_same_returns_again_change_nothing_and_years_one_by_one_equal_all_at_once() {
    let together = Place::new();
    three_years(&together);
    load(&together, &paths(&together, &["2022", "2023", "2024"]));
    let (id, held) = (together.snapshot(), tables(&together));
    let args = std::iter::once("load".into()).chain(paths(&together, &["2022", "2023", "2024"]).into_iter().map(PathBuf::into_os_string));
    together.ok(args).says(&["Nothing has changed", &id]);
    assert_eq!(together.snapshot(), id);
    for years in [["2022", "2023", "2024"], ["2024", "2022", "2023"], ["2023", "2024", "2022"]] {
        let one_by_one = Place::new();
        three_years(&one_by_one);
        for year in years {
            load(&one_by_one, &paths(&one_by_one, &[year]));
        }
        assert_eq!(tables(&one_by_one), held, "loaded as {years:?}");
        let words = "cla cla-started cla-ceased three-or-more-placements --from 2021-04 --to 2024-03";
        assert_eq!(figures(&one_by_one, words), figures(&together, words), "loaded as {years:?}");
    }
    // A newer file of a year takes the old one's place.
    let text = format!("{EPISODES}ANN,01/06/2021,S,C2,N1,U1,PR1,11/06/2023,E4A,,,,\nCAT,01/11/2022,P,C2,N1,U1,PR1,,,,AA1 1AA,DD4 4DD,3\n");
    together.write("returns/2024/episodes.csv", text);
    load(&together, &paths(&together, &["2024"]));
    assert_eq!(numbers(&together, "cla --from 2023-04 --to 2023-06"), ["2", "2", "1"], "Ann left a month later after all");
}

#[test]
fn a_return_whose_year_cannot_be_told_or_that_is_given_twice_is_refused() {
    let place = Place::new();
    place.write("x/header.csv", format!("{HEADER}ANN,2,03/03/2010,WBRI,,,\n"));
    let path = |name: &str| place.path(name).display().to_string();
    place.say(&format!("load {}", path("x"))).refused(1, &["header.csv", "year", "episodes"]);
    three_years(&place);
    place.write("copy/2024/episodes.csv", format!("{EPISODES}ANN,01/06/2021,S,C2,N1,U1,PR1,10/05/2023,E4A,,,,\n"));
    place.say(&format!("load {} {}", path("returns"), path("copy"))).refused(1, &["episodes.csv", "both hold", "2024"]);
    place.write("y/2024/episodes.csv", "CHILD,RNE,DEC\nANN,S,\n");
    place.say(&format!("load {} --as ssda903", path("y"))).refused(1, &["episodes.csv", "DECOM", "missing"]);
    assert!(Store::at(&place.data()).current_if_any().unwrap().is_none());
}

/// Data beside the repository, if they are there.
fn beside(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    let found = path.is_dir();
    if !found {
        eprintln!("skipped: {} is not there", path.display());
    }
    found.then_some(path)
}

#[test]
fn generated_returns_of_three_years_give_figures_for_three_years() {
    let Some(folder) = beside("ssda903-generated") else { return };
    let place = Place::new();
    let years: Vec<PathBuf> = ["2022", "2023", "2024"].iter().map(|year| folder.join(year)).collect();
    load(&place, &years);
    let ids = ["cla", "cla-started", "cla-ceased", "three-or-more-placements"];
    let rows = place.measured(&format!("{} --from 2021-22 --to 2023-24 --every year", ids.join(" ")));
    assert_eq!(rows.len(), 12);
    for row in &rows {
        let number: f64 = row["numerator"].parse().unwrap_or_else(|_| panic!("{} {} is {}", row["indicator"], row["period"], row["status"]));
        assert!(number > 0.0, "{row:?}");
    }
    let stock = |period: &str| -> f64 { place.measured(&format!("cla --period {period}"))[0]["numerator"].parse().unwrap() };
    let flow =
        |id: &str, year: &str| -> f64 { rows.iter().find(|r| r["indicator"] == id && r["period"] == year).unwrap()["numerator"].parse().unwrap() };
    for (before, year, after) in [("2022-03", "2022-23", "2023-03"), ("2023-03", "2023-24", "2024-03")] {
        let net: f64 = place.measured(&format!("cla-net-change --period {year}"))[0]["numerator"].parse().unwrap();
        assert_eq!(flow("cla-started", year) - flow("cla-ceased", year), net, "{year}");
        eprintln!("{year}: {} children at the start, net change {net}, {} at the end", stock(before), stock(after));
    }
    for month in ["2022-03", "2023-03", "2024-03"] {
        assert!(stock(month) > 100.0, "{month}: {}", stock(month));
    }
    let at_once = (place.snapshot(), tables(&place));
    let again = std::iter::once("load".into()).chain(years.iter().map(|path| path.clone().into_os_string()));
    place.ok(again).says(&["Nothing has changed"]);
    let singly = Place::new();
    for year in &years {
        load(&singly, std::slice::from_ref(year));
    }
    assert_eq!(tables(&singly), at_once.1);
}

#[test]
fn sample_returns_load() {
    for (name, ids) in [
        ("ssda903-sample", "cla-started cla --from 2016-17 --to 2017-18"),
        ("ssda903-multiyear-sample", "cla-started cla --from 2017-18 --to 2019-20"),
    ] {
        let Some(folder) = beside(name) else { continue };
        let place = Place::new();
        let run = load(&place, &[folder]);
        eprintln!("{name}: {}", run.err);
        for row in place.measured(&format!("{ids} --every year")) {
            assert!(row["numerator"].parse::<f64>().is_ok_and(|number| number > 0.0), "{name}: {row:?}");
        }
        place.say("doctor").expect(0);
        place.say("check --format csv").expect(0);
    }
}
