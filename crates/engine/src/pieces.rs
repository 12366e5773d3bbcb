//! From rows to pieces: in which periods, and in which part of a breakdown, each row counts.
//!
//! Figures and lists are both made from pieces, and from nothing else.

use crate::dimension::Use;
use crate::periods::Grid;
use crate::plan::failed;
use crate::{EngineError, Session};
use datafusion::arrow::array::{Array, AsArray, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::{DataType, Date32Type, Float64Type, Int64Type};
use datafusion::common::Column;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, LogicalPlan, cast};
use futures::StreamExt;
use sightline_definitions::{Indicator, Measure, Per, Shape};
use sightline_model::Day;
use std::collections::{HashMap, HashSet};

/// A row counts at positions `low..high`, in the part `group`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) row: usize,
    pub(crate) low: usize,
    pub(crate) high: usize,
    pub(crate) group: u32,
}

/// The parts met so far: each a value number per dimension.
#[derive(Default)]
pub(crate) struct Groups {
    number: HashMap<Vec<u32>, u32>,
    pub(crate) keys: Vec<Vec<u32>>,
}

impl Groups {
    fn of(&mut self, key: Vec<u32>) -> u32 {
        if let Some(found) = self.number.get(&key) {
            return *found;
        }
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        self.keys.push(key.clone());
        self.number.insert(key, next);
        next
    }
}

/// A batch of an indicator's rows, its columns by what they mean.
pub(crate) struct Rows {
    pub(crate) batch: RecordBatch,
    child: Option<StringArray>,
    record: Option<StringArray>,
    day: Option<Date32Array>,
    until: Option<Date32Array>,
    period: Option<StringArray>,
    pub(crate) met: Option<BooleanArray>,
    pub(crate) measured: Option<Float64Array>,
    pub(crate) numerator: Option<Float64Array>,
    pub(crate) denominator: Option<Float64Array>,
    pub(crate) counts: Option<Int64Array>,
    keys: Vec<StringArray>,
}

impl Rows {
    fn read(batch: RecordBatch, uses: usize) -> Rows {
        let text = |name: &str| batch.column_by_name(name).map(|a| a.as_string::<i32>().clone());
        let date = |name: &str| batch.column_by_name(name).map(|a| a.as_primitive::<Date32Type>().clone());
        let number = |name: &str| batch.column_by_name(name).map(|a| a.as_primitive::<Float64Type>().clone());
        Rows {
            child: text("__child"),
            record: text("__record"),
            day: date("__day"),
            until: date("__until"),
            period: text("__period"),
            met: batch.column_by_name("__met").map(|a| a.as_boolean().clone()),
            measured: number("__measured"),
            numerator: number("__numerator"),
            denominator: number("__denominator"),
            counts: batch.column_by_name("__counts").map(|a| a.as_primitive::<Int64Type>().clone()),
            keys: (0..uses).filter_map(|i| text(&format!("__key{i}"))).collect(),
            batch,
        }
    }

    fn started(&self, row: usize) -> Option<Day> {
        let array = self.day.as_ref()?;
        array.is_valid(row).then(|| Day::from_epoch(array.value(row)))
    }

    fn ended(&self, row: usize) -> Day {
        match &self.until {
            Some(array) if array.is_valid(row) => Day::from_epoch(array.value(row)),
            _ => Day::FAR_FUTURE,
        }
    }

    fn key(&self, dimension: usize, row: usize) -> Option<&str> {
        let array = &self.keys[dimension];
        array.is_valid(row).then(|| array.value(row))
    }

    fn child(&self, row: usize) -> Option<&str> {
        let array = self.child.as_ref()?;
        array.is_valid(row).then(|| array.value(row))
    }

    fn record(&self, row: usize) -> &str {
        match &self.record {
            Some(array) if array.is_valid(row) => array.value(row),
            _ => "",
        }
    }

