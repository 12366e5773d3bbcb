//! Our own Parquet tables: figures in one fixed order, and small tables of texts.

use crate::error::BenchmarkError;
use crate::figure::{Figure, Names};
use crate::period::Mark;
use crate::value::Given;
use arrow::array::{Array, ArrayRef, Date32Array, DictionaryArray, Float64Array, Int16Array, Int32Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Int32Type, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Rows of a group: what a question about one measure must read at least.
const GROUP: usize = 16 * 1024;

fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_created_by("sightline".to_owned())
        .set_compression(Compression::LZ4_RAW)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_offset_index_disabled(true)
        .set_max_row_group_row_count(Some(GROUP))
        .build()
}

fn create(path: &Path, schema: SchemaRef) -> Result<ArrowWriter<File>, BenchmarkError> {
    let file = File::create(path).map_err(|e| BenchmarkError::writing(path, e))?;
    ArrowWriter::try_new(file, schema, Some(properties())).map_err(|e| writing(path, &e))
}

fn writing(path: &Path, error: &impl ToString) -> BenchmarkError {
    BenchmarkError::writing(path, std::io::Error::other(error.to_string()))
}

/// The columns of the table of figures.
fn figure_schema() -> SchemaRef {
    let text = || DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    Arc::new(Schema::new(vec![
        Field::new("measure", text(), false),
        Field::new("area", text(), false),
        Field::new("year", DataType::Int16, false),
        Field::new("label", text(), false),
        Field::new("starts_on", DataType::Date32, true),
        Field::new("ends_on", DataType::Date32, true),
        Field::new("value", DataType::Float64, true),
        Field::new("status", text(), false),
        Field::new("mark", text(), false),
    ]))
}

/// Names that the figures of one source use.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    pub(crate) measures: Names,
    pub(crate) areas: Names,
    pub(crate) labels: Names,
}

/// Writes figures as they come.
pub(crate) struct FigureWriter<'a> {
    path: &'a Path,
    schema: SchemaRef,
    writer: ArrowWriter<File>,
    held: Vec<Figure>,
    names: &'a Vocabulary,
    columns: [ArrayRef; 5],
}

impl<'a> FigureWriter<'a> {
    pub(crate) fn create(path: &'a Path, names: &'a Vocabulary) -> Result<FigureWriter<'a>, BenchmarkError> {
        let texts = |names: &[String]| -> ArrayRef { Arc::new(StringArray::from_iter_values(names)) };
        let columns = [
            texts(names.measures.texts()),
            texts(names.areas.texts()),
            texts(names.labels.texts()),
            Arc::new(StringArray::from_iter_values(Given::ALL.map(Given::word))),
            Arc::new(StringArray::from_iter_values(Mark::ALL.map(Mark::word))),
        ];
        let schema = figure_schema();
        Ok(FigureWriter { path, writer: create(path, schema.clone())?, schema, held: Vec::new(), names, columns })
    }

    pub(crate) fn push(&mut self, figure: Figure) -> Result<(), BenchmarkError> {
        self.held.push(figure);
        if self.held.len() >= GROUP { self.write() } else { Ok(()) }
    }

    /// The names that the figures use.
    pub(crate) fn names(&self) -> &Vocabulary {
        self.names
    }

    fn coded(&self, column: usize, key: impl Fn(&Figure) -> i32) -> Result<ArrayRef, BenchmarkError> {
        let keys = Int32Array::from_iter_values(self.held.iter().map(key));
        let array = DictionaryArray::<Int32Type>::try_new(keys, self.columns[column].clone());
        Ok(Arc::new(array.map_err(|e| writing(self.path, &e))?))
    }

    fn write(&mut self) -> Result<(), BenchmarkError> {
        if self.held.is_empty() {
            return Ok(());
        }
        let key = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
        let place = |place: Option<usize>| i32::try_from(place.unwrap_or(0)).unwrap_or(0);
        let batch = RecordBatch::try_new(
            self.schema.clone(),
            vec![
                self.coded(0, |f| key(f.measure))?,
                self.coded(1, |f| key(f.area))?,
                Arc::new(Int16Array::from_iter_values(self.held.iter().map(|f| f.year))),
                self.coded(2, |f| key(f.label))?,
                Arc::new(Date32Array::from_iter(self.held.iter().map(|f| f.days.map(|d| d.0.epoch())))),
                Arc::new(Date32Array::from_iter(self.held.iter().map(|f| f.days.map(|d| d.1.epoch())))),
                Arc::new(Float64Array::from_iter(self.held.iter().map(|f| (f.given == Given::Ok).then_some(f.value)))),
                self.coded(3, |f| place(Given::ALL.iter().position(|g| *g == f.given)))?,
                self.coded(4, |f| place(Mark::ALL.iter().position(|m| *m == f.mark)))?,
            ],
        )
        .map_err(|e| writing(self.path, &e))?;
        self.writer.write(&batch).map_err(|e| writing(self.path, &e))?;
        self.held.clear();
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<(), BenchmarkError> {
        self.write()?;
        self.writer.finish().map_err(|e| writing(self.path, &e))?;
        Ok(())
    }
}

/// Writes a small table of texts.
pub(crate) fn write_texts(path: &Path, headings: &[&str], rows: &[Vec<String>]) -> Result<(), BenchmarkError> {
    let fields: Vec<Field> = headings.iter().map(|heading| Field::new(*heading, DataType::Utf8, false)).collect();
    let schema = Arc::new(Schema::new(fields));
    let mut writer = create(path, schema.clone())?;
    let columns = (0..headings.len())
        .map(|column| -> ArrayRef { Arc::new(StringArray::from_iter_values(rows.iter().map(|row| row.get(column).map_or("", String::as_str)))) });
    let batch = RecordBatch::try_new(schema, columns.collect()).map_err(|e| writing(path, &e))?;
    writer.write(&batch).map_err(|e| writing(path, &e))?;
    writer.finish().map_err(|e| writing(path, &e))?;
    Ok(())
}

/// Reads columns of a small table of texts.
pub(crate) fn read_texts(path: &Path, wanted: &[&str]) -> Result<Vec<Vec<String>>, BenchmarkError> {
    let own = |e: &dyn std::fmt::Display| BenchmarkError::own(path, e);
    let file = File::open(path).map_err(|e| own(&e))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| own(&e))?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), wanted.iter().copied());
    let mut rows = Vec::new();
    for batch in builder.with_projection(mask).build().map_err(|e| own(&e))? {
        let batch = batch.map_err(|e| own(&e))?;
        let columns = wanted
            .iter()
            .map(|name| batch.column_by_name(name).and_then(|c| c.as_any().downcast_ref::<StringArray>()).ok_or_else(|| own(&"a column is missing")));
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        rows.extend((0..batch.num_rows()).map(|row| columns.iter().map(|c| c.value(row).to_owned()).collect()));
    }
    Ok(rows)
}
