//! What a run of figures says: the title and the text alternative of a chart, made from the same facts.
//!
//! Latest, highest, lowest, change on the year before; then, from [`crate::standing`], what limits, target and notes add.

use crate::standing;
use crate::view::{Counted, IndicatorView, PeriodFigure};
use crate::words;
use sightline_compare::{Change, Measure, change};
use sightline_model::{Status, add_months};

/// The facts of a trend, from which everything said about its chart is made.
#[derive(Clone, Debug)]
pub struct TrendFacts<'a> {
    /// The last point with a value.
    pub latest: Option<&'a PeriodFigure>,
    /// The highest point; of equals, the latest.
    pub highest: Option<&'a PeriodFigure>,
    /// The lowest point; of equals, the latest.
    pub lowest: Option<&'a PeriodFigure>,
    /// The point one year before the latest.
    pub year_before: Option<&'a PeriodFigure>,
    /// The change from that point to the latest.
    pub change: Option<Change>,
    /// Points with no value.
    pub missing: usize,
    /// Points that are hidden, among those with no value.
    pub hidden: usize,
    /// Points that may still change.
    pub provisional: usize,
}

impl<'a> TrendFacts<'a> {
    /// The facts of an indicator's trend.
    #[must_use]
    pub fn of(view: &'a IndicatorView) -> TrendFacts<'a> {
        let with_value = || view.trend.iter().filter_map(|point| point.value().map(|value| (point, value)));
        let latest = with_value().next_back().map(|(point, _)| point);
        let pick = |better: fn(f64, f64) -> bool| {
            with_value().fold(None, |best: Option<(&PeriodFigure, f64)>, (point, value)| match best {
                Some((_, held)) if better(held, value) => best,
                _ => Some((point, value)),
            })
        };
        let year_before = latest.and_then(|latest| {
            let start = add_months(latest.starts_on, -12);
            view.trend.iter().find(|point| point.starts_on == start && point.value().is_some())
        });
        let change = latest.zip(year_before).and_then(|(now, before)| change(&before.figure, &now.figure, view.measure, &view.unit, view.good).ok());
        TrendFacts {
            latest,
            highest: pick(|held, value| held > value).map(|(point, _)| point),
            lowest: pick(|held, value| held < value).map(|(point, _)| point),
            year_before,
            change,
            missing: view.trend.iter().filter(|point| point.value().is_none()).count(),
            hidden: view.trend.iter().filter(|point| point.figure.status == Status::Hidden).count(),
            provisional: view.trend.iter().filter(|point| point.is_provisional()).count(),
        }
    }
}

/// The message a trend chart's title states: `Referrals: 410 in September 2018, up 24 (6.2 per cent) on September 2017`.
#[must_use]
pub fn trend_title(view: &IndicatorView) -> String {
    let facts = TrendFacts::of(view);
    if let Some(last) = view.trend.last().filter(|last| last.figure.status == Status::Hidden) {
        return format!("{}: {} {}", view.title, words::HIDDEN, view.counted.when(last));
    }
    let Some(latest) = facts.latest else {
        return format!("{}: not available", view.title);
    };
    let value = words::figure(&latest.figure, view.measure, &view.unit);
    let soft = if latest.is_provisional() { " (provisional)" } else { "" };
    let opening = format!("{}{}: {value} {}{soft}", view.title, run(view, latest), view.counted.when(latest));
    let moved = match (facts.change, facts.year_before) {
        // A share of few goes up and down by chance alone: its change is in the description, not in the message.
        (Some(_), Some(before)) if is_of_few(view, latest) || is_of_few(view, before) => String::new(),
        (Some(change), Some(before)) => {
            let said = words::change(Ok(change), view.measure);
            match said.direction {
                "" => format!(", the same as {}", when_before(view, before)),
                _ => format!(", {} compared with {}", said.text, when_before(view, before)),
            }
        }
        _ => String::new(),
    };
    opening + &moved + &standing::in_title(view)
}

/// Fewer than these, and a share says too little to be a message.
const FEW: f64 = 20.0;

fn is_of_few(view: &IndicatorView, point: &PeriodFigure) -> bool {
    view.measure == Measure::Percentage && point.figure.denominator.is_some_and(|of| of < FEW)
}

/// Where the points of a run are shorter than the period that is told beside it, the message says so: `, by month from October 2015 to September 2018`. What
/// stood at the end of a month stood at the end of the quarter too.
fn run(view: &IndicatorView, latest: &PeriodFigure) -> String {
    let days = |point: &PeriodFigure| point.ends_on.days_since(point.starts_on);
    let (Some(first), true) =
        (view.trend.first().filter(|_| view.trend.len() > 2), view.counted == Counted::During && days(latest) < days(&view.this))
    else {
        return String::new();
    };
    let noun = if days(latest) < 32 { "month" } else { "quarter" };
    format!(", by {noun} from {} to {}", first.words, view.trend.last().unwrap_or(latest).words)
}

/// The earlier point, named for "compared with ...": `September 2017`, `30 September 2017`.
fn when_before(view: &IndicatorView, before: &PeriodFigure) -> String {
    match &view.counted {
        Counted::During => before.words.clone(),
        Counted::AtEnd | Counted::Window(_) => words::day(before.ends_on),
    }
}

/// The text alternative of a trend chart: one paragraph that says what a reader would see.
#[must_use]
pub fn trend_description(view: &IndicatorView) -> String {
    let (Some(first), Some(last)) = (view.trend.first(), view.trend.last()) else {
        return format!("No figures to draw for {}.", view.title);
    };
    let facts = TrendFacts::of(view);
    let points = words::how_many(view.trend.len(), "point", "points");
    let mut text = format!("Line chart of {}, {points} from {} to {}.", view.title, first.words, last.words);
    let (Some(latest), Some(highest), Some(lowest)) = (facts.latest, facts.highest, facts.lowest) else {
        text.push_str(" Not available at any of them.");
        return text;
    };
    let full = |point: &PeriodFigure| words::figure_in_full(&point.figure, view.measure, &view.unit);
    text += &format!(" Latest: {} {}.", full(latest), view.counted.when(latest));
    if let (Some(before), Some(change)) = (facts.year_before, facts.change) {
        let said = words::change(Ok(change), view.measure);
        let way = if said.direction.is_empty() { String::new() } else { format!(", {}", said.direction) };
        text += &format!(" A year before: {}; {}{way}.", full(before), said.text);
    }
    if highest.value() == lowest.value() {
        text += " Every point with a figure has the same value.";
    } else {
        text += &format!(" Highest: {} {}.", full(highest), view.counted.when(highest));
        text += &format!(" Lowest: {} {}.", full(lowest), view.counted.when(lowest));
    }
    if facts.missing > 0 {
        let verb = if facts.missing == 1 { "has" } else { "have" };
        text += &format!(
            " {} {verb} no figure and {} left as a gap.",
            words::how_many(facts.missing, "point", "points"),
            if facts.missing == 1 { "is" } else { "are" }
        );
    }
    if facts.hidden > 0 {
        let of_these = if facts.hidden == facts.missing { String::new() } else { format!("{} of these ", words::whole(facts.hidden)) };
        let subject = match (of_these.is_empty(), facts.hidden) {
            (true, 1) => "It is".to_owned(),
            (true, _) => "They are".to_owned(),
            (false, 1) => format!("{of_these}is"),
            (false, _) => format!("{of_these}are"),
        };
        text += &format!(" {} hidden, so that no child can be identified.", words::sentence(&subject));
    }
    if facts.provisional > 0 {
        let verb = if facts.provisional == 1 { "is" } else { "are" };
        text += &format!(" {} {verb} provisional and may still change.", words::how_many(facts.provisional, "point", "points"));
    }
    text + &standing::in_description(view)
}

/// The answer to the indicator's question, in a sentence or two.
#[must_use]
pub fn answer(view: &IndicatorView) -> String {
    let this = &view.this;
    if this.value().is_none() {
        return match this.figure.status {
            Status::NotApplicable => format!("There was nothing to measure {}.", view.counted.when(this)),
            Status::Hidden => format!("Hidden {}, so that no child can be identified.", view.counted.when(this)),
            _ => match view.unavailable_reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty()) {
                Some(reason) => format!("Not available: {}.", reason.trim_end_matches('.')),
                None => format!("Not available {}.", view.counted.when(this)),
            },
        };
    }
    let when = words::sentence(&view.counted.when(this));
    if view.is_shares {
        return format!(
            "{when}, {}.{}",
            largest_parts(view),
            if this.is_provisional() { " These figures are provisional and may still change." } else { "" }
        );
    }
    let mut text = when;
    text += &format!(", {}", words::figure_in_full(&this.figure, view.measure, &view.unit));
    if let (Measure::Count, Some(count)) = (view.measure, this.value()) {
        text += &format!(" {}", words::counted_unit(count, &view.unit));
    }
    text.push('.');
    let said = |change, on: &str| {
        let said = words::change(change, view.measure);
        match (said.text.as_str(), said.direction) {
            ("not available", _) => format!("no comparison with {on} is available"),
            ("no change", _) => format!("no change compared with {on}"),
            (text, way) => format!("{text} compared with {on} ({way})"),
        }
    };
    let on_previous = said(view.change_on_previous(), &when_before(view, &view.previous));
    let on_year = said(view.change_on_year(), &when_before(view, &view.year_before));
    text += &format!(" {}; {on_year}.", words::sentence(&on_previous));
    if this.figure.pending > 0 {
        let verb = if this.figure.pending == 1 { "is" } else { "are" };
        text += &format!(" {} more {verb} still within the limit and not counted yet.", words::whole(this.figure.pending));
    }
    if this.is_provisional() {
        text += " This figure is provisional and may still change.";
    }
    text
}

