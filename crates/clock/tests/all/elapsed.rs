//! Real time through weekends and both changes of the clocks, and instants that do not exist or come twice.

use crate::{due, explain, moment, says, steps, try_explain, verdict};
use sightline_clock::{ClockError, Moment};

#[test]
fn real_hours() {
    let cases = [
        // An ordinary weekend: Friday 18:30 to Monday 18:30.
        ("missing-rhi-72", "2024-03-15T18:30", "2024-03-18T18:30+00:00"),
        // The clocks go forward on Sunday 31 March 2024: 18:30 GMT on Friday and 72 hours is 18:30 GMT on Monday, 19:30 by the clock.
        ("missing-rhi-72", "2024-03-29T18:30", "2024-04-01T19:30+01:00"),
        // They go back on Sunday 27 October 2024: 18:30 BST is 17:30 GMT, and so it is on Monday.
        ("missing-rhi-72", "2024-10-25T18:30", "2024-10-28T17:30+00:00"),
        // Four hours over the spring change: 23:00, then 00:00, 02:00 (01:00 is left out), 03:00, 04:00.
        ("contact-red", "2024-03-30T23:00", "2024-03-31T04:00+01:00"),
        // Four hours over the autumn change: 23:00, then 00:00, 01:00, 01:00 again, 02:00.
        ("contact-red", "2024-10-26T23:00", "2024-10-27T02:00+00:00"),
        // 01:30 came twice: the earlier is 00:30 in UTC, and the limit ends at 04:30.
        ("contact-red", "2024-10-27T01:30", "2024-10-27T04:30+00:00"),
        // The later can be meant by giving its offset.
        ("contact-red", "2024-10-27T01:30Z", "2024-10-27T05:30+00:00"),
        ("contact-red", "2024-10-27T01:30+01:00", "2024-10-27T04:30+00:00"),
        // Written in another offset, it is the same instant.
        ("contact-red", "2024-07-01T12:00Z", "2024-07-01T17:00+01:00"),
    ];
    for (id, start, expected) in cases {
        assert_eq!(due(id, start), expected, "{id} from {start}");
    }
}

#[test]
fn seventy_two_hours_in_spring_day_by_day() {
    let explained = explain("missing-rhi-72", "2024-03-29T18:30", Some("2024-04-01T19:30"));
    assert_eq!(
        steps(&explained),
        [
            // 5 h 30; 29 h 30; 52 h 30; 72 h: whole hours are shown.
            "2024-03-29|5|5 hours 30 minutes, from 18:30|start 18:30",
            "2024-03-30|29|24 hours|",
            "2024-03-31|52|23 hours; the clocks go forward|",
            "2024-04-01|72|19 hours 30 minutes, to 19:30|due 19:30, end 19:30",
        ]
    );
    assert_eq!(explained.verdict.words(), "in time");
    assert_eq!(explained.day_zero, None);
    assert!(says(&explained, "The clocks go forward on Sunday 31 March 2024"));
    assert_eq!(verdict("missing-rhi-72", "2024-03-29T18:30", "2024-04-01T19:31"), "late by 1 minute");
}

#[test]
fn a_change_outside_the_hours_is_not_mentioned() {
    // Both ends lie after the change, on its day.
    assert!(!says(&explain("contact-red", "2024-03-31T10:00", None), "The clocks go"));
}

#[test]
fn lateness_stays_in_hours() {
    // Due Monday 18 March at 18:30; held Thursday 21 March at 20:45: three days and 2 h 15, said as 74 h 15.
    assert_eq!(verdict("missing-rhi-72", "2024-03-15T18:30", "2024-03-21T20:45"), "late by 74 hours 15 minutes");
}

#[test]
fn twenty_seconds() {
    assert_eq!(verdict("call-answer", "2024-03-15T10:00:00", "2024-03-15T10:00:20"), "in time");
    assert_eq!(verdict("call-answer", "2024-03-15T10:00:00", "2024-03-15T10:00:21"), "late by 1 second");
}

