//! The snapshot in force, opened, with what is worked out of it once.

use crate::aims::Aims;
use crate::pages::snapshot_facts;
use crate::workplace::{Settings, Workplace};
use sightline_engine::Session;
use sightline_model::{Day, Period, add_months};
use sightline_publish::SnapshotFacts;
use sightline_store::Snapshot;
use sightline_web::site::Catalogue;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

/// The snapshot in force, opened. A new one takes its place whole; who has hold of the old one goes on with it.
pub struct Current {
    /// Goes up by one with each.
    pub number: u64,
    /// The snapshot.
    pub snapshot: Snapshot,
    /// Opened for questions.
    pub session: Session,
    /// What pages say of it.
    pub facts: SnapshotFacts,
    /// Targets and notes.
    pub aims: Aims,
    /// The authority's settings.
    pub settings: Settings,
    /// When it was made, in unix milliseconds.
    pub loaded_at: i64,
    /// The day on which it was opened: at midnight it is opened anew.
    pub today: Day,
    /// The latest quarter that is over in the records.
    pub period: Period,
    /// For each indicator, a mark of the records it is counted from.
    pub marks: Mutex<BTreeMap<String, String>>,
    /// Everything that can be asked for.
    pub catalogue: OnceLock<Arc<Catalogue>>,
}

impl Current {
    /// A snapshot that is open already.
    pub fn of(place: &Workplace, number: u64, snapshot: Snapshot, session: Session) -> anyhow::Result<Current> {
        let loaded_at = snapshot.manifest().made_at.parse::<jiff::Timestamp>().map_or(0, jiff::Timestamp::as_millisecond);
        let period = latest_quarter(snapshot.manifest().extracted_on);
        Ok(Current {
            number,
            facts: snapshot_facts(&snapshot),
            aims: place.aims()?,
            settings: place.settings()?,
            loaded_at,
            today: place.today,
            period,
            marks: Mutex::default(),
            catalogue: OnceLock::new(),
            snapshot,
            session,
        })
    }
}

/// The latest quarter that is over by the end of a day.
fn latest_quarter(until: Day) -> Period {
    let holds = Period::quarter_of(until);
    if holds.ends_on() <= until { holds } else { Period::quarter_of(add_months(holds.starts_on(), -3)) }
}

#[cfg(test)]
mod tests {
    use super::latest_quarter;
    use sightline_model::Day;

    #[test]
    fn a_quarter_is_over_on_its_last_day_and_not_before() {
        for ((year, month, day), quarter) in [
            ((2018, 9, 30), "2018-19Q2"),
            ((2018, 9, 29), "2018-19Q1"),
            ((2018, 10, 1), "2018-19Q2"),
            ((2019, 3, 31), "2018-19Q4"),
            ((2019, 4, 1), "2018-19Q4"),
        ] {
            let until = Day::new(year, month, day).unwrap();
            assert_eq!(latest_quarter(until).name(), quarter, "{until}");
        }
    }
}
