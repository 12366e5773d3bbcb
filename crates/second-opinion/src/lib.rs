//! A second, separate implementation of headline indicators: plain loops over the raw extract.
//!
//! It shares nothing with the engine, neither definitions nor arithmetic, so that the two can check each other. It
//! reads `reference/indicators.csv` and its notes, and where those leave a choice the choice is written at the loop.

mod calendar;
mod care;
mod figure;
mod moment;
mod own;
mod reading;
mod records;

mod assessments;
mod care_stock;
mod education;
mod front_door;
mod health;
mod leaving_care;
mod missing;
mod need;
mod placements;
mod protection;
mod reviews;
mod waiting;

use std::sync::LazyLock;

use jiff::civil::Date;

pub use calendar::{add_months, age, birthday, days_between, is_working_day, working_day};
pub use figure::Figure;
use figure::Period;
pub use moment::Moment;
pub use reading::Error;
pub use records::Records;
pub use waiting::{Waiting, waiting};

/// One indicator: its id in the catalogue, and how it is worked out.
type Measure = (&'static str, fn(&Records, &Period) -> Figure);

const AREAS: &[&[Measure]] = &[
    front_door::MEASURES,
    assessments::MEASURES,
    need::MEASURES,
    protection::MEASURES,
    care_stock::MEASURES,
    placements::MEASURES,
    reviews::MEASURES,
    leaving_care::MEASURES,
    health::MEASURES,
    education::MEASURES,
    missing::MEASURES,
    own::calls::MEASURES,
    own::decisions::MEASURES,
    own::duty::MEASURES,
    own::families::MEASURES,
    own::protection::MEASURES,
    own::court::MEASURES,
    own::officers::MEASURES,
    own::carers::MEASURES,
    own::school::MEASURES,
    own::home_education::MEASURES,
    own::absconding::MEASURES,
    own::exploitation::MEASURES,
    own::posts::MEASURES,
    own::staff::MEASURES,
    own::audits::MEASURES,
    own::committees::MEASURES,
    own::voice::MEASURES,
];

static IDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| AREAS.iter().flat_map(|area| area.iter()).map(|(id, _)| *id).collect());

/// The indicators this crate has an opinion on.
pub fn ids() -> &'static [&'static str] {
    &IDS
}

/// One indicator over one period; none for an id that is not in [`ids`].
///
/// `data_until` is the last day the data know about: work not done whose limit falls on it or later is left out.
pub fn figure(records: &Records, id: &str, starts_on: Date, ends_on: Date, data_until: Date) -> Option<Figure> {
    let period = Period { starts_on, ends_on, data_until };
    let (_, measure) = AREAS.iter().flat_map(|area| area.iter()).find(|(name, _)| *name == id)?;
    Some(measure(records, &period))
}
