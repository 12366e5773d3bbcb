//! A run of figures as a line, with what is usual, what is aimed at, and what happened.

use super::Chart;
use super::control;
use super::draw::{Anchor, canvas, label, patterns, rectangle, seen_only, wrapped};
use super::lanes::Lanes;
use super::legend::{Legend, Sign};
use super::marks::point;
use super::plot::{Plot, WIDTH, steps};
use super::scale::Scale;
use super::side::{Name, names};
use crate::facts;
use crate::html::Html;
use crate::standing;
use crate::view::{IndicatorView, PeriodFigure};
use crate::words;
use sightline_compare::spc;
use sightline_model::Status;
use svg::node::element::{Group, SVG};

const PLOT: f64 = 184.0;
/// More points than this are drawn without a mark each.
const MARKED: usize = 40;

/// The trend of an indicator, for a page whose heading states the message.
#[must_use]
pub fn trend(view: &IndicatorView) -> Chart {
    drawn(view, false)
}

/// The same with the message drawn above it and every line explained below it, for a file that stands alone.
#[must_use]
pub fn trend_as_file(view: &IndicatorView) -> Chart {
    drawn(view, true)
}

fn drawn(view: &IndicatorView, alone: bool) -> Chart {
    let id = format!("chart-{}", words::slug(&view.id));
    let title = facts::trend_title(view);
    let description = facts::trend_description(view);
    let control = view.control().ok();
    let mut plot = Plot { count: view.trend.len(), scale: scale(view, control.as_ref()), top: 0.0, height: PLOT };
    let notes = view.notes();
    let lanes = Lanes::lay(&notes, &plot, &view.trend, |note| {
        let segments = &control.as_ref()?.segments;
        let opened = |segment: &&spc::Segment| segment.opened_by.as_ref().is_some_and(|by| by.on == note.on && by.label == note.label);
        segments.iter().find(opened).map(|segment| plot.before(segment.first))
    });
    let heading = if alone { wrapped(&title, 16.0, WIDTH - 16.0) } else { Vec::new() };
    let head = if heading.is_empty() { 0.0 } else { 22.0 * steps(heading.len()) + 10.0 };
    let base = head + 22.0 + lanes.height();
    plot.top = base + 8.0;
    let legend = legend(view, control.as_ref(), alone);
    let under = plot.foot() + 34.0;
    let remarks: Vec<String> =
        if alone { standing::remarks(view).iter().flat_map(|text| wrapped(text, 12.0, WIDTH - 24.0)).collect() } else { Vec::new() };
    let height = under + legend.height() + if remarks.is_empty() { 0.0 } else { 16.0 * steps(remarks.len()) + 12.0 };

    let mut picture = seen_only();
    if alone {
        picture = picture.add(rectangle(0.0, 0.0, WIDTH, height, "#ffffff"));
    }
    picture = column(picture, &heading, 20.0, 22.0, 16.0, true);
    // What the axis counts stands above the notes, so that nothing crosses it.
    picture = plot.counts(picture, view.measure, &view.unit, head + 14.0);
    picture = plot.axes(picture, &view.trend, view.measure, &view.unit);
    picture = plot.gaps(picture, &view.trend, &id);
    let mut beside = Vec::new();
    if let Some(chart) = &control {
        picture = control::limits(picture, chart, &plot);
        beside.extend(control::limit_names(chart, view, &plot));
    }
    picture = control::target(picture, view, &plot);
    beside.extend(control::target_names(view, &plot));
    picture = lanes.draw(picture, base, plot.foot());
    picture = plot.run(picture, &view.trend, super::draw::MAIN, None);
    picture = points(picture, &view.trend, &plot, control.as_ref());
    if let Some(chart) = &control {
        picture = control::signals(picture, chart, &view.trend, &plot);
    }
    if let Some((y, text)) = latest(view, &plot) {
        beside.push(Name { y, text, strong: true });
    }
    picture = names(picture, beside, plot.top + 4.0, plot.foot() + 4.0);
    picture = legend.draw(picture, &id, under);
    picture = column(picture, &remarks, under + legend.height() + 12.0, 16.0, 12.0, false);
    let svg: SVG = canvas(&id, &title, &description, WIDTH, height).add(patterns(&id)).add(picture);
    Chart { id, title, description, svg: Html::new(svg.to_string()) }
}

/// An axis that holds the run, its limits and its target. Zero is left out only where limits show what is usual.
fn scale(view: &IndicatorView, control: Option<&spc::Chart>) -> Scale {
    let mut values: Vec<f64> = view.trend.iter().filter_map(PeriodFigure::value).collect();
    values.extend(control::target_values(view));
    let limits = || control.into_iter().flat_map(|chart| &chart.segments).filter_map(|segment| segment.limits.as_ref());
    values.extend(limits().flat_map(|limits| [limits.shown.lower, limits.shown.upper]));
    if limits().next().is_some() {
        Scale::about(values.iter().copied(), view.measure, &view.unit)
    } else {
        Scale::holding(values.iter().copied(), view.measure, &view.unit)
    }
}

fn legend(view: &IndicatorView, control: Option<&spc::Chart>, alone: bool) -> Legend {
    let mut legend = Legend::default();
    if alone {
        let limits = control.is_some_and(|chart| chart.segments.iter().any(|segment| segment.limits.is_some()));
        control::explain_lines(&mut legend, limits, !control::target_values(view).is_empty());
    }
    for icon in control.map(control::kinds).unwrap_or_default() {
        legend.say(Sign::Icon(icon), control::kind_words(&icon));
    }
    if view.trend.iter().any(PeriodFigure::is_provisional) {
        legend.say(Sign::Provisional, "Hollow, dotted: provisional, may still change");
    }
    if view.trend.iter().any(|point| point.value().is_none()) {
        let hidden = view.trend.iter().any(|point| point.figure.status == Status::Hidden);
        legend.say(Sign::Gap, if hidden { "Hatched: no figure, or hidden" } else { "Hatched: no figure" });
    }
    legend
}

fn points(mut picture: Group, points: &[PeriodFigure], plot: &Plot, control: Option<&spc::Chart>) -> Group {
    let last = points.iter().rposition(|point| point.value().is_some());
    for (index, figure) in points.iter().enumerate() {
        let Some(value) = figure.value().filter(|_| !control::is_special(control, index)) else { continue };
        let is_last = Some(index) == last;
        // A point with gaps on both sides has no line to show it.
        let alone = |other: Option<usize>| other.and_then(|at| points.get(at)).is_none_or(|point| point.value().is_none());
        if is_last || figure.is_provisional() || points.len() <= MARKED || alone(index.checked_sub(1)) && alone(Some(index + 1)) {
            picture = picture.add(point(plot.x(index), plot.y(value), figure.is_provisional(), is_last, points.len() > MARKED));
        }
    }
    picture
}

/// The last value, by itself.
fn latest(view: &IndicatorView, plot: &Plot) -> Option<(f64, String)> {
    let value = view.trend.iter().rev().find_map(PeriodFigure::value)?;
    Some((plot.y(value), words::bare_value(value, view.measure, &view.unit)))
}

fn column(mut picture: Group, lines: &[String], mut y: f64, step: f64, size: f64, bold: bool) -> Group {
    for text in lines {
        let mut text = label(4.0, y, text, Anchor::Start);
        (text.size, text.bold) = (size, bold);
        picture = picture.add(text.draw());
        y += step;
    }
    picture
}
