//! An indicator: header, SQL, page and worked examples.

use crate::header::{self, Header};
use crate::{Dimension, Example, Fault, Source, example};
use sightline_model::Span;
use std::sync::OnceLock;

/// How the engine puts an indicator's rows into periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Rows have `happened_on`.
    Event,
    /// Rows have `started_on` and `ended_on`.
    Spell,
    /// Rows have `period_id`.
    AsAt,
}

/// What is made of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// How many.
    Count,
    /// The share with `met`, 0 to 100.
    Percentage,
    /// How many per 10,000 of the population aged 0 to 17.
    Rate,
    /// The middle of `measured`.
    Median,
    /// The value of `measured` below which so many per cent lie: 95, or 100 for the largest.
    Percentile(u8),
    /// The mean of `measured`.
    Mean,
    /// The sum of `measured`: full-time posts, days.
    Sum,
    /// Sum of `numerator` over sum of `denominator`.
    Ratio,
}

impl Measure {
    /// The word of the header.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Measure::Count => "count",
            Measure::Percentage => "percentage",
            Measure::Rate => "rate",
            Measure::Median => "median",
            Measure::Percentile(_) => "percentile",
            Measure::Mean => "mean",
            Measure::Sum => "sum",
            Measure::Ratio => "ratio",
        }
    }
}

/// What counts once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// Each row.
    Record,
    /// Each child, once at a date or in a period.
    Child,
}

/// Which way is good. Decides colour, arrow and words, in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Good {
    /// More is better.
    High,
    /// Less is better.
    Low,
    /// Neither: no colour.
    Neutral,
}

/// What its figures are about, and so whether small numbers are kept back from whatever leaves the restricted area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SensitivityClass {
    /// Children and what happened to them: always protected.
    #[default]
    Child,
    /// How promptly and well the council works: late reviews, audits. Protected, unless the data protection officer's decision is recorded.
    Process,
    /// Nothing about a child: telephony, staff posts, committee actions, services.
    None,
}

impl SensitivityClass {
    /// The word of the header.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            SensitivityClass::Child => "child",
            SensitivityClass::Process => "process",
            SensitivityClass::None => "none",
        }
    }
}

/// One indicator of the catalogue.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Kebab-case; the file's name.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The folder: `front-door`, `assessment` ...
    pub area: String,
    /// The question it answers.
    pub question: String,
    /// What is counted, with its boundary, in words.
    pub counts: String,
    /// How rows are put into periods.
    pub shape: Shape,
    /// What is made of them.
    pub measure: Measure,
    /// `children`, `%`, `days` ...
    pub unit: String,
    /// What counts once.
    pub per: Per,
    /// Which way is good.
    pub good: Good,
    /// What its figures are about: whether small numbers are kept back.
    pub sensitivity: SensitivityClass,
    /// The period is widened to this length up to its last day.
    pub window: Option<Span>,
    /// Divided by this dimension, each part is a share of the whole.
    pub share_of: Option<String>,
    /// History needed before a period.
    pub looks_back: Option<Span>,
    /// How long after its end a period may still change.
    pub settles_after: Option<Span>,
    /// Statutory or common threshold, in words.
    pub limit: Option<String>,
    /// Dimensions it can be divided by.
    pub dimensions: Vec<String>,
    /// Columns that help a person to see why a row counts.
    pub evidence: Vec<String>,
    /// Columns, as `table.column`, without which it says nothing, beside the tables it reads.
    pub needs: Vec<String>,
    /// Published measure it may be compared with.
    pub benchmark: Option<String>,
    /// Statute, guidance or statistic behind it.
    pub source: String,
    /// `draft`, `live` or `retired`.
    pub status: String,
    /// The version of Sightline that first had it.
    pub since: String,
    /// The id that took its place.
    pub replaced_by: Option<String>,
    /// One row per thing counted.
    pub sql: String,
    /// The line of the file at which the SQL begins.
    pub sql_line: usize,
    /// The file.
    pub file: String,
    /// True for an authority's own.
    pub own: bool,
    /// The page, as Markdown, up to the examples.
    pub page: String,
    /// The worked examples, read when first asked for: most commands never do.
    examples: OnceLock<Vec<Example>>,
    /// The whole page, and its file.
    whole_page: (String, String),
    /// The whole text of the SQL file, for its hash and for showing.
    pub text: String,
}

const KEYS: &[&str] = &[
    "id",
    "title",
    "area",
    "question",
    "counts",
    "shape",
    "measure",
    "unit",
    "per",
    "good",
    "sensitivity",
    "window",
    "share_of",
    "looks_back",
    "settles_after",
    "limit",
    "dimensions",
    "evidence",
    "needs",
    "percentile",
    "benchmark",
    "source",
    "status",
    "since",
    "replaced_by",
];

