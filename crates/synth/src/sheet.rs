//! Rows on their way to CSV: one buffer for each table, filled field by field in the standard's order.

use std::io::Write;

use csv::{ByteRecord, Writer};

use crate::calendar::{Calendar, Day};
use crate::dirt::Dirt;
use crate::error::SynthError;
use crate::table::{Column, Table};

/// What every part of the county writes with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Format<'a> {
    pub(crate) calendar: &'a Calendar,
    pub(crate) columns: &'a [Vec<Column>],
    /// The day of the extract: later days are not yet known, and are left blank.
    pub(crate) until: Day,
}

/// The rows of one part of the county.
pub(crate) struct Sheets<'a> {
    format: Format<'a>,
    buffers: Vec<Writer<Vec<u8>>>,
    counts: Vec<u64>,
    record: ByteRecord,
    pub(crate) dirt: Dirt,
    /// Which workers appear.
    workers: Vec<bool>,
    failed: Option<(Table, csv::Error)>,
}

/// What a part of the county comes to: CSV without headings, and how many rows, for each table.
pub(crate) struct Written {
    pub(crate) csv: Vec<Vec<u8>>,
    pub(crate) counts: Vec<u64>,
    pub(crate) spoilt: Vec<u64>,
    pub(crate) workers: Vec<bool>,
}

impl<'a> Sheets<'a> {
    pub(crate) fn new(format: Format<'a>, dirt: Dirt, workers: usize) -> Self {
        let buffers = Table::ALL.iter().map(|_| Writer::from_writer(Vec::new())).collect();
        Sheets { format, buffers, counts: vec![0; Table::ALL.len()], record: ByteRecord::new(), dirt, workers: vec![false; workers], failed: None }
    }

    /// Begins a row; its fields follow in the standard's order.
    pub(crate) fn row(&mut self, table: Table) -> Row<'_, 'a> {
        self.record.clear();
        Row { sheets: self, table }
    }

    fn write(&mut self, table: Table) {
        let at = table as usize;
        let columns = &self.format.columns[at];
        debug_assert_eq!(self.record.len(), columns.len(), "{}", table.name());
        let copies = self.dirt.spoil(table, columns, &mut self.record);
        for _ in 0..copies {
            if let Err(error) = self.buffers[at].write_byte_record(&self.record) {
                self.failed.get_or_insert((table, error));
            }
            self.counts[at] += 1;
        }
    }

    /// The rows as CSV.
    pub(crate) fn finish(self) -> Result<Written, SynthError> {
        if let Some((table, source)) = self.failed {
            return Err(SynthError::Row { table: table.name(), source });
        }
        let mut csv = Vec::with_capacity(self.buffers.len());
        for (buffer, table) in self.buffers.into_iter().zip(Table::ALL) {
            let bytes = buffer
                .into_inner()
                .map_err(|error| SynthError::Row { table: table.name(), source: csv::Error::from(std::io::Error::other(error.to_string())) })?;
            csv.push(bytes);
        }
        Ok(Written { csv, counts: self.counts, spoilt: self.dirt.counts(), workers: self.workers })
    }
}

/// A row being filled.
pub(crate) struct Row<'s, 'a> {
    sheets: &'s mut Sheets<'a>,
    table: Table,
}

impl Row<'_, '_> {
    /// Any text.
    pub(crate) fn text(self, text: &str) -> Self {
        self.sheets.record.push_field(text.as_bytes());
        self
    }

    /// Nothing.
    pub(crate) fn blank(self) -> Self {
        self.text("")
    }

    /// Text if a condition holds, else nothing.
    pub(crate) fn text_if(self, holds: bool, text: &str) -> Self {
        self.text(if holds { text } else { "" })
    }

    /// A key: the table's letters and a number.
    pub(crate) fn id(self, prefix: &str, number: u64) -> Self {
        let mut buffer = [0u8; 32];
        let left = {
            let mut rest = &mut buffer[..];
            // 20 digits and a few letters always fit.
            let _ = write!(rest, "{prefix}{number}");
            rest.len()
        };
        self.sheets.record.push_field(&buffer[..32 - left]);
        self
    }

    /// A key, or nothing.
    pub(crate) fn maybe_id(self, prefix: &str, number: Option<u64>) -> Self {
        match number {
            Some(number) => self.id(prefix, number),
            None => self.blank(),
        }
    }

    /// A person's key.
    pub(crate) fn person(self, number: u64) -> Self {
        self.id("", number)
    }

    /// A worker's key.
    pub(crate) fn worker(self, worker: usize) -> Self {
        self.sheets.workers[worker] = true;
        self.id("W", worker as u64 + 1)
    }

    /// A whole number.
    pub(crate) fn number(self, number: i32) -> Self {
        self.text(&number.to_string())
    }

    /// A day that has come; nothing if it lies after the extract.
    pub(crate) fn day(self, day: Day) -> Self {
        if day > self.sheets.format.until { self.blank() } else { self.due(day) }
    }

    /// A day, if there is one and it has come.
    pub(crate) fn maybe_day(self, day: Option<Day>) -> Self {
        match day {
            Some(day) => self.day(day),
            None => self.blank(),
        }
    }

    /// A planned day, if there is one.
    pub(crate) fn maybe_due(self, day: Option<Day>) -> Self {
        match day {
            Some(day) => self.due(day),
            None => self.blank(),
        }
    }

    /// A planned day, which may lie after the extract.
    pub(crate) fn due(self, day: Day) -> Self {
        let format = self.sheets.format;
        self.sheets.record.push_field(format.calendar.text(day));
        self
    }

    /// A day and a minute of it, if it has come.
    pub(crate) fn moment(self, (day, minute): (Day, i32)) -> Self {
        if day > self.sheets.format.until {
            return self.blank();
        }
        let mut text = *b"0000-00-00T00:00:00";
        text[..10].copy_from_slice(self.sheets.format.calendar.text(day));
        for (at, digit) in [(11, minute / 600), (12, minute / 60 % 10), (14, minute % 60 / 10), (15, minute % 10)] {
            text[at] = b'0' + u8::try_from(digit).unwrap_or(0);
        }
        self.sheets.record.push_field(&text);
        self
    }

    /// Y or N.
    pub(crate) fn flag(self, yes: bool) -> Self {
        self.text(if yes { "Y" } else { "N" })
    }

    /// Y or N if it is known, else nothing.
    pub(crate) fn flag_if(self, known: bool, yes: bool) -> Self {
        if known { self.flag(yes) } else { self.blank() }
    }

    /// Ends the row.
    pub(crate) fn end(self) {
        self.sheets.write(self.table);
    }
}
