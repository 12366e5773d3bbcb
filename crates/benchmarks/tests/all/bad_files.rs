//! Files that cannot be loaded: what is said, and that nothing is left behind.

use crate::kit::{AREAS, DICTIONARY, Place, neighbour_rows, workbook, year};

fn said(place: &Place, names: &[&str], parts: &[&str]) {
    let text = place.refused(names);
    for part in parts {
        assert!(text.contains(part), "`{part}` is not said in: {text}");
    }
}

#[test]
fn paths_and_kinds() {
    let place = Place::new();
    said(&place, &["nowhere.csv"], &["nowhere.csv", "no such file"]);
    place.write("empty.csv", "");
    said(&place, &["empty.csv"], &["empty.csv", "empty"]);
    place.write("notes.pdf", "x");
    said(&place, &["notes.pdf"], &["only Parquet, CSV and XLSX"]);
    place.write("other.csv", "a,b\n1,2\n");
    said(&place, &["other.csv"], &["other.csv", "a, b", "what can be loaded"]);
    place.write("folder/other.csv", "a,b\n1,2\n");
    said(&place, &["folder"], &["nothing to load", "folder"]);
    place.write("broken.parquet", "PAR1 and no more");
    said(&place, &["broken.parquet"], &["not a whole Parquet file"]);
}

#[test]
fn workbooks_of_another_kind() {
    let place = Place::new();
    place.write("strange.xlsx", workbook("Budget", &[vec!["Cost".to_owned(), "Year".to_owned()]]));
    said(&place, &["strange.xlsx"], &["strange.xlsx", "`Budget`", "`LA Number`"]);
    place.write("broken.xlsx", &workbook("Budget", &[vec!["Cost".to_owned()]])[..40]);
    said(&place, &["broken.xlsx"], &["broken.xlsx", "not a whole workbook"]);
    place.write("sn_new.xlsx", workbook("LA SN Groups", &neighbour_rows(&[(601, &["602"])])));
    said(&place, &["sn_new.xlsx"], &["does not say when", "sn_may_2025.xlsx"]);
    place.write("sn_may_2025.xlsx", workbook("LA SN Groups", &neighbour_rows(&[(601, &["602", "Fir"])])));
    said(&place, &["sn_may_2025.xlsx"], &["sheet `LA SN Groups`", "row 4", "column `SN2`", "`Fir`"]);
    place.write("sn_may_2025.xlsx", workbook("LA SN Groups", &neighbour_rows(&[(601, &["602", "602"])])));
    said(&place, &["sn_may_2025.xlsx"], &["row 4", "column `SN2`", "stands here already"]);
    let list = |number: &str, region: &str| {
        workbook(
            "S",
            &[["LA Number", "LA Name", "Region", "Type"].map(String::from).to_vec(), vec![number.into(), "Ash".into(), region.into(), "UA".into()]],
        )
    };
    place.write("list.xlsx", list("six", "North East"));
    said(&place, &["list.xlsx"], &["sheet `S`", "row 2", "column `LA Number`", "`six`"]);
    place.write("list.xlsx", list("601", "Up north"));
    said(&place, &["list.xlsx"], &["row 2", "column `Region`", "`Up north`"]);
}

#[test]
fn the_long_table() {
    let (number, name, region) = AREAS[0];
    let place = Place::new();
    place.write("in/dictionary.csv", DICTIONARY);
    let refuse = |row: crate::kit::Row<'_>, parts: &[&str]| {
        place.long("in/long.parquet", &[("Late", "2018", number, name, region, "5"), row]);
        said(&place, &["in"], parts);
    };
    refuse(("Late", "2019", number, name, region, "n/a"), &["long.parquet, row 3, column `Values`", "`n/a`"]);
    refuse(("Late", "0", number, name, region, "5"), &["row 3, column `Years`", "`0` is not a year"]);
    refuse(("Late", "2019", 6.5, name, region, "5"), &["row 3, column `LA Number`", "`6.5`"]);
    refuse(("Early", "2019", number, name, region, "5"), &["row 3, column `Short Desc`", "`Early`", "dictionary of the same release"]);
    refuse(("Late", "2018", number, name, region, "6"), &["row 3, column `Values`", "stands in row 2 too"]);
    place.write("in/long.csv", "Short Desc,Years,LA and Regions,Values,LA Number\nLate,2019,Ash,5,601\n");
    said(&place, &["in/long.csv", "in/dictionary.csv"], &["long.csv", "column `Region` is missing"]);
    place.write("in/dictionary.csv", DICTIONARY.replace("\"dps\"", "\"places\""));
    said(&place, &["in/dictionary.csv", "in/long.parquet"], &["dictionary.csv", "column `dps` is missing"]);
    place.write("in/dictionary.csv", DICTIONARY.replace("\"High\",\"% fine\"", "\"Up\",\"% fine\""));
    place.long("in/long.parquet", &[("Late", "2018", number, name, region, "5")]);
    said(&place, &["in/dictionary.csv", "in/long.parquet"], &["column `Polarity`", "`Up`"]);
    place.long("in/again.parquet", &[("Late", "2018", number, name, region, "5")]);
    said(&place, &["in/again.parquet", "in/long.parquet"], &["again.parquet", "long.parquet", "both hold the long table"]);
}

#[test]
fn the_layout_of_explore_education_statistics() {
    let place = Place::new();
    let head = "time_period,time_identifier,geographic_level,country_code,region_code,old_la_code,new_la_code,n\n";
    let refuse = |rows: &str, parts: &[&str]| {
        place.write("x.csv", format!("{head}{rows}"));
        said(&place, &["x.csv"], parts);
    };
    let row = "2019,Reporting year,Local authority,E92000001,E12000001,601,E06000601,5\n";
    refuse(&format!("{row}{row}2019,Reporting year,Regional,E92000001,E12000001,,,about 7\n"), &["x.csv, row 4, column `n`", "`about 7`"]);
    refuse("2019Q1,Reporting year,National,E92000001,,,,5\n", &["row 2, column `time_period`", "`2019Q1`"]);
    refuse("2019,Reporting year,Local authority,E92000001,E12000001,z,z,5\n", &["row 2, column `new_la_code`"]);
    refuse("", &["no row below the headings"]);
    refuse("2019,Reporting year,National\n", &["row 2", "3 columns"]);
    refuse(&format!("{row}{}", row.replace(",5", ",6")), &["row 3, column `time_period`", "stands in row 2 too"]);
    place.write("x.csv", "time_period,time_identifier,country_code\n2019,Reporting year,E92000001\n");
    said(&place, &["x.csv"], &["column `geographic_level` is missing"]);
    place.write("x.csv", [head.as_bytes(), b"2019,Reporting year,National,E92000001,,,,\xff\n"].concat());
    said(&place, &["x.csv"], &["row 2", "UTF-8"]);
}

#[test]
fn one_load_holds_one_of_each() {
    let place = Place::new();
    let values = [(601.0, "5")];
    place.tool(&year("Late", "2019", &values));
    place.write("two/sn_may_2025_final.xlsx", workbook("LA SN Groups", &neighbour_rows(&[(601, &["602"])])));
    said(&place, &["in", "two"], &["sn_may_2025.xlsx", "sn_may_2025_final.xlsx", "neighbours of 2025-05"]);
}
