//! What templates are given: every word and number already made, so that a template only places them.

use serde::Serialize;
use sightline_compare::Measure;
use sightline_model::{Figure, Period};

use crate::charts::{self, Chart};
use crate::facts;
use crate::html::Html;
use crate::markdown;
use crate::row::Row;
use crate::sections::{OTHER, SECTIONS, Section, section_of};
use crate::standing;
use crate::view::{IndicatorView, shown};
use crate::words::{self, ChangeWords};

/// A period and the two it is compared with, named.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodNames {
    /// `2018-19Q2`.
    pub name: String,
    /// `quarter`, `month`, `half-year`, `year` or `period`.
    pub noun: &'static str,
    /// `July to September 2018`.
    pub this: String,
    /// `April to June 2018`.
    pub previous: String,
    /// `July to September 2017`.
    pub year_before: String,
    /// The three again for narrow columns: `Jul to Sep 2018`.
    pub short: ShortNames,
    /// Its last day.
    pub ends_on: sightline_model::Day,
}

/// Names for narrow columns.
#[derive(Clone, Debug, Serialize)]
pub struct ShortNames {
    /// This period.
    pub this: String,
    /// The one before.
    pub previous: String,
    /// The same one year before.
    pub year_before: String,
}

impl PeriodNames {
    /// The names of a period and of those it is compared with.
    #[must_use]
    pub fn of(period: &Period) -> PeriodNames {
        let is = |other: &Period| other.starts_on() == period.starts_on() && other.ends_on() == period.ends_on();
        let noun = if is(&Period::month_of(period.starts_on())) {
            "month"
        } else if is(&Period::quarter_of(period.starts_on())) {
            "quarter"
        } else if is(&Period::year_of(period.starts_on())) {
            "year"
        } else if period.name().ends_with("H1") || period.name().ends_with("H2") {
            "half-year"
        } else {
            "period"
        };
        PeriodNames {
            name: period.name().to_owned(),
            noun,
            this: words::period(period),
            previous: words::period(&period.previous()),
            year_before: words::period(&period.year_before()),
            short: ShortNames {
                this: words::period_short(period),
                previous: words::period_short(&period.previous()),
                year_before: words::period_short(&period.year_before()),
            },
            ends_on: period.ends_on(),
        }
    }
}

/// One period as a row of a chart's table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PointRow {
    pub label: String,
    pub value: String,
    pub numerator: String,
    pub denominator: String,
    pub status: &'static str,
}

fn point_row(label: &str, figure: &Figure, view: &IndicatorView) -> PointRow {
    let part = |number: Option<f64>| match number.filter(|_| shown(figure).is_some()) {
        Some(number) => words::plain_number(number),
        None => "none".to_owned(),
    };
    PointRow {
        label: label.to_owned(),
        value: words::figure(figure, view.measure, &view.unit),
        numerator: part(figure.numerator),
        denominator: part(figure.denominator),
        status: words::status(figure.status),
    }
}

/// A breakdown as chart and table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct BreakdownBlock {
    /// The dimension.
    pub title: String,
    /// The dimension within a sentence.
    pub dimension: String,
    /// The indicator divided by it.
    pub name: String,
    pub chart: Chart,
    pub rows: Vec<PointRow>,
}

/// An indicator as question, answer, chart and table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Block {
    pub slug: String,
    /// Where its page is.
    pub href: String,
    pub id: String,
    pub title: String,
    pub question: String,
    pub answer: String,
    /// Whether it moved more than usual, and how it stands to its target.
    pub standing: String,
    /// How sure one may be of a share of few.
    pub sureness: Option<String>,
    /// What others publish, or why nothing can be set beside it; none when nothing published is loaded.
    pub compared: Option<String>,
    /// Recorded changes after which the chart's limits start again.
    pub since: Vec<String>,
    pub counts: String,
    pub limit: Option<String>,
    pub good: &'static str,
    pub is_count: bool,
    pub is_soft: bool,
    pub chart: Option<Chart>,
    pub points: Vec<PointRow>,
    pub breakdowns: Vec<BreakdownBlock>,
    pub row: Row,
}

