//! Step 4 of the guide §12: the attacker, who knows every shown number and every equation.
//!
//! A cell passes when sets of whole numbers have been found that fulfil every equation and differ in that cell by as much as is asked. Such a set,
//! once found, stays good however much more is hidden, and usually serves many cells at once; a walk through possible tables finds most of them. A cell
//! is condemned only by linear programmes.
//!
//! A programme begins with the equations nearest to the cell. Leaving the others out, the attacker knows less, so the true range is at most as wide;
//! and if what the programme found breaks none of the others, it is exactly as wide. If it does break some, they are added, and so on.

use crate::programme::{Programme, Reach, Way, float};
use crate::search::Search;
use crate::system::System;
use crate::walk::walk;

/// Doubt below this is the solver's, not the attacker's.
const DOUBT: f64 = 1e-6;
/// Unknowns in the programmes that look near by.
const NEAR: [usize; 2] = [40, 200];
/// Beyond this many, all equations are taken: with none left out the solver is the quicker for it.
const MANY_ROWS: usize = 120;
/// Equations that a programme to condemn begins with.
const FIRST_ROWS: usize = 20;

/// One walk for every so many more unknowns, as a part of them all.
const PATIENCE: usize = 128;

/// What was found about one cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verdict {
    /// It may differ by as much as was asked.
    Wide,
    /// It is known to within this much, because of these rows; hiding more changes this only if it is in one of them.
    Narrow(f64, Vec<usize>),
}

/// What has been seen to be possible, as differences from the truth.
#[derive(Debug)]
pub(crate) struct Audit<'a> {
    system: &'a System,
    search: Search<'a>,
    pub least: Vec<i64>,
    pub most: Vec<i64>,
    /// Linear programmes solved.
    pub programmes: usize,
    /// How many were unknown at the last walk. One more hidden changes little, so walks wait until some more are.
    walked: usize,
}

impl<'a> Audit<'a> {
    pub fn new(system: &'a System) -> Self {
        let size = system.numbers.len();
        Self { system, search: Search::new(system), least: vec![0; size], most: vec![0; size], programmes: 0, walked: 0 }
    }

    /// By how much a number has been seen to differ.
    pub fn room(&self, number: usize) -> i64 {
        self.most[number] - self.least[number]
    }

    /// Whether the number may differ by `room` within what is known.
    pub fn judge(&mut self, unknown: &[bool], number: usize, room: i64) -> Verdict {
        // Near by, with everything farther away held at the truth.
        let mut promising = Vec::new();
        for most in NEAR {
            if self.room(number) >= room {
                return Verdict::Wide;
            }
            let Some(near) = self.held(self.nearest(unknown, number, most), number) else { continue };
            if self.within(&near, number, room) + DOUBT >= float(room) {
                promising.push(near);
            }
        }
        let mut rows = Vec::new();
        let mut found = 0.0;
        for way in [Way::Up, Way::Down] {
            if self.room(number) >= room {
                return Verdict::Wide;
            }
            let (reach, used) = self.push(unknown, number, way, room);
            found += reach;
            rows.extend(used);
        }
        rows.sort_unstable();
        rows.dedup();
        if self.room(number) < room && found + DOUBT >= float(room) {
            // Wide enough, but in halves and thirds: does it also go in whole numbers?
            promising.extend(self.held(self.unknowns(unknown, number, &rows), number));
            for programme in promising {
                self.in_whole_numbers(&programme, number, room);
            }
        }
        if self.room(number) >= room {
            return Verdict::Wide;
        }
        Verdict::Narrow(found.min(float(room) - DOUBT), rows)
    }

