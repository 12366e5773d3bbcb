//! How a figure stands: what limits, target, sample and notes allow one to say, in sentences.

use crate::comparators::Comparators;
use crate::judged::NoControl;
use crate::view::{IndicatorView, shown};
use crate::words;
use sightline_compare::interval::{self, whole};
use sightline_compare::sampling::{Draw, Sample};
use sightline_compare::sentence::{Evidence, Facts, target_sentence, variation_sentence};
use sightline_compare::spc::{self, Caution, Segment, Variation};
use sightline_compare::target::{Aim, Rag, Rating};
use sightline_compare::{Annotation, Good, Measure, Share, annotation};

/// A share of fewer than this is printed with the interval in which it may truly lie.
pub const SMALL: f64 = 30.0;

/// What may be said beyond value and raw change: a sentence on variation and one on the target.
#[must_use]
pub fn standing(view: &IndicatorView) -> String {
    let mut said = Vec::new();
    if view.has_figure() {
        let control = view.control();
        said.extend(variation_sentence(evidence(&control)));
        said.extend(aim(view));
    }
    said.join(" ")
}

/// The whole in one sentence, with its value and its change on a year before.
#[must_use]
pub fn one_sentence(view: &IndicatorView) -> String {
    let control = view.control();
    let change = words::change(view.change_on_year(), view.measure);
    let change = (change.text != "not available").then(|| format!("{} on a year before", change.text));
    let latest = format!("{} {}", words::figure_in_full(&view.this.figure, view.measure, &view.unit), view.counted.when(&view.this));
    let target = view.target().map(|target| view.aim_words(&target.aim));
    sightline_compare::sentence(&Facts {
        latest: &latest,
        change: change.as_deref(),
        evidence: evidence(&control),
        rating: rated(view),
        target: target.as_deref(),
        assurance: view.assurance(),
    })
}

fn evidence(control: &Result<spc::Chart, NoControl>) -> Evidence<'_> {
    match control {
        Ok(chart) => Evidence::Chart(chart),
        Err(NoControl::Refused(why)) => Evidence::Refused(*why),
        Err(NoControl::Shares | NoControl::Sample | NoControl::Nothing) => Evidence::Silent,
    }
}

/// A rating without a colour where neither way is good.
fn rated(view: &IndicatorView) -> Rating {
    match (view.rating(), view.good) {
        (Rating::Rated(_), Good::Neutral) => Rating::Information,
        (rating, _) => rating,
    }
}

/// The target in a sentence, if there is one.
#[must_use]
pub fn aim(view: &IndicatorView) -> Option<String> {
    let target = view.target()?;
    let said = view.aim_words(&target.aim);
    match (view.rating(), view.good) {
        (Rating::Rated(rag), Good::Neutral) => {
            let side = if rag == Rag::Green { "Inside" } else { "Outside" };
            Some(format!("{side} the expected range of {said}."))
        }
        (rating, _) => {
            target_sentence(&Facts { latest: "", change: None, evidence: Evidence::Silent, rating, target: Some(&said), assurance: view.assurance() })
        }
    }
}

/// How sure one may be of a share of few: an audit's sentence, or the interval. Nothing where it is not a share, or many were counted.
#[must_use]
pub fn sureness(view: &IndicatorView) -> Option<String> {
    let share = small_share(view)?;
    if view.is_audit() {
        let sample = Sample { share, population: view.beside.drawn_from, draw: Draw::Random, one: "file", many: "files" };
        return Some(sample.sentence());
    }
    let found = interval::wilson(share);
    let round = |value: f64| words::number(value, 0);
    Some(format!(
        "Few were counted: by chance alone a share of {} could lie anywhere between {}% and {}%.",
        words::whole(share.of()),
        round(found.lower),
        round(found.upper)
    ))
}

