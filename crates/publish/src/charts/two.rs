//! Two runs of figures on one chart: one axis where they count the same thing, one panel each where they do not.

use super::Chart;
use super::draw::{Anchor, MAIN, at, canvas, label, patterns, rectangle, seen_only, wrapped};
use super::legend::{Legend, Sign};
use super::marks::shape;
use super::plot::{Plot, WIDTH};
use super::scale::Scale;
use super::side::{Name, names};
use crate::facts::lower_first;
use crate::html::Html;
use crate::view::{Counted, IndicatorView, PeriodFigure};
use crate::words;
use serde::Serialize;
use sightline_compare::{Measure, Shape};
use sightline_model::{Figure, Status};
use svg::node::element::{Circle, Group};

/// Ink of the second run.
const SECOND: &str = "#a04000";
const DASHES: &str = "7 3";

/// One run of figures with its name.
#[derive(Clone, Debug, Serialize)]
pub struct Series {
    /// What people call it.
    pub name: String,
    /// `children`, `%` ...
    pub unit: String,
    /// What the values are.
    pub measure: Measure,
    /// How a period counts.
    pub counted: Counted,
    /// Its figures, oldest first.
    pub points: Vec<PeriodFigure>,
}

impl Series {
    /// The trend of an indicator.
    #[must_use]
    pub fn of(view: &IndicatorView) -> Series {
        Series { name: view.title.clone(), unit: view.unit.clone(), measure: view.measure, counted: view.counted.clone(), points: view.trend.clone() }
    }

    /// The two counts that an indicator sets against each other: what is above the line, and what is below it.
    #[must_use]
    pub fn above_and_below(view: &IndicatorView, above: &str, below: &str, unit: &str) -> (Series, Series) {
        let side = |name: &str, pick: fn(&Figure) -> Option<f64>| Series {
            name: name.to_owned(),
            unit: unit.to_owned(),
            measure: Measure::Count,
            counted: view.counted.clone(),
            points: view.trend.iter().map(|point| PeriodFigure { figure: one_side(&point.figure, pick), ..point.clone() }).collect(),
        };
        (side(above, |figure| figure.numerator), side(below, |figure| figure.denominator))
    }

    fn latest(&self) -> Option<&PeriodFigure> {
        self.points.iter().rev().find(|point| point.value().is_some())
    }
}

/// A ratio with nothing below the line still has what is above it.
fn one_side(figure: &Figure, pick: fn(&Figure) -> Option<f64>) -> Figure {
    let value = pick(figure).filter(|_| figure.status != Status::NotAvailable);
    let status = match (value, figure.status) {
        (None, _) => Status::NotAvailable,
        (Some(_), Status::NotApplicable) => Status::Ok,
        (Some(_), status) => status,
    };
    Figure { numerator: value, denominator: None, value, pending: 0, status }
}

/// The message: both, at the latest period for which both have a figure.
#[must_use]
pub fn two_title(first: &Series, second: &Series) -> String {
    let both = first.points.iter().zip(&second.points).rev().find(|(one, other)| one.value().is_some() && other.value().is_some());
    let names = format!("{} and {}", first.name, lower_first(&second.name));
    match both {
        Some((one, other)) => format!(
            "{names}: {} and {} {}",
            words::figure(&one.figure, first.measure, &first.unit),
            words::figure(&other.figure, second.measure, &second.unit),
            first.counted.when(one)
        ),
        None => format!("{names}: no period has a figure of both"),
    }
}

/// The text alternative: where each stands, and how often the first lies above the second.
#[must_use]
pub fn two_description(first: &Series, second: &Series) -> String {
    let (Some(from), Some(to)) = (first.points.first(), first.points.last()) else {
        return "No figures to draw.".to_owned();
    };
    let points = words::how_many(first.points.len(), "point", "points");
    let mut text = format!("Two lines, {points} from {} to {}.", from.words, to.words);
    for series in [first, second] {
        text += &match series.latest() {
            Some(latest) => {
                let values = || series.points.iter().filter_map(PeriodFigure::value);
                let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
                let value = |value: f64| words::value(value, series.measure, &series.unit);
                format!(
                    " {}: latest {} {}; lowest {}, highest {}.",
                    series.name,
                    words::figure(&latest.figure, series.measure, &series.unit),
                    series.counted.when(latest),
                    value(low),
                    value(high)
                )
            }
            None => format!(" {}: not available at any of them.", series.name),
        };
        let missing = series.points.iter().filter(|point| point.value().is_none()).count();
        if missing > 0 && missing < series.points.len() {
            text += &format!(" {} without a figure left as a gap.", words::how_many(missing, "point", "points"));
        }
    }
    if alike(first, second) {
        let pairs: Vec<(f64, f64)> =
            first.points.iter().zip(&second.points).filter_map(|(one, other)| Some((one.value()?, other.value()?))).collect();
        let above = pairs.iter().filter(|(one, other)| one > other).count();
        if !pairs.is_empty() {
            text += &format!(" The first is above the second at {} of {}.", words::whole(above), words::how_many(pairs.len(), "point", "points"));
        }
    }
    text + " Whether either moved more than usual is not said here: each has a chart with limits of its own."
}

fn alike(first: &Series, second: &Series) -> bool {
    words::unit_word(&first.unit) == words::unit_word(&second.unit)
        && first.measure.changes_in_points(&first.unit) == second.measure.changes_in_points(&second.unit)
}

