//! A trend the height of a line of text.

use super::Chart;
use super::draw::{MAIN, at, canvas};
use super::marks::{ink, shape};
use crate::facts;
use crate::html::Html;
use crate::view::{IndicatorView, PeriodFigure};
use crate::words;
use sightline_compare::Icon;
use sightline_compare::spc::Variation;
use svg::node::element::{Circle, Path};

const WIDTH: f64 = 132.0;
const HEIGHT: f64 = 34.0;

/// A small trend without axes, for a table whose other columns hold the figures. Its last point has the shape of its variation.
///
/// It has a scale of its own, from its lowest point to its highest, but never narrower than a quarter of the highest: so its shape can be
/// seen, and small wobbles of a large number stay small.
#[must_use]
pub fn sparkline(view: &IndicatorView) -> Chart {
    let id = format!("spark-{}", words::slug(&view.id));
    let title = facts::trend_title(view);
    let description = facts::trend_description(view);
    let values = || view.trend.iter().filter_map(PeriodFigure::value);
    let (lowest, highest) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let reach = (highest - lowest).max(highest.abs() / 4.0);
    let bottom = f64::midpoint(lowest, highest) - reach / 2.0;
    let share = |value: f64| if reach > 0.0 { (value - bottom) / reach } else { 0.0 };
    let last = u32::try_from(view.trend.len().max(2) - 1).map_or(1.0, f64::from);
    let place = |index: usize, value: f64| {
        let x = 4.0 + (WIDTH - 12.0) * u32::try_from(index).map_or(0.0, f64::from) / last;
        (x, 4.0 + (HEIGHT - 8.0) * (1.0 - share(value)))
    };
    let mut path = String::new();
    let mut drawing = false;
    let mut end = None;
    for (index, point) in view.trend.iter().enumerate() {
        let Some(value) = point.value() else {
            drawing = false;
            continue;
        };
        let (x, y) = place(index, value);
        path += &format!("{}{} {}", if drawing { "L" } else { "M" }, at(x), at(y));
        drawing = true;
        end = Some((x, y, point.is_provisional()));
    }
    let mut svg = canvas(&id, &title, &description, WIDTH, HEIGHT).set("class", "spark");
    if !path.is_empty() {
        svg = svg.add(Path::new().set("d", path).set("fill", "none").set("stroke", MAIN).set("stroke-width", "1.6").set("stroke-linejoin", "round"));
    }
    if let (Some((x, y, _)), Some(icon)) = (end, special(view)) {
        svg = svg.add(shape(icon.shape, x, y, 4.2, ink(icon.colour)));
    } else if let Some((x, y, soft)) = end {
        let circle = Circle::new().set("cx", at(x)).set("cy", at(y)).set("r", 3).set("stroke", MAIN).set("stroke-width", "1.6");
        svg = svg.add(circle.set("fill", if soft { "#ffffff" } else { MAIN }));
    }
    Chart { id, title, description, svg: Html::new(svg.to_string()) }
}

/// The mark of a last point that is more than usual.
fn special(view: &IndicatorView) -> Option<Icon> {
    let (verdict, variation) = view.verdict()?;
    let is_last = view.trend.iter().rposition(|point| point.value().is_some()) == Some(verdict.at);
    (is_last && variation != Variation::Usual).then(|| variation.icon())
}
