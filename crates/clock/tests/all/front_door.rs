//! Contacts and referrals, for which an arrival out of office hours counts as the next working day.

use crate::{due, explain, says, steps, verdict, zero_and_due};

#[test]
fn arrivals() {
    let cases = [
        // Friday 15 March 2024 at 18:30: the office has closed, so Monday 18 is day 0.
        ("contact-amber", "2024-03-15T18:30", "2024-03-18", "2024-03-19"),
        ("contact-green", "2024-03-15T18:30", "2024-03-18", "2024-03-21"),
        ("contact-3-working-days", "2024-03-15T18:30", "2024-03-18", "2024-03-21"),
        ("referral-decision", "2024-03-15T18:30", "2024-03-18", "2024-03-19"),
        // One minute before closing is still Friday; closing time itself is not.
        ("contact-amber", "2024-03-15T16:59", "2024-03-15", "2024-03-18"),
        ("contact-amber", "2024-03-15T17:00", "2024-03-18", "2024-03-19"),
        // Before opening on a working day, the day itself counts.
        ("contact-amber", "2024-03-18T06:00", "2024-03-18", "2024-03-19"),
        // A Saturday in the middle of the day: Monday.
        ("contact-amber", "2024-03-16T11:00", "2024-03-18", "2024-03-19"),
        // Maundy Thursday evening: Good Friday 29 March and Easter Monday 1 April do not count, so Tuesday 2 April is day 0.
        ("contact-amber", "2024-03-28T18:30", "2024-04-02", "2024-04-03"),
        ("contact-green", "2024-03-28T18:30", "2024-04-02", "2024-04-05"),
        // Monday 23 December 2024 by day: 24 is 1; 25 and 26 are bank holidays; Friday 27 is 2; the weekend; Monday 30 is 3.
        ("contact-green", "2024-12-23T10:00", "2024-12-23", "2024-12-30"),
        // Christmas Eve after hours: Friday 27 is day 0; Monday 30 is 1, Tuesday 31 is 2, New Year's Day does not count, Thursday 2 January is 3.
        ("contact-amber", "2024-12-24T18:00", "2024-12-27", "2024-12-30"),
        ("contact-green", "2024-12-24T18:00", "2024-12-27", "2025-01-02"),
        // Christmas 2021 fell on a weekend, with Monday 27 and Tuesday 28 in its place: Wednesday 29 is day 0.
        ("contact-amber", "2021-12-24T18:00", "2021-12-29", "2021-12-30"),
        // In summer 16:30 UTC is 17:30 in England: closed.
        ("contact-amber", "2024-07-05T16:30Z", "2024-07-08", "2024-07-09"),
        // In winter it is 16:30: open.
        ("contact-amber", "2024-01-05T16:30Z", "2024-01-05", "2024-01-08"),
        // Without a time of day a working day counts as it stands, and a Saturday as Monday.
        ("contact-amber", "2024-03-15", "2024-03-15", "2024-03-18"),
        ("contact-amber", "2024-03-16", "2024-03-18", "2024-03-19"),
    ];
    for (id, start, zero, last) in cases {
        assert_eq!(zero_and_due(id, start), (zero.to_owned(), last.to_owned()), "{id} from {start}");
    }
}

#[test]
fn red_runs_on_in_real_hours() {
    // Friday 18:30 and four hours: 22:30 the same evening, whatever the office does.
    assert_eq!(due("contact-red", "2024-03-15T18:30"), "2024-03-15T22:30+00:00");
    assert_eq!(verdict("contact-red", "2024-03-15T18:30", "2024-03-15T22:30"), "in time");
    assert_eq!(verdict("contact-red", "2024-03-15T18:30", "2024-03-15T22:31"), "late by 1 minute");
    // 24 hours of a Friday evening end on Saturday evening.
    assert_eq!(due("contact-24-hours", "2024-03-15T18:30"), "2024-03-16T18:30+00:00");
}

#[test]
fn amber_over_easter_day_by_day() {
    let explained = explain("contact-amber", "2024-03-28T18:30", Some("2024-04-03T09:15"));
    assert_eq!(
        steps(&explained),
        [
            "2024-03-28|-|after office hours: counts as the next working day|start 18:30",
            "2024-03-29|-|bank holiday: Good Friday|",
            "2024-03-30|-|weekend|",
            "2024-03-31|-|weekend|",
            "2024-04-01|-|bank holiday: Easter Monday|",
            "2024-04-02|0|day 0|",
            "2024-04-03|1|working day 1|due, end 09:15",
        ]
    );
    assert_eq!(explained.verdict.words(), "in time");
    assert!(says(&explained, "At 18:30 the office had closed: it closes at 17:00."));
    assert!(says(&explained, "next working day, Tuesday 2 April 2024, which is day 0"));
    assert!(says(&explained, "It ended on Wednesday 3 April 2024 at 09:15, on working day 1: in time."));
}

#[test]
fn decided_before_it_counts_as_received() {
    // Decided on Saturday morning by the emergency team: in time, before day 0 on Monday.
    let explained = explain("contact-amber", "2024-03-15T18:30", Some("2024-03-16T08:00"));
    assert_eq!(explained.verdict.words(), "in time");
    assert!(says(&explained, "before day 0"));
}

#[test]
fn the_whole_due_day_is_in_time() {
    assert_eq!(verdict("contact-amber", "2024-03-15T18:30", "2024-03-19T23:59"), "in time");
    assert_eq!(verdict("contact-amber", "2024-03-15T18:30", "2024-03-20T00:00"), "late by 1 working day");
}

#[test]
fn handover_by_the_emergency_team() {
    let cases = [
        // Thursday before Easter at night: the next working morning is Tuesday.
        ("2024-03-28T23:00", "2024-04-02T10:00+01:00"),
        // Two in the morning of a Wednesday: the same morning.
        ("2024-03-27T02:00", "2024-03-27T10:00+00:00"),
        // Half past nine, with the office open: the next day.
        ("2024-03-27T09:30", "2024-03-28T10:00+00:00"),
    ];
    for (start, expected) in cases {
        assert_eq!(due("edt-handover", start), expected, "from {start}");
    }
}

#[test]
fn handover_half_an_hour_late() {
    assert_eq!(verdict("edt-handover", "2024-03-28T23:00", "2024-04-02T10:00"), "in time");
    assert_eq!(verdict("edt-handover", "2024-03-28T23:00", "2024-04-02T10:30"), "late by 30 minutes");
}
