//! The log of communications, and how long each waited for a decision.

use super::calls::Calls;
use super::messages::{Message, Outcome};
use super::people::{FRONT_DOOR, Staff};
use super::{moment, season, times};
use crate::calendar::{Day, civil};
use crate::error::SynthError;
use crate::own::OwnTables;
use crate::own::extracts::Extracts;
use crate::own::sheet::OwnSheet;
use crate::rng::Rng;

const HEADINGS: [&str; 13] = [
    "contact_log_id",
    "received_at",
    "logged_at",
    "channel",
    "source",
    "rating",
    "decided_at",
    "decision",
    "worker_id",
    "team_id",
    "duplicate_of",
    "contact_id",
    "call_id",
];
/// From whom come the messages about children who have a worker already, and about nobody in particular.
const OTHERS: [(&str, u32); 14] = [
    ("6", 250),
    ("2A", 160),
    ("1A", 70),
    ("1D", 40),
    ("2B", 30),
    ("3A", 40),
    ("3B", 50),
    ("3E", 40),
    ("3F", 40),
    ("4", 50),
    ("5A", 50),
    ("5B", 70),
    ("5C", 60),
    ("7", 50),
];

/// The log, being written.
pub(super) struct Log<'a> {
    county: &'a Extracts<'a>,
    sheet: OwnSheet,
    last: u64,
}

/// A row to be.
struct Entry<'e> {
    day: Day,
    minute: i32,
    source: &'e str,
    outcome: Outcome,
    referred_on: Option<Day>,
    contact: &'e str,
    by_phone: bool,
}

impl<'a> Log<'a> {
    pub(super) fn open(county: &'a Extracts<'a>, tables: &OwnTables<'_>) -> Result<Self, SynthError> {
        Ok(Log { county, sheet: tables.open("contact_log", &HEADINGS)?, last: 0 })
    }

    pub(super) fn close(self, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
        tables.close(self.sheet)
    }

    /// A message about children, as it was logged.
    pub(super) fn message(&mut self, message: &Message, staff: &Staff, calls: &mut Calls<'_>) -> Result<(), SynthError> {
        let rng = &mut self.county.rng("contact_log", message.contact);
        let open = self.county.calendar.is_working(message.day) && (480..1_080).contains(&message.minute);
        let entry = Entry {
            day: message.day,
            minute: message.minute,
            source: message.source,
            outcome: message.outcome,
            referred_on: message.referred_on,
            contact: &format!("CT{}", message.contact),
            by_phone: open && rng.per_cent(rings(message.source)),
        };
        self.entry(rng, &entry, staff, calls)
    }

    /// The day's other messages: for workers who have the case, asking for advice, for information.
    pub(super) fn others(&mut self, on: Day, staff: &Staff, calls: &mut Calls<'_>) -> Result<(), SynthError> {
        let rng = &mut self.county.rng("contact_log", u64::try_from(on).unwrap_or(0));
        let works = self.county.calendar.is_working(on);
        // Per 20,000 children about 9 on a working day.
        let many = i64::from(self.county.children) * i64::from(season(on)) / if works { 2_150 } else { 14_000 };
        for _ in 0..times(rng, many) {
            let entry = Entry {
                day: on,
                minute: if works { rng.length(&[((0, 479), 4), ((480, 1_019), 86), ((1_020, 1_439), 10)]) } else { rng.between(300, 1_439) },
                source: rng.weighted(&OTHERS),
                outcome: rng.weighted(&[(Outcome::Existing, 48), (Outcome::Advice, 27), (Outcome::None, 21), (Outcome::OtherAuthority, 4)]),
                referred_on: None,
                contact: "",
                by_phone: false,
            };
            self.entry(rng, &entry, staff, calls)?;
        }
        Ok(())
    }

