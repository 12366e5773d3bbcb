//! The stretches of a series between recorded breaks.

use super::limits::{self, ENOUGH, Limits};
use super::{Point, Setup};
use crate::annotation::Annotation;
use serde::Serialize;
use sightline_model::Day;

/// What may be said of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Limits from 12 values or more.
    Limits,
    /// Limits from 6 to 11 values.
    TrialLimits,
    /// Too few values for limits: a plain line, without a mean.
    PlainRun,
}

impl Standing {
    /// The label printed on the chart, if one is needed.
    #[must_use]
    pub fn label(self) -> Option<&'static str> {
        match self {
            Standing::Limits => None,
            Standing::TrialLimits => Some("trial limits"),
            Standing::PlainRun => Some("too few points for limits"),
        }
    }
}

/// The known change that began a segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opening {
    /// The day of the change.
    pub on: Day,
    /// What it was.
    pub label: String,
    /// Why figures before and after are not of one process.
    pub reason: String,
}

/// A stretch of a series that is one process, so far as is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Segment {
    /// The place of its first point.
    pub first: usize,
    /// The place of its last point.
    pub last: usize,
    /// The change that began it; none for the first.
    pub opened_by: Option<Opening>,
    /// How many settled values it holds.
    pub values: usize,
    /// What may be said of it.
    pub standing: Standing,
    /// Mean and limits, unless it is a plain run.
    pub limits: Option<Limits>,
}

/// Cuts a series in time order at its breaks. Of several breaks before the same point, the latest names the segment.
pub(crate) fn split(points: &[Point], setup: &Setup, annotations: &[Annotation]) -> Vec<Segment> {
    let mut cuts: Vec<(usize, Option<Opening>)> = vec![(0, None)];
    let mut breaks: Vec<(&Annotation, &str)> = annotations.iter().filter_map(|note| Some((note, note.break_reason()?))).collect();
    breaks.sort_by_key(|(note, _)| note.on);
    for (note, reason) in breaks {
        let at = points.partition_point(|point| point.ends_on < note.on);
        if at == 0 || at == points.len() {
            continue;
        }
        cuts.retain(|&(cut, _)| cut != at);
        cuts.push((at, Some(Opening { on: note.on, label: note.label.clone(), reason: reason.to_owned() })));
    }
    let ends: Vec<usize> = cuts.iter().skip(1).map(|&(at, _)| at).chain([points.len()]).collect();
    let known: Vec<f64> = points.iter().filter_map(Point::judged).collect();
    let bounds = setup.bounds.true_of(&known);
    cuts.into_iter()
        .zip(ends)
        .map(|((first, opened_by), end)| {
            let values: Vec<Option<f64>> = points.get(first..end).unwrap_or_default().iter().map(Point::judged).collect();
            let limits = limits::limits(baseline(&values, setup.baseline), setup.screened, bounds);
            let standing = match &limits {
                None => Standing::PlainRun,
                Some(limits) if limits.values < ENOUGH => Standing::TrialLimits,
                Some(_) => Standing::Limits,
            };
            let limits = limits.map(|limits| Limits { scale: scale(&values), ..limits });
            Segment { first, last: end.saturating_sub(1), opened_by, values: values.iter().flatten().count(), standing, limits }
        })
        .collect()
}

/// The stretch that holds the first `count` values; all of it where there are fewer, or no baseline is set.
fn baseline(values: &[Option<f64>], count: Option<usize>) -> &[Option<f64>] {
    let Some(count) = count else {
        return values;
    };
    let end = values.iter().enumerate().filter(|(_, value)| value.is_some()).nth(count).map_or(values.len(), |(at, _)| at);
    values.get(..end).unwrap_or(values)
}

/// The size of a segment's numbers, of the baseline and beyond.
fn scale(values: &[Option<f64>]) -> f64 {
    values.iter().flatten().fold(0.0, |most: f64, value| most.max(value.abs()))
}