/// Two runs over the same periods, for a page whose heading states the message.
#[must_use]
pub fn two_series(id: &str, first: &Series, second: &Series) -> Chart {
    drawn(id, first, second, false)
}

/// The same with the message drawn above it, for a file that stands alone.
#[must_use]
pub fn two_series_as_file(id: &str, first: &Series, second: &Series) -> Chart {
    drawn(id, first, second, true)
}

/// The indicators that are best seen as the two counts they set against each other: id, what is above the line, what is below, and of what.
const PAIRS: &[(&str, &str, &str, &str)] = &[(
    "early-help-uptake-vs-baseline",
    "Early help episodes started",
    "Common assessments (CAF) started in the same month of the baseline year",
    "children",
)];

/// The two counts behind an indicator that is best seen so.
#[must_use]
pub fn pair_behind(view: &IndicatorView) -> Option<(Series, Series)> {
    let (_, above, below, unit) = PAIRS.iter().find(|(id, ..)| *id == view.id)?;
    Some(Series::above_and_below(view, above, below, unit))
}

fn drawn(id: &str, first: &Series, second: &Series, alone: bool) -> Chart {
    let id = format!("chart-two-{}", words::slug(id));
    let (title, description) = (two_title(first, second), two_description(first, second));
    let heading = if alone { wrapped(&title, 16.0, WIDTH - 16.0) } else { Vec::new() };
    let mut y = if alone { 20.0 } else { 0.0 };
    let mut picture = seen_only();
    let mut texts = Vec::new();
    for text in &heading {
        texts.push((y, text.clone()));
        y += 22.0;
    }
    let one_axis = alike(first, second);
    let panels: Vec<Vec<(&Series, bool)>> =
        if one_axis { vec![vec![(first, true), (second, false)]] } else { vec![vec![(first, true)], vec![(second, false)]] };
    let tall = if one_axis { 184.0 } else { 116.0 };
    let mut plots = Vec::new();
    for series in &panels {
        let values: Vec<f64> = series.iter().flat_map(|(series, _)| series.points.iter().filter_map(PeriodFigure::value)).collect();
        let (measure, unit) = (series[0].0.measure, series[0].0.unit.as_str());
        let scale = Scale::holding(values.iter().copied(), measure, unit);
        plots.push((y + 16.0, Plot { count: first.points.len().max(second.points.len()), scale, top: y + 26.0, height: tall }));
        y += 26.0 + tall + 34.0;
    }
    let mut legend = Legend::default();
    legend.say(Sign::Shape(Shape::Circle, MAIN, Some(None)), &first.name);
    legend.say(Sign::Shape(Shape::Square, SECOND, Some(Some(DASHES))), &second.name);
    let all = || first.points.iter().chain(&second.points);
    if all().any(PeriodFigure::is_provisional) {
        legend.say(Sign::Provisional, "Hollow, dotted: provisional, may still change");
    }
    let height = y + legend.height();
    picture = picture.add(rectangle(0.0, 0.0, WIDTH, height, "#ffffff"));
    for (y, text) in &texts {
        let mut text = label(4.0, *y, text, Anchor::Start);
        (text.size, text.bold) = (16.0, true);
        picture = picture.add(text.draw());
    }
    for (series, (words_at, plot)) in panels.iter().zip(&plots) {
        picture = plot.counts(picture, series[0].0.measure, &series[0].0.unit, *words_at);
        picture = plot.axes(picture, &series[0].0.points, series[0].0.measure, &series[0].0.unit);
        let mut ends = Vec::new();
        for (series, is_first) in series {
            picture = run(picture, series, *is_first, plot);
            if let Some((latest, value)) = series.latest().and_then(|latest| Some((latest, latest.value()?))) {
                let text = words::figure(&latest.figure, series.measure, "").trim().to_owned();
                ends.push(Name { y: plot.y(value), text, strong: true });
            }
        }
        picture = names(picture, ends, plot.top - 4.0, plot.foot() + 4.0);
    }
    picture = legend.draw(picture, &id, y);
    let svg = canvas(&id, &title, &description, WIDTH, height).add(patterns(&id)).add(picture);
    Chart { id, title, description, svg: Html::new(svg.to_string()) }
}

fn run(mut picture: Group, series: &Series, is_first: bool, plot: &Plot) -> Group {
    picture = plot.run(picture, &series.points, if is_first { MAIN } else { SECOND }, (!is_first).then_some(DASHES));
    let sparse = series.points.len() > 60;
    let last = series.points.iter().rposition(|point| point.value().is_some());
    for (index, point) in series.points.iter().enumerate().filter(|(index, _)| !sparse || Some(*index) == last) {
        let Some(value) = point.value() else { continue };
        let (x, y) = (plot.x(index), plot.y(value));
        picture = if point.is_provisional() {
            let circle = Circle::new().set("cx", at(x)).set("cy", at(y)).set("r", "3.6").set("fill", "#ffffff").set("stroke-width", 2);
            picture.add(circle.set("stroke", if is_first { MAIN } else { SECOND }))
        } else if is_first {
            picture.add(shape(Shape::Circle, x, y, 3.6, MAIN))
        } else {
            picture.add(shape(Shape::Square, x, y, 3.8, SECOND))
        };
    }
    picture
}
