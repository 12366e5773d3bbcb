//! What may be said of an indicator beyond its value: whether it moved more than usual, and how it stands to its target.
//!
//! Judged when read, from the figures and the authority's settings; nothing of it is stored.

use crate::view::{Counted, IndicatorView, PeriodFigure};
use crate::words;
use sightline_compare::spc::{self, Assurance, Bounds, Point, Refusal, Setup, Spacing, Variation, Verdict};
use sightline_compare::target::{self, Aim, Rag, Rating, Target};
use sightline_compare::{Annotation, Basis, Good, Measure, annotation};
use sightline_model::Day;

/// The indicator that says how many files were read of how many: its denominator is what an audit drew from.
pub const SAMPLE: &str = "audit-sample-proportion";

/// Why there is no control chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoControl {
    /// The whole is always 100%; only its parts say anything.
    Shares,
    /// Each point is a share of the few files that were read.
    Sample,
    /// There is no figure in the run.
    Nothing,
    /// The figures cannot be charted.
    Refused(Refusal),
}

impl NoControl {
    /// The reason, in a sentence.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            NoControl::Shares => "Its whole is always 100%, so no limits are drawn.".to_owned(),
            NoControl::Sample => "A share of the few files that were read is shown with its interval, and no limits are drawn.".to_owned(),
            NoControl::Nothing => "There is no figure to draw limits from.".to_owned(),
            NoControl::Refused(why) => why.words(),
        }
    }

    /// The reason in a few words, for a table.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            NoControl::Shares => "not tested: parts of a whole",
            NoControl::Sample => "not tested: few files",
            NoControl::Nothing | NoControl::Refused(Refusal::NoValues | Refusal::OutOfOrder { .. }) => "not tested: no settled figures",
            NoControl::Refused(Refusal::TooSparse(_)) => "not tested: no monthly figures",
            NoControl::Refused(Refusal::Overlapping) => "not tested: rolling figure",
        }
    }
}

/// How far apart the points of a run are.
#[must_use]
pub fn spacing(points: &[PeriodFigure]) -> Spacing {
    let longest = points.iter().map(|point| point.ends_on.days_since(point.starts_on) + 1).max().unwrap_or(31);
    match longest {
        ..=1 => Spacing::Day,
        2..=7 => Spacing::Week,
        8..=31 => Spacing::Month,
        32..=184 => Spacing::Quarter,
        _ => Spacing::Year,
    }
}

impl IndicatorView {
    /// The control chart of its trend.
    ///
    /// # Errors
    /// If it has none, in which case the reason can be printed.
    pub fn control(&self) -> Result<spc::Chart, NoControl> {
        if self.is_shares {
            return Err(NoControl::Shares);
        }
        if self.is_audit() {
            return Err(NoControl::Sample);
        }
        if !self.has_trend() {
            return Err(NoControl::Nothing);
        }
        let points: Vec<Point> =
            self.trend.iter().map(|point| Point { ends_on: point.ends_on, value: point.value(), provisional: point.is_provisional() }).collect();
        let setup = Setup {
            spacing: spacing(&self.trend),
            basis: match self.counted {
                Counted::During => Basis::Events,
                Counted::AtEnd if self.beside.looks_back => Basis::Rolling,
                Counted::AtEnd => Basis::LastDay,
                Counted::Window(_) => Basis::Rolling,
            },
            seasonal: self.beside.seasonal && self.measure == Measure::Count,
            ..Setup::monthly(self.good, Bounds::of(self.measure))
        };
        spc::chart(&points, &setup, &self.beside.annotations).map_err(NoControl::Refused)
    }

    /// What the last settled point of the trend says, where there are limits to say it by.
    #[must_use]
    pub fn verdict(&self) -> Option<(Verdict, Variation)> {
        let verdict = self.control().ok()?.verdict;
        Some((verdict, verdict.variation?))
    }

    /// The target that holds for a period ending on a day.
    #[must_use]
    pub fn target_on(&self, day: Day) -> Option<&Target> {
        target::in_force(&self.beside.targets, day)
    }

    /// The target of this period.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        self.target_on(self.this.ends_on).filter(|target| target.aim != Aim::Information)
    }

    /// How this period's unrounded value stands to its target.
    #[must_use]
    pub fn rating(&self) -> Rating {
        if self.is_shares {
            return Rating::NoTarget;
        }
        target::rate(&self.this.figure, self.measure, self.target_on(self.this.ends_on))
    }

    /// The colour of this period; never one where neither way is good.
    #[must_use]
    pub fn rag(&self) -> Option<Rag> {
        self.rating().rag().filter(|_| self.good != Good::Neutral)
    }

    /// The rating in words: a colour, a reason for none, or for what is neither good nor bad whether it lies inside its range.
    #[must_use]
    pub fn rating_words(&self) -> &'static str {
        match (self.rating(), self.good) {
            (Rating::Rated(Rag::Green), Good::Neutral) => "inside the expected range",
            (Rating::Rated(_), Good::Neutral) => "outside the expected range",
            (rating, _) => rating.words(),
        }
    }

    /// Whether the target will be met if nothing changes, from the last limits; nothing where there is no rating.
    #[must_use]
    pub fn assurance(&self) -> Option<Assurance> {
        let target = self.target()?;
        self.rag()?;
        self.control().ok()?.assurance(&target.aim)
    }

    /// True for a share found by reading case files.
    #[must_use]
    pub fn is_audit(&self) -> bool {
        self.area == "quality-assurance" && self.measure == Measure::Percentage && self.id.starts_with("audit-") && self.id != SAMPLE
    }

    /// The notes that fall within the trend, in order.
    #[must_use]
    pub fn notes(&self) -> Vec<&Annotation> {
        let (Some(first), Some(last)) = (self.trend.first(), self.trend.last()) else { return Vec::new() };
        annotation::within(&self.beside.annotations, first.starts_on, last.ends_on)
    }

    /// `at least 85%`, `50 to 70 children per FTE`.
    #[must_use]
    pub fn aim_words(&self, aim: &Aim) -> String {
        let bare = |value: f64| words::aimed(value, self.measure, &self.unit);
        let unit = if self.measure.changes_in_points(&self.unit) { "" } else { words::unit_word(&self.unit) };
        let said = match *aim {
            Aim::AtLeast { value } => format!("at least {}", bare(value)),
            Aim::AtMost { value } => format!("at most {}", bare(value)),
            Aim::Within { low, high } => format!("{} to {}", bare(low), bare(high)),
            Aim::Information => return "for information".to_owned(),
        };
        format!("{said} {unit}").trim_end().to_owned()
    }

    /// `tolerance 5 points`; nothing where there is none.
    #[must_use]
    pub fn tolerance_words(&self, target: &Target) -> Option<String> {
        let unit = if self.measure.changes_in_points(&self.unit) {
            if target.tolerance == 1.0 { "point" } else { "points" }
        } else {
            words::unit_word(&self.unit)
        };
        (target.tolerance > 0.0).then(|| format!("tolerance {} {unit}", words::plain_number(target.tolerance)).trim_end().to_owned())
    }
}
