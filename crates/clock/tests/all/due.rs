//! Due dates without their explanation, and how far off they are.

use crate::{calendar, clocks, day, explain, moment};
use sightline_clock::{Amount, Moment, OfficeHours, Sense};

/// The short way to a due date and the long one, of every clock that can be counted, from days and times round weekends, holidays, midnights, month ends and
/// changes of the clocks.
#[test]
fn the_due_date_is_the_one_that_is_explained() {
    let mut compared = 0;
    for clock in clocks().iter() {
        for first in ["2023-12-20", "2024-02-26", "2024-03-27", "2024-08-22", "2024-10-24"] {
            for plus in 0..5 {
                let start_on = day(first).plus(plus);
                for time in ["", "T08:59", "T09:00", "T17:00"] {
                    let text = format!("{start_on}{time}");
                    let long = crate::try_explain(&clock.id, &text, None).map(|explained| explained.due);
                    let short = clock.due(moment(&text), calendar(), OfficeHours::default());
                    assert_eq!(long.is_ok(), short.is_ok(), "{} from {text}", clock.id);
                    if let (Ok(long), Ok(short)) = (long, short) {
                        assert_eq!(long, short, "{} from {text}", clock.id);
                        compared += 1;
                    }
                }
            }
        }
    }
    assert!(compared > 6_000, "{compared}");
}

/// Good Friday 2024 was 29 March: from Thursday 28 March ten working days are 15 April, and a day late is the 16th.
#[test]
fn a_day_is_in_time_to_its_end_and_an_instant_to_itself() {
    let clocks = clocks();
    let visit = clocks.iter().find(|clock| clock.id == "cp-visit").unwrap();
    let due = visit.due(moment("2024-03-28"), calendar(), OfficeHours::default()).unwrap();
    assert_eq!(due, Moment::Day(day("2024-04-15")));
    assert!(!due.is_past_at(moment("2024-04-15T23:59")));
    assert!(due.is_past_at(moment("2024-04-16T00:00")));
    assert_eq!(visit.away(due, moment("2024-04-16T00:00"), calendar()), Amount::WorkingDays(1));
    assert_eq!(visit.away(due, moment("2024-04-12"), calendar()), Amount::WorkingDays(1));
    // From Friday 5 April it is the 19th: on the Saturday after, no working day has passed, and it is a day late all the same.
    let friday = visit.due(moment("2024-04-05"), calendar(), OfficeHours::default()).unwrap();
    assert_eq!(visit.away(friday, moment("2024-04-20"), calendar()), Amount::Days(1));
    let interview = clocks.iter().find(|clock| clock.id == "missing-rhi-72").unwrap();
    let due = interview.due(moment("2024-03-29T18:30"), calendar(), OfficeHours::default()).unwrap();
    // The clocks went forward on 31 March: 72 real hours end at 19:30 by the wall.
    assert_eq!(due, moment("2024-04-01T19:30"));
    assert!(!due.is_past_at(moment("2024-04-01T19:30")));
    assert!(due.is_past_at(moment("2024-04-01T19:30:01")));
    assert_eq!(interview.away(due, moment("2024-04-01T21:00"), calendar()), Amount::Seconds(5_400));
    assert!(interview.needs_time() && !visit.needs_time());
    assert_eq!(interview.sense, Sense::AtMost);
}

#[test]
fn an_instant_is_the_same_by_microseconds() {
    let at = moment("2024-07-01T10:00");
    assert_eq!(Moment::of_microsecond(at.microsecond()), Some(at));
    // 10:00 in summer is 09:00 in UTC, 1,719,824,400 seconds after 1970.
    assert_eq!(at.microsecond(), 1_719_824_400_000_000);
    assert_eq!(moment("2024-07-01").microsecond(), 1_719_788_400_000_000);
    assert_eq!(explain("audit-action", "2024-07-01", None).due, moment("2024-07-01"));
}
