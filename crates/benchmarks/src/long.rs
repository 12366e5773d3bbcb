//! The long table of the Local Authority Interactive Tool: one row a measure, year and area.

use crate::dictionary::Measure;
use crate::error::BenchmarkError;
use crate::figure::Figure;
use crate::grid::whole;
use crate::lists::Area;
use crate::period::{self, Basis};
use crate::recognise::LONG;
use crate::sorter::Sorter;
use crate::tables::Vocabulary;
use crate::value::{Published, read_value};
use arrow::array::{Array, ArrayRef, AsArray, StringArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::path::Path;

/// A row of the long table, as text.
struct Row<'a> {
    number: u64,
    measure: &'a str,
    year: &'a str,
    area: &'a str,
    name: &'a str,
    region: &'a str,
    value: &'a str,
}

/// What has been read so far.
pub(crate) struct Long<'a> {
    path: &'a Path,
    /// Kind of year and decimal places of each measure.
    known: HashMap<&'a str, (Basis, Option<u8>)>,
    sorter: &'a mut Sorter,
    pub(crate) names: Vocabulary,
    pub(crate) areas: BTreeMap<u32, Area>,
    /// Labels that are no year, with how many rows bear them; all of them without a value.
    pub(crate) odd: BTreeMap<(String, String), u64>,
}

impl<'a> Long<'a> {
    pub(crate) fn new(path: &'a Path, measures: &'a [Measure], sorter: &'a mut Sorter) -> Long<'a> {
        let known = measures.iter().map(|m| (m.id.as_str(), (m.basis(), m.places()))).collect();
        Long { path, known, sorter, names: Vocabulary::default(), areas: BTreeMap::new(), odd: BTreeMap::new() }
    }

    fn fault(&self, row: u64, column: &str, what: impl Into<String>) -> BenchmarkError {
        BenchmarkError::Cell { path: self.path.to_owned(), sheet: None, row, column: column.to_owned(), what: what.into() }
    }

    fn take(&mut self, row: &Row<'_>) -> Result<(), BenchmarkError> {
        let Some((basis, places)) = self.known.get(row.measure).copied() else {
            return Err(self.fault(
                row.number,
                LONG[0],
                format!("`{}` is not in the data dictionary; load the dictionary of the same release with it", row.measure),
            ));
        };
        let value = read_value(row.value, places).ok_or_else(|| {
            self.fault(
                row.number,
                LONG[3],
                format!("`{}` is not a number, nor a known sign for one that is not given (-, c, x, z, u, low, :)", row.value),
            )
        })?;
        let Some(period) = period::read_period(row.year, basis) else {
            if let Published::Hidden(_) = value {
                *self.odd.entry((row.measure.to_owned(), row.year.to_owned())).or_default() += 1;
                return Ok(());
            }
            return Err(self.fault(row.number, LONG[1], format!("`{}` is not a year such as 2019, 2018-19, 2018/19 or 2023 (Rev)", row.year)));
        };
        let number = whole(row.area)
            .filter(|n| (100..1000).contains(n))
            .ok_or_else(|| self.fault(row.number, LONG[4], format!("`{}` is not an authority's number; it has three figures", row.area)))?;
        self.areas.entry(number).or_insert_with(|| Area::numbered(number, row.name, row.region));
        let (value, given) = match value {
            Published::Number(number) => (number, crate::value::Given::Ok),
            Published::Hidden(given) => (0.0, given),
        };
        let figure = Figure {
            measure: self.names.measures.number(row.measure),
            year: period.year,
            label: self.names.labels.number(&period.label),
            area: self.names.areas.number(&number.to_string()),
            days: period.days,
            value,
            given,
            mark: period.mark,
            row: row.number,
        };
        self.sorter.push(figure)
    }

    /// Reads the long table from Parquet, a batch at a time.
    pub(crate) fn read_parquet(&mut self, progress: &dyn Fn(u64)) -> Result<u64, BenchmarkError> {
        let path = self.path.to_owned();
        let broken = |e: &dyn std::fmt::Display| BenchmarkError::damaged(&path, format!("its Parquet is broken ({e}); download it again"));
        let file = File::open(&path).map_err(|e| BenchmarkError::reading(&path, e))?;
        let size = file.metadata().map_err(|e| BenchmarkError::reading(&path, e))?.len();
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| broken(&e))?;
        let total = u64::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or(1).max(1);
        let mask = ProjectionMask::columns(builder.parquet_schema(), LONG);
        let reader = builder.with_projection(mask).with_batch_size(8192).build().map_err(|e| broken(&e))?;
        // Row 1 is the headings, as a reader of the file would count.
        let mut number = 1u64;
        for batch in reader {
            let batch = batch.map_err(|e| broken(&e))?;
            let texts = |name: &str| -> Result<ArrayRef, BenchmarkError> {
                let column = batch.column_by_name(name).ok_or_else(|| BenchmarkError::Column { path: path.clone(), column: name.to_owned() })?;
                let wrong = |_| {
                    BenchmarkError::damaged(&path, format!("its column `{name}` holds neither text nor numbers; load the file as it was released"))
                };
                cast(column, &DataType::Utf8).map_err(wrong)
            };
            let columns: Vec<ArrayRef> = LONG.iter().map(|name| texts(name)).collect::<Result<_, _>>()?;
            let columns: Vec<&StringArray> = columns.iter().map(|c| c.as_string::<i32>()).collect();
            for row in 0..batch.num_rows() {
                number += 1;
                let get = |column: usize| if columns[column].is_null(row) { "" } else { columns[column].value(row) };
                self.take(&Row { number, measure: get(0), year: get(1), name: get(2), value: get(3), area: get(4), region: get(5) })?;
            }
            progress(size * (number - 1) / total);
        }
        Ok(number - 1)
    }

    /// Reads the long table from CSV, a row at a time.
    pub(crate) fn read_csv(&mut self, progress: &dyn Fn(u64)) -> Result<u64, BenchmarkError> {
        let path = self.path.to_owned();
        let headings = crate::recognise::headings(&path)?;
        let places = LONG.map(|name| headings.iter().position(|h| h.eq_ignore_ascii_case(name)).unwrap_or(usize::MAX));
        let mut reader = crate::csv_in::open(&path)?;
        let mut record = csv::StringRecord::new();
        let mut rows = 0u64;
        while reader.read_record(&mut record).map_err(|e| crate::csv_in::fault(&path, &e))? {
            rows += 1;
            let number = record.position().map_or(0, csv::Position::line);
            let get = |column: usize| record.get(places[column]).unwrap_or("").trim();
            self.take(&Row { number, measure: get(0), year: get(1), name: get(2), value: get(3), area: get(4), region: get(5) })?;
            if rows.is_multiple_of(4096) {
                progress(record.position().map_or(0, csv::Position::byte));
            }
        }
        Ok(rows)
    }
}
