//! `measure --compare` and `--compare-on`: each figure beside the same figure of another time.
//!
//! A percentage changes in points, everything else in per cent of the earlier value; the output names which, and never gives both.

use crate::args::{AgainstArg, Measure};
use crate::kind::{good_of, measure_of};
use crate::output::Value;
use crate::workplace::day;
use sightline_compare::{Size, change};
use sightline_definitions::Indicator;
use sightline_engine::Line;
use sightline_model::{Day, Period};
use std::collections::BTreeMap;

/// The other time.
#[derive(Clone, Copy, Debug)]
pub enum Against {
    /// The period of the same kind just before.
    Previous,
    /// The same period a year before.
    LastYear,
    /// A period as long that ends on this day: for a number at a date, the number on that day.
    On(Day),
}

/// The columns that a comparison adds.
pub const HEADINGS: [&str; 9] =
    ["compared_with", "before_numerator", "before_denominator", "before_value", "before_status", "difference", "change", "change_in", "direction"];

impl Against {
    /// What the options ask for.
    pub fn asked(args: &Measure) -> anyhow::Result<Option<Against>> {
        Ok(match (args.compare, &args.compare_on) {
            (_, Some(text)) => Some(Against::On(day(text, "--compare-on")?)),
            (Some(AgainstArg::Previous), None) => Some(Against::Previous),
            (Some(AgainstArg::LastYear), None) => Some(Against::LastYear),
            (None, None) => None,
        })
    }

    /// The period that one is compared with.
    pub fn period(self, period: &Period) -> Period {
        match self {
            Against::Previous => period.previous(),
            Against::LastYear => period.year_before(),
            Against::On(day) => period.ending_on(day),
        }
    }
}

/// Figures by indicator, period and part.
pub struct Before<'a>(BTreeMap<(&'a str, &'a str, &'a [String]), &'a Line>);

impl<'a> Before<'a> {
    /// All figures that were measured, of either time.
    pub fn new(lines: &'a [Line]) -> Before<'a> {
        Before(lines.iter().map(|line| ((line.indicator.as_str(), line.period.name(), line.parts.as_slice()), line)).collect())
    }

    /// The columns that a comparison adds to a line.
    pub fn columns(&self, against: Against, indicator: &Indicator, line: &Line) -> Vec<Value> {
        let period = against.period(&line.period);
        let mut row = vec![Value::text(period.name())];
        let Some(before) = self.0.get(&(line.indicator.as_str(), period.name(), line.parts.as_slice())) else {
            // A part that had no record then.
            row.extend((0..3).map(|_| Value::Number(None)));
            row.push(Value::text("no record"));
            row.extend([Value::Number(None), Value::Number(None), Value::text(""), Value::text("")]);
            return row;
        };
        let figure = &before.figure;
        row.extend([figure.numerator, figure.denominator, figure.value].map(Value::Number));
        row.push(Value::text(figure.status.word()));
        match change(figure, &line.figure, measure_of(indicator), &indicator.unit, good_of(indicator)) {
            Err(_) => row.extend([Value::Number(None), Value::Number(None), Value::text(""), Value::text("")]),
            Ok(change) => {
                let (size, unit) = match change.size {
                    Size::Points(points) => (Some(points.0), "points"),
                    Size::PerCent(per_cent) => (Some(per_cent.0), "per cent"),
                    Size::FromZero => (None, "from 0"),
                };
                row.extend([Value::Number(Some(change.difference)), Value::Number(size), Value::text(unit), Value::text(change.direction.word())]);
            }
        }
        row
    }
}
