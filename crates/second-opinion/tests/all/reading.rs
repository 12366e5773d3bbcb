use crate::{in_march, records};

fn referrals(rows: &str) -> f64 {
    let header = "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date\n";
    in_march(&records(&[("ssd_cin_episodes.csv", &format!("{header}{rows}"))]), "referrals").numerator
}

#[test]
fn dates_come_in_several_shapes() {
    assert_eq!(referrals("1,a,2024-03-31,\n"), 1.0);
    assert_eq!(referrals("1,a,2024-03-31 00:00:00.000,\n"), 1.0);
    assert_eq!(referrals("1,a,2024-03-31T23:59:59,\n"), 1.0);
    assert_eq!(referrals("1,a,31/03/2024,\n"), 1.0);
    assert_eq!(referrals("1,a,01/04/2024,\n"), 0.0);
}

#[test]
fn rows_that_cannot_be_used_are_left_out() {
    assert_eq!(referrals("1,a,31/02/2024,\n"), 0.0, "no such day");
    assert_eq!(referrals("1,a,2024-03-01,soon\n"), 0.0, "a date in another column that is none");
    assert_eq!(referrals(" ,a,2024-03-01,\n"), 0.0, "no key");
    assert_eq!(referrals("1,,2024-03-01,\n"), 0.0, "no child");
    assert_eq!(referrals("1,a,,\n"), 0.0, "no referral date, so in no period");
}

#[test]
fn of_rows_with_one_key_the_first_that_can_be_used_wins() {
    assert_eq!(referrals("1,a,2024-03-01,\n1,a,2024-04-01,\n"), 1.0);
    assert_eq!(referrals("1,a,2024-04-01,\n1,a,2024-03-01,\n"), 0.0);
    assert_eq!(referrals("1,a,2024-04-31,\n1,a,2024-03-01,\n"), 1.0, "the first is no day");
}

#[test]
fn headings_may_be_in_any_case_and_order() {
    let mixed = "\u{feff}CINE_Referral_Date,Cine_Person_Id,CINE_REFERRAL_ID\n2024-03-01,a,1\n";
    assert_eq!(in_march(&records(&[("ssd_cin_episodes.csv", mixed)]), "referrals").numerator, 1.0);
}
