//! How the headings of a file go into the columns of a table.

use sightline_definitions::{Column, ColumnType, Table};
use std::collections::BTreeMap;

/// What is done with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Kept as it is, without blanks at the ends.
    Text,
    /// In capitals, without any blanks, so that postcodes can be joined.
    Postcode,
    /// A day.
    Day,
    /// A moment, and its local day in another column.
    Moment {
        /// The column of the day.
        twin: Option<usize>,
    },
    /// Yes or no.
    Flag,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// A JSON object, by its number in the plan.
    Object(usize),
    /// A JSON list.
    List,
}

/// One field and what is done with it.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// The field's number.
    pub(crate) source: usize,
    /// The heading, as it stands in the file.
    pub(crate) heading: String,
    /// The column it goes to; of a JSON object, any one of them.
    pub(crate) column: usize,
    /// What is done.
    pub(crate) action: Action,
    /// True if a row without it cannot be used.
    pub(crate) required: bool,
    /// True if rows are known, or found, by it.
    pub(crate) is_id: bool,
}

/// A JSON object and the columns it is opened into.
#[derive(Clone, Debug, Default)]
pub(crate) struct Object {
    /// Keys, in the model's order, with column and type.
    pub(crate) keys: Vec<(String, usize, ColumnType)>,
    /// The column for whatever is left.
    pub(crate) rest: Option<usize>,
}

/// The plan for one file.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// Fields that are used.
    pub(crate) steps: Vec<Step>,
    /// JSON objects.
    pub(crate) objects: Vec<Object>,
    /// The step that opens a list into rows.
    pub(crate) list: Option<usize>,
    /// Columns that no field fills.
    pub(crate) empty: Vec<usize>,
    /// The key column that is made from the row's content, where the file lacks it.
    pub(crate) made_key: Option<usize>,
    /// The columns of the key; none if no key can be checked.
    pub(crate) key: Vec<usize>,
    /// A column without which rows cannot be told apart.
    pub(crate) key_missing: Option<String>,
    /// Columns without a source.
    pub(crate) missing: Vec<String>,
    /// Headings that are not used.
    pub(crate) unknown: Vec<String>,
    /// How many headings are known.
    pub(crate) known: usize,
}

/// A heading for comparison: small letters, no brackets or quotation marks around it.
pub(crate) fn plain(heading: &str) -> String {
    heading.trim().trim_matches(['[', ']', '"', '`', '\'', '\u{feff}']).trim().to_lowercase()
}

impl Plan {
    /// Matches headings, in any order and in capitals or not, with a table's columns: by the standard's names or by ours.
    pub(crate) fn new(table: &Table, headings: &[String]) -> Plan {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (place, heading) in headings.iter().enumerate() {
            places.entry(plain(heading)).or_insert(place);
        }
        let mut plan = Plan {
            steps: Vec::new(),
            objects: Vec::new(),
            list: None,
            empty: Vec::new(),
            made_key: None,
            key: Vec::new(),
            key_missing: None,
            missing: Vec::new(),
            unknown: Vec::new(),
            known: 0,
        };
        let named = |column: &&Column| places.contains_key(&column.name.to_lowercase());
        let ssd = |column: &&Column| column.ssd.as_ref().is_some_and(|ssd| places.contains_key(&ssd.to_lowercase()));
        let ours = table.columns.iter().filter(named).count() > table.columns.iter().filter(ssd).count();
        let mut objects: BTreeMap<usize, usize> = BTreeMap::new();
        let mut used = vec![false; headings.len()];
        for (index, column) in table.columns.iter().enumerate() {
            let by_ssd = column.ssd.as_ref().and_then(|ssd| places.get(&ssd.to_lowercase())).copied();
            let by_name = places.get(&column.name.to_lowercase()).copied();
            let Some(source) = by_ssd.or(by_name) else {
                plan.without(table, index, ours, &places);
                continue;
            };
            used[source] = true;
            let heading = headings[source].trim().to_owned();
            if by_ssd.is_some() && (column.json_key.is_some() || column.json_rest) {
                let number = *objects.entry(source).or_insert_with(|| {
                    plan.objects.push(Object::default());
                    let number = plan.objects.len() - 1;
                    plan.steps.push(Step { source, heading, column: index, action: Action::Object(number), required: false, is_id: false });
                    number
                });
                match &column.json_key {
                    Some(key) => plan.objects[number].keys.push((key.clone(), index, column.kind)),
                    None => plan.objects[number].rest = Some(index),
                }
                continue;
            }
            // The local day of a moment is filled with the moment itself, unless it has a field of its own.
            if column.part.is_some() && table.moment_of(column).is_some_and(|at| source_of(at, &places) == Some(source)) {
                continue;
            }
            // Under our own headings a list has been opened already.
            let action = if column.json_list && by_ssd.is_some() {
                plan.list = Some(plan.steps.len());
                Action::List
            } else {
                action(table, column, source, &places)
            };
            let is_id = table.key.contains(&column.name) || column.references.is_some();
            plan.steps.push(Step { source, heading, column: index, action, required: column.required, is_id });
        }
        plan.set_key(table);
        for (heading, used) in headings.iter().zip(&used) {
            if *used {
                plan.known += 1;
            } else if !heading.trim().is_empty() {
                plan.unknown.push(heading.trim().to_owned());
            }
        }
        plan
    }

