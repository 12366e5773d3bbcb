//! Step 4 of the guide §12: the attacker, who knows every shown number and every equation.
//!
//! A cell passes when two sets of whole numbers fulfil every equation and differ in that cell by as much as is asked. Such a set, once found, stays
//! good however much more is hidden, and usually serves many cells at once. It is looked for near the cell first: with everything farther away held at
//! its true value a set is just as good. A cell is condemned only by a linear programme that leaves nothing out, or one that leaves equations out
//! (so that the attacker knows less) and still gives the same answer.

use crate::programme::{Programme, Reach, Way, float};
use crate::system::System;

/// Unknowns, then equations, of the first small programmes; each later one is this many times larger.
const NEAR: usize = 40;
const GROWTH: usize = 5;
/// Doubt below this is the solver's, not the attacker's.
const DOUBT: f64 = 1e-6;

/// What was found about one cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Verdict {
    /// It may differ by as much as was asked.
    Wide,
    /// It is known to within this much.
    Narrow(f64),
}

/// What has been seen to be possible, as differences from the truth.
#[derive(Debug)]
pub(crate) struct Audit<'a> {
    system: &'a System,
    pub least: Vec<i64>,
    pub most: Vec<i64>,
    /// Linear programmes solved.
    pub programmes: usize,
}

impl<'a> Audit<'a> {
    pub fn new(system: &'a System) -> Self {
        let size = system.numbers.len();
        Self { system, least: vec![0; size], most: vec![0; size], programmes: 0 }
    }

    /// Whether the number may differ by `room` within what is known.
    pub fn judge(&mut self, unknown: &[bool], number: usize, room: i64) -> Verdict {
        if self.room(number) >= room {
            return Verdict::Wide;
        }
        let mut size = NEAR;
        loop {
            let (near, whole) = self.near(unknown, number, size);
            let inner = near.map(|near| self.within(&near, number, room));
            if self.room(number) >= room {
                return Verdict::Wide;
            }
            if whole {
                // Nothing was left out: this is the attacker's own programme.
                let found = inner.unwrap_or(0.0);
                return if found + DOUBT < float(room) { Verdict::Narrow(found) } else { Verdict::Narrow(float(room) - DOUBT) };
            }
            let (around, _) = self.around(unknown, number, size);
            let outer = self.beyond(&around, number, room);
            if let (Some(outer), inner) = (outer, inner.unwrap_or(0.0))
                && outer + DOUBT < float(room)
                && outer < inner + DOUBT
            {
                return Verdict::Narrow(outer);
            }
            size = size.saturating_mul(GROWTH);
        }
    }

    /// By how much a number has been seen to differ.
    pub fn room(&self, number: usize) -> i64 {
        self.most[number] - self.least[number]
    }

    /// Pushes a number up and down within a programme that may hold some numbers fast; remembers every set of whole numbers found.
    fn within(&mut self, near: &Programme, number: usize, room: i64) -> f64 {
        let Some(target) = near.numbers.iter().position(|other| *other == number) else { return 0.0 };
        let up = self.push(near, target, Way::Up, room);
        if self.room(number) >= room {
            return up;
        }
        let down = self.push(near, target, Way::Down, room);
        if up + down + DOUBT >= float(room) && self.room(number) < room {
            // Wide enough, but in halves and thirds: does it also go in whole numbers?
            for way in [Way::Up, Way::Down] {
                self.programmes += 1;
                if let Reach::To(_, values) = near.push(target, way, Some(room), true) {
                    self.remember(near, &values);
                }
                if self.room(number) >= room {
                    break;
                }
            }
        }
        up + down
    }

    fn push(&mut self, near: &Programme, target: usize, way: Way, room: i64) -> f64 {
        self.programmes += 1;
        match near.push(target, way, Some(room), false) {
            Reach::To(reach, values) => {
                self.remember(near, &values);
                reach.abs()
            }
            // With a cap nothing is endless. Whatever went wrong, suppose the worst.
            Reach::Endless | Reach::Unsolved => 0.0,
        }
    }

    fn remember(&mut self, near: &Programme, values: &[f64]) {
        if let Some(witness) = near.witness(values) {
            for (number, value) in near.numbers.iter().zip(witness) {
                self.least[*number] = self.least[*number].min(value);
                self.most[*number] = self.most[*number].max(value);
            }
        }
    }

