//! CSV files in the layout of Explore Education Statistics: wide, one column a measure, with columns that divide the rows.

mod shape;

use crate::csv_in::fault;
use crate::dictionary::Measure;
use crate::error::BenchmarkError;
use crate::facts;
use crate::figure::Figure;
use crate::lists::Area;
use crate::period::{self, Basis};
use crate::sorter::Sorter;
use crate::tables::Vocabulary;
use crate::value::{Given, Published, hidden, read_value};
use shape::Shape;
use std::collections::BTreeMap;
use std::path::Path;

/// What a file came to.
pub(crate) struct Ees {
    pub(crate) names: Vocabulary,
    pub(crate) areas: Vec<Area>,
    pub(crate) measures: Vec<Measure>,
    pub(crate) notices: Vec<String>,
    pub(crate) rows: u64,
}

/// Reads a file twice: once to tell measures from columns that divide, once for its figures.
pub(crate) fn read(path: &Path, sorter: &mut Sorter, progress: &dyn Fn(u64)) -> Result<Ees, BenchmarkError> {
    let shape = Shape::read(path)?;
    let mut reader = crate::csv_in::open(path)?;
    let mut record = csv::StringRecord::new();
    let mut out = Ees { names: Vocabulary::default(), areas: Vec::new(), measures: Vec::new(), notices: Vec::new(), rows: 0 };
    let mut areas: BTreeMap<(String, String), Area> = BTreeMap::new();
    let mut measures: BTreeMap<String, Measure> = BTreeMap::new();
    let mut levels: BTreeMap<String, u64> = BTreeMap::new();
    let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_ascii_lowercase();
    while reader.read_record(&mut record).map_err(|e| fault(path, &e))? {
        out.rows += 1;
        let row = record.position().map_or(0, csv::Position::line);
        let get = |name: &str| shape.place(name).and_then(|at| record.get(at)).unwrap_or("").trim();
        let cell = |column: &str, what: String| BenchmarkError::Cell { path: path.to_owned(), sheet: None, row, column: column.to_owned(), what };
        if out.rows.is_multiple_of(1024) {
            progress(record.position().map_or(0, csv::Position::byte));
        }
        let Some(mut area) = area_of(&get) else {
            *levels.entry(get("geographic_level").to_owned()).or_default() += 1;
            continue;
        };
        if area.key.is_empty() {
            return Err(cell("new_la_code", "neither number nor code says which area the row is about; load the file as it was released".to_owned()));
        }
        let basis = match Basis::of_time_identifier(get("time_identifier")) {
            Basis::Unknown if stem.contains("mid-year") || stem.contains("mid_year") => Basis::MidYear,
            other => other,
        };
        let label = get("time_period");
        let when = period::read_period(label, basis)
            .ok_or_else(|| cell("time_period", format!("`{label}` is not a year such as 2019 or 201819; quarters and months cannot be loaded")))?;
        area.last_year = when.year.to_string();
        let key = (area.key.clone(), area.code.clone());
        let number = out.names.areas.number(&area.key);
        let held = areas.entry(key).or_insert_with(|| area.clone());
        if held.last_year < area.last_year {
            *held = area;
        }
        let (suffix, words) = shape.part(&record);
        for column in &shape.measures {
            let text = record.get(column.at).unwrap_or("").trim();
            let value = read_value(text, None).ok_or_else(|| {
                cell(
                    &column.name,
                    format!("`{text}` is not a number, nor a known sign for one that is hidden or missing (c, z, x, u, low, :, or nothing)"),
                )
            })?;
            let (value, given) = match value {
                Published::Number(number) => (number, Given::Ok),
                Published::Hidden(given) => (0.0, given),
            };
            let id = format!("{}{suffix}", column.name);
            let figure = Figure {
                measure: out.names.measures.number(&id),
                year: when.year,
                label: out.names.labels.number(&when.label),
                area: number,
                days: when.days,
                value,
                given,
                mark: when.mark,
                row,
            };
            sorter.push(figure)?;
            measures.entry(id.clone()).or_insert_with(|| measure(id, &column.name, &words, basis));
        }
    }
    for (level, rows) in levels {
        out.notices.push(format!("{rows} rows of the level `{level}` left out: only England, regions and local authorities are compared"));
    }
    out.areas = areas.into_values().collect();
    out.measures = measures.into_values().collect();
    Ok(out)
}

/// The area a row is about; none for levels that are not compared.
fn area_of<'a>(get: &impl Fn(&str) -> &'a str) -> Option<Area> {
    let known = |text: &str| facts::region(text).map(|r| r.number.clone());
    match get("geographic_level") {
        "National" => {
            let key = known(get("country_code"))?;
            Some(Area {
                code: get("country_code").to_owned(),
                name: get("country_name").to_owned(),
                level: "country".to_owned(),
                key,
                ..Area::default()
            })
        }
        "Regional" => {
            let key = known(get("region_code")).or_else(|| known(get("region_name"))).unwrap_or_else(|| get("region_code").to_owned());
            let name = facts::region(&key).map_or_else(|| get("region_name").to_owned(), |r| r.name.clone());
            Some(Area { code: get("region_code").to_owned(), name, level: "region".to_owned(), key, ..Area::default() })
        }
        "Local authority" => {
            let (number, code) = (get("old_la_code"), get("new_la_code"));
            // Two authorities that report together are written `314 / 318`.
            let joint = number.contains('/') || code.contains('/');
            let given = |text: &str| if hidden(text).is_some() { String::new() } else { text.replace(' ', "") };
            let key = Some(given(number)).filter(|n| !n.is_empty()).unwrap_or_else(|| given(code));
            Some(Area {
                key,
                code: if joint { String::new() } else { given(code) },
                name: get("la_name").to_owned(),
                level: if joint { "joint" } else { "authority" }.to_owned(),
                region: known(get("region_code")).unwrap_or_default(),
                ..Area::default()
            })
        }
        _ => None,
    }
}

/// A measure as a column's name tells it; the layout carries no definitions.
fn measure(id: String, column: &str, words: &str, basis: Basis) -> Measure {
    let plain = column.replace('_', " ");
    let lower = column.to_ascii_lowercase();
    let unit = if lower.contains("percent") || lower.ends_with("_pct") {
        "%"
    } else if lower.contains("per_10000") || lower.contains("per_10_000") {
        "Rate per 10,000"
    } else {
        ""
    };
    Measure {
        title: if words.is_empty() { plain.clone() } else { format!("{plain}: {words}") },
        name: column.to_owned(),
        unit: unit.to_owned(),
        basis: basis.words().to_owned(),
        id,
        ..Measure::default()
    }
}
