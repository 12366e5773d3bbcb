//! The telephone system's log.

use super::people::{FRONT_DOOR, Staff};
use super::{moment, season, times};
use crate::calendar::{Day, civil};
use crate::error::SynthError;
use crate::own::OwnTables;
use crate::own::extracts::Extracts;
use crate::own::sheet::OwnSheet;
use crate::rng::Rng;

const HEADINGS: [&str; 10] =
    ["call_id", "queue", "direction", "queued_at", "answered_at", "ended_at", "outcome", "transferred_from", "worker_id", "team_id"];
/// Average waits from April to September 2018, in seconds.
const FALLING: [i32; 6] = [56, 47, 38, 28, 17, 8];

/// The log, being written.
pub(super) struct Calls<'a> {
    county: &'a Extracts<'a>,
    sheet: OwnSheet,
    last: u64,
}

/// How long a call to the front door waits on average in some month, in seconds: ever longer until a call-back rota begins in April 2018.
fn usual_wait(on: Day) -> i32 {
    let (year, month, _) = civil(on);
    let months = (year - 2018) * 12 + month - 4;
    match usize::try_from(months) {
        Ok(at) => FALLING.get(at).copied().unwrap_or(8),
        Err(_) => 57 + months.max(-48) * 17 / 48,
    }
}

fn wait(rng: &mut Rng, on: Day) -> i32 {
    // The mean of the shares is 94 in a hundred.
    let share = rng.length(&[((0, 20), 25), ((20, 60), 25), ((60, 120), 22), ((120, 220), 18), ((220, 400), 10)]);
    (usual_wait(on) * share + 47) / 94
}

/// A moment of an office day at which people ring.
fn ringing(rng: &mut Rng) -> i32 {
    rng.length(&[((480, 539), 5), ((540, 659), 34), ((660, 779), 22), ((780, 899), 16), ((900, 1_019), 19), ((1_020, 1_079), 4)])
}

impl<'a> Calls<'a> {
    pub(super) fn open(county: &'a Extracts<'a>, tables: &OwnTables<'_>) -> Result<Self, SynthError> {
        Ok(Calls { county, sheet: tables.open("call", &HEADINGS)?, last: 0 })
    }

    pub(super) fn close(self, tables: &mut OwnTables<'_>) -> Result<(), SynthError> {
        tables.close(self.sheet)
    }

    fn key(&mut self) -> String {
        self.last += 1;
        format!("CA{}", self.last)
    }

    /// A call that somebody answers, and that may be passed on; gives its key.
    pub(super) fn answered(&mut self, rng: &mut Rng, on: Day, minute: i32, second: i32, worker: &str) -> Result<String, SynthError> {
        let mut queued = second;
        let mut from = String::new();
        if rng.per_cent(3) {
            from = self.key();
            let fields = ["switchboard", "inbound", &moment(on, minute, queued), &moment(on, minute, queued + 2)];
            let ended = moment(on, minute, queued + 20);
            self.sheet.row(&[&from, fields[0], fields[1], fields[2], fields[3], &ended, "answered", "", "", ""])?;
            queued += 20;
        }
        let key = self.key();
        let answered = queued + wait(rng, on);
        let ended = answered + rng.length(&[((30, 180), 30), ((181, 480), 44), ((481, 1_500), 26)]);
        let times = [moment(on, minute, queued), moment(on, minute, answered), moment(on, minute, ended)];
        self.sheet.row(&[&key, "front-door", "inbound", &times[0], &times[1], &times[2], "answered", &from, worker, FRONT_DOOR])?;
        if rng.per_cent(4) {
            let (second_leg, again) = (self.key(), ended + rng.between(3, 60));
            let times = [moment(on, minute, ended), moment(on, minute, again), moment(on, minute, again + rng.between(60, 600))];
            self.sheet.row(&[&second_leg, "front-door", "inbound", &times[0], &times[1], &times[2], "answered", &key, "", FRONT_DOOR])?;
        }
        Ok(key)
    }

    /// The day's other calls: those about nothing that is logged, those nobody answered, and those going out.
    pub(super) fn others(&mut self, on: Day, staff: &Staff) -> Result<(), SynthError> {
        let rng = &mut self.county.rng("call", u64::try_from(on).unwrap_or(0));
        let children = i64::from(self.county.children);
        let works = self.county.calendar.is_working(on);
        let busy = if (on + 3).rem_euclid(7) == 0 { 118 } else { 97 };
        // Per 20,000 children about 8 such calls on a working day.
        let calls = if works { children * i64::from(season(on)) * busy / 250_000 } else { children / 30 };
        for _ in 0..times(rng, calls) {
            let (minute, second) = (if works { ringing(rng) } else { rng.between(500, 1_380) }, rng.between(0, 59));
            if works && !self.given_up(rng, on, minute, second)? {
                let worker = staff.at_the_door(rng, on);
                self.answered(rng, on, minute, second, &worker)?;
            } else if !works {
                // The line leads to the emergency duty team.
                self.unanswered(on, minute, (second, second + 4), "diverted")?;
            }
        }
        for _ in 0..times(rng, if works { children / 20 } else { 0 }) {
            let (key, minute, second) = (self.key(), ringing(rng), rng.between(0, 59));
            let times = [moment(on, minute, second), moment(on, minute, second + 12), moment(on, minute, second + rng.between(30, 400))];
            let worker = staff.at_the_door(rng, on);
            self.sheet.row(&[&key, "front-door", "outbound", &times[0], &times[1], &times[2], "answered", "", &worker, FRONT_DOOR])?;
        }
        Ok(())
    }

    /// Whether the caller gives up, or is sent to voicemail; if so, the call is written.
    fn given_up(&mut self, rng: &mut Rng, on: Day, minute: i32, second: i32) -> Result<bool, SynthError> {
        // The longer the wait, the more hang up.
        let gives_up = u32::try_from(4 + usual_wait(on) / 4).unwrap_or(4);
        if rng.per_cent(gives_up) {
            let rang = if rng.per_cent(26) { rng.between(1, 5) } else { 6 + wait(rng, on) * 3 / 2 };
            self.unanswered(on, minute, (second, second + rang), "abandoned")?;
        } else if rng.per_cent(1) {
            self.unanswered(on, minute, (second, second + 90), "voicemail")?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn unanswered(&mut self, on: Day, minute: i32, (from, to): (i32, i32), outcome: &str) -> Result<(), SynthError> {
        let key = self.key();
        let times = [moment(on, minute, from), moment(on, minute, to)];
        self.sheet.row(&[&key, "front-door", "inbound", &times[0], "", &times[1], outcome, "", "", FRONT_DOOR])
    }
}
