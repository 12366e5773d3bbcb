//! Days and moments of the access log, on the clocks of England.

use crate::Ask;
use jiff::Timestamp;
use sightline_model::{Day, england};
use sightline_publish::words;

/// From one instant on, and before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: Timestamp,
    pub(crate) to: Timestamp,
}

/// What is wrong with a span: the field, and words.
pub(crate) type SpanFault = (&'static str, String);

impl Span {
    /// Whole days, the last one too.
    pub(crate) fn days(first: Day, last: Day) -> Span {
        Span { from: begin(first), to: begin(last.plus(1)) }
    }

    /// So many days up to and with today.
    pub(crate) fn last_days(now: i64, days: i32) -> Span {
        let today = today(now);
        Span::days(today.plus(1 - days), today)
    }

    /// What `from` and `to` of the address say: days, or instants of RFC 3339; so many days up to today where they say nothing.
    ///
    /// # Errors
    /// If one of them is neither, or they are the wrong way round.
    pub(crate) fn read(ask: &Ask, days: i32) -> Result<Span, SpanFault> {
        let plain = Span::last_days(ask.now, days);
        let fault = |field| (field, "Enter a day as 2018-09-30".to_owned());
        let to = ask.query.get("to").map_or(Some(plain.to), |text| instant(text, 1)).ok_or_else(|| fault("to"))?;
        // A last day alone is looked at with the days before it.
        let before = || if ask.query.get("to").is_some() { Span::last_days(to.as_millisecond().saturating_sub(1), days).from } else { plain.from };
        let from = ask.query.get("from").map_or_else(|| Some(before()), |text| instant(text, 0)).ok_or_else(|| fault("from"))?;
        if from >= to { Err(("to", "The last day must not be before the first".to_owned())) } else { Ok(Span { from, to }) }
    }

    /// The first day.
    pub(crate) fn first(&self) -> String {
        today(self.from.as_millisecond()).to_string()
    }

    /// `24 September 2018 to 30 September 2018`.
    pub(crate) fn words(&self) -> String {
        format!("{} to {}", words::day(today(self.from.as_millisecond())), words::day(today(self.to.as_millisecond().saturating_sub(1))))
    }

    /// The last day.
    pub(crate) fn last(&self) -> String {
        today(self.to.as_millisecond().saturating_sub(1)).to_string()
    }
}

fn instant(text: &str, later: i32) -> Option<Timestamp> {
    Day::parse(text).map(|day| begin(day.plus(later))).or_else(|| text.parse().ok())
}

fn begin(day: Day) -> Timestamp {
    Timestamp::from_microsecond(england::to_utc(day, 0)).unwrap_or(Timestamp::MIN)
}

/// The local day of an instant.
pub(crate) fn today(now: i64) -> Day {
    england::to_local(now.saturating_mul(1_000)).0
}

/// `1 October 2018 at 10:30`, in local time.
pub(crate) fn moment(at: i64) -> String {
    let (day, time) = time(at);
    format!("{day} at {time}")
}

/// `1 October 2018` and `10:30`, in local time.
pub(crate) fn time(at: i64) -> (String, String) {
    let (day, micros) = england::to_local(at.saturating_mul(1_000));
    let minutes = micros / 60_000_000;
    (words::day(day), format!("{:02}:{:02}", minutes / 60, minutes % 60))
}

#[cfg(test)]
mod tests {
    use super::{Span, moment};
    use sightline_model::Day;

    #[test]
    fn days_are_those_of_england() {
        // 1 October 2018, 09:30 UTC, which was 10:30 in summer time.
        assert_eq!(moment(1_538_386_200_000), "1 October 2018 at 10:30");
        let day = |text| Day::parse(text).unwrap();
        let september = Span::days(day("2018-09-01"), day("2018-09-30"));
        assert_eq!(september.from.to_string(), "2018-08-31T23:00:00Z");
        assert_eq!(september.to.to_string(), "2018-09-30T23:00:00Z");
        assert_eq!(september.words(), "1 September 2018 to 30 September 2018");
        assert_eq!((september.first().as_str(), september.last().as_str()), ("2018-09-01", "2018-09-30"));
        assert_eq!(Span::last_days(1_538_386_200_000, 7).first(), "2018-09-25");
    }
}
