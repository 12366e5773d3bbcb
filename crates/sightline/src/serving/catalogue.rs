//! Everything that can be asked for.

use super::Current;
use sightline_definitions::Measure;
use sightline_engine::Request;
use sightline_model::{Every, Period, add_months};
use sightline_publish::{sections, words};
use sightline_web::site::{Catalogue, DimensionFacts, IndicatorFacts, Option_};

/// Dimensions that every page offers to narrow by, and the indicator by which their values are found.
const PANEL: [(&str, &str); 5] = [
    ("district", "children-in-need"),
    ("age-band", "children-in-need"),
    ("sex", "children-in-need"),
    ("ethnicity-group", "children-in-need"),
    ("allocated-team", "children-in-need"),
];

/// How many months, quarters and years there are to choose from.
const MONTHS: i32 = 24;
const QUARTERS: i32 = 12;
const YEARS: i32 = 6;

/// The catalogue of the snapshot in force.
pub fn catalogue(current: &Current) -> Catalogue {
    let library = current.session.library();
    let (_, cannot) = current.session.measurable();
    let mut indicators: Vec<IndicatorFacts> = library
        .indicators
        .values()
        .filter(|indicator| indicator.status == "live")
        .map(|indicator| IndicatorFacts {
            id: indicator.id.clone(),
            title: indicator.title.clone(),
            area: indicator.area.clone(),
            question: indicator.question.clone(),
            unit: indicator.unit.clone(),
            dimensions: indicator.dimensions.iter().chain(&indicator.share_of).cloned().collect(),
            lacks: cannot.iter().find(|(id, _)| *id == indicator.id).map(|(_, why)| why.clone()),
            has_list: true,
            is_share: indicator.measure == Measure::Percentage && indicator.share_of.is_none(),
        })
        .collect();
    let mut areas: Vec<Option_> = Vec::new();
    for indicator in &indicators {
        if !areas.iter().any(|area| area.value == indicator.area) {
            areas.push(Option_ { value: indicator.area.clone(), text: sections::area_title(&indicator.area) });
        }
    }
    let rank = |area: &str| sections::SECTIONS.iter().position(|section| section.id == sections::section_of(area).id).unwrap_or(usize::MAX);
    areas.sort_by_key(|area| (rank(&area.value), area.text.clone()));
    indicators.sort_by_key(|indicator| (areas.iter().position(|area| area.value == indicator.area), indicator.title.to_lowercase()));
    let panel: Vec<String> = PANEL.iter().map(|(dimension, _)| (*dimension).to_owned()).filter(|id| library.dimensions.contains_key(id)).collect();
    let mut dimensions: Vec<DimensionFacts> = library
        .dimensions
        .values()
        .map(|dimension| DimensionFacts {
            id: dimension.id.clone(),
            title: dimension.title.clone(),
            staff: dimension.staff,
            values: PANEL.iter().find(|(id, _)| *id == dimension.id).map_or_else(Vec::new, |(id, by)| values(current, id, by)),
        })
        .collect();
    dimensions.sort_by_key(|dimension| dimension.title.to_lowercase());
    Catalogue { indicators, dimensions, areas, periods: periods(current), panel }
}

/// The values of a dimension that records have, as an indicator divided by it shows them.
fn values(current: &Current, dimension: &str, by: &str) -> Vec<String> {
    let request = Request { periods: vec![current.period.clone()], by: vec![dimension.to_owned()], conditions: Vec::new(), narrow: false };
    let lines = current.session.measure(&[by.to_owned()], &request).unwrap_or_default();
    lines.into_iter().filter_map(|line| line.parts.into_iter().next()).collect()
}

/// Periods that can be chosen, newest first.
fn periods(current: &Current) -> Vec<Option_> {
    let until = current.session.facts().data_until;
    let first = current.session.facts().covers_from;
    let mut found = Vec::new();
    for (every, holds, many, months) in [
        (Every::Quarter, Period::quarter_of(until), QUARTERS, 3),
        (Every::Month, Period::month_of(until), MONTHS, 1),
        (Every::Year, Period::year_of(until), YEARS, 12),
    ] {
        let from = add_months(holds.starts_on(), -months * (many - 1));
        let Ok(mut run) = Period::every(&period_of(every, from), &holds, every) else { continue };
        run.reverse();
        let reaches = |period: &Period| first.is_none_or(|first| period.ends_on() >= first);
        found.extend(
            run.iter().filter(|period| reaches(period)).map(|period| Option_ { value: period.name().to_owned(), text: words::period(period) }),
        );
    }
    found
}

fn period_of(every: Every, day: sightline_model::Day) -> Period {
    match every {
        Every::Month => Period::month_of(day),
        Every::Quarter => Period::quarter_of(day),
        Every::Year => Period::year_of(day),
    }
}
