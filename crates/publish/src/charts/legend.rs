//! What the marks of a chart mean, below it, in as many rows as they need.

use super::draw::{Anchor, GRID, MAIN, MUTED, at, label, rectangle, width_of};
use super::marks::{ink, point, shape};
use super::plot::{LEFT, WIDTH};
use sightline_compare::{Icon, Shape};
use svg::node::element::{Group, Line, Path};

/// Room a row takes.
pub(super) const ROW: f64 = 20.0;

/// A mark to be explained.
#[derive(Clone, Copy)]
pub(super) enum Sign {
    /// A straight line with this colour, width and dashes.
    Line(&'static str, f64, Option<&'static str>),
    /// A special point.
    Icon(Icon),
    /// A shape in a colour, on a line or alone.
    Shape(Shape, &'static str, Option<Option<&'static str>>),
    /// A point that may still change.
    Provisional,
    /// A stretch without a figure.
    Gap,
}

/// Signs with their words.
#[derive(Default)]
pub(super) struct Legend {
    entries: Vec<(Sign, String)>,
}

impl Legend {
    pub(super) fn say(&mut self, sign: Sign, words: impl Into<String>) {
        self.entries.push((sign, words.into()));
    }

    /// Where each stands: row and x.
    fn places(&self) -> Vec<(usize, f64)> {
        let (mut row, mut x) = (0, LEFT - 12.0);
        let mut places = Vec::new();
        for (_, text) in &self.entries {
            let wide = 34.0 + width_of(text, 12.0);
            if x + wide > WIDTH && x > LEFT {
                (row, x) = (row + 1, LEFT - 12.0);
            }
            places.push((row, x));
            x += wide + 16.0;
        }
        places
    }

    pub(super) fn height(&self) -> f64 {
        self.places().last().map_or(0.0, |(row, _)| ROW * super::plot::steps(row + 1) + 6.0)
    }

    pub(super) fn draw(&self, mut picture: Group, id: &str, top: f64) -> Group {
        for ((sign, text), (row, x)) in self.entries.iter().zip(self.places()) {
            let y = top + 10.0 + ROW * super::plot::steps(row);
            let mut said = label(x + 30.0, y + 4.0, text, Anchor::Start);
            (said.size, said.fill) = (12.0, MUTED);
            picture = picture.add(drawn(*sign, id, x, y)).add(said.draw());
        }
        picture
    }
}

fn drawn(sign: Sign, id: &str, x: f64, y: f64) -> Group {
    let straight = |colour: &'static str, width: f64, dashes: Option<&'static str>| {
        let line = Line::new()
            .set("x1", at(x))
            .set("x2", at(x + 24.0))
            .set("y1", at(y))
            .set("y2", at(y))
            .set("stroke", colour)
            .set("stroke-width", at(width));
        if let Some(dashes) = dashes { line.set("stroke-dasharray", dashes) } else { line }
    };
    match sign {
        Sign::Line(colour, width, dashes) => Group::new().add(straight(colour, width, dashes)),
        Sign::Icon(icon) => shape(icon.shape, x + 12.0, y, 5.0, ink(icon.colour)),
        Sign::Shape(form, colour, on_line) => {
            let group = match on_line {
                Some(dashes) => Group::new().add(straight(colour, 2.2, dashes)),
                None => Group::new(),
            };
            group.add(shape(form, x + 12.0, y, 4.6, colour))
        }
        Sign::Provisional => {
            let dashes = Path::new()
                .set("d", format!("M{} {}H{}", at(x), at(y), at(x + 24.0)))
                .set("stroke", MAIN)
                .set("stroke-width", "2.2")
                .set("stroke-linecap", "round")
                .set("stroke-dasharray", "1 5");
            Group::new().add(dashes).add(point(x + 12.0, y, true, false, false))
        }
        Sign::Gap => Group::new().add(rectangle(x, y - 7.0, 24.0, 14.0, &format!("url(#{id}-faint)")).set("stroke", GRID)),
    }
}
