//! What members see: figures of published papers, as they were published, and nothing that was not.
//!
//! A member's question is never counted from the records. It is looked up in the data of papers that passed disclosure control and were entered in its
//! ledger, so that no question, however it is put and however often, can tell more than the papers did.

use crate::pages::blank;
use anyhow::Context;
use sightline_definitions::{Indicator, Library, Measure};
use sightline_document::{Dataset, Shown};
use sightline_model::{Figure, Period, Status};
use sightline_papers::{Publication, Publications};
use sightline_publish::{Breakdown, IndicatorView, Part, PeriodFigure, words};
use sightline_tabular::{Table, Value};
use sightline_web::Sight;
use sightline_web::site::MeasureAsk;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// The report that goes to the lead member and no further.
const FOR_MEMBERS: &str = "lead-member";

/// The topic and part of a whole.
const WHOLE: &str = "Total";

/// True if a report is for members and not for the public.
pub fn is_for_members(report: &str) -> bool {
    report == FOR_MEMBERS
}

/// A published figure.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The indicator.
    pub indicator: String,
    /// The period.
    pub period: Period,
    /// The dimension's title, `None` for the whole.
    pub topic: Option<String>,
    /// The part.
    pub part: String,
    /// As it was published.
    pub figure: Figure,
    /// The publication it stands in.
    pub of: Arc<Source>,
}

/// A publication, as pages name where a figure is from.
#[derive(Debug)]
pub struct Source {
    /// `published 6 November 2018`.
    pub words: String,
    /// The snapshot that its figures were counted from.
    pub snapshot: String,
    /// When it was published, as an instant in UTC.
    pub at: String,
}

/// The publications that were read, by id, and their figures, each with the sight it needs.
type Read = (Vec<String>, Arc<Vec<(Sight, Cell)>>);

/// Figures of publications, newest first.
#[derive(Default)]
pub struct Released {
    held: Mutex<Option<Read>>,
}

impl Released {
    /// Every published figure that may be seen with this sight: of each indicator, period and part the one published last.
    pub fn cells(&self, root: &Path, sight: Sight) -> anyhow::Result<Vec<Cell>> {
        let publications = Publications::open(root);
        let mut all = publications.all().context("the publications cannot be read")?;
        all.sort_by(|one, other| other.published_at.cmp(&one.published_at).then_with(|| other.revision.cmp(&one.revision)));
        let ids: Vec<String> = all.iter().map(|publication| publication.id.clone()).collect();
        let mut held = self.held.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if held.as_ref().is_none_or(|(of, _)| *of != ids) {
            let mut cells = Vec::new();
            for publication in &all {
                let tree = publications.tree(publication).context("a publication cannot be read")?;
                let sees = if is_for_members(&publication.report) { Sight::Released } else { Sight::Published };
                cells.extend(read(publication, &tree.data).into_iter().map(|cell| (sees, cell)));
            }
            *held = Some((ids, Arc::new(cells)));
        }
        let cells = held.as_ref().map(|(_, cells)| Arc::clone(cells)).unwrap_or_default();
        drop(held);
        let mut seen: BTreeMap<(String, String, Option<String>, String), ()> = BTreeMap::new();
        let mut found = Vec::new();
        for (needs, cell) in cells.iter().filter(|(needs, _)| *needs <= sight) {
            let _ = needs;
            let key = (cell.indicator.clone(), cell.period.name().to_owned(), cell.topic.clone(), cell.part.clone());
            if seen.insert(key, ()).is_none() {
                found.push(cell.clone());
            }
        }
        Ok(found)
    }
}

fn read(publication: &Publication, data: &Dataset) -> Vec<Cell> {
    let of = Arc::new(Source {
        words: format!("published {}", publication.published_on),
        snapshot: publication.snapshot.clone(),
        at: publication.published_at.clone(),
    });
    data.observations
        .iter()
        .filter_map(|found| {
            let period = Period::parse(&found.period).ok()?;
            let number = |shown: &Shown| match shown {
                Shown::Number(value, _) => Some(*value),
                Shown::Symbol(_) => None,
            };
            let status = match found.value {
                Shown::Number(..) => Status::Ok,
                Shown::Symbol('c') => Status::Hidden,
                Shown::Symbol('z') => Status::NotApplicable,
                Shown::Symbol(_) => Status::NotAvailable,
            };
            let figure = Figure {
                numerator: number(&found.numerator),
                denominator: number(&found.denominator),
                value: number(&found.value),
                pending: 0,
                status,
            };
            // What is hidden is hidden whole.
            let figure = if status == Status::Ok { figure } else { Figure { numerator: None, denominator: None, value: None, ..figure } };
            Some(Cell {
                indicator: found.indicator.clone(),
                period,
                topic: (found.topic != WHOLE).then(|| found.topic.clone()),
                part: found.part.clone(),
                figure,
                of: Arc::clone(&of),
            })
        })
        .collect()
}

