//! Why a clock could not be explained.

use sightline_model::Day;
use thiserror::Error;

/// What is wrong, and what to do.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ClockError {
    /// No clock has this id.
    #[error("there is no clock `{id}`{}", suggestion(.near))]
    Unknown {
        /// What was asked for.
        id: String,
        /// Ids like it, likest first.
        near: Vec<String>,
    },
    /// The clock exists, but not on that day.
    #[error("the clock `{id}` is not defined for {day}: it is set {held}")]
    NotInForce {
        /// The clock.
        id: String,
        /// The day asked about.
        day: Day,
        /// When it holds, in words.
        held: String,
    },
    /// Not an instant.
    #[error(
        "`{text}` is not an instant ({why}): write 2024-03-29, or 2024-03-29T18:30 with the time of day in England, or 2024-03-29T18:30Z with an offset from UTC"
    )]
    Instant {
        /// The text.
        text: String,
        /// What about it.
        why: String,
    },
    /// A time that the clocks jumped over.
    #[error(
        "{text} did not exist in England: the clocks went forward that night. Write {later} if the clock on the wall had been changed, which is the same instant as {offset}; if the hour itself is in doubt, find out which was meant"
    )]
    SkippedTime {
        /// The text.
        text: String,
        /// The same instant, an hour later by the wall.
        later: String,
        /// The same instant, with its offset.
        offset: String,
    },
    /// A clock that runs in hours was given a day.
    #[error("the clock `{id}` {what}, and {day} has no time of day: write {day}T18:30, say, for its {which}")]
    NeedsTime {
        /// The clock.
        id: String,
        /// What it does that needs a time.
        what: String,
        /// The day given.
        day: Day,
        /// Start or end.
        which: &'static str,
    },
    /// The end comes first.
    #[error("the end, {end}, comes before the start, {start}: check both, and whether they have been exchanged")]
    EndBeforeStart {
        /// The start.
        start: String,
        /// The end.
        end: String,
    },
    /// A clock that cannot be counted from a start.
    #[error("the clock `{id}` cannot be counted here: {why}")]
    NotCounted {
        /// The clock.
        id: String,
        /// Why, and what to do.
        why: String,
    },
}

fn suggestion(near: &[String]) -> String {
    match near {
        [] => ": list them to see which there are".to_owned(),
        [one] => format!(": did you mean `{one}`?"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|id| format!("`{id}`")).collect();
            format!(": did you mean {} or `{last}`?", first.join(", "))
        }
    }
}