/// What others publish, in a sentence; why nothing can be set beside it; nothing where nothing published is loaded.
#[must_use]
pub fn compared(view: &IndicatorView) -> Option<String> {
    match view.beside.comparators.as_ref()? {
        Comparators::Published(published) => Some(published.sentence(view.measure, &view.unit)),
        Comparators::Refused(why) => Some(format!("Not compared with others: {}.", why.trim().trim_end_matches('.'))),
    }
}

/// The message of an audit's strip: `Audit: clear analysis: 7 of 8 files in July to September 2018`.
pub(crate) fn audit_title(view: &IndicatorView) -> String {
    match share_of(view, &view.this.figure) {
        Some(share) => {
            format!("{}: {} of {} files {}", view.title, words::whole(share.met()), words::whole(share.of()), view.counted.when(&view.this))
        }
        None => format!("{}: no files read {}", view.title, view.counted.when(&view.this)),
    }
}

/// The share behind a percentage of few.
pub(crate) fn small_share(view: &IndicatorView) -> Option<Share> {
    share_of(view, &view.this.figure).filter(|share| f64::from(share.of()) < SMALL)
}

/// The share behind any percentage.
pub(crate) fn share_of(view: &IndicatorView, figure: &sightline_model::Figure) -> Option<Share> {
    shown(figure)?;
    if view.measure != Measure::Percentage || view.is_shares {
        return None;
    }
    Share::new(whole(figure.numerator?)?, whole(figure.denominator?)?)
}

/// What is usual and what is not, at the end of a chart's message.
pub(crate) fn in_title(view: &IndicatorView) -> String {
    let Ok(chart) = view.control() else { return String::new() };
    let Some(variation) = chart.verdict.variation else { return String::new() };
    let settled = view.trend.iter().rposition(|point| point.value().is_some()) == Some(chart.verdict.at);
    let point = view.trend.get(chart.verdict.at).filter(|_| !settled).map(|point| format!("{} ", point.words)).unwrap_or_default();
    match (variation, chart.verdict.signal) {
        (Variation::Usual, _) | (_, None) => format!("; {point}usual variation"),
        (Variation::Higher | Variation::Lower, Some(signal)) => format!("; {point}{}", signal.words()),
        (found, Some(signal)) => format!("; {point}{}: {}", found.word(), signal.words()),
    }
}

/// What limits, target and notes add to a chart's text alternative.
pub(crate) fn in_description(view: &IndicatorView) -> String {
    let mut text = String::new();
    match view.control() {
        Ok(chart) => {
            for segment in &chart.segments {
                text += &segment_words(view, segment, chart.segments.len() > 1);
            }
            text += &signal_words(view, &chart);
            for caution in chart.cautions.iter().filter(|caution| !already_said(caution)) {
                text += &format!(" {}", caution.words());
            }
        }
        Err(why @ NoControl::Refused(_)) => text += &format!(" No limits are drawn. {}", why.words()),
        Err(why @ NoControl::Sample) => text += &format!(" {}", why.words()),
        Err(NoControl::Shares | NoControl::Nothing) => {}
    }
    text += &aims(view);
    if let (Some(first), Some(last)) = (view.trend.first(), view.trend.last())
        && let Some(notes) = annotation::in_words(&view.beside.annotations, first.starts_on, last.ends_on)
    {
        text += &format!(" Noted: {notes}");
    }
    text
}

/// Gaps and provisional points are told by [`crate::facts`].
fn already_said(caution: &Caution) -> bool {
    matches!(caution, Caution::Gaps { .. } | Caution::Provisional { .. })
}

fn segment_words(view: &IndicatorView, segment: &Segment, several: bool) -> String {
    let Some(limits) = &segment.limits else { return String::new() };
    let bare = |value: f64| words::line_value(value, view.measure, &view.unit);
    let since = match (several, view.trend.get(segment.first), view.trend.get(segment.last)) {
        (true, Some(first), Some(last)) => format!(" from {} to {}", first.words, last.words),
        _ => String::new(),
    };
    format!(
        " Limits of usual variation{since}: {} to {}, about a mean of {}, from {}.",
        bare(limits.shown.lower),
        bare(limits.shown.upper),
        bare(limits.mean),
        words::how_many(limits.values, "point", "points")
    )
}

