//! Months, working days, birthdays and lengths, worked out here and not borrowed from the engine.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday, date};

/// The bank holidays of England, a copy of the reference list.
static BANK_HOLIDAYS: LazyLock<BTreeSet<Date>> = LazyLock::new(|| {
    include_str!("../reference/bank-holidays-england.csv").lines().skip(1).filter_map(|line| line.split(',').next()?.trim().parse().ok()).collect()
});

/// Whether the day is Monday to Friday and no bank holiday.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !BANK_HOLIDAYS.contains(&day)
}

/// Working day `count` of a clock that starts on `start`: the day after is working day 1 at the earliest.
pub fn working_day(start: Date, count: u32) -> Date {
    let mut day = start;
    let mut left = count;
    while left > 0 {
        day = day_after(day);
        if is_working_day(day) {
            left -= 1;
        }
    }
    day
}

/// The same day so many months later (or earlier), or the last day of a shorter month.
pub fn add_months(day: Date, months: i32) -> Date {
    let month_count = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + months;
    let year = i16::try_from(month_count.div_euclid(12)).expect("a year of the calendar fits");
    let month = i8::try_from(month_count.rem_euclid(12) + 1).expect("a month is 1 to 12");
    date(year, month, day.day().min(days_in_month(year, month)))
}

/// The birthday on which a person born on `born_on` turns `years`; 1 March for 29 February in a common year.
pub fn birthday(born_on: Date, years: i16) -> Date {
    // A date of birth of 9999 is an error in the data and must not end the program.
    let year = (born_on.year() + years).min(Date::MAX.year());
    if born_on.month() == 2 && born_on.day() == 29 && !is_leap(year) { date(year, 3, 1) } else { date(year, born_on.month(), born_on.day()) }
}

/// Age in completed years.
pub fn age(born_on: Date, day: Date) -> i16 {
    let years = day.year() - born_on.year();
    if birthday(born_on, years) <= day { years } else { years - 1 }
}

/// Whole days from `start` to `end`, end minus start.
pub fn days_between(start: Date, end: Date) -> i64 {
    day_number(end) - day_number(start)
}

/// The day after.
pub fn day_after(day: Date) -> Date {
    day.tomorrow().expect("the calendar goes on past the data")
}

/// The day before.
pub fn day_before(day: Date) -> Date {
    day.yesterday().expect("the calendar starts before the data")
}

/// Days since the first of March of year 0, which puts the leap day at the end of its year.
pub(crate) fn day_number(day: Date) -> i64 {
    let mut year = i64::from(day.year());
    let mut month = i64::from(day.month());
    if month < 3 {
        year -= 1;
        month += 12;
    }
    let days_before_month = (153 * (month - 3) + 2) / 5;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + days_before_month + i64::from(day.day())
}

fn days_in_month(year: i16, month: i8) -> i8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: i16) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}
