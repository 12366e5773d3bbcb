//! The dataset's files of the county, read back.

use crate::calendar::{Calendar, Day, day, month_length};
use crate::error::SynthError;
use crate::rng::{Rng, Stream};
use std::path::Path;

/// The county as its other systems know it.
pub(crate) struct Extracts<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) calendar: &'a Calendar,
    pub(crate) seed: u64,
    /// Population aged 0 to 17.
    pub(crate) children: u32,
    /// The first day of the history.
    pub(crate) start: Day,
    /// The day of the extract: nothing happened later.
    pub(crate) until: Day,
}

impl Extracts<'_> {
    /// Reads a file of the county, `ssd_contacts` or one of our own tables, row by row: the columns asked for, in that order, empty where not recorded.
    pub(crate) fn rows(&self, table: &'static str, columns: &[&str], mut each: impl FnMut(&[&str])) -> Result<(), SynthError> {
        let path = self.folder.join(format!("{table}.csv"));
        let failed = |source: csv::Error| SynthError::Row { table, source };
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(&path).map_err(failed)?;
        let headings = reader.headers().map_err(failed)?.clone();
        let places: Vec<Option<usize>> = columns.iter().map(|name| headings.iter().position(|heading| heading == *name)).collect();
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).map_err(failed)? {
            let fields: Vec<&str> = places.iter().map(|place| place.and_then(|place| record.get(place)).unwrap_or_default()).collect();
            each(&fields);
        }
        Ok(())
    }

    /// Random numbers of a theme's table for one thing, told by a number of its own (see [`number_of`]).
    pub(crate) fn rng(&self, table: &str, number: u64) -> Rng {
        Rng::stream(self.seed ^ number_of(table), Stream::Own, number)
    }
}

/// A number for a text, the same everywhere: for [`Extracts::rng`]. (FNV-1a.)
pub(crate) fn number_of(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The day of `2018-03-31`, with or without a time after it; none if it is not so written.
pub(crate) fn day_of(text: &str) -> Option<Day> {
    let part = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<i32>().ok());
    let (year, month, of_month) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    let marks = text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    (marks && (1..=12).contains(&month) && (1..=month_length(year, month)).contains(&of_month)).then(|| day(year, month, of_month))
}

/// The day and minute of `2018-03-31T17:05:00`; midnight without a time.
pub(crate) fn moment_of(text: &str) -> Option<(Day, i32)> {
    let on = day_of(text)?;
    let part = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<i32>().ok());
    let minute = part(11, 13).zip(part(14, 16)).map_or(0, |(hours, minutes)| hours * 60 + minutes);
    Some((on, minute))
}
