//! Rows into a staged table: read, judged, and kept, kept with a warning, or put in quarantine.

use crate::api::TablePart;
use crate::column::{self, Column};
use crate::error::IntakeError;
use crate::json;
use crate::keys::{KeyHash, KeySet};
use crate::local;
use crate::notice::{Notice, Notices};
use crate::outcomes::{self, NOT_A_FLAG, NOT_A_NUMBER, NOT_WHOLE};
use crate::parse;
use crate::parts::PartWriter;
use crate::plan::{Action, Object, Plan, Step};
use crate::reader::{Fields, RowFault};
use crate::source::hex;
use arrow::array::{ArrayRef, RecordBatch, new_null_array};
use arrow::datatypes::{Schema, SchemaRef};
use sha2::{Digest, Sha256};
use sightline_definitions::{ColumnType, Table};
use sightline_model::Day;
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// Rows written at a time.
pub(crate) const BATCH: usize = 16 * 1024;

/// Text bytes after which a batch is written whatever its rows.
const BATCH_BYTES: usize = 32 << 20;

/// The most characters of an id.
const MOST_ID: usize = 200;

/// The most bytes of any other text.
const MOST_TEXT: usize = 64 << 10;

/// Why a row goes to quarantine.
struct Reject {
    step: Option<usize>,
    reason: Cow<'static, str>,
}

/// A warning about the row at hand, told once the row is accepted.
pub(crate) struct Warning {
    pub(crate) step: usize,
    pub(crate) reason: &'static str,
    pub(crate) raw: String,
}

/// Where notices about a file go.
pub(crate) struct Desk<'a> {
    pub(crate) quarantine: &'a mut Notices,
    pub(crate) warnings: &'a mut Notices,
    /// The file, as it is named to people.
    pub(crate) file: &'a str,
}

/// A table being written.
pub(crate) struct Builder<'a> {
    table: &'a Table,
    pub(crate) plan: Plan,
    schema: SchemaRef,
    columns: Vec<Column>,
    rows: usize,
    out: PartWriter<'a>,
    keys: KeySet,
    /// Added to a row's line, so that rows of several files can be told apart.
    base: u64,
    pending: Vec<Warning>,
    rest: String,
    filled: Vec<bool>,
    /// Rows in quarantine, warnings, and rows that a later file replaced.
    pub(crate) quarantined: u64,
    pub(crate) warned: u64,
    pub(crate) replaced: u64,
}

/// The Arrow schema of a table of the model.
pub(crate) fn schema(table: &Table) -> SchemaRef {
    Arc::new(Schema::new(table.columns.iter().map(|c| column::field(&c.name, c.kind)).collect::<Vec<_>>()))
}

/// Columns that are worth a dictionary.
pub(crate) fn coded(table: &Table) -> Vec<&str> {
    let coded = |c: &&sightline_definitions::Column| {
        matches!(c.kind, ColumnType::Code | ColumnType::Date) || (c.kind == ColumnType::Text && !table.key.contains(&c.name) && !c.json_rest)
    };
    table.columns.iter().filter(coded).map(|c| c.name.as_str()).collect()
}

