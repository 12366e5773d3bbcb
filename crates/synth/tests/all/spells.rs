//! Episodes, plans, periods of care and placements fit together.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::county::{CLEAN, Row};

fn grouped<'a>(table: &str, key: &str, start: &str) -> BTreeMap<&'a str, Vec<Row<'a>>> {
    let mut groups: BTreeMap<&str, Vec<Row<'_>>> = BTreeMap::new();
    for row in CLEAN.table(table).iter() {
        groups.entry(row.get(key)).or_default().push(row);
    }
    for rows in groups.values_mut() {
        rows.sort_by_key(|row| row.day(start));
    }
    groups
}

#[test]
fn a_child_has_one_episode_of_need_at_a_time() {
    for (child, episodes) in grouped("cin_episodes", "cine_person_id", "cine_referral_date") {
        for pair in episodes.windows(2) {
            let closed = pair[0].day("cine_close_date").unwrap_or(Date::MAX);
            assert!(closed <= pair[1].day("cine_referral_date").unwrap(), "{child}");
        }
    }
}

#[test]
fn nothing_goes_on_after_an_episode_of_need_closed() {
    let closed: BTreeMap<&str, Date> =
        CLEAN.table("cin_episodes").iter().filter_map(|row| Some((row.get("cine_referral_id"), row.day("cine_close_date")?))).collect();
    for (table, referral, end) in [
        ("cin_assessments", "cina_referral_id", "cina_assessment_auth_date"),
        ("s47_enquiry", "s47e_referral_id", "s47e_s47_end_date"),
        ("initial_cp_conference", "icpc_referral_id", "icpc_icpc_date"),
        ("cin_plans", "cinp_referral_id", "cinp_cin_plan_end_date"),
        ("cp_plans", "cppl_referral_id", "cppl_cp_plan_end_date"),
        ("cla_episodes", "clae_referral_id", "clae_cla_episode_ceased_date"),
    ] {
        for row in CLEAN.table(table).iter() {
            if let Some(closed) = closed.get(row.get(referral)) {
                assert!(row.day(end).is_some_and(|ended| ended <= *closed), "{table} {} {} {closed}", row.get(referral), row.get(end));
            }
        }
    }
}

#[test]
fn episodes_of_care_follow_one_another() {
    for (period, episodes) in grouped("cla_episodes", "clae_cla_id", "clae_cla_episode_start_date") {
        assert_eq!(episodes[0].get("clae_cla_episode_start_reason"), "S", "{period}");
        for pair in episodes.windows(2) {
            assert_eq!(pair[0].get("clae_cla_episode_ceased_reason"), "X1", "{period}");
            assert_eq!(pair[0].day("clae_cla_episode_ceased_date"), pair[1].day("clae_cla_episode_start_date"), "{period}");
            assert_ne!(pair[1].get("clae_cla_episode_start_reason"), "S", "{period}");
        }
        let last = episodes[episodes.len() - 1];
        assert_ne!(last.get("clae_cla_episode_ceased_reason"), "X1", "{period}");
        assert_eq!(last.get("clae_cla_episode_ceased_reason").is_empty(), last.day("clae_cla_episode_ceased_date").is_none(), "{period}");
    }
}

#[test]
fn periods_of_care_do_not_overlap() {
    for (child, episodes) in grouped("cla_episodes", "clae_person_id", "clae_cla_episode_start_date") {
        for pair in episodes.windows(2) {
            assert!(
                pair[0].day("clae_cla_episode_ceased_date").is_some_and(|end| end <= pair[1].day("clae_cla_episode_start_date").unwrap()),
                "{child}"
            );
        }
    }
}

#[test]
fn placements_and_legal_statuses_agree_with_episodes() {
    let placements: BTreeMap<&str, Row<'_>> = CLEAN.table("cla_placement").iter().map(|row| (row.get("clap_cla_placement_id"), row)).collect();
    let statuses = grouped("legal_status", "lega_person_id", "lega_legal_status_start_date");
    for episode in CLEAN.table("cla_episodes").iter() {
        let start = episode.day("clae_cla_episode_start_date").unwrap();
        let end = episode.day("clae_cla_episode_ceased_date").unwrap_or(Date::MAX);
        let placement = placements[episode.get("clae_cla_placement_id")];
        assert!(placement.day("clap_cla_placement_start_date").unwrap() <= start);
        assert!(placement.day("clap_cla_placement_end_date").unwrap_or(Date::MAX) >= end);
        let held = statuses[episode.get("clae_person_id")].iter().filter(|row| {
            row.day("lega_legal_status_start_date").unwrap() <= start && row.day("lega_legal_status_end_date").unwrap_or(Date::MAX) >= end
        });
        assert!(held.count() >= 1, "{}", episode.get("clae_person_id"));
    }
}

#[test]
fn nobody_over_18_is_looked_after() {
    let born: BTreeMap<&str, Option<Date>> = CLEAN.table("person").iter().map(|row| (row.get("pers_person_id"), row.day("pers_dob"))).collect();
    for episode in CLEAN.table("cla_episodes").iter() {
        let born = born[episode.get("clae_person_id")].unwrap();
        let grown = born + 18.years() + 1.day();
        assert!(episode.day("clae_cla_episode_start_date").unwrap() >= born);
        assert!(episode.day("clae_cla_episode_ceased_date").unwrap_or(CLEAN.settings.until) <= grown, "{}", episode.get("clae_person_id"));
    }
}

#[test]
fn plans_start_at_their_conference_and_reviews_are_shared() {
    let conferences: BTreeMap<&str, Row<'_>> = CLEAN.table("initial_cp_conference").iter().map(|row| (row.get("icpc_icpc_id"), row)).collect();
    for plan in CLEAN.table("cp_plans").iter() {
        let conference = conferences[plan.get("cppl_icpc_id")];
        assert_eq!(conference.day("icpc_icpc_date"), plan.day("cppl_cp_plan_start_date"));
        assert_eq!(conference.get("icpc_cp_plan_id"), plan.get("cppl_cp_plan_id"));
    }
    let meetings = CLEAN.table("cp_reviews").set("cppr_cp_review_meeting_id").len();
    assert!(meetings * 10 < CLEAN.table("cp_reviews").len() * 9, "brothers and sisters are reviewed together");
}

#[test]
fn a_child_has_one_social_worker_at_a_time() {
    for (child, rows) in grouped("involvements", "invo_person_id", "invo_involvement_start_date") {
        let held: Vec<_> = rows.into_iter().filter(|row| row.get("invo_professional_role_id") == "Allocated social worker").collect();
        for pair in held.windows(2) {
            assert!(
                pair[0].day("invo_involvement_end_date").is_some_and(|end| end <= pair[1].day("invo_involvement_start_date").unwrap()),
                "{child}"
            );
        }
    }
}
