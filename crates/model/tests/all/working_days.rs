//! Working days of England: the day after is working day 1.

use sightline_model::{Calendar, Day, Span};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Easter and the two May holidays of 2018, Christmas 2018 and New Year's Day 2019.
fn calendar() -> Calendar {
    let holidays = ["2018-03-30", "2018-04-02", "2018-05-07", "2018-05-28", "2018-12-25", "2018-12-26", "2019-01-01"];
    Calendar::new(&holidays.map(day))
}

#[test]
fn counted_by_hand() {
    let cases = [
        ("2018-03-28", "2018-03-29", 1),  // Wednesday to Thursday.
        ("2018-03-29", "2018-04-03", 1),  // Over Easter: Good Friday, a weekend and Easter Monday do not count.
        ("2018-03-29", "2018-03-30", 0),  // A bank holiday.
        ("2018-06-01", "2018-06-03", 0),  // Friday to Sunday.
        ("2018-06-01", "2018-06-04", 1),  // Friday to Monday.
        ("2018-06-02", "2018-06-04", 1),  // From a Saturday.
        ("2018-12-21", "2019-01-02", 5),  // 24, 27, 28 and 31 December and 2 January.
        ("2018-06-04", "2018-06-04", 0),  // The same day.
        ("2018-06-05", "2018-06-04", -1), // Backwards.
    ];
    for (from, to, expected) in cases {
        assert_eq!(calendar().working_days(day(from), day(to)), expected, "{from} to {to}");
    }
}

#[test]
fn the_nth_working_day() {
    let cases = [
        ("2018-06-01", 45, "2018-08-03"), // Nine weeks of five, no holiday between.
        ("2018-03-29", 1, "2018-04-03"),
        ("2018-06-02", 1, "2018-06-04"),
        ("2018-06-04", 0, "2018-06-04"),
        ("2018-06-04", -1, "2018-06-01"),
        ("2018-06-02", -1, "2018-06-01"), // Before a Saturday: Friday.
    ];
    for (from, n, expected) in cases {
        assert_eq!(calendar().add_working_days(day(from), n).to_string(), expected, "{n} after {from}");
    }
}

#[test]
fn beyond_the_tables_weekdays_still_count() {
    let calendar = calendar();
    assert_eq!(calendar.working_days(day("1900-01-01"), day("1900-01-08")), 5);
    assert_eq!(calendar.working_days(day("2200-01-06"), day("2200-01-13")), 5);
    assert_eq!(calendar.add_working_days(day("2500-01-01"), 5), Day::FAR_FUTURE);
}

#[test]
fn lengths_of_time_keep_their_kind() {
    assert_eq!(Span::parse("45 working days"), Some(Span::WorkingDays(45)));
    assert_eq!(Span::parse("2 years"), Some(Span::Months(24)));
    assert_eq!(Span::parse("6 weeks"), Some(Span::Days(42)));
    for text in ["45", "days", "x days", "45 fortnights", "-1 days"] {
        assert_eq!(Span::parse(text), None, "{text}");
    }
}

proptest::proptest! {
    /// The n-th working day after a day is n working days after it, and no earlier day is.
    #[test]
    fn counting_and_adding_agree(start in 10_000i32..25_000, n in 1i32..400) {
        let (calendar, start) = (calendar(), Day::from_epoch(start));
        let reached = calendar.add_working_days(start, n);
        proptest::prop_assert_eq!(calendar.working_days(start, reached), n);
        proptest::prop_assert_eq!(calendar.working_days(start, reached.plus(-1)), n - 1);
        proptest::prop_assert!(calendar.is_working_day(reached));
    }
}