impl Block {
    /// With these of its breakdowns.
    pub(crate) fn of(view: &IndicatorView, breakdowns: &[usize]) -> Block {
        let breakdowns = view.breakdowns.iter().enumerate().filter(|(at, breakdown)| breakdowns.contains(at) && !breakdown.parts.is_empty());
        Block {
            slug: words::slug(&view.id),
            href: String::new(),
            id: view.id.clone(),
            title: view.title.clone(),
            question: view.question.clone(),
            answer: facts::answer(view),
            standing: standing::standing(view),
            sureness: standing::sureness(view),
            compared: standing::compared(view),
            since: if view.has_trend() { standing::breaks(view) } else { Vec::new() },
            counts: view.counts.clone(),
            limit: view.limit.clone(),
            good: words::good(view.good),
            is_count: view.measure == Measure::Count,
            is_soft: view.this.is_provisional(),
            chart: view.has_trend().then(|| main_chart(view)),
            points: view.trend.iter().map(|point| point_row(&point.words, &point.figure, view)).collect(),
            breakdowns: breakdowns
                .map(|(at, breakdown)| BreakdownBlock {
                    title: breakdown.title.clone(),
                    dimension: facts::lower_first(&breakdown.title),
                    name: facts::breakdown_name(view, at),
                    chart: charts::breakdown(view, at),
                    rows: breakdown.parts.iter().map(|part| point_row(&part.label, &part.figure, view)).collect(),
                })
                .collect(),
            row: Row::of(view),
        }
    }
}

/// The chart that shows an indicator best: its trend, the two counts it sets against each other, or an audit's shares with their intervals.
fn main_chart(view: &IndicatorView) -> Chart {
    let shares = if view.is_audit() { charts::of_periods(view) } else { Vec::new() };
    if !shares.is_empty() {
        return charts::dots(&view.id, &standing::audit_title(view), &shares);
    }
    match charts::pair_behind(view) {
        Some((above, below)) => charts::two_series(&view.id, &above, &below),
        None => charts::trend(view),
    }
}

/// A worked example, ready to print.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ExampleBlock {
    pub name: String,
    pub prose: Html,
    pub tables: Vec<crate::view::ExampleTable>,
}

/// A definition, ready to print.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Definition {
    pub id: String,
    pub slug: String,
    pub title: String,
    pub question: String,
    pub counts: String,
    pub unit: String,
    pub good: &'static str,
    pub limit: Option<String>,
    pub source: String,
    pub hash: String,
    pub sql: String,
    pub page: Html,
    pub examples: Vec<ExampleBlock>,
}

impl Definition {
    pub(crate) fn of(view: &IndicatorView) -> Definition {
        Definition {
            id: view.id.clone(),
            slug: words::slug(&view.id),
            title: view.title.clone(),
            question: view.question.clone(),
            counts: view.counts.clone(),
            unit: view.unit.clone(),
            good: words::good(view.good),
            limit: view.limit.clone(),
            source: view.source.clone(),
            hash: view.definition_hash.clone(),
            sql: view.definition_sql.trim().to_owned(),
            page: markdown::render(&view.page_markdown, 3),
            examples: view
                .examples
                .iter()
                .map(|example| ExampleBlock {
                    name: example.name.clone(),
                    prose: markdown::render(&example.prose, 4),
                    tables: example.tables.clone(),
                })
                .collect(),
        }
    }
}

/// One stage of the journey as a row of its table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct StageRow {
    pub label: String,
    pub this: String,
    pub year_before: String,
    pub on_year: ChangeWords,
    pub step: String,
    pub status: &'static str,
}

pub(crate) fn stage_rows(journey: &charts::Journey) -> Vec<StageRow> {
    let count = |figure: &Figure| words::figure(figure, Measure::Count, "");
    let row = |(at, stage): (usize, &charts::JourneyStage)| StageRow {
        label: stage.label.clone(),
        this: count(&stage.figure),
        year_before: count(&stage.year_before),
        on_year: words::change(
            sightline_compare::change(&stage.year_before, &stage.figure, Measure::Count, "", sightline_compare::Good::Neutral),
            Measure::Count,
        ),
        step: journey.per_hundred(at).unwrap_or_else(|| if at == 0 { "first stage".to_owned() } else { "not available".to_owned() }),
        status: words::status(stage.figure.status),
    };
    journey.stages.iter().enumerate().map(row).collect()
}

/// The sections that hold any of the indicators, in order, each with its own.
pub(crate) fn by_section<'a>(indicators: &[&'a IndicatorView]) -> Vec<(Section, Vec<&'a IndicatorView>)> {
    let mut all = SECTIONS.to_vec();
    all.push(OTHER);
    all.into_iter().map(|section| (section, indicators.iter().copied().filter(|view| section_of(&view.area).id == section.id).collect())).collect()
}
