//! Files that cannot be used as a whole, and files beside them.

use crate::kit::{LIBRARY, column, place, rows, table};
use sightline_intake::{IntakeError, Kind, Mode, Options, load};
use std::collections::BTreeMap;

#[test]
fn wrong_delimiters_and_unknown_headings_are_told() {
    let place = place();
    let path = place.file("ssd_person.csv", "pers_person_id;pers_surname\n7;Smith\n");
    let error = place.load().unwrap_err();
    assert!(matches!(&error, IntakeError::WrongDelimiter { path: found } if *found == path), "{error}");
    assert!(error.to_string().contains("ssd_person.csv: its first line is a single heading"), "{error}");
    place.file("ssd_person.csv", "a,b\n7,Smith\n");
    assert!(matches!(place.load(), Err(IntakeError::NoKnownHeadings { table, .. }) if table == "child"));
    let own = place.file("something.csv", "a,b\n7,Smith\n");
    assert!(matches!(place.load_paths(&[own]), Err(IntakeError::Unrecognised { .. })));
    assert!(matches!(place.load_paths(&["/no/such/file.csv".into()]), Err(IntakeError::NotFound { .. })));
}

#[test]
fn headings_alone_make_an_empty_table() {
    let place = place();
    place.file("ssd_person.csv", "pers_person_id,pers_surname");
    place.file("ssd_contacts.csv", "cont_contact_id,cont_person_id\r\n");
    let intake = place.load().unwrap();
    assert_eq!((table(&intake, "child").rows, table(&intake, "contact").rows), (0, 0));
    assert!(column(&table(&intake, "child").parts[0].path, "child_id").is_empty());
}

#[test]
fn a_line_without_end_is_refused_without_reading_it_all() {
    let place = place();
    let mut bytes = b"pers_person_id,pers_surname\n7,".to_vec();
    bytes.resize(40 << 20, b'x');
    place.file("ssd_person.csv", bytes);
    assert!(matches!(place.load(), Err(IntakeError::LineTooLong { line: 2, .. })));
    place.file("ssd_person.csv", vec![b'x'; 20 << 20]);
    assert!(matches!(place.load(), Err(IntakeError::LineTooLong { line: 1, .. })));
    // A mark opened early and never closed: the rows after it are read all the same.
    let mut text = "pers_person_id,pers_surname\n1,\"x\n".to_owned();
    (2..1_200_000).for_each(|id| text.push_str(&format!("{id},Smith-Jones\n")));
    place.file("ssd_person.csv", text);
    let intake = place.load().unwrap();
    assert_eq!((table(&intake, "child").rows, table(&intake, "child").quarantined), (1_199_998, 1));
}

#[test]
fn two_files_for_one_table_are_refused() {
    let place = place();
    place.file("a/ssd_person.csv", "pers_person_id\n7\n");
    place.file("b/SSD_PERSON.csv", "pers_person_id\n8\n");
    let error = place.load().unwrap_err();
    assert!(matches!(&error, IntakeError::GivenTwice { table, .. } if table == "child"), "{error}");
    assert!(error.to_string().contains("--mode upsert"), "{error}");
}