impl<'a> Builder<'a> {
    /// Begins a table, whose files go into a folder.
    pub(crate) fn new(table: &'a Table, plan: Plan, folder: &Path, horizon: Day) -> Builder<'a> {
        let schema = schema(table);
        let out = PartWriter::new(table, schema.clone(), folder, horizon);
        let columns = table.columns.iter().map(|c| Column::new(c.kind)).collect();
        let filled = vec![false; table.columns.len()];
        Builder {
            table,
            plan,
            schema,
            columns,
            rows: 0,
            out,
            keys: KeySet::new(),
            base: 0,
            pending: Vec::new(),
            rest: String::new(),
            filled,
            quarantined: 0,
            warned: 0,
            replaced: 0,
        }
    }

    /// Goes on with another file of the same table, whose rows give way to those read so far.
    pub(crate) fn next_file(&mut self, plan: Plan, lines: u64) -> Result<(), IntakeError> {
        self.flush()?;
        self.plan = plan;
        self.base += lines + 1;
        Ok(())
    }

    /// Adds one row, or puts it in quarantine.
    pub(crate) fn row<F: Fields>(&mut self, line: u64, fault: Option<RowFault>, fields: &F, desk: &mut Desk<'_>) -> Result<(), IntakeError> {
        let reject = match fault {
            Some(fault) => Some(Reject { step: None, reason: reason(fault).into() }),
            None => self.try_row(line, fields),
        };
        if let Some(reject) = reject {
            let rows = self.rows;
            self.columns.iter_mut().for_each(|column| column.truncate(rows));
            self.pending.clear();
            self.quarantined += 1;
            return desk.quarantine.push(Notice {
                table: &self.table.name,
                file: desk.file,
                row: line,
                column: reject.step.and_then(|step| self.plan.steps.get(step)).map(|step| step.heading.as_str()),
                reason: &reject.reason,
                raw: &fields.raw(),
            });
        }
        for warning in self.pending.drain(..) {
            self.warned += 1;
            desk.warnings.push(Notice {
                table: &self.table.name,
                file: desk.file,
                row: line,
                column: self.plan.steps.get(warning.step).map(|step| step.heading.as_str()),
                reason: warning.reason,
                raw: &warning.raw,
            })?;
        }
        if self.rows >= BATCH || (self.rows.is_multiple_of(64) && self.columns.iter().map(Column::text_bytes).sum::<usize>() > BATCH_BYTES) {
            self.flush()?;
        }
        Ok(())
    }

    fn try_row<F: Fields>(&mut self, line: u64, fields: &F) -> Option<Reject> {
        let Builder { plan, columns, pending, rest, filled, .. } = self;
        for (number, step) in plan.steps.iter().enumerate() {
            let text = parse::trim(fields.get(step.source));
            let outcome = if parse::is_null(text) {
                null(plan, step, columns)
            } else if step.action == Action::List {
                None
            } else {
                value(&plan.objects, number, step, text, columns, pending, rest, filled)
            };
            if let Some(reason) = outcome {
                return Some(Reject { step: Some(number), reason: reason.into() });
            }
        }
        if let Some(column) = plan.made_key {
            let mut digest = Sha256::new();
            digest.update(self.table.name.as_bytes());
            for index in 0..fields.len() {
                let text = parse::trim(fields.get(index));
                digest.update(text.len().to_le_bytes());
                digest.update(text);
            }
            columns[column].push_text(hex(&digest.finalize()[..16]).as_bytes());
        }
        match plan.list {
            None => self.keep(line),
            Some(number) => self.keep_items(line, number, fields),
        }
    }

    /// One row for each item of a list: the rest of the row is the same. A list without items makes no row, and says so.
    fn keep_items<F: Fields>(&mut self, line: u64, number: usize, fields: &F) -> Option<Reject> {
        let step = &self.plan.steps[number];
        let column = step.column;
        let text = parse::trim(fields.get(step.source));
        let items = std::str::from_utf8(text).map(json::items).unwrap_or_default();
        let before = self.rows;
        let mut items = items.iter();
        let Some(first) = items.next() else {
            let raw = String::from_utf8_lossy(text).into_owned();
            self.pending.push(Warning { step: number, reason: "the list is empty: no row was made", raw });
            self.columns.iter_mut().for_each(|column| column.truncate(before));
            return None;
        };
        self.columns[column].push_text(first.as_bytes());
        let reject = self.keep(line);
        if reject.is_some() || self.rows == before {
            return reject;
        }
        for item in items {
            for (index, other) in self.columns.iter_mut().enumerate() {
                if index == column {
                    other.push_text(item.as_bytes());
                } else if !self.plan.empty.contains(&index) {
                    other.repeat_last();
                }
            }
            self.rows += 1;
        }
        None
    }

    /// Counts the row just pushed, unless its key stands already.
    fn keep(&mut self, line: u64) -> Option<Reject> {
        if !self.plan.key.is_empty() {
            let row = self.base + line;
            if let Some(first) = self.keys.insert(self.last_key(), row) {
                if first > self.base {
                    return Some(Reject { step: None, reason: format!("duplicate key of row {}", first - self.base).into() });
                }
                // A later file has this key: its row stands.
                self.replaced += 1;
                let rows = self.rows;
                self.columns.iter_mut().for_each(|column| column.truncate(rows));
                return None;
            }
        }
        self.rows += 1;
        None
    }

    fn last_key(&self) -> KeyHash {
        let mut number = [0; 8];
        self.plan.key.iter().fold(KeyHash::START, |hash, index| hash.add(self.columns[*index].last_bytes(&mut number)))
    }

    /// True if a row with this key has been added.
    pub(crate) fn has(&self, key: KeyHash) -> bool {
        self.keys.contains(key)
    }

    /// Hands on the rows gathered so far.
    fn flush(&mut self) -> Result<(), IntakeError> {
        if self.rows == 0 {
            return Ok(());
        }
        let wrong = |error: arrow::error::ArrowError| IntakeError::Write { path: self.table.name.clone().into(), message: error.to_string() };
        let mut arrays: Vec<ArrayRef> = Vec::with_capacity(self.columns.len());
        for (column, defined) in self.columns.iter_mut().zip(&self.table.columns) {
            if column.len() == self.rows {
                arrays.push(column.take().map_err(wrong)?);
            } else {
                arrays.push(new_null_array(&column::data_type(defined.kind), self.rows));
                column.truncate(0);
            }
        }
        let batch = RecordBatch::try_new(self.schema.clone(), arrays).map_err(wrong)?;
        // Few rows with much text: they are written before more of them are gathered.
        let heavy = self.rows < BATCH && batch.get_array_memory_size() > BATCH_BYTES;
        self.rows = 0;
        self.out.write(batch)?;
        if heavy { self.out.cut() } else { Ok(()) }
    }

    /// Adds rows that are held already, as they are.
    pub(crate) fn copy(&mut self, batch: RecordBatch) -> Result<(), IntakeError> {
        self.flush()?;
        self.out.write(batch)
    }

    /// Ends the table: its files.
    pub(crate) fn finish(mut self) -> Result<Vec<TablePart>, IntakeError> {
        self.flush()?;
        self.out.finish()
    }

    /// The rows, if they are so few that none has been written and their keys tell them apart; else none.
    pub(crate) fn few(&mut self) -> Result<Option<RecordBatch>, IntakeError> {
        self.flush()?;
        if self.plan.key.is_empty() || self.plan.list.is_some() { Ok(None) } else { self.out.few() }
    }

    pub(crate) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// The writer of the table's files, for rows that go beside those held.
    pub(crate) fn into_writer(self) -> PartWriter<'a> {
        self.out
    }
}