/// One indicator as it was published: for a period, or the latest there is.
pub fn view(library: &Library, cells: &[Cell], id: &str, period: Option<&Period>) -> Option<(IndicatorView, Arc<Source>)> {
    let indicator = library.indicators.get(id)?;
    let own: Vec<&Cell> = cells.iter().filter(|cell| cell.indicator == id).collect();
    let whole: Vec<&&Cell> = own.iter().filter(|cell| cell.topic.is_none()).collect();
    let period = period.cloned().or_else(|| own.iter().map(|cell| &cell.period).max_by_key(|period| chief(period)).cloned())?;
    let at = |wanted: &Period| {
        let found = whole.iter().find(|cell| cell.period.name() == wanted.name());
        PeriodFigure::new(wanted, found.map_or_else(Figure::not_available, |cell| exact(indicator, cell.figure)))
    };
    let of = own.iter().find(|cell| cell.period.name() == period.name()).map(|cell| Arc::clone(&cell.of))?;
    let mut trend: Vec<&&&Cell> =
        whole.iter().filter(|cell| length(&cell.period) == shortest(&whole) && cell.period.ends_on() <= period.ends_on()).collect();
    trend.sort_by_key(|cell| cell.period.starts_on());
    let trend = trend.into_iter().map(|cell| PeriodFigure::new(&cell.period, exact(indicator, cell.figure))).collect();
    let mut view = blank(indicator, at(&period), at(&period.previous()), at(&period.year_before()), trend);
    let mut divided: BTreeMap<&str, Vec<Part>> = BTreeMap::new();
    for cell in own.iter().filter(|cell| cell.period.name() == period.name()) {
        if let Some(topic) = &cell.topic {
            divided.entry(topic).or_default().push(Part { label: cell.part.clone(), figure: cell.figure });
        }
    }
    view.breakdowns = divided
        .into_iter()
        .map(|(title, parts)| {
            let dimension =
                library.dimensions.values().find(|known| known.title == title).map_or_else(|| words::slug(title), |known| known.id.clone());
            Breakdown { dimension, title: title.to_owned(), parts }
        })
        .collect();
    Some((view, of))
}

/// A share whose counts were both published, as it comes from them: the share itself was published rounded, and changes between rounded shares are not
/// those that the paper tells of.
fn exact(indicator: &Indicator, figure: Figure) -> Figure {
    match (indicator.measure, figure.numerator, figure.denominator, figure.value) {
        (Measure::Percentage, Some(of), Some(all), Some(_)) if all > 0.0 => Figure { value: Some(100.0 * of / all), ..figure },
        _ => figure,
    }
}

/// What a figure is shown for if nothing was asked: the latest there is, and of those that end together the quarter, which papers are about.
fn chief(period: &Period) -> (sightline_model::Day, bool, std::cmp::Reverse<u8>) {
    let length = length(period);
    (period.ends_on(), length == QUARTER, std::cmp::Reverse(length))
}

/// [`length`] of a quarter.
const QUARTER: u8 = 1;

/// Months, quarters, years: the longer, the higher.
fn length(period: &Period) -> u8 {
    match period.ends_on().days_since(period.starts_on()) {
        ..=40 => 0,
        41..=100 => 1,
        101..=200 => 2,
        _ => 3,
    }
}

/// The shortest kind of period there is.
fn shortest(cells: &[&&Cell]) -> u8 {
    cells.iter().map(|cell| length(&cell.period)).min().unwrap_or(0)
}

/// A member's question, answered from what was published: the columns of the command, each cell as it was published.
pub fn measure(library: &Library, cells: &[Cell], ask: &MeasureAsk, periods: &[Period], pending: bool) -> Result<Table, String> {
    if !ask.conditions.is_empty() || ask.by.len() > 1 || ask.known_on.is_some() {
        return Err("published figures are given as they were published: whole, or divided by one dimension, and not narrowed".to_owned());
    }
    let topic = match ask.by.first() {
        None => None,
        Some(by) => Some(library.dimensions.get(by).map(|known| known.title.clone()).ok_or_else(|| "there is no such dimension".to_owned())?),
    };
    if let Some(unknown) = ask.ids.iter().find(|id| !library.indicators.contains_key(*id)) {
        let shown: String = unknown.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').take(80).collect();
        return Err(format!("there is no indicator `{shown}`"));
    }
    let mut headings = vec!["indicator", "period", "starts_on", "ends_on"];
    headings.extend(ask.by.iter().map(String::as_str));
    headings.extend(["numerator", "denominator", "value", "status"]);
    if pending {
        headings.push("pending");
    }
    let mut table = Table::new(headings);
    let mut wanted: Vec<&Cell> = cells
        .iter()
        .filter(|cell| (ask.ids.is_empty() || ask.ids.contains(&cell.indicator)) && cell.topic == topic)
        .filter(|cell| periods.iter().any(|period| period.name() == cell.period.name()))
        .collect();
    wanted.sort_by(|one, other| (&one.indicator, one.period.starts_on(), &one.part).cmp(&(&other.indicator, other.period.starts_on(), &other.part)));
    for cell in wanted {
        let mut row = vec![
            Value::text(&cell.indicator),
            Value::text(cell.period.name()),
            Value::text(cell.period.starts_on().to_string()),
            Value::text(cell.period.ends_on().to_string()),
        ];
        if topic.is_some() {
            row.push(Value::text(&cell.part));
        }
        row.extend([cell.figure.numerator, cell.figure.denominator, cell.figure.value].map(Value::Number));
        row.push(Value::text(cell.figure.status.word()));
        if pending {
            row.push(Value::whole(0));
        }
        table.rows.push(row);
    }
    Ok(table)
}
