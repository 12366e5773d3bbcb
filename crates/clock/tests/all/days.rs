//! Clocks counted in days: working days, calendar days, weeks, months, the same day, windows and lengths.

use crate::{calendar, day, due, explain, says, steps, try_explain, verdict, zero_and_due};
use sightline_clock::{Amount, ClockError, Verdict};

#[test]
fn working_day_45() {
    let cases = [
        // Wednesday 1 May 2024. May: 2-3 (2), 7-10 (6; Monday 6 is a bank holiday), 13-17 (11), 20-24 (16), 28-31 (20; Monday 27 is a bank holiday).
        // June: 3-7 (25), 10-14 (30), 17-21 (35), 24-28 (40). July: 1-5 (45). So working day 45 is Friday 5 July.
        ("2024-07-04", Verdict::InTime),                       // Under: working day 44.
        ("2024-07-05", Verdict::InTime),                       // On: working day 45.
        ("2024-07-06", Verdict::Late(Amount::Days(1))), // Saturday: no 46th working day has begun, but the limit is "on or before working day 45".
        ("2024-07-07", Verdict::Late(Amount::Days(2))), // Sunday likewise.
        ("2024-07-08", Verdict::Late(Amount::WorkingDays(1))), // Over: working day 46.
        ("2024-07-15", Verdict::Late(Amount::WorkingDays(6))), // 8, 9, 10, 11, 12 and 15 July.
        ("2024-05-01", Verdict::InTime),                // The day itself.
    ];
    for (end, expected) in cases {
        let explained = explain("assessment-45", "2024-05-01", Some(end));
        assert_eq!(explained.due.iso(), "2024-07-05");
        assert_eq!(explained.verdict, expected, "{end}");
        // As the indicator has it.
        assert_eq!(explained.verdict == Verdict::InTime, day(end) <= calendar().add_working_days(day("2024-05-01"), 45));
    }
}

#[test]
fn a_weekend_after_the_last_working_day_is_said() {
    let explained = explain("assessment-45", "2024-05-01", Some("2024-07-06"));
    assert!(says(&explained, "Saturday 6 July 2024, which is no working day: the count still stands at 45: late by 1 day"));
}

#[test]
fn what_does_not_count_is_summed() {
    // 2 May to 5 July 2024: nine weekends and the two bank holidays of May.
    let explained = explain("assessment-45", "2024-05-01", None);
    assert!(says(&explained, "18 days at weekends and 2 bank holidays (May Day, 6 May; Spring Bank Holiday, 27 May)"));
    assert_eq!(explained.steps.len(), 66); // 31 days of May, 30 of June, 5 of July: day by day.
    assert_eq!(explained.steps.iter().filter(|step| step.counts.is_some()).count(), 46); // Day 0 and 45 working days.
}

#[test]
fn working_days() {
    let cases = [
        // Statutory counts run from the recorded day: an evening or a weekend moves nothing.
        ("assessment-45", "2024-05-01T18:30", "2024-05-01", "2024-07-05"),
        // Saturday 30 March 2024 is day 0; Easter Monday does not count; Tuesday 2 April is 1, and Monday 15 April is 10.
        ("core-group-first", "2024-03-30", "2024-03-30", "2024-04-15"),
        // Wednesday 27 March: Thursday 28 is 1, Tuesday 2 April is 2, Friday 5 is 5, Friday 12 is 10.
        ("core-group-first", "2024-03-27", "2024-03-27", "2024-04-12"),
        // Friday 20 December 2024: 23 and 24 are 1 and 2, Friday 27 is 3, 30 and 31 are 4 and 5.
        ("cla-entry-iro", "2024-12-20", "2024-12-20", "2024-12-31"),
        // Monday 23 December 2024: 24 is 1, 27 is 2, 30 is 3, 31 is 4, New Year's Day does not count, Thursday 2 January is 5.
        ("cla-entry-iro", "2024-12-23", "2024-12-23", "2025-01-02"),
    ];
    for (id, start, zero, last) in cases {
        assert_eq!(zero_and_due(id, start), (zero.to_owned(), last.to_owned()), "{id} from {start}");
    }
}

