//! Mean, limits, target and special points over a run.

use super::draw::{Anchor, MUTED, at, label, width_of};
use super::legend::{Legend, Sign};
use super::marks::{ink, shape};
use super::plot::Plot;
use super::side::Name;
use crate::view::{IndicatorView, PeriodFigure};
use crate::words;
use sightline_compare::spc::{self, Marked, Variation, Way};
use sightline_compare::target::Aim;
use sightline_compare::{Good, Icon};
use svg::node::element::{Group, Line, Path};

/// Limits: darker than the grid, lighter than the run.
const LIMIT: &str = "#5f7079";
/// Near limits, which only help the eye.
const NEAR: &str = "#b9c5ca";
/// The target.
const TARGET: &str = "#8a1c5c";
const LIMIT_DASHES: &str = "7 4";
const NEAR_DASHES: &str = "2 4";
const TARGET_DASHES: &str = "12 3 2 3";

fn level(from: f64, to: f64, y: f64, colour: &'static str, width: &'static str, dashes: Option<&'static str>) -> Line {
    let line = Line::new().set("x1", at(from)).set("x2", at(to)).set("y1", at(y)).set("y2", at(y)).set("stroke", colour).set("stroke-width", width);
    if let Some(dashes) = dashes { line.set("stroke-dasharray", dashes) } else { line }
}

/// Mean, limits and near limits of every segment that has them, and what is to be said of each at its foot.
pub(super) fn limits(mut picture: Group, chart: &spc::Chart, plot: &Plot) -> Group {
    for segment in &chart.segments {
        let (from, to) = (plot.before(segment.first), plot.after(segment.last));
        if let Some(limits) = &segment.limits {
            let band = &limits.shown;
            for near in [band.near_lower, band.near_upper] {
                picture = picture.add(level(from, to, plot.y(near), NEAR, "1.2", Some(NEAR_DASHES)));
            }
            for limit in [band.lower, band.upper] {
                picture = picture.add(level(from, to, plot.y(limit), LIMIT, "1.3", Some(LIMIT_DASHES)));
            }
            picture = picture.add(level(from, to, plot.y(limits.mean), LIMIT, "1.3", None));
        }
        if let Some(said) = segment.standing.label()
            && width_of(said, 11.0) < to - from
        {
            let mut text = label(from + 4.0, plot.foot() - 5.0, said, Anchor::Start);
            (text.size, text.fill) = (11.0, MUTED);
            picture = picture.add(text.draw().set("paint-order", "stroke").set("stroke", "#ffffff").set("stroke-width", 3));
        }
    }
    picture
}

/// The names of the last segment's lines.
pub(super) fn limit_names(chart: &spc::Chart, view: &IndicatorView, plot: &Plot) -> Vec<Name> {
    let Some(limits) = chart.segments.last().and_then(|segment| segment.limits.as_ref()) else { return Vec::new() };
    let value = |value: f64| words::line_value(value, view.measure, &view.unit);
    [("Upper", limits.shown.upper), ("Mean", limits.mean), ("Lower", limits.shown.lower)]
        .into_iter()
        .map(|(name, line)| Name::of(plot.y(line), format!("{name} {}", value(line))))
        .collect()
}

/// Stretches of the run with one and the same aim: first point, last point, aim.
fn stretches(view: &IndicatorView) -> Vec<(usize, usize, Aim)> {
    let mut found: Vec<(usize, usize, Aim)> = Vec::new();
    for (index, point) in view.trend.iter().enumerate() {
        let Some(aim) = view.target_on(point.ends_on).map(|target| target.aim).filter(|aim| *aim != Aim::Information) else { continue };
        match found.last_mut() {
            Some((_, last, held)) if *held == aim && *last + 1 == index => *last = index,
            _ => found.push((index, index, aim)),
        }
    }
    found
}

/// The ends of an aim that are lines on a chart, with which side of each meets it.
fn edges(aim: Aim) -> Vec<(f64, Way)> {
    match aim {
        Aim::AtLeast { value } => vec![(value, Way::Up)],
        Aim::AtMost { value } => vec![(value, Way::Down)],
        Aim::Within { low, high } => vec![(low, Way::Up), (high, Way::Down)],
        Aim::Information => Vec::new(),
    }
}

/// Every value at which a target line is drawn.
pub(super) fn target_values(view: &IndicatorView) -> Vec<f64> {
    stretches(view).into_iter().flat_map(|(_, _, aim)| edges(aim)).map(|(value, _)| value).collect()
}

/// The target as a line in steps, with small arrows that point to the side that meets it.
pub(super) fn target(mut picture: Group, view: &IndicatorView, plot: &Plot) -> Group {
    for (first, last, aim) in stretches(view) {
        let (from, to) = (plot.before(first), plot.after(last));
        for (value, way) in edges(aim) {
            let y = plot.y(value);
            let tip = if way == Way::Up { -7.0 } else { 7.0 };
            let x = from + 8.0;
            let arrow = format!("M{} {}L{} {}L{} {}Z", at(x - 4.5), at(y), at(x + 4.5), at(y), at(x), at(y + tip));
            picture = picture.add(level(from, to, y, TARGET, "1.8", Some(TARGET_DASHES))).add(Path::new().set("d", arrow).set("fill", TARGET));
        }
    }
    picture
}

