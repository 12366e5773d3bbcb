//! Ages in completed years.

use crate::Day;
use jiff::civil::Date;

/// The day on which a person born on `born` reaches `years`. Born on 29 February: 1 March in other years.
#[must_use]
pub fn birthday(born: Day, years: i32) -> Day {
    let date = born.date();
    let Ok(year) = i16::try_from(i32::from(date.year()) + years) else {
        return Day::FAR_FUTURE;
    };
    Date::new(year, date.month(), date.day()).or_else(|_| Date::new(year, 3, 1)).map_or(Day::FAR_FUTURE, Day::from)
}

/// Completed years on `day` (indicator notes, rule 5); `None` before birth.
#[must_use]
pub fn age_on(born: Day, day: Day) -> Option<i32> {
    if day < born {
        return None;
    }
    let years = i32::from(day.date().year()) - i32::from(born.date().year());
    Some(if birthday(born, years) > day { years - 1 } else { years })
}
