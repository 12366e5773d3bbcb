//! A trend to stand beside others: half a line wide, with text that can still be read there.

use super::Chart;
use super::control;
use super::draw::{AXIS, Anchor, GRID, INK, MAIN, MUTED, TINT, at, canvas, label, line, patterns, rectangle, seen_only};
use super::marks::{ink, point, shape};
use super::plot::steps;
use super::scale::Scale;
use crate::facts;
use crate::html::Html;
use crate::view::{IndicatorView, PeriodFigure};
use crate::words;
use sightline_compare::spc;
use sightline_compare::spc::Variation;
use svg::node::element::{Group, Path};

const WIDTH: f64 = 320.0;
const TOP: f64 = 10.0;
const PLOT: f64 = 96.0;
const LEFT: f64 = 46.0;
const RIGHT: f64 = 52.0;
const SIZE: f64 = 12.0;

/// The trend of an indicator, small: its line, what is usual (the shaded band), what is aimed at (the dashed line), its first and last period, its last value.
#[must_use]
pub fn small(view: &IndicatorView) -> Chart {
    let id = format!("small-{}", words::slug(&view.id));
    let (title, description) = (facts::trend_title(view), facts::trend_description(view));
    let control = view.control().ok();
    let ground = Ground { count: view.trend.len(), scale: scale(view, control.as_ref()) };
    let mut picture = seen_only();
    if let Some(chart) = &control {
        picture = band(picture, chart, &ground);
    }
    picture = axes(picture, view, &ground);
    picture = gaps(picture, view, &ground, &id);
    for target in control::target_values(view) {
        let y = at(ground.y(target));
        let path = Path::new().set("d", format!("M{} {y}L{} {y}", at(LEFT), at(WIDTH - RIGHT)));
        picture = picture.add(path.set("stroke", INK).set("stroke-width", "1.4").set("stroke-dasharray", "6 3").set("fill", "none"));
    }
    picture = run(picture, view, &ground);
    picture = last(picture, view, &ground);
    let svg = canvas(&id, &title, &description, WIDTH, TOP + PLOT + 24.0).add(patterns(&id)).add(picture);
    Chart { id, title, description, svg: Html::new(svg.to_string()) }
}

struct Ground {
    count: usize,
    scale: Scale,
}

impl Ground {
    fn gap(&self) -> f64 {
        (WIDTH - LEFT - RIGHT) / steps(self.count.max(2) - 1)
    }

    fn x(&self, index: usize) -> f64 {
        if self.count == 1 { f64::midpoint(LEFT, WIDTH - RIGHT) } else { LEFT + self.gap() * steps(index) }
    }

    fn y(&self, value: f64) -> f64 {
        TOP + PLOT * (1.0 - self.scale.share(value))
    }

    /// From half a step before the first to half a step after the last, within the plot.
    fn span(&self, first: usize, last: usize) -> (f64, f64) {
        let half = self.gap() / 2.0;
        ((self.x(first) - half).max(LEFT), (self.x(last) + half).min(WIDTH - RIGHT))
    }
}

fn scale(view: &IndicatorView, control: Option<&spc::Chart>) -> Scale {
    let mut values: Vec<f64> = view.trend.iter().filter_map(PeriodFigure::value).collect();
    values.extend(control::target_values(view));
    let limits = control.into_iter().flat_map(|chart| &chart.segments).filter_map(|segment| segment.limits.as_ref());
    values.extend(limits.flat_map(|limits| [limits.shown.lower, limits.shown.upper]));
    Scale::holding(values.iter().copied(), view.measure, &view.unit)
}

/// Where usual variation lies.
fn band(mut picture: Group, chart: &spc::Chart, ground: &Ground) -> Group {
    for segment in &chart.segments {
        let Some(limits) = &segment.limits else { continue };
        let (from, to) = ground.span(segment.first, segment.last);
        let (top, foot) = (ground.y(limits.shown.upper), ground.y(limits.shown.lower));
        picture = picture.add(rectangle(from, top, to - from, foot - top, TINT));
        picture = picture.add(line(from, ground.y(limits.mean), to, ground.y(limits.mean), AXIS));
    }
    picture
}

