//! The log of contacts, and how soon each was decided.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use crate::calendar::{is_working_day, working_day};
use crate::figure::{Figure, Period, Share};
use crate::moment::Moment;
use crate::reading::sheet::Sheet;
use crate::records::Records;
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] = &[
    ("written-contacts-received", |records, period| Figure::count(written(records, period))),
    ("contacts-decided-within-24-hours", within_24_hours),
    ("contacts-decided-within-1-working-day", |records, period| within_working_days(records, period, 1)),
    ("contacts-decided-within-3-working-days", |records, period| within_working_days(records, period, 3)),
];

const OFFICE_CLOSES: i64 = 17;

/// One communication; a message sent again within 24 hours was left out on reading.
#[derive(Debug)]
pub(crate) struct Contact {
    received_at: Moment,
    decided_at: Option<Moment>,
    is_call: bool,
}

impl Contact {
    /// When it was decided; a decision of an earlier day than the contact is not believed.
    fn decided_at(&self) -> Option<Moment> {
        self.decided_at.filter(|decided| decided.day >= self.received_at.day)
    }

    /// The day from which working days count: what comes after hours, or on no working day, counts as of the next.
    fn counts_from(&self) -> Date {
        let day = self.received_at.day;
        if is_working_day(day) && !self.received_at.is_from_hour(OFFICE_CLOSES) { day } else { working_day(day, 1) }
    }
}

pub(crate) fn read(folder: &Path) -> Result<Vec<Contact>, Error> {
    let sheet = Sheet::read(folder, "contact_log")?;
    let received: BTreeMap<String, Option<Moment>> = sheet.rows().map(|row| (row.code("contact_log_id"), row.moment("received_at"))).collect();
    let mut contacts = Vec::new();
    for row in sheet.rows() {
        let Some(received_at) = row.moment("received_at") else {
            continue;
        };
        let first = row.text("duplicate_of").and_then(|id| received.get(id).copied().flatten());
        if first.is_some_and(|first| first.is_within_hours(received_at, 24)) {
            continue;
        }
        contacts.push(Contact { received_at, decided_at: row.moment("decided_at"), is_call: row.text("channel") == Some("phone") });
    }
    Ok(contacts)
}

fn received<'a>(records: &'a Records, period: &Period) -> impl Iterator<Item = &'a Contact> {
    let period = *period;
    records.own.contacts.iter().filter(move |contact| period.holds(Some(contact.received_at.day)))
}

/// How many came in writing; one whose channel is not known was no known call.
pub(crate) fn written(records: &Records, period: &Period) -> usize {
    received(records, period).filter(|contact| !contact.is_call).count()
}

/// A decision earlier on the day of receipt is in time.
fn within_24_hours(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for contact in received(records, period) {
        let in_time = contact
            .decided_at()
            .is_some_and(|decided| decided.seconds_to(contact.received_at) > 0 || contact.received_at.is_within_hours(decided, 24));
        let pending = contact.decided_at().is_none() && period.is_pending_for(contact.received_at, 24);
        if !pending {
            share.add(in_time);
        }
    }
    share.percentage()
}

/// A decision counts by its day.
fn within_working_days(records: &Records, period: &Period, days: u32) -> Figure {
    let mut share = Share::default();
    for contact in received(records, period) {
        let limit = working_day(contact.counts_from(), days);
        let pending = contact.decided_at().is_none() && period.is_pending(limit);
        if !pending {
            share.add(contact.decided_at().is_some_and(|decided| decided.day <= limit));
        }
    }
    share.percentage()
}