    /// Looks for what is possible, quickly and without being sure to see it all; gives back by how much the number has been seen to differ.
    pub fn glance(&mut self, unknown: &[bool], number: usize, room: i64) -> i64 {
        self.look(unknown, number, room);
        let members: Vec<usize> = (0..unknown.len()).filter(|number| unknown[*number]).collect();
        if self.room(number) < room && members.len() > self.walked + self.walked / PATIENCE {
            self.walked = members.len();
            let rows: Vec<usize> = (0..self.system.rows.len()).collect();
            let everything = self.programme(members, &rows);
            walk(&everything, &mut self.least, &mut self.most);
        }
        self.room(number)
    }

    fn remember(&mut self, number: usize, by: i64) {
        self.least[number] = self.least[number].min(by);
        self.most[number] = self.most[number].max(by);
    }

    fn witness(&mut self, programme: &Programme, values: &[f64]) {
        for (place, by) in programme.witness(values) {
            self.remember(programme.numbers[place], by);
        }
    }

    fn look(&mut self, unknown: &[bool], number: usize, room: i64) {
        for way in [Way::Up, Way::Down] {
            if self.room(number) >= room {
                return;
            }
            for (moved, by) in self.search.stretch(unknown, number, way, room) {
                self.remember(moved, by);
            }
        }
    }

    /// How far a number goes up and down within a programme that holds all others at the truth.
    fn within(&mut self, near: &Programme, number: usize, room: i64) -> f64 {
        let Some(target) = place(&near.numbers, number) else { return 0.0 };
        let mut found = 0.0;
        for way in [Way::Up, Way::Down] {
            self.programmes += 1;
            if let Reach::To(reach, values) = near.push(target, way, Some(room), false) {
                self.witness(near, &values);
                found += reach.abs();
            }
            if self.room(number) >= room {
                break;
            }
        }
        found
    }

    /// How far a number goes one way (up to `room`), and the rows that say so.
    fn push(&mut self, unknown: &[bool], number: usize, way: Way, room: i64) -> (f64, Vec<usize>) {
        let (_, mut rows) = self.reach(unknown, number, FIRST_ROWS);
        loop {
            let outer = self.programme(self.unknowns(unknown, number, &rows), &rows);
            let Some(target) = place(&outer.numbers, number) else { return (0.0, rows) };
            self.programmes += 1;
            // With a cap nothing is endless. Whatever went wrong, suppose the worst.
            let Reach::To(reach, values) = outer.push(target, way, Some(room), false) else { return (0.0, rows) };
            let broken = self.broken(&outer, &values, &rows);
            if broken.is_empty() {
                self.witness(&outer, &values);
                return (reach.abs(), rows);
            }
            rows.extend(broken);
            if rows.len() > MANY_ROWS {
                rows = self.reach(unknown, number, usize::MAX).1;
            }
        }
    }

    fn in_whole_numbers(&mut self, programme: &Programme, number: usize, room: i64) {
        let Some(target) = place(&programme.numbers, number) else { return };
        for way in [Way::Up, Way::Down] {
            if self.room(number) >= room {
                return;
            }
            self.programmes += 1;
            if let Reach::To(_, values) = programme.push(target, way, Some(room), true) {
                self.witness(programme, &values);
            }
        }
    }

    /// The rows, other than those used, that these values break while all other cells stay at the truth.
    fn broken(&self, programme: &Programme, values: &[f64], used: &[usize]) -> Vec<usize> {
        let mut used = used.to_vec();
        used.sort_unstable();
        let moved = || programme.numbers.iter().zip(values).filter(|(_, value)| value.abs() > DOUBT);
        let mut rows: Vec<usize> = moved().flat_map(|(number, _)| self.system.rows_of[*number].iter().copied()).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.retain(|row| {
            let value = |number: usize| place(&programme.numbers, number).map_or(0.0, |at| values[at]);
            let sum: f64 = self.system.rows[*row].members.iter().map(|(member, factor)| float(*factor) * value(*member)).sum();
            sum.abs() > DOUBT && used.binary_search(row).is_err()
        });
        rows
    }

