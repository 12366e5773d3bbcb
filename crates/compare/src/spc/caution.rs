//! What a reader must be told beside a chart.

use super::limits::ENOUGH;
use super::{Point, Segment, Setup, Standing, Verdict};
use crate::annotation::Annotation;
use crate::text::plural;
use serde::Serialize;

/// Something that limits what a chart can say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "caution", rename_all = "kebab-case")]
pub enum Caution {
    /// The last segment's limits rest on few values.
    TrialLimits {
        /// How many.
        values: usize,
    },
    /// The last segment has too few values for limits.
    NoLimits {
        /// How many.
        values: usize,
    },
    /// Values are missing.
    Gaps {
        /// How many.
        points: usize,
    },
    /// Values may still change.
    Provisional {
        /// How many.
        points: usize,
    },
    /// Counts that follow school terms.
    Seasonal,
    /// Large moving ranges were left out.
    Screened {
        /// How many.
        ranges: usize,
    },
    /// Mean and limits were fixed at the start.
    Baseline {
        /// Of how many values.
        values: usize,
    },
    /// A break without a recorded reason was not carried out.
    BreakWithoutReason {
        /// What it was.
        label: String,
    },
}

impl Caution {
    /// The caution in a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Caution::TrialLimits { values } => {
                format!("Trial limits: they rest on {values} points, fewer than {ENOUGH}, and will move as more come in.")
            }
            Caution::NoLimits { values } => {
                format!("{values} {} for limits: a plain line is shown.", plural(*values, "point is too few", "points are too few"))
            }
            Caution::Gaps { points } => {
                format!("{points} {} no value. No run of points goes on across a gap.", plural(*points, "point has", "points have"))
            }
            Caution::Provisional { points } => {
                format!("{points} {} and not judged.", plural(*points, "point is provisional", "points are provisional"))
            }
            Caution::Seasonal => {
                "These counts follow school terms: a low point in August or another holiday may be the season, not a change.".to_owned()
            }
            Caution::Screened { ranges } => {
                format!("{ranges} large {} left out of the limits.", plural(*ranges, "step between points was", "steps between points were"))
            }
            Caution::Baseline { values } => format!("Mean and limits are those of the first {values} points."),
            Caution::BreakWithoutReason { label } => {
                format!("\u{201c}{label}\u{201d} has no reason recorded, so the limits do not start again there.")
            }
        }
    }
}

pub(crate) fn cautions(points: &[Point], segments: &[Segment], verdict: &Verdict, setup: &Setup, annotations: &[Annotation]) -> Vec<Caution> {
    let mut found = Vec::new();
    match verdict.standing {
        Standing::Limits => {}
        Standing::TrialLimits => found.push(Caution::TrialLimits { values: verdict.values }),
        Standing::PlainRun => found.push(Caution::NoLimits { values: verdict.values }),
    }
    if setup.seasonal {
        found.push(Caution::Seasonal);
    }
    let provisional = points.iter().filter(|point| point.provisional && point.value.is_some()).count();
    if provisional > 0 {
        found.push(Caution::Provisional { points: provisional });
    }
    let gaps = points.iter().filter(|point| !point.value.is_some_and(f64::is_finite)).count();
    if gaps > 0 {
        found.push(Caution::Gaps { points: gaps });
    }
    let ranges: usize = segments.iter().filter_map(|segment| segment.limits.as_ref()).map(|limits| limits.left_out).sum();
    if ranges > 0 {
        found.push(Caution::Screened { ranges });
    }
    if let Some(values) = setup.baseline {
        found.push(Caution::Baseline { values });
    }
    found.extend(annotations.iter().filter(|note| note.lacks_reason()).map(|note| Caution::BreakWithoutReason { label: note.label.clone() }));
    found
}
