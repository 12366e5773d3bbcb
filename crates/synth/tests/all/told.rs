//! What is in the county on purpose is there.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday, date};
use sightline_synth::story;

use crate::county::CLEAN;

/// Working days after one day up to another, counted one by one.
fn working_days(from: Date, to: Date) -> usize {
    let path = format!("{}/../../definitions/calendar/bank-holidays-england.csv", env!("CARGO_MANIFEST_DIR"));
    let holidays: BTreeSet<Date> = std::fs::read_to_string(path).unwrap().lines().filter_map(|line| line.get(..10)?.parse().ok()).collect();
    let mut count = 0;
    let mut day = from;
    while day < to {
        day = day.tomorrow().unwrap();
        count += usize::from(!matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(&day));
    }
    count
}

#[test]
fn every_item_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = story().iter().map(|item| item.id).collect();
    assert_eq!(names.len(), story().len());
}

#[test]
fn assessments_end_on_working_day_45_and_46_across_easter_and_christmas() {
    for (person, expected) in [("100020181", 45), ("100020182", 46), ("100020173", 45), ("100020174", 46)] {
        let row = CLEAN.table("cin_assessments").iter().find(|row| row.get("cina_person_id") == person).unwrap();
        let (start, done) = (row.day("cina_assessment_start_date").unwrap(), row.day("cina_assessment_auth_date").unwrap());
        assert_eq!(working_days(start, done), expected, "{person} {start} {done}");
        let spanned = if expected > 0 && person.ends_with(['1', '2']) { date(2018, 4, 2) } else { date(2017, 12, 25) };
        assert!(start < spanned && spanned < done);
    }
}

#[test]
fn schools_are_silent_in_august_and_the_police_rise() {
    let contacts = CLEAN.table("contacts");
    let by = |source: &str, from: Date, to: Date| {
        contacts
            .iter()
            .filter(|row| row.get("cont_contact_source_code") == source && row.day("cont_contact_date").is_some_and(|day| day >= from && day <= to))
            .count()
    };
    for year in 2009..2019 {
        assert_eq!(by("2A", date(year, 8, 1), date(year, 8, 31)), 0);
        assert!(by("2A", date(year, 6, 1), date(year, 6, 30)) > 10);
    }
    let before = by("6", date(2016, 4, 1), date(2017, 3, 31));
    let after = by("6", date(2017, 4, 1), date(2018, 3, 31));
    assert!((120..=152).contains(&(after * 100 / before)), "{before} {after}");
}

#[test]
fn teams_are_reorganised_on_one_day() {
    let reopened = CLEAN.table("involvements").iter().filter(|row| row.get("invo_worker_change_reason") == "ORGRST");
    let days: BTreeSet<&str> = reopened.map(|row| row.get("invo_involvement_start_date")).collect();
    assert_eq!(days, BTreeSet::from(["2016-10-03"]));
    for row in CLEAN.table("cin_assessments").iter() {
        let new = row.get("cina_assessment_team").starts_with('N');
        let after = row.day("cina_assessment_start_date").unwrap() >= date(2016, 10, 3);
        assert!(new == after || row.get("cina_assessment_team").starts_with("DC"));
    }
}

#[test]
fn reviews_are_late_in_one_quarter() {
    let in_time = |from: Date, to: Date| {
        let due: Vec<_> =
            CLEAN.table("cp_reviews").iter().filter(|row| row.day("cppr_cp_review_due").is_some_and(|day| day >= from && day <= to)).collect();
        due.iter().filter(|row| row.day("cppr_cp_review_date").is_some_and(|held| Some(held) <= row.day("cppr_cp_review_due"))).count() * 100
            / due.len()
    };
    assert!(in_time(date(2017, 10, 1), date(2018, 3, 31)) > 85);
    assert!(in_time(date(2018, 4, 1), date(2018, 6, 30)) < 72);
    assert!(in_time(date(2018, 7, 1), date(2018, 9, 1)) > 80);
}

#[test]
fn placements_hold_moves_temporary_stays_and_stays_of_a_day() {
    let placements = CLEAN.table("cla_placement");
    let kinds = placements.set("clap_cla_placement_type");
    for kind in ["U6", "U4", "K2", "T1", "T3", "H5", "A6"] {
        assert!(kinds.contains(kind), "{kind}");
    }
    assert!(placements.iter().any(|row| row.get("clap_cla_placement_start_date") == row.get("clap_cla_placement_end_date")));
    let statuses = CLEAN.table("legal_status").set("lega_legal_status");
    for status in ["V2", "C1", "C2", "E1", "V4"] {
        assert!(statuses.contains(status), "{status}");
    }
}

#[test]
fn some_children_are_not_yet_born() {
    let unborn = CLEAN.table("person").iter().filter(|row| row.get("pers_dob").is_empty() && !row.get("pers_expected_dob").is_empty());
    assert!(unborn.count() >= 2);
}

#[test]
fn reviewing_officers_are_few_in_spring_2018() {
    let officers = |on: Date| {
        let open = CLEAN.table("involvements");
        let held = open.iter().filter(|row| {
            row.get("invo_professional_role_id") == "Independent Reviewing Officer"
                && row.day("invo_involvement_start_date").unwrap() <= on
                && row.day("invo_involvement_end_date").is_none_or(|ended| ended > on)
        });
        held.map(|row| row.get("invo_professional_id")).collect::<BTreeSet<_>>().len()
    };
    assert!(officers(date(2018, 5, 31)) * 4 <= officers(date(2018, 2, 28)) * 3);
    assert!(officers(date(2018, 8, 31)) >= officers(date(2018, 2, 28)) - 1);
}
