//! The log as a file, for the council's monitoring or for people.

use super::{AccessEntry, AccessLog};
use crate::StoreError;
use crate::error::io;
use jiff::Timestamp;
use std::io::Write;
use std::path::Path;

/// The form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The lines as they are, so that whoever has them can check every seal.
    JsonLines,
    /// A table for a spreadsheet: every cell in quotes, lines end with CR LF (RFC 4180), UTF-8. A cell that a spreadsheet would take for a formula, because
    /// it begins with `=`, `+`, `-`, `@`, a tab, a line break or the wide forms of these, has an apostrophe put before it (OWASP, CSV injection).
    Csv,
}

const HEADINGS: [&str; 16] = [
    "number", "at", "kind", "who", "role", "what", "count", "children", "ground", "reason", "from", "snapshot", "outcome", "about", "before", "seal",
];

impl AccessLog {
    /// Writes the entries from an instant on and before another. Gives their number. That it was exported is for the caller to log.
    ///
    /// # Errors
    /// If the log cannot be read, an entry in it is none, or nothing can be written.
    pub fn export(&self, from: Timestamp, to: Timestamp, form: Form, out: &mut dyn Write) -> Result<u64, StoreError> {
        let to_out = |error| io("write", Path::new("the export"))(error);
        let mut count = 0;
        if form == Form::Csv {
            row(out, HEADINGS.iter().map(|heading| (*heading).to_owned())).map_err(to_out)?;
        }
        for read in self.lines_between(from, to)? {
            let (line, entry) = read?;
            match form {
                Form::JsonLines => out.write_all(&line).and_then(|()| out.write_all(b"\n")).map_err(to_out)?,
                Form::Csv => row(out, cells(entry)).map_err(to_out)?,
            }
            count += 1;
        }
        out.flush().map_err(to_out)?;
        Ok(count)
    }
}

fn cells(entry: AccessEntry) -> [String; 16] {
    [
        entry.number.to_string(),
        format!("{:.3}", entry.at),
        entry.kind.word().to_owned(),
        entry.who,
        entry.role.map_or_else(String::new, |role| role.word().to_owned()),
        entry.what,
        entry.count.to_string(),
        entry.children.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        entry.ground.map_or_else(String::new, |ground| ground.word().to_owned()),
        entry.reason,
        entry.from,
        entry.snapshot,
        entry.outcome.word().to_owned(),
        entry.about.map_or_else(String::new, |number| number.to_string()),
        entry.before,
        entry.seal,
    ]
}

fn row(out: &mut dyn Write, cells: impl IntoIterator<Item = String>) -> std::io::Result<()> {
    for (place, cell) in cells.into_iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        let apostrophe = if is_formula(&cell) { "'" } else { "" };
        write!(out, "{comma}\"{apostrophe}{}\"", cell.replace('"', "\"\""))?;
    }
    out.write_all(b"\r\n")
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}
