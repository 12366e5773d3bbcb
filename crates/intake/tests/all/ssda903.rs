//! Yearly SSDA903 returns.

use crate::kit::{Place, column, place, quarantined, rows, table, warned};
use sightline_intake::{Intake, IntakeError, ReturnFile, ReturnKind};
use std::path::PathBuf;

const EPISODES: &str = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";

/// Keeps what a load staged as the returns held for the next.
fn hold(place: &mut Place, intake: &Intake, into: &std::path::Path) {
    place.returns = intake
        .returns
        .iter()
        .map(|file| {
            let path: PathBuf = into.join(format!("{}.parquet", file.sha256));
            if !path.exists() {
                std::fs::copy(&file.path, &path).unwrap();
            }
            ReturnFile { path, staged: false, ..file.clone() }
        })
        .collect();
}

fn hashes(intake: &Intake) -> Vec<(String, String)> {
    let tables = intake.tables.iter().map(|table| (table.table.clone(), table.sha256.clone()));
    let returns = intake.returns.iter().map(|file| (format!("{} {}", file.year, file.kind), file.sha256.clone()));
    tables.chain(returns).collect()
}

#[test]
fn an_episode_goes_on_in_the_next_year() {
    let place = place();
    place.file(
        "2023/episodes.csv",
        format!("{EPISODES}7,01/06/2022,S,C2,N1,U1,PR1,10/02/2023,X1,CARPL,AB1 2CD,EF3 4GH,1\n7,10/02/2023,L,E1,N1,U1,PR1,,,,AB1 2CD,EF3 4GH,1\n"),
    );
    place.file(
        "2024/episodes.csv",
        format!("{EPISODES}7,10/02/2023,L,E1,N1,U1,PR1,01/05/2023,X1,OTHER,AB1 2CD,EF3 4GH,1\n7,01/05/2023,P,E1,N1,A4,PR1,15/12/2023,E11,,AB1 2CD,IJ5 6KL,2\n"),
    );
    let intake = place.load().unwrap();
    let episodes = table(&intake, "care_episode");
    assert_eq!(
        rows(&episodes.parts[0].path, &["started_on", "start_reason", "ended_on", "end_reason", "entered_care_on"]),
        [
            "2022-06-01 | S | 2023-02-10 | X1 | 2022-06-01",
            "2023-02-10 | L | 2023-05-01 | X1 | 2022-06-01",
            "2023-05-01 | P | 2023-12-15 | E11 | 2022-06-01",
        ]
    );
    let periods = column(&episodes.parts[0].path, "care_period_id");
    assert!(periods.iter().all(|period| *period == periods[0]));
    // One placement through the change of status, then another.
    assert_eq!(
        rows(&table(&intake, "placement").parts[0].path, &["started_on", "ended_on", "placement_type", "change_reason", "postcode"]),
        ["2022-06-01 | 2023-05-01 | U1 | OTHER | EF34GH", "2023-05-01 | 2023-12-15 | A4 | - | IJ56KL"]
    );
    assert_eq!(
        rows(&table(&intake, "legal_status").parts[0].path, &["status", "started_on", "ended_on"]),
        ["C2 | 2022-06-01 | 2023-02-10", "E1 | 2023-02-10 | 2023-12-15"]
    );
    assert_eq!(
        rows(&table(&intake, "permanence").parts[0].path, &["placed_for_adoption_on", "permanence_order_on", "permanence_order_type"]),
        ["2023-05-01 | 2023-12-15 | Adoption"]
    );
    assert_eq!(rows(&table(&intake, "address").parts[0].path, &["child_id", "kind", "postcode", "started_on"]), ["7 | home | AB12CD | -"]);
    assert!(intake.notes.is_empty(), "{:?}", intake.notes);
}

