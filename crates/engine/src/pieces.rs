//! From rows to pieces: in which periods, and in which part of a breakdown, each row counts.
//!
//! Figures and lists are both made from pieces, and from nothing else.

use crate::dimension::Use;
use crate::divide::{Division, Piece, Place};
use crate::periods::Grid;
use crate::plan::failed;
use crate::rows::Rows;
use crate::{EngineError, Session};
use datafusion::arrow::array::{Array, RecordBatch};
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Column;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, LogicalPlan, cast};
use futures::StreamExt;
use sightline_definitions::{Indicator, Measure, Per, Shape};
use sightline_model::Day;
use std::collections::{HashMap, HashSet};

/// One indicator and one set of periods, divided in one way or in many at a time: turns rows into pieces.
pub(crate) struct Cutter<'a> {
    pub(crate) indicator: &'a Indicator,
    pub(crate) grid: &'a Grid,
    /// The ways to divide.
    pub(crate) divisions: Vec<Division>,
    /// The key columns that they read, each once.
    columns: Vec<String>,
    period_at: HashMap<String, usize>,
}

impl<'a> Cutter<'a> {
    /// A cutter that divides each row in each of the ways of `divided_by`.
    pub(crate) fn new(indicator: &'a Indicator, grid: &'a Grid, divided_by: &[Vec<Use>], periods: &[sightline_model::Period]) -> Cutter<'a> {
        let mut columns = Vec::new();
        let divisions = divided_by.iter().map(|uses| Division::new(uses, &mut columns)).collect();
        let period_at = periods.iter().enumerate().map(|(i, p)| (p.name().to_owned(), grid.position(i))).collect();
        Cutter { indicator, grid, divisions, columns, period_at }
    }

    /// Runs the indicator's query and hands over its rows with their pieces: batch by batch, and for each batch division by division.
    pub(crate) async fn run(
        &mut self,
        session: &Session,
        plan: LogicalPlan,
        keep_columns: bool,
        mut each: impl FnMut(&Rows, usize, &[Piece]),
    ) -> Result<(), EngineError> {
        let wrap = |error| failed(&self.indicator.id, error);
        let columns: Vec<String> = plan.schema().fields().iter().map(|f| f.name().clone()).collect();
        let chosen = self.columns(&columns, keep_columns)?;
        let frame = DataFrame::new(session.context.state(), plan).select(chosen).map_err(wrap)?;
        let whole = self.indicator.per == Per::Child;
        let mut stream = frame.execute_stream().await.map_err(wrap)?;
        let schema = stream.schema();
        let mut held: Vec<RecordBatch> = Vec::new();
        let mut places = Vec::new();
        let mut pieces = Vec::new();
        while let Some(batch) = stream.next().await {
            let batch = batch.map_err(|error| failed(&self.indicator.id, error))?;
            if whole {
                held.push(batch);
                continue;
            }
            let rows = Rows::read(batch, &self.columns, &session.keys);
            places.clear();
            for row in 0..rows.batch.num_rows() {
                self.place_row(&rows, row, None, &mut places);
            }
            self.divide(&rows, &places, &mut pieces, &mut each);
        }
        if whole {
            let batch = concat_batches(&schema, &held).map_err(|e| failed(&self.indicator.id, e.into()))?;
            drop(held);
            let rows = Rows::read(batch, &self.columns, &session.keys);
            places.clear();
            self.place_per_child(&rows, &mut places);
            self.divide(&rows, &places, &mut pieces, &mut each);
        }
        Ok(())
    }

    /// Runs the indicator's query and hands over its rows as they are, batch by batch.
    pub(crate) async fn rows(&self, session: &Session, plan: LogicalPlan, mut each: impl FnMut(&Rows)) -> Result<(), EngineError> {
        let wrap = |error| failed(&self.indicator.id, error);
        let columns: Vec<String> = plan.schema().fields().iter().map(|f| f.name().clone()).collect();
        let chosen = self.columns(&columns, false)?;
        let mut stream = DataFrame::new(session.context.state(), plan).select(chosen).map_err(wrap)?.execute_stream().await.map_err(wrap)?;
        while let Some(batch) = stream.next().await {
            each(&Rows::read(batch.map_err(wrap)?, &self.columns, &session.keys));
        }
        Ok(())
    }

    fn divide(&mut self, rows: &Rows, places: &[Place], pieces: &mut Vec<Piece>, each: &mut impl FnMut(&Rows, usize, &[Piece])) {
        for (number, division) in self.divisions.iter_mut().enumerate() {
            pieces.clear();
            for place in places {
                division.cut(self.grid, rows, place, pieces);
            }
            each(rows, number, pieces);
        }
    }

    /// What the query must give, under names of our own; the definition's own columns before them if wanted.
    fn columns(&self, offered: &[String], keep: bool) -> Result<Vec<Expr>, EngineError> {
        let has = |name: &str| offered.iter().any(|o| o == name);
        let plain = |name: &str| Expr::Column(Column::new_unqualified(name));
        let mut chosen: Vec<Expr> = Vec::new();
        if keep {
            chosen.extend(offered.iter().map(|name| plain(name)));
        }
        let mut missing = Vec::new();
        let mut take = |name: &str, alias: &str, kind: DataType, needed: bool| {
            if has(name) {
                chosen.push(cast(plain(name), kind).alias(alias));
            } else if needed {
                missing.push(name.to_owned());
            }
        };
        match self.indicator.shape {
            Shape::Event => take("happened_on", "__day", DataType::Date32, true),
            Shape::Spell => {
                take("started_on", "__day", DataType::Date32, true);
                take("ended_on", "__until", DataType::Date32, true);
            }
            Shape::AsAt => take("period_id", "__period", DataType::Utf8, true),
        }
        let per_child = self.indicator.per == Per::Child;
        if per_child || keep {
            take("child_id", "__child", DataType::Utf8, true);
            take("record_id", "__record", DataType::Utf8, true);
        }
        match self.indicator.measure {
            Measure::Percentage => take("met", "__met", DataType::Boolean, self.indicator.share_of.is_none()),
            Measure::Median | Measure::Percentile(_) | Measure::Mean | Measure::Sum => take("measured", "__measured", DataType::Float64, true),
            Measure::Ratio => {
                take("numerator", "__numerator", DataType::Float64, true);
                take("denominator", "__denominator", DataType::Float64, true);
            }
            Measure::Count => take("counts", "__counts", DataType::Int64, false),
            Measure::Rate => {}
        }
        for (index, column) in self.columns.iter().enumerate() {
            take(column, &format!("__key{index}"), DataType::Utf8, true);
        }
        if missing.is_empty() {
            return Ok(chosen);
        }
        Err(EngineError::Definition(sightline_definitions::Fault::new(
            &self.indicator.file,
            self.indicator.sql_line,
            format!("the query does not give the column{} {}", if missing.len() == 1 { "" } else { "s" }, missing.join(", ")),
        )))
    }

    /// Where one row counts; `clip` says on which days it does, if not on all of its own.
    fn place_row(&self, rows: &Rows, row: usize, clip: Option<&[(Day, Day)]>, into: &mut Vec<Place>) {
        if !rows.is_measured(row) {
            return;
        }
        match self.indicator.shape {
            Shape::Event => {
                if let Some(day) = rows.started(row) {
                    self.grid.holding(day, |low, high| into.push(Place::At { row, day, low, high }));
                }
            }
            Shape::AsAt => {
                let position = rows.period.as_ref().filter(|a| a.is_valid(row)).and_then(|a| self.period_at.get(a.value(row)).copied());
                if let Some(low) = position {
                    into.push(Place::At { row, day: self.grid.end_at(low), low, high: low + 1 });
                }
            }
            Shape::Spell => {
                if let Some(started) = rows.started(row) {
                    let own = [(started, rows.ended(row))];
                    let stretches = clip.unwrap_or(&own);
                    into.extend(stretches.iter().filter(|(from, until)| self.grid.is_open(*from, *until)).map(|&(from, until)| Place::Over {
                        row,
                        from,
                        until,
                    }));
                }
            }
        }
    }

    /// Places such that a child counts once at a date (spells) or in a period (events and as-at rows).
    fn place_per_child(&self, rows: &Rows, into: &mut Vec<Place>) {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut order: Vec<(usize, Option<Day>, usize)> = Vec::with_capacity(rows.batch.num_rows());
        let count = rows.batch.num_rows();
        for row in 0..count {
            // A row without a child stands for itself.
            let next = numbers.len() + count;
            let number = rows.child(row).map_or(row, |child| *numbers.entry(child).or_insert(next));
            order.push((number, rows.started(row), row));
        }
        order.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| rows.record(a.2).cmp(rows.record(b.2))));
        let mut own = Vec::new();
        for of_child in order.chunk_by(|a, b| a.0 == b.0) {
            if self.indicator.shape == Shape::Spell {
                self.place_spells_of_child(rows, of_child, into);
                continue;
            }
            let mut taken: HashSet<usize> = HashSet::new();
            for &(_, _, row) in of_child {
                own.clear();
                self.place_row(rows, row, None, &mut own);
                for place in &own {
                    if let Place::At { row, day, low, high } = *place {
                        into.extend((low..high).filter(|at| taken.insert(*at)).map(|at| Place::At { row, day, low: at, high: at + 1 }));
                    }
                }
            }
        }
    }

    /// At each date the spell that began last counts; before it and after it, the ones it lies upon.
    fn place_spells_of_child(&self, rows: &Rows, of_child: &[(usize, Option<Day>, usize)], into: &mut Vec<Place>) {
        if let [(_, _, row)] = of_child {
            self.place_row(rows, *row, None, into);
            return;
        }
        // What later spells take, apart from one another, the earliest at the end: each spell looks at those it touches only.
        let mut covered: Vec<(Day, Day)> = Vec::new();
        for &(_, started, row) in of_child.iter().rev() {
            let Some(started) = started.filter(|_| rows.is_measured(row)) else { continue };
            let mut ended = rows.ended(row);
            let mut free = Vec::new();
            let mut reached = started;
            while let Some(&(from, until)) = covered.last().filter(|(from, _)| *from <= ended) {
                if reached < from {
                    free.push((reached, from));
                }
                reached = reached.max(until);
                ended = ended.max(until);
                covered.pop();
            }
            let own_end = rows.ended(row);
            if reached < own_end {
                free.push((reached, own_end));
            }
            if started < ended {
                covered.push((started, ended));
            }
            self.place_row(rows, row, Some(&free), into);
        }
    }
}
