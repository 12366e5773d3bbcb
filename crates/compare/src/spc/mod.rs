//! Statistical process control: the XmR chart (Shewhart 1931; Wheeler, *Understanding Variation*, 1993).
//!
//! A series is cut into segments at the breaks a person has recorded, and nowhere else. Each segment has its own mean, limits at 2.66 and near
//! limits at 1.773 average moving ranges, and its own signals. Nothing runs across a break.
//!
//! **Missing points.** A month without a value is a gap, not a 0 and not skipped: no moving range is taken across it, and a run of points, or a
//! group of three, ends at it. What happened in the gap is not known, so the points on either side are not consecutive.
//!
//! **Provisional points** are drawn and not judged: they enter no mean, limit or run, because they may still change. The verdict is that of the
//! last settled point, and says which that is.

pub mod caution;
pub mod limits;
pub mod segment;
pub mod signals;
pub mod verdict;

pub use caution::Caution;
pub use limits::{Band, Bounds, Limits};
pub use segment::{Opening, Segment, Standing};
pub use signals::{Rule, Signal, Way};
pub use verdict::{Assurance, Variation, Verdict};

use crate::annotation::Annotation;
use crate::target::Aim;
use crate::{Basis, Good};
use serde::Serialize;
use sightline_model::{Day, Every};

/// How far apart the points of a series are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spacing {
    /// A point a day.
    Day,
    /// A point a week.
    Week,
    /// A point a month.
    Month,
    /// A point a quarter: too few for a chart.
    Quarter,
    /// A point a year: too few for a chart.
    Year,
}

impl Spacing {
    /// What one point covers: `month`, and `months` for any number but one.
    #[must_use]
    pub fn word(self, count: usize) -> &'static str {
        match (self, count) {
            (Spacing::Day, 1) => "day",
            (Spacing::Day, _) => "days",
            (Spacing::Week, 1) => "week",
            (Spacing::Week, _) => "weeks",
            (Spacing::Month, 1) => "month",
            (Spacing::Month, _) => "months",
            (Spacing::Quarter, 1) => "quarter",
            (Spacing::Quarter, _) => "quarters",
            (Spacing::Year, 1) => "year",
            (Spacing::Year, _) => "years",
        }
    }
}

impl From<Every> for Spacing {
    fn from(every: Every) -> Spacing {
        match every {
            Every::Month => Spacing::Month,
            Every::Quarter => Spacing::Quarter,
            Every::Year => Spacing::Year,
        }
    }
}

/// One period of a series.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Point {
    /// Last day of the period.
    pub ends_on: Day,
    /// The unrounded value, in the indicator's own unit; none is a gap. A number that is not finite is read as none.
    pub value: Option<f64>,
    /// True while it may still change: drawn, and not judged.
    pub provisional: bool,
}

impl Point {
    /// The value the chart may use.
    pub(crate) fn judged(&self) -> Option<f64> {
        self.value.filter(|value| value.is_finite() && !self.provisional)
    }
}

/// How a chart is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Setup {
    /// How far apart the points are.
    pub spacing: Spacing,
    /// How the values were counted. A rolling window cannot be charted.
    pub basis: Basis,
    /// Which way is good.
    pub good: Good,
    /// What the values cannot go beyond.
    pub bounds: Bounds,
    /// Leaves out, once, moving ranges of 3.267 times their average or more.
    pub screened: bool,
    /// Takes mean and limits from this many values at the start of each segment.
    pub baseline: Option<usize>,
    /// True for counts that follow school terms: the chart then says so.
    pub seasonal: bool,
}

impl Setup {
    /// A monthly chart of events, without screening, baseline or season.
    #[must_use]
    pub fn monthly(good: Good, bounds: Bounds) -> Setup {
        Setup { spacing: Spacing::Month, basis: Basis::Events, good, bounds, screened: false, baseline: None, seasonal: false }
    }
}

/// Why no chart can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// Quarterly or yearly points.
    TooSparse(Spacing),
    /// Rolling windows: each point repeats most of the one before it.
    Overlapping,
    /// A point does not end after the one before it.
    OutOfOrder {
        /// Its place in the series, from 0.
        at: usize,
    },
    /// No settled point has a value.
    NoValues,
}

