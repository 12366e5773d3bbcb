//! What the pages and the report are given: figures with their definitions, and nothing about any child.

use serde::Serialize;
use sightline_compare::{Annotation, Change, Good, Measure, NoChange, Target, change};
use sightline_model::{Day, Figure, Period, Status};

use crate::comparators::Comparators;
use crate::words;

/// One figure and the period it is of, with the period in words.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodFigure {
    /// `2018-19Q2`, as it was asked for.
    pub name: String,
    /// `Sep 2018`: for axes and narrow columns.
    pub label: String,
    /// `July to September 2018`: for sentences.
    pub words: String,
    /// First day.
    pub starts_on: Day,
    /// Last day.
    pub ends_on: Day,
    /// The figure.
    pub figure: Figure,
}

impl PeriodFigure {
    /// A figure of a period.
    #[must_use]
    pub fn new(period: &Period, figure: Figure) -> PeriodFigure {
        PeriodFigure {
            name: period.name().to_owned(),
            label: words::period_label(period),
            words: words::period(period),
            starts_on: period.starts_on(),
            ends_on: period.ends_on(),
            figure,
        }
    }

    /// The value, if there is one that may be shown.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        shown(&self.figure)
    }

    /// True when the figure may still change.
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        self.figure.status == Status::Provisional
    }
}

/// A figure's value, if its status lets it be shown.
pub(crate) fn shown(figure: &Figure) -> Option<f64> {
    match figure.status {
        Status::Ok | Status::Provisional => figure.value.filter(|value| value.is_finite()),
        Status::NotAvailable | Status::NotApplicable | Status::Hidden => None,
    }
}

/// How a period counts: what "in July to September" means for this indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// What happened in the period (`event`).
    During,
    /// What was so at the end of its last day (`spell`, and most of `as-at`).
    AtEnd,
    /// What happened in a longer window up to its last day, named in words: `12 months`.
    Window(String),
}

impl Counted {
    /// `in July to September 2018`, `on 30 September 2018` or `in the 12 months to 30 September 2018`.
    #[must_use]
    pub fn when(&self, at: &PeriodFigure) -> String {
        match self {
            Counted::During => format!("in {}", at.words),
            Counted::AtEnd => format!("on {}", words::day(at.ends_on)),
            Counted::Window(length) => format!("in the {length} to {}", words::day(at.ends_on)),
        }
    }
}

/// One part of a breakdown.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// The part's name, as in its code list; `Not recorded` is one.
    pub label: String,
    /// Its figure for the period of the indicator's `this`.
    pub figure: Figure,
}

/// An indicator's figure for one period, divided by one dimension.
#[derive(Clone, Debug, Serialize)]
pub struct Breakdown {
    /// The dimension's id: `source`.
    pub dimension: String,
    /// The dimension's name in words: `Source of contact`.
    pub title: String,
    /// Its parts, in the order of the dimension.
    pub parts: Vec<Part>,
}

/// A worked example of a definition: prose, then its tables.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ExampleView {
    /// Its heading.
    pub name: String,
    /// Its prose, as Markdown; may be empty.
    pub prose: String,
    /// Its tables of invented records and expected figures.
    pub tables: Vec<ExampleTable>,
}

/// One table of a worked example.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ExampleTable {
    /// `assessment`, `period`, `expect` ...
    pub name: String,
    /// Column names.
    pub headings: Vec<String>,
    /// Fields as text; empty means not recorded.
    pub rows: Vec<Vec<String>>,
}

