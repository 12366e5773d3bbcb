//! Figures made ready for reading: what charts, the report and the pages are given.

use crate::aims::Aims;
use crate::catalogue::hash;
use anyhow::Context;
use sightline_compare as compare;
use sightline_definitions::{Block, Good, Indicator, Measure, Shape};
use sightline_engine::{Condition, Line, Request, Session};
use sightline_model::{Figure, Period, Status, add_months};
use sightline_publish::charts::Journey;
use sightline_publish::{
    Beside, Breakdown, Counted, ExampleTable, ExampleView, IndicatorView, Part, PeriodFigure, SnapshotFacts, SourceFacts, TableFacts,
};
use sightline_store::Snapshot;
use std::collections::BTreeMap;

/// Months on a chart.
const MONTHS: i32 = 36;

/// The months up to the end of a period.
fn months_to(period: &Period) -> anyhow::Result<Vec<Period>> {
    let last = Period::month_of(period.ends_on());
    let first = Period::month_of(add_months(last.starts_on(), 1 - MONTHS));
    Ok(Period::every(&first, &last, sightline_model::Every::Month)?)
}

/// Some indicators, narrowed by conditions that each of them can be narrowed by; with the quarters of a member's page when asked for.
pub fn views_narrowed(
    session: &Session,
    period: &Period,
    conditions: &[Condition],
    ids: &[String],
    aims: &Aims,
) -> anyhow::Result<Vec<IndicatorView>> {
    let (mut can, mut cannot) = session.measurable();
    can.retain(|id| ids.contains(id));
    cannot.retain(|(id, _)| ids.contains(id));
    let trend = months_to(period)?;
    let mut views = views_of(session, period, &Spans { trend: &trend, quarters: &[] }, conditions, &can, &cannot)?;
    aims.set_beside(&mut views);
    Ok(views)
}

/// Some indicators, in the order of their ids, with months and quarters kept for sums and for a public paper.
pub fn views_among(session: &Session, period: &Period, quarters: &[Period], ids: &[String], aims: &Aims) -> anyhow::Result<Vec<IndicatorView>> {
    let (mut can, mut cannot) = session.measurable();
    can.retain(|id| ids.contains(id));
    cannot.retain(|(id, _)| ids.contains(id));
    let trend = months_to(period)?;
    let mut views = views_of(session, period, &Spans { trend: &trend, quarters }, &[], &can, &cannot)?;
    views.sort_by_key(|view| ids.iter().position(|id| *id == view.id));
    aims.set_beside(&mut views);
    Ok(views)
}

/// One indicator with the trend asked for.
pub fn view_with_trend(session: &Session, id: &str, period: &Period, trend: &[Period], aims: &Aims) -> anyhow::Result<IndicatorView> {
    let mut views = views_of(session, period, &Spans { trend, quarters: &[] }, &[], &[id.to_owned()], &[])?;
    aims.set_beside(&mut views);
    views.into_iter().next().with_context(|| format!("`{id}` has no figure"))
}

/// The periods of a view beside its own.
struct Spans<'a> {
    trend: &'a [Period],
    quarters: &'a [Period],
}

