//! Shares of a few as dots, each with the interval in which the true share is likely to lie.

use super::Chart;
use super::draw::{AXIS, Anchor, GRID, MAIN, MUTED, at, canvas, fitted, label, line, patterns, seen_only, width_of, wrapped};
use super::marks::shape;
use crate::html::Html;
use crate::standing::share_of;
use crate::view::{IndicatorView, PeriodFigure};
use crate::words;
use sightline_compare::interval::{Interval, wilson};
use sightline_compare::{Shape, Share};
use svg::node::element::{Group, Line};

const WIDTH: f64 = 600.0;
const LABELS: f64 = 218.0;
const BAND: f64 = 210.0;
const ROW: f64 = 36.0;
const FOOT: f64 = 26.0;

/// One share.
#[derive(Clone, Debug)]
pub struct Dot {
    /// What it is of.
    pub label: String,
    share: Share,
    interval: Interval,
}

impl Dot {
    /// The dot of a share, if the figure is one.
    #[must_use]
    pub fn of(label: &str, view: &IndicatorView, point: &PeriodFigure) -> Option<Dot> {
        let share = share_of(view, &point.figure)?;
        Some(Dot { label: label.to_owned(), share, interval: wilson(share) })
    }

    fn words(&self) -> String {
        format!("{} of {}", words::whole(self.share.met()), words::whole(self.share.of()))
    }

    fn range(&self) -> String {
        format!("{}% to {}%", words::number(self.interval.lower, 0), words::number(self.interval.upper, 0))
    }
}

/// The dots of an indicator's three periods, for its page.
#[must_use]
pub fn of_periods(view: &IndicatorView) -> Vec<Dot> {
    [&view.this, &view.previous, &view.year_before].into_iter().filter_map(|point| Dot::of(&words::sentence(&point.words), view, point)).collect()
}

/// A strip of dots under one axis from 0 to 100%.
#[must_use]
pub fn dots(id: &str, title: &str, rows: &[Dot]) -> Chart {
    let id = format!("chart-dots-{}", words::slug(id));
    let description = describe(title, rows);
    let height = 10.0 + ROW * super::plot::steps(rows.len()) + FOOT;
    let x = |share: f64| LABELS + BAND * share / 100.0;
    let foot = height - FOOT;
    let mut picture = seen_only();
    for mark in [0.0, 25.0, 50.0, 75.0, 100.0] {
        let said = words::number(mark, 0) + "%";
        let mut text = label(x(mark), foot + 18.0, &said, Anchor::Middle);
        (text.size, text.fill) = (12.0, MUTED);
        picture = picture.add(line(x(mark), 6.0, x(mark), foot, if mark == 0.0 { AXIS } else { GRID })).add(text.draw());
    }
    let mut y = 10.0 + ROW / 2.0;
    for row in rows {
        let name = wrapped(&row.label, 12.5, LABELS - 20.0);
        for (at, text) in name.iter().take(2).enumerate() {
            // A name longer than two lines is cut; the words below the strip have it whole.
            let text = if at == 1 && name.len() > 2 { fitted(&format!("{text} {}", name[2]), 12.5, LABELS - 20.0) } else { text.clone() };
            let middle = if name.len() > 1 { y - 3.0 + 14.0 * super::plot::steps(at) } else { y + 4.5 };
            let mut text = label(LABELS - 14.0, middle, &text, Anchor::End);
            text.size = 12.5;
            picture = picture.add(text.draw());
        }
        let (met, range) = (row.words(), row.range());
        let mut bold = label(x(100.0) + 14.0, y + 4.5, &met, Anchor::Start);
        bold.bold = true;
        let start = x(100.0) + 14.0 + (width_of(&met, 13.0) * 1.06 + 10.0).max(64.0);
        let mut lesser = label(start, y + 4.5, &range, Anchor::Start);
        (lesser.size, lesser.fill) = (12.0, MUTED);
        picture = picture.add(bold.draw()).add(lesser.draw());
        picture =
            picture.add(whisker(x(row.interval.lower), x(row.interval.upper), y)).add(shape(Shape::Circle, x(row.share.percent()), y, 5.4, MAIN));
        y += ROW;
    }
    let svg = canvas(&id, title, &description, WIDTH, height).add(patterns(&id)).add(picture);
    Chart { id, title: title.to_owned(), description, svg: Html::new(svg.to_string()) }
}

fn whisker(from: f64, to: f64, y: f64) -> Group {
    let stroke = |x1: f64, y1: f64, x2: f64, y2: f64| {
        Line::new().set("x1", at(x1)).set("y1", at(y1)).set("x2", at(x2)).set("y2", at(y2)).set("stroke", MAIN).set("stroke-width", 2)
    };
    Group::new().add(stroke(from, y, to, y)).add(stroke(from, y - 5.0, from, y + 5.0)).add(stroke(to, y - 5.0, to, y + 5.0))
}

fn describe(title: &str, rows: &[Dot]) -> String {
    if rows.is_empty() {
        return format!("No shares to draw for {title}.");
    }
    let mut text = "Dots on a scale from 0% to 100%, each with its 95% interval.".to_owned();
    for row in rows {
        text += &format!(" {}: {}, likely between {}.", row.label, row.words(), row.range().replace(" to ", " and "));
    }
    text
}
