//! CSV as the service "Explore Education Statistics" takes it: one row for each period and part, one column for each indicator, and a second file
//! that says what each column is. Layout and checks follow the open data standards of the Department for Education; figures, symbols and digits
//! are the paper's.

use crate::OfficeError;
use crate::dates::Day;
use sightline_document::{Document, Measured, Observation, Shown};
use std::collections::{BTreeMap, BTreeSet};

/// The data file, the file about its columns, and what a person should know before using them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// `NAME.csv`.
    pub data: Vec<u8>,
    /// `NAME.meta.csv`.
    pub meta: Vec<u8>,
    /// What was left out and what is still to be filled in, a sentence each.
    pub remarks: Vec<String>,
}

/// Where figures of the whole stand.
const TOTAL: &str = "Total";
/// Columns that say when and where a row is; then come the two filters and the indicators.
const PLACES: [&str; 10] = [
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
];
/// Names of columns that are held to be too long where figures are also given out by machine.
const LONGEST_NAME: usize = 50;

/// A period as the service names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Period {
    starts_on: String,
    ends_on: String,
    time_period: String,
    identifier: &'static str,
}

/// Where a row stands: by time, the whole before its parts, parts in the order of the paper.
type Place = (Period, bool, usize);

/// The figures of one period and part, by indicator.
struct Row<'a> {
    topic: &'a str,
    part: &'a str,
    figures: BTreeMap<&'a str, &'a Observation>,
}

/// A column of figures.
struct Column<'a> {
    name: String,
    label: String,
    measured: &'a Measured,
    unit: &'static str,
    decimals: u8,
    of: fn(&Observation) -> &Shown,
}

/// Both files.
///
/// # Errors
/// Two different figures of the same indicator, period and part.
pub fn render(document: &Document) -> Result<Files, OfficeError> {
    let mut remarks = Remarks::default();
    let columns = columns(document, &mut remarks);
    let data = data(document, &columns, &mut remarks)?;
    let meta = meta(&columns)?;
    if document.meta.authority_code.is_none() {
        remarks.add("The authority's nine-character code is not known: `new_la_code` holds x.");
    }
    remarks.add("The authority's region is not known: `region_code` holds x, `region_name` Not available.");
    remarks.add("The authority's three-digit code is not known: `old_la_code` holds x.");
    Ok(Files { data, meta, remarks: remarks.0 })
}

#[derive(Default)]
struct Remarks(Vec<String>);

impl Remarks {
    fn add(&mut self, remark: impl Into<String>) {
        let remark = remark.into();
        if !self.0.contains(&remark) {
            self.0.push(remark);
        }
    }
}

fn columns<'a>(document: &'a Document, remarks: &mut Remarks) -> Vec<Column<'a>> {
    let mut found: Vec<Column<'a>> = Vec::new();
    let mut names: BTreeSet<String> =
        PLACES.iter().map(|name| (*name).to_owned()).chain(["breakdown_topic".to_owned(), "breakdown".to_owned()]).collect();
    let mut labels: BTreeSet<String> = ["breakdown".to_owned(), "breakdown topic".to_owned()].into();
    for measured in &document.data.indicators {
        let name = name(&measured.id);
        let unit = if measured.unit == "%" { "%" } else { "" };
        let plain = crate::xml::plain(&measured.title);
        // The service knows few units; the others are said by the label.
        let said = unit == "%" || measured.unit.is_empty() || plain.to_lowercase().contains(&measured.unit.to_lowercase());
        let title = if said { plain } else { format!("{plain} ({})", measured.unit) };
        let mut add = |end: &str, said: &str, unit, decimals, of| {
            let name = distinct(&mut names, format!("{name}{end}"), "_");
            if name.len() > LONGEST_NAME {
                remarks
                    .add(format!("The column `{name}` is longer than the {LONGEST_NAME} letters that the service's interface for programs takes."));
            }
            let label = distinct(&mut labels, format!("{title}{said}"), " ");
            found.push(Column { name, label, measured, unit, decimals, of });
        };
        add("", "", unit, measured.decimals, |figure| &figure.value);
        if measured.has_parts {
            add("_numerator", ": number", "", 0, |figure| &figure.numerator);
            add("_denominator", ": out of", "", 0, |figure| &figure.denominator);
        }
    }
    found
}