fn views_of(
    session: &Session,
    period: &Period,
    Spans { trend, quarters }: &Spans<'_>,
    conditions: &[Condition],
    can: &[String],
    cannot: &[(String, String)],
) -> anyhow::Result<Vec<IndicatorView>> {
    let (previous, year_before) = (period.previous(), period.year_before());
    let mut periods: Vec<Period> = trend.to_vec();
    let to_date = year_to_date(period)?;
    for extra in [period, &previous, &year_before].into_iter().chain(&to_date).chain(*quarters) {
        if !periods.iter().any(|p| p.name() == extra.name()) {
            periods.push(extra.clone());
        }
    }
    let request = Request { periods, by: Vec::new(), conditions: conditions.to_vec(), narrow: false };
    let mut of: BTreeMap<String, BTreeMap<String, Figure>> = BTreeMap::new();
    for line in session.measure(can, &request)? {
        of.entry(line.indicator).or_default().insert(line.period.name().to_owned(), line.figure);
    }
    let mut views = Vec::new();
    for indicator in session.library().indicators.values() {
        let lacks = cannot.iter().find(|(id, _)| *id == indicator.id).map(|(_, why)| why.clone());
        if lacks.is_none() && !can.contains(&indicator.id) {
            continue;
        }
        let figures = of.get(&indicator.id);
        let at = |p: &Period| {
            let figure = figures.and_then(|f| f.get(p.name())).copied().unwrap_or_else(Figure::not_available);
            PeriodFigure::new(p, figure)
        };
        let mut view = blank(indicator, at(period), at(&previous), at(&year_before), trend.iter().map(at).collect());
        if !quarters.is_empty() {
            view.beside.months.clone_from(&view.trend);
            view.beside.quarters = quarters.iter().map(at).collect();
        }
        if view.counted == Counted::During {
            view.beside.year_to_date = to_date.as_ref().map(at);
        }
        view.unavailable_reason = lacks.or_else(|| reason(session, indicator, &view.this.figure));
        if let Some(dimension) = indicator.share_of.as_ref().filter(|_| can.contains(&indicator.id)) {
            view.breakdowns.extend(breakdown_where(session, indicator, dimension, period, conditions)?);
        }
        views.push(view);
    }
    Ok(views)
}

/// From 1 April to the end of a period, where that is more than the period and within one financial year.
fn year_to_date(period: &Period) -> anyhow::Result<Option<Period>> {
    let start = Period::year_of(period.ends_on()).starts_on();
    if period.starts_on() <= start {
        return Ok(None);
    }
    Ok(Some(Period::new(&format!("{start}..{}", period.ends_on()), start, period.ends_on())?))
}

/// Why a figure is missing, in words.
fn reason(session: &Session, indicator: &Indicator, figure: &Figure) -> Option<String> {
    match figure.status {
        Status::Ok | Status::Provisional | Status::Hidden => None,
        Status::NotApplicable => Some("nothing to measure in this period".to_owned()),
        Status::NotAvailable if indicator.measure == Measure::Rate => {
            Some(session.population_note().unwrap_or("the records or the population do not reach back far enough").to_owned())
        }
        Status::NotAvailable => Some("the records do not reach back far enough".to_owned()),
    }
}

/// A period's figure divided by one dimension.
pub fn breakdown(session: &Session, indicator: &Indicator, dimension: &str, period: &Period) -> anyhow::Result<Option<Breakdown>> {
    breakdown_where(session, indicator, dimension, period, &[])
}

/// The same, narrowed by conditions.
pub fn breakdown_where(
    session: &Session,
    indicator: &Indicator,
    dimension: &str,
    period: &Period,
    conditions: &[Condition],
) -> anyhow::Result<Option<Breakdown>> {
    let request = Request { periods: vec![period.clone()], by: vec![dimension.to_owned()], conditions: conditions.to_vec(), narrow: false };
    let lines = session.measure(std::slice::from_ref(&indicator.id), &request)?;
    let title = session.library().dimensions.get(dimension).map_or(dimension, |d| d.title.as_str()).to_owned();
    let parts: Vec<Part> =
        lines.into_iter().filter_map(|line: Line| Some(Part { label: line.parts.into_iter().next()?, figure: line.figure })).collect();
    Ok((!parts.is_empty()).then_some(Breakdown { dimension: dimension.to_owned(), title, parts }))
}

