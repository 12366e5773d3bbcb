//! Fostering, meetings, education plans, reviewing officers' ratings and disputes, and adoption panels.

mod fostering;
mod household;
mod known;
mod panel;
mod rating;
mod review;
mod school;
mod service;
mod term;

use super::{Extracts, OwnTables};
use crate::calendar::{Day, NEVER};
use crate::error::SynthError;
use crate::own::sheet::{OwnSheet, day_text, moment_text};
use known::Known;

/// Writes the theme's tables.
pub(crate) fn write(county: &Extracts<'_>, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
    let known = Known::read(county)?;
    let mut meetings = Meetings {
        sheet: tables.open("meeting", &["meeting_id", "child_id", "kind", "started_at", "ended_at", "school_id", "worker_id"])?,
        count: 0,
    };
    let rolls = school::write(county, &known, tables, &mut meetings)?;
    review::write(county, &known, &rolls, tables, &mut meetings)?;
    tables.close(meetings.sheet)?;
    rating::write(county, &known, tables)?;
    service::write(county, &known, tables)?;
    fostering::write(county, &known, tables)?;
    panel::write(county, &known, tables)
}

/// The table of meetings: reviews and education plan meetings share it.
struct Meetings {
    sheet: OwnSheet,
    count: u64,
}

/// A meeting to be written.
struct Meeting<'a> {
    child: &'a str,
    kind: &'a str,
    on: Day,
    minute: i32,
    lasts: i32,
    school: &'a str,
    worker: &'a str,
}

impl Meetings {
    /// Writes a meeting and gives its key.
    fn add(&mut self, meeting: &Meeting<'_>) -> Result<String, SynthError> {
        self.count += 1;
        let id = format!("MG{:07}", self.count);
        let (from, to) = (moment_text(meeting.on, meeting.minute, 0), moment_text(meeting.on, meeting.minute + meeting.lasts, 0));
        self.sheet.row(&[&id, meeting.child, meeting.kind, &from, &to, meeting.school, meeting.worker])?;
        Ok(id)
    }
}

/// A day that may not have come yet, as text.
fn maybe(day: Option<Day>, until: Day) -> String {
    day.filter(|on| *on <= until && *on != NEVER).map(day_text).unwrap_or_default()
}
