use sightline_second_opinion::{Records, figure};

use crate::{day, in_march, records, share};

/// Children in care, each named after the reason for being here.
fn county() -> Records {
    let people = "pers_person_id,pers_dob\n\
        turns18,2006-03-31\nleap,2006-03-01\nadopted,2021-05-01\nentrant,2012-01-01\nmover,2012-01-01\nsettled,2012-01-01\n";
    let episodes = "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason\n\
        1,turns18,p1,2020-01-01,,\n\
        2,breaks,p2,2024-01-01,,\n\
        3,adopted,p3,2022-01-10,2023-01-10,X1\n4,adopted,p3,2023-01-10,2024-03-05,E11\n\
        5,entrant,p4,2023-01-01,2023-06-01,E4A\n6,entrant,p5,2024-03-01,,\n\
        7,mover,p6,2022-01-01,2024-02-01,X1\n8,mover,p6,2024-02-01,,\n\
        9,settled,p7,2021-09-30,,\n";
    let statuses = "lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date,lega_legal_status_end_date\n\
        1,breaks,V4,2024-01-01,\n\
        2,entrant,V2,2023-01-01,2023-06-01\n3,entrant,V2,2024-03-01,2024-03-01\n4,entrant,C1,2024-03-01,\n\
        5,mover,C2,2022-01-01,\n6,settled,V3,2021-01-01,2021-09-30\n7,settled,C2,2021-09-30,\n";
    let placements = "clap_cla_placement_id,clap_person_id,clap_cla_id,clap_cla_placement_start_date,clap_cla_placement_end_date,clap_cla_placement_type,clap_cla_placement_distance,clap_cla_placement_change_reason\n\
        1,mover,p6,2022-01-01,2023-04-01,U6,20.1,CARPL\n2,mover,p6,2023-04-01,2023-08-01,U6,5,PLACE\n\
        3,mover,p6,2023-08-01,2024-01-01,U4,5,CREQB\n4,mover,p6,2024-01-01,2024-01-01,T4,5,OTHER\n\
        5,,p6,2024-01-01,,K2,20.1,\n\
        6,settled,p7,2022-04-01,,U4,20,\n";
    let permanence = "perm_table_id,perm_person_id,perm_cla_id,perm_placement_order_date,perm_matched_date,perm_placed_for_adoption_date\n\
        1,adopted,p3,2022-12-01,2022-11-01,2023-01-10\n";
    records(&[
        ("ssd_person.csv", people),
        ("ssd_cla_episodes.csv", episodes),
        ("ssd_legal_status.csv", statuses),
        ("ssd_cla_placement.csv", placements),
        ("ssd_permanence.csv", permanence),
    ])
}

#[test]
fn short_breaks_and_young_people_of_18_are_not_counted() {
    let found = county();
    // Entrant, mover and settled; on the last day of March one turns 18.
    assert_eq!(in_march(&found, "cla").numerator, 3.0);
    assert_eq!(in_march(&found, "cla-started").numerator, 1.0);
    assert_eq!(in_march(&found, "cla-ceased").numerator, 2.0);
    assert_eq!(in_march(&found, "cla-net-change").numerator, -1.0);
}

#[test]
fn adoptions_are_out_of_all_exits() {
    let found = county();
    assert_eq!(share(&found, "adoptions"), (1.0, 2.0));
    let placed = in_march(&found, "adoption-entry-to-placement-days");
    assert_eq!((placed.numerator, placed.denominator, placed.value), (1.0, None, Some(365.0)));
    assert_eq!(in_march(&found, "adoption-placement-order-to-match-days").value, Some(0.0));
}

#[test]
fn section_20_goes_by_the_first_day() {
    let found = county();
    assert_eq!(in_march(&found, "section-20-entries").numerator, 1.0);
    assert_eq!(share(&found, "repeat-section-20"), (1.0, 1.0));
}

#[test]
fn moves_are_counted_without_temporary_stays_and_changes_of_status() {
    let found = county();
    // The mover: a placement that ended after the window began, one foster home under two statuses, a home now.
    assert_eq!(share(&found, "three-or-more-placements"), (1.0, 3.0));
    assert_eq!(share(&found, "placements-over-20-miles"), (1.0, 3.0));
    // Only the settled child has been in care since September 2021; its placement is 730 days old.
    assert_eq!(share(&found, "long-term-placement-stability"), (1.0, 1.0));
}

#[test]
fn a_period_of_care_is_its_key_whatever_child_one_row_names() {
    let episodes = "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date\n\
        1,a,p,2020-01-01,2021-01-01\n2,nobody,p,2021-01-01,2022-01-01\n3,a,p,2022-01-01,\n\
        4,b,q,2024-01-01,2024-02-01\n5,b,q,2024-02-01,2024-03-31\n6,c,,2024-01-01,\n";
    let found = records(&[("ssd_cla_episodes.csv", episodes)]);
    assert_eq!(in_march(&found, "cla").numerator, 1.0);
    assert_eq!(in_march(&found, "cla-ceased").numerator, 1.0);
}

#[test]
fn coming_back_from_hospital_is_no_move() {
    let episodes = "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date\n\
        1,hospital,p,2019-01-01,\n2,moves,q,2019-01-01,\n";
    let header = "clap_cla_placement_id,clap_person_id,clap_cla_placement_start_date,clap_cla_placement_end_date,clap_cla_placement_type,clap_cla_placement_postcode\n";
    let rows = "1,hospital,2019-01-01,2023-06-01,U4,ZZ1 1AA\n2,hospital,2023-06-01,2023-06-10,T1,ZZ2 2BB\n\
        3,hospital,2023-06-10,2023-09-01,U4,ZZ11AA\n4,hospital,2023-09-01,,K2,ZZ3 3CC\n\
        5,moves,2019-01-01,2023-06-01,U4,ZZ1 1AA\n6,moves,2023-06-01,2023-06-10,U4,ZZ2 2BB\n7,moves,2023-06-10,,U4,ZZ11AA\n";
    let people = "pers_person_id,pers_dob\nhospital,2012-01-01\nmoves,2012-01-01\n";
    let found = records(&[("ssd_person.csv", people), ("ssd_cla_episodes.csv", episodes), ("ssd_cla_placement.csv", &format!("{header}{rows}"))]);
    assert_eq!(share(&found, "three-or-more-placements"), (1.0, 2.0));
    // Until its move in September 2023 the child of the hospital had been settled, hospital or not.
    let before = figure(&found, "long-term-placement-stability", day("2023-08-01"), day("2023-08-31"), day("2024-03-31"));
    assert_eq!(before.map(|found| found.numerator), Some(1.0));
    assert_eq!(share(&found, "long-term-placement-stability"), (0.0, 2.0));
}
