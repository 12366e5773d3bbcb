//! Missing from home, return interviews, exploitation, home education and early education.

mod early_education;
mod exploitation;
mod gone;
mod home_education;
mod people;

use super::{Extracts, OwnTables};
use crate::calendar::{Day, day, month_length};
use crate::error::SynthError;
use crate::rng::Rng;
use people::People;

/// Writes the theme's tables.
pub(crate) fn write(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let people = People::read(county)?;
    let times = gone::write(county, tables, &people)?;
    exploitation::write(county, tables, &people, &times)?;
    home_education::write(county, tables, &people)?;
    early_education::write(county, tables)
}

/// A day of a year, in each month as likely as its weight.
fn day_in_year(rng: &mut Rng, year: i32, weights: &[u32; 12]) -> Day {
    let months: [(i32, u32); 12] = std::array::from_fn(|at| (i32::try_from(at).unwrap_or(0) + 1, weights[at]));
    let month = rng.weighted(&months);
    day(year, month, rng.between(1, month_length(year, month)))
}

/// What grows evenly: `low` up to one day, `high` from another on.
fn grown(on: Day, (from, low): (Day, i32), (to, high): (Day, i32)) -> i32 {
    low + (high - low) * (on.min(to) - from).max(0) / (to - from).max(1)
}