#[test]
fn new_year_day_by_day() {
    let explained = explain("cla-entry-iro", "2024-12-23", Some("2025-01-03"));
    assert_eq!(
        steps(&explained),
        [
            "2024-12-23|0|day 0|start",
            "2024-12-24|1|working day 1|",
            "2024-12-25|-|bank holiday: Christmas Day|",
            "2024-12-26|-|bank holiday: Boxing Day|",
            "2024-12-27|2|working day 2|",
            "2024-12-28|-|weekend|",
            "2024-12-29|-|weekend|",
            "2024-12-30|3|working day 3|",
            "2024-12-31|4|working day 4|",
            "2025-01-01|-|bank holiday: New Year's Day|",
            "2025-01-02|5|working day 5|due",
            "2025-01-03|6|working day 6, 1 over|end",
        ]
    );
    assert_eq!(explained.verdict.words(), "late by 1 working day");
}

/// Supervision is due a month after the last.
fn month(start: &str) -> sightline_clock::Explanation {
    explain("supervision", start, None)
}

#[test]
fn months_are_clamped() {
    let cases = [
        ("2024-01-31", "2024-02-29"), // 2024 is a leap year.
        ("2023-01-31", "2023-02-28"),
        ("2023-01-29", "2023-02-28"),
        ("2024-01-29", "2024-02-29"),
        ("2024-02-29", "2024-03-29"), // Back to the same number, not to the month's end.
        ("2023-12-31", "2024-01-31"),
        ("2024-03-31", "2024-04-30"),
    ];
    for (start, expected) in cases {
        assert_eq!(month(start).due.iso(), expected, "{start}");
    }
}

#[test]
fn a_clamped_month_is_said() {
    assert!(says(&month("2023-01-31"), "1 month on is February 2023, which has no day 31: its last day, Tuesday 28 February 2023, stands for it"));
    assert!(says(&month("2023-01-15"), "1 month on, the same day of the month is Wednesday 15 February 2023"));
}

#[test]
fn verdicts() {
    let cases = [
        // The due date is in time to its last minute; the next day is late.
        ("cp-review-first", "2024-01-15", "2024-04-15T23:59", "in time"),
        ("cp-review-first", "2024-01-15", "2024-04-16", "late by 1 day"),
        ("cp-review-first", "2024-01-15", "2024-04-14", "in time"),
        // 31 August and six months: 28 February 2025.
        ("cp-review-later", "2024-08-31", "2025-02-28", "in time"),
        ("cp-review-later", "2024-08-31", "2025-03-01", "late by 1 day"),
        // A week from Friday 28 June 2024 is Friday 5 July; 23:30 UTC of that day is Saturday in England.
        ("cla-visit-week", "2024-06-28", "2024-07-05", "in time"),
        ("cla-visit-week", "2024-06-28", "2024-07-05T22:30Z", "in time"),
        ("cla-visit-week", "2024-06-28", "2024-07-05T23:30Z", "late by 1 day"),
        // Weekends and bank holidays count: six weeks from Friday 1 March 2024 is Friday 12 April.
        ("cla-visit-6-weeks", "2024-03-01", "2024-04-12", "in time"),
        ("cla-visit-6-weeks", "2024-03-01", "2024-04-14", "late by 2 days"),
        // The same day: a Saturday like any other, until midnight.
        ("audit-action", "2024-03-16T09:00", "2024-03-16T23:59", "in time"),
        ("audit-action", "2024-03-16T09:00", "2024-03-17T00:00", "late by 1 day"),
        ("immediate-protection", "2024-03-16", "2024-03-16", "in time"),
        // Care proceedings begin with the day of issue: day 182 from Wednesday 10 April 2024 is Tuesday 8 October.
        ("care-proceedings", "2024-04-10", "2024-10-08", "in time"),
        ("care-proceedings", "2024-04-10", "2024-10-09", "late by 1 day"),
        // A notice served on 1 March 2024 must give at least to 15 March.
        ("ehe-suitability", "2024-03-01", "2024-03-15", "length reached"),
        ("ehe-suitability", "2024-03-01", "2024-03-14", "length not reached: short by 1 day"),
        // A window takes in its last day, and what falls after it is not late.
        ("re-referral-12-months", "2023-03-10", "2024-03-10", "inside the window"),
        ("re-referral-12-months", "2023-03-10", "2024-03-11", "outside the window by 1 day"),
        // 730 days from 1 April 2022 is 31 March 2024, as February 2024 has 29 days.
        ("cp-plan-2-years", "2022-04-01", "2024-03-31", "length reached"),
        ("cp-plan-2-years", "2022-04-01", "2024-03-30", "length not reached: short by 1 day"),
    ];
    for (id, start, end, expected) in cases {
        assert_eq!(verdict(id, start, end), expected, "{id} from {start} to {end}");
    }
}