    /// What an attacker with only some of the equations could find; nothing if the solver failed.
    fn beyond(&mut self, around: &Programme, number: usize, room: i64) -> Option<f64> {
        let target = around.numbers.iter().position(|other| *other == number)?;
        let mut found = 0.0;
        for way in [Way::Up, Way::Down] {
            self.programmes += 1;
            let Reach::To(reach, _) = around.push(target, way, Some(room), false) else { return None };
            found += reach.abs();
            if found >= float(room) {
                break;
            }
        }
        Some(found)
    }

    /// The nearest unknowns, all others held at their true values; none if that holds the number itself fast. Also whether that is all of them.
    fn near(&self, unknown: &[bool], number: usize, size: usize) -> (Option<Programme>, bool) {
        let (mut members, _, all) = self.reach(unknown, number, Some(size), None);
        members.sort_unstable();
        // An equation with only one unknown left holds it fast; that may leave one in the next.
        let mut held = vec![false; members.len()];
        let place = |other: usize| members.binary_search(&other).ok();
        let mut waiting: Vec<usize> = members.iter().flat_map(|member| self.system.rows_of[*member].iter().copied()).collect();
        waiting.sort_unstable();
        waiting.dedup();
        let touched = waiting.clone();
        while let Some(row) = waiting.pop() {
            let mut loose = self.system.rows[row].members.iter().filter_map(|(other, _)| place(*other)).filter(|at| !held[*at]);
            if let (Some(only), None) = (loose.next(), loose.next()) {
                held[only] = true;
                waiting.extend(&self.system.rows_of[members[only]]);
            }
        }
        if place(number).is_none_or(|at| held[at]) {
            return (None, all);
        }
        let loose: Vec<usize> = members.iter().zip(&held).filter(|(_, held)| !**held).map(|(member, _)| *member).collect();
        (Some(self.programme(loose, &touched)), all)
    }

    /// The nearest equations, with every unknown in them; and whether that is all of them.
    fn around(&self, unknown: &[bool], number: usize, size: usize) -> (Programme, bool) {
        let (mut members, rows, all) = self.reach(unknown, number, None, Some(size));
        members.sort_unstable();
        (self.programme(members, &rows), all)
    }

    /// The attacker's own programme: everything linked to the number through what is unknown.
    pub fn whole(&self, unknown: &[bool], number: usize) -> Programme {
        let (mut members, rows, _) = self.reach(unknown, number, None, None);
        members.sort_unstable();
        self.programme(members, &rows)
    }

    /// The programme of these unknowns (sorted) and rows.
    pub fn programme(&self, members: Vec<usize>, rows: &[usize]) -> Programme {
        let least = members.iter().map(|member| self.system.numbers[*member].least() - self.system.numbers[*member].count).collect();
        let place = |other: usize| members.binary_search(&other).ok();
        let rows =
            rows.iter().map(|row| self.system.rows[*row].members.iter().filter_map(|(other, factor)| Some((place(*other)?, *factor))).collect());
        let rows = rows.filter(|row: &Vec<(usize, i64)>| !row.is_empty()).collect();
        Programme { numbers: members, least, rows }
    }

    /// Unknowns and rows in order of their distance, up to so many of either; and whether nothing was left out.
    pub fn reach(&self, unknown: &[bool], number: usize, numbers: Option<usize>, rows: Option<usize>) -> (Vec<usize>, Vec<usize>, bool) {
        let mut reached = vec![false; self.system.numbers.len()];
        let mut taken = vec![false; self.system.rows.len()];
        let (mut members, mut used) = (vec![number], Vec::new());
        reached[number] = true;
        let mut next = 0;
        while let Some(number) = members.get(next).copied() {
            next += 1;
            for row in &self.system.rows_of[number] {
                if std::mem::replace(&mut taken[*row], true) {
                    continue;
                }
                if rows.is_some_and(|most| used.len() >= most) {
                    return (members, used, false);
                }
                used.push(*row);
                for (other, _) in &self.system.rows[*row].members {
                    if unknown[*other] && !reached[*other] {
                        if numbers.is_some_and(|most| members.len() >= most) {
                            return (members, used, false);
                        }
                        reached[*other] = true;
                        members.push(*other);
                    }
                }
            }
        }
        (members, used, true)
    }
}
