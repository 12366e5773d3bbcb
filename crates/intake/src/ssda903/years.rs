//! The year of each return, and the returns of all years together.

use super::ReturnKind;
use super::files::{Cleaned, Row, columns};
use super::history::History;
use super::tables;
use crate::api::{Intake, ReturnFile, SourceFile, StagedTable};
use crate::error::IntakeError;
use crate::gather::Found;
use crate::job::{self, Parts, Shared};
use crate::notice::Notice;
use crate::stage::StageFile;
use arrow::array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use sightline_definitions::Library;
use sightline_model::Day;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

/// Files that belong to one return: of one folder, and alike in what their names add.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Group {
    folder: PathBuf,
    rest: String,
}

/// The group of a file.
pub(crate) fn group(file: &Found, rest: &str) -> Group {
    let folder = file.path.parent().map(std::path::Path::to_owned).unwrap_or_default();
    Group { folder, rest: rest.trim_matches(['_', '-', ' ']).to_owned() }
}

/// All rows of all years held.
pub(crate) type Years = BTreeMap<i16, BTreeMap<ReturnKind, Vec<Row>>>;

/// What the files of this load are to the tables made from them.
pub(crate) struct Origin {
    pub(crate) kind: ReturnKind,
    pub(crate) source: SourceFile,
    pub(crate) unknown: Vec<String>,
    pub(crate) warned: u64,
}

/// Stages the new files, adds those held, and makes the tables.
pub(crate) fn join(
    cleaned: Vec<Cleaned>,
    library: &Library,
    shared: &Shared<'_>,
    number: usize,
    intake: &mut Intake,
) -> Result<(Parts, Vec<StagedTable>), IntakeError> {
    let (mut quarantine, mut warnings) = job::notices(shared, number);
    let mut years: Years = BTreeMap::new();
    let mut origins = Vec::new();
    let mut given: BTreeMap<(i16, ReturnKind), PathBuf> = BTreeMap::new();
    for (file, year) in with_years(cleaned, shared.horizon())? {
        if let Some(first) = given.insert((year, file.kind), file.file.path.clone()) {
            let table = format!("the file {} of the return for the year to 31 March {year}", file.kind);
            return Err(IntakeError::GivenTwice { table, first, second: file.file.path });
        }
        intake.returns.push(stage(&file, year, shared)?);
        intake.sources.push(file.source.clone());
        years.entry(year).or_default().insert(file.kind, file.rows);
        origins.push((year, Origin { kind: file.kind, source: file.source, unknown: file.unknown, warned: 0 }));
    }
    for held in shared.options.returns {
        if given.contains_key(&(held.year, held.kind)) {
            continue;
        }
        years.entry(held.year).or_default().insert(held.kind, read(held)?);
        intake.returns.push(ReturnFile { staged: false, ..held.clone() });
    }
    intake.returns.sort_by_key(|file| (file.year, file.kind));
    for (year, origin) in &mut origins {
        let before = warnings.count;
        births(&years[year], origin, &mut warnings)?;
        origin.warned = warnings.count - before;
    }
    let origins: Vec<Origin> = origins.into_iter().map(|(_, origin)| origin).collect();
    let history = History::new(&years);
    intake.notes.extend(history.notes.iter().cloned());
    let made = tables::write(&years, &history, library, shared, &origins, &mut quarantine, &mut warnings)?;
    Ok((Parts { quarantine: quarantine.finish()?, warnings: warnings.finish()? }, made))
}

/// The year of each file, from the dates of its group, else from its name.
fn with_years(cleaned: Vec<Cleaned>, horizon: Day) -> Result<Vec<(Cleaned, i16)>, IntakeError> {
    let mut latest: BTreeMap<Group, Day> = BTreeMap::new();
    let mut others: BTreeMap<Group, Day> = BTreeMap::new();
    for file in &cleaned {
        let days = match file.kind {
            // An end may be told on the first day of the next year, so it counts as the day before.
            ReturnKind::Episodes => latest_of(file, &[("DECOM", 0), ("DEC", -1)], horizon),
            ReturnKind::Reviews => latest_of(file, &[("REVIEW", 0)], horizon),
            ReturnKind::Missing => latest_of(file, &[("MIS_START", 0)], horizon),
            _ => None,
        };
        let into = if file.kind == ReturnKind::Episodes { &mut latest } else { &mut others };
        if let Some(day) = days {
            let known = into.entry(file.group.clone()).or_insert(day);
            *known = (*known).max(day);
        }
    }
    let mut found = Vec::new();
    for file in cleaned {
        let day = latest.get(&file.group).or_else(|| others.get(&file.group));
        let year = match day.map(|day| year_of(*day)).or_else(|| named(&file.group)) {
            Some(year) => year,
            None => return Err(IntakeError::NoYear { path: file.file.path }),
        };
        found.push((file, year));
    }
    Ok(found)
}

