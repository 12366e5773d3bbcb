//! Text, JSON and folding, and what must hold for every clock from every start.

use crate::{calendar, clocks, explain, names};
use sightline_clock::{ClockError, OfficeHours, Rule, Sense, Verdict};
use sightline_model::Day;

#[test]
fn as_text() {
    let text = explain("contact-amber", "2024-03-15T18:30", Some("2024-03-20T09:00")).to_string();
    assert_eq!(
        text,
        "\
contact-amber: Contact decision, rated Amber
1 working day (local standard, set by the authority): Local (default from the domain guide, section 3)

Start    Friday 15 March 2024 at 18:30
Day 0    Monday 18 March 2024
Due      Tuesday 19 March 2024
End      Wednesday 20 March 2024 at 09:00
Verdict  late by 1 working day

Fri 2024-03-15     -  after office hours: counts as the next working day  [start 18:30]
Sat 2024-03-16     -  weekend
Sun 2024-03-17     -  weekend
Mon 2024-03-18     0  day 0
Tue 2024-03-19     1  working day 1  [due]
Wed 2024-03-20     2  working day 2, 1 over  [end 09:00]

Contact decision, rated Amber: 1 working day. Starts with: contact received. Ends with: decision recorded.
At 18:30 the office had closed: it closes at 17:00.
It counts as if it had come on the next working day, Monday 18 March 2024, which is day 0.
Working day 1 is Tuesday 19 March 2024: the last day in time, to its end at midnight.
It ended on Wednesday 20 March 2024 at 09:00, on working day 2: late by 1 working day.
The authority sets this limit.
Note: A contact that arrives out of office hours counts as received on the next working day. The authority sets the limit.
"
    );
}

#[test]
fn as_json() {
    let json = explain("contact-amber", "2024-03-15T18:30", Some("2024-03-20T09:00")).json();
    assert_eq!(json["clock"]["id"], "contact-amber");
    assert_eq!(json["clock"]["limit"], 1);
    assert_eq!(json["clock"]["kind"], "working-days");
    assert_eq!(json["start"]["utc"], "2024-03-15T18:30:00Z");
    assert_eq!(json["day_zero"], "2024-03-18");
    assert_eq!(json["due"]["day"], "2024-03-19");
    assert_eq!(json["due"]["utc"], serde_json::Value::Null);
    assert_eq!(json["end"]["local"], "2024-03-20T09:00+00:00");
    assert_eq!(json["verdict"]["word"], "late");
    assert_eq!(json["verdict"]["by"]["n"], 1);
    assert_eq!(json["verdict"]["by"]["unit"], "working days");
    assert_eq!(json["steps"][3]["date"], "2024-03-18");
    assert_eq!(json["steps"][3]["weekday"], "Monday");
    assert_eq!(json["steps"][3]["counts"], 0);
    assert_eq!(json["steps"][1]["counts"], serde_json::Value::Null);
    // Limits that are no numbers.
    let json = explain("edt-handover", "2024-03-15T18:30", None).json();
    assert_eq!(json["clock"]["limit"], "10:00");
}

#[test]
fn long_runs_are_folded_and_short_ones_are_not() {
    // 45 working days in 66 days: day by day. Six months: folded, with a line for each month.
    assert!(explain("assessment-45", "2024-05-01", None).steps.iter().all(|step| step.until.is_none()));
    let folded = explain("cp-review-later", "2024-08-31", None);
    assert!(folded.steps.len() < 40, "{}", folded.steps.len());
    assert!(folded.steps.iter().any(|step| step.until.is_some() && step.why == "days 2 to 28"));
    assert!(folded.steps.iter().any(|step| step.why == "day 30 (1 month)"));
    // Bank holidays are never folded away.
    let long = explain("assessment-45", "2023-12-18", Some("2024-06-03"));
    for name in ["Christmas Day", "Boxing Day", "New Year's Day", "Good Friday", "Easter Monday", "May Day", "Spring Bank Holiday"] {
        assert!(long.steps.iter().any(|step| step.why.contains(name)), "{name}");
    }
}

