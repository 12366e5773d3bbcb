//! Moments in words.

use sightline_model::{Day, instant};
use sightline_publish::words;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// `1 October 2018, 09:30 UTC`.
pub(crate) fn moment(milliseconds: i64) -> String {
    let text = instant(milliseconds);
    let day = text.get(..10).and_then(|day| {
        let mut parts = day.split('-');
        Day::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)
    });
    match (day, text.get(11..16)) {
        (Some(day), Some(time)) => format!("{}, {time} UTC", words::day(day)),
        _ => text,
    }
}

/// How long that is: `15 minutes`, rounded up, so that whoever waits so long has waited long enough.
pub(crate) fn in_words(milliseconds: i64) -> String {
    let units = [(SECOND, "second", "seconds", MINUTE), (MINUTE, "minute", "minutes", HOUR), (HOUR, "hour", "hours", DAY)];
    let unit = units.into_iter().find(|(.., most)| milliseconds <= *most);
    let (of, one, many, _) = unit.unwrap_or((DAY, "day", "days", i64::MAX));
    let number = milliseconds.max(1).saturating_add(of - 1) / of;
    words::how_many(usize::try_from(number).unwrap_or(usize::MAX), one, many)
}

#[cfg(test)]
mod tests {
    use super::{in_words, moment};

    #[test]
    fn moments_are_read_by_people() {
        assert_eq!(moment(1_538_386_200_000), "1 October 2018, 09:30 UTC");
        assert_eq!(moment(0), "1 January 1970, 00:00 UTC");
    }

    #[test]
    fn whoever_waits_so_long_has_waited_long_enough() {
        assert_eq!(in_words(15 * 60_000), "15 minutes");
        assert_eq!(in_words(14 * 60_000 + 1), "15 minutes");
        assert_eq!(in_words(60_000), "60 seconds");
        assert_eq!(in_words(1), "1 second");
        assert_eq!(in_words(-5), "1 second");
        assert_eq!(in_words(24 * 3_600_000), "24 hours");
        assert_eq!(in_words(25 * 3_600_000), "2 days");
        assert!(!in_words(i64::MAX).is_empty());
    }
}
