//! The bodies of the live pages: the part inside `<main>`. The frame around them is the web's.

use serde::Serialize;
use sightline_model::Period;

use crate::blocks::{Block, Definition, PeriodNames, StageRow, by_section, stage_rows};
use crate::charts::{self, Chart, Journey};
use crate::html::Html;
use crate::messages::{Message, RULES, messages, unsure};
use crate::row::{KeyGroup, Row, key};
use crate::view::{IndicatorView, SnapshotFacts};
use crate::{PublishError, standing, template, words};

/// What the dashboard and the catalogue are made of.
#[derive(Clone, Debug)]
pub struct DashboardData {
    /// The authority's name.
    pub authority: String,
    /// True when the authority and its records are invented.
    pub invented: bool,
    /// The period of every indicator's `this`.
    pub period: Period,
    /// Every indicator, with or without a figure.
    pub indicators: Vec<IndicatorView>,
    /// The child's journey; [`Journey::from_indicators`] makes the usual one.
    pub journey: Journey,
    /// What the figures were counted from.
    pub snapshot: SnapshotFacts,
}

impl DashboardData {
    /// A dashboard with the usual journey.
    #[must_use]
    pub fn new(authority: &str, invented: bool, period: Period, indicators: Vec<IndicatorView>, snapshot: SnapshotFacts) -> DashboardData {
        let journey = Journey::from_indicators(&words::period(&period), &indicators);
        DashboardData { authority: authority.to_owned(), invented, period, indicators, journey, snapshot }
    }
}

#[derive(Serialize)]
struct Fresh {
    snapshot: String,
    made_at: String,
    extracted: String,
}

impl Fresh {
    fn of(snapshot: &SnapshotFacts) -> Fresh {
        Fresh {
            snapshot: snapshot.id.clone(),
            made_at: snapshot.made_at.clone(),
            extracted: snapshot.extracted_on.map_or_else(|| "not given".to_owned(), words::day),
        }
    }
}

#[derive(Serialize)]
struct SectionRows {
    id: &'static str,
    title: &'static str,
    about: &'static str,
    charts: Vec<Block>,
    rows: Vec<Row>,
    without: Vec<Row>,
}

#[derive(Serialize)]
struct DashboardContext<'a> {
    authority: &'a str,
    invented: bool,
    period: PeriodNames,
    fresh: Fresh,
    messages: Vec<Message>,
    rules: &'static [&'static str],
    journey: Chart,
    stages: Vec<StageRow>,
    key: Vec<KeyGroup>,
    sections: Vec<SectionRows>,
}

/// The dashboard's body.
///
/// # Errors
/// If a template cannot be filled.
pub fn dashboard(data: &DashboardData) -> Result<Html, PublishError> {
    let page = |slug: &str| format!("/indicators/{slug}");
    let mut told = messages(&data.indicators);
    for message in &mut told {
        if let Some(id) = &message.indicator {
            message.href = page(&words::slug(id));
        }
    }
    let mut sure = unsure(&data.indicators);
    sure.text = sure.text.replace(" Appendix C gives the reasons.", " The list of indicators gives the reasons.");
    sure.href = "/indicators".to_owned();
    told.push(sure);
    let sections = by_section(&data.indicators)
        .into_iter()
        .filter(|(_, views)| !views.is_empty())
        .map(|(section, views)| {
            let row = |view: &&IndicatorView| {
                let mut row = Row::of(view);
                row.href = Some(page(&row.slug));
                row.spark = view.has_trend().then(|| charts::sparkline(view).svg);
                row
            };
            let first =
                section.headlines.iter().find_map(|id| views.iter().copied().find(|view| view.id == *id && view.has_figure() && view.has_trend()));
            SectionRows {
                id: section.id,
                title: section.title,
                about: section.about,
                charts: first.map(|view| Block::of(view, 0)).into_iter().collect(),
                rows: views.iter().filter(|view| view.has_figure()).map(row).collect(),
                without: views.iter().filter(|view| !view.has_figure()).map(row).collect(),
            }
        })
        .collect();
    let context = DashboardContext {
        authority: &data.authority,
        invented: data.invented,
        period: PeriodNames::of(&data.period),
        fresh: Fresh::of(&data.snapshot),
        messages: told,
        rules: RULES,
        journey: charts::journey(&data.journey),
        stages: stage_rows(&data.journey),
        key: key(),
        sections,
    };
    template::render("dashboard.html", &context).map(Html::new)
}

