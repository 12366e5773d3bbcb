//! A figure in one sentence that says only what the statistics allow.
//!
//! The value and the raw change come as text, from the one place that words figures. What is added is whether the move is more than usual, and how the
//! figure stands to its target. Each part can be had alone.

use crate::spc::{Assurance, Caution, Chart, Refusal, Rule, Standing, Variation, Way};
use crate::target::{Rag, Rating};

/// What there is to judge variation by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Evidence<'a> {
    /// A control chart.
    Chart(&'a Chart),
    /// Why there is none.
    Refused(Refusal),
    /// Nothing was asked.
    Silent,
}

/// What a sentence is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facts<'a> {
    /// The latest value as printed: `83.0% (166 of 200)`.
    pub latest: &'a str,
    /// The raw change as printed, with what it is from: `up 4.1 points on the quarter before`.
    pub change: Option<&'a str>,
    /// Whether the value is more than usually high or low.
    pub evidence: Evidence<'a>,
    /// How the value stands to its target.
    pub rating: Rating,
    /// The target as printed: `90%`, `50 to 70`. Without it nothing is said of colour.
    pub target: Option<&'a str>,
    /// Whether the target will be met if nothing changes.
    pub assurance: Option<Assurance>,
}

/// The whole: `83.0% (166 of 200), up 4.1 points on the quarter before: no more than usual variation; misses the target of 90%.`
#[must_use]
pub fn sentence(facts: &Facts<'_>) -> String {
    let mut out = facts.latest.trim().to_owned();
    if let Some(change) = facts.change.map(str::trim).filter(|change| !change.is_empty()) {
        out.push_str(", ");
        out.push_str(change);
    }
    let judged = [variation(facts.evidence, ", "), target(facts)];
    let judged: Vec<String> = judged.into_iter().flatten().collect();
    if !judged.is_empty() {
        out.push_str(": ");
        out.push_str(&judged.join("; "));
    }
    out.push('.');
    out
}

/// The variation alone, as a sentence: `No more than usual variation.`, `Higher than the usual range for the last 3 months: worth a question.`
#[must_use]
pub fn variation_sentence(evidence: Evidence<'_>) -> Option<String> {
    variation(evidence, ": ").map(capital)
}

/// The target alone, as a sentence: `Misses the target of 90%.`
#[must_use]
pub fn target_sentence(facts: &Facts<'_>) -> Option<String> {
    target(facts).map(capital)
}

fn capital(clause: String) -> String {
    let mut letters = clause.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

fn variation(evidence: Evidence<'_>, join: &str) -> Option<String> {
    match evidence {
        Evidence::Silent => None,
        Evidence::Chart(chart) => Some(of_chart(chart, join)),
        Evidence::Refused(Refusal::TooSparse(spacing)) => {
            let figures = if spacing.word(1) == "year" { "yearly" } else { "quarterly" };
            Some(format!("{figures} figures are too few to say whether this is usual"))
        }
        Evidence::Refused(Refusal::Overlapping) => Some("a rolling figure cannot show whether this is usual".to_owned()),
        Evidence::Refused(Refusal::NoValues | Refusal::OutOfOrder { .. }) => {
            Some("there are no settled figures to say whether this is usual".to_owned())
        }
    }
}

fn of_chart(chart: &Chart, join: &str) -> String {
    let verdict = &chart.verdict;
    let month = chart.setup.spacing.word(1);
    let months = chart.setup.spacing.word(2);
    let Some(found) = verdict.variation else {
        return if verdict.values < crate::spc::limits::FEWEST {
            let since = if chart.current().is_some_and(|segment| segment.opened_by.is_some()) { " since the last known change" } else { "" };
            format!("too few {months}{since} to say whether this is usual ({} of the {} needed)", verdict.values, crate::spc::limits::FEWEST)
        } else {
            format!("too many {months} are missing to say whether this is usual")
        };
    };
    // A later point that is not settled has been shown as the latest, and is not what is judged here.
    let settled = chart.points.iter().rposition(|point| point.point.value.is_some()) == Some(verdict.at);
    let last = |count: usize| if settled { format!("last {count} {months}") } else { format!("last {count} settled {months}") };
    let during = |count: usize| match count {
        0 | 1 if settled => format!("in the latest {month}"),
        0 | 1 => format!("in the last settled {month}"),
        more => format!("for the {}", last(more)),
    };
    let lasting = verdict.lasting;
    let what = match verdict.signal.map(|signal| (signal.rule, signal.way)) {
        None if settled => "no more than usual variation".to_owned(),
        None => format!("no more than usual variation up to the last settled {month}"),
        Some((Rule::BeyondLimit, Way::Up)) => format!("higher than the usual range {}", during(lasting)),
        Some((Rule::BeyondLimit, Way::Down)) => format!("lower than the usual range {}", during(lasting)),
        Some((Rule::Trend, Way::Up)) => format!("rising over the {}", last(lasting)),
        Some((Rule::Trend, Way::Down)) => format!("falling over the {}", last(lasting)),
        Some((Rule::NearLimit, Way::Up)) => format!("close to the top of the usual range in {lasting} of the {}", last(3)),
        Some((Rule::NearLimit, Way::Down)) => format!("close to the bottom of the usual range in {lasting} of the {}", last(3)),
        Some((Rule::Run, Way::Up)) => format!("above the average {}", during(lasting)),
        Some((Rule::Run, Way::Down)) => format!("below the average {}", during(lasting)),
    };
    let so = match found {
        Variation::Usual => String::new(),
        Variation::Improving(_) => format!("{join}an improvement"),
        Variation::Concerning(_) | Variation::Higher | Variation::Lower => format!("{join}worth a question"),
    };
    let mut limits = Vec::new();
    if verdict.standing == Standing::TrialLimits {
        limits.push(format!("trial limits, from {} {months}", verdict.values));
    }
    if found != Variation::Usual && chart.cautions.contains(&Caution::Seasonal) {
        limits.push("these counts follow school terms".to_owned());
    }
    if limits.is_empty() { format!("{what}{so}") } else { format!("{what}{so} ({})", limits.join("; ")) }
}

fn target(facts: &Facts<'_>) -> Option<String> {
    let target = facts.target?;
    let what = match facts.rating {
        Rating::Rated(Rag::Green) => format!("meets the target of {target}"),
        Rating::Rated(Rag::Amber) => format!("misses the target of {target}, within the tolerance"),
        Rating::Rated(Rag::Red) => format!("misses the target of {target}"),
        Rating::SmallNumbers => return Some(facts.rating.words().to_owned()),
        Rating::Information | Rating::NoTarget | Rating::NoValue => return None,
    };
    Some(match facts.assurance {
        Some(assurance) => format!("{what}, which {}", assurance.words()),
        None => what,
    })
}
