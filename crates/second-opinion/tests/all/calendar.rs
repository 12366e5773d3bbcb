use sightline_second_opinion::{add_months, age, birthday, days_between, is_working_day, working_day};

use crate::day;

#[test]
fn easter_and_christmas_are_no_working_days() {
    assert!(is_working_day(day("2024-03-28")));
    assert!(!is_working_day(day("2024-03-29")), "Good Friday");
    assert!(!is_working_day(day("2024-03-30")), "a Saturday");
    assert!(!is_working_day(day("2024-04-01")), "Easter Monday");
    assert!(!is_working_day(day("2022-12-27")), "Christmas Day was a Sunday");
    assert!(!is_working_day(day("2022-09-19")), "the Queen's funeral");
}

#[test]
fn the_day_after_is_working_day_one() {
    for (start, count, expected) in [
        ("2024-03-27", 1, "2024-03-28"),
        ("2024-03-28", 1, "2024-04-02"), // over Easter
        ("2024-03-30", 1, "2024-04-02"), // from a day that is none itself
        ("2024-03-01", 15, "2024-03-22"),
        ("2024-03-01", 20, "2024-04-02"),
        ("2024-01-02", 45, "2024-03-05"), // nine weeks, no holidays
        ("2024-03-28", 0, "2024-03-28"),
    ] {
        assert_eq!(working_day(day(start), count), day(expected), "{count} after {start}");
    }
}

#[test]
fn months_are_clamped() {
    for (start, months, expected) in [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", -12, "2023-02-28"),
        ("2024-03-31", -12, "2023-03-31"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-12-31", 2, "2025-02-28"),
        ("2024-08-31", -30, "2022-02-28"),
    ] {
        assert_eq!(add_months(day(start), months), day(expected), "{months} from {start}");
    }
}

#[test]
fn a_leap_day_child_has_its_birthday_in_march() {
    let born = day("2008-02-29");
    assert_eq!(birthday(born, 18), day("2026-03-01"));
    assert_eq!(birthday(born, 16), day("2024-02-29"));
    assert_eq!(age(born, day("2026-02-28")), 17);
    assert_eq!(age(born, day("2026-03-01")), 18);
    assert_eq!(age(day("2010-06-15"), day("2024-06-14")), 13);
    assert_eq!(age(day("2010-06-15"), day("2024-06-15")), 14);
}

#[test]
fn days_count_leap_days() {
    assert_eq!(days_between(day("2022-03-31"), day("2024-03-30")), 730);
    assert_eq!(days_between(day("2023-12-31"), day("2024-01-01")), 1);
    assert_eq!(days_between(day("2024-01-01"), day("2023-12-31")), -1);
    assert_eq!(days_between(day("1999-12-31"), day("2100-03-01")), 36_585);
}
