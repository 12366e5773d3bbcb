//! A county written once for all tests, and a way to read it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use sightline_synth::{Settings, Summary, write};

/// A table as read from its file.
pub struct Rows {
    headings: Vec<String>,
    records: Vec<csv::StringRecord>,
}

/// One row of a table.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    rows: &'a Rows,
    record: &'a csv::StringRecord,
}

impl Rows {
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|record| Row { rows: self, record })
    }

    pub fn len(&self) -> usize {
        self.records.len()
    }

    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    pub fn set(&self, column: &str) -> BTreeSet<&str> {
        self.iter().map(|row| row.get(column)).collect()
    }
}

impl<'a> Row<'a> {
    pub fn get(self, column: &str) -> &'a str {
        let at = self.rows.headings.iter().position(|heading| heading == column);
        &self.record[at.unwrap_or_else(|| panic!("no column {column}"))]
    }

    pub fn day(self, column: &str) -> Option<Date> {
        let text = self.get(column);
        (!text.is_empty()).then(|| text[..10].parse().unwrap())
    }
}

pub struct County {
    pub tables: BTreeMap<&'static str, Rows>,
    pub summary: Summary,
    pub settings: Settings,
}

impl County {
    pub fn table(&self, name: &str) -> &Rows {
        &self.tables[format!("ssd_{name}").as_str()]
    }

    pub fn make(settings: Settings) -> County {
        let folder = tempfile::tempdir().unwrap();
        let summary = write(&settings, folder.path(), &mut |_, _| {}).unwrap();
        let mut tables = BTreeMap::new();
        for (name, _) in &summary.rows {
            let mut reader = csv::Reader::from_path(folder.path().join(format!("{name}.csv"))).unwrap();
            let headings = reader.headers().unwrap().iter().map(str::to_owned).collect();
            let records = reader.records().map(Result::unwrap).collect();
            tables.insert(*name, Rows { headings, records });
        }
        County { tables, summary, settings }
    }
}

/// 20,000 children over ten years, without spoilt rows.
pub static CLEAN: LazyLock<County> = LazyLock::new(|| County::make(Settings { spoilt_per_10_000: 0, ..Settings::default() }));

/// The same with spoilt rows, as it comes.
pub static AS_IT_COMES: LazyLock<County> = LazyLock::new(|| County::make(Settings::default()));

/// Table, column, kind, key, reference, code list, nullable: one for each column of the standard.
pub fn columns() -> Vec<[&'static str; 7]> {
    let lines = include_str!("../../data/ssd-columns.csv").lines().skip(1);
    lines.map(|line| line.split(',').collect::<Vec<_>>().try_into().unwrap()).collect()
}
