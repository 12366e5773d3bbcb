//! The ground of a chart over time: where points stand, the axes, gaps and lines.

use super::draw::{AXIS, Anchor, GRID, MUTED, at, fitted, label, line, rectangle, width_of};
use super::scale::Scale;
use crate::view::PeriodFigure;
use crate::words;
use sightline_compare::Measure;
use sightline_model::{Day, Status};
use svg::node::element::{Group, Path};

/// Width of every chart over time.
pub(super) const WIDTH: f64 = 600.0;
/// The first point.
pub(super) const LEFT: f64 = 60.0;
/// Room to the right of the last point, for the names of lines.
pub(super) const RIGHT: f64 = 116.0;
/// How far lines go beyond the first and last point.
pub(super) const BEYOND: f64 = 10.0;

/// A count as a coordinate. Charts have thousands of points at the very most.
pub(super) fn steps(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// Where everything stands.
pub(super) struct Plot {
    pub count: usize,
    pub scale: Scale,
    pub top: f64,
    pub height: f64,
}

impl Plot {
    pub(super) fn gap(&self) -> f64 {
        (WIDTH - LEFT - RIGHT) / steps(self.count.max(2) - 1)
    }

    pub(super) fn x(&self, index: usize) -> f64 {
        if self.count == 1 { f64::midpoint(LEFT, WIDTH - RIGHT) } else { LEFT + self.gap() * steps(index) }
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        self.top + self.height * (1.0 - self.scale.share(value))
    }

    pub(super) fn foot(&self) -> f64 {
        self.top + self.height
    }

    pub(super) fn first_x() -> f64 {
        LEFT - BEYOND
    }

    pub(super) fn last_x() -> f64 {
        WIDTH - RIGHT + BEYOND
    }

    /// Half a step before a point, where a stretch that begins with it begins.
    pub(super) fn before(&self, index: usize) -> f64 {
        if index == 0 { Plot::first_x() } else { (self.x(index) - self.gap() / 2.0).max(Plot::first_x()) }
    }

    /// Half a step after a point, where a stretch that ends with it ends.
    pub(super) fn after(&self, index: usize) -> f64 {
        if index + 1 >= self.count { Plot::last_x() } else { (self.x(index) + self.gap() / 2.0).min(Plot::last_x()) }
    }

    /// Where a day stands among periods.
    pub(super) fn x_of(&self, day: Day, points: &[PeriodFigure]) -> f64 {
        let index = points.partition_point(|point| point.ends_on < day).min(points.len().saturating_sub(1));
        let Some(point) = points.get(index) else { return Plot::first_x() };
        let long = f64::from(point.ends_on.days_since(point.starts_on) + 1).max(1.0);
        let share = (f64::from(day.days_since(point.starts_on)) / long).clamp(0.0, 1.0);
        (self.x(index) + self.gap() * (share - 0.5)).clamp(Plot::first_x(), Plot::last_x())
    }

    /// What the value axis counts, above everything that is drawn.
    pub(super) fn counts(&self, picture: Group, measure: Measure, unit: &str, y: f64) -> Group {
        let heading = axis_heading(measure, unit, &self.scale);
        let heading = fitted(&heading, 12.0, WIDTH - 8.0);
        let mut said = label(4.0, y, &heading, Anchor::Start);
        (said.size, said.fill) = (12.0, MUTED);
        picture.add(said.draw())
    }

    /// The axes.
    pub(super) fn axes(&self, mut picture: Group, points: &[PeriodFigure], measure: Measure, unit: &str) -> Group {
        let (left, right) = (Plot::first_x(), Plot::last_x());
        for mark in self.scale.marks() {
            let y = self.y(mark);
            let text = words::axis_value(mark, measure, unit);
            let mut text = label(left - 8.0, y + 4.0, &text, Anchor::End);
            (text.size, text.fill) = (12.0, MUTED);
            picture = picture.add(line(left, y, right, y, if mark == 0.0 { AXIS } else { GRID })).add(text.draw());
        }
        let every = label_step(points.len());
        let last = points.len().saturating_sub(1);
        for (index, point) in points.iter().enumerate().filter(|(index, _)| (last - index).is_multiple_of(every)) {
            let x = self.x(index);
            let mut text = label(x, self.foot() + 20.0, &point.label, Anchor::Middle);
            (text.size, text.fill) = (12.0, MUTED);
            picture = picture.add(line(x, self.foot(), x, self.foot() + 5.0, AXIS)).add(text.draw());
        }
        picture
    }

    /// Where there is no figure the line stops, and the ground is hatched, so that a gap is not taken for a low value.
    pub(super) fn gaps(&self, mut picture: Group, points: &[PeriodFigure], id: &str) -> Group {
        let mut index = 0;
        while index < points.len() {
            let run = points[index..].iter().take_while(|point| point.value().is_none()).count();
            if run > 0 {
                let (from, to) = (self.before(index), self.after(index + run - 1));
                picture = picture.add(rectangle(from, self.top, to - from, self.height, &format!("url(#{id}-faint)")));
                let hidden = points[index..index + run].iter().all(|point| point.figure.status == Status::Hidden);
                let word = if hidden { "hidden" } else { "not available" };
                if to - from > width_of("not available", 12.0) + 16.0 {
                    let middle = f64::midpoint(from, to);
                    let mut text = label(middle, self.top + self.height / 2.0 + 4.0, word, Anchor::Middle);
                    (text.size, text.fill) = (12.0, MUTED);
                    picture = picture.add(rectangle(middle - 44.0, self.top + self.height / 2.0 - 11.0, 88.0, 20.0, "#ffffff")).add(text.draw());
                }
            }
            index += run.max(1);
        }
        picture
    }

    /// The run as a line: whole where it is settled, dotted where it may still change, and none across a gap.
    pub(super) fn run(&self, mut picture: Group, points: &[PeriodFigure], colour: &'static str, dashes: Option<&'static str>) -> Group {
        let mut settled = String::new();
        let mut soft = String::new();
        for (index, pair) in points.windows(2).enumerate() {
            let (Some(from), Some(to)) = (pair[0].value(), pair[1].value()) else { continue };
            let path = if pair[0].is_provisional() || pair[1].is_provisional() { &mut soft } else { &mut settled };
            *path += &format!("M{} {}L{} {}", at(self.x(index)), at(self.y(from)), at(self.x(index + 1)), at(self.y(to)));
        }
        let stroke = |path: String| {
            Path::new().set("d", path).set("fill", "none").set("stroke", colour).set("stroke-width", "2.2").set("stroke-linecap", "round")
        };
        if !settled.is_empty() {
            let path = stroke(settled);
            picture = picture.add(match dashes {
                Some(dashes) => path.set("stroke-dasharray", dashes).set("stroke-linecap", "butt"),
                None => path,
            });
        }
        if !soft.is_empty() {
            picture = picture.add(stroke(soft).set("stroke-dasharray", "1 5"));
        }
        picture
    }
}

/// How many points apart labels stand, so that no more than six share the axis.
pub(super) fn label_step(points: usize) -> usize {
    [1, 2, 3, 6, 12, 24, 36, 60, 120].into_iter().find(|step| points.div_ceil(*step) <= 6).unwrap_or(points.div_ceil(6).max(1))
}

/// What a value axis counts.
fn axis_heading(measure: Measure, unit: &str, scale: &Scale) -> String {
    let counts = if measure.changes_in_points(unit) { "Per cent".to_owned() } else { words::sentence(unit) };
    if scale.bottom > 0.0 { format!("{counts} (axis starts at {})", words::axis_value(scale.bottom, measure, unit)) } else { counts }
}
