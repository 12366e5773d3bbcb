//! The four signals of a cause that is not common.

use super::limits::Limits;
use crate::same::order_at;
use serde::Serialize;
use std::cmp::Ordering;

/// How many points make a run or a trend.
pub const RUN: usize = 7;

/// A rule, in the order of labelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A point beyond a limit.
    BeyondLimit,
    /// Seven points in a row, each higher, or each lower, than the one before.
    Trend,
    /// Two of three points in a row beyond the near limit but not the limit, all three on that side of the mean. Marks those near the limit.
    NearLimit,
    /// Seven points in a row on one side of the mean.
    Run,
}

/// Up or down: above or below the mean, or rising or falling for a trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Above, or rising.
    Up,
    /// Below, or falling.
    Down,
}

/// A point's part in a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Signal {
    /// The rule that it meets.
    pub rule: Rule,
    /// Which way.
    pub way: Way,
}

impl Signal {
    /// What the point is, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match (self.rule, self.way) {
            (Rule::BeyondLimit, Way::Up) => "above the upper limit",
            (Rule::BeyondLimit, Way::Down) => "below the lower limit",
            (Rule::Trend, Way::Up) => "one of seven or more rising in a row",
            (Rule::Trend, Way::Down) => "one of seven or more falling in a row",
            (Rule::NearLimit, Way::Up) => "one of two in three close to the upper limit",
            (Rule::NearLimit, Way::Down) => "one of two in three close to the lower limit",
            (Rule::Run, Way::Up) => "one of seven or more above the mean in a row",
            (Rule::Run, Way::Down) => "one of seven or more below the mean in a row",
        }
    }
}

/// The signals of each point of a segment, in order of labelling. A gap ends every run.
pub(crate) fn mark(values: &[Option<f64>], limits: &Limits) -> Vec<Vec<Signal>> {
    let mut marks = vec![Vec::new(); values.len()];
    for rule in [Rule::BeyondLimit, Rule::Trend, Rule::NearLimit, Rule::Run] {
        for way in [Way::Up, Way::Down] {
            let found = match rule {
                Rule::BeyondLimit => values.iter().map(|value| value.is_some_and(|value| beyond(value, way, limits))).collect(),
                Rule::Trend => trend(values, way, limits),
                Rule::NearLimit => near_limit(values, way, limits),
                Rule::Run => run(values, way, limits),
            };
            for (signals, _) in marks.iter_mut().zip(found).filter(|(_, found)| *found) {
                signals.push(Signal { rule, way });
            }
        }
    }
    marks
}

fn wanted(way: Way) -> Ordering {
    match way {
        Way::Up => Ordering::Greater,
        Way::Down => Ordering::Less,
    }
}

/// True for a value on that side of the mean, and not on it.
pub(crate) fn on_side(value: f64, way: Way, limits: &Limits) -> bool {
    limits.order(limits.mean, value) == wanted(way)
}

/// True for a value beyond the limit, and not on it.
pub(crate) fn beyond(value: f64, way: Way, limits: &Limits) -> bool {
    let line = match way {
        Way::Up => limits.computed.upper,
        Way::Down => limits.computed.lower,
    };
    limits.order(line, value) == wanted(way)
}

fn beyond_near(value: f64, way: Way, limits: &Limits) -> bool {
    let line = match way {
        Way::Up => limits.computed.near_upper,
        Way::Down => limits.computed.near_lower,
    };
    limits.order(line, value) == wanted(way)
}

/// True for a step that goes that way.
pub(crate) fn steps(before: f64, now: f64, way: Way, limits: &Limits) -> bool {
    order_at(before, now, limits.scale) == wanted(way)
}

fn trend(values: &[Option<f64>], way: Way, limits: &Limits) -> Vec<bool> {
    let holds = |window: &[Option<f64>]| {
        window.windows(2).all(|pair| matches!((pair[0], pair[1]), (Some(before), Some(now)) if steps(before, now, way, limits)))
    };
    whole_windows(values, holds)
}

fn run(values: &[Option<f64>], way: Way, limits: &Limits) -> Vec<bool> {
    whole_windows(values, |window| window.iter().all(|value| value.is_some_and(|value| on_side(value, way, limits))))
}

/// Marks every point of every seven in a row for which `holds` is true.
fn whole_windows(values: &[Option<f64>], holds: impl Fn(&[Option<f64>]) -> bool) -> Vec<bool> {
    let mut found = vec![false; values.len()];
    for (start, window) in values.windows(RUN).enumerate() {
        if holds(window) {
            found.iter_mut().skip(start).take(RUN).for_each(|mark| *mark = true);
        }
    }
    found
}

fn near_limit(values: &[Option<f64>], way: Way, limits: &Limits) -> Vec<bool> {
    let mut found = vec![false; values.len()];
    let near = |value: f64| beyond_near(value, way, limits) && !beyond(value, way, limits);
    for (start, window) in values.windows(3).enumerate() {
        let one_side = window.iter().all(|value| value.is_some_and(|value| on_side(value, way, limits)));
        let marks: Vec<bool> = window.iter().map(|value| value.is_some_and(near)).collect();
        if one_side && marks.iter().filter(|&&mark| mark).count() >= 2 {
            for (mark, _) in found.iter_mut().skip(start).zip(&marks).filter(|(_, near)| **near) {
                *mark = true;
            }
        }
    }
    found
}