pub fn blank(
    indicator: &Indicator,
    this: PeriodFigure,
    previous: PeriodFigure,
    year_before: PeriodFigure,
    trend: Vec<PeriodFigure>,
) -> IndicatorView {
    IndicatorView {
        id: indicator.id.clone(),
        title: indicator.title.clone(),
        area: indicator.area.clone(),
        question: indicator.question.clone(),
        counts: indicator.counts.clone(),
        unit: indicator.unit.clone(),
        measure: match indicator.measure {
            Measure::Count => compare::Measure::Count,
            Measure::Percentage => compare::Measure::Percentage,
            Measure::Rate => compare::Measure::Rate,
            Measure::Median | Measure::Percentile(_) => compare::Measure::Median,
            Measure::Mean => compare::Measure::Mean,
            Measure::Ratio | Measure::Sum => compare::Measure::Ratio,
        },
        good: match indicator.good {
            Good::High => compare::Good::High,
            Good::Low => compare::Good::Low,
            Good::Neutral => compare::Good::Neutral,
        },
        counted: match (indicator.shape, indicator.window) {
            (_, Some(window)) => Counted::Window(window.to_string()),
            (Shape::Event, None) => Counted::During,
            (Shape::Spell | Shape::AsAt, None) => Counted::AtEnd,
        },
        is_shares: indicator.share_of.is_some(),
        limit: indicator.limit.clone(),
        source: indicator.source.clone(),
        page_markdown: indicator.page.clone(),
        examples: indicator
            .examples()
            .iter()
            .map(|example| ExampleView {
                name: example.name.clone(),
                prose: example.prose.trim().to_owned(),
                tables: example.blocks.iter().map(example_table).collect(),
            })
            .collect(),
        definition_sql: indicator.sql.trim().to_owned(),
        definition_hash: hash(indicator),
        this,
        previous,
        year_before,
        trend,
        breakdowns: Vec::new(),
        unavailable_reason: None,
        beside: Beside { looks_back: indicator.looks_back.is_some() && indicator.shape != Shape::Event, ..Beside::default() },
    }
}

fn example_table(block: &Block) -> ExampleTable {
    ExampleTable { name: block.name.clone(), headings: block.headings.clone(), rows: block.rows.clone() }
}

/// What the figures were counted from.
pub fn snapshot_facts(snapshot: &Snapshot) -> SnapshotFacts {
    let m = snapshot.manifest();
    let mut sources: Vec<SourceFacts> = Vec::new();
    for table in m.tables.values() {
        for source in &table.sources {
            if !sources.iter().any(|s| s.hash == source.sha256) {
                sources.push(SourceFacts { name: source.name.clone(), kind: table.kind.clone(), hash: source.sha256.clone() });
            }
        }
    }
    SnapshotFacts {
        id: m.id.clone(),
        made_at: m.made_at.replace('T', " at ").replace('Z', " UTC"),
        extracted_on: Some(m.extracted_on),
        tables: m.tables.iter().map(|(name, t)| TableFacts { name: name.clone(), rows: t.rows, quarantined: t.quarantined }).collect(),
        sources,
    }
}

/// The child's journey. Section 47 enquiries are in the catalogue as a rate over 12 months; the journey counts those of the period itself.
pub fn journey(session: &Session, period: &Period, indicators: &[IndicatorView]) -> anyhow::Result<Journey> {
    const ENQUIRIES: &str = "section-47-rate-per-10k";
    let mut journey = Journey::from_indicators(&sightline_publish::words::period(period), indicators);
    let lacking = journey.stages.iter_mut().find(|stage| stage.indicator.starts_with("section-47") && stage.figure.value.is_none());
    if let Some(stage) = lacking.filter(|_| session.measurable().0.iter().any(|id| id == ENQUIRIES)) {
        let periods = vec![period.clone(), period.year_before()];
        let lines = session.measure(&[ENQUIRIES.to_owned()], &Request { periods, by: Vec::new(), conditions: Vec::new(), narrow: true })?;
        let counted = |line: &Line| Figure { denominator: None, value: line.figure.numerator, status: Status::Ok, ..line.figure };
        if let [this, before] = lines.as_slice()
            && this.figure.numerator.is_some()
        {
            ENQUIRIES.clone_into(&mut stage.indicator);
            stage.figure = counted(this);
            stage.year_before = if before.figure.numerator.is_some() { counted(before) } else { Figure::not_available() };
        }
    }
    Ok(journey)
}
