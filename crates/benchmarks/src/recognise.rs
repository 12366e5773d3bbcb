//! What a file holds, told by its headings.

use crate::error::BenchmarkError;
use crate::grid::{Grid, is_workbook};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::path::Path;

/// Columns of the long table.
pub(crate) const LONG: [&str; 6] = ["Short Desc", "Years", "LA and Regions", "Values", "LA Number", "Region"];
/// Headings that tell the data dictionary.
const DICTIONARY: [&str; 2] = ["Measure_short", "Polarity"];
/// Headings that tell the authority list.
const AUTHORITIES: [&str; 3] = ["LA Number", "LA Name", "Region"];
/// Headings that tell a list of neighbours.
const NEIGHBOURS: [&str; 2] = ["LA number", "SN1"];
/// Headings that tell the layout of Explore Education Statistics.
const EES: [&str; 3] = ["time_period", "time_identifier", "geographic_level"];

/// What a file holds.
#[derive(Clone, Debug)]
pub(crate) enum Held {
    /// The long table, as Parquet.
    LongParquet,
    /// The long table, as CSV.
    LongCsv,
    /// The data dictionary, and the row of its headings.
    Dictionary(Grid, usize),
    /// The authority list.
    Authorities(Grid, usize),
    /// A list of statistical neighbours.
    Neighbours(Grid, usize),
    /// The layout of Explore Education Statistics.
    Ees,
}

/// Tells what a file holds.
pub(crate) fn recognise(path: &Path) -> Result<Held, BenchmarkError> {
    let unknown = |why: String| Err(BenchmarkError::Unrecognised { path: path.to_owned(), why });
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    if std::fs::metadata(path).map_err(|e| BenchmarkError::reading(path, e))?.len() == 0 {
        return Err(BenchmarkError::damaged(path, "the file is empty; download it again"));
    }
    match ending.as_str() {
        "parquet" => {
            let file = File::open(path).map_err(|e| BenchmarkError::reading(path, e))?;
            let builder = ParquetRecordBatchReaderBuilder::try_new(file)
                .map_err(|_| BenchmarkError::damaged(path, "it is not a whole Parquet file; download it again"))?;
            let names: Vec<String> = builder.schema().fields().iter().map(|f| f.name().clone()).collect();
            match missing(&names, &LONG) {
                None => Ok(Held::LongParquet),
                Some(Gap::One(column)) => Err(BenchmarkError::Column { path: path.to_owned(), column }),
                Some(Gap::Unlike) => unknown(format!("its columns are not those of a published table: {}", names.join(", "))),
            }
        }
        "csv" | "txt" => csv(path),
        _ if is_workbook(path) => {
            let sheets = Grid::read(path)?;
            let names: Vec<String> = sheets.iter().filter_map(|s| s.sheet.clone()).map(|s| format!("`{s}`")).collect();
            for sheet in sheets {
                if let Some(held) = list(&sheet) {
                    return Ok(held);
                }
            }
            unknown(format!(
                "none of its sheets ({}) has the headings of a published list (`LA Number`, `LA Name`, `Region`; or `LA number`, `SN1` to `SN10`)",
                if names.is_empty() { "it has none".to_owned() } else { names.join(", ") }
            ))
        }
        _ => unknown("only Parquet, CSV and XLSX files can be loaded".to_owned()),
    }
}

enum Gap {
    /// All but this one are there.
    One(String),
    /// It is something else.
    Unlike,
}

/// What these headings lack; one missing column is a fault, more are another file.
fn missing(names: &[String], wanted: &[&str]) -> Option<Gap> {
    let mut lacking = wanted.iter().filter(|w| !names.iter().any(|n| n.trim().eq_ignore_ascii_case(w)));
    let first = lacking.next()?;
    let rest = lacking.count();
    Some(if rest == 0 || rest + 1 < wanted.len() / 2 { Gap::One((*first).to_owned()) } else { Gap::Unlike })
}

fn csv(path: &Path) -> Result<Held, BenchmarkError> {
    let names = headings(path)?;
    match missing(&names, &EES) {
        None => return Ok(Held::Ees),
        Some(Gap::One(column)) => return Err(BenchmarkError::Column { path: path.to_owned(), column }),
        Some(Gap::Unlike) => {}
    }
    match missing(&names, &LONG) {
        None => return Ok(Held::LongCsv),
        // The authority list has two of these headings, and is told below.
        Some(Gap::One(column)) if names.iter().any(|n| n == "Short Desc" || n == "Values") => {
            return Err(BenchmarkError::Column { path: path.to_owned(), column });
        }
        Some(_) => {}
    }
    let grid = Grid::read(path)?;
    for sheet in grid {
        if let Some(held) = list(&sheet) {
            return Ok(held);
        }
        if sheet.first().iter().any(|h| h == "Measure_short") {
            return Err(BenchmarkError::Column { path: path.to_owned(), column: "Polarity".to_owned() });
        }
    }
    unknown_csv(path, &names)
}

fn unknown_csv(path: &Path, names: &[String]) -> Result<Held, BenchmarkError> {
    let shown: Vec<&str> = names.iter().take(6).map(String::as_str).collect();
    let why = format!("its headings are not those of a published table ({}{})", shown.join(", "), if names.len() > 6 { ", ..." } else { "" });
    Err(BenchmarkError::Unrecognised { path: path.to_owned(), why })
}

/// The headings of a CSV file: its first line.
pub(crate) fn headings(path: &Path) -> Result<Vec<String>, BenchmarkError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).map_err(|e| crate::csv_in::fault(path, &e))?;
    let headings = reader.headers().map_err(|e| crate::csv_in::fault(path, &e))?;
    Ok(headings.iter().map(|h| h.trim().trim_start_matches('\u{feff}').to_owned()).collect())
}

fn list(grid: &Grid) -> Option<Held> {
    if let Some(row) = grid.headings(&DICTIONARY) {
        return Some(Held::Dictionary(grid.clone(), row));
    }
    if let Some(row) = grid.headings(&NEIGHBOURS) {
        return Some(Held::Neighbours(grid.clone(), row));
    }
    // The long table has these too; it has been told before.
    grid.headings(&AUTHORITIES).map(|row| Held::Authorities(grid.clone(), row))
}