/// Starts that lie badly: weekends, evenings, ends of months, bank holidays and both changes of the clocks.
const STARTS: [&str; 12] = [
    "2023-12-22T16:59",
    "2023-12-24T18:00",
    "2024-02-29T09:00",
    "2024-03-28T23:30",
    "2024-03-30T12:00",
    "2024-03-31T00:30",
    "2024-04-30T17:00",
    "2024-08-31T10:00",
    "2024-10-26T23:00",
    "2024-10-27T01:30",
    "2024-12-31T23:59",
    "2025-01-31T08:00",
];

#[test]
fn every_clock_from_every_start() {
    let (calendar, names) = (calendar(), names());
    let mut explained_clocks = 0;
    for clock in clocks().iter() {
        for start in STARTS {
            let explain = |end: Option<&str>| sightline_clock::explain(clock, start, end, calendar, &names, OfficeHours::default());
            let running = match explain(None) {
                Ok(running) => running,
                Err(ClockError::NotCounted { .. }) => continue,
                Err(error) => panic!("{} from {start}: {error}", clock.id),
            };
            explained_clocks += 1;
            let context = format!("{} from {start}", clock.id);
            assert_eq!(running.verdict, Verdict::Running, "{context}");

            // Each day stands once, in order, from the start to the due date.
            let first = running.steps.first().unwrap().date;
            let mut next = first;
            for step in &running.steps {
                assert_eq!(step.date, next, "{context}");
                next = step.until.unwrap_or(step.date).plus(1);
            }
            let days = [running.start.day(), running.due.day()];
            assert_eq!((first, next.plus(-1)), (*days.iter().min().unwrap(), *days.iter().max().unwrap()), "{context}");

            // The due date carries the limit as its count, and is in time; the next instant, day or working day is not.
            let due = running.steps.iter().find(|step| step.date == running.due.day()).unwrap();
            let limit = match clock.rule {
                Rule::WorkingDays(n) | Rule::WorkingDaysBefore(n) | Rule::Hours(n) | Rule::CalendarDays(n) | Rule::Seconds(n) => Some(i64::from(n)),
                Rule::Weeks(n) => Some(i64::from(n) * 7),
                _ => None,
            };
            if let Some(limit) = limit {
                assert_eq!(due.counts, Some(limit), "{context}");
            }
            let (on, over) = match running.due.at() {
                Some(at) => (at.to_string(), at.checked_add(jiff::SignedDuration::from_secs(1)).unwrap().to_string()),
                None => {
                    let day = running.due.day();
                    let by_working_days = matches!(clock.rule, Rule::WorkingDays(_) | Rule::WorkingDaysBefore(_));
                    let next: Day = if by_working_days { calendar.add_working_days(day, 1) } else { day.plus(1) };
                    (format!("{day}T23:59:59"), next.to_string())
                }
            };
            let met = |end: &str| explain(Some(end)).unwrap().verdict.by().is_none();
            let expected = match clock.sense {
                Sense::AtMost | Sense::Within => (true, false),
                Sense::AtLeast => (true, true),
                Sense::MoreThan => (false, true),
            };
            assert_eq!((met(&on), met(&over)), expected, "{context}: {on} and {over}");
        }
    }
    // 97 clocks, less a range, an event, one of terms and two of school days.
    assert_eq!(explained_clocks, (97 - 5) * STARTS.len());
}

#[test]
fn the_end_of_the_calendar_is_an_error_and_not_a_hang() {
    let clocks = clocks();
    let explain = |id: &str, start: &str| clocks.explain(id, start, None, calendar(), &names(), OfficeHours::default());
    assert!(explain("assessment-45", "2110-12-31").is_ok());
    assert!(matches!(explain("review-consult", "1950-01-02"), Err(ClockError::NotCounted { .. })));
    assert!(matches!(explain("assessment-45", "2111-01-01"), Err(ClockError::Instant { .. })));
}
