//! Volumes near England's of 2018, per 10,000 children.

use jiff::civil::{Date, date};

use crate::county::CLEAN;

fn per_10_000(count: usize) -> f64 {
    count as f64 * 10_000.0 / f64::from(CLEAN.settings.children)
}

/// Rows with a date in the ten years, a year.
fn a_year(table: &str, column: &str) -> f64 {
    let from = date(2008, 10, 1);
    per_10_000(CLEAN.table(table).iter().filter(|row| row.day(column).is_some_and(|day| day >= from)).count()) / 10.0
}

fn open_on(table: &str, start: &str, end: &str, on: Date) -> f64 {
    per_10_000(CLEAN.table(table).iter().filter(|row| row.day(start).unwrap() <= on && row.day(end).is_none_or(|ended| ended > on)).count())
}

fn within(name: &str, found: f64, least: f64, most: f64) {
    assert!((least..=most).contains(&found), "{name}: {found:.1} is outside {least} to {most}");
}

#[test]
fn flows() {
    within("contacts", a_year("contacts", "cont_contact_date"), 1_550.0, 2_050.0);
    within("referrals", a_year("cin_episodes", "cine_referral_date"), 490.0, 610.0);
    within("assessments", a_year("cin_assessments", "cina_assessment_auth_date"), 450.0, 590.0);
    within("enquiries", a_year("s47_enquiry", "s47e_s47_start_date"), 140.0, 190.0);
    within("conferences", a_year("initial_cp_conference", "icpc_icpc_date"), 52.0, 80.0);
    within("plans", a_year("cp_plans", "cppl_cp_plan_start_date"), 43.0, 68.0);
    within("early help", a_year("early_help_episodes", "earl_episode_start_date"), 200.0, 380.0);
}

#[test]
fn stocks() {
    for on in [date(2009, 3, 31), date(2014, 3, 31), date(2018, 3, 31)] {
        within("in need", open_on("cin_episodes", "cine_referral_date", "cine_close_date", on), 285.0, 385.0);
        within("plans", open_on("cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date", on), 29.0, 60.0);
        within("in care", open_on("cla_episodes", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date", on), 50.0, 82.0);
        within("early help", open_on("early_help_episodes", "earl_episode_start_date", "earl_episode_end_date", on), 110.0, 190.0);
    }
}

#[test]
fn shares() {
    let referrals = CLEAN.table("cin_episodes");
    let nfa = referrals.iter().filter(|row| row.get("cine_referral_nfa") == "Y").count();
    within("referrals with no further action", 100.0 * nfa as f64 / referrals.len() as f64, 7.0, 9.0);
    let mut rows: Vec<(&str, Date)> = referrals.iter().map(|row| (row.get("cine_person_id"), row.day("cine_referral_date").unwrap())).collect();
    rows.sort_unstable();
    let again = rows.windows(2).filter(|pair| pair[0].0 == pair[1].0 && pair[1].1.duration_since(pair[0].1).as_hours() <= 365 * 24).count();
    within("re-referrals", 100.0 * again as f64 / rows.len() as f64, 17.0, 26.0);
    let plans = CLEAN.table("cp_plans");
    let children = plans.set("cppl_person_id").len();
    within("repeat plans", 100.0 * (plans.len() - children) as f64 / plans.len() as f64, 10.0, 28.0);
}
