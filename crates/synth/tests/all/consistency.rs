//! Keys join, codes are known, and nothing lies after the extract.

use std::collections::{BTreeMap, BTreeSet};

use crate::county::{AS_IT_COMES, CLEAN, columns};

#[test]
fn headings_are_those_of_the_standard() {
    for (table, rows) in CLEAN.tables.iter().filter(|(table, _)| table.starts_with("ssd_")) {
        let expected: Vec<&str> = columns().iter().filter(|column| column[0] == *table).map(|column| column[1]).collect();
        assert_eq!(rows.headings(), expected, "{table}");
    }
    assert_eq!(CLEAN.tables.keys().filter(|table| table.starts_with("ssd_")).count(), 46);
}

#[test]
fn keys_are_unique_and_present() {
    for [table, column, _, key, ..] in columns() {
        if key == "y" {
            let rows = &CLEAN.tables[table];
            assert_eq!(rows.set(column).len(), rows.len(), "{table}");
            assert!(rows.iter().all(|row| !row.get(column).is_empty()), "{table}");
        }
    }
}

#[test]
fn spoilt_rows_are_about_three_in_a_thousand() {
    let spoilt: u64 = AS_IT_COMES.summary.spoilt.iter().map(|(_, rows)| rows).sum();
    // Only the tables of the standard are spoilt.
    let rows: u64 = AS_IT_COMES.summary.rows.iter().filter(|(table, _)| table.starts_with("ssd_")).map(|(_, rows)| rows).sum();
    let per_10_000 = spoilt * 10_000 / rows;
    assert!((25..=35).contains(&per_10_000), "{per_10_000}");
    assert!(AS_IT_COMES.summary.spoilt.iter().all(|(_, rows)| *rows > 10), "{:?}", AS_IT_COMES.summary.spoilt);
    assert!(CLEAN.summary.spoilt.iter().all(|(_, rows)| *rows == 0));
}

#[test]
fn every_reference_joins() {
    let mut known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for [table, column, _, _, reference, ..] in columns() {
        let Some((to, key)) = reference.split_once('.') else {
            continue;
        };
        let keys = known.entry(reference).or_insert_with(|| CLEAN.tables[to].set(key));
        for row in CLEAN.tables[table].iter() {
            let value = row.get(column);
            assert!(value.is_empty() || keys.contains(value), "{table}.{column} {value}");
        }
    }
}

#[test]
fn required_values_are_there() {
    for [table, column, _, _, _, _, nullable] in columns() {
        if nullable == "n" {
            assert!(CLEAN.tables[table].iter().all(|row| !row.get(column).is_empty()), "{table}.{column}");
        }
    }
}

#[test]
fn nothing_happened_after_the_extract() {
    let planned = ["pers_expected_dob", "icpc_icpc_target_date", "cppr_cp_review_due", "clar_cla_review_due_date", "clah_health_check_date"];
    for [table, column, kind, ..] in columns() {
        if kind.starts_with("date") && !planned.contains(&column) {
            for row in CLEAN.tables[table].iter() {
                assert!(row.day(column).is_none_or(|day| day <= CLEAN.settings.until), "{table}.{column} {}", row.get(column));
            }
        }
    }
}

#[test]
fn ends_are_not_before_starts() {
    for (table, start, end) in [
        ("address", "addr_address_start_date", "addr_address_end_date"),
        ("cin_episodes", "cine_referral_date", "cine_close_date"),
        ("legal_status", "lega_legal_status_start_date", "lega_legal_status_end_date"),
        ("early_help_episodes", "earl_episode_start_date", "earl_episode_end_date"),
        ("cin_assessments", "cina_assessment_start_date", "cina_assessment_auth_date"),
        ("cin_plans", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
        ("s47_enquiry", "s47e_s47_start_date", "s47e_s47_end_date"),
        ("cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
        ("cla_episodes", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
        ("cla_placement", "clap_cla_placement_start_date", "clap_cla_placement_end_date"),
        ("cla_care_plan", "lacp_cla_care_plan_start_date", "lacp_cla_care_plan_end_date"),
        ("involvements", "invo_involvement_start_date", "invo_involvement_end_date"),
        ("immigration_status", "immi_immigration_status_start_date", "immi_immigration_status_end_date"),
    ] {
        for row in CLEAN.table(table).iter() {
            let started = row.day(start).unwrap_or_else(|| panic!("{table} without a start"));
            assert!(row.day(end).is_none_or(|ended| ended >= started), "{table} {} {}", row.get(start), row.get(end));
        }
    }
}

#[test]
fn codes_are_known() {
    let codes = |list: &str| -> BTreeSet<String> {
        let path = format!("{}/../../definitions/codes/{list}.csv", env!("CARGO_MANIFEST_DIR"));
        let mut reader = csv::Reader::from_path(path).unwrap();
        reader.records().map(|record| record.unwrap()[0].to_owned()).collect()
    };
    for [table, column, _, _, _, list, _] in columns() {
        if matches!(list, "" | "yes_no" | "assessment_factors" | "permanence_plan" | "referral_nfa") || list.starts_with("json") {
            continue;
        }
        let known = codes(list);
        for value in CLEAN.tables[table].set(column) {
            assert!(value.is_empty() || known.contains(value), "{table}.{column} {value}");
        }
    }
}