pub(crate) fn reason(fault: RowFault) -> String {
    match fault {
        RowFault::Ragged { found, wanted } => format!("the row has {found} fields where the headings have {wanted}"),
        RowFault::Quotes => "a quotation mark is not closed, or stands in the middle of a field".to_owned(),
        RowFault::Nul => "the row holds a NUL character".to_owned(),
    }
}

/// A field that is not recorded.
fn null(plan: &Plan, step: &Step, columns: &mut [Column]) -> Option<&'static str> {
    if step.required {
        return Some("a required value is missing");
    }
    match step.action {
        Action::Object(number) => {
            let object = &plan.objects[number];
            object.keys.iter().for_each(|(_, column, _)| columns[*column].push_null());
            object.rest.iter().for_each(|column| columns[*column].push_null());
        }
        Action::List => {}
        Action::Moment { twin } => {
            columns[step.column].push_null();
            twin.iter().for_each(|column| columns[*column].push_null());
        }
        _ => columns[step.column].push_null(),
    }
    None
}

/// A field that is: pushed, or the reason why the row cannot be used.
#[expect(clippy::too_many_arguments, reason = "parts of the builder, borrowed apart")]
fn value(
    objects: &[Object],
    number: usize,
    step: &Step,
    text: &[u8],
    columns: &mut [Column],
    pending: &mut Vec<Warning>,
    rest: &mut String,
    filled: &mut [bool],
) -> Option<&'static str> {
    let mut warn = |reason| pending.push(Warning { step: number, reason, raw: String::from_utf8_lossy(text).into_owned() });
    let column = &mut columns[step.column];
    if text.len() > MOST_ID && step.is_id && String::from_utf8_lossy(text).chars().count() > MOST_ID {
        return Some("the text is longer than 200 characters, which no id is");
    }
    if text.len() > MOST_TEXT {
        return Some("the text is longer than 64 KB");
    }
    match step.action {
        Action::Text | Action::List => column.push_text(text),
        Action::Postcode => {
            let tidy: Vec<u8> = text.iter().filter(|byte| !byte.is_ascii_whitespace()).map(u8::to_ascii_uppercase).collect();
            column.push_text(&tidy);
        }
        Action::Day => match parse::moment(text) {
            Ok(moment) => column.push_day(local::local_day(moment)),
            Err(bad) => return Some(bad.reason()),
        },
        Action::Moment { twin } => match parse::moment(text) {
            Ok(moment) => {
                column.push_long(local::to_utc(moment));
                twin.iter().for_each(|twin| columns[*twin].push_day(local::local_day(moment)));
            }
            Err(bad) => return Some(bad.reason()),
        },
        Action::Flag => match parse::flag(text) {
            Some(flag) => column.push_flag(flag),
            None if step.required => return Some(NOT_A_FLAG),
            None => {
                warn(NOT_A_FLAG);
                column.push_null();
            }
        },
        Action::Integer => match parse::integer(text) {
            Some(number) => column.push_long(number),
            None if step.required => return Some(NOT_WHOLE),
            None => {
                warn(NOT_WHOLE);
                column.push_null();
            }
        },
        Action::Decimal => match parse::decimal(text) {
            Some(number) => column.push_decimal(number),
            None if step.required => return Some(NOT_A_NUMBER),
            None => {
                warn(NOT_A_NUMBER);
                column.push_null();
            }
        },
        Action::Object(object) => outcomes::open(&objects[object], number, text, columns, pending, rest, filled),
    }
    None
}
