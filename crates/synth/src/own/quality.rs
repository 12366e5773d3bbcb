//! Posts, absence, training, audits, actions, inspections, surveys and participation.

mod actions;
mod audits;
mod children;
mod committee;
mod complaints;
mod learning;
mod people;
mod posts;
mod sample;
mod time_off;
mod voices;

use super::{Extracts, OwnTables};
use crate::calendar::{Day, add_months, civil, day};
use crate::error::SynthError;
use crate::own::sheet::day_text;
use crate::rng::Rng;

/// Writes the theme's tables.
pub(crate) fn write(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let staff = people::Staff::read(county)?;
    posts::write(county, &staff, tables)?;
    time_off::write(county, &staff, tables)?;
    learning::write(county, &staff, tables)?;
    let mut actions = actions::Actions::open(county, tables)?;
    let cases = sample::Cases::read(county)?;
    audits::write(county, &staff, &cases, &mut actions, tables)?;
    actions::plans(county, &mut actions, tables)?;
    children::write(county, &cases, &mut actions, tables)?;
    actions.close(tables)?;
    committee::write(county, tables)?;
    complaints::write(county, &staff, tables)?;
    voices::write(county, &staff, tables)
}

/// The first days of the months of the history, the month of its first day included.
fn months(county: &Extracts<'_>) -> impl Iterator<Item = Day> {
    let (year, month, _) = civil(county.start);
    let first = day(year, month, 1);
    let until = county.until;
    (0..).map(move |n| add_months(first, n)).take_while(move |month| *month <= until)
}

/// The first days of the quarters of the history (January, April, July, October).
fn quarters(county: &Extracts<'_>) -> impl Iterator<Item = Day> {
    months(county).filter(|month| civil(*month).1 % 3 == 1)
}

/// A number of things that a county of 20,000 children has, for one of this size: the rest that is no whole number comes by chance.
fn scaled(county: &Extracts<'_>, rng: &mut Rng, tenths: u32) -> u32 {
    let exact = u64::from(tenths) * u64::from(county.children) / 2;
    let rest = u32::try_from(exact % 100_000).unwrap_or(0);
    u32::try_from(exact / 100_000).unwrap_or(0) + u32::from(rng.below(100_000) < rest)
}

/// A day that has come, as text; nothing if it lies after the extract.
fn come(county: &Extracts<'_>, on: Day) -> String {
    if on <= county.until { day_text(on) } else { String::new() }
}

/// `true` or `false`.
fn flag(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}
