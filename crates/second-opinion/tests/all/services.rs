use crate::{in_march, records, share};

#[test]
fn work_beside_a_plan_is_judged_after_six_months() {
    let plans = "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date\n\
        1,a,2023-06-01,2024-09-15\n2,b,2023-06-01,2024-09-16\n3,c,2023-06-01,2024-03-01\n4,c,2024-09-15,\n";
    let work = "service_involvement_id,child_id,service,started_on,ended_on\n\
        1,a,strengthening-families,2023-07-01,2024-03-15\n2,b,strengthening-families,2023-07-01,2024-03-15\n\
        3,c,strengthening-families,2023-07-01,2024-03-15\n4,d,strengthening-families,2023-07-01,2024-03-15\n\
        5,a,strengthening-families,2023-07-01,2024-03-20\n6,a,targeted-family,2024-03-01,\n7,d,targeted-family,2024-03-01,2024-03-31\n";
    let people = "pers_person_id,pers_dob\na,2010-01-01\nb,2010-01-01\nc,2010-01-01\nd,2010-01-01\n";
    let found = records(&[("ssd_cp_plans.csv", plans), ("service_involvement.csv", work), ("ssd_person.csv", people)]);
    assert_eq!(share(&found, "strengthening-families-outcomes"), (1.0, 3.0), "d had no plan, and a counts once");
    assert_eq!(in_march(&found, "targeted-family-programme-families").numerator, 1.0);
}

#[test]
fn all_who_must_be_at_a_strategy_discussion() {
    let held = "strategy_discussion_id,child_id,held_on,referring_agency\n1,a,2024-03-01,school\n2,a,2024-03-02,\n3,a,2024-04-02,\n";
    let came =
        "strategy_discussion_id,agency,attended\n1,social-care,Y\n1,police,Y\n1,health,Y\n1,school,N\n2,social-care,Y\n2,police,Y\n2,health,y\n";
    let found = records(&[("strategy_discussion.csv", held), ("strategy_discussion_agency.csv", came)]);
    assert_eq!(share(&found, "strategy-discussions-multi-agency"), (1.0, 2.0));
}

#[test]
fn ratings_disputes_and_records_of_reviews() {
    let ratings = "iro_rating_id,child_id,colour,issued_on,responded_on,response\n\
        1,a,red,2024-03-01,2024-03-08,formal\n2,a,red,2024-03-01,2024-03-11,formal\n3,a,amber,2024-03-15,2024-03-18,acknowledged\n\
        4,a,green,2024-03-15,2024-03-18,acknowledged\n5,a,blue,2024-03-31,,\n";
    let disputes = "iro_dispute_id,child_id,formal_on,resolved_on\n1,a,2024-03-01,2024-03-20\n2,a,2024-02-20,2024-04-20\n3,a,,2024-03-10\n";
    let found = records(&[("iro_rating.csv", ratings), ("iro_dispute.csv", disputes)]);
    assert_eq!(in_march(&found, "iro-rag-ratings").numerator, 5.0);
    assert_eq!(share(&found, "iro-rag-responses-in-timescale"), (1.0, 2.0), "amber falls due over Easter, on 2 April");
    assert_eq!(in_march(&found, "iro-rag-outstanding").numerator, 2.0, "amber wants more than an acknowledgement");
    assert_eq!(share(&found, "iro-disputes-resolved-in-timescale"), (1.0, 2.0), "the second ran out on 19 March");
}

#[test]
fn home_education_within_compulsory_school_age() {
    // A is 5 on 31 March, b a day later; c is 16 in that school year, whose last Friday in June is the 28th.
    let people = "pers_person_id,pers_dob\na,2019-03-31\nb,2019-04-01\nc,2008-07-15\n";
    let spells = "home_education_id,child_id,started_on,ended_on\n1,a,2023-01-01,\n2,b,2023-01-01,\n3,c,2022-01-01,\n4,d,2023-03-31,\n5,e,2024-03-01,2024-03-31\n";
    let contact = "home_education_contact_id,home_education_id,child_id,happened_on,accepted\n1,3,c,2023-03-31,\n2,1,a,2024-01-01,N\n";
    let found = records(&[("ssd_person.csv", people), ("home_education.csv", spells), ("home_education_contact.csv", contact)]);
    assert_eq!(in_march(&found, "ehe-number").numerator, 3.0);
    assert_eq!(in_march(&found, "ehe-started-and-ended").numerator, 3.0, "a reaches the age; e starts and ends");
    assert_eq!(share(&found, "ehe-visits-in-timescale"), (1.0, 2.0), "d has been at home for exactly 12 months");
}

#[test]
fn education_plans_of_this_term_and_the_last() {
    // A came on 14 March, and its tenth working day was the 28th, before Easter; the eleventh of b, a day earlier, was.
    let people = "pers_person_id,pers_dob\na,2010-01-01\nb,2010-01-01\nc,2010-01-01\nd,2010-01-01\n";
    let episodes = "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date\n\
        1,a,pa,2024-03-14,\n2,b,pb,2024-03-13,\n3,c,pc,2020-01-01,\n4,d,pd,2020-01-01,\n";
    let rolls = "education_place_id,child_id,started_on,ended_on\n1,a,2020-01-01,\n2,b,2020-01-01,\n3,c,2020-01-01,\n4,d,2020-01-01,2024-03-31\n";
    let plans = "education_plan_id,child_id,completed_on,reviewed_on\n1,b,2023-09-03,\n2,c,,2023-09-04\n";
    let terms =
        "school_term_id,started_on,ended_on\n1,2023-04-17,2023-07-21\n2,2023-09-04,2023-12-20\n3,2024-01-08,2024-03-28\n4,2024-04-15,2024-07-22\n";
    let found = records(&[
        ("ssd_person.csv", people),
        ("ssd_cla_episodes.csv", episodes),
        ("education_place.csv", rolls),
        ("education_plan.csv", plans),
        ("school_term.csv", terms),
    ]);
    assert_eq!(share(&found, "pep-up-to-date"), (1.0, 2.0));
}
