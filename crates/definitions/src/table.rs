//! Tables of the model: what a record holds, and where each column comes from.

use crate::{Fault, Source};
use serde::Deserialize;

/// One table of the model.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Singular, in plain words; the file's name.
    #[serde(rename = "table")]
    pub name: String,
    /// What people call it.
    pub title: String,
    /// One sentence on what a row is.
    pub about: String,
    /// The table of the Standard Safeguarding Dataset it comes from.
    #[serde(default)]
    pub ssd: Option<String>,
    /// The layout of its own file, for tables that the dataset lacks.
    #[serde(default)]
    pub layout: Option<String>,
    /// False for a table that holds only how things stand now: its earliest date says nothing about how far back the records reach.
    #[serde(default = "yes")]
    pub history: bool,
    /// Columns that together are unique.
    pub key: Vec<String>,
    /// The columns, in order.
    #[serde(rename = "column", default)]
    pub columns: Vec<Column>,
    /// The file.
    #[serde(skip)]
    pub file: String,
}

fn yes() -> bool {
    true
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    /// Words, or an identifier.
    Text,
    /// A code of a named list.
    Code,
    /// A calendar day.
    Date,
    /// A moment, held in UTC.
    Instant,
    /// Yes, no, or not recorded.
    Flag,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
}

/// Which part of a source value a column takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateKind {
    /// Something that happened.
    Happened,
    /// Something planned or due: may lie in the future.
    Planned,
    /// A birth or a death: says nothing about how far the records reach.
    Life,
}

/// Why a column is guarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sensitivity {
    /// Names a person in some system.
    Identifier,
    /// A person's name.
    Name,
    /// Where a person lives or is placed.
    Place,
    /// A date of birth.
    Birth,
    /// Words written about a person.
    FreeText,
}

/// One column of a table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// In plain words: dates end in `_on`, moments in `_at`, keys in `_id`.
    pub name: String,
    /// The column of the Standard Safeguarding Dataset it comes from.
    #[serde(default)]
    pub ssd: Option<String>,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// True if a row without it cannot be used.
    #[serde(default)]
    pub required: bool,
    /// The code list it is drawn from.
    #[serde(default)]
    pub codes: Option<String>,
    /// `table.column` that it points to.
    #[serde(default)]
    pub references: Option<String>,
    /// The key of the source column's JSON object that it is opened from.
    #[serde(default)]
    pub json_key: Option<String>,
    /// True for what is left of the source column's JSON object.
    #[serde(default)]
    pub json_rest: bool,
    /// True if the source column is a JSON list, opened into one row per item.
    #[serde(default)]
    pub json_list: bool,
    /// `day` for the local day of a moment.
    #[serde(default)]
    pub part: Option<String>,
    /// What kind of date it is.
    #[serde(rename = "kind", default)]
    pub date_kind: Option<DateKind>,
    /// Why it is guarded.
    #[serde(default)]
    pub sensitive: Option<Sensitivity>,
    /// True if the standard names it and most authorities cannot fill it.
    #[serde(default)]
    pub placeholder: bool,
    /// One sentence.
    pub about: String,
}

impl Table {
    /// The column of a name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The moment whose local day a column holds, if it does: both come from one column of the standard or, where the standard has none, `left_on` from
    /// `left_at`.
    #[must_use]
    pub fn moment_of(&self, day: &Column) -> Option<&Column> {
        day.part.as_ref()?;
        let stem = day.name.strip_suffix("_on");
        let matches = |moment: &Column| match &day.ssd {
            Some(_) => moment.ssd == day.ssd,
            None => moment.ssd.is_none() && stem.is_some() && stem == moment.name.strip_suffix("_at"),
        };
        self.columns.iter().find(|column| column.kind == ColumnType::Instant && matches(column))
    }

    pub(crate) fn read(source: &Source, faults: &mut Vec<Fault>) -> Option<Table> {
        let mut table: Table = match toml::from_str(&source.text) {
            Ok(table) => table,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start.min(source.text.len()));
                let line = 1 + source.text.get(..at).unwrap_or_default().matches('\n').count();
                faults.push(Fault::new(&source.path, line, error.message().to_owned()));
                return None;
            }
        };
        table.file = source.path.clone();
        let line_of = |name: &str| {
            let wanted = format!("name = \"{name}\"");
            1 + source.text.lines().position(|line| line.trim() == wanted).unwrap_or(0)
        };
        if table.name != source.stem() {
            faults.push(Fault::new(&source.path, 1, format!("the table `{}` is not the file's name", table.name)));
        }
        for (index, column) in table.columns.iter().enumerate() {
            if table.columns[..index].iter().any(|other| other.name == column.name) {
                faults.push(Fault::new(&source.path, line_of(&column.name), format!("the column `{}` stands twice", column.name)));
            }
            if column.part.is_some() && table.moment_of(column).is_none() {
                faults.push(Fault::new(
                    &source.path,
                    line_of(&column.name),
                    format!("`{}` is the day of no moment: name the moment alike, with `_at`", column.name),
                ));
            }
            if column.kind == ColumnType::Code && column.codes.is_none() {
                faults.push(Fault::new(&source.path, line_of(&column.name), format!("the code column `{}` names no code list", column.name)));
            }
        }
        for key in &table.key {
            if table.column(key).is_none() {
                faults.push(Fault::new(&source.path, 1, format!("the key `{key}` is not a column")));
            }
        }
        Some(table)
    }
}
