//! The emergency duty team.

use std::path::Path;

use crate::calendar::{is_working_day, working_day};
use crate::figure::{Figure, Period, Share};
use crate::moment::Moment;
use crate::reading::sheet::Sheet;
use crate::records::Records;
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] =
    &[("edt-calls-received", |records, period| Figure::count(begun(records, period).count())), ("edt-handover-next-working-day", handed_over)];

const HANDOVER_HOUR: i64 = 10;

/// A call or other contact, of children or of adults.
#[derive(Debug)]
pub(crate) struct DutyContact {
    started_at: Moment,
    ended_at: Option<Moment>,
    needs_follow_up: bool,
    handed_over_at: Option<Moment>,
}

pub(crate) fn read(folder: &Path) -> Result<Vec<DutyContact>, Error> {
    let sheet = Sheet::read(folder, "emergency_duty_contact")?;
    let contacts = sheet.rows().filter_map(|row| {
        Some(DutyContact {
            started_at: row.moment("started_at")?,
            ended_at: row.moment("ended_at"),
            needs_follow_up: row.is_yes("needs_follow_up"),
            handed_over_at: row.moment("handed_over_at"),
        })
    });
    Ok(contacts.collect())
}

fn begun<'a>(records: &'a Records, period: &Period) -> impl Iterator<Item = &'a DutyContact> {
    let period = *period;
    records.own.duty.iter().filter(move |contact| period.holds(Some(contact.started_at.day)))
}

/// Due at the hour of the next working day after the end, or of the very day if that is worked and the hour has not come.
fn handed_over(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for contact in begun(records, period).filter(|contact| contact.needs_follow_up) {
        let end = contact.ended_at.unwrap_or(contact.started_at);
        let is_early = is_working_day(end.day) && !end.is_from_hour(HANDOVER_HOUR);
        let due_on = if is_early { end.day } else { working_day(end.day, 1) };
        let due_at = Moment::at_hour(due_on, HANDOVER_HOUR);
        let pending = contact.handed_over_at.is_none() && period.is_pending(due_on);
        if !pending {
            share.add(contact.handed_over_at.is_some_and(|handed| handed.seconds_to(due_at) >= 0));
        }
    }
    share.percentage()
}
