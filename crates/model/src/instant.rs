//! Instants, as the service's own records keep them.

use jiff::Timestamp;

/// Unix milliseconds as an instant in UTC, to the second: `2018-10-01T08:02:00Z`. What lies outside the calendar is its nearest end.
#[must_use]
pub fn instant(milliseconds: i64) -> String {
    let nearest = if milliseconds < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(milliseconds).unwrap_or(nearest).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::instant;

    #[test]
    fn an_instant_is_read_by_people_and_machines() {
        assert_eq!(instant(0), "1970-01-01T00:00:00Z");
        assert_eq!(instant(1_538_380_920_500), "2018-10-01T08:02:00Z");
        assert!(!instant(i64::MAX).is_empty() && !instant(i64::MIN).is_empty());
    }
}
