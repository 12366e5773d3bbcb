//! What surrounds a review: the time it was held, its record, and contacts between reviews.

use super::known::{Child, Held, Known};
use super::school::Rolls;
use super::{Meeting, Meetings, maybe};
use crate::calendar::{Day, age, day};
use crate::error::SynthError;
use crate::own::sheet::{OwnSheet, day_text};
use crate::own::{Extracts, OwnTables};
use crate::workforce::shortage;

/// Writes meetings, records and contacts.
pub(super) fn write(
    county: &Extracts<'_>,
    known: &Known,
    rolls: &Rolls,
    tables: &mut OwnTables<'_>,
    meetings: &mut Meetings,
) -> Result<(), SynthError> {
    let mut records = tables.open("review_record", &["care_review_id", "decisions_issued_on", "record_completed_on", "distributed_on"])?;
    let mut contacts = Contacts { sheet: tables.open("iro_contact", &["iro_contact_id", "child_id", "iro_id", "contact_on", "kind"])?, count: 0 };
    for (place, child) in known.children.iter().enumerate() {
        for (at, review) in child.reviews.iter().enumerate().filter(|(_, review)| review.on >= county.start) {
            meeting(county, rolls, (place, child), review, meetings)?;
            record(county, review, &mut records)?;
            let next = child.reviews.get(at + 1).map_or(review.on + 182, |next| next.on);
            contacts.between(county, child, review.on, next)?;
        }
    }
    tables.close(records)?;
    tables.close(contacts.sheet)
}

/// Reviews are mostly held out of lessons.
fn meeting(county: &Extracts<'_>, rolls: &Rolls, (place, child): (usize, &Child), review: &Held, meetings: &mut Meetings) -> Result<(), SynthError> {
    let mut rng = county.rng("meeting", crate::own::extracts::number_of(&review.id));
    let school = rolls.school(place, review.on);
    let (id, closes) = school.map_or(("", 930), |(id, _, closes)| (id, closes));
    let pupil = child.born.is_some_and(|born| age(born, review.on) >= 5);
    let minute = if pupil && rng.per_cent(80) { closes + 5 * rng.between(2, 20) } else { 570 + 15 * rng.between(0, 20) };
    meetings.add(&Meeting {
        child: &child.id,
        kind: "review",
        on: review.on,
        minute,
        lasts: 5 * rng.between(9, 20),
        school: id,
        worker: child.officer(review.on),
    })?;
    Ok(())
}

/// Decisions within 5 working days, the record within 15, sent within 20: mostly, and less so while officers are short.
fn record(county: &Extracts<'_>, review: &Held, records: &mut OwnSheet) -> Result<(), SynthError> {
    let mut rng = county.rng("review_record", crate::own::extracts::number_of(&review.id));
    let (short_from, short_until) = shortage();
    let in_time = if (short_from..short_until).contains(&review.on) { 62 } else { 88 };
    let calendar = county.calendar;
    let mut days =
        |usual: (i32, i32), late: (i32, i32)| if rng.per_cent(in_time) { rng.between(usual.0, usual.1) } else { rng.between(late.0, late.1) };
    let (decided, written) = (days((1, 5), (6, 12)), days((7, 15), (16, 30)));
    let sent = written + days((0, 5), (6, 12));
    if rng.per_mille(15) {
        return Ok(()); // Nobody wrote one.
    }
    let on = |n: i32| maybe(Some(calendar.add_working_days(review.on, n)), county.until);
    records.row(&[&review.id, &on(decided), &on(written), &on(sent)])
}

/// The table of contacts.
struct Contacts {
    sheet: OwnSheet,
    count: u64,
}

impl Contacts {
    /// Perhaps a visit, call or message half way to the next review; more often as the years go by.
    fn between(&mut self, county: &Extracts<'_>, child: &Child, from: Day, to: Day) -> Result<(), SynthError> {
        let mut rng = county.rng("iro_contact", child.number ^ u64::from(from.unsigned_abs()));
        let likely = match from {
            on if on >= day(2018, 1, 1) => 84,
            on if on >= day(2016, 4, 1) => 74,
            _ => 62,
        };
        let middle = from + (to - from) * rng.between(30, 75) / 100;
        let on = county.calendar.on_or_before(middle);
        if !rng.per_cent(likely) || on <= from || on > county.until || child.care_at(on).is_none() {
            return Ok(());
        }
        self.count += 1;
        let kind = rng.weighted(&[("visit", 50), ("call", 35), ("message", 15)]);
        self.sheet.row(&[&format!("IC{:07}", self.count), &child.id, child.officer(on), &day_text(on), kind])
    }
}
