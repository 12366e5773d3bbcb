//! How far the records reach, and so whether a figure can be relied upon.

use crate::Session;
use sightline_definitions::{Indicator, Measure};
use sightline_model::{Day, Figure, Period, Status};
use std::collections::BTreeSet;

/// With fewer rows, the earliest record says nothing about where the records begin.
const ROWS_TO_TELL: u64 = 500;

/// The first day of complete records for one indicator, as far as can be told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coverage {
    from: Option<Day>,
    /// The month of the very first record of any of its tables: before it there is nothing to count.
    first: Option<Day>,
}

impl Session {
    /// Stated for the snapshot, or else the earliest record of the tables that the indicator rests on.
    pub(crate) fn coverage(&self, tables: &BTreeSet<String>) -> Coverage {
        if self.facts.covers_from.is_some() {
            return Coverage { from: self.facts.covers_from, first: None };
        }
        let kept: Vec<_> = tables
            .iter()
            .filter(|name| self.library.tables.get(*name).is_some_and(|table| table.history))
            .filter_map(|name| self.facts.tables.get(name))
            .collect();
        let month = |day: Day| Period::month_of(day).starts_on();
        let told = kept.iter().filter(|table| table.rows >= ROWS_TO_TELL).filter_map(|table| table.first_happened).max();
        let enough = kept.iter().map(|table| table.rows).sum::<u64>() >= ROWS_TO_TELL;
        let first = kept.iter().filter_map(|table| table.first_happened).min().filter(|_| enough);
        Coverage { from: told.map(month), first: first.map(month) }
    }

    /// Gives a figure its status, and takes away what cannot be said.
    pub(crate) fn judge(&self, indicator: &Indicator, period: &Period, coverage: Coverage, figure: Figure, divided: bool) -> Figure {
        let calendar = &self.library.calendar;
        let window_start = match indicator.window {
            Some(span) => span.before(period.ends_on(), calendar).plus(1),
            None => period.starts_on(),
        };
        let reaches_back = indicator.looks_back.map_or(window_start, |span| span.before(window_start, calendar));
        let too_early = coverage
            .from
            .is_some_and(|from| period.ends_on() < from || ((indicator.looks_back.is_some() || indicator.window.is_some()) && reaches_back < from));
        let before_all = coverage.first.is_some_and(|first| period.ends_on() < first);
        if too_early || before_all || period.starts_on() > self.facts.today {
            return Figure::not_available();
        }
        let mut figure = figure;
        if indicator.measure == Measure::Rate && (divided || figure.denominator.is_none()) {
            figure.denominator = None;
            figure.value = None;
            figure.status = Status::NotAvailable;
            return figure;
        }
        let settled = indicator.settles_after.map_or(period.ends_on(), |span| span.after(period.ends_on(), calendar));
        figure.status = if figure.value.is_none() {
            Status::NotApplicable
        } else if settled > self.facts.data_until || figure.pending > 0 {
            Status::Provisional
        } else {
            Status::Ok
        };
        figure
    }

    /// The mid-year population of the year before a period's last day (indicator notes, rule 6), or the latest one before that.
    pub(crate) fn population_for(&self, period: &Period) -> Option<i64> {
        let year = i64::from(period.ends_on().date().year()) - 1;
        self.population.range(..=year).next_back().map(|(_, children)| *children)
    }
}