#[test]
fn an_open_episode_that_is_not_in_the_next_return_ends_on_1_april() {
    let place = place();
    place.file(
        "2023/episodes.csv",
        format!("{EPISODES}7,01/06/2022,S,C2,N1,U1,PR1,,,,,,\n8,01/07/2022,P,C2,N1,U1,PR1,,,,,,\n9,01/08/2022,S,C2,N1,U1,PR1,,,,,,\n"),
    );
    place.file(
        "2024/episodes.csv",
        format!("{EPISODES}8,01/07/2022,T,C2,N1,U1,PR1,,,,,,\n9,05/08/2022,S,C2,N1,U1,PR1,,,,,,\n8,01/06/2023,P,C2,N1,U1,PR1,,,,,,\n"),
    );
    let intake = place.load().unwrap();
    assert_eq!(
        rows(&table(&intake, "care_episode").parts[0].path, &["child_id", "started_on", "start_reason", "ended_on", "end_reason", "entered_care_on"]),
        [
            // Left out of the later return: had left by its first day.
            "7 | 2022-06-01 | S | 2023-04-01 | - | 2022-06-01",
            // Told again with another reason: the later word stands. Care began before the first row, on a day not known.
            "8 | 2022-07-01 | T | - | - | -",
            "8 | 2023-06-01 | P | - | - | -",
            // Told again with another day: the two do not overlap.
            "9 | 2022-08-01 | S | 2022-08-05 | - | 2022-08-01",
            "9 | 2022-08-05 | S | - | - | 2022-08-05",
        ]
    );
    assert_eq!(intake.notes.len(), 4, "{:?}", intake.notes);
    assert!(intake.notes.iter().all(|note| note.starts_with("1 ")), "{:?}", intake.notes);
}

#[test]
fn years_loaded_one_by_one_equal_years_loaded_together() {
    let first = format!("{EPISODES}7,01/06/2022,S,C2,N1,U1,PR1,,,,,,\n8,01/07/2022,S,C2,N1,U1,PR1,,,,,,\n");
    let second = format!("{EPISODES}7,01/06/2022,S,C2,N1,U1,PR1,01/05/2023,E4A,,,,\n10,01/05/2023,S,V2,N1,U1,PR1,,,,,,\n");
    let header_one = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n7,1,01/02/2010,WBRI,UN1,,\n8,2,03/02/2006,WBRI,A123456789012,1,04/05/2022\n";
    let header_two = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n7,1,01/02/2010,MWBC,un3,,\n10,2,03/02/2006,WBRI,A123456789012,0,\n";
    let together = place();
    together.file("2023/episodes.csv", &first);
    together.file("2023/header.csv", header_one);
    together.file("2024/episodes.csv", &second);
    together.file("2024/header.csv", header_two);
    let together = together.load().unwrap();

    let keep = tempfile::tempdir().unwrap();
    let mut one = place();
    one.file("2023/episodes.csv", &first);
    one.file("2023/header.csv", header_one);
    let intake = one.load().unwrap();
    hold(&mut one, &intake, keep.path());
    let mut two = place();
    two.returns = one.returns;
    two.file("2024/episodes.csv", &second);
    two.file("2024/header.csv", header_two);
    let by_year = two.load().unwrap();
    assert_eq!(hashes(&by_year), hashes(&together));

    // The same again changes nothing.
    hold(&mut two, &by_year, keep.path());
    assert_eq!(hashes(&two.load().unwrap()), hashes(&together));

    let child = table(&together, "child");
    assert_eq!(
        rows(&child.parts[0].path, &["child_id", "ethnicity", "upn", "upn_unknown", "is_mother"]),
        ["10 | WBRI | A123456789012 | - | false", "7 | MWBC | - | UN3 | false", "8 | WBRI | A123456789012 | - | true"]
    );
    assert_eq!(rows(&table(&together, "mother").parts[0].path, &["mother_child_id", "child_id", "child_born_on"]), ["8 | - | 2022-05-04"]);
}

