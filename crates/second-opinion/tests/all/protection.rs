use jiff::civil::date;
use sightline_second_opinion::figure;

use crate::{in_march, records, share};

#[test]
fn conferences_are_timed_from_the_enquiry_they_name() {
    let enquiries = "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date\n1,a,2024-03-01\n";
    let conferences = "icpc_icpc_id,icpc_person_id,icpc_s47_enquiry_id,icpc_icpc_transfer_in,icpc_icpc_date\n\
        1,a,1,N,2024-03-22\n2,a,1,N,2024-03-25\n3,b,,Y,2024-03-22\n4,c,,N,2024-03-22\n";
    let found = records(&[("ssd_s47_enquiry.csv", enquiries), ("ssd_initial_cp_conference.csv", conferences)]);
    assert_eq!(in_march(&found, "icpc-held").numerator, 4.0);
    assert_eq!(share(&found, "icpc-within-15-working-days"), (1.0, 3.0));
}

const PLANS: &str = "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,cppl_cp_plan_ola\n\
    1,long,2022-04-01,,N\n2,shorter,2022-04-02,,N\n3,visitor,2022-01-01,,Y\n\
    4,on,2021-01-01,2022-03-10,N\n5,on,2024-03-10,,N\n\
    6,over,2021-01-01,2022-03-09,N\n7,over,2024-03-10,,N\n\
    8,same,2024-01-01,2024-03-10,N\n9,same,2024-03-10,,N\n\
    10,hosted,2023-01-01,2023-06-01,Y\n11,hosted,2024-03-10,,N\n\
    12,ends,2022-03-12,2024-03-11,N\n";

#[test]
fn plans_of_other_authorities_count_nowhere() {
    let found = records(&[("ssd_cp_plans.csv", PLANS)]);
    // Long and shorter, and the four children whose plan starts on 10 March.
    assert_eq!(in_march(&found, "cp-plans").numerator, 6.0);
    assert_eq!(in_march(&found, "cp-plans-started").numerator, 4.0);
    assert_eq!(in_march(&found, "cp-plans-ceased").numerator, 2.0);
    assert_eq!(share(&found, "repeat-cp-plans-ever"), (3.0, 4.0));
    assert_eq!(share(&found, "repeat-cp-plans-within-2-years"), (2.0, 4.0));
    // A year before: long, shorter and the one that ends.
    let change = in_march(&found, "cp-plans-annual-change");
    assert_eq!((change.numerator, change.denominator, change.value), (3.0, Some(3.0), Some(100.0)));
}

#[test]
fn two_years_are_730_days() {
    let found = records(&[("ssd_cp_plans.csv", PLANS)]);
    // From 1 April 2022 to 31 March 2024 are 730 days, from the 2nd 729; from 12 March 2022 to 11 March 2024 730.
    assert_eq!(share(&found, "cp-plans-over-2-years"), (1.0, 6.0));
    assert_eq!(share(&found, "cp-plans-ceased-over-2-years"), (1.0, 2.0));
}

#[test]
fn reviews_count_in_the_month_they_are_due() {
    let plans = "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date\n\
        1,a,2023-12-01,\n2,b,2023-12-01,2024-03-15\n";
    let reviews = "cppr_cp_review_id,cppr_cp_plan_id,cppr_cp_review_due,cppr_cp_review_date\n\
        1,1,2024-03-01,2024-03-01\n2,1,2024-03-02,2024-04-20\n3,1,2024-03-20,\n4,1,2024-03-28,\n\
        5,2,2024-03-14,2024-03-10\n6,2,2024-03-15,2024-03-10\n";
    let found = records(&[("ssd_cp_plans.csv", plans), ("ssd_cp_reviews.csv", reviews)]);
    assert_eq!(share(&found, "cp-reviews-held-in-timescale"), (2.0, 5.0));
    // On 28 March the review due that day is still pending, the one due on the 20th is late.
    let early = figure(&found, "cp-reviews-held-in-timescale", date(2024, 3, 1), date(2024, 3, 31), date(2024, 3, 28)).expect("the id is known");
    assert_eq!((early.numerator, early.denominator), (2.0, Some(4.0)));
}
