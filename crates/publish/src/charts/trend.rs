//! A run of figures as a line.

use super::Chart;
use super::draw::{AXIS, Anchor, GRID, INK, MAIN, MUTED, at, canvas, label, line, patterns, rectangle, seen_only, width_of, wrapped};
use super::scale::Scale;
use crate::facts;
use crate::html::Html;
use crate::view::{IndicatorView, PeriodFigure};
use crate::words;
use svg::node::element::{Circle, Group, Path, SVG};

const WIDTH: f64 = 540.0;
const LEFT: f64 = 58.0;
const RIGHT: f64 = 76.0;
const TOP: f64 = 30.0;
const PLOT: f64 = 155.0;

/// The trend of an indicator, for a page whose heading states the message.
#[must_use]
pub fn trend(view: &IndicatorView) -> Chart {
    drawn(view, false)
}

/// The same with the message drawn above it, for a file that stands alone.
#[must_use]
pub fn trend_as_file(view: &IndicatorView) -> Chart {
    drawn(view, true)
}

fn drawn(view: &IndicatorView, alone: bool) -> Chart {
    let id = format!("chart-{}", words::slug(&view.id));
    let title = facts::trend_title(view);
    let description = facts::trend_description(view);
    let heading = if alone { wrapped(&title, 16.0, WIDTH - 16.0) } else { Vec::new() };
    let mut space = if alone { TOP + 10.0 } else { TOP };
    for _ in &heading {
        space += 22.0;
    }
    let frame = Frame::of(view, space);
    let notes = frame.notes();
    let height = space + PLOT + 34.0 + if notes { 24.0 } else { 0.0 };
    let mut picture = seen_only();
    if alone {
        picture = picture.add(rectangle(0.0, 0.0, WIDTH, height, "#ffffff"));
    }
    let mut y = 20.0;
    for text in &heading {
        let mut text = label(4.0, y, text, Anchor::Start);
        (text.size, text.bold) = (16.0, true);
        picture = picture.add(text.draw());
        y += 22.0;
    }
    picture = frame.axes(picture);
    picture = frame.gaps(picture, &id);
    picture = frame.lines(picture);
    picture = frame.points(picture);
    if notes {
        picture = frame.legend(picture, &id, space + PLOT + 50.0);
    }
    let svg: SVG = canvas(&id, &title, &description, WIDTH, height).add(patterns(&id)).add(picture);
    Chart { id, title, description, svg: Html::new(svg.to_string()) }
}

/// Where everything stands.
struct Frame<'a> {
    view: &'a IndicatorView,
    points: &'a [PeriodFigure],
    scale: Scale,
    top: f64,
}

