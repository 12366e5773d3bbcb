//! Days, times and lengths in words.

use jiff::civil::{Time, Weekday};
use sightline_model::Day;

/// `1 day`, `2 days`.
pub(crate) fn plural(n: i64, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// `Friday`.
pub(crate) fn weekday(day: Day) -> &'static str {
    match day.date().weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// `March`.
pub(crate) fn month(day: Day) -> &'static str {
    let number = usize::try_from(day.date().month()).unwrap_or(1);
    MONTHS[(number - 1) % 12]
}

/// `Friday 29 March 2024`.
pub(crate) fn day(day: Day) -> String {
    let date = day.date();
    format!("{} {} {} {}", weekday(day), date.day(), month(day), date.year())
}

/// `18:30`, with seconds only where there are some.
pub(crate) fn time(time: Time) -> String {
    if time.second() == 0 {
        format!("{:02}:{:02}", time.hour(), time.minute())
    } else {
        format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
    }
}

/// `98 hours 15 minutes`: hours are never turned into days.
pub(crate) fn length(seconds: i64) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let parts: Vec<String> =
        [(hours, "hour"), (minutes, "minute"), (rest, "second")].into_iter().filter(|(n, _)| *n != 0).map(|(n, unit)| plural(n, unit)).collect();
    if parts.is_empty() { "no time".to_owned() } else { parts.join(" ") }
}

/// `one`, `one and two`, `one, two and three`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