#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let place = place();
    let path = place.file("ssd_person.csv", "pers_person_id\n7\n");
    let current = BTreeMap::new();
    let options = Options {
        staging: place.staging.path(),
        kind: None,
        mode: Mode::Replace,
        today: place.today,
        extracted_on: None,
        current: &current,
        returns: &[],
        threads: 1,
    };
    let changing = path.clone();
    let change = move |_: sightline_intake::Progress<'_>| std::fs::write(&changing, "pers_person_id\n7\n8\n").unwrap();
    let error = load(std::slice::from_ref(&path), &LIBRARY, &options, &change).unwrap_err();
    assert!(matches!(&error, IntakeError::Changed { path: found } if *found == path), "{error}");
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told() {
    let place = place();
    place.file("ssd_person.csv", "pers_person_id\n7\n");
    std::os::unix::fs::symlink("/dev/full", place.staging.path().join("child-0.parquet")).unwrap();
    let error = place.load().unwrap_err();
    assert!(matches!(error, IntakeError::DiskFull { .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let place = place();
    let path = place.file("ssd_person.csv", "pers_person_id\n7\n");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::File::open(&path).is_ok() {
        eprintln!("skipped: this account may read everything");
        return;
    }
    assert!(matches!(place.load(), Err(IntakeError::NoPermission { .. })));
}

#[test]
fn a_damaged_parquet_file_is_told() {
    let place = place();
    place.file("ssd_person.parquet", "PAR1 but no more");
    assert!(matches!(place.load(), Err(IntakeError::BadParquet { .. })));
}

#[test]
fn files_that_are_no_records_are_passed_over() {
    let place = place();
    place.file("county/ssd_person.csv", "pers_person_id\n7\n");
    place.file("county/README.md", "# Extract");
    place.file("county/notes.txt", "Nothing to load, all the same.");
    place.file("county/empty.csv", "");
    place.file("county/.hidden.csv", "a,b\n");
    place.file("county/lists.xlsx", "PK");
    let intake = place.load().unwrap();
    let names: Vec<String> = intake.ignored.iter().map(|file| file.path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, [".hidden.csv", "README.md", "lists.xlsx", "empty.csv", "notes.txt"]);
    assert_eq!(intake.sources[0].name, "county/ssd_person.csv");
    let nothing = crate::kit::place();
    nothing.file("README.md", "# Nothing");
    assert!(matches!(nothing.load(), Err(IntakeError::NothingToLoad { .. })));
}

#[test]
fn a_table_is_known_by_its_headings_or_by_what_it_is_said_to_be() {
    let mut place = place();
    let path = place.file("extract 12.csv", "cont_contact_id,cont_person_id,other\n1,7,x\n");
    let intake = place.load().unwrap();
    assert_eq!(table(&intake, "contact").columns_unknown, ["other"]);
    place.kind = Some(Kind::Own("contact".to_owned()));
    std::fs::write(&path, "contact_id,child_id,received_at,outcome_nfa\n1,7,2024-07-01 00:10,Y\n").unwrap();
    let intake = place.load().unwrap();
    let contact = table(&intake, "contact");
    assert_eq!(contact.kind, Kind::Own("contact".to_owned()));
    assert_eq!(rows(&contact.parts[0].path, &["received_at", "received_on", "outcome_nfa"]), ["2024-06-30T23:10:00Z | 2024-07-01 | true"]);
    place.kind = Some(Kind::Own("nonsense".to_owned()));
    assert!(matches!(place.load(), Err(IntakeError::UnknownTable { .. })));
}

#[test]
fn our_own_names_are_taken_too() {
    let place = place();
    place.file("postcode_districts.csv", "postcode,district_code,district\nab1 2cd,E07000001,Ash\n");
    place.file("deprivation_of_liberty.csv", "child_id,started_on,ended_on\n7,2024-01-02,\n");
    let intake = place.load().unwrap();
    assert_eq!(rows(&table(&intake, "postcode_district").parts[0].path, &["postcode", "district"]), ["AB12CD | Ash"]);
    assert_eq!(rows(&table(&intake, "deprivation_of_liberty").parts[0].path, &["child_id", "started_on"]), ["7 | 2024-01-02"]);
}

const PUBLISHED: &str = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,age_group,population_estimate\n";

#[test]
fn population_is_read_from_the_published_layout() {
    let place = place();
    let row = |level: &str, old: &str, ages: &str, number: &str| {
        format!("2024,Reporting year,{level},E92000001,England,E12000001,North East,{old},E06000001,Hartlepool,{ages},{number}\n")
    };
    let all = "Children aged 0 to 17 years";
    place.file(
        "population.csv",
        [
            PUBLISHED.to_owned(),
            row("National", "", all, "12183016"),
            row("Local authority", "805", all, "19500"),
            row("Local authority", "805", "Children aged 0 to 4 years", "5000"),
            row("Local authority", "806", all, "c"),
            row("Local authority", "x", all, "7"),
            row("Local authority", "807", all, "many"),
            row("Local authority", "805", all, "19501"),
        ]
        .concat(),
    );
    let intake = place.load().unwrap();
    let population = table(&intake, "population");
    assert_eq!(population.kind, Kind::Population);
    assert_eq!(
        rows(&population.parts[0].path, &["authority", "authority_code", "authority_name", "year", "children"]),
        ["805 | E06000001 | Hartlepool | 2024 | 19500", "E06000001 | E06000001 | Hartlepool | 2024 | 7"]
    );
    assert_eq!((population.quarantined, intake.sources[0].passed_over, intake.sources[0].rows), (2, 3, 7));
}

#[test]
fn the_published_population_is_read() {
    let path = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/benchmarks/ees/ons_mid-year_population_estimates_2012_to_2024.csv");
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return;
    }
    let intake = place().load_paths(&[path]).unwrap();
    let population = table(&intake, "population");
    assert!(population.rows > 1900, "{}", population.rows);
    assert_eq!(population.quarantined, 0);
}

#[test]
fn a_return_that_cannot_be_split_is_no_stray_file() {
    let place = place();
    let path = place.file("2024/episodes.csv", "CHILD;DECOM;RNE\n7;01/06/2023;S\n");
    place.file("2024/header.csv", "CHILD,SEX,DOB\n7,1,01/02/2010\n");
    assert!(matches!(place.load(), Err(IntakeError::WrongDelimiter { path: found }) if found == path));
    let mut place = crate::kit::place();
    place.kind = Some(Kind::Ssda903);
    place.file("2024/episodes.csv", "A,B\n7,8\n");
    assert!(matches!(place.load(), Err(IntakeError::NoKnownHeadings { .. })));
}

#[test]
fn tables_of_ours_may_lie_beside_those_of_the_dataset() {
    let mut place = place();
    place.kind = Some(Kind::Ssd);
    place.file("ssd_person.csv", "pers_person_id\n7\n");
    place.file("contacts.csv", "cont_contact_id,cont_person_id\n1,7\n");
    place.file("postcode_districts.csv", "postcode,district_code,district\nab1 2cd,E07000001,Ash\n");
    let intake = place.load().unwrap();
    assert_eq!(intake.tables.len(), 3);
    assert_eq!(table(&intake, "contact").kind, Kind::Ssd);
}
