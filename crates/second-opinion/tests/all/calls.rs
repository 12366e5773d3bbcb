use crate::{in_march, records, share};

const CALLS: &str = "call_id,queue,direction,queued_at,answered_at,ended_at,outcome,transferred_from\n\
    1,front-door,inbound,2024-03-01T10:00:00,2024-03-01T10:00:20,2024-03-01T10:05:00,answered,\n\
    2,front-door,inbound,2024-03-01T10:04:00,2024-03-01T10:06:00,2024-03-01T10:09:00,answered,1\n\
    3,switchboard,inbound,2024-03-02T09:00:00,2024-03-02T09:00:02,2024-03-02T09:01:00,answered,\n\
    4,front-door,,2024-03-02T09:01:00,2024-03-02T09:01:40,2024-03-02T09:20:00,answered,3\n\
    5,front-door,inbound,2024-03-03T11:00:00,,2024-03-03T11:00:05,abandoned,\n\
    6,front-door,inbound,2024-03-03T11:00:00,,2024-03-03T11:00:06,abandoned,\n\
    7,front-door,inbound,2024-03-03T11:00:00,,,abandoned,\n\
    8,front-door,outbound,2024-03-03T11:00:00,2024-03-03T11:00:09,,answered,\n\
    9,front-door,inbound,2024-03-31T23:59:50,2024-04-01T00:00:10,2024-04-01T00:01:00,answered,\n";

const LOG: &str = "contact_log_id,received_at,channel,decided_at,duplicate_of\n\
    a,2024-03-28T16:59:59,email,2024-04-02T23:00:00,\n\
    b,2024-03-28T17:00:00,email,2024-04-03T09:00:00,\n\
    c,2024-03-28T17:00:00,phone,2024-04-04T09:00:00,\n\
    d,2024-03-29T16:59:59,email,,a\n\
    e,2024-03-29T17:00:00,,2024-03-28T09:00:00,a\n\
    f,2024-03-30T12:00:00,letter,2024-03-31T13:00:00,\n\
    g,2024-03-30T12:00:00,letter,2024-03-31T13:00:01,\n\
    h,2024-03-31T12:00:00,letter,2024-03-31T09:00:00,\n";

#[test]
fn a_call_counts_once_at_its_first_leg_at_the_front_door() {
    let found = records(&[("call.csv", CALLS), ("contact_log.csv", LOG)]);
    assert_eq!(in_march(&found, "calls-received").numerator, 6.0, "not 2, 3 and 8");
    assert_eq!(share(&found, "calls-abandoned-percentage"), (2.0, 6.0), "five seconds are too few; an end not recorded is enough");
    let wait = in_march(&found, "call-wait-average-seconds");
    assert_eq!((wait.numerator, wait.value), (2.0, Some(30.0)), "9 was answered in April");
    assert_eq!(in_march(&found, "call-wait-median-seconds").value, Some(30.0));
    // Six in writing, one of them sent again within 24 hours, and three calls answered at last.
    assert_eq!(in_march(&found, "written-contacts-received").numerator, 6.0);
    assert_eq!(in_march(&found, "contacts-total").numerator, 9.0);
}

#[test]
fn decisions_within_hours_and_within_working_days() {
    let found = records(&[("contact_log.csv", LOG)]);
    // F has its 24 hours: the clocks went forward. G is a second late, h was decided earlier that day; e not believably.
    assert_eq!(share(&found, "contacts-decided-within-24-hours"), (2.0, 7.0));
    // Over Easter: a by 2 April, what came from 17:00 on by 3 April, and so everything of the holiday.
    assert_eq!(share(&found, "contacts-decided-within-1-working-day"), (5.0, 7.0));
    assert_eq!(share(&found, "contacts-decided-within-3-working-days"), (6.0, 7.0));
}

#[test]
fn handover_by_ten_on_the_next_working_morning() {
    let header = "emergency_duty_contact_id,service,started_at,ended_at,needs_follow_up,handed_over_at\n";
    let handed = |rows: &str| share(&records(&[("emergency_duty_contact.csv", &format!("{header}{rows}"))]), "edt-handover-next-working-day");
    assert_eq!(handed("1,children,2024-03-01T08:00:00,2024-03-01T09:59:59,Y,2024-03-01T10:00:00\n"), (1.0, 1.0));
    assert_eq!(handed("1,children,2024-03-01T08:00:00,2024-03-01T10:00:00,Y,2024-03-04T10:00:00\n"), (1.0, 1.0));
    assert_eq!(handed("1,adults,2024-03-01T08:00:00,,Y,2024-03-01T10:01:00\n2,adults,2024-03-01T08:00:00,,N,\n"), (0.0, 1.0));
    assert_eq!(handed("1,children,2024-03-29T02:00:00,,Y,2024-04-02T09:00:00\n2,children,2024-03-29T02:00:00,,Y,\n"), (1.0, 2.0));
}

#[test]
fn moments_with_their_distance_from_universal_time() {
    let header = "call_id,queue,queued_at\n";
    let calls = |at: &str| in_march(&records(&[("call.csv", &format!("{header}1,front-door,{at}\n"))]), "calls-received").numerator;
    assert_eq!(calls("2024-03-31T22:59:59Z"), 1.0);
    assert_eq!(calls("2024-03-31T23:00:00Z"), 0.0, "midnight by summer time");
    assert_eq!(calls("2024-04-01 00:30:00 +02:00"), 1.0);
    assert_eq!(calls("2024-02-29T23:30:00-01:00"), 1.0);
}