/// The three largest parts of the first breakdown, in words.
fn largest_parts(view: &IndicatorView) -> String {
    let mut parts: Vec<(&crate::view::Part, f64)> = view
        .breakdowns
        .first()
        .into_iter()
        .flat_map(|breakdown| &breakdown.parts)
        .filter_map(|part| Some((part, crate::view::shown(&part.figure)?)))
        .collect();
    parts.sort_by(|a, b| b.1.total_cmp(&a.1));
    if parts.is_empty() {
        return words::how_many_counted(&view.this.figure) + ", not divided here";
    }
    let said: Vec<String> =
        parts.iter().take(3).map(|(part, _)| format!("{} {}", part.label, words::figure_in_full(&part.figure, view.measure, &view.unit))).collect();
    format!("the largest of {} are: {}", words::how_many(parts.len(), "part", "parts"), said.join("; "))
}

/// The indicator divided: `Referrals by team`, or its own title where that says so already.
#[must_use]
pub fn breakdown_name(view: &IndicatorView, at: usize) -> String {
    // `Contacts by source` divided by source group says so already.
    let says = view.is_shares && at == 0 && view.title.contains(" by ");
    match view.breakdowns.get(at).filter(|_| !says).map(|breakdown| lower_first(&breakdown.title)) {
        Some(dimension) if !view.title.to_lowercase().ends_with(&format!("by {}", dimension.to_lowercase())) => {
            format!("{} by {dimension}", view.title)
        }
        _ => view.title.clone(),
    }
}

