//! How a number at a date came about: opening, started, ended, closing.

use crate::measure::Request;
use crate::periods::Grid;
use crate::pieces::Cutter;
use crate::{EngineError, Session};
use sightline_definitions::{Indicator, Measure, Per, Shape};
use sightline_model::{Day, Period, Status};
use std::collections::BTreeMap;

/// The movement of one number at a date in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// The indicator.
    pub indicator: String,
    /// The period.
    pub period: Period,
    /// The numbers; none where the records do not reach.
    pub counts: Option<Counts>,
}

/// Opening + started - ended = closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// At the end of the day before the period.
    pub opening: i64,
    /// Went from not being counted to being counted in the period. Whoever comes, goes and comes again has started twice.
    pub started: i64,
    /// Went from being counted to not being counted in the period.
    pub ended: i64,
    /// At the end of the period's last day.
    pub closing: i64,
}

impl Session {
    /// True for a number of children or records at a date, which moves by starts and ends.
    #[must_use]
    pub fn is_stock(indicator: &Indicator) -> bool {
        indicator.shape == Shape::Spell && matches!(indicator.measure, Measure::Count | Measure::Rate)
    }

    /// Movements of numbers at a date, from the very rows that `measure` counts: spells of one child that touch or overlap are one.
    ///
    /// # Errors
    /// As for `measure`. Indicators that are no numbers at a date have no movements.
    pub fn movements(&self, ids: &[String], periods: &[Period]) -> Result<Vec<Movement>, EngineError> {
        let mut all = Vec::new();
        for id in ids {
            let indicator = self.loaded(id)?;
            if !Session::is_stock(indicator) {
                continue;
            }
            let (started, ended) = self.edges(indicator)?;
            // Where the records do not reach, there is no figure, and so no movement.
            let mut days: Vec<Period> = Vec::new();
            for period in periods {
                let before = period.starts_on().plus(-1);
                days.push(Period::new(&format!("{before}..{before}"), before, before).unwrap_or_else(|_| period.clone()));
                days.push(period.clone());
            }
            let lines = self.measure(std::slice::from_ref(id), &Request { periods: days, ..Request::default() })?;
            let reaches = |line: &crate::Line| matches!(line.figure.status, Status::Ok | Status::Provisional);
            for (period, pair) in periods.iter().zip(lines.chunks(2)) {
                let up_to =
                    |edges: &[Edge], day: Day| edges.partition_point(|edge| edge.day <= day).checked_sub(1).map_or(0, |last| edges[last].so_far);
                let before = period.starts_on().plus(-1);
                let within = |edges: &[Edge]| up_to(edges, period.ends_on()) - up_to(edges, before);
                let open = |day: Day| up_to(&started, day) - up_to(&ended, day);
                let counts = Counts { opening: open(before), started: within(&started), ended: within(&ended), closing: open(period.ends_on()) };
                let counts = pair.iter().all(reaches).then_some(counts);
                all.push(Movement { indicator: id.clone(), period: period.clone(), counts });
            }
        }
        Ok(all)
    }

    /// The days on which children (or records) began to be counted, and those on which they no longer were, each in order.
    fn edges(&self, indicator: &Indicator) -> Result<(Vec<Edge>, Vec<Edge>), EngineError> {
        let plan = self.plan(&indicator.sql).map_err(|e| EngineError::Definition(Session::sql_fault(&indicator.file, indicator.sql_line, &e)))?;
        let grid = Grid::new(&[], None, &self.library.calendar);
        let cutter = Cutter::new(indicator, &grid, &[], &[]);
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut spells: Vec<(usize, Day, Day, i64)> = Vec::new();
        self.runtime.block_on(cutter.rows(self, plan, |rows| {
            for row in 0..rows.batch.num_rows() {
                let (Some(started), ended) = (rows.started(row), rows.ended(row)) else { continue };
                if ended <= started {
                    continue;
                }
                let next = numbers.len();
                let who = match (indicator.per, rows.child(row)) {
                    (Per::Child, Some(child)) => *numbers.entry(child.to_owned()).or_insert(next),
                    _ => usize::MAX - spells.len(),
                };
                spells.push((who, started, ended, rows.count_of(row)));
            }
        }))?;
        spells.sort_unstable();
        let (mut started, mut ended) = (Vec::new(), Vec::new());
        let mut add = |(from, until, counts): (Day, Day, i64)| {
            started.push((from, counts));
            ended.push((until, counts));
        };
        for of_one in spells.chunk_by(|a, b| a.0 == b.0) {
            let mut open: Option<(Day, Day, i64)> = None;
            for &(_, from, until, counts) in of_one {
                match &mut open {
                    Some((_, end, _)) if from <= *end => *end = (*end).max(until),
                    held => {
                        if let Some(spell) = held.replace((from, until, counts)) {
                            add(spell);
                        }
                    }
                }
            }
            if let Some(spell) = open {
                add(spell);
            }
        }
        Ok((so_far(started), so_far(ended)))
    }
}

/// A day on which something began or ended to be counted, and how many had by the end of it.
struct Edge {
    day: Day,
    so_far: i64,
}

fn so_far(mut days: Vec<(Day, i64)>) -> Vec<Edge> {
    days.sort_unstable();
    let mut sum = 0;
    days.into_iter()
        .map(|(day, counts)| {
            sum += counts;
            Edge { day, so_far: sum }
        })
        .collect()
}