impl Indicator {
    /// What its figures are about once they are divided: the part of a child's attribute is about children, whatever the whole is about.
    pub fn sensitivity_by<'d>(&self, dimensions: impl IntoIterator<Item = &'d Dimension>) -> SensitivityClass {
        let of_children = dimensions.into_iter().any(|dimension| dimension.of_child);
        if of_children { SensitivityClass::Child } else { self.sensitivity }
    }

    /// The worked examples.
    pub fn examples(&self) -> &[Example] {
        self.examples.get_or_init(|| example::read(&self.whole_page.0, &self.whole_page.1, "period").0)
    }

    /// What is wrong with the page and its worked examples.
    pub(crate) fn page_faults(&self) -> Vec<Fault> {
        if self.whole_page.0.is_empty() { Vec::new() } else { example::read(&self.whole_page.0, &self.whole_page.1, "period").1 }
    }

    /// Reads an indicator and its page. Every fault found is added to `faults`.
    pub(crate) fn read(sql: &Source, page: Option<&Source>, faults: &mut Vec<Fault>) -> Option<Indicator> {
        let (mut header, body, sql_line) = match header::split(&sql.path, &sql.text) {
            Ok(parts) => parts,
            Err(fault) => {
                faults.push(fault);
                return None;
            }
        };
        if !header.readable() {
            faults.append(&mut header.faults);
            return None;
        }
        header.known_keys(KEYS);
        let found = Indicator::from_header(&mut header, sql, body, sql_line);
        let indicator = found.map(|mut indicator| {
            match page {
                None => header.fault("id", format!("has no page: write {}.md beside it, with worked examples", sql.stem())),
                Some(page) => {
                    page.text.split("\n## Examples").next().unwrap_or_default().trim().clone_into(&mut indicator.page);
                    indicator.whole_page = (page.path.clone(), page.text.clone());
                }
            }
            indicator
        });
        faults.append(&mut header.faults);
        indicator
    }

    /// `percentile = 95` belongs to `measure = "percentile"`, and to no other.
    fn percentile(header: &mut Header<'_>, measure: Option<Measure>) -> Option<Measure> {
        let stated = header.integer("percentile");
        match (measure, stated) {
            (Some(Measure::Percentile(_)), Some(rank)) => match u8::try_from(rank) {
                Ok(rank @ 1..=100) => return Some(Measure::Percentile(rank)),
                _ => header.fault("percentile", "`percentile` must be a whole number from 1 to 100"),
            },
            (Some(Measure::Percentile(_)), None) => header.fault("measure", "say which: `percentile = 95`, or 100 for the largest"),
            (_, Some(_)) => header.fault("percentile", "`percentile` belongs to `measure = \"percentile\"` only"),
            (_, None) => {}
        }
        measure
    }

    fn from_header(header: &mut Header<'_>, source: &Source, sql: String, sql_line: usize) -> Option<Indicator> {
        let id = header.required("id");
        if id != source.stem() && !id.is_empty() {
            header.fault("id", format!("the id `{id}` is not the file's name `{}`", source.stem()));
        }
        if !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            header.fault("id", format!("the id `{id}` must be in kebab-case: small letters, digits and hyphens"));
        }
        let area = header.required("area");
        let folder = source.path.rsplit('/').nth(1).unwrap_or_default().to_owned();
        if !area.is_empty() && area != folder {
            header.fault("area", format!("the area `{area}` is not the folder's name `{folder}`"));
        }
        let shape = header.word("shape", &[("event", Shape::Event), ("spell", Shape::Spell), ("as-at", Shape::AsAt)], None);
        let measure = header.word(
            "measure",
            &[
                ("count", Measure::Count),
                ("percentage", Measure::Percentage),
                ("rate", Measure::Rate),
                ("median", Measure::Median),
                ("percentile", Measure::Percentile(100)),
                ("mean", Measure::Mean),
                ("sum", Measure::Sum),
                ("ratio", Measure::Ratio),
            ],
            None,
        );
        let measure = Indicator::percentile(header, measure);
        let good = header.word("good", &[("high", Good::High), ("low", Good::Low), ("neutral", Good::Neutral)], None);
        let classes = [SensitivityClass::Child, SensitivityClass::Process, SensitivityClass::None].map(|class| (class.word(), class));
        let sensitivity = header.word("sensitivity", &classes, Some(SensitivityClass::default()));
        let per = header.word("per", &[("record", Per::Record), ("child", Per::Child)], Some(Per::Record));
        let window = header.span("window");
        if window.is_some() && shape.is_some_and(|s| s != Shape::Event) {
            header.fault("window", "`window` belongs to the event shape only");
        }
        let share_of = header.optional("share_of");
        if share_of.is_some() && measure.is_some_and(|m| m != Measure::Percentage) {
            header.fault("share_of", "`share_of` belongs to percentages only");
        }
        let status = header.required("status");
        if !status.is_empty() && !matches!(status.as_str(), "draft" | "live" | "retired") {
            header.fault("status", format!("`status` is `{status}`; it must be one of draft, live, retired"));
        }
        let replaced_by = header.optional("replaced_by");
        if replaced_by.is_some() && status != "retired" {
            header.fault("replaced_by", "only a retired definition is replaced");
        }
        Some(Indicator {
            title: header.required("title"),
            question: header.required("question"),
            counts: header.required("counts"),
            unit: header.required("unit"),
            source: header.required("source"),
            since: header.required("since"),
            looks_back: header.span("looks_back"),
            settles_after: header.span("settles_after"),
            limit: header.optional("limit"),
            dimensions: header.list("dimensions"),
            evidence: header.list("evidence"),
            needs: header.list("needs"),
            benchmark: header.optional("benchmark"),
            // A wrong word has been reported; something stands in for it so that the rest can be looked at too.
            shape: shape.unwrap_or(Shape::Event),
            measure: measure.unwrap_or(Measure::Count),
            good: good.unwrap_or(Good::Neutral),
            sensitivity: sensitivity.unwrap_or_default(),
            per: per.unwrap_or(Per::Record),
            id,
            area,
            window,
            share_of,
            status,
            replaced_by,
            sql,
            sql_line,
            file: source.path.clone(),
            own: source.own,
            page: String::new(),
            examples: OnceLock::new(),
            whole_page: (String::new(), String::new()),
            text: source.text.clone(),
        })
    }
}
