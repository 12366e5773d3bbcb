//! Dated notes above a chart: each with a mark at its day and a short label, no label over another and no mark through one.

use super::draw::{Anchor, INK, MUTED, at, fitted, label, width_of};
use super::plot::{Plot, WIDTH};
use crate::view::PeriodFigure;
use crate::words;
use sightline_compare::Annotation;
use svg::node::element::{Group, Line};

/// Labels in more rows than this would dwarf the chart; what does not fit is listed beside it.
const MOST: usize = 4;
const LANE: f64 = 15.0;
const SIZE: f64 = 11.5;
const LONGEST: f64 = 380.0;

/// One note in its place.
struct Placed {
    x: f64,
    start: f64,
    end: f64,
    lane: Option<usize>,
    text: String,
    breaks: bool,
}

/// Notes in their places.
pub(super) struct Lanes {
    placed: Vec<Placed>,
    rows: usize,
}

impl Lanes {
    /// Places notes. `breaks` gives the place of a segment's beginning for a note that re-based the chart.
    pub(super) fn lay(notes: &[&Annotation], plot: &Plot, points: &[PeriodFigure], breaks: impl Fn(&Annotation) -> Option<f64>) -> Lanes {
        let mut placed: Vec<Placed> = Vec::new();
        for note in notes.iter().rev() {
            let cut = breaks(note);
            let x = cut.unwrap_or_else(|| plot.x_of(note.on, points));
            let again = if cut.is_some() { " (limits start again)" } else { "" };
            let month = words::day_short(note.on);
            let text = fitted(&format!("{month}: {}", note.label.trim()), SIZE, LONGEST - width_of(again, SIZE)) + again;
            let width = width_of(&text, SIZE);
            let start = (x + 4.0).min(WIDTH - width - 2.0).max(2.0);
            let (start, end) = (start, start + width);
            let free = |lane: usize| {
                placed.iter().all(|other| match other.lane {
                    None => true,
                    Some(held) if held == lane => end + 8.0 < other.start || other.end + 8.0 < start,
                    Some(held) if held < lane => !(other.start - 3.0..=other.end + 3.0).contains(&x),
                    Some(_) => !(start - 3.0..=end + 3.0).contains(&other.x),
                })
            };
            let lane = (0..MOST).find(|lane| free(*lane));
            placed.push(Placed { x, start, end, lane, text, breaks: cut.is_some() });
        }
        let rows = placed.iter().filter_map(|note| note.lane).max().map_or(0, |lane| lane + 1);
        Lanes { placed, rows }
    }

    /// Room they need above the chart.
    pub(super) fn height(&self) -> f64 {
        LANE * super::plot::steps(self.rows) + if self.rows > 0 { 4.0 } else { 0.0 }
    }

    /// Draws them; `base` is the foot of the lowest row.
    pub(super) fn draw(&self, mut picture: Group, base: f64, foot: f64) -> Group {
        for note in &self.placed {
            // A mark rises beside its label; where the label had to move over it, the mark stops below.
            let rise = if note.start > note.x { 10.0 } else { -2.0 };
            let top = note.lane.map_or(base, |lane| base - LANE * super::plot::steps(lane) - rise);
            let mark = Line::new()
                .set("x1", at(note.x))
                .set("x2", at(note.x))
                .set("y1", at(top))
                .set("y2", at(foot))
                .set("stroke", if note.breaks { INK } else { MUTED })
                .set("stroke-width", if note.breaks { "1.6" } else { "1.1" });
            picture = picture.add(if note.breaks { mark } else { mark.set("stroke-dasharray", "2 3") });
        }
        for note in &self.placed {
            let Some(lane) = note.lane else { continue };
            let mut text = label(note.start, base - LANE * super::plot::steps(lane) - 2.0, &note.text, Anchor::Start);
            (text.size, text.fill) = (SIZE, INK);
            picture = picture.add(text.draw());
        }
        picture
    }
}