    fn entry(&mut self, rng: &mut Rng, entry: &Entry<'_>, staff: &Staff, calls: &mut Calls<'_>) -> Result<(), SynthError> {
        let channel = if entry.by_phone { "phone" } else { written(rng, entry.source, entry.day) };
        let rating = rating(rng, entry.outcome);
        let (on, minute) = self.decided(rng, entry, rating);
        let known = on <= self.county.until;
        // What is not decided yet was mostly given to somebody already; the rest lies in the queue.
        let worker = if known || rng.per_cent(75) { staff.at_the_door(rng, on.min(self.county.until)) } else { String::new() };
        let second = rng.between(0, 59);
        let call = if entry.by_phone { calls.answered(rng, entry.day, entry.minute, second, &worker)? } else { String::new() };
        self.last += 1;
        let (key, received) = (format!("FL{}", self.last), moment(entry.day, entry.minute, second));
        // Paper is typed up when somebody gets round to it.
        let logged = match channel {
            "fax" | "letter" if known && (on, minute - 60) > (entry.day, entry.minute) => moment(on, minute - rng.between(5, 55), 0),
            _ => String::new(),
        };
        let decided = if known { moment(on, minute, rng.between(0, 59)) } else { String::new() };
        let decision = if known { decision(entry.outcome) } else { "" };
        self.sheet.row(&[
            &key,
            &received,
            &logged,
            channel,
            entry.source,
            rating,
            &decided,
            decision,
            &worker,
            FRONT_DOOR,
            "",
            entry.contact,
            &call,
        ])?;
        // Some press the button twice.
        if matches!(channel, "web-form" | "email") && rng.per_mille(18) {
            let again = entry.minute + rng.length(&[((1, 30), 70), ((31, 900), 30)]);
            if entry.day + again / 1_440 <= self.county.until {
                self.last += 1;
                let (copy, received) = (format!("FL{}", self.last), moment(entry.day, again, second));
                self.sheet.row(&[&copy, &received, "", channel, entry.source, rating, "", "", "", FRONT_DOOR, &key, "", ""])?;
            }
        }
        Ok(())
    }

    /// The day and minute of the decision; it may lie after the extract.
    fn decided(&self, rng: &mut Rng, entry: &Entry<'_>, rating: &str) -> (Day, i32) {
        let calendar = self.county.calendar;
        let Entry { day, minute, .. } = *entry;
        if let Some(on) = entry.referred_on {
            return if on == day { (day, (minute + rng.between(15, 200)).min(1_439)) } else { (on, rng.between(545, 700)) };
        }
        if rating == "red" {
            let after = minute + if rng.per_cent(89) { rng.between(20, 235) } else { rng.between(245, 900) };
            return (day + after / 1_440, after % 1_440);
        }
        let waits: &[((i32, i32), u32)] = if rating == "amber" {
            &[((0, 0), 44), ((1, 1), 37), ((2, 2), 9), ((3, 3), 4), ((4, 6), 6)]
        } else {
            &[((0, 0), 22), ((1, 1), 18), ((2, 2), 16), ((3, 3), 16), ((4, 6), 17), ((7, 12), 9), ((13, 30), 2)]
        };
        let counts_from = if minute < 1_020 { calendar.on_or_after(day) } else { calendar.add_working_days(day, 1) };
        match rng.length(waits) {
            0 if counts_from == day => (day, rng.between(minute + 10, (minute + 40).max(1_075))),
            0 => (counts_from, rng.between(542, 1_015)),
            days => (calendar.add_working_days(counts_from, days), rng.between(542, 1_075)),
        }
    }
}

/// How many in a hundred ring, when the office is open.
fn rings(source: &str) -> u32 {
    match source.bytes().next() {
        Some(b'6') => 7,
        Some(b'1' | b'9') => 74,
        Some(b'2') => 36,
        Some(b'3') => 42,
        _ => 34,
    }
}

/// How those write who do not ring. Faxes die out.
fn written(rng: &mut Rng, source: &str, on: Day) -> &'static str {
    let faxes = match civil(on).0 {
        ..=2014 => 16,
        2015 => 11,
        2016 => 7,
        2017 => 4,
        _ => 2,
    };
    match source.bytes().next() {
        Some(b'6') => rng.weighted(&[("police-system", 88), ("email", 12)]),
        Some(b'1' | b'9') => rng.weighted(&[("web-form", 66), ("email", 18), ("letter", 16)]),
        _ => rng.weighted(&[("web-form", 60), ("email", 30), ("letter", 5), ("fax", faxes)]),
    }
}

fn rating(rng: &mut Rng, outcome: Outcome) -> &'static str {
    let (red, amber, green) = match outcome {
        Outcome::Referral => (18, 50, 28),
        Outcome::Enquiry => (62, 30, 6),
        Outcome::Missing => (46, 44, 8),
        Outcome::EarlyHelp => (1, 24, 71),
        _ => (1, 15, 80),
    };
    rng.weighted(&[("red", red), ("amber", amber), ("green", green), ("", 4)])
}

fn decision(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Referral => "referral",
        Outcome::Enquiry | Outcome::Existing => "existing",
        Outcome::EarlyHelp => "early-help",
        Outcome::OtherAuthority => "other-authority",
        Outcome::Advice => "advice",
        Outcome::Missing | Outcome::None => "no-further-action",
    }
}
