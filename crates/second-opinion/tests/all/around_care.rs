use jiff::civil::date;
use sightline_second_opinion::{Records, figure};

use crate::{in_march, records, share};

const EPISODES: &str = "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date\n\
    1,a,pa,2024-03-01,\n2,b,pb,2024-03-04,2024-04-03\n3,c,pc,2020-01-01,2024-03-01\n4,d,pd,2020-01-01,2024-03-15\n5,e,pe,2020-01-01,\n";

fn in_care(name: &str, text: &str) -> Records {
    let people = "pers_person_id,pers_dob\na,2020-03-31\nb,2020-04-01\nd,2010-01-01\ne,2008-01-01\n";
    records(&[("ssd_person.csv", people), ("ssd_cla_episodes.csv", EPISODES), (name, text)])
}

#[test]
fn care_reviews_are_due_while_the_child_is_in_care_and_cancelled_ones_are_not_held() {
    let found = in_care(
        "ssd_cla_reviews.csv",
        "clar_cla_review_id,clar_cla_id,clar_cla_person_id,clar_cla_review_due_date,clar_cla_review_date,clar_cla_review_cancelled,clar_cla_review_participation\n\
        1,pd,d,2024-03-14,2024-03-14,N,PN1\n2,pd,d,2024-03-15,2024-03-15,N,PN4\n3,pe,,2024-03-20,2024-03-20,Y,PN1\n\
        4,pe,,2024-03-20,2024-03-21,N,PN7\n5,pe,,2024-03-20,,,\n6,pa,a,2024-04-20,2024-03-21,N,PN0\n7,pe,,2024-04-21,2024-03-22,N,\n",
    );
    // D's first in time; of the three records of e with one due date, two of them not held, one review held a day late.
    assert_eq!(share(&found, "cla-reviews-in-timescale"), (1.0, 2.0));
    assert_eq!(share(&found, "cla-review-participation"), (1.0, 3.0));
    assert_eq!(share(&found, "cla-review-attendance"), (2.0, 3.0));
}

#[test]
fn initial_health_assessments_have_twenty_working_days() {
    // Working day 20 of 1 March is 2 April, of 4 March it is 3 April, on which that child is no longer in care.
    let checks = "clah_health_check_id,clah_person_id,clah_health_check_type,clah_health_check_date,clah_health_check_status\n";
    let on = |day: &str| {
        let text = format!("{checks}1,a,Initial Health Assessment,{day},Completed\n2,b,Initial Health Assessment,2024-03-05,Completed\n");
        share(&in_care("ssd_cla_health.csv", &text), "initial-health-assessment-in-timescale")
    };
    assert_eq!(on("2024-04-02"), (1.0, 1.0));
    assert_eq!(on("2024-04-03"), (0.0, 1.0));
    assert_eq!(on("2024-02-29"), (0.0, 1.0), "before this period of care");

    let none = in_care("ssd_cla_health.csv", checks);
    let pending =
        figure(&none, "initial-health-assessment-in-timescale", date(2024, 3, 1), date(2024, 3, 31), date(2024, 3, 31)).expect("the id is known");
    assert_eq!((pending.numerator, pending.denominator, pending.value), (0.0, Some(0.0), None));
}

#[test]
fn the_latest_score_of_the_year_before_counts_from_the_fourth_birthday() {
    let found = in_care(
        "ssd_sdq_scores.csv",
        "csdq_table_id,csdq_person_id,csdq_sdq_completed_date,csdq_sdq_score\n\
        1,a,2024-03-10,10\n2,b,2024-03-10,40\n3,e,2023-03-31,20\n4,e,2023-03-30,30\n5,d,2024-01-01,30\n",
    );
    // A is four on the day and b is not; d has left care.
    let average = in_march(&found, "sdq-average");
    assert_eq!((average.numerator, average.denominator, average.value), (2.0, None, Some(15.0)));
}

#[test]
fn missing_children_are_out_of_all_looked_after_in_the_period() {
    let found = in_care(
        "ssd_missing.csv",
        "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,miss_missing_episode_end_date\n\
        1,d,2024-03-02 22:00:00,M,2024-03-03 01:00:00\n2,d,2024-03-09,M,2024-03-10\n3,e,2024-03-02,A,\n4,e,2024-02-29,M,2024-03-02\n",
    );
    // All but c, who left on the first day of the month. D was missing in it, and so was e, from February until the 2nd.
    assert_eq!(share(&found, "cla-missing-percentage"), (2.0, 4.0));
}

#[test]
fn an_unaccompanied_child_is_missing_until_the_day_of_the_return() {
    let episodes = "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,miss_missing_episode_end_date\n\
        1,a,2024-03-30,M,2024-03-31 08:00:00\n2,b,2024-03-30,M,2024-04-01\n3,c,2024-03-30,M,\n";
    let status = "immi_immigration_status_id,immi_person_id,immi_immigration_status,immi_immigration_status_start_date,immi_immigration_status_end_date\n\
        1,a,Unaccompanied Asylum Seeking Child,2023-01-01,\n2,b,Unaccompanied Asylum Seeking Child,2023-01-01,\n3,c,Refugee Status,2023-01-01,\n";
    let found = records(&[("ssd_missing.csv", episodes), ("ssd_immigration_status.csv", status), ("ssd_cla_episodes.csv", EPISODES)]);
    assert_eq!(in_march(&found, "uasc-missing").numerator, 1.0);
    assert_eq!(in_march(&found, "cla-uasc").numerator, 2.0);
}

#[test]
fn twenty_weeks_run_from_the_request() {
    let requests = "ehcr_ehcp_request_id,ehcr_ehcp_req_date\n1,2023-10-13\n2,2023-10-12\n3,2024-03-01\n";
    let assessments = "ehca_ehcp_assessment_id,ehca_ehcp_request_id,ehca_ehcp_assessment_outcome_date,ehca_ehcp_assessment_outcome,ehca_ehcp_assessment_exceptions\n\
        1,1,2024-03-01,Y,0\n2,2,2024-03-01,Y,\n3,2,2024-03-01,Y,1\n4,1,2024-03-01,N,0\n";
    // Assessment 4 led to no plan; the second plan after assessment 1 is a new version of the first.
    let plans = "ehcn_named_plan_id,ehcn_ehcp_asmt_id,ehcn_named_plan_start_date\n1,1,2024-03-01\n2,2,2024-03-01\n3,3,2024-03-01\n4,1,2024-03-30\n";
    let found = records(&[("ssd_ehcp_requests.csv", requests), ("ssd_ehcp_assessment.csv", assessments), ("ssd_ehcp_named_plan.csv", plans)]);
    assert_eq!(in_march(&found, "ehcp-requests").numerator, 1.0);
    assert_eq!(share(&found, "ehcp-assessments-within-20-weeks"), (1.0, 2.0));
}