/// Stretches of points with the same signal, each named once.
fn signal_words(view: &IndicatorView, chart: &spc::Chart) -> String {
    let mut found: Vec<String> = Vec::new();
    let mut index = 0;
    while index < chart.points.len() {
        let Some(signal) = chart.points[index].label() else {
            index += 1;
            continue;
        };
        let run = chart.points[index..].iter().take_while(|point| point.label() == Some(signal)).count();
        if let (Some(first), Some(last)) = (view.trend.get(index), view.trend.get(index + run - 1)) {
            let when = if run == 1 { first.words.clone() } else { format!("{} to {}", first.words, last.words) };
            found.push(format!("{when} {}", signal.words().replace("one of seven or more", "seven or more")));
        }
        index += run;
    }
    let more = found.len().saturating_sub(8);
    found.drain(..more);
    match (found.is_empty(), more) {
        (true, _) if chart.verdict.variation.is_some() => " No point is more than usual variation.".to_owned(),
        (true, _) => String::new(),
        (false, 0) => format!(" More than usual variation: {}.", found.join("; ")),
        (false, more) => format!(" More than usual variation: {} earlier; {}.", words::how_many(more, "stretch", "stretches"), found.join("; ")),
    }
}

/// The targets that hold within the run: `Target: at least 80% from April 2016, at least 85% from April 2017.`
fn aims(view: &IndicatorView) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut held: Option<Aim> = None;
    for point in &view.trend {
        let aim = view.target_on(point.ends_on).map(|target| target.aim).filter(|aim| *aim != Aim::Information);
        if aim != held {
            match aim {
                Some(aim) => said.push(format!("{} from {}", view.aim_words(&aim), point.words)),
                None => said.push(format!("none from {}", point.words)),
            }
            held = aim;
        }
    }
    if said.is_empty() { String::new() } else { format!(" Target: {}.", said.join(", ")) }
}

/// What a reader must be told beside a chart: why there are no limits, or what limits them.
#[must_use]
pub fn remarks(view: &IndicatorView) -> Vec<String> {
    let mut said = match view.control() {
        Ok(chart) => chart.cautions.iter().map(Caution::words).collect(),
        Err(why @ (NoControl::Refused(_) | NoControl::Shares | NoControl::Sample)) => vec![why.words()],
        Err(NoControl::Nothing) => Vec::new(),
    };
    said.extend(since_when(view));
    said
}

/// Recorded changes since which figures are not of one process, each with its reason.
#[must_use]
pub fn breaks(view: &IndicatorView) -> Vec<String> {
    view.notes().into_iter().filter_map(|note| opened(view, note)).collect()
}

/// Every note within the run: changes after which limits start again with their reason, and what else happened.
#[must_use]
pub fn since_when(view: &IndicatorView) -> Vec<String> {
    let said = |note: &Annotation| format!("{}: {} ({}).", words::day(note.on), label(note), note.kind.words());
    view.notes().into_iter().map(|note| opened(view, note).unwrap_or_else(|| said(note))).collect()
}

fn label(note: &Annotation) -> &str {
    note.label.trim().trim_end_matches('.')
}

/// The words of a note that begins a segment of the chart.
fn opened(view: &IndicatorView, note: &Annotation) -> Option<String> {
    let chart = view.control().ok()?;
    let opening = chart.segments.iter().filter_map(|segment| segment.opened_by.as_ref()).find(|by| by.on == note.on && by.label == note.label)?;
    let reason = opening.reason.trim_end_matches('.');
    Some(format!("Since {}: {} ({}). Limits start again: {reason}.", words::day(note.on), label(note), note.kind.words()))
}
