//! Lists that are not about children: committee actions, plans, inspections. Their rows may be read without a receipt, because no child is in them.

use crate::error::query;
use crate::{EngineError, Session};
use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use sightline_definitions::Sensitivity;
use std::collections::BTreeMap;

/// A row: column to text; a column that is not recorded is left out.
pub type RegisterRow = BTreeMap<String, String>;

impl Session {
    /// The rows of a table that is not about children, in order of their key, with the labels of code lists. `None` if it is not loaded.
    ///
    /// # Errors
    /// If a column of the table names a person: such rows are read only with an access receipt. If the table cannot be read.
    pub fn register(&self, table: &str) -> Result<Option<Vec<RegisterRow>>, EngineError> {
        let fault = |why: String| EngineError::Query { what: table.to_owned(), why };
        let definition = self.library.tables.get(table).ok_or_else(|| fault("there is no such table".to_owned()))?;
        let about_people = |column: &&sightline_definitions::Column| column.sensitive.is_some_and(|kind| kind != Sensitivity::FreeText);
        if let Some(column) = definition.columns.iter().find(about_people) {
            return Err(fault(format!("its column `{}` names people, so its rows are read only with an access receipt", column.name)));
        }
        if !self.facts.tables.contains_key(table) {
            return Ok(None);
        }
        let names: Vec<String> = definition.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let order = names.first().cloned().unwrap_or_else(|| "1".to_owned());
        let batches = self.collect(&format!("SELECT {} FROM \"{table}\" ORDER BY {order}", names.join(", "))).map_err(query(table))?;
        let mut rows = Vec::new();
        for batch in &batches {
            let texts: Vec<_> = batch
                .columns()
                .iter()
                .map(|column| cast(column, &DataType::Utf8))
                .collect::<Result<_, _>>()
                .map_err(|error| query(table)(error.into()))?;
            for row in 0..batch.num_rows() {
                let mut found = RegisterRow::new();
                for (column, text) in definition.columns.iter().zip(&texts) {
                    let text = text.as_string::<i32>();
                    if text.is_valid(row) {
                        found.insert(column.name.clone(), self.label(column.codes.as_deref(), text.value(row)));
                    }
                }
                rows.push(found);
            }
        }
        Ok(Some(rows))
    }

    fn label(&self, list: Option<&str>, code: &str) -> String {
        let label = list.and_then(|list| self.library.codes.get(list)).and_then(|list| list.codes.iter().find(|found| found.code == code));
        label.map_or_else(|| code.to_owned(), |found| found.label.clone())
    }
}