impl<'a> Frame<'a> {
    fn of(view: &'a IndicatorView, top: f64) -> Frame<'a> {
        let values = view.trend.iter().filter_map(PeriodFigure::value);
        Frame { view, points: &view.trend, scale: Scale::holding(values, view.measure, &view.unit), top }
    }

    /// A count as a coordinate. Charts have thousands of points at the very most.
    fn steps(count: usize) -> f64 {
        u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
    }

    fn gap_between(&self) -> f64 {
        (WIDTH - LEFT - RIGHT) / Frame::steps(self.points.len().max(2) - 1)
    }

    fn x(&self, index: usize) -> f64 {
        if self.points.len() == 1 { (LEFT + WIDTH - RIGHT) / 2.0 } else { LEFT + self.gap_between() * Frame::steps(index) }
    }

    fn y(&self, value: f64) -> f64 {
        self.top + PLOT * (1.0 - self.scale.share(value))
    }

    fn notes(&self) -> bool {
        self.points.iter().any(|point| point.value().is_none() || point.is_provisional())
    }

    fn axes(&self, mut picture: Group) -> Group {
        let (left, right) = (LEFT - 12.0, WIDTH - RIGHT + 12.0);
        let unit = if self.view.measure.changes_in_points(&self.view.unit) { "Per cent".to_owned() } else { words::sentence(&self.view.unit) };
        let mut unit = label(4.0, self.top - 14.0, &unit, Anchor::Start);
        (unit.size, unit.fill) = (12.0, MUTED);
        picture = picture.add(unit.draw());
        for mark in self.scale.marks() {
            let y = self.y(mark);
            let text = words::axis_value(mark, self.view.measure, &self.view.unit);
            let mut text = label(left - 8.0, y + 4.0, &text, Anchor::End);
            (text.size, text.fill) = (12.0, MUTED);
            picture = picture.add(line(left, y, right, y, if mark == 0.0 { AXIS } else { GRID })).add(text.draw());
        }
        let every = label_step(self.points.len());
        let last = self.points.len().saturating_sub(1);
        for (index, point) in self.points.iter().enumerate().filter(|(index, _)| (last - index).is_multiple_of(every)) {
            let x = self.x(index);
            let foot = self.top + PLOT;
            let mut text = label(x, foot + 20.0, &point.label, Anchor::Middle);
            (text.size, text.fill) = (12.0, MUTED);
            picture = picture.add(line(x, foot, x, foot + 5.0, AXIS)).add(text.draw());
        }
        picture
    }

    /// Where there is no figure the line stops, and the ground is hatched, so that a gap is not taken for a low value.
    fn gaps(&self, mut picture: Group, id: &str) -> Group {
        let half = self.gap_between() / 2.0;
        let mut index = 0;
        while index < self.points.len() {
            let run = self.points[index..].iter().take_while(|point| point.value().is_none()).count();
            if run > 0 {
                let (from, to) = (self.x(index) - half, self.x(index + run - 1) + half);
                let (from, to) = (from.max(LEFT - 12.0), to.min(WIDTH - RIGHT + 12.0));
                picture = picture.add(rectangle(from, self.top, to - from, PLOT, &format!("url(#{id}-faint)")));
                if to - from > width_of("not available", 12.0) + 16.0 {
                    let middle = f64::midpoint(from, to);
                    let mut text = label(middle, self.top + PLOT / 2.0 + 4.0, "not available", Anchor::Middle);
                    (text.size, text.fill) = (12.0, MUTED);
                    picture = picture.add(rectangle(middle - 44.0, self.top + PLOT / 2.0 - 11.0, 88.0, 20.0, "#ffffff")).add(text.draw());
                }
            }
            index += run.max(1);
        }
        picture
    }

    fn lines(&self, mut picture: Group) -> Group {
        let mut settled = String::new();
        let mut soft = String::new();
        for (index, pair) in self.points.windows(2).enumerate() {
            let (Some(from), Some(to)) = (pair[0].value(), pair[1].value()) else { continue };
            let path = if pair[0].is_provisional() || pair[1].is_provisional() { &mut soft } else { &mut settled };
            *path += &format!("M{} {}L{} {}", at(self.x(index)), at(self.y(from)), at(self.x(index + 1)), at(self.y(to)));
        }
        let stroke = |path: String| {
            Path::new().set("d", path).set("fill", "none").set("stroke", MAIN).set("stroke-width", "2.2").set("stroke-linecap", "round")
        };
        if !settled.is_empty() {
            picture = picture.add(stroke(settled));
        }
        if !soft.is_empty() {
            picture = picture.add(stroke(soft).set("stroke-dasharray", "1 5"));
        }
        picture
    }

    fn points(&self, mut picture: Group) -> Group {
        let last = self.points.iter().rposition(|point| point.value().is_some());
        for (index, point) in self.points.iter().enumerate() {
            let Some(value) = point.value() else { continue };
            let (x, y) = (self.x(index), self.y(value));
            let is_last = Some(index) == last;
            if is_last || point.is_provisional() || self.points.len() <= 40 {
                picture = picture.add(mark(x, y, point.is_provisional(), is_last));
            }
            if is_last {
                let text = words::value(value, self.view.measure, &self.view.unit);
                let text = text.split_once(' ').map_or(text.as_str(), |(number, _)| number);
                let mut text = label(x + 12.0, y + 5.0, text, Anchor::Start);
                (text.size, text.bold, text.fill) = (15.0, true, INK);
                picture = picture.add(text.draw());
            }
        }
        picture
    }

    fn legend(&self, mut picture: Group, id: &str, y: f64) -> Group {
        let mut x = LEFT - 12.0;
        let say = |picture: Group, text: &str, sign: Group, x: &mut f64| {
            let mut words = label(*x + 32.0, y + 4.0, text, Anchor::Start);
            (words.size, words.fill) = (12.0, MUTED);
            *x += 32.0 + width_of(text, 12.0) + 28.0;
            picture.add(sign).add(words.draw())
        };
        if self.points.iter().any(PeriodFigure::is_provisional) {
            let dashes = Path::new()
                .set("d", format!("M{} {}H{}", at(x), at(y), at(x + 24.0)))
                .set("stroke", MAIN)
                .set("stroke-width", "2.2")
                .set("stroke-linecap", "round")
                .set("stroke-dasharray", "1 5");
            let sign = Group::new().add(dashes).add(mark(x + 12.0, y, true, false));
            picture = say(picture, "Hollow, dotted: provisional, may still change", sign, &mut x);
        }
        if self.points.iter().any(|point| point.value().is_none()) {
            let sign = Group::new().add(rectangle(x, y - 7.0, 24.0, 14.0, &format!("url(#{id}-faint)")).set("stroke", GRID));
            picture = say(picture, "Hatched: no figure", sign, &mut x);
        }
        picture
    }
}

/// A point: filled when settled, hollow when provisional, larger when it is the last.
fn mark(x: f64, y: f64, provisional: bool, last: bool) -> Circle {
    let radius = if last {
        5.0
    } else if provisional {
        3.6
    } else {
        2.6
    };
    let circle = Circle::new().set("cx", at(x)).set("cy", at(y)).set("r", at(radius)).set("stroke", MAIN).set("stroke-width", 2);
    if provisional { circle.set("fill", "#ffffff") } else { circle.set("fill", MAIN) }
}

/// How many points apart labels stand, so that no more than six share the axis.
fn label_step(points: usize) -> usize {
    [1, 2, 3, 6, 12, 24, 36, 60, 120].into_iter().find(|step| points.div_ceil(*step) <= 6).unwrap_or(points.div_ceil(6).max(1))
}
