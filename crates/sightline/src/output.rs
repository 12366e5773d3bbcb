//! Printing: data to standard output, everything else to standard error.

use crate::args::Format;
use sightline_tabular::Table;
use std::fmt;
use std::io::Write;

pub use sightline_tabular::{Value, readable};

/// The command was put wrongly: exit code 2.
#[derive(Debug)]
pub struct WrongUsage(pub String);

impl fmt::Display for WrongUsage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongUsage {}

/// An error of usage.
pub fn usage(text: impl Into<String>) -> anyhow::Error {
    anyhow::Error::new(WrongUsage(text.into()))
}

/// An error with what is behind it, each thing said once: many errors tell what caused them in their own words.
pub fn in_words(error: &anyhow::Error) -> String {
    let mut words = String::new();
    for cause in error.chain().map(ToString::to_string).filter(|cause| !cause.is_empty()) {
        if words.is_empty() {
            words = cause;
        } else if !words.contains(&cause) {
            words = format!("{words}: {cause}");
        }
    }
    words
}

/// A line for people, on standard error.
pub fn say(line: impl AsRef<str>) {
    // Nobody is left to tell if standard error is closed.
    let _ = writeln!(std::io::stderr(), "{}", line.as_ref());
}

/// Text on standard output, as it is.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// A line of data on standard output.
pub fn line(text: impl AsRef<str>) -> anyhow::Result<()> {
    print(&format!("{}\n", text.as_ref()))
}

/// Prints rows in the format asked for.
pub fn table(format: Format, headings: &[&str], rows: &[Vec<Value>]) -> anyhow::Result<()> {
    let whole = || Table { headings: headings.iter().map(|h| (*h).to_owned()).collect(), rows: rows.to_vec() };
    match format {
        Format::Csv => Ok(whole().write_csv(std::io::stdout().lock())?),
        Format::Json => print(&whole().json()),
        Format::Table => {
            use comfy_table::{Cell, CellAlignment, ContentArrangement, presets};
            let mut table = comfy_table::Table::new();
            table.load_style(presets::UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Disabled);
            table.set_header(headings.iter().map(|h| h.replace('_', " ")).collect::<Vec<_>>());
            for row in rows {
                table.add_row(row.iter().map(|value| {
                    let cell = Cell::new(value.shown());
                    if matches!(value, Value::Number(_)) { cell.set_alignment(CellAlignment::Right) } else { cell }
                }));
            }
            print(&format!("{table}\n"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn what_the_system_said_is_said_once() {
        let system = || std::io::Error::from(std::io::ErrorKind::NotFound);
        let error = anyhow::Error::new(sightline_store::StoreError::Io { doing: "read", path: "here".into(), source: system() });
        assert_eq!(in_words(&error), "cannot read here: entity not found");
        assert_eq!(in_words(&anyhow::Error::new(system()).context("cannot read here")), "cannot read here: entity not found");
    }
}
