//! The period on one page: a few messages, chosen from the figures by rules that are printed beside them.

use serde::Serialize;
use sightline_compare::{Change, Direction, Measure, Size};

use crate::sections::section_of;
use crate::view::{IndicatorView, PeriodFigure};
use crate::words;

/// A figure smaller than this is too small to make a message of.
pub const LEAST_BASE: f64 = 10.0;

/// The rules, as printed.
pub const RULES: &[&str] = &[
    "Every message compares this period with the same period a year before. Figures of which fewer than 10 were counted at either end are left out.",
    "Better and worse: the share that moved most in points, and the count, rate or duration that moved most in per cent. The two are never ranked against each other.",
    "Higher and lower: among counts where neither way is good, the two that moved most in number.",
    "No more than one message of a kind comes from one area of the service.",
    "A large change is not by itself an unusual one. These rules do not test whether a change is more than the usual variation.",
];

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It went the good way.
    Better,
    /// It went the other way.
    Worse,
    /// It rose, and neither way is good.
    Higher,
    /// It fell, and neither way is good.
    Lower,
    /// What the figures cannot say.
    Unsure,
    /// What was done.
    Done,
}

/// One message.
#[derive(Clone, Debug, Serialize)]
pub struct Message {
    /// What it is about.
    pub kind: Kind,
    /// The kind in words: `Better`, `Not sure`.
    pub word: &'static str,
    /// The message.
    pub text: String,
    /// The indicator it is of, whose chart it links to.
    pub indicator: Option<String>,
    /// Where it links to.
    pub href: String,
}

/// The messages of a period: at most two each of better, worse and moved.
#[must_use]
pub fn messages(indicators: &[IndicatorView]) -> Vec<Message> {
    let moved: Vec<(&IndicatorView, Change)> = indicators
        .iter()
        .filter(|view| !view.is_shares && base(view, &view.this) >= LEAST_BASE && base(view, &view.year_before) >= LEAST_BASE)
        .filter_map(|view| Some((view, view.change_on_year().ok()?)))
        .filter(|(_, change)| change.direction != Direction::NoChange)
        .collect();
    let mut found = Vec::new();
    for (wanted, kind) in [(Direction::Better, Kind::Better), (Direction::Worse, Kind::Worse)] {
        let of_kind = || moved.iter().filter(|(_, change)| change.direction == wanted);
        let points = largest(of_kind().filter_map(|(view, change)| match change.size {
            Size::Points(points) => Some((*view, points.0.abs())),
            Size::PerCent(_) | Size::FromZero => None,
        }));
        let per_cent = largest(of_kind().filter_map(|(view, change)| match change.size {
            Size::PerCent(size) => Some((*view, size.0.abs())),
            Size::Points(_) | Size::FromZero => None,
        }));
        let mut chosen: Vec<&IndicatorView> = points.first().copied().into_iter().collect();
        let free = |view: &&IndicatorView, chosen: &[&IndicatorView]| chosen.iter().all(|held| held.area != view.area);
        if let Some(view) = per_cent.iter().copied().find(|view| free(view, &chosen)) {
            chosen.push(view);
        }
        found.extend(chosen.into_iter().map(|view| message(view, kind)));
    }
    let counts = largest(
        moved
            .iter()
            .filter(|(view, change)| view.measure == Measure::Count && matches!(change.direction, Direction::Higher | Direction::Lower))
            .map(|(view, change)| (*view, change.difference.abs())),
    );
    let mut areas: Vec<&str> = Vec::new();
    for view in counts {
        let area = section_of(&view.area).id;
        if areas.len() < 2 && !areas.contains(&area) {
            areas.push(area);
            let rose = view.change_on_year().is_ok_and(|change| change.direction == Direction::Higher);
            found.push(message(view, if rose { Kind::Higher } else { Kind::Lower }));
        }
    }
    found
}

/// What the figures cannot say: how many indicators have no figure, and how many may still change.
#[must_use]
pub fn unsure(indicators: &[IndicatorView]) -> Message {
    let without = indicators.iter().filter(|view| !view.has_figure()).count();
    let soft = indicators.iter().filter(|view| view.has_figure() && view.this.is_provisional()).count();
    let whole = words::how_many(indicators.len(), "indicator", "indicators");
    let text = match (without, soft) {
        (0, 0) => format!("All {whole} have a settled figure for this period."),
        (0, soft) => format!("All {whole} have a figure; {} provisional and may still change.", are(soft)),
        (without, 0) => format!("Of {whole}, {without_words} no figure for this period.", without_words = have(without)),
        (without, soft) => format!("Of {whole}, {} no figure for this period, and {} provisional and may still change.", have(without), are(soft)),
    };
    Message { kind: Kind::Unsure, word: "Not sure", text: text + " Appendix C gives the reasons.", indicator: None, href: "#appendix-c".to_owned() }
}

fn are(count: usize) -> String {
    if count == 1 { "1 is".to_owned() } else { format!("{} are", words::whole(count)) }
}

fn have(count: usize) -> String {
    if count == 1 { "1 has".to_owned() } else { format!("{} have", words::whole(count)) }
}

/// Largest first; of equals, the one that came first.
fn largest<'a>(found: impl Iterator<Item = (&'a IndicatorView, f64)>) -> Vec<&'a IndicatorView> {
    let mut found: Vec<_> = found.collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    found.into_iter().map(|(view, _)| view).collect()
}

/// How many a figure rests on.
fn base(view: &IndicatorView, point: &PeriodFigure) -> f64 {
    if point.value().is_none() {
        return 0.0;
    }
    let figure = &point.figure;
    match view.measure {
        Measure::Count => figure.value,
        Measure::Percentage | Measure::Ratio => figure.denominator,
        Measure::Rate | Measure::Median | Measure::Mean => figure.numerator,
    }
    .unwrap_or(0.0)
}

fn message(view: &IndicatorView, kind: Kind) -> Message {
    let word = match kind {
        Kind::Better => "Better",
        Kind::Worse => "Worse",
        Kind::Higher => "Higher",
        Kind::Lower => "Lower",
        Kind::Unsure => "Not sure",
        Kind::Done => "What was done",
    };
    let change = words::change(view.change_on_year(), view.measure);
    let soft = if view.this.is_provisional() { " The figure is provisional." } else { "" };
    Message {
        kind,
        word,
        text: format!(
            "{}: {} {}, {} on a year before.{soft}",
            view.title,
            words::figure_in_full(&view.this.figure, view.measure, &view.unit),
            view.counted.when(&view.this),
            change.text,
        ),
        indicator: Some(view.id.clone()),
        href: format!("#indicator-{}", words::slug(&view.id)),
    }
}
