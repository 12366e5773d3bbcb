//! Rows of answers as other programs read them: one way to write CSV and JSON, for the command line, the pages and the API alike, so that they
//! agree to the last digit.

use std::io::{self, Write};

/// One value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A number, written unrounded.
    Number(Option<f64>),
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    /// A whole number.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts lie far below 2^53")]
    pub fn whole(number: u64) -> Value {
        Value::Number(Some(number as f64))
    }

    /// As CSV has it: numbers unrounded, nothing for none. A text that a spreadsheet would take for a formula is kept from it by an apostrophe.
    #[must_use]
    pub fn exact(&self) -> String {
        match self {
            Value::Text(text) => harmless(text),
            Value::Number(None) => String::new(),
            Value::Number(Some(number)) => number.to_string(),
        }
    }

    /// As a person reads it: thousands apart, one decimal unless whole.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(None) => "–".to_owned(),
            Value::Number(Some(number)) => readable(*number),
        }
    }

    /// As JSON has it.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        match self {
            Value::Text(text) => serde_json::Value::String(text.clone()),
            Value::Number(None) => serde_json::Value::Null,
            #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
            Value::Number(Some(n)) if n.fract() == 0.0 && n.abs() < 9e15 => serde_json::Value::from(*n as i64),
            Value::Number(Some(n)) => serde_json::Value::from(*n),
        }
    }
}

/// A text that no spreadsheet takes for a formula (OWASP, CSV injection): one that begins with `=`, `+`, `-`, `@`, a tab or a return gets an apostrophe
/// before it, unless it is a number.
#[must_use]
pub fn harmless(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    if risky { format!("'{text}") } else { text.to_owned() }
}

/// A number for reading: thousands apart, one decimal unless whole.
#[must_use]
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

/// Headings and rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Column names.
    pub headings: Vec<String>,
    /// Rows, each as long as the headings.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// A table of these columns, with no rows yet.
    pub fn new(headings: impl IntoIterator<Item = impl Into<String>>) -> Table {
        Table { headings: headings.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Writes it as CSV, with a row of headings.
    ///
    /// # Errors
    /// If the writer fails; as errors of input and output, so that a reader that closes its end early is told apart.
    pub fn write_csv(&self, to: impl Write) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(to);
        writer.write_record(&self.headings).map_err(as_io)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(Value::exact)).map_err(as_io)?;
        }
        writer.flush()
    }

    /// As CSV.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut bytes = Vec::new();
        // Memory takes everything.
        let _ = self.write_csv(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// As a JSON list of objects, one for each row.
    #[must_use]
    pub fn json(&self) -> String {
        let objects: Vec<serde_json::Value> = self
            .rows
            .iter()
            .map(|row| self.headings.iter().cloned().zip(row.iter().map(Value::json)).collect::<serde_json::Map<_, _>>())
            .map(serde_json::Value::Object)
            .collect();
        let mut text = format!("{:#}", serde_json::Value::Array(objects));
        text.push('\n');
        text
    }
}

fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("cannot write CSV: {other:?}")),
    }
}
