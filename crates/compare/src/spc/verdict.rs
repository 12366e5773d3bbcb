//! What the last settled point says, and whether a target will be met if nothing changes.

use super::limits::{Band, Limits};
use super::signals::{Rule, Signal, Way, beyond, on_side, steps};
use super::{Marked, Segment, Standing};
use crate::Good;
use crate::icon::{Colour, Icon, Shape};
use crate::same::order;
use crate::target::Aim;
use serde::Serialize;
use sightline_model::Day;
use std::cmp::Ordering;

/// The variation of a series, from its last settled point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Variation {
    /// More than usual, the good way.
    Improving(Way),
    /// More than usual, the other way.
    Concerning(Way),
    /// More than usual, up, where neither way is good.
    Higher,
    /// More than usual, down, where neither way is good.
    Lower,
    /// No more than usual.
    Usual,
}

impl Variation {
    /// The variation of a point with this label.
    #[must_use]
    pub fn of(label: Option<Signal>, good: Good) -> Variation {
        match (label.map(|signal| signal.way), good) {
            (None, _) => Variation::Usual,
            (Some(way @ Way::Up), Good::High) | (Some(way @ Way::Down), Good::Low) => Variation::Improving(way),
            (Some(way @ Way::Up), Good::Low) | (Some(way @ Way::Down), Good::High) => Variation::Concerning(way),
            (Some(Way::Up), Good::Neutral) => Variation::Higher,
            (Some(Way::Down), Good::Neutral) => Variation::Lower,
        }
    }

    /// The word used in every output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Variation::Improving(_) => "improving",
            Variation::Concerning(_) => "concerning",
            Variation::Higher => "higher",
            Variation::Lower => "lower",
            Variation::Usual => "usual variation",
        }
    }

    /// The mark: `H` high, `L` low, `U` usual; the shape says whether that is good.
    #[must_use]
    pub fn icon(self) -> Icon {
        let letter = |way| if way == Way::Up { 'H' } else { 'L' };
        match self {
            Variation::Improving(way) => Icon { letter: letter(way), shape: Shape::Circle, colour: Colour::Blue, words: self.word() },
            Variation::Concerning(way) => Icon { letter: letter(way), shape: Shape::Diamond, colour: Colour::Orange, words: self.word() },
            Variation::Higher => Icon { letter: 'H', shape: Shape::Square, colour: Colour::Purple, words: self.word() },
            Variation::Lower => Icon { letter: 'L', shape: Shape::Square, colour: Colour::Purple, words: self.word() },
            Variation::Usual => Icon { letter: 'U', shape: Shape::Ring, colour: Colour::Grey, words: self.word() },
        }
    }
}

/// Whether a target will be met if nothing changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assurance {
    /// The limits lie wholly where the target is met.
    Met,
    /// The limits lie wholly where it is not.
    NotMet,
    /// The target lies within the limits.
    ByChance,
}

impl Assurance {
    /// The words used in every output.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Assurance::Met => "will normally be met",
            Assurance::NotMet => "will not be met unless something changes",
            Assurance::ByChance => "may or may not be met by chance",
        }
    }

    /// The mark: `P` passes, `F` falls short, `?` either.
    #[must_use]
    pub fn icon(self) -> Icon {
        match self {
            Assurance::Met => Icon { letter: 'P', shape: Shape::Circle, colour: Colour::Blue, words: self.words() },
            Assurance::NotMet => Icon { letter: 'F', shape: Shape::Diamond, colour: Colour::Orange, words: self.words() },
            Assurance::ByChance => Icon { letter: '?', shape: Shape::Ring, colour: Colour::Grey, words: self.words() },
        }
    }
}

/// What the last settled point says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Verdict {
    /// The place of that point in the series.
    pub at: usize,
    /// The last day of its period.
    pub ends_on: Day,
    /// The variation; none where there are no limits to judge by.
    pub variation: Option<Variation>,
    /// The label of the point, if it has one.
    pub signal: Option<Signal>,
    /// How many points in a row, up to and with this one, carry the signal on; of the last three for [`Rule::NearLimit`]; 0 without a signal.
    pub lasting: usize,
    /// What may be said of its segment.
    pub standing: Standing,
    /// How many values its limits rest on, or, without limits, how many there are.
    pub values: usize,
}

/// The verdict of the last of `own`: a segment's points up to one with a settled value, which must be there.
pub(crate) fn verdict(own: &[Marked], segment: &Segment, good: Good) -> Verdict {
    let point = &own[own.len() - 1];
    let signal = point.label();
    let lasting = match (&segment.limits, signal) {
        (Some(limits), Some(signal)) => lasting(own, limits, signal),
        _ => 0,
    };
    Verdict {
        at: segment.first + own.len() - 1,
        ends_on: point.point.ends_on,
        variation: segment.limits.is_some().then(|| Variation::of(signal, good)),
        signal,
        lasting,
        standing: segment.standing,
        values: segment.limits.map_or(segment.values, |limits| limits.values),
    }
}

/// How many points in a row, back from the last, share its signal.
fn lasting(points: &[Marked], limits: &Limits, signal: Signal) -> usize {
    let back: Vec<Option<f64>> = points.iter().rev().map(|marked| marked.point.judged()).collect();
    let while_true =
        |holds: fn(f64, Way, &Limits) -> bool| back.iter().take_while(|value| value.is_some_and(|value| holds(value, signal.way, limits))).count();
    match signal.rule {
        Rule::BeyondLimit => while_true(beyond),
        Rule::Run => while_true(on_side),
        Rule::Trend => {
            let step = |pair: &&[Option<f64>]| matches!((pair[1], pair[0]), (Some(before), Some(now)) if steps(before, now, signal.way, limits));
            back.windows(2).take_while(step).count() + 1
        }
        Rule::NearLimit => points.iter().rev().take(3).filter(|marked| marked.signals.contains(&signal)).count(),
    }
}

/// Whether an aim will be met, from the limits. A target on a limit may be met or missed.
pub(crate) fn assurance(band: &Band, aim: &Aim) -> Option<Assurance> {
    let above = |value: f64, line: f64| order(line, value) == Ordering::Greater;
    let (met, missed) = match *aim {
        Aim::AtLeast { value } => (above(band.lower, value), above(value, band.upper)),
        Aim::AtMost { value } => (above(value, band.upper), above(band.lower, value)),
        Aim::Within { low, high } => (above(band.lower, low) && above(high, band.upper), above(low, band.upper) || above(band.lower, high)),
        Aim::Information => return None,
    };
    Some(match (met, missed) {
        (true, _) => Assurance::Met,
        (false, true) => Assurance::NotMet,
        (false, false) => Assurance::ByChance,
    })
}
