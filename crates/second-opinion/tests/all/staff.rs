use crate::{in_march, records, share};

const POSTS: &str = "post_id,from_on,until_on,role,fte\n\
    P,2020-01-01,2024-01-01,social-worker,0.5\nP,2024-01-01,,social-worker,1\nQ,2020-01-01,,team-manager,1\n\
    R,2020-01-01,,early-help-worker,1\nX,2024-01-01,,social-worker,0\n";

#[test]
fn posts_held_vacant_and_covered() {
    let holdings = "post_holding_id,post_id,worker_id,contract,fte,started_on,ended_on,leaving_reason\n\
        1,P,a,permanent,0.6,2022-01-01,,\n2,P,b,agency,0.4,2024-02-01,,\n3,Q,c,,,2022-01-01,,\n4,Q,d,permanent,1,2024-03-01,,\n\
        5,X,e,agency,1,2024-02-01,,\n6,R,f,permanent,1,2020-01-01,,\n";
    let found = records(&[("post.csv", POSTS), ("post_holding.csv", holdings)]);
    assert_eq!(in_march(&found, "social-worker-establishment").value, Some(2.0));
    let near = |id: &str, numerator: f64, denominator: f64| {
        let (n, d) = share(&found, id);
        assert!((n - numerator).abs() < 1e-9 && (d - denominator).abs() < 1e-9, "{id}: {n} of {d}");
    };
    near("social-worker-vacancy-rate", 0.4, 3.0); // Two in one post fill it once.
    near("agency-worker-rate", 1.4, 4.0);
}

#[test]
fn leaving_is_giving_up_the_last_post() {
    let holdings = "post_holding_id,post_id,worker_id,contract,fte,started_on,ended_on,leaving_reason\n\
        1,P,a,permanent,1,2022-01-01,2024-03-28,resigned\n2,Q,a,permanent,1,2024-04-02,,\n\
        3,P,b,permanent,0.5,2022-01-01,2023-04-01,resigned\n4,P,c,permanent,0.5,2022-01-01,2023-03-31,resigned\n\
        5,Q,d,permanent,1,2022-01-01,2024-02-01,moved\n6,Q,e,agency,1,2022-01-01,2024-02-01,end-of-contract\n7,Q,f,permanent,1,2024-01-01,,\n";
    let found = records(&[("post.csv", POSTS), ("post_holding.csv", holdings)]);
    assert_eq!(share(&found, "social-worker-turnover"), (0.5, 1.0), "a is back after Easter, c left before the year began");
}

#[test]
fn supervision_is_due_a_month_after_the_last() {
    let holdings = "post_holding_id,post_id,worker_id,contract,fte,started_on,ended_on\n\
        1,P,a,permanent,1,2022-01-01,\n2,Q,b,permanent,1,2022-01-01,\n3,R,c,agency,1,2024-02-29,\n4,R,d,permanent,1,2024-02-28,\n5,R,e,permanent,1,2022-01-01,\n";
    let held = "supervision_id,worker_id,held_on,kind\n1,a,2024-02-29,one-to-one\n2,b,2024-03-30,informal\n3,b,2024-03-01,\n";
    let away = "absence_id,worker_id,kind,started_on,returned_on\n1,e,sickness,2024-03-25,2024-04-01\n2,b,annual-leave,2024-03-25,\n";
    let found = records(&[("post.csv", POSTS), ("post_holding.csv", holdings), ("supervision.csv", held), ("absence.csv", away)]);
    assert_eq!(share(&found, "supervision-in-timescale"), (1.0, 4.0), "e is ill");
}

#[test]
fn remedies_on_the_same_working_day() {
    let audits = "case_audit_id,completed_on,correctly_prioritised,safety_concern,concern_found_on\n\
        1,2024-03-05,Y,Y,2024-03-02\n2,2024-03-05,N,Y,\n3,2024-03-05,,N,\n";
    let actions = "action_id,source_kind,source_id,started_on\n1,audit,1,2024-03-04\n2,audit,2,2024-03-06\n3,audit,1,2024-03-20\n";
    let found = records(&[("case_audit.csv", audits), ("action.csv", actions)]);
    assert_eq!(in_march(&found, "case-audits-completed").numerator, 3.0);
    assert_eq!(share(&found, "audit-correctly-prioritised"), (1.0, 2.0));
    assert_eq!(share(&found, "audit-remedial-actions-immediate"), (1.0, 2.0));
}

#[test]
fn what_committees_asked_for_and_how_services_were_graded() {
    let asked = "committee_action_id,committee,meeting_on,due_on,completed_on,evidence\n\
        1,Scrutiny,2024-01-10,,2024-03-12,Paper 1\n2,Scrutiny,2024-01-10,2024-03-20,2024-03-21,Paper 2\n\
        3,Scrutiny,2024-03-12,2024-03-20,2024-03-15,\n4,Scrutiny,2024-03-12,,2024-03-15,Paper 3\n";
    let meetings = "committee,meeting_on\nScrutiny,2024-01-10\nScrutiny,2024-03-12\n";
    let inspections = "inspection_id,service,inspected_on,grade,closed_on\n1,A,2020-01-01,good,\n2,A,2024-01-01,,\n3,B,2024-01-01,,\n4,C,2020-01-01,good,2024-03-31\n";
    let found = records(&[("committee_action.csv", asked), ("committee_meeting.csv", meetings), ("inspection.csv", inspections)]);
    assert_eq!(share(&found, "committee-actions-completed-in-time"), (1.0, 3.0));
    assert_eq!(in_march(&found, "inspection-outcomes").numerator, 1.0);
}
