//! Every figure a paper prints, one observation each, for its data file.

use super::number::{number, shown_value};
use super::pack::Pack;
use crate::sections::section_of;
use crate::view::{IndicatorView, PeriodFigure, shown};
use crate::words;
use sightline_compare::Measure;
use sightline_document::{Dataset, Measured, Observation};
use sightline_model::Figure;
use std::collections::BTreeSet;

/// The figures of a paper.
pub(super) fn dataset(pack: &Pack) -> Dataset {
    let mut data = Dataset::default();
    for view in &pack.indicators {
        let points = periods(view);
        data.indicators.push(Measured {
            id: view.id.clone(),
            title: view.title.clone(),
            group: section_of(&view.area).title.to_owned(),
            unit: words::unit_word(&view.unit).to_owned(),
            decimals: points.iter().filter_map(|point| decimals(view, &point.figure)).max().unwrap_or(0),
            has_parts: view.measure != Measure::Count,
        });
        data.observations.extend(points.into_iter().map(|point| observation(view, point, "Total", "Total", &point.figure)));
        for breakdown in &view.breakdowns {
            data.observations.extend(breakdown.parts.iter().map(|part| observation(view, &view.this, &breakdown.title, &part.label, &part.figure)));
        }
    }
    data
}

/// Every period of an indicator, once, oldest first.
fn periods(view: &IndicatorView) -> Vec<&PeriodFigure> {
    let mut seen = BTreeSet::new();
    let mut points: Vec<&PeriodFigure> = view
        .trend
        .iter()
        .chain([&view.year_before, &view.previous, &view.this])
        .chain(view.beside.year_to_date.as_ref())
        .filter(|point| seen.insert(point.name.clone()))
        .collect();
    points.sort_by_key(|point| (point.ends_on, point.starts_on));
    points
}

fn decimals(view: &IndicatorView, figure: &Figure) -> Option<u8> {
    Some(number(&words::bare_value(shown(figure)?, view.measure, &view.unit), None).decimals)
}

fn observation(view: &IndicatorView, point: &PeriodFigure, topic: &str, part: &str, figure: &Figure) -> Observation {
    let value =
        (!(view.is_shares && topic == "Total")).then(|| shown(figure).map(|value| words::bare_value(value, view.measure, &view.unit))).flatten();
    let count = |found: Option<f64>| shown_value(figure, found.filter(|_| view.measure != Measure::Count).map(words::plain_number));
    Observation {
        indicator: view.id.clone(),
        period: point.name.clone(),
        starts_on: point.starts_on.to_string(),
        ends_on: point.ends_on.to_string(),
        topic: topic.to_owned(),
        part: part.to_owned(),
        value: shown_value(figure, value),
        // What is counted of a whole that is always all of it says nothing.
        numerator: count(figure.numerator.filter(|_| !(view.is_shares && topic == "Total"))),
        denominator: count(figure.denominator),
    }
}