impl Refusal {
    /// The reason, in a sentence.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Refusal::TooSparse(Spacing::Year) => {
                "Yearly figures are too few to tell usual variation from a real change: monthly figures are needed.".to_owned()
            }
            Refusal::TooSparse(_) => {
                "Quarterly figures give four points a year, too few to tell usual variation from a real change: monthly figures are needed."
                    .to_owned()
            }
            Refusal::Overlapping => "Each of these figures repeats most of the one before it, which makes them look steadier than they are: \
                 chart the single months instead."
                .to_owned(),
            Refusal::OutOfOrder { at } => format!("Point {} does not come after the point before it.", at + 1),
            Refusal::NoValues => "No settled figure to chart.".to_owned(),
        }
    }
}

/// A point as charted.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Marked {
    /// The point as it was given.
    #[serde(flatten)]
    pub point: Point,
    /// The place of its segment among the chart's segments.
    pub segment: usize,
    /// Every signal that it is part of, in order of labelling.
    pub signals: Vec<Signal>,
}

impl Marked {
    /// The signal it is labelled with: the first rule that fits. None is common cause.
    #[must_use]
    pub fn label(&self) -> Option<Signal> {
        self.signals.first().copied()
    }
}

/// A finished chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Chart {
    /// How it was made.
    pub setup: Setup,
    /// Every point given, in order.
    pub points: Vec<Marked>,
    /// The segments, in order; every point is in exactly one.
    pub segments: Vec<Segment>,
    /// What the last settled point says.
    pub verdict: Verdict,
    /// What a reader must be told beside it.
    pub cautions: Vec<Caution>,
}

impl Chart {
    /// The segment of the last settled point: the last limits.
    #[must_use]
    pub fn current(&self) -> Option<&Segment> {
        let at = self.points.get(self.verdict.at)?.segment;
        self.segments.get(at)
    }

    /// Whether a target will be met if nothing changes, from the last limits; `None` without limits or aim.
    #[must_use]
    pub fn assurance(&self, aim: &Aim) -> Option<Assurance> {
        verdict::assurance(&self.current()?.limits.as_ref()?.shown, aim)
    }
}

/// Makes the chart of a series, in order of time.
///
/// A break on a day begins a segment with the first period that ends on or after that day: a month in which the change fell counts as after it.
///
/// # Errors
/// If the points are quarterly, yearly, rolling, out of order, or none has a settled value.
pub fn chart(points: &[Point], setup: &Setup, annotations: &[Annotation]) -> Result<Chart, Refusal> {
    if matches!(setup.spacing, Spacing::Quarter | Spacing::Year) {
        return Err(Refusal::TooSparse(setup.spacing));
    }
    if setup.basis == Basis::Rolling {
        return Err(Refusal::Overlapping);
    }
    if let Some(before) = points.windows(2).position(|pair| pair[1].ends_on <= pair[0].ends_on) {
        return Err(Refusal::OutOfOrder { at: before + 1 });
    }
    let last = points.iter().rposition(|point| point.judged().is_some()).ok_or(Refusal::NoValues)?;
    let segments = segment::split(points, setup, annotations);
    let mut marked = Vec::with_capacity(points.len());
    for (number, segment) in segments.iter().enumerate() {
        let own = points.get(segment.first..=segment.last).unwrap_or_default();
        let values: Vec<Option<f64>> = own.iter().map(Point::judged).collect();
        let signals = match &segment.limits {
            Some(limits) => signals::mark(&values, limits),
            None => vec![Vec::new(); values.len()],
        };
        marked.extend(own.iter().zip(signals).map(|(&point, signals)| Marked { point, segment: number, signals }));
    }
    let own = &segments[marked[last].segment];
    let verdict = verdict::verdict(&marked[own.first..=last], own, setup.good);
    let cautions = caution::cautions(points, &segments, &verdict, setup, annotations);
    Ok(Chart { setup: *setup, points: marked, segments, verdict, cautions })
}
