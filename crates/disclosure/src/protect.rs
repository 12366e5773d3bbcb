//! The six steps of the guide §12, one after the other.

use crate::audit::Audit;
use crate::explain::explain;
use crate::outcome::{Hidden, Leak, Leaking, Outcome, Range, Refusal, Why};
use crate::problem::{Cell, CellId, Fault, Problem, Settings, Standing, TableId};
use crate::programme::{Reach, Way};
use crate::queue::Queue;
use crate::rules::State;
use crate::system::System;
use std::collections::BTreeSet;

/// Hides what must be hidden so that nothing hidden can be worked out from what is shown.
///
/// # Errors
/// A [`Leak`] when hiding everything that can still be hidden would not be enough; a [`Fault`] when the problem makes no sense.
pub fn protect(problem: &Problem, settings: &Settings) -> Result<Outcome, Refusal> {
    let system = System::new(problem)?;
    let mut state = begin(&system, settings)?;
    let room = i64::try_from(settings.threshold).unwrap_or(i64::MAX);
    let mut audit = Audit::new(&system);
    let mut queue = Queue::new(&system, &state, room);
    let mut rounds = 0;
    loop {
        state.subtraction(&system);
        queue.update(&system, &state);
        let Some(worst) = queue.worst(&state, &mut audit) else { break };
        if let Some(number) = state.to_widen(&system, worst) {
            state.hide(&system, number, Why::Audit);
            rounds += 1;
        } else {
            let stuck = queue.all(&state, &mut audit).into_iter().filter(|number| state.to_widen(&system, *number).is_none());
            return Err(leak(&system, &state, stuck, room).into());
        }
    }
    Ok(outcome(problem, settings, &system, &state, &audit, rounds))
}

fn begin(system: &System, settings: &Settings) -> Result<State, Refusal> {
    if !(1..=1000).contains(&settings.threshold) {
        return Err(Fault::Threshold.into());
    }
    let torn: Vec<Leaking> = (system.numbers.iter().filter(|number| number.torn))
        .map(|number| Leaking { key: number.key.clone(), earlier: true, exactly: true, equations: Vec::new() })
        .collect();
    if torn.is_empty() { Ok(State::new(system, settings)) } else { Err(Leak { cells: torn }.into()) }
}

/// Leaks shown at most: the first few say enough.
const SHOWN: usize = 10;

fn leak(system: &System, state: &State, numbers: impl Iterator<Item = usize>, room: i64) -> Leak {
    let cell = |number: usize| {
        let (exactly, equations) = explain(system, &state.unknown, number, if state.first[number] { room } else { 1 });
        let earlier = system.numbers[number].standing == Standing::AlreadyHidden;
        Leaking { key: system.numbers[number].key.clone(), earlier, exactly, equations }
    };
    Leak { cells: numbers.take(SHOWN).map(cell).collect() }
}

fn outcome(problem: &Problem, settings: &Settings, system: &System, state: &State, audit: &Audit, rounds: usize) -> Outcome {
    let hidden = |cell: CellId| {
        let number = system.number_of[cell.0];
        let why = state.why[number]?;
        let end = |by: i64| u64::try_from(system.numbers[number].count + by).unwrap_or(0);
        Some(Hidden { cell, why, range: Range { low: end(audit.least[number]), high: end(audit.most[number]) } })
    };
    let cells: Vec<Option<Hidden>> = problem.ids().map(hidden).collect();
    let unprinted: Vec<bool> = problem.cells.iter().map(|cell| cell.standing == Standing::Unprinted).collect();
    let mut counted = vec![(0_usize, 0_usize); problem.tables.len()];
    for (index, cell) in problem.cells.iter().enumerate() {
        if let Some(count) = cell.table.and_then(|table| counted.get_mut(table.0)).filter(|_| !unprinted[index]) {
            if cells[index].is_some() { count.1 += 1 } else { count.0 += 1 }
        }
    }
    let small =
        |cell: &Cell| cell.standing == Standing::AlreadyShown && settings.protects(cell.class) && (1..=settings.threshold).contains(&cell.count);
    Outcome {
        too_little: (0..counted.len()).filter(|table| counted[*table].0 < 3 && counted[*table].1 > 0).map(TableId).collect(),
        already_public: problem.ids().filter(|id| small(&problem.cells[id.0])).collect(),
        cells,
        unprinted,
        rounds,
        programmes: audit.programmes,
        threshold: settings.threshold,
    }
}

/// Steps 1 to 3 alone: what is hidden before the audit. For trials and comparisons; never enough to publish.
///
/// # Errors
/// As [`protect`], except that leaks between equations go unseen.
pub fn before_audit(problem: &Problem, settings: &Settings) -> Result<BTreeSet<CellId>, Refusal> {
    let system = System::new(problem)?;
    let mut state = begin(&system, settings)?;
    state.subtraction(&system);
    Ok(problem.ids().filter(|id| state.why[system.number_of[id.0]].is_some()).collect())
}

/// What can be found out about a hidden cell: it lies between these.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// The least it can be.
    pub low: f64,
    /// The most it can be, if there is an end to it.
    pub high: Option<f64>,
}

/// The attack itself: what anyone could find out about one cell if exactly these cells were hidden and all others shown, counting in fractions.
///
/// Nothing if the cell is not hidden, or the solver gave up.
///
/// # Errors
/// When the problem makes no sense.
pub fn attack(problem: &Problem, hidden: &BTreeSet<CellId>, cell: CellId) -> Result<Option<Found>, Fault> {
    let system = System::new(problem)?;
    let mut unknown: Vec<bool> = system.numbers.iter().map(|number| number.standing == Standing::Unprinted).collect();
    for id in hidden {
        unknown[*system.number_of.get(id.0).ok_or(Fault::NoSuchCell)?] = true;
    }
    let number = *system.number_of.get(cell.0).ok_or(Fault::NoSuchCell)?;
    if !unknown[number] {
        return Ok(None);
    }
    let programme = Audit::new(&system).whole(&unknown, number);
    let Some(target) = programme.numbers.iter().position(|other| *other == number) else { return Ok(None) };
    let truth = crate::programme::float(system.numbers[number].count);
    let low = match programme.push(target, Way::Down, None, false) {
        Reach::To(reach, _) => truth + reach,
        _ => return Ok(None),
    };
    Ok(match programme.push(target, Way::Up, None, false) {
        Reach::To(reach, _) => Some(Found { low, high: Some(truth + reach) }),
        Reach::Endless => Some(Found { low, high: None }),
        Reach::Unsolved => None,
    })
}
