//! Steps 1 to 3 of the guide §12: what is hidden for its own sake, and what must be hidden with it.

use crate::outcome::Why;
use crate::problem::{Settings, Standing};
use crate::system::System;

/// What is hidden so far.
#[derive(Debug, Clone)]
pub(crate) struct State {
    /// Why each number is hidden, if it is.
    pub why: Vec<Option<Why>>,
    /// Hidden, or printed nowhere: what an outsider has to guess.
    pub unknown: Vec<bool>,
    /// Those hidden for their own sake.
    pub first: Vec<bool>,
    /// Everything hidden, in the order it was.
    pub hidden: Vec<usize>,
    /// Rows that may need something more.
    dirty: Vec<bool>,
    threshold: i64,
}

impl State {
    /// Steps 1 and 2, and what was hidden before.
    pub fn new(system: &System, settings: &Settings) -> Self {
        let size = system.numbers.len();
        let threshold = i64::try_from(settings.threshold).unwrap_or(i64::MAX);
        let mut state = Self {
            why: vec![None; size],
            unknown: vec![false; size],
            first: vec![false; size],
            hidden: Vec::new(),
            dirty: vec![true; system.rows.len()],
            threshold,
        };
        let small = |count: i64| (1..=threshold).contains(&count);
        let protected = |number: usize| settings.protects(system.numbers[number].class);
        for (number, what) in system.numbers.iter().enumerate() {
            match what.standing {
                Standing::AlreadyHidden => state.hide(system, number, Why::Earlier),
                Standing::Unprinted => state.unknown[number] = true,
                _ => {}
            }
            if protected(number) && small(what.count) {
                state.begin(system, number, Why::Small);
            }
        }
        for row in system.rows.iter().filter(|row| row.plain()) {
            let Some(whole) = row.total else { continue };
            let against = &system.numbers[whole];
            if matches!(against.standing, Standing::AlreadyHidden | Standing::Unprinted) {
                continue;
            }
            for part in row.parts() {
                let what = &system.numbers[part];
                if what.count >= 1 && what.standing != Standing::Unprinted && protected(part) && small(against.count - what.count) {
                    state.begin(system, part, Why::Whole);
                }
                if what.sensitive && what.count >= 1 && what.count == against.count {
                    state.begin(system, part, Why::Everybody);
                    state.begin(system, whole, Why::Everybody);
                }
            }
        }
        state
    }

    /// Hides a number for its own sake. One that was shown before is out, and stays out.
    fn begin(&mut self, system: &System, number: usize, why: Why) {
        if system.numbers[number].standing == Standing::AlreadyShown {
            return;
        }
        self.first[number] = true;
        if system.numbers[number].standing == Standing::Free {
            self.hide(system, number, why);
        }
    }

    /// Hides a number; the first reason stands.
    pub fn hide(&mut self, system: &System, number: usize, why: Why) {
        if self.why[number].is_none() {
            self.why[number] = Some(why);
            self.unknown[number] = true;
            self.hidden.push(number);
            for row in &system.rows_of[number] {
                self.dirty[*row] = true;
            }
        }
    }

    /// Whether someone minds this number being known.
    pub fn matters(&self, number: usize) -> bool {
        self.first[number] || self.why[number].is_some()
    }

    /// Step 3: row by row until nothing changes.
    pub fn subtraction(&mut self, system: &System) {
        loop {
            let mut changed = false;
            for row in 0..system.rows.len() {
                if !std::mem::replace(&mut self.dirty[row], false) || !self.gives_away(system, row) {
                    continue;
                }
                if let Some(number) = self.next_to_hide(system, row) {
                    self.hide(system, number, Why::Subtraction);
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// Whether this row alone gives too much away: one unknown member, or several that together have too little room. Unknown members on both
    /// sides (a hidden total over a hidden part, a start and an end) leave all the room there is.
    fn gives_away(&self, system: &System, row: usize) -> bool {
        let (mut members, mut room, mut plus, mut minus, mut matters) = (0_usize, 0, false, false, false);
        for (number, factor) in &system.rows[row].members {
            if self.unknown[*number] {
                let what = &system.numbers[*number];
                members += 1;
                room += factor.abs() * (what.count - what.least());
                plus |= *factor > 0;
                minus |= *factor < 0;
                matters |= self.matters(*number);
            }
        }
        matters && (members == 1 || (!(plus && minus) && room < self.threshold))
    }

    /// The smallest shown part; among equals the one in most rows that have exactly one unknown member, then by key. If none is left, the total.
    fn next_to_hide(&self, system: &System, row: usize) -> Option<usize> {
        let row = &system.rows[row];
        let can = |number: &usize| !self.unknown[*number] && system.numbers[*number].free();
        let least = row.parts().filter(can).map(|number| system.numbers[number].count).min();
        let Some(least) = least else { return row.total.filter(can) };
        row.parts()
            .filter(can)
            .filter(|number| system.numbers[*number].count == least)
            .max_by_key(|number| (self.lonely_rows(system, *number), std::cmp::Reverse(*number)))
    }

    fn lonely_rows(&self, system: &System, number: usize) -> usize {
        let unknown = |row: &&usize| system.rows[**row].members.iter().filter(|(member, _)| self.unknown[*member]).count() == 1;
        system.rows_of[number].iter().filter(unknown).count()
    }

    /// Step 4's choice: the smallest shown member of a row that holds the number, parts before totals; else the smallest shown linked to it.
    pub fn to_widen(&self, system: &System, number: usize) -> Option<usize> {
        let can = |number: &usize| !self.unknown[*number] && system.numbers[*number].free();
        let smallest = |number: &usize| (system.numbers[*number].count, *number);
        let rows = || system.rows_of[number].iter().map(|row| &system.rows[*row]);
        let part = rows().flat_map(|row| row.parts()).filter(can).min_by_key(smallest);
        part.or_else(|| rows().filter_map(|row| row.total).filter(can).min_by_key(smallest))
            .or_else(|| system.linked(number).into_iter().filter(can).min_by_key(smallest))
    }
}
