//! Figures and their definitions.

use sightline_access::Figures;
use sightline_publish::pages::Signal;
use sightline_publish::{IndicatorView, SnapshotFacts};
use sightline_tabular::Table;
use std::collections::BTreeMap;

/// Which figures somebody is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// Those of published papers, as they were published.
    Published,
    /// Published ones, and those released to members after the same disclosure control.
    Released,
    /// All, with every count.
    Whole,
}

impl Sight {
    /// The sight of somebody who may see these figures; `None` for none.
    #[must_use]
    pub fn of(figures: Figures) -> Option<Sight> {
        match figures {
            Figures::None => None,
            Figures::Published => Some(Sight::Published),
            Figures::Released => Some(Sight::Released),
            Figures::Whole => Some(Sight::Whole),
        }
    }
}

/// What a reader has chosen; it is carried from page to page in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Filters {
    /// `2018-19Q2` and its like; the latest whole quarter of the records when left out.
    pub period: Option<String>,
    /// Dimension and value: `district` = `North`. Sorted, each dimension once.
    pub conditions: BTreeMap<String, String>,
}

/// One indicator, as lists of choices show it.
#[derive(Clone, Debug)]
pub struct IndicatorFacts {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The folder it is defined in.
    pub area: String,
    /// The question it answers.
    pub question: String,
    /// `children`, `%`, `days` ...
    pub unit: String,
    /// Dimensions it can be divided by.
    pub dimensions: Vec<String>,
    /// Why it cannot be measured, if it cannot.
    pub lacks: Option<String>,
    /// True if the records behind it can be listed.
    pub has_list: bool,
    /// True if it is a share, so that a list may be of those who met it or did not.
    pub is_share: bool,
}

/// One dimension.
#[derive(Clone, Debug)]
pub struct DimensionFacts {
    /// Its id: `district`.
    pub id: String,
    /// In words: `District`.
    pub title: String,
    /// True when its values are members of staff: shown to those inside the service only.
    pub staff: bool,
    /// Its values, for choosing; empty where there are too many to choose from.
    pub values: Vec<String>,
}

/// A choice in a form: what is sent and what is read.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Option_ {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub text: String,
}

/// The area of the catalogue and its title.
pub type Areas = Vec<Option_>;

/// Everything that can be asked for.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Indicators, in the order of areas and titles.
    pub indicators: Vec<IndicatorFacts>,
    /// Dimensions, by title.
    pub dimensions: Vec<DimensionFacts>,
    /// Areas, in the order of the child's journey.
    pub areas: Areas,
    /// Periods that can be chosen, newest first: quarters, months, years.
    pub periods: Vec<Option_>,
    /// Dimensions that the filter panel of every page offers.
    pub panel: Vec<String>,
}

/// A question in the words of `sightline measure`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct MeasureAsk {
    /// Indicators; all that can be measured when empty.
    pub ids: Vec<String>,
    /// One period.
    pub period: Option<String>,
    /// Or every month, quarter or year from this one ...
    pub from: Option<String>,
    /// ... to this one.
    pub to: Option<String>,
    /// `month`, `quarter` or `year`.
    pub every: Option<String>,
    /// Dimensions.
    pub by: Vec<String>,
    /// Conditions, `(dimension, value)`.
    pub conditions: Vec<(String, String)>,
    /// As the records were known on a day.
    pub known_on: Option<String>,
}

/// Its answer: the very table that the command prints.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// With the columns of the command's CSV.
    pub csv: Table,
    /// With those of its JSON (one more: `pending`).
    pub json: Table,
    /// What was left out and why, for the reader.
    pub notes: Vec<String>,
}

/// One indicator and the snapshot it was counted from.
#[derive(Clone, Debug)]
pub struct IndicatorPage {
    /// The indicator.
    pub view: IndicatorView,
    /// The snapshot.
    pub snapshot: SnapshotFacts,
    /// Conditions that it cannot be narrowed by, and that were not applied.
    pub not_applied: Vec<String>,
    /// Its mark for data quality, A to D, and why; where one can be given.
    pub mark: Option<(char, String)>,
    /// For members: the publication these figures are from, in words.
    pub released: Option<String>,
    /// What was written about it for the latest paper that has a comment on it; for members, only of a paper that was published.
    pub commentary: Option<Commentary>,
}

/// What people wrote about an indicator.
#[derive(Clone, Debug, Default)]
pub struct Commentary {
    /// The paper: its title and period.
    pub paper: String,
    /// Where the paper is, if it can be opened.
    pub href: Option<String>,
    /// Heading and text: `Why`, `Fewer assessments were finished in August.`
    pub fields: Vec<(String, String)>,
    /// True if the figure has changed since it was written.
    pub stale: bool,
}

/// One authority's published figure beside others.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// Title of the published measure.
    pub title: String,
    /// A sentence that says how it stands.
    pub words: String,
    /// Source and year.
    pub source: String,
    /// Rows as `sightline compare` gives them.
    pub table: Table,
    /// A funnel plot as SVG, where one can be drawn.
    pub chart: Option<String>,
    /// What must be known to read it.
    pub notes: Vec<String>,
    /// The years it is published for, newest first; empty if they are not known.
    pub years: Vec<String>,
}

/// One check of data quality.
#[derive(Clone, Debug)]
pub struct QualityLine {
    /// Its id.
    pub rule: String,
    /// The model table it is about.
    pub table: String,
    /// `error`, `warning` ...
    pub severity: String,
    /// `passed`, `failed` ...
    pub status: String,
    /// How many rows failed.
    pub failed: u64,
    /// Of how many.
    pub of: u64,
    /// In words.
    pub message: String,
}

/// What is new: asked for by the first page of those who see every figure, and by nobody else.
#[derive(Clone, Debug, Default)]
pub struct Today {
    /// Signals that the latest figures show now (`sightline_publish::pages::signals`), each with the instant in unix milliseconds at which it was first
    /// seen. One that goes and comes again keeps its first instant.
    pub signals: Vec<(Signal, i64)>,
}

/// A mark for the data behind an indicator.
#[derive(Clone, Debug)]
pub struct MarkFacts {
    /// The indicator.
    pub indicator: String,
    /// Its title.
    pub title: String,
    /// `A` to `D`.
    pub mark: char,
    /// Why.
    pub why: String,
}

/// The words of the subject: what records are read into, and how time limits run.
#[derive(Clone, Debug, Default)]
pub struct Definitions {
    /// Tables of the model.
    pub tables: Vec<TableWords>,
    /// Time limits.
    pub clocks: Vec<ClockWords>,
}

/// One table of the model.
#[derive(Clone, Debug, Default)]
pub struct TableWords {
    /// Its name.
    pub name: String,
    /// What one row is, in a sentence.
    pub about: String,
    /// Its columns: name, kind, meaning.
    pub columns: Vec<[String; 3]>,
}

/// One time limit.
#[derive(Clone, Debug, Default)]
pub struct ClockWords {
    /// Its id: `cp-visit`.
    pub id: String,
    /// In words: `Child protection visits`.
    pub title: String,
    /// The area, as of indicators.
    pub area: String,
    /// When it starts and when it stops.
    pub runs: String,
    /// The limit in words.
    pub limit: String,
    /// Statute or guidance.
    pub source: String,
}