fn latest_of(file: &Cleaned, wanted: &[(&str, i32)], horizon: Day) -> Option<Day> {
    let places: Vec<(usize, i32)> = columns(file.kind)
        .iter()
        .enumerate()
        .filter_map(|(place, (name, _))| wanted.iter().find(|(wanted, _)| wanted == name).map(|(_, shift)| (place, *shift)))
        .collect();
    let days = file.rows.iter().flat_map(|row| places.iter().filter_map(|(place, shift)| Some(Day::parse(&row.cells[*place])?.plus(*shift))));
    days.filter(|day| *day <= horizon).max()
}

/// The year in which the return that holds a day ends.
pub(crate) fn year_of(day: Day) -> i16 {
    let date = day.date();
    date.year() + i16::from(date.month() >= 4)
}

/// 31 March of a year.
pub(crate) fn year_end(year: i16) -> Day {
    Day::new(year, 3, 31).unwrap_or(Day::FAR_FUTURE)
}

/// The year that a group's name or folder gives: `2024` is the year it ends in, `2023-24` and `2023_2024` too.
fn named(group: &Group) -> Option<i16> {
    let folder = group.folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    year_in(&group.rest).or_else(|| year_in(&folder))
}

fn year_in(name: &str) -> Option<i16> {
    let numbers: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let at = numbers.iter().position(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")))?;
    let year: i16 = numbers[at].parse().ok()?;
    let next: Option<i16> = numbers.get(at + 1).and_then(|part| part.parse().ok());
    Some(if next == Some(year + 1) || next == Some((year + 1) % 100) { year + 1 } else { year })
}

/// Writes the cleaned rows of a file.
fn stage(file: &Cleaned, year: i16, shared: &Shared<'_>) -> Result<ReturnFile, IntakeError> {
    let columns = columns(file.kind);
    let path = shared.options.staging.join(format!("return-{year}-{}.parquet", file.kind.name()));
    let fields: Vec<Field> = columns.iter().map(|(name, _)| Field::new(*name, DataType::Utf8, true)).collect();
    let schema = Arc::new(Schema::new(fields));
    let coded: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let mut out = StageFile::create(&path, Arc::clone(&schema), &coded)?;
    for rows in file.rows.chunks(crate::build::BATCH) {
        let arrays: Vec<ArrayRef> = (0..columns.len())
            .map(|place| {
                let cells = rows.iter().map(|row| Some(row.cells[place].as_str()).filter(|cell| !cell.is_empty()));
                Arc::new(cells.collect::<StringArray>()) as ArrayRef
            })
            .collect();
        let batch = RecordBatch::try_new(Arc::clone(&schema), arrays)
            .map_err(|error| IntakeError::Write { path: path.clone(), message: error.to_string() })?;
        out.write(&batch)?;
    }
    let staged = out.finish()?;
    Ok(ReturnFile { year, kind: file.kind, path: staged.path, sha256: staged.sha256, rows: staged.rows, staged: true })
}

/// Reads a file that was held before.
fn read(held: &ReturnFile) -> Result<Vec<Row>, IntakeError> {
    let wrong = |error: &dyn std::fmt::Display| IntakeError::Held { path: held.path.clone(), message: error.to_string() };
    let file = File::open(&held.path).map_err(|error| wrong(&error))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).and_then(|builder| builder.build()).map_err(|error| wrong(&error))?;
    let mut rows = Vec::new();
    for batch in reader {
        let batch = batch.map_err(|error| wrong(&error))?;
        let columns: Vec<Option<&StringArray>> = columns(held.kind)
            .iter()
            .map(|(name, _)| batch.column_by_name(name).and_then(|column| column.as_any().downcast_ref::<StringArray>()))
            .collect();
        for row in 0..batch.num_rows() {
            let cell = |column: &Option<&StringArray>| match column {
                Some(column) if column.is_valid(row) => column.value(row).to_owned(),
                _ => String::new(),
            };
            rows.push(Row { line: 0, cells: columns.iter().map(cell).collect() });
        }
    }
    Ok(rows)
}

/// Warns where a file gives another date of birth than the header of its year.
fn births(year: &BTreeMap<ReturnKind, Vec<Row>>, origin: &Origin, warnings: &mut crate::notice::Notices) -> Result<(), IntakeError> {
    let place = columns(origin.kind).iter().position(|(name, _)| *name == "DOB");
    let (Some(place), Some(header), Some(rows)) = (place, year.get(&ReturnKind::Header), year.get(&origin.kind)) else {
        return Ok(());
    };
    if origin.kind == ReturnKind::Header {
        return Ok(());
    }
    let known: BTreeMap<&str, &str> = header.iter().map(|row| (row.cells[0].as_str(), row.cells[2].as_str())).collect();
    for row in rows.iter().filter(|row| !row.cells[place].is_empty()) {
        let differs = known.get(row.cells[0].as_str()).is_some_and(|born| !born.is_empty() && *born != row.cells[place]);
        if differs {
            warnings.push(Notice {
                table: origin.kind.name(),
                file: &origin.source.name,
                row: row.line,
                column: Some("DOB"),
                reason: "the date of birth is not the header's: the header's is used",
                raw: &row.cells[place],
            })?;
        }
    }
    Ok(())
}