/// The names of the target lines in force at the end of the run.
pub(super) fn target_names(view: &IndicatorView, plot: &Plot) -> Vec<Name> {
    let last = view.trend.len().saturating_sub(1);
    stretches(view)
        .last()
        .filter(|(_, end, _)| *end == last)
        .map(|(_, _, aim)| edges(*aim))
        .unwrap_or_default()
        .into_iter()
        .map(|(value, way)| {
            let name = match (view.good, way) {
                (Good::Neutral, Way::Up) => "Range from",
                (Good::Neutral, Way::Down) => "Range to",
                _ => "Target",
            };
            Name::of(plot.y(value), format!("{name} {}", words::aimed(value, view.measure, &view.unit)))
        })
        .collect()
}

/// What a point's signal means for an indicator that is good this way.
fn icon_of(point: &Marked, good: Good) -> Option<Icon> {
    let signal = point.label()?;
    Some(Variation::of(Some(signal), good).icon())
}

/// True for a point that is drawn as special.
pub(super) fn is_special(chart: Option<&spc::Chart>, index: usize) -> bool {
    chart.and_then(|chart| chart.points.get(index)).is_some_and(|point| point.label().is_some())
}

/// Special points: a shape on each, and a letter once for every run of them.
pub(super) fn signals(mut picture: Group, chart: &spc::Chart, points: &[PeriodFigure], plot: &Plot) -> Group {
    let good = chart.setup.good;
    let radius = if plot.gap() < 6.0 { 3.4 } else { 5.0 };
    let mut letters: Vec<(f64, f64, Icon, bool)> = Vec::new();
    let mut index = 0;
    while index < points.len() {
        let Some(icon) = chart.points.get(index).and_then(|point| icon_of(point, good)) else {
            index += 1;
            continue;
        };
        let run = chart.points[index..]
            .iter()
            .take_while(|point| point.segment == chart.points[index].segment && icon_of(point, good) == Some(icon))
            .count();
        let up = chart.points[index].label().is_some_and(|signal| signal.way == Way::Up);
        let mut peak: Option<(f64, f64)> = None;
        for (offset, point) in points[index..index + run].iter().enumerate() {
            let Some(value) = point.value() else { continue };
            let (x, y) = (plot.x(index + offset), plot.y(value));
            picture = picture.add(shape(icon.shape, x, y, radius, ink(icon.colour)));
            if peak.is_none_or(|(_, held)| if up { y < held } else { y > held }) {
                peak = Some((x, y));
            }
        }
        if let Some((x, y)) = peak {
            letters.push((x, y, icon, up));
        }
        index += run;
    }
    let mut last_x = f64::NEG_INFINITY;
    for (x, y, icon, up) in letters {
        if x - last_x < 9.0 {
            continue;
        }
        last_x = x;
        let y = if up { y - radius - 4.0 } else { y + radius + 12.0 };
        let letter = icon.letter.to_string();
        let mut text = label(x, y.clamp(plot.top - 2.0, plot.foot() + 9.0), &letter, Anchor::Middle);
        (text.size, text.bold, text.fill) = (12.0, true, ink(icon.colour));
        picture = picture.add(text.draw().set("paint-order", "stroke").set("stroke", "#ffffff").set("stroke-width", 3));
    }
    picture
}

/// Which special points a chart has: one icon of each shape.
pub(super) fn kinds(chart: &spc::Chart) -> Vec<Icon> {
    let mut found: Vec<Icon> = Vec::new();
    for icon in chart.points.iter().filter_map(|point| icon_of(point, chart.setup.good)) {
        if !found.iter().any(|held| held.shape == icon.shape) {
            found.push(icon);
        }
    }
    found
}

/// What the special points of a shape are called in a legend.
pub(super) fn kind_words(icon: &Icon) -> String {
    let what = match icon.words {
        "improving" => "Improving: more than usual, the good way",
        "concerning" => "Concerning: more than usual, the other way",
        _ => "More than usual; neither way is good",
    };
    format!("{what} (H high, L low)")
}

/// Explains the lines, for a chart that stands alone.
pub(super) fn explain_lines(legend: &mut Legend, has_limits: bool, has_target: bool) {
    if has_limits {
        legend.say(Sign::Line(LIMIT, 1.3, None), "Mean");
        legend.say(Sign::Line(LIMIT, 1.3, Some(LIMIT_DASHES)), "Limits of usual variation");
        legend.say(Sign::Line(NEAR, 1.4, Some(NEAR_DASHES)), "Two thirds of the way to a limit");
    }
    if has_target {
        legend.say(Sign::Line(TARGET, 1.8, Some(TARGET_DASHES)), "Target; arrows point to the side that meets it");
    }
}
