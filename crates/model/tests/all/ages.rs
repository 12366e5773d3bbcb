//! Months, birthdays and ages.

use sightline_model::{ChildId, Day, add_months, age_on, birthday};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn months_keep_the_day_number_or_take_the_last_day() {
    let cases = [
        ("2024-01-31", 1, "2024-02-29"), // Leap year: February has 29.
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-28", 12, "2025-02-28"), // Not the month's end, and yet the same day.
        ("2018-10-31", 6, "2019-04-30"),
        ("2018-12-15", 1, "2019-01-15"),
        ("2018-01-15", -1, "2017-12-15"),
        ("2018-07-04", 0, "2018-07-04"),
    ];
    for (from, months, expected) in cases {
        assert_eq!(add_months(day(from), months).to_string(), expected, "{from} and {months} months");
    }
}

#[test]
fn an_open_end_stays_open() {
    assert_eq!(add_months(Day::FAR_FUTURE, 12), Day::FAR_FUTURE);
    assert_eq!(add_months(Day::FAR_PAST, -12), Day::FAR_PAST);
}

#[test]
fn age_is_in_completed_years() {
    let cases = [
        ("2000-06-15", "2018-06-14", Some(17)), // The day before the birthday.
        ("2000-06-15", "2018-06-15", Some(18)), // On it.
        ("2000-06-15", "2000-06-15", Some(0)),  // Born that day.
        ("2000-06-15", "2000-06-14", None),     // Unborn.
        ("2004-02-29", "2022-02-28", Some(17)), // Born on 29 February: 1 March in a common year.
        ("2004-02-29", "2022-03-01", Some(18)),
        ("2004-02-29", "2020-02-29", Some(16)), // In a leap year, the day itself.
    ];
    for (born, on, expected) in cases {
        assert_eq!(age_on(day(born), day(on)), expected, "born {born}, on {on}");
    }
    assert_eq!(birthday(day("2004-02-29"), 18), day("2022-03-01"));
}

#[test]
fn a_childs_id_never_prints_itself() {
    let id = ChildId::new("P-12345".to_owned());
    assert!(!format!("{id:?}").contains("12345"));
}

#[test]
fn days_that_do_not_exist_are_not_read() {
    for text in ["2023-02-29", "2024-13-01", "2024-00-10", "31/03/2024", "2024-3-31", "", "2024-03-31T"] {
        assert_eq!(Day::parse(text), None, "{text}");
    }
}

proptest::proptest! {
    /// Our day arithmetic against the calendar library's.
    #[test]
    fn days_and_dates_turn_into_each_other(epoch in -300_000i32..300_000) {
        let day = Day::from_epoch(epoch);
        proptest::prop_assert_eq!(Day::from(day.date()), day);
        let since = jiff::civil::date(1970, 1, 1).until(day.date()).unwrap();
        proptest::prop_assert_eq!(since.get_days(), epoch);
    }
}
