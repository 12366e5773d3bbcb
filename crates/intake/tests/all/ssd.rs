//! Tables of the Standard Safeguarding Dataset.

use crate::kit::{column, place, quarantined, rows, table, warned};
use sightline_intake::{IntakeError, Kind};

#[test]
fn a_plain_table_is_read() {
    let place = place();
    place.file("ssd_person.csv", "PERS_DOB,pers_person_id,pers_is_mother\n2010-02-03 00:00:00.000,7,N\n31/12/2011,8,true\n");
    let intake = place.load().unwrap();
    let child = table(&intake, "child");
    assert_eq!((child.rows, child.quarantined, child.warned), (2, 0, 0));
    assert_eq!(child.kind, Kind::Ssd);
    assert_eq!(
        rows(&child.parts[0].path, &["child_id", "born_on", "is_mother", "surname"]),
        ["7 | 2010-02-03 | false | -", "8 | 2011-12-31 | true | -"]
    );
    assert!(child.columns_missing.contains(&"pers_surname".to_owned()));
    assert!(intake.missing_tables.contains(&"contact".to_owned()));
    assert!(child.first_happened.is_none(), "a birth is nothing that happened in the records");
}

#[test]
fn bad_rows_go_to_quarantine_with_their_reason() {
    let place = place();
    place.file(
        "ssd_cin_visits.csv",
        "cinv_cin_visit_id,cinv_cin_plan_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen\n\
         1,10,7,2024-01-02,Y\n\
         2,10,7,2024-02-30,Y\n\
         3,10,7,1900-01-01,Y\n\
         4,10,7,2101-01-01,Y\n\
         1,10,7,2024-01-05,Y\n\
         5,10,7\n\
         ,10,7,2024-01-05,Y\n\
         6,10,7,2024-01-09,maybe\n\
         7,10,7,2024-01-0\u{0}9,Y\n",
    );
    let intake = place.load().unwrap();
    let visits = table(&intake, "cin_visit");
    assert_eq!(column(&visits.parts[0].path, "cin_visit_id"), ["1", "6"]);
    assert_eq!(visits.quarantined, 7);
    assert_eq!(
        quarantined(&intake),
        [
            "cin_visit | 3 | cinv_cin_visit_date | the date cannot be read: write 2024-03-31 or 31/03/2024",
            "cin_visit | 4 | cinv_cin_visit_date | the date lies at or before 1 January 1900",
            "cin_visit | 5 | cinv_cin_visit_date | the date lies after 2100",
            "cin_visit | 6 | - | duplicate key of row 2",
            "cin_visit | 7 | - | the row has 3 fields where the headings have 5",
            "cin_visit | 8 | cinv_cin_visit_id | a required value is missing",
            "cin_visit | 10 | - | the row holds a NUL character",
        ]
    );
    assert_eq!(warned(&intake), ["cin_visit | 9 | cinv_cin_visit_seen | maybe"]);
    assert_eq!(intake.sources[0].rows, 9);
    assert_eq!(intake.sources[0].quarantined, 7);
}

#[test]
fn outcomes_are_opened() {
    let place = place();
    place.file(
        "ssd_contacts.csv",
        "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_outcome_json\n\
         1,7,2024-07-01T09:30:00,\"{\"\"NEW_REFERRAL_FLAG\"\":\"\"Y\"\",\"\"NFA_FLAG\"\": 0, \"\"LOCAL\"\":[1, 2]}\"\n\
         2,7,2024-01-01 23:59,\"{\"\"ADVICE_FLAG\"\":\"\"perhaps\"\"}\"\n\
         3,7,2024-07-01,no further action\n",
    );
    let intake = place.load().unwrap();
    let contact = table(&intake, "contact");
    assert_eq!(
        rows(&contact.parts[0].path, &["received_at", "received_on", "outcome_new_referral", "outcome_nfa", "outcome_advice", "outcome_other"]),
        [
            "2024-07-01T08:30:00Z | 2024-07-01 | true | false | - | {\"LOCAL\":[1,2]}",
            "2024-01-01T23:59:00Z | 2024-01-01 | - | - | - | -",
            "2024-06-30T23:00:00Z | 2024-07-01 | - | - | - | no further action",
        ]
    );
    assert_eq!(warned(&intake), ["contact | 3 | cont_contact_outcome_json | ADVICE_FLAG: \"perhaps\""]);
}

#[test]
fn an_empty_file_is_an_error() {
    let place = place();
    let path = place.file("ssd_person.csv", "");
    assert!(matches!(place.load(), Err(IntakeError::Empty { path: found }) if found == path));
}