#[test]
fn looked_after_only_beyond_24_hours() {
    // The act says more than 24 hours: 24 exactly is not enough.
    assert_eq!(verdict("cla-status-s20", "2024-03-15T18:30", "2024-03-16T18:30"), "length not exceeded: it must be longer than that");
    assert_eq!(verdict("cla-status-s20", "2024-03-15T18:30", "2024-03-16T18:30:01"), "length reached");
    assert_eq!(verdict("cla-status-s20", "2024-03-15T18:30", "2024-03-16T17:30"), "length not reached: short by 1 hour");
}

#[test]
fn hours_need_times_of_day() {
    let error = try_explain("missing-rhi-72", "2024-03-29", None).unwrap_err().to_string();
    assert_eq!(error, "the clock `missing-rhi-72` runs in hours, and 2024-03-29 has no time of day: write 2024-03-29T18:30, say, for its start");
    let error = try_explain("missing-rhi-72", "2024-03-29T18:30", Some("2024-04-01")).unwrap_err().to_string();
    assert!(error.ends_with("for its end"), "{error}");
}

#[test]
fn a_time_the_clocks_jumped_over() {
    for start in ["2024-03-31T01:00", "2024-03-31T01:30", "2024-03-31T01:59:59"] {
        assert!(matches!(Moment::parse(start), Err(ClockError::SkippedTime { .. })), "{start}");
    }
    let error = Moment::parse("2024-03-31T01:30").unwrap_err().to_string();
    assert!(error.contains("Write 2024-03-31T02:30") && error.contains("2024-03-31T01:30Z"), "{error}");
    // The remedies are one instant, and both can be read.
    assert_eq!(moment("2024-03-31T02:30"), moment("2024-03-31T01:30Z"));
    // The edges exist.
    assert_eq!(moment("2024-03-31T00:59").at(), moment("2024-03-31T00:59Z").at());
    assert_eq!(moment("2024-03-31T02:00").at(), moment("2024-03-31T01:00Z").at());
}

#[test]
fn a_time_that_came_twice_is_said() {
    let explained = explain("contact-red", "2024-10-27T01:30", None);
    assert!(says(&explained, "01:30 came twice on Sunday 27 October 2024"));
    assert!(says(&explained, "the earlier, BST, is meant"));
    assert!(says(&explained, "write 2024-10-27T01:30+00:00"));
    assert_eq!(explained.start.words(), "Sunday 27 October 2024 at 01:30 BST");
    // Held in UTC.
    assert_eq!(explained.start.at().unwrap().to_string(), "2024-10-27T00:30:00Z");
    // Given as an end, too.
    let explained = explain("contact-red", "2024-10-27T00:30", Some("2024-10-27T01:30"));
    assert!(says(&explained, "came twice") && says(&explained, "after 1 hour: in time"));
}

#[test]
fn instants() {
    let cases = [
        ("2024-03-29T18:30", "2024-03-29T18:30+00:00"),
        (" 2024-07-01 18:30 ", "2024-07-01T18:30+01:00"),
        ("2024-07-01T18:30:15.900", "2024-07-01T18:30:15+01:00"),
        ("2024-07-01T23:30Z", "2024-07-02T00:30+01:00"),
        ("2024-07-01T12:00-0500", "2024-07-01T18:00+01:00"),
        ("2024-07-01T12:00+01", "2024-07-01T12:00+01:00"),
        ("2024-07-01", "2024-07-01"),
    ];
    for (text, shown) in cases {
        assert_eq!(moment(text).iso(), shown, "{text}");
    }
}

#[test]
fn not_instants() {
    let cases = [
        "",
        "yesterday",
        "29/03/2024",
        "2024-3-9",
        "2024-02-30",
        "2024-03-29T",
        "2024-03-29T18",
        "2024-03-29T24:00",
        "2024-03-29T18:60",
        "2024-03-29T18:30:60",
        "2024-03-29T18:30+1",
        "2024-03-29T18:30+25:00",
        "2024-03-29x18:30",
        "+024-03-29",
        "1066-10-14",
        "2024-03-2é",
    ];
    for text in cases {
        let error = Moment::parse(text).unwrap_err();
        assert!(matches!(&error, ClockError::Instant { .. }), "{text}: {error}");
        assert!(error.to_string().contains("write 2024-03-29"));
    }
}