#[test]
fn the_other_files_become_tables() {
    let place = place();
    let of = |name: &str, text: &str| place.file(&format!("2024-{name}.csv"), text);
    of("header", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n7,1,01/02/2010,WBRI,UN1,,\n");
    of("Episodes", &format!("{EPISODES}7,01/06/2023,S,C2,N1,U1,PR1,,,,,,\n"));
    of("reviews", "CHILD,DOB,REVIEW,REVIEW_CODE\n7,01/02/2010,20/06/2023,PN1\n7,02/02/2010,20/12/2023,PN2\n7,01/02/2010,20/12/2022,PN2\n");
    of("UASC", "CHILD,SEX,DOB,DUC\n7,1,01/02/2010,01/02/2028\n");
    of(
        "oc2",
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n7,01/02/2010,13,,0,,1,1,1,x,0,\n",
    );
    of("oc3", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n9,01/02/2005,YES,F1,B1\n");
    of("ad1", "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n7,01/02/2010,01/07/2023,01/09/2023,0,2,MF,L11\n");
    of(
        "placed_for_adoption",
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n8,01/02/2010,03/07/2023,01/10/2023,RD1\n8,01/02/2010,05/01/2024,,\n",
    );
    of("prev_perm", "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n7,01/02/2010,P1,,zz/05/2015\n");
    of("missing", "CHILD,DOB,MISSING,MIS_START,MIS_END\n7,01/02/2010,M,03/07/2023,05/07/2023\n");
    of("social_worker", "\u{feff}CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n7,01/02/2010,SW9,03/06/2023,,INITIL\n");
    of("DoLo", "CHILD,DOB,DOLO_START,DOLO_END\n7,01/02/2010,03/07/2023,\n");
    of("placed_for_adoption_errors", "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n7,01/02/2010,03/07/2023,01/10/2023,RD1\n");
    let intake = place.load().unwrap();
    assert!(intake.missing_tables.is_empty(), "{:?}", intake.missing_tables);
    assert!(intake.returns.iter().all(|file| file.year == 2024));
    assert_eq!(intake.returns.len(), 12);
    assert_eq!(intake.ignored.len(), 1, "{:?}", intake.ignored);
    let show = |name: &str, columns: &[&str]| rows(&table(&intake, name).parts[0].path, columns);
    let periods = column(&table(&intake, "care_review").parts[0].path, "care_period_id");
    assert_eq!(periods[0], "-", "a review before care began belongs to no period");
    assert_eq!(periods[1], column(&table(&intake, "care_episode").parts[0].path, "care_period_id")[0]);
    assert_eq!(show("immigration_status", &["child_id", "status", "ended_on"]), ["7 | Unaccompanied Asylum Seeking Child | 2028-02-01"]);
    assert_eq!(show("sdq_score", &["completed_on", "score"]), ["2024-03-31 | 13"]);
    assert_eq!(
        show("yearly_outcome", &["year_ended_on", "convicted", "health_surveillance_up_to_date", "immunisations_up_to_date", "substance_misuse"]),
        ["2024-03-31 | false | - | true | -"]
    );
    assert_eq!(show("care_leaver", &["child_id", "in_touch", "activity", "accommodation", "accommodation_suitable"]), ["9 | YES | F1 | B | 1"]);
    assert_eq!(
        show("permanence", &["child_id", "adoption_decided_on", "matched_on", "adopters", "decision_reversed_on"]),
        ["7 | 2023-07-01 | 2023-09-01 | 2 | -", "8 | 2024-01-05 | - | - | -", "8 | 2023-07-03 | - | - | 2023-10-01"]
    );
    assert_eq!(show("previous_permanence", &["option", "order_date_text"]), ["P1 | zz/05/2015"]);
    assert_eq!(show("missing_episode", &["started_at", "started_on", "ended_on", "kind"]), ["2023-07-02T23:00:00Z | 2023-07-03 | 2023-07-05 | M"]);
    assert_eq!(show("involvement", &["worker_id", "started_on", "ended_on"]), ["SW9 | 2023-06-03 | -"]);
    assert_eq!(show("worker", &["worker_id", "registration_number"]), ["SW9 | SW9"]);
    assert_eq!(show("deprivation_of_liberty", &["child_id", "started_on", "ended_on"]), ["7 | 2023-07-03 | -"]);
    assert_eq!(warned(&intake), ["oc2 | 2 | SUBSTANCE_MISUSE | x", "reviews | 3 | DOB | 2010-02-02"]);
}

#[test]
fn the_year_is_told_by_episodes_and_else_by_the_folder() {
    let place = place();
    // An end on 1 April belongs to the year before; a day in the future tells nothing.
    place.file("a/episodes.csv", format!("{EPISODES}7,01/06/2022,S,C2,N1,U1,PR1,01/04/2023,E4A,,,,\n8,01/06/2091,S,C2,N1,U1,PR1,,,,,,\n"));
    place.file("2023-24/header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n7,1,01/02/2010,WBRI,UN1,,\n");
    let intake = place.load().unwrap();
    let years: Vec<(i16, ReturnKind)> = intake.returns.iter().map(|file| (file.year, file.kind)).collect();
    assert_eq!(years, [(2023, ReturnKind::Episodes), (2024, ReturnKind::Header)]);
    let place = crate::kit::place();
    place.file("here/header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n7,1,01/02/2010,WBRI,UN1,,\n");
    assert!(matches!(place.load(), Err(IntakeError::NoYear { .. })));
}

#[test]
fn bad_rows_of_a_return_go_to_quarantine() {
    let place = place();
    place.file("episodes.csv", format!("{EPISODES}7,31/02/2023,S,C2,N1,U1,PR1,,,,,,\n,01/06/2022,S,C2,N1,U1,PR1,,,,,,\n7,01/06/2022,S,C2,N1,U1,PR1,,,,,,\n7,01/06/2022,S,C2,N1,U1,PR1,,,,,,\n7,01/06/2022,S\n"));
    let intake = place.load().unwrap();
    assert_eq!(
        quarantined(&intake),
        [
            "episodes | 2 | DECOM | the date cannot be read: write 2024-03-31 or 31/03/2024",
            "episodes | 3 | CHILD | a required value is missing",
            "episodes | 5 | - | duplicate key of row 4",
            "episodes | 6 | - | the row has 3 fields where the headings have 13",
        ]
    );
    let episodes = table(&intake, "care_episode");
    assert_eq!((episodes.rows, episodes.quarantined), (1, 4));
}

fn shared(folder: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(folder);
    if path.is_dir() {
        Some(path)
    } else {
        eprintln!("skipped: {} is not there", path.display());
        None
    }
}

#[test]
fn the_sample_return_is_read() {
    let Some(path) = shared("ssda903-sample") else {
        return;
    };
    let intake = place().load_paths(&[path]).unwrap();
    assert!(intake.returns.iter().all(|file| file.year == 2018), "{:?}", intake.returns);
    assert_eq!(intake.returns.len(), 12);
    assert_eq!(table(&intake, "child").rows, 2675);
    assert_eq!(table(&intake, "care_review").last_happened.map(|day| day.to_string()).as_deref(), Some("2018-03-31"));
    assert_eq!(table(&intake, "care_episode").rows, 5050);
    assert_eq!(table(&intake, "care_review").rows + table(&intake, "care_review").quarantined, 12_582);
    assert!(intake.ignored.iter().any(|file| file.path.ends_with("placed_for_adoption_errors.csv")));
    assert!(intake.ignored.iter().any(|file| file.path.ends_with("fake_903.xml")));
}

#[test]
fn generated_returns_give_the_stock_that_the_returns_say() {
    let Some(path) = shared("ssda903-generated") else {
        return;
    };
    let mut place = place();
    place.today = sightline_model::Day::parse("2024-06-30").unwrap();
    let intake = place.load_paths(&[path]).unwrap();
    assert_eq!(intake.returns.iter().filter(|file| file.kind == ReturnKind::Episodes).map(|file| file.year).collect::<Vec<_>>(), [2022, 2023, 2024]);
    let file = &table(&intake, "care_episode").parts[0].path;
    let (starts, ends, children) = (column(file, "started_on"), column(file, "ended_on"), column(file, "child_id"));
    // Children whom the year's own return, or a later one, has in care on its last day: counted from the files by another program.
    for (day, expected) in [("2022-03-31", 753), ("2023-03-31", 790), ("2024-03-31", 634)] {
        let open = (0..starts.len()).filter(|row| starts[*row].as_str() <= day && (ends[*row] == "-" || ends[*row].as_str() > day));
        let counted: std::collections::BTreeSet<&str> = open.map(|row| children[row].as_str()).collect();
        assert_eq!(counted.len(), expected, "{day}");
    }
}

#[test]
fn years_with_prefixes_are_told_apart() {
    let Some(path) = shared("ssda903-multiyear-sample") else {
        return;
    };
    let intake = place().load_paths(&[path]).unwrap();
    let years: Vec<i16> = intake.returns.iter().filter(|file| file.kind == ReturnKind::Header).map(|file| file.year).collect();
    assert_eq!(years, [2018, 2019, 2020, 2021, 2022]);
}
