use sightline_second_opinion::Moment;

use crate::day;

const HOUR: i64 = 3_600;

fn hours(from: (&str, i64), to: (&str, i64)) -> i64 {
    let at = |(text, hour): (&str, i64)| Moment::local(day(text), hour * HOUR);
    at(from).seconds_to(at(to)) / HOUR
}

#[test]
fn days_on_which_the_clocks_change_have_23_and_25_hours() {
    assert_eq!(hours(("2018-03-24", 0), ("2018-03-25", 0)), 24);
    assert_eq!(hours(("2018-03-25", 0), ("2018-03-26", 0)), 23);
    assert_eq!(hours(("2018-10-28", 0), ("2018-10-29", 0)), 25);
    assert_eq!(hours(("2018-03-01", 0), ("2018-12-01", 0)), 275 * 24, "there and back again");
}

#[test]
fn the_hour_left_out_and_the_hour_that_comes_twice() {
    assert_eq!(hours(("2018-03-25", 0), ("2018-03-25", 1)), 1, "read by winter time");
    assert_eq!(hours(("2018-03-25", 1), ("2018-03-25", 2)), 0, "one o'clock was two o'clock");
    assert_eq!(hours(("2018-10-28", 0), ("2018-10-28", 1)), 1, "the first of the two");
    assert_eq!(hours(("2018-10-28", 1), ("2018-10-28", 2)), 2);
}

#[test]
fn sundays_at_either_end_of_the_month() {
    // The last Sunday is the 31st in March 2024 and the 25th in October 2015.
    assert_eq!(hours(("2024-03-31", 0), ("2024-04-01", 0)), 23);
    assert_eq!(hours(("2015-10-25", 0), ("2015-10-26", 0)), 25);
}