/// One indicator: its definition and its figures.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorView {
    /// Kebab-case id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The folder it is defined in: `front-door`.
    pub area: String,
    /// The question it answers.
    pub question: String,
    /// What is counted, with its boundary, in words.
    pub counts: String,
    /// `children`, `%`, `days` ...
    pub unit: String,
    /// What the value is.
    pub measure: Measure,
    /// Which way is good.
    pub good: Good,
    /// How a period counts.
    pub counted: Counted,
    /// True when its whole is always 100% and only its parts say anything (`share_of`): it is shown by its first breakdown.
    pub is_shares: bool,
    /// Statutory or common threshold, in words.
    pub limit: Option<String>,
    /// Statute, guidance or statistic behind it.
    pub source: String,
    /// The definition's page, up to its examples.
    pub page_markdown: String,
    /// The definition's worked examples.
    pub examples: Vec<ExampleView>,
    /// The definition's SQL.
    pub definition_sql: String,
    /// The hash of the definition's text.
    pub definition_hash: String,
    /// This period.
    pub this: PeriodFigure,
    /// The period of the same kind before it.
    pub previous: PeriodFigure,
    /// The same period one year before.
    pub year_before: PeriodFigure,
    /// The run drawn on the chart, oldest first; usually 24 months or more.
    pub trend: Vec<PeriodFigure>,
    /// This period divided by each dimension.
    pub breakdowns: Vec<Breakdown>,
    /// Why there is no figure, when there is none.
    pub unavailable_reason: Option<String>,
    /// What stands beside its own figures.
    pub beside: Beside,
}

/// What stands beside an indicator's own figures: the authority's aims and notes, and what others publish. All of it may be lacking.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Beside {
    /// Every dated target.
    pub targets: Vec<Target>,
    /// Dated notes of what happened, for this indicator.
    pub annotations: Vec<Annotation>,
    /// The figure from the start of the financial year to the end of the period, where it is another than this period's.
    pub year_to_date: Option<PeriodFigure>,
    /// The same run by months, and by quarters: for sums over time, and for a public paper in which too many months would be hidden.
    #[serde(skip)]
    pub months: Vec<PeriodFigure>,
    /// See `months`.
    #[serde(skip)]
    pub quarters: Vec<PeriodFigure>,
    /// What others publish; none when nothing published is loaded.
    pub comparators: Option<Comparators>,
    /// How many there were in the period of what an audit drew from, if that is known.
    pub drawn_from: Option<u32>,
    /// True for counts that follow school terms.
    pub seasonal: bool,
    /// True for a figure at a date that sums up a stretch before it (who left in the last 12 months): neighbouring points share most of their records, as
    /// those of a rolling window do.
    pub looks_back: bool,
}

impl IndicatorView {
    /// The change on the previous period.
    ///
    /// # Errors
    /// If either figure has no value.
    pub fn change_on_previous(&self) -> Result<Change, NoChange> {
        self.change_from(&self.previous)
    }

    /// The change on the same period of the year before.
    ///
    /// # Errors
    /// If either figure has no value.
    pub fn change_on_year(&self) -> Result<Change, NoChange> {
        self.change_from(&self.year_before)
    }

    fn change_from(&self, before: &PeriodFigure) -> Result<Change, NoChange> {
        change(&before.figure, &self.this.figure, self.measure, &self.unit, self.good)
    }

    /// True when this period has a value.
    #[must_use]
    pub fn has_figure(&self) -> bool {
        self.this.value().is_some()
    }

    /// True when there is a trend to draw: some point has a value, and the whole is not always 100%.
    #[must_use]
    pub fn has_trend(&self) -> bool {
        !self.is_shares && self.trend.iter().any(|point| point.value().is_some())
    }

    /// True when there is a breakdown to draw.
    #[must_use]
    pub fn has_parts(&self) -> bool {
        self.breakdowns.iter().any(|breakdown| !breakdown.parts.is_empty())
    }
}

/// One table of the snapshot.
#[derive(Clone, Debug, Serialize)]
pub struct TableFacts {
    /// The table's name.
    pub name: String,
    /// Rows read into it.
    pub rows: u64,
    /// Rows set aside because they could not be read.
    pub quarantined: u64,
}

/// One file the snapshot was made from.
#[derive(Clone, Debug, Serialize)]
pub struct SourceFacts {
    /// The file's name, without its folder.
    pub name: String,
    /// What kind of extract it is: `ssd`, `annex-a` ...
    pub kind: String,
    /// Its hash.
    pub hash: String,
}

/// What the figures were counted from.
#[derive(Clone, Debug, Serialize)]
pub struct SnapshotFacts {
    /// The snapshot's id.
    pub id: String,
    /// When it was made, in words.
    pub made_at: String,
    /// The day the records were extracted from the case system; `None` if nobody said.
    pub extracted_on: Option<Day>,
    /// Its tables.
    pub tables: Vec<TableFacts>,
    /// The files it was made from.
    pub sources: Vec<SourceFacts>,
}
