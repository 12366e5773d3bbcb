//! Calls, the log of communications, emergency duty, early help and family hubs.

mod calls;
mod duty;
mod early_help;
mod hubs;
mod log;
mod messages;
mod people;

use super::extracts::day_of;
use super::sheet::moment_text;
use super::{Extracts, OwnTables};
use crate::calendar::{Day, civil, day};
use crate::error::SynthError;
use crate::rng::Rng;
use calls::Calls;
use duty::Duty;
use log::Log;

/// Months against an average month, in a thousand: January first.
const SEASON: [i32; 12] = [1_010, 960, 1_040, 950, 1_010, 1_090, 1_080, 800, 1_080, 1_090, 1_020, 870];

/// Writes the theme's tables.
pub(crate) fn write(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let from = opened_on(county);
    let people = people::read(county)?;
    let staff = people::staff(county, from)?;
    let referrals = messages::referrals(county, from)?;
    let messages = messages::read(county, from, &referrals)?;
    let mut calls = Calls::open(county, tables)?;
    let mut log = Log::open(county, tables)?;
    let mut duty = Duty::open(county, tables)?;
    let mut next = 0;
    for on in from..=county.until {
        while let Some(message) = messages.get(next).filter(|message| message.day <= on) {
            log.message(message, &staff, &mut calls)?;
            duty.message(message, &people)?;
            next += 1;
        }
        log.others(on, &staff, &mut calls)?;
        calls.others(on, &staff)?;
        duty.others(on)?;
    }
    calls.close(tables)?;
    log.close(tables)?;
    duty.close(tables)?;
    duty::series(county, tables, from)?;
    early_help::write(county, tables, from, &people, &staff)?;
    hubs::write(county, tables, from, &people)
}

/// The single front door opened, and its log begins, on the 1 April at least four years before the extract; or when the history begins, if that is later.
fn opened_on(county: &Extracts<'_>) -> Day {
    let (year, month, _) = civil(county.until);
    let year = if month < 4 { year - 5 } else { year - 4 };
    day(year, 4, 1).max(county.start)
}

/// Against an average month, in a thousand.
fn season(on: Day) -> i32 {
    let (_, month, _) = civil(on);
    usize::try_from(month - 1).ok().and_then(|at| SEASON.get(at)).copied().unwrap_or(1_000)
}

/// How many of something that happens so many thousandths of a time.
fn times(rng: &mut Rng, thousandths: i64) -> i32 {
    let thousandths = i32::try_from(thousandths).unwrap_or(i32::MAX);
    let drawn = if thousandths > 1_000 { rng.between(thousandths / 2, thousandths + thousandths / 2) } else { thousandths };
    drawn / 1_000 + i32::from(rng.between(0, 999) < drawn % 1_000)
}

/// A moment some seconds after a minute of a day.
fn moment(on: Day, minute: i32, seconds: i32) -> String {
    moment_text(on, minute + seconds.div_euclid(60), seconds.rem_euclid(60))
}

/// The day of a text, if there is such a day: 30 February is not taken for 2 March.
fn real_day(text: &str) -> Option<Day> {
    day_of(text).filter(|on| text.get(8..10).and_then(|of_month| of_month.parse().ok()) == Some(civil(*on).2))
}