/// The foot, the top and the middle of the axis; the first and last period.
fn axes(mut picture: Group, view: &IndicatorView, ground: &Ground) -> Group {
    let marks = ground.scale.marks();
    let kept = [marks.first(), marks.get(marks.len() / 2), marks.last()];
    for (place, mark) in kept.into_iter().flatten().enumerate() {
        if place == 1 && marks.len() < 3 {
            continue;
        }
        let y = ground.y(*mark);
        let said = words::axis_value(*mark, view.measure, &view.unit);
        let mut text = label(LEFT - 6.0, y + 4.0, &said, Anchor::End);
        (text.size, text.fill) = (SIZE, MUTED);
        picture = picture.add(line(LEFT, y, WIDTH - RIGHT, y, if *mark == 0.0 { AXIS } else { GRID })).add(text.draw());
    }
    for (point, anchor, x) in [(view.trend.first(), Anchor::Start, LEFT - 10.0), (view.trend.last(), Anchor::End, WIDTH - RIGHT + 26.0)] {
        let Some(point) = point else { continue };
        let mut text = label(x, TOP + PLOT + 18.0, &point.label, anchor);
        (text.size, text.fill) = (SIZE, MUTED);
        picture = picture.add(text.draw());
    }
    picture
}

fn gaps(mut picture: Group, view: &IndicatorView, ground: &Ground, id: &str) -> Group {
    let mut index = 0;
    while index < view.trend.len() {
        let run = view.trend[index..].iter().take_while(|point| point.value().is_none()).count();
        if run > 0 {
            let (from, to) = ground.span(index, index + run - 1);
            picture = picture.add(rectangle(from, TOP, to - from, PLOT, &format!("url(#{id}-faint)")));
        }
        index += run.max(1);
    }
    picture
}

fn run(mut picture: Group, view: &IndicatorView, ground: &Ground) -> Group {
    let (mut settled, mut soft) = (String::new(), String::new());
    for (index, pair) in view.trend.windows(2).enumerate() {
        let (Some(from), Some(to)) = (pair[0].value(), pair[1].value()) else { continue };
        let path = if pair[0].is_provisional() || pair[1].is_provisional() { &mut soft } else { &mut settled };
        *path += &format!("M{} {}L{} {}", at(ground.x(index)), at(ground.y(from)), at(ground.x(index + 1)), at(ground.y(to)));
    }
    for (path, dashes) in [(settled, None), (soft, Some("1 4"))] {
        if path.is_empty() {
            continue;
        }
        let stroke = Path::new().set("d", path).set("fill", "none").set("stroke", MAIN).set("stroke-width", "1.9").set("stroke-linecap", "round");
        picture = picture.add(match dashes {
            Some(dashes) => stroke.set("stroke-dasharray", dashes),
            None => stroke,
        });
    }
    // A point with gaps on both sides has no line to show it.
    for (index, figure) in view.trend.iter().enumerate() {
        let empty = |other: Option<usize>| other.and_then(|at| view.trend.get(at)).is_none_or(|point| point.value().is_none());
        if let Some(value) = figure.value().filter(|_| empty(index.checked_sub(1)) && empty(Some(index + 1))) {
            picture = picture.add(point(ground.x(index), ground.y(value), figure.is_provisional(), false, false));
        }
    }
    picture
}

/// The last value: its point, with the shape of its variation, and the number beside it.
fn last(mut picture: Group, view: &IndicatorView, ground: &Ground) -> Group {
    let Some((index, figure)) = view.trend.iter().enumerate().rev().find(|(_, point)| point.value().is_some()) else { return picture };
    let Some(value) = figure.value() else { return picture };
    let (x, y) = (ground.x(index), ground.y(value));
    let special = view.verdict().filter(|(verdict, variation)| verdict.at == index && *variation != Variation::Usual);
    picture = match special {
        Some((_, variation)) => picture.add(shape(variation.icon().shape, x, y, 5.4, ink(variation.icon().colour))),
        None => picture.add(point(x, y, figure.is_provisional(), true, false)),
    };
    let said = words::bare_value(value, view.measure, &view.unit);
    let mut text = label(x + 9.0, y + 4.5, &said, Anchor::Start);
    (text.size, text.bold) = (13.0, true);
    picture.add(text.draw())
}
