//! What the live pages are made of: figures as words, marks and charts, so that a template only places them. The pages themselves are the web's.
//!
//! Everything here is written into a template's context as it is; only what a page must decide by can be read from Rust.

use serde::Serialize;
use sightline_compare::Rag;
use sightline_compare::spc::Variation;
use sightline_model::Period;

use crate::blocks::{Block, Definition, StageRow, by_section, stage_rows};
use crate::charts::{self, Chart, Journey};
use crate::html::Html;
use crate::messages::{Message, messages, unsure};
use crate::row::{KeyGroup, Row};
use crate::sections::section_of;
use crate::view::{IndicatorView, SnapshotFacts};
use crate::{standing, words};

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

/// Where an indicator's page is: given its id, an address that keeps what the reader has chosen.
pub type Lead<'a> = &'a dyn Fn(&str) -> String;

/// What stands out, and then what cannot be said. The last leads to `catalogue`, where the reasons are.
#[must_use]
pub fn stand_out(indicators: &[IndicatorView], lead: Lead<'_>, catalogue: &str) -> Vec<Message> {
    let mut told = messages(indicators);
    for message in &mut told {
        if let Some(id) = &message.indicator {
            message.href = lead(id);
        }
    }
    let mut sure = unsure(indicators);
    sure.text = sure.text.replace(" Appendix C gives the reasons.", " The list of indicators gives the reasons.");
    catalogue.clone_into(&mut sure.href);
    told.push(sure);
    told
}

/// The child's journey as a chart and as rows.
#[derive(Debug, Serialize)]
pub struct JourneyParts {
    chart: Chart,
    stages: Vec<StageRow>,
}

impl JourneyParts {
    /// Of a journey.
    #[must_use]
    pub fn of(journey: &Journey) -> JourneyParts {
        JourneyParts { chart: charts::journey(journey), stages: stage_rows(journey) }
    }
}

/// A section of the child's journey, as the committee reads it.
#[derive(Debug, Serialize)]
pub struct AreaParts {
    /// Its id: `front-door`.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// What it is about, in a sentence.
    pub about: &'static str,
    /// The chief indicators, as question, answer and chart.
    charts: Vec<Block>,
    /// Those with a figure.
    rows: Vec<Row>,
    /// Those without, and why.
    without: Vec<Row>,
    /// Ids of the indicators it holds, in order.
    pub ids: Vec<String>,
}

/// The sections that hold any of the indicators, in order; of each, so many chief ones are drawn.
#[must_use]
pub fn areas(indicators: &[&IndicatorView], drawn: usize, lead: Lead<'_>) -> Vec<AreaParts> {
    let of = |views: Vec<&IndicatorView>, section: &crate::sections::Section| {
        let row = |view: &&IndicatorView| {
            let mut row = Row::of(view);
            row.href = Some(lead(&view.id));
            row.spark = view.has_trend().then(|| charts::sparkline(view).svg);
            row
        };
        let chief =
            section.headlines.iter().filter_map(|id| views.iter().copied().find(|view| view.id == *id && view.has_figure() && view.has_trend()));
        AreaParts {
            id: section.id,
            title: section.title,
            question: section.question,
            about: section.about,
            charts: chief.take(drawn).map(|view| Block { href: lead(&view.id), ..Block::of(view, &[]) }).collect(),
            rows: views.iter().filter(|view| view.has_figure()).map(row).collect(),
            without: views.iter().filter(|view| !view.has_figure()).map(row).collect(),
            ids: views.iter().map(|view| view.id.clone()).collect(),
        }
    };
    by_section(indicators).into_iter().filter(|(_, views)| !views.is_empty()).map(|(section, views)| of(views, &section)).collect()
}

/// A figure to be read at a glance.
#[derive(Debug, Serialize)]
pub struct Tile {
    id: String,
    title: String,
    href: String,
    value: String,
    behind: String,
    when: String,
    change: String,
    word: String,
    kind: &'static str,
    spark: Option<Html>,
    has_figure: bool,
}

impl Tile {
    /// Of an indicator.
    #[must_use]
    pub fn of(view: &IndicatorView, lead: Lead<'_>) -> Tile {
        let row = Row::of(view);
        let change = match row.on_year.text.as_str() {
            _ if !row.has_figure => String::new(),
            "not available" | "see its parts" => String::new(),
            text => format!("{} {text} on the year before", row.on_year.arrow),
        };
        // A missed target is said before anything else; then what is more than usual.
        let signal = row.variation.mark.as_ref().map(|mark| mark.words.as_str()).filter(|words| *words != "usual variation");
        let red = view.rag() == Some(Rag::Red);
        let (word, kind) = match (red, signal) {
            _ if !row.has_figure => (String::new(), ""),
            (true, _) => ("Red".to_owned(), "red"),
            (false, Some("concerning")) => ("concerning".to_owned(), "concerning"),
            (false, Some("improving")) => ("improving".to_owned(), "improving"),
            (false, Some(other)) => (format!("{other} than usual"), "info"),
            (false, None) => (String::new(), ""),
        };
        Tile {
            href: lead(&view.id),
            value: if row.has_figure { row.this.value.clone() } else { row.said.clone() },
            behind: if row.has_figure {
                let unit = Some(row.unit.clone()).filter(|unit| !unit.is_empty() && !unit.starts_with('%'));
                unit.into_iter().chain(row.this.behind.clone()).collect::<Vec<_>>().join(": ")
            } else {
                row.reason.clone()
            },
            when: words::sentence(&view.counted.when(&view.this)),
            change: change.trim().to_owned(),
            word,
            kind,
            spark: view.has_trend().then(|| charts::sparkline(view).svg),
            has_figure: row.has_figure,
            id: row.id,
            title: row.title,
        }
    }
}