/// A column's name: letters, digits and lines, beginning with a letter.
fn name(id: &str) -> String {
    let plain: String = id.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' }).collect();
    let plain = plain.split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
    if plain.starts_with(|letter: char| letter.is_ascii_alphabetic()) { plain } else { format!("indicator_{plain}") }
}

/// `wanted`, numbered if it is taken.
fn distinct(taken: &mut BTreeSet<String>, wanted: String, joint: &str) -> String {
    let mut found = wanted.clone();
    let mut number = 1_u32;
    while !taken.insert(found.to_lowercase()) {
        number += 1;
        found = format!("{wanted}{joint}{number}");
    }
    found
}

fn data(document: &Document, columns: &[Column<'_>], remarks: &mut Remarks) -> Result<Vec<u8>, OfficeError> {
    let figures = &document.data.observations;
    let mut order: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut rows: BTreeMap<Place, Row<'_>> = BTreeMap::new();
    let mut broken_down: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    for figure in figures {
        let Some(period) = period(figure) else {
            remarks.add(format!(
                "{} ({} to {}) is left out: the service has no name for such a period.",
                figure.period, figure.starts_on, figure.ends_on
            ));
            continue;
        };
        if !columns.iter().any(|column| column.measured.id == figure.indicator) {
            remarks.add(format!("`{}` is left out: nothing says what its figures are.", figure.indicator));
            continue;
        }
        broken_down.insert((&figure.indicator, &figure.topic, &figure.part));
        let next = order.len();
        let at = *order.entry((&figure.topic, &figure.part)).or_insert(next);
        let whole = figure.topic == TOTAL && figure.part == TOTAL;
        let empty = || Row { topic: &figure.topic, part: &figure.part, figures: BTreeMap::new() };
        let row = rows.entry((period, !whole, at)).or_insert_with(empty);
        if let Some(other) = row.figures.insert(&figure.indicator, figure)
            && (&other.value, &other.numerator, &other.denominator) != (&figure.value, &figure.numerator, &figure.denominator)
        {
            return Err(OfficeError::TwoFigures {
                indicator: figure.indicator.clone(),
                period: figure.period.clone(),
                topic: figure.topic.clone(),
                part: figure.part.clone(),
            });
        }
    }
    if rows.keys().map(|(period, ..)| kind(period.identifier)).collect::<BTreeSet<_>>().len() > 1 {
        remarks.add("The file holds periods of several kinds (months, quarters, years). The service takes one kind in a file: divide it before it is sent there.");
    }

    let mut file = csv::Writer::from_writer(Vec::new());
    let heads = PLACES.into_iter().chain(["breakdown_topic", "breakdown"]).chain(columns.iter().map(|column| column.name.as_str()));
    file.write_record(heads).map_err(written)?;
    let authority = safe(&document.meta.authority, remarks);
    let code = document.meta.authority_code.as_deref().unwrap_or("x");
    for ((period, ..), row) in &rows {
        let places = [&period.time_period, period.identifier, "Local authority", "E92000001", "England", "x", "Not available", "x", code, &authority];
        let filters = [safe(row.topic, remarks), safe(row.part, remarks)];
        let mut record: Vec<String> = places.into_iter().map(str::to_owned).chain(filters).collect();
        for column in columns {
            record.push(match row.figures.get(column.measured.id.as_str()) {
                Some(figure) => shown((column.of)(figure), remarks),
                // Counted for this part in another period: not available; never counted for it: does not apply.
                None if broken_down.contains(&(column.measured.id.as_str(), row.topic, row.part)) => "x".to_owned(),
                None => "z".to_owned(),
            });
        }
        file.write_record(&record).map_err(written)?;
    }
    file.into_inner().map_err(|error| OfficeError::Write(error.to_string()))
}

fn meta(columns: &[Column<'_>]) -> Result<Vec<u8>, OfficeError> {
    let mut file = csv::Writer::from_writer(Vec::new());
    let heads = ["col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint", "filter_grouping_column"];
    file.write_record(heads).map_err(written)?;
    file.write_record(["breakdown_topic", "Filter", "Breakdown topic", "", "", "", "What the figures are broken down by", ""]).map_err(written)?;
    file.write_record(["breakdown", "Filter", "Breakdown", "", "", "", "The part that the figures are of", "breakdown_topic"]).map_err(written)?;
    for column in columns {
        let decimals = column.decimals.to_string();
        let group = crate::xml::plain(&column.measured.group);
        file.write_record([column.name.as_str(), "Indicator", &column.label, &group, column.unit, &decimals, "", ""]).map_err(written)?;
    }
    file.into_inner().map_err(|error| OfficeError::Write(error.to_string()))
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
fn written(error: csv::Error) -> OfficeError {
    OfficeError::Write(error.to_string())
}

/// A figure: digits without grouping, or its symbol.
fn shown(figure: &Shown, remarks: &mut Remarks) -> String {
    match figure {
        Shown::Number(number, decimals) if number.is_finite() => {
            let digits = format!("{number:.0$}", usize::from(*decimals));
            // Nothing below zero is left of a number that rounds to it.
            if digits.bytes().any(|byte| matches!(byte, b'1'..=b'9')) { digits } else { digits.trim_start_matches('-').to_owned() }
        }
        Shown::Number(..) => "x".to_owned(),
        Shown::Symbol(symbol) => {
            if *symbol == 'k' {
                remarks.add("k stands for what rounds to zero but is not zero; the service writes `low` there.");
            }
            symbol.to_string()
        }
    }
}

/// Words that a spreadsheet would take for a formula begin with an apostrophe. White space at the ends would make two parts of one.
fn safe(words: &str, remarks: &mut Remarks) -> String {
    let words = crate::xml::plain(words);
    if words.is_empty() {
        return "Not recorded".to_owned();
    }
    if words.starts_with(['=', '+', '-', '@']) {
        remarks.add(format!("`{words}` begins like a formula and has been given an apostrophe."));
        return format!("'{words}");
    }
    words
}

/// The service's name for the period of a figure; none if it has none.
fn period(figure: &Observation) -> Option<Period> {
    let (from, to) = (Day::read(&figure.starts_on)?, Day::read(&figure.ends_on)?);
    if from.day != 1 || !to.is_last_of_month() {
        return None;
    }
    let months = (i32::from(to.year) - i32::from(from.year)) * 12 + i32::from(to.month) - i32::from(from.month) + 1;
    // A financial year begins in April, an academic year in September.
    let year_from = |month: u8| if from.month >= month { from.year } else { from.year - 1 };
    let two_years = |first: u16| format!("{first}{:02}", (first + 1) % 100);
    let (time_period, identifier) = match (from.month, months) {
        (_, 1) => (from.year.to_string(), from.month_name()),
        (4, 3) => (two_years(year_from(4)), "Financial year Q1"),
        (7, 3) => (two_years(year_from(4)), "Financial year Q2"),
        (10, 3) => (two_years(year_from(4)), "Financial year Q3"),
        (1, 3) => (two_years(year_from(4)), "Financial year Q4"),
        (4, 6) => (two_years(year_from(4)), "Part 1 (April to September)"),
        (10, 6) => (two_years(year_from(4)), "Part 2 (October to March)"),
        (4, 12) => (two_years(from.year), "Financial year"),
        (9, 12) => (two_years(from.year), "Academic year"),
        (1, 12) => (from.year.to_string(), "Calendar year"),
        _ => return None,
    };
    Some(Period { starts_on: figure.starts_on.clone(), ends_on: figure.ends_on.clone(), time_period, identifier })
}

/// Periods that may stand in one file.
fn kind(identifier: &str) -> &str {
    match identifier {
        _ if identifier.starts_with("Financial year Q") => "quarters",
        _ if identifier.starts_with("Part ") => "half-years",
        "Financial year" | "Academic year" | "Calendar year" => identifier,
        _ => "months",
    }
}
