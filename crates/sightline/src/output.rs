//! Printing: data to standard output, everything else to standard error.

use crate::args::Format;
use anyhow::Context;
use std::fmt;
use std::io::Write;

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

/// One value of a table.
#[derive(Clone, Debug)]
pub enum Value {
    /// Words.
    Text(String),
    /// A number, printed unrounded where other programs read it.
    Number(Option<f64>),
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    /// A whole number.
    #[expect(clippy::cast_precision_loss, reason = "counts lie far below 2^53")]
    pub fn whole(number: u64) -> Value {
        Value::Number(Some(number as f64))
    }

    fn exact(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(None) => String::new(),
            Value::Number(Some(number)) => number.to_string(),
        }
    }

    fn shown(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(None) => "–".to_owned(),
            Value::Number(Some(number)) => readable(*number),
        }
    }

    fn json(&self) -> serde_json::Value {
        match self {
            Value::Text(text) => serde_json::Value::String(text.clone()),
            Value::Number(None) => serde_json::Value::Null,
            #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
            Value::Number(Some(n)) if n.fract() == 0.0 && n.abs() < 9e15 => serde_json::Value::from(*n as i64),
            Value::Number(Some(n)) => serde_json::Value::from(*n),
        }
    }
}

/// A number for reading: thousands apart, one decimal unless whole.
pub fn readable(number: f64) -> String {
    let text = if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number:.1}") };
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, rest) = digits.split_once('.').map_or((digits, None), |(w, r)| (w, Some(r)));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    rest.map_or_else(|| format!("{sign}{grouped}"), |r| format!("{sign}{grouped}.{r}"))
}

/// The error of the stream itself, so that a reader who stops listening is known for one.
fn as_io(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => std::io::Error::other(format!("cannot write CSV: {other:?}")),
    }
}

/// Prints rows in the format asked for.
pub fn table(format: Format, headings: &[&str], rows: &[Vec<Value>]) -> anyhow::Result<()> {
    match format {
        Format::Csv => {
            let mut writer = csv::Writer::from_writer(std::io::stdout().lock());
            // As errors of input and output, so that a reader that closes its end early is told apart.
            writer.write_record(headings).map_err(as_io)?;
            for row in rows {
                writer.write_record(row.iter().map(Value::exact)).map_err(as_io)?;
            }
            writer.flush()?;
            Ok(())
        }
        Format::Json => {
            let objects: Vec<serde_json::Value> = rows
                .iter()
                .map(|row| headings.iter().map(|h| (*h).to_owned()).zip(row.iter().map(Value::json)).collect::<serde_json::Map<_, _>>())
                .map(serde_json::Value::Object)
                .collect();
            let text = serde_json::to_string_pretty(&objects).context("cannot write JSON")?;
            print(&format!("{text}\n"))
        }
        Format::Table => {
            use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};
            let mut table = Table::new();
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
