//! The Arrow form of the model's tables.

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use sightline_definitions::{ColumnType, Table};
use std::sync::Arc;

/// The columns of a model table as Arrow holds them: `Utf8`, `Date32`, `Timestamp(Microsecond, UTC)`, `Boolean`, `Int64`, `Float64`, all nullable.
#[must_use]
pub fn arrow_schema(table: &Table) -> SchemaRef {
    let fields: Vec<Field> = table.columns.iter().map(|column| Field::new(&column.name, data_type(column.kind), true)).collect();
    Arc::new(Schema::new(fields))
}

/// The Arrow type of a column.
pub(crate) fn data_type(kind: ColumnType) -> DataType {
    match kind {
        ColumnType::Text | ColumnType::Code => DataType::Utf8,
        ColumnType::Date => DataType::Date32,
        ColumnType::Instant => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        ColumnType::Flag => DataType::Boolean,
        ColumnType::Integer => DataType::Int64,
        ColumnType::Decimal => DataType::Float64,
    }
}
