//! Rows that are judged: quotation marks, keys, lists and outcomes.

use crate::kit::{column, place, quarantined, rows, table, warned};
use sightline_intake::IntakeError;

#[test]
fn a_mark_that_is_never_closed_costs_one_row() {
    let place = place();
    place.file(
        "ssd_person.csv",
        "pers_person_id,pers_surname\n1,\"Smith\n2,Jones\n3,\"Brown\" and Co\n4,5\" tall\n5,\"Green\"  \n6,White\n7,\"Black\n",
    );
    let intake = place.load().unwrap();
    assert_eq!(rows(&table(&intake, "child").parts[0].path, &["child_id", "surname"]), ["2 | Jones", "4 | 5\" tall", "5 | Green", "6 | White"]);
    let quarantine = intake.quarantine.as_ref().unwrap();
    assert_eq!(rows(&quarantine.file, &["row", "raw"]), ["2 | 1,\"Smith", "4 | 3,\"Brown\" and Co", "8 | 7,\"Black"]);
    assert_eq!(intake.sources[0].rows, 7);
}

#[test]
fn a_missing_row_key_is_made_from_the_content() {
    let place = place();
    place.file("ssd_disability.csv", "disa_person_id,disa_disability_code\n7,HAND\n8,HAND\n7,HAND\n");
    let intake = place.load().unwrap();
    let disability = table(&intake, "disability");
    assert_eq!(column(&disability.parts[0].path, "child_id"), ["7", "8"]);
    assert_eq!(quarantined(&intake), ["disability | 4 | - | duplicate key of row 2"]);
    assert!(column(&disability.parts[0].path, "disability_id").iter().all(|id| id.len() == 32));
    // The same content gives the same key.
    let again = place.load().unwrap();
    assert_eq!(table(&again, "disability").sha256, disability.sha256);
}

#[test]
fn a_child_without_its_number_cannot_be_loaded() {
    let place = place();
    place.file("ssd_person.csv", "pers_surname,pers_dob\nSmith,2010-02-03\n");
    let error = place.load().unwrap_err();
    assert!(matches!(&error, IntakeError::KeyMissing { column, .. } if column == "pers_person_id"), "{error}");
}

#[test]
fn a_list_becomes_rows() {
    let place = place();
    place.file(
        "ssd_assessment_factors.csv",
        "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json\n\
         1,10,\"[\"\"1A\"\",\"\"2B\"\"]\"\n\
         2,10,\"{\"\"3A\"\":\"\"Y\"\",\"\"3B\"\":\"\"N\"\"}\"\n\
         3,11,\"1A, 1B\"\n\
         4,11,[]\n\
         1,12,4A\n\
         5,12,\"[\"\"1A\"\",\"\"1A\"\"]\"\n",
    );
    let intake = place.load().unwrap();
    let factors = table(&intake, "assessment_factor");
    assert_eq!(
        rows(&factors.parts[0].path, &["assessment_factor_row_id", "assessment_id", "factor"]),
        ["1 | 10 | 1A", "1 | 10 | 2B", "2 | 10 | 3A", "3 | 11 | 1A", "3 | 11 | 1B", "5 | 12 | 1A"]
    );
    assert_eq!(quarantined(&intake), ["assessment_factor | 6 | - | duplicate key of row 2"]);
    assert_eq!(warned(&intake), ["assessment_factor | 5 | cinf_assessment_factors_json | []"]);
}

#[test]
fn an_object_with_odd_keys_loses_nothing() {
    let place = place();
    let outcome = |json: &str| format!("\"{}\"", json.replace('"', "\"\""));
    let lines: String = [
        r#"{"nfa_flag":"Y","note":"said \"no\"","TOTAL":null}"#,
        r#"{"NFA_FLAG":"Y","NFA_FLAG":"N"}"#,
        r#"{"NFA_FLAG":{"deep":1}}"#,
        r#"["NFA_FLAG"]"#,
        r#"{"NFA_FLAG":"Y""#,
        r#"{}"#,
        r#"{ "TOTAL_NO_OF_OUTCOMES" : 3 }"#,
        r#"{"TOTAL_NO_OF_OUTCOMES":"two"}"#,
    ]
    .iter()
    .enumerate()
    .map(|(id, json)| format!("{id},7,{}\n", outcome(json)))
    .collect();
    place.file("ssd_s47_enquiry.csv", format!("s47e_s47_enquiry_id,s47e_person_id,s47e_s47_outcome_json\n{lines}"));
    let intake = place.load().unwrap();
    assert_eq!(
        rows(&table(&intake, "section_47_enquiry").parts[0].path, &["outcome_nfa", "outcomes_recorded", "outcome_other"]),
        [
            r#"true | - | {"note":"said \"no\"","TOTAL":null}"#,
            r#"true | - | {"NFA_FLAG":"N"}"#,
            r#"- | - | {"NFA_FLAG":{"deep":1}}"#,
            r#"- | - | ["NFA_FLAG"]"#,
            r#"- | - | {"NFA_FLAG":"Y""#,
            "- | - | -",
            "- | 3 | -",
            "- | - | -",
        ]
    );
    assert_eq!(warned(&intake), ["section_47_enquiry | 9 | s47e_s47_outcome_json | TOTAL_NO_OF_OUTCOMES: \"two\""]);
}

#[test]
fn postcodes_are_made_alike() {
    let place = place();
    place.file("ssd_address.csv", "addr_table_id,addr_person_id,addr_address_postcode,addr_address_json\n1,7, ab1  2cd ,{}\n");
    assert_eq!(column(&table(&place.load().unwrap(), "address").parts[0].path, "postcode"), ["AB12CD"]);
}

#[test]
fn what_happened_later_than_today_does_not_stretch_the_records() {
    let place = place();
    place.file("ssd_cin_visits.csv", "cinv_cin_visit_id,cinv_cin_visit_date\n1,2024-01-02\n2,2025-03-04\n3,2026-11-22\n");
    let intake = place.load().unwrap();
    let visits = table(&intake, "cin_visit");
    assert_eq!(visits.first_happened.map(|day| day.to_string()).as_deref(), Some("2024-01-02"));
    assert_eq!(visits.last_happened.map(|day| day.to_string()).as_deref(), Some("2025-03-04"));
    assert!(visits.columns_missing.contains(&"cinv_person_id".to_owned()));
}
