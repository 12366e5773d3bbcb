//! The period on one page: a few messages, chosen from the figures by rules that are printed beside them.

use serde::Serialize;
use sightline_compare::spc::Variation;
use sightline_compare::{Change, Direction, Measure, Rag, Size};

use crate::sections::section_of;
use crate::standing;
use crate::view::{IndicatorView, PeriodFigure};
use crate::words;

/// A figure smaller than this is too small to make a message of.
pub const LEAST_BASE: f64 = 10.0;

/// The rules, as printed.
pub const RULES: &[&str] = &[
    "First come figures that moved more than usual: those of concern, those that improved, and one where neither way is good. The control chart of the months says which; what is red goes before what is not.",
    "Then figures that miss their target by more than the tolerance (red) and have not been named.",
    "Only where few are found so, raw moves on the same period a year before are added, and only of figures whose usual variation cannot be told: the share that moved most in points and the figure that moved most in per cent.",
    "No more than one message of a kind comes from one area of the service, and the area's chief indicators go before others. Figures of which fewer than 10 were counted are left out.",
];

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// More than usual, the wrong way.
    Concerning,
    /// Misses its target by more than the tolerance.
    Red,
    /// More than usual, the good way.
    Improving,
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

/// Messages from signals and targets before raw moves are looked at.
const ENOUGH: usize = 4;

/// The messages of a period: signals first, then missed targets, then raw moves.
#[must_use]
pub fn messages(indicators: &[IndicatorView]) -> Vec<Message> {
    let solid: Vec<(&IndicatorView, Option<Variation>)> = indicators
        .iter()
        .filter(|view| !view.is_shares && base(view, &view.this) >= LEAST_BASE)
        .map(|view| (view, view.verdict().map(|(_, variation)| variation)))
        .collect();
    let of = |wanted: &dyn Fn(&IndicatorView, Option<Variation>) -> bool| ranked(&solid, wanted);
    let mut found: Vec<(&IndicatorView, Kind)> = Vec::new();
    add(&mut found, of(&|_, variation| matches!(variation, Some(Variation::Concerning(_)))), Kind::Concerning, 2);
    add(&mut found, of(&|view, _| is_red(view)), Kind::Red, 2);
    let mut better = of(&|_, variation| matches!(variation, Some(Variation::Improving(_))));
    // Good news that is red all the same comes last.
    better.sort_by_key(|view| is_red(view));
    add(&mut found, better, Kind::Improving, 2);
    if found.len() < 6 {
        let neutral = of(&|_, variation| matches!(variation, Some(Variation::Higher | Variation::Lower)));
        let up = neutral.first().is_some_and(|view| matches!(view.verdict(), Some((_, Variation::Higher))));
        add(&mut found, neutral, if up { Kind::Higher } else { Kind::Lower }, 1);
    }
    let mut said: Vec<Message> = found.iter().map(|(view, kind)| message(view, *kind)).collect();
    if said.len() < ENOUGH {
        let untested = |view: &&IndicatorView| found.iter().all(|(held, _)| held.id != view.id) && view.verdict().is_none();
        let rest: Vec<&IndicatorView> = solid.iter().map(|(view, _)| *view).filter(untested).collect();
        said.extend(raw_moves(&rest).into_iter().take(6 - said.len()));
    }
    said
}

fn is_red(view: &IndicatorView) -> bool {
    view.rag() == Some(Rag::Red)
}

/// Those wanted: red first, then what its area counts as chief, then in order.
fn ranked<'a>(all: &[(&'a IndicatorView, Option<Variation>)], wanted: &dyn Fn(&IndicatorView, Option<Variation>) -> bool) -> Vec<&'a IndicatorView> {
    let mut found: Vec<&IndicatorView> = all.iter().filter(|(view, variation)| wanted(view, *variation)).map(|(view, _)| *view).collect();
    found.sort_by_key(|view| (!is_red(view), headline(view)));
    found
}

/// Adds the first `most` that have not been named, one from each area.
fn add<'a>(found: &mut Vec<(&'a IndicatorView, Kind)>, views: Vec<&'a IndicatorView>, kind: Kind, most: usize) {
    let mut areas: Vec<&str> = Vec::new();
    for view in views {
        let area = section_of(&view.area).id;
        if areas.len() < most && !areas.contains(&area) && found.iter().all(|(held, _)| held.id != view.id) {
            areas.push(area);
            found.push((view, kind));
        }
    }
}

/// The place of an indicator among those its area counts as chief.
fn headline(view: &IndicatorView) -> usize {
    section_of(&view.area).headlines.iter().position(|id| *id == view.id).unwrap_or(usize::MAX)
}

/// Moves on a year before, of figures whose usual variation cannot be told.
fn raw_moves(indicators: &[&IndicatorView]) -> Vec<Message> {
    let moved: Vec<(&IndicatorView, Change)> = indicators
        .iter()
        .filter(|view| base(view, &view.year_before) >= LEAST_BASE)
        .filter_map(|view| Some((*view, view.change_on_year().ok()?)))
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
        Kind::Concerning => "Concerning",
        Kind::Red => "Red",
        Kind::Improving => "Improving",
        Kind::Better => "Better",
        Kind::Worse => "Worse",
        Kind::Higher => "Higher",
        Kind::Lower => "Lower",
        Kind::Unsure => "Not sure",
        Kind::Done => "What was done",
    };
    let soft = if view.this.is_provisional() { " The figure is provisional." } else { "" };
    Message {
        kind,
        word,
        text: format!("{}: {}{soft}", view.title, standing::one_sentence(view)),
        indicator: Some(view.id.clone()),
        href: format!("#indicator-{}", words::slug(&view.id)),
    }
}