    /// A column that no heading names.
    fn without(&mut self, table: &Table, index: usize, ours: bool, places: &BTreeMap<String, usize>) {
        let column = &table.columns[index];
        // `received_on` comes from `received_at`, under our own names too.
        let from_moment = column.part.is_some() && table.moment_of(column).is_some_and(|at| source_of(at, places).is_some());
        if from_moment {
            return;
        }
        self.empty.push(index);
        let name = match &column.ssd {
            Some(ssd) if !ours => ssd,
            _ => &column.name,
        };
        if !self.missing.contains(name) {
            self.missing.push(name.clone());
        }
    }

    fn set_key(&mut self, table: &Table) {
        self.key = table.key.iter().filter_map(|name| table.columns.iter().position(|column| column.name == *name)).collect();
        if let Some(list) = self.list {
            // One row of the file, whatever its items: the row is what is told apart.
            let column = self.steps[list].column;
            self.key.retain(|key| *key != column);
        }
        let lacking: Vec<usize> = self.key.iter().copied().filter(|index| self.empty.contains(index)).collect();
        for index in lacking {
            let column = &table.columns[index];
            let row_key = column.kind == ColumnType::Text && column.required && column.references.is_none() && column.sensitive.is_none();
            if row_key && self.made_key.is_none() && table.ssd.is_some() {
                self.made_key = Some(index);
                self.empty.retain(|empty| *empty != index);
            } else if column.required {
                self.key_missing = Some(column.ssd.clone().unwrap_or_else(|| column.name.clone()));
            }
        }
    }
}

fn source_of(column: &Column, places: &BTreeMap<String, usize>) -> Option<usize> {
    let by_ssd = column.ssd.as_ref().and_then(|ssd| places.get(&ssd.to_lowercase()));
    by_ssd.or_else(|| places.get(&column.name.to_lowercase())).copied()
}

fn action(table: &Table, column: &Column, source: usize, places: &BTreeMap<String, usize>) -> Action {
    match column.kind {
        ColumnType::Text if column.name == "postcode" => Action::Postcode,
        ColumnType::Text | ColumnType::Code => Action::Text,
        ColumnType::Date => Action::Day,
        ColumnType::Instant => {
            let twin = table.columns.iter().position(|other| {
                let own = source_of(other, places);
                table.moment_of(other).is_some_and(|moment| moment.name == column.name) && own.is_none_or(|own| own == source)
            });
            Action::Moment { twin }
        }
        ColumnType::Flag => Action::Flag,
        ColumnType::Integer => Action::Integer,
        ColumnType::Decimal => Action::Decimal,
    }
}
