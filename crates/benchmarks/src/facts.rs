//! What the product knows of published comparators before any is loaded: `definitions/benchmarks/`.

use crate::period::Basis;
use std::sync::OnceLock;

const LAIT: &str = include_str!("../../../definitions/benchmarks/lait.csv");
const REGIONS: &str = include_str!("../../../definitions/benchmarks/regions.csv");
const SUCCESSORS: &str = include_str!("../../../definitions/benchmarks/successors.csv");

/// How one of our indicators goes with a published measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Our indicator.
    pub indicator: String,
    /// The published measure's short name.
    pub measure: String,
    /// `same measure`, `count form`, `rate form`, `component`, `complement`, `companion`, `narrower` or `different denominator`.
    pub relation: String,
    /// The days that the published figure speaks of.
    pub basis: Basis,
    /// What it is divided by, in words.
    pub denominator: String,
    /// Where that number is found.
    pub from: Denominator,
    /// Why our own figure may not stand beside it; none if it may.
    pub why_not: Option<String>,
}

/// Where a published figure's denominator is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denominator {
    /// Nowhere.
    None,
    /// The mid-year population of the year before, ages 0 to 17.
    Population,
    /// The sum of published counts.
    Sum(Vec<String>),
    /// A published numerator, divided by the share.
    Numerator(String),
    /// A published rate per 10,000, times the population.
    Rate(String),
}

/// England or a region of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its number in the Local Authority Interactive Tool: the key of its figures here.
    pub number: String,
    /// Its nine-character code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Another name it goes by.
    pub also: String,
}

/// The key of England's figures.
pub const ENGLAND: &str = "970";
/// The key of London's figures: the region of its boroughs where inner and outer are not published apart.
pub const LONDON: &str = "986";

/// An authority that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
    /// The first day on which it was no more.
    pub ended_on: String,
    /// Numbers of those that came after it.
    pub successors: Vec<String>,
}

fn read<T>(text: &str, row: impl Fn(&csv::StringRecord) -> T) -> Vec<T> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|record| row(&record.expect("a test reads every row of the built-in facts")));
    rows.collect()
}

fn cell(record: &csv::StringRecord, index: usize) -> String {
    record.get(index).unwrap_or_default().trim().to_owned()
}

fn denominator(text: &str) -> Denominator {
    match text {
        "" => Denominator::None,
        "population" => Denominator::Population,
        _ => match text.split_once(' ') {
            Some(("numerator", rest)) => Denominator::Numerator(rest.to_owned()),
            Some(("rate", rest)) => Denominator::Rate(rest.to_owned()),
            _ => Denominator::Sum(text.split(" + ").map(str::to_owned).collect()),
        },
    }
}

/// Every pair of an indicator and a published measure.
pub fn links() -> &'static [Link] {
    static LINKS: OnceLock<Vec<Link>> = OnceLock::new();
    LINKS.get_or_init(|| {
        read(LAIT, |r| Link {
            indicator: cell(r, 0),
            measure: cell(r, 1),
            relation: cell(r, 2),
            basis: Basis::parse(&cell(r, 3)).unwrap_or_default(),
            denominator: cell(r, 4),
            from: denominator(&cell(r, 5)),
            why_not: (cell(r, 6) != "yes").then(|| cell(r, 7)),
        })
    })
}

/// England and its regions.
pub fn regions() -> &'static [Region] {
    static REGION: OnceLock<Vec<Region>> = OnceLock::new();
    REGION.get_or_init(|| read(REGIONS, |r| Region { number: cell(r, 0), code: cell(r, 1), name: cell(r, 2), also: cell(r, 3) }))
}

/// The region of a code, or of a name however it is written.
#[must_use]
pub fn region(text: &str) -> Option<&'static Region> {
    let text = text.trim();
    let is = |name: &str| name.eq_ignore_ascii_case(text) && !text.is_empty();
    regions().iter().find(|r| r.number == text || is(&r.code) || is(&r.name) || is(&r.also))
}

/// Authorities that have ended.
pub fn ended() -> &'static [Ended] {
    static ENDED: OnceLock<Vec<Ended>> = OnceLock::new();
    ENDED.get_or_init(|| {
        read(SUCCESSORS, |r| Ended {
            number: cell(r, 0),
            name: cell(r, 1),
            ended_on: cell(r, 2),
            successors: cell(r, 3).split(';').map(str::to_owned).collect(),
        })
    })
}

/// What is known of the denominator and days of a published measure, from the first link that names it.
#[must_use]
pub fn link_of_measure(measure: &str) -> Option<&'static Link> {
    links().iter().find(|link| link.measure == measure)
}
