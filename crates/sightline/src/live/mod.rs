//! Records that come while the service runs: from a request, or from a watched folder.

pub mod aside;
mod loader;
pub mod loading;
mod rows;
#[cfg(test)]
mod tests;
mod watch;

pub use loader::{LoadFault, Loader, RowFault};
pub use rows::Rows;
pub use watch::{Outcome, Watch};

use sightline_model::Day;

/// The local day, and the moment in UTC.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The local day.
    pub today: Day,
    /// The moment: `2018-09-30T08:00:00Z`.
    pub now: String,
}

/// Reads the clock.
#[expect(clippy::disallowed_methods, reason = "the binary is where the clock is read")]
pub fn clock() -> Moment {
    let now = jiff::Timestamp::now();
    let local = now.in_tz("Europe/London").unwrap_or_else(|_| now.to_zoned(jiff::tz::TimeZone::UTC));
    Moment { today: Day::from(local.date()), now: now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string() }
}