    /// Rows that carry no value to measure are not counted by medians and means.
    fn is_measured(&self, row: usize) -> bool {
        self.measured.as_ref().is_none_or(|array| array.is_valid(row) && !array.value(row).is_nan())
    }
}

/// One indicator, one set of periods, one way to divide: turns rows into pieces.
pub(crate) struct Cutter<'a> {
    pub(crate) indicator: &'a Indicator,
    pub(crate) grid: &'a Grid,
    pub(crate) uses: &'a [Use],
    pub(crate) groups: Groups,
    period_at: HashMap<String, usize>,
}

impl<'a> Cutter<'a> {
    pub(crate) fn new(indicator: &'a Indicator, grid: &'a Grid, uses: &'a [Use], periods: &[sightline_model::Period]) -> Cutter<'a> {
        let mut groups = Groups::default();
        if uses.is_empty() {
            groups.of(Vec::new());
        }
        let period_at = periods.iter().enumerate().map(|(i, p)| (p.name().to_owned(), grid.position(i))).collect();
        Cutter { indicator, grid, uses, groups, period_at }
    }

    /// Runs the indicator's query and hands over its rows with their pieces, batch by batch.
    pub(crate) async fn run(
        &mut self,
        session: &Session,
        plan: LogicalPlan,
        keep_columns: bool,
        mut each: impl FnMut(&Rows, &[Piece]),
    ) -> Result<(), EngineError> {
        let wrap = |error| failed(&self.indicator.id, error);
        let columns: Vec<String> = plan.schema().fields().iter().map(|f| f.name().clone()).collect();
        let chosen = self.columns(&columns, keep_columns)?;
        let frame = DataFrame::new(session.context.state(), plan).select(chosen).map_err(wrap)?;
        let whole = self.indicator.per == Per::Child;
        let mut stream = frame.execute_stream().await.map_err(wrap)?;
        let schema = stream.schema();
        let mut held = Vec::new();
        let mut pieces = Vec::new();
        while let Some(batch) = stream.next().await {
            let batch = batch.map_err(wrap)?;
            if whole {
                held.push(batch);
                continue;
            }
            let rows = Rows::read(batch, self.uses.len());
            pieces.clear();
            for row in 0..rows.batch.num_rows() {
                self.cut_row(&rows, row, None, &mut pieces);
            }
            each(&rows, &pieces);
        }
        if whole {
            let batch = concat_batches(&schema, &held).map_err(|e| wrap(e.into()))?;
            drop(held);
            let rows = Rows::read(batch, self.uses.len());
            pieces.clear();
            self.cut_per_child(&rows, &mut pieces);
            each(&rows, &pieces);
        }
        Ok(())
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
            Measure::Median | Measure::Percentile(_) | Measure::Mean => take("measured", "__measured", DataType::Float64, true),
            Measure::Ratio => {
                take("numerator", "__numerator", DataType::Float64, true);
                take("denominator", "__denominator", DataType::Float64, true);
            }
            Measure::Count => take("counts", "__counts", DataType::Int64, false),
            Measure::Rate => {}
        }
        for (index, used) in self.uses.iter().enumerate() {
            take(&used.key, &format!("__key{index}"), DataType::Utf8, true);
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

    /// The pieces of one row; `clip` says on which days it counts, if not on all of its own.
    fn cut_row(&mut self, rows: &Rows, row: usize, clip: Option<&[(Day, Day)]>, into: &mut Vec<Piece>) {
        if !rows.is_measured(row) {
            return;
        }
        match self.indicator.shape {
            Shape::Event => {
                if let Some(day) = rows.started(row) {
                    self.point(rows, row, day, into);
                }
            }
            Shape::AsAt => {
                let position = rows.period.as_ref().filter(|a| a.is_valid(row)).and_then(|a| self.period_at.get(a.value(row)).copied());
                if let Some(position) = position {
                    for group in self.groups_on(rows, row, self.grid.end_at(position)) {
                        into.push(Piece { row, low: position, high: position + 1, group });
                    }
                }
            }
            Shape::Spell => {
                if let Some(started) = rows.started(row) {
                    match clip {
                        None => self.span(rows, row, started, rows.ended(row), into),
                        Some(clip) => {
                            for (from, until) in clip {
                                self.span(rows, row, *from, *until, into);
                            }
                        }
                    }
                }
            }
        }
    }

    fn point(&mut self, rows: &Rows, row: usize, day: Day, into: &mut Vec<Piece>) {
        let mut ranges = Vec::new();
        self.grid.holding(day, |low, high| ranges.push((low, high)));
        if ranges.is_empty() {
            return;
        }
        for group in self.groups_on(rows, row, day) {
            into.extend(ranges.iter().map(|&(low, high)| Piece { row, low, high, group }));
        }
    }

    fn groups_on(&mut self, rows: &Rows, row: usize, day: Day) -> Vec<u32> {
        if self.uses.is_empty() {
            return vec![0];
        }
        let mut keys: Vec<Vec<u32>> = vec![Vec::new()];
        for (index, used) in self.uses.iter().enumerate() {
            let mut values = Vec::new();
            used.values.on(rows.key(index, row), day, |value| values.push(value));
            keys = keys.iter().flat_map(|key| values.iter().map(move |v| [key.as_slice(), &[*v]].concat())).collect();
        }
        keys.into_iter().map(|key| self.groups.of(key)).collect()
    }

    fn span(&mut self, rows: &Rows, row: usize, from: Day, until: Day, into: &mut Vec<Piece>) {
        let mut any = false;
        self.grid.open(from, until, |low, high| {
            any = true;
            if self.uses.is_empty() {
                into.push(Piece { row, low, high, group: 0 });
            }
        });
        if !any || self.uses.is_empty() {
            return;
        }
        let mut parts: Vec<(Day, Day, Vec<u32>)> = vec![(from, until, Vec::new())];
        for (index, used) in self.uses.iter().enumerate() {
            let mut finer = Vec::new();
            for (from, until, key) in &parts {
                used.values.cut(rows.key(index, row), *from, *until, |start, end, value| {
                    finer.push((start, end, [key.as_slice(), &[value]].concat()));
                });
            }
            parts = finer;
        }
        for (from, until, key) in parts {
            let mut ranges = Vec::new();
            self.grid.open(from, until, |low, high| ranges.push((low, high)));
            if !ranges.is_empty() {
                let group = self.groups.of(key);
                into.extend(ranges.into_iter().map(|(low, high)| Piece { row, low, high, group }));
            }
        }
    }

    /// Pieces such that a child counts once at a date (spells) or in a period (events and as-at rows).
    fn cut_per_child(&mut self, rows: &Rows, into: &mut Vec<Piece>) {
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
        for of_child in order.chunk_by(|a, b| a.0 == b.0) {
            if self.indicator.shape == Shape::Spell {
                self.cut_spells_of_child(rows, of_child, into);
            } else {
                let mut taken: HashSet<usize> = HashSet::new();
                for &(_, _, row) in of_child {
                    let mut pieces = Vec::new();
                    self.cut_row(rows, row, None, &mut pieces);
                    let mut fresh = HashSet::new();
                    for piece in pieces {
                        for position in piece.low..piece.high {
                            if !taken.contains(&position) {
                                fresh.insert(position);
                                into.push(Piece { low: position, high: position + 1, ..piece });
                            }
                        }
                    }
                    taken.extend(fresh);
                }
            }
        }
    }

    /// At each date the spell that began last counts; before it and after it, the ones it lies upon.
    fn cut_spells_of_child(&mut self, rows: &Rows, of_child: &[(usize, Option<Day>, usize)], into: &mut Vec<Piece>) {
        if let [(_, _, row)] = of_child {
            self.cut_row(rows, *row, None, into);
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
            self.cut_row(rows, row, Some(&free), into);
        }
    }
}