    /// The number and every unknown in these rows, sorted.
    fn unknowns(&self, unknown: &[bool], number: usize, rows: &[usize]) -> Vec<usize> {
        let mut members: Vec<usize> = rows.iter().flat_map(|row| self.system.rows[*row].members.iter().map(|(member, _)| *member)).collect();
        members.retain(|member| unknown[*member]);
        members.push(number);
        members.sort_unstable();
        members.dedup();
        members
    }

    /// These unknowns, all others held at their true values; nothing if that holds the number itself fast.
    fn held(&self, members: Vec<usize>, number: usize) -> Option<Programme> {
        // A row with only one unknown left holds it fast; that may leave one in the next.
        let mut fast = vec![false; members.len()];
        let mut waiting: Vec<usize> = members.iter().flat_map(|member| self.system.rows_of[*member].iter().copied()).collect();
        waiting.sort_unstable();
        waiting.dedup();
        let touched = waiting.clone();
        while let Some(row) = waiting.pop() {
            let mut loose = self.system.rows[row].members.iter().filter_map(|(other, _)| place(&members, *other)).filter(|at| !fast[*at]);
            if let (Some(only), None) = (loose.next(), loose.next()) {
                fast[only] = true;
                waiting.extend(&self.system.rows_of[members[only]]);
            }
        }
        if place(&members, number).is_none_or(|at| fast[at]) {
            return None;
        }
        let loose: Vec<usize> = members.iter().zip(&fast).filter(|(_, fast)| !**fast).map(|(member, _)| *member).collect();
        Some(self.programme(loose, &touched))
    }

    /// The attacker's own programme: everything linked to the number through what is unknown.
    pub fn whole(&self, unknown: &[bool], number: usize) -> Programme {
        let (mut members, rows) = self.reach(unknown, number, usize::MAX);
        members.sort_unstable();
        self.programme(members, &rows)
    }

    /// The programme of these unknowns (sorted) and rows.
    pub fn programme(&self, members: Vec<usize>, rows: &[usize]) -> Programme {
        let least = members.iter().map(|member| self.system.numbers[*member].least() - self.system.numbers[*member].count).collect();
        let row = |row: &usize| -> Vec<(usize, i64)> {
            self.system.rows[*row].members.iter().filter_map(|(other, factor)| Some((place(&members, *other)?, *factor))).collect()
        };
        let rows = rows.iter().map(row).filter(|row| !row.is_empty()).collect();
        Programme { numbers: members, least, rows }
    }

    /// Unknowns and rows linked to a number, in order of their distance, up to so many rows.
    pub fn reach(&self, unknown: &[bool], number: usize, most: usize) -> (Vec<usize>, Vec<usize>) {
        self.around(unknown, number, usize::MAX, most)
    }

    /// So many unknowns nearest to a number, sorted.
    fn nearest(&self, unknown: &[bool], number: usize, most: usize) -> Vec<usize> {
        let (mut members, _) = self.around(unknown, number, most, usize::MAX);
        members.sort_unstable();
        members
    }

    fn around(&self, unknown: &[bool], number: usize, numbers: usize, rows: usize) -> (Vec<usize>, Vec<usize>) {
        let (mut reached, mut taken) = (vec![false; self.system.numbers.len()], vec![false; self.system.rows.len()]);
        reached[number] = true;
        let (mut members, mut used) = (vec![number], Vec::new());
        let mut next = 0;
        while let Some(number) = members.get(next).copied() {
            next += 1;
            for row in &self.system.rows_of[number] {
                if std::mem::replace(&mut taken[*row], true) {
                    continue;
                }
                if used.len() >= rows {
                    return (members, used);
                }
                used.push(*row);
                for (other, _) in &self.system.rows[*row].members {
                    if unknown[*other] && !reached[*other] {
                        if members.len() >= numbers {
                            return (members, used);
                        }
                        reached[*other] = true;
                        members.push(*other);
                    }
                }
            }
        }
        (members, used)
    }
}

fn place(members: &[usize], number: usize) -> Option<usize> {
    members.binary_search(&number).ok()
}