#[test]
fn counted_back() {
    let cases = [
        // A review on Wednesday 10 April 2024: Tuesday 9 is 1 before, Monday 8 is 2, Friday 5 is 3.
        ("2024-04-05", "in time"),
        ("2024-04-06", "in time"), // Saturday: three working days are still to come, Monday, Tuesday and the day itself.
        ("2024-04-08", "late by 1 working day"),
        ("2024-04-11", "late by 4 working days"), // The day after the meeting: 8, 9, 10 and 11 April.
    ];
    for (end, expected) in cases {
        assert_eq!(due("review-report-ready", "2024-04-10"), "2024-04-05");
        assert_eq!(verdict("review-report-ready", "2024-04-10", end), expected, "{end}");
    }
}

#[test]
fn counted_back_over_easter() {
    // From Wednesday 3 April 2024: Tuesday 2 is 1, Thursday 28 March is 2, Wednesday 27 is 3.
    let explained = explain("review-report-ready", "2024-04-03", None);
    assert_eq!(
        steps(&explained),
        [
            "2024-03-27|3|working day 3 before|due",
            "2024-03-28|2|working day 2 before|",
            "2024-03-29|-|bank holiday: Good Friday|",
            "2024-03-30|-|weekend|",
            "2024-03-31|-|weekend|",
            "2024-04-01|-|bank holiday: Easter Monday|",
            "2024-04-02|1|working day 1 before|",
            "2024-04-03|0|day 0|start",
        ]
    );
}

#[test]
fn the_end_cannot_come_first() {
    let cases = [
        ("assessment-45", "2024-05-02", "2024-05-01"),
        ("assessment-45", "2024-05-02T10:00", "2024-05-02T09:59"),
        ("missing-rhi-72", "2024-05-02T10:00", "2024-05-02T09:59"),
        // 01:30 GMT lies after 01:45 BST, which is what 01:45 means on that night, though the clock shows less.
        ("contact-red", "2024-10-27T01:30Z", "2024-10-27T01:45"),
    ];
    for (id, start, end) in cases {
        let error = try_explain(id, start, Some(end)).unwrap_err();
        assert!(matches!(error, ClockError::EndBeforeStart { .. }), "{error}");
        assert!(error.to_string().contains("check both"));
    }
}

#[test]
fn an_end_on_the_day_of_the_start_is_no_error() {
    // The day alone cannot come before a time on it.
    assert_eq!(verdict("assessment-45", "2024-05-02T10:00", "2024-05-02"), "in time");
    assert_eq!(verdict("contact-red", "2024-05-02T10:00", "2024-05-02T10:00"), "in time");
}

#[test]
fn no_end_is_still_running() {
    let explained = explain("assessment-45", "2024-05-01", None);
    assert_eq!(explained.verdict, Verdict::Running);
    assert!(says(&explained, "still running, and in time until the end of Friday 5 July 2024"));
}

#[test]
fn doubtful_limits_and_years_are_said() {
    assert!(says(&explain("core-group-first", "2024-03-27", None), "known from practice"));
    assert!(!says(&explain("assessment-45", "2024-03-27", None), "known from practice"));
    assert!(says(&explain("cp-visit", "2024-03-27", None), "The authority sets this limit."));
    assert!(says(&explain("assessment-45", "2036-05-01", None), "Bank holidays are known for 2000 to 2035 only"));
    assert!(!says(&explain("cp-review-first", "2036-05-01", None), "Bank holidays"));
}

#[test]
fn what_cannot_be_counted_says_why() {
    let cases = [
        ("pep-term", "school's own term dates"),
        ("ehe-first-contact", "school's own term dates"),
        ("iro-caseload", "a range and not a clock"),
        ("minutes-action", "calendar of meetings"),
    ];
    for (id, why) in cases {
        let error = try_explain(id, "2024-03-27", None).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
}