#[derive(Serialize)]
struct IndicatorContext {
    block: Block,
    definition: Definition,
    section: &'static str,
    this: String,
    previous: String,
    year_before: String,
    to_date: Option<String>,
    published: Option<PublishedWords>,
    strip: Option<Chart>,
    notes: Vec<String>,
    key: Vec<KeyGroup>,
    fresh: Fresh,
}

/// What others publish, as rows.
#[derive(Serialize)]
struct PublishedWords {
    when: String,
    source: String,
    rows: Vec<(String, String, String)>,
    place: Option<String>,
}

impl PublishedWords {
    fn of(view: &IndicatorView) -> Option<PublishedWords> {
        let found = view.beside.comparators.as_ref()?.published()?;
        let value = |value: f64| words::value(value, view.measure, &view.unit);
        let mut rows = Vec::new();
        if let Some(own) = found.own {
            rows.push(("This authority, as published".to_owned(), value(own), "not the figure counted here".to_owned()));
        }
        if let Some(neighbours) = &found.neighbours {
            rows.push(("Statistical neighbours".to_owned(), value(neighbours.mean), neighbours.words()));
        }
        if let Some((name, figure)) = &found.region {
            rows.push((name.clone(), value(*figure), "region".to_owned()));
        }
        if let Some(figure) = found.england {
            rows.push(("England".to_owned(), value(figure), "all authorities".to_owned()));
        }
        (!rows.is_empty()).then(|| PublishedWords { when: found.when(), source: found.source.clone(), rows, place: found.place.clone() })
    }
}

/// The body of one indicator's page.
///
/// # Errors
/// If a template cannot be filled.
pub fn indicator(view: &IndicatorView, snapshot: &SnapshotFacts) -> Result<Html, PublishError> {
    let context = IndicatorContext {
        block: Block::of(view, usize::MAX),
        definition: Definition::of(view),
        section: crate::sections::section_of(&view.area).title,
        this: words::sentence(&view.counted.when(&view.this)),
        previous: words::sentence(&view.counted.when(&view.previous)),
        year_before: words::sentence(&view.counted.when(&view.year_before)),
        to_date: view.beside.year_to_date.as_ref().map(|point| words::sentence(&view.counted.when(point))),
        published: PublishedWords::of(view),
        strip: strip(view),
        notes: if view.has_trend() { standing::since_when(view) } else { Vec::new() },
        key: key(),
        fresh: Fresh::of(snapshot),
    };
    template::render("indicator.html", &context).map(Html::new)
}

/// A small share with the interval in which it may lie, beside those of the periods it is compared with. An audit's chart is that already.
fn strip(view: &IndicatorView) -> Option<Chart> {
    standing::sureness(view).filter(|_| !view.is_audit())?;
    let rows = charts::of_periods(view);
    (!rows.is_empty()).then(|| charts::dots(&view.id, &format!("{}: where the true share is likely to lie", view.title), &rows))
}

#[derive(Serialize)]
struct CatalogueContext {
    period: PeriodNames,
    with_figure: usize,
    all: usize,
    sections: Vec<CatalogueSection>,
}

#[derive(Serialize)]
struct CatalogueSection {
    id: &'static str,
    title: &'static str,
    rows: Vec<CatalogueRow>,
}

#[derive(Serialize)]
struct CatalogueRow {
    question: String,
    counts: String,
    #[serde(flatten)]
    row: Row,
}

/// The body of the list of all indicators.
///
/// # Errors
/// If a template cannot be filled.
pub fn catalogue(data: &DashboardData) -> Result<Html, PublishError> {
    let sections = by_section(&data.indicators)
        .into_iter()
        .filter(|(_, views)| !views.is_empty())
        .map(|(section, views)| CatalogueSection {
            id: section.id,
            title: section.title,
            rows: views
                .into_iter()
                .map(|view| {
                    let mut row = Row::of(view);
                    row.href = Some(format!("/indicators/{}", row.slug));
                    CatalogueRow { question: view.question.clone(), counts: view.counts.clone(), row }
                })
                .collect(),
        })
        .collect();
    let context = CatalogueContext {
        period: PeriodNames::of(&data.period),
        with_figure: data.indicators.iter().filter(|view| view.has_figure()).count(),
        all: data.indicators.len(),
        sections,
    };
    template::render("catalogue.html", &context).map(Html::new)
}
