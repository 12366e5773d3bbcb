use jiff::civil::date;
use sightline_second_opinion::figure;

use crate::{in_march, records, share};

#[test]
fn contacts_without_an_outcome_are_not_shared_out() {
    let contacts = r#"cont_contact_id,cont_person_id,cont_contact_date,cont_contact_outcome_json
1,a,2024-03-01 09:30:00,"{""NEW_REFERRAL_FLAG"":""Y"",""ADVICE_FLAG"":""N""}"
2,a,2024-03-31 23:59:00,"{""NEW_REFERRAL_FLAG"":""N"",""ADVICE_FLAG"":""Y""}"
3,b,2024-03-15,"{""NEW_REFERRAL_FLAG"":""N"",""ADVICE_FLAG"":""N""}"
4,b,2024-03-15,
5,b,2024-04-01,"{""NEW_REFERRAL_FLAG"":""Y""}"
"#;
    let found = records(&[("ssd_contacts.csv", contacts)]);
    assert_eq!(in_march(&found, "contacts-children").numerator, 4.0);
    assert_eq!(share(&found, "contacts-leading-to-referral"), (1.0, 2.0));
    assert_eq!(share(&found, "contacts-signposted-universal"), (1.0, 2.0));
}

#[test]
fn a_re_referral_follows_within_the_same_day_a_year_later() {
    let referrals = "cine_referral_id,cine_person_id,cine_referral_date\n\
        1,on,2023-03-10\n2,on,2024-03-10\n\
        3,over,2023-03-09\n4,over,2024-03-10\n\
        5,under,2023-03-11\n6,under,2024-03-10\n\
        7,same,2024-03-10\n8,same,2024-03-10\n";
    let found = records(&[("ssd_cin_episodes.csv", referrals)]);
    assert_eq!(share(&found, "re-referrals-within-12-months"), (2.0, 5.0));
}

#[test]
fn a_rate_counts_twelve_months_over_last_years_population() {
    let referrals = "cine_referral_id,cine_person_id,cine_referral_date\n\
        1,a,2023-03-31\n2,b,2023-04-01\n3,c,2024-03-31\n4,d,2024-04-01\n";
    let population = "time_period,geographic_level,age_group,population_estimate\n\
        2024,Local authority,Children aged 0 to 17 years,50000\n\
        2022,Local authority,Children aged 0 to 17 years,10000\n\
        2023,National,Children aged 0 to 17 years,12000000\n";
    let found = records(&[("ssd_cin_episodes.csv", referrals), ("population.csv", population)]);
    let rate = in_march(&found, "referrals-rate-per-10k");
    assert_eq!((rate.numerator, rate.denominator, rate.value), (2.0, Some(10_000.0), Some(2.0)));
}

#[test]
fn a_referral_is_waited_for_until_its_tenth_working_day_has_passed() {
    let referrals = "cine_referral_id,cine_person_id,cine_referral_date\n1,a,2024-03-01\n2,b,2024-03-04\n3,c,2024-03-04\n";
    let assessments = "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date\n1,c,3,2024-03-04\n";
    let found = records(&[("ssd_cin_episodes.csv", referrals), ("ssd_cin_assessments.csv", assessments)]);
    // Working day 10 of the first is 15 March, of the others 18 March, the last day the data know about.
    let rate = figure(&found, "referrals-leading-to-assessment", date(2024, 3, 1), date(2024, 3, 31), date(2024, 3, 18)).expect("the id is known");
    assert_eq!((rate.numerator, rate.denominator), (1.0, Some(2.0)));
}

#[test]
fn assessments_are_within_or_over_working_day_45() {
    // Working day 45 of 2 January 2024 is Tuesday 5 March; of 12 January it is Friday 15 March.
    let assessments = "cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date\n\
        1,a,2024-01-02,2024-03-05\n2,b,2024-01-02,2024-03-06\n3,c,2024-01-12,2024-03-16\n4,d,,2024-03-06\n\
        5,e,2024-01-25,\n6,f,2024-01-26,\n7,e,2024-01-02,\n";
    let found = records(&[("ssd_cin_assessments.csv", assessments)]);
    assert_eq!(share(&found, "assessments-within-45-working-days"), (1.0, 3.0));
    assert_eq!(share(&found, "assessments-over-45-working-days"), (2.0, 3.0));
    assert_eq!(in_march(&found, "assessments-completed").numerator, 4.0);
    // Working day 45 of 25 January is Thursday 28 March, of 26 January Tuesday 2 April; one child has two open.
    assert_eq!(in_march(&found, "assessments-open-over-45-working-days").numerator, 1.0);
}

#[test]
fn an_episode_that_closes_on_the_day_is_not_open_and_care_leavers_stay_in_need() {
    let people = "pers_person_id,pers_dob\nminor,2010-01-01\nadult,2006-03-31\nleaver,2006-03-31\n";
    let leavers = "clea_table_id,clea_person_id,clea_care_leaver_eligibility\n1,leaver,Former Relevant\n2,adult,No Current Eligibility\n";
    let episodes = "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,cine_referral_nfa\n\
        1,minor,2024-01-01,,N\n2,adult,2024-01-01,,N\n3,leaver,2024-01-01,,N\n\
        4,closed,2024-01-01,2024-03-31,N\n5,unborn,2024-03-31,2024-04-01,0\n6,nfa,2024-03-31,,Y\n";
    let found = records(&[("ssd_person.csv", people), ("ssd_care_leavers.csv", leavers), ("ssd_cin_episodes.csv", episodes)]);
    assert_eq!(in_march(&found, "children-in-need").numerator, 3.0);
    assert_eq!(in_march(&found, "care-leavers").numerator, 1.0);
}
