//! Which equations give a cell away: as few as will do.

use crate::audit::Audit;
use crate::programme::{Reach, Way, float};
use crate::system::System;

/// More equations than this are not thinned out one by one.
const MANY: usize = 60;

/// Whether the cell is known exactly, and the equations that give it away.
pub(crate) fn explain(system: &System, unknown: &[bool], number: usize, room: i64) -> (bool, Vec<String>) {
    let audit = Audit::new(system);
    let known = |rows: &[usize]| -> Option<f64> {
        let mut members: Vec<usize> = rows.iter().flat_map(|row| system.rows[*row].members.iter().map(|(member, _)| *member)).collect();
        members.retain(|member| unknown[*member]);
        members.push(number);
        members.sort_unstable();
        members.dedup();
        let programme = audit.programme(members, rows);
        let target = programme.numbers.iter().position(|other| *other == number)?;
        let mut found = 0.0;
        for way in [Way::Up, Way::Down] {
            let Reach::To(reach, _) = programme.push(target, way, Some(room), false) else { return None };
            found += reach.abs();
        }
        Some(found)
    };
    let narrow = |rows: &[usize]| known(rows).is_some_and(|found| found + 1e-6 < float(room));
    // As few of the nearest equations as will do, then each of them left out in turn.
    let mut size = 1;
    let mut rows = loop {
        let (_, rows) = audit.reach(unknown, number, size);
        if rows.len() < size || narrow(&rows) {
            break rows;
        }
        size *= 2;
    };
    if rows.len() <= MANY {
        let mut at = 0;
        while at < rows.len() {
            let row = rows.remove(at);
            if !narrow(&rows) {
                rows.insert(at, row);
                at += 1;
            }
        }
    }
    // Counts are whole: known to within less than 1 is known.
    let exactly = known(&rows).is_some_and(|found| found + 1e-6 < 1.0);
    (exactly, rows.into_iter().map(|row| system.in_words(row)).collect())
}