/// The chief indicators of some sections that have a figure, so many of each, in order.
#[must_use]
pub fn chief<'a>(indicators: &'a [IndicatorView], sections: &[&str], most: usize) -> Vec<&'a IndicatorView> {
    let found = |id: &str| indicators.iter().find(|view| view.id == id && view.has_figure() && !view.is_shares);
    let of = crate::sections::SECTIONS.iter().filter(|section| sections.contains(&section.id));
    of.flat_map(|section| section.headlines.iter().filter_map(|id| found(id)).take(most)).collect()
}

/// A signal that a figure shows: the rule that told it, and its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Signal {
    /// The indicator.
    pub indicator: String,
    /// Its title.
    pub title: String,
    /// The rule: `red`, or that of the chart and its way: `shift-concerning`.
    pub rule: String,
    /// The period of the point that shows it.
    pub period: String,
    /// The kind of tag: `concerning`, `improving`, `info`, `red`.
    pub kind: String,
    /// One word for it: `Concerning`.
    pub word: String,
    /// What it says, in a sentence.
    pub words: String,
}

/// The signals that figures show now: charts that say more than usual, and targets missed by more than the tolerance.
#[must_use]
pub fn signals(indicators: &[IndicatorView]) -> Vec<Signal> {
    let mut found = Vec::new();
    for view in indicators.iter().filter(|view| view.has_figure() && !view.is_shares) {
        let signal = |rule: String, period: &str, kind: &str, word: &str| Signal {
            indicator: view.id.clone(),
            title: view.title.clone(),
            rule,
            period: period.to_owned(),
            kind: kind.to_owned(),
            word: word.to_owned(),
            words: standing::one_sentence(view),
        };
        if let Some((verdict, variation)) = view.verdict()
            && variation != Variation::Usual
            && let Some(point) = view.trend.get(verdict.at)
        {
            let rule = verdict.signal.map(|signal| words::slug(signal.words())).unwrap_or_default();
            let (kind, word) = match variation {
                Variation::Concerning(_) => ("concerning", "Concerning"),
                Variation::Improving(_) => ("improving", "Improving"),
                Variation::Higher => ("info", "Higher"),
                Variation::Lower | Variation::Usual => ("info", "Lower"),
            };
            found.push(signal(format!("{rule}-{}", words::slug(variation.word())), &point.name, kind, word));
        }
        if view.rag() == Some(Rag::Red) {
            found.push(signal("red".to_owned(), &view.this.name, "red", "Red"));
        }
    }
    found
}

/// One indicator's page.
#[derive(Debug, Serialize)]
pub struct IndicatorParts {
    block: Block,
    definition: Definition,
    /// The section it belongs to: id and title.
    section: (&'static str, &'static str),
    this: String,
    previous: String,
    year_before: String,
    to_date: Option<String>,
    published: Option<PublishedWords>,
    strip: Option<Chart>,
    notes: Vec<String>,
    snapshot: String,
    made_at: String,
    extracted: String,
}

impl IndicatorParts {
    /// Of an indicator, divided by one of its breakdowns or none.
    #[must_use]
    pub fn of(view: &IndicatorView, snapshot: &SnapshotFacts, breakdown: Option<usize>) -> IndicatorParts {
        let breakdowns: Vec<usize> = breakdown.into_iter().collect();
        let block = Block::of(view, &breakdowns);
        let section = section_of(&view.area);
        IndicatorParts {
            block,
            definition: Definition::of(view),
            section: (section.id, section.title),
            this: words::sentence(&view.counted.when(&view.this)),
            previous: words::sentence(&view.counted.when(&view.previous)),
            year_before: words::sentence(&view.counted.when(&view.year_before)),
            to_date: view.beside.year_to_date.as_ref().map(|point| words::sentence(&view.counted.when(point))),
            published: PublishedWords::of(view),
            strip: strip(view),
            notes: if view.has_trend() { standing::since_when(view) } else { Vec::new() },
            snapshot: snapshot.id.clone(),
            made_at: snapshot.made_at.clone(),
            extracted: snapshot.extracted_on.map_or_else(|| "not given".to_owned(), words::day),
        }
    }
}

/// What others publish, as rows.
#[derive(Debug, Serialize)]
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

/// A small share with the interval in which it may lie, beside those of the periods it is compared with. An audit's chart is that already.
fn strip(view: &IndicatorView) -> Option<Chart> {
    standing::sureness(view).filter(|_| !view.is_audit())?;
    let rows = charts::of_periods(view);
    (!rows.is_empty()).then(|| charts::dots(&view.id, &format!("{}: where the true share is likely to lie", view.title), &rows))
}

/// An indicator in the list of all.
#[derive(Debug, Serialize)]
pub struct CatalogueRow {
    question: String,
    counts: String,
    #[serde(flatten)]
    row: Row,
}

impl CatalogueRow {
    /// Of an indicator.
    #[must_use]
    pub fn of(view: &IndicatorView, lead: Lead<'_>) -> CatalogueRow {
        let row = Row { href: Some(lead(&view.id)), ..Row::of(view) };
        CatalogueRow { question: view.question.clone(), counts: view.counts.clone(), row }
    }
}

/// Every kind of mark with its meanings.
#[must_use]
pub fn key() -> impl Serialize {
    let groups: Vec<KeyGroup> = crate::row::key();
    groups
}
