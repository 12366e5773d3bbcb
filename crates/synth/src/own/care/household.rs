//! Fostering households: when each was approved, whom it has, and when it left.

use crate::calendar::{Calendar, Day, NEVER};
use crate::own::sheet::day_text;
use crate::place::{DISTRICTS, district};
use crate::rng::Rng;

/// A household that was approved, or is being assessed after a child was placed with it.
pub(super) struct Household {
    pub(super) kind: &'static str,
    pub(super) approved: Day,
    pub(super) ended: Day,
    pub(super) places: i32,
    /// From when to when it has had each child.
    stays: Vec<(Day, Day)>,
}

impl Household {
    pub(super) fn new(kind: &'static str, approved: Day, places: i32) -> Self {
        Household { kind, approved, ended: NEVER, places, stays: Vec::new() }
    }

    /// Whether it could take a child on a day. A mainstream household long idle has left in the meantime.
    pub(super) fn takes(&mut self, on: Day, rng: &mut Rng) -> bool {
        if self.approved > on || self.ended <= on {
            return false;
        }
        self.leave_if_idle(on, rng);
        let with = self.stays.iter().filter(|(_, to)| *to > on).count();
        self.ended > on && with < usize::try_from(self.places).unwrap_or(1)
    }

    /// Takes a child.
    pub(super) fn take(&mut self, from: Day, to: Day) {
        self.stays.push((from, to));
    }

    /// When the first child came.
    pub(super) fn first_came(&self) -> Day {
        self.stays.iter().map(|(from, _)| *from).min().unwrap_or(self.approved)
    }

    /// When the last child left, or never, or the approval if there was none.
    pub(super) fn last_left(&self) -> Day {
        self.stays.iter().map(|(_, to)| *to).max().unwrap_or(self.approved)
    }

    /// Leaves some time after the last child did, if that is long ago.
    pub(super) fn leave_if_idle(&mut self, on: Day, rng: &mut Rng) {
        let last = self.last_left();
        if self.kind == "mainstream" && self.ended == NEVER && last != NEVER && on - last > 240 {
            self.ended = last + rng.between(30, 240);
        }
    }
}

/// The dates and words of a household's row, as far as they have come.
#[derive(Default)]
pub(super) struct Row {
    pub(super) kind: &'static str,
    pub(super) source: &'static str,
    pub(super) campaign: &'static str,
    pub(super) enquired: Option<Day>,
    pub(super) applied: Option<Day>,
    pub(super) stage_one: Option<Day>,
    pub(super) stage_two: Option<Day>,
    pub(super) approved: Option<Day>,
    pub(super) withdrawn: Option<Day>,
    pub(super) ended: Option<Day>,
    pub(super) reason: &'static str,
    pub(super) places: i32,
}

impl Row {
    /// The dates that led to an approval on a day.
    pub(super) fn approved_on(approved: Day, calendar: &Calendar, rng: &mut Rng) -> Self {
        let length = rng.length(&[((150, 240), 72), ((241, 330), 28)]);
        let applied = calendar.on_or_before(approved - length);
        let stage_one = calendar.on_or_before(applied + rng.between(40, 75));
        let stage_two = calendar.on_or_before(approved - rng.between(10, 25));
        Row {
            enquired: Some(applied - rng.between(20, 110)),
            applied: Some(applied),
            stage_one: Some(stage_one),
            stage_two: Some(stage_two.max(stage_one)),
            approved: Some(approved),
            ..Row::default()
        }
    }

    /// The fields of the row, in the order of the headings.
    pub(super) fn fields(&self, id: String, until: Day, rng: &mut Rng) -> Vec<String> {
        let come = |day: Option<Day>| day.filter(|on| *on <= until && *on != NEVER).map(day_text).unwrap_or_default();
        let ended = come(self.ended);
        let reason = if ended.is_empty() { String::new() } else { self.reason.to_owned() };
        let home = DISTRICTS[district(rng) as usize].1.to_owned();
        let places = if self.places > 0 { self.places.to_string() } else { String::new() };
        vec![
            id,
            self.kind.to_owned(),
            self.source.to_owned(),
            self.campaign.to_owned(),
            home,
            come(self.enquired),
            come(self.applied),
            come(self.stage_one),
            come(self.stage_two),
            come(self.approved),
            come(self.withdrawn),
            ended,
            reason,
            places,
        ]
    }
}
