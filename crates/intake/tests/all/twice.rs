//! Loading again: upsert, and the same bytes from the same files.

use crate::kit::{Place, column, place, rows, table};
use sightline_intake::{Intake, Mode, TablePart};

fn hold(place: &mut Place, intake: &Intake, keep: &tempfile::TempDir) {
    for table in &intake.tables {
        let mut parts = table.parts.clone();
        for part in &mut parts {
            let path = keep.path().join(format!("{}.parquet", part.sha256));
            if !path.exists() {
                std::fs::copy(&part.path, &path).unwrap();
            }
            *part = TablePart { path, staged: false, ..part.clone() };
        }
        place.current.insert(table.table.clone(), parts);
    }
}

#[test]
fn an_upsert_adds_and_replaces() {
    let keep = tempfile::tempdir().unwrap();
    let mut place = place();
    place.mode = Mode::Upsert;
    place.file("ssd_person.csv", "pers_person_id,pers_surname\n1,Ash\n2,Birch\n3,Cedar\n");
    let first = place.load().unwrap();
    hold(&mut place, &first, &keep);
    place.file("ssd_person.csv", "pers_person_id,pers_surname\n2,Beech\n4,Dogwood\n4,Dogwood\n");
    let second = place.load().unwrap();
    let child = table(&second, "child");
    assert_eq!(rows(&child.parts[0].path, &["child_id", "surname"]), ["1 | Ash", "2 | Beech", "3 | Cedar", "4 | Dogwood"]);
    assert_eq!(child.quarantined, 1);
    assert_eq!(second.replaces, ["child"]);
    hold(&mut place, &second, &keep);
    // The same again changes nothing.
    assert_eq!(table(&place.load().unwrap(), "child").sha256, child.sha256);
}

#[test]
fn of_two_files_the_one_given_last_wins() {
    let mut place = place();
    place.mode = Mode::Upsert;
    place.file("1/ssd_person.csv", "pers_person_id,pers_surname\n1,Ash\n2,Birch\n2,Birch\n");
    place.file("2/ssd_person.csv", "pers_surname,pers_person_id\nBeech,2\nDogwood,4\n");
    let intake = place.load().unwrap();
    let child = table(&intake, "child");
    assert_eq!(rows(&child.parts[0].path, &["child_id", "surname"]), ["2 | Beech", "4 | Dogwood", "1 | Ash"]);
    assert_eq!(child.quarantined, 0, "a row that another file replaces is not quarantined");
    assert_eq!(child.sources.iter().map(|source| source.name.as_str()).collect::<Vec<_>>(), ["1/ssd_person.csv", "2/ssd_person.csv"]);
}

#[test]
fn an_upsert_of_lists_replaces_the_whole_list() {
    let keep = tempfile::tempdir().unwrap();
    let mut place = place();
    place.mode = Mode::Upsert;
    let head = "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json\n";
    place.file("ssd_assessment_factors.csv", format!("{head}1,10,\"1A,2B\"\n2,11,\"3A,3B\"\n"));
    let first = place.load().unwrap();
    hold(&mut place, &first, &keep);
    place.file("ssd_assessment_factors.csv", format!("{head}1,10,\"2B,4A\"\n"));
    let second = place.load().unwrap();
    assert_eq!(
        rows(&table(&second, "assessment_factor").parts[0].path, &["assessment_factor_row_id", "factor"]),
        ["1 | 2B", "1 | 4A", "2 | 3A", "2 | 3B"]
    );
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let mut place = place();
    for table in ["ssd_person", "ssd_cin_visits", "ssd_cp_visits"] {
        let prefix = match table {
            "ssd_person" => "pers_person_id,pers_dob",
            "ssd_cin_visits" => "cinv_cin_visit_id,cinv_cin_visit_date",
            _ => "cppv_cp_visit_id,cppv_cp_visit_date",
        };
        let body: String = (0..40_000).map(|id| format!("{},20{:02}-01-{:02}\n", id % 39_990, id % 30, id % 32)).collect();
        place.file(&format!("{table}.csv"), format!("{prefix}\n{body}"));
    }
    let mut seen = Vec::new();
    for threads in [1, 2, 8] {
        place.threads = threads;
        place.staging = tempfile::tempdir().unwrap();
        let intake = place.load().unwrap();
        let mut hashes: Vec<String> = intake.tables.iter().map(|table| table.sha256.clone()).collect();
        hashes.push(intake.quarantine.as_ref().unwrap().sha256.clone());
        seen.push(hashes);
        assert_eq!(
            column(&intake.quarantine.unwrap().file, "row").len(),
            intake.tables.iter().map(|t| usize::try_from(t.quarantined).unwrap()).sum::<usize>()
        );
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2]);
}
