//! Which cell to look at next: always the one known most closely. Hiding more can only widen what is possible, so what was found of a cell stays a
//! bound from below, and only the cell that seems worst need be looked at again. By how much a cell has been seen to differ is such a bound too: often
//! that is enough to know that another is worse.

use crate::audit::{Audit, Verdict};
use crate::programme::nearest;
use crate::rules::State;
use crate::system::System;
use std::collections::{BTreeMap, BTreeSet};

/// How closely a cell is known, in thousandths; its count; which it is. The first is the worst.
type Place = (i64, i64, usize);

/// The cells that have not passed yet.
#[derive(Debug)]
pub(crate) struct Queue {
    /// Cells hidden for their own sake, then those hidden with them.
    waiting: [BTreeSet<Place>; 2],
    /// What was found of each, and the rows it rests on. Not there: not looked at since it may have changed.
    fresh: BTreeMap<usize, Vec<usize>>,
    /// How many of the hidden have been queued.
    seen: usize,
    room: i64,
}

impl Queue {
    pub fn new(system: &System, state: &State, room: i64) -> Self {
        let mut queue = Self { waiting: [BTreeSet::new(), BTreeSet::new()], fresh: BTreeMap::new(), seen: 0, room };
        for (number, what) in system.numbers.iter().enumerate() {
            if state.first[number] && state.unknown[number] {
                queue.waiting[0].insert((0, what.count, number));
            }
        }
        queue
    }

    /// Takes note of what was hidden since the last time.
    pub fn update(&mut self, system: &System, state: &State) {
        let new = &state.hidden[self.seen..];
        self.seen = state.hidden.len();
        let touched: BTreeSet<usize> = new.iter().flat_map(|number| system.rows_of[*number].iter().copied()).collect();
        self.fresh.retain(|_, rows| !rows.iter().any(|row| touched.contains(row)));
        for number in new.iter().filter(|number| !state.first[**number]) {
            self.waiting[1].insert((0, system.numbers[*number].count, *number));
        }
    }

    /// The cell known most closely; nothing when all have passed.
    ///
    /// Cells hidden for their own sake must stay uncertain by the threshold. Only when all of them are is it asked of those hidden with them that they
    /// are not known exactly.
    pub fn worst(&mut self, state: &State, audit: &mut Audit) -> Option<usize> {
        for (waiting, asked) in self.waiting.iter_mut().zip([self.room, 1]) {
            while let Some((known, count, number)) = waiting.pop_first() {
                if self.fresh.contains_key(&number) {
                    waiting.insert((known, count, number));
                    return Some(number);
                }
                // Where more has been seen to be possible, others may be worse: then there is no need yet to know how closely this one is known.
                let seen = audit.glance(&state.unknown, number, asked);
                if seen >= asked {
                    continue;
                }
                if seen * 1000 > known {
                    waiting.insert((seen * 1000, count, number));
                    continue;
                }
                if let Verdict::Narrow(found, rows) = audit.judge(&state.unknown, number, asked) {
                    self.fresh.insert(number, rows);
                    waiting.insert((nearest(found * 1000.0).unwrap_or(0), count, number));
                }
            }
        }
        None
    }

    /// Every cell that does not pass as things stand.
    pub fn all(&mut self, state: &State, audit: &mut Audit) -> Vec<usize> {
        let mut narrow = Vec::new();
        for (waiting, asked) in self.waiting.iter().zip([self.room, 1]) {
            let failing = |(_, _, number): &&Place| audit.judge(&state.unknown, *number, asked) != Verdict::Wide;
            narrow.extend(waiting.iter().filter(failing).map(|(_, _, number)| *number));
        }
        narrow
    }
}
