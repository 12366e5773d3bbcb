//! The log as the analysis of unusual access wants it.

use super::{AccessEntry, AccessLog, Kind, Outcome};
use crate::StoreError;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sightline_access::Ground;
use sightline_access::unusual::{self, Did, Seen};
use sightline_model::Day;
use std::collections::{BTreeMap, BTreeSet};

impl AccessLog {
    /// The entries from an instant on and before another, in local time: what [`sightline_access::unusual::find`] reads. What belongs together is one: a list, and
    /// the children it was then shown with. Lines that are no entries are passed over; [`AccessLog::verify`] tells of them.
    ///
    /// # Errors
    /// If the log cannot be read.
    pub fn seen_between(&self, from: Timestamp, to: Timestamp, zone: &TimeZone) -> Result<Vec<Seen>, StoreError> {
        let mut all: Vec<Seen> = Vec::new();
        // Which of them an entry went into.
        let mut places: BTreeMap<u64, usize> = BTreeMap::new();
        for entry in self.between(from, to)? {
            let entry = match entry {
                Ok(entry) => entry,
                Err(StoreError::LogDamaged { .. }) => continue,
                Err(error) => return Err(error),
            };
            let goes_on = matches!(entry.kind, Kind::ListShown | Kind::ChildrenContinued);
            if goes_on && let Some(place) = entry.about.and_then(|about| places.get(&about)).copied() {
                all[place].children = all[place].children.saturating_add(entry.count);
                all[place].named.extend(entry.children);
                places.insert(entry.number, place);
            } else {
                places.insert(entry.number, all.len());
                all.push(seen(entry, zone));
            }
        }
        Ok(all)
    }
}

fn seen(entry: AccessEntry, zone: &TimeZone) -> Seen {
    let local = entry.at.to_zoned(zone.clone());
    Seen {
        entry: entry.number,
        person: entry.who,
        day: Day::from(local.date()),
        minute: u16::from(local.hour().unsigned_abs()) * 60 + u16::from(local.minute().unsigned_abs()),
        did: match entry.kind {
            Kind::ListRead | Kind::ListShown | Kind::ChildrenContinued => Did::Listed,
            Kind::ChildOpened => Did::Opened,
            Kind::Reidentified => Did::Reidentified,
            Kind::Exported | Kind::Printed if entry.count > 0 => Did::Exported,
            _ => Did::Other,
        },
        outcome: match (entry.outcome, entry.kind) {
            (Outcome::Blocked, _) => unusual::Outcome::Blocked,
            (Outcome::Done, kind) if kind != Kind::Refused => unusual::Outcome::Allowed,
            _ => unusual::Outcome::Refused,
        },
        children: entry.count,
        named: BTreeSet::from_iter(entry.children),
        reason: if entry.ground == Some(Ground::Reason) { entry.reason } else { String::new() },
    }
}
