//! Strategy discussions, alternative plans, services beside a plan, core groups, plan reviews, proceedings, attendance and staying put.

mod court;
mod known;
mod meetings;
mod school;
mod service;
mod strategy;

use super::sheet::OwnSheet;
use super::{Extracts, OwnTables};
use crate::calendar::Day;
use crate::error::SynthError;
use known::Known;

/// Writes the theme's tables.
pub(crate) fn write(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let known = Known::read(county)?;
    strategy::discussions(county, tables, &known)?;
    meetings::late_reasons(county, tables, &known)?;
    meetings::participation(county, tables, &known)?;
    meetings::core_groups(county, tables, &known)?;
    meetings::need_reviews(county, tables, &known)?;
    service::alternative_plans(county, tables, &known)?;
    service::involvements(county, tables, &known)?;
    court::proceedings(county, tables, &known)?;
    court::staying_put(county, tables, &known)?;
    school::attendance(county, tables, &known)
}

/// A sheet that keeps the first failure until it is closed, for writing while a file of the county is being read.
struct Lines {
    sheet: OwnSheet,
    failed: Result<(), SynthError>,
}

impl Lines {
    fn open(tables: &OwnTables<'_>, table: &'static str, headings: &[&str]) -> Result<Self, SynthError> {
        Ok(Lines { sheet: tables.open(table, headings)?, failed: Ok(()) })
    }

    fn row(&mut self, fields: &[&str]) {
        if self.failed.is_ok() {
            self.failed = self.sheet.row(fields);
        }
    }

    fn close(self, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
        self.failed?;
        tables.close(self.sheet)
    }
}

/// A day as `2018-03-31`.
fn text<'a>(county: &Extracts<'a>, day: Day) -> &'a str {
    std::str::from_utf8(county.calendar.text(day)).unwrap_or_default()
}

/// How far a day is from one day to another, in thousandths, from 0 to 1000.
fn along(on: Day, from: Day, to: Day) -> u32 {
    if to <= from {
        return 1_000;
    }
    let part = i64::from(on.clamp(from, to) - from) * 1_000 / i64::from(to - from);
    u32::try_from(part).unwrap_or(0)
}