/// The message of a breakdown chart: its largest part.
#[must_use]
pub fn breakdown_title(view: &IndicatorView, at: usize) -> String {
    let Some(breakdown) = view.breakdowns.get(at) else {
        return format!("{}: no breakdown", view.title);
    };
    let opening = breakdown_name(view, at);
    let none = breakdown.parts.iter().all(|part| crate::view::shown(&part.figure).is_none());
    match largest(view, at) {
        _ if none => format!("{opening}: not available"),
        Some((label, value)) if breakdown.parts.len() > 1 => format!("{opening}: {label} is highest, {value}"),
        _ => opening,
    }
}

/// The text alternative of a breakdown chart.
#[must_use]
pub fn breakdown_description(view: &IndicatorView, at: usize) -> String {
    let Some(breakdown) = view.breakdowns.get(at) else {
        return "No breakdown.".to_owned();
    };
    let mut text = format!(
        "Bar chart of {} {}, {}.",
        breakdown_name(view, at),
        view.counted.when(&view.this),
        words::how_many(breakdown.parts.len(), "part", "parts"),
    );
    for part in breakdown.parts.iter().take(12) {
        let soft = if part.figure.status == Status::Provisional { ", provisional" } else { "" };
        text += &format!(" {}: {}{soft}.", part.label, words::figure_in_full(&part.figure, view.measure, &view.unit));
    }
    if breakdown.parts.len() > 12 {
        text += &format!(" The other {} are in the table.", words::whole(breakdown.parts.len() - 12));
    }
    text
}

fn largest(view: &IndicatorView, at: usize) -> Option<(&str, String)> {
    // What was not recorded is no message, and neither is a share of few.
    let says = |part: &&crate::view::Part| {
        let is_of_few = view.measure == Measure::Percentage && !view.is_shares && part.figure.denominator.is_some_and(|of| of < FEW);
        part.label != "Not recorded" && !is_of_few
    };
    let parts = &view.breakdowns.get(at)?.parts;
    let mut best: Option<(&str, f64)> = None;
    let mut ties = false;
    for (label, value) in parts.iter().filter(says).filter_map(|part| Some((part.label.as_str(), crate::view::shown(&part.figure)?))) {
        match best {
            Some((_, held)) if held > value => {}
            Some((_, held)) if held == value => ties = true,
            _ => (best, ties) = (Some((label, value)), false),
        }
    }
    let (label, value) = best.filter(|_| !ties)?;
    Some((label, words::value(value, view.measure, &view.unit)))
}

/// The text with a small first letter, unless it begins with an abbreviation.
pub(crate) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let second_is_small = text.chars().nth(1).is_none_or(char::is_lowercase);
    match letters.next() {
        Some(first) if second_is_small => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}
