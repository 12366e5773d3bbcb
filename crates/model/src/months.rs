//! Month arithmetic: the same day number in the target month, or that month's last day.

use crate::Day;
use jiff::civil::Date;

/// The same day number `months` months on, or the last day of that month if it is shorter (indicator notes, rule 4).
#[must_use]
pub fn add_months(day: Day, months: i32) -> Day {
    if day == Day::FAR_FUTURE || day == Day::FAR_PAST {
        return day;
    }
    let date = day.date();
    let count = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + months;
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    let (Ok(year), Ok(month)) = (i16::try_from(year), i8::try_from(month)) else {
        return day;
    };
    match Date::new(year, month, 1) {
        Ok(first) => {
            let number = date.day().min(first.days_in_month());
            Date::new(year, month, number).map_or(day, Day::from)
        }
        Err(_) if months < 0 => Day::FAR_PAST,
        Err(_) => Day::FAR_FUTURE,
    }
}
