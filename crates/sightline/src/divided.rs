//! `measure --by each`: every indicator whole, and divided by each of its dimensions in turn.

use crate::args::Format;
use crate::output::{Value, table};
use crate::workplace::Workplace;
use sightline_engine::{Divided, EngineError, Session};
use sightline_model::{Figure, Period};
use std::io::Write as _;

const HEADINGS: [&str; 10] = ["indicator", "period", "starts_on", "ends_on", "dimension", "part", "numerator", "denominator", "value", "status"];

/// Prints the figures. The whole has an empty dimension and part. A part without a record in a period has no line there: there may be thousands (a worker
/// who left years ago), and all of them 0.
pub fn print(place: &Workplace, session: &Session, ids: &[String], asked_for: bool, periods: &[Period]) -> anyhow::Result<()> {
    let days: Vec<[String; 3]> =
        periods.iter().map(|period| [period.name().to_owned(), period.starts_on().to_string(), period.ends_on().to_string()]).collect();
    // One faulty definition of many is named and left out; one that was asked for is an error.
    let judge = |id: &str, found: Result<Divided, EngineError>| match found {
        Ok(divided) => Ok(Some(divided)),
        Err(error) if asked_for => Err(anyhow::Error::from(error)),
        Err(error) => {
            crate::output::say(format!("left out: {id}: {error}"));
            Ok(None)
        }
    };
    if place.format == Format::Csv {
        let mut writer = csv::WriterBuilder::new().buffer_capacity(1 << 18).from_writer(std::io::stdout().lock());
        writer.write_record(HEADINGS)?;
        let mut number = Vec::with_capacity(24);
        session.measure_divided(ids, periods, |id, found| -> anyhow::Result<()> {
            let Some(divided) = judge(id, found)? else { return Ok(()) };
            lines(&divided, |period, dimension, part, figure| {
                let [name, from, to] = &days[period];
                for text in [&divided.indicator, name, from, to, dimension, part] {
                    writer.write_field(text)?;
                }
                for value in [figure.numerator, figure.denominator, figure.value] {
                    number.clear();
                    if let Some(value) = value {
                        write!(number, "{value}")?;
                    }
                    writer.write_field(&number)?;
                }
                writer.write_field(figure.status.word())?;
                writer.write_record(None::<&[u8]>)?;
                Ok(())
            })
        })?;
        writer.flush()?;
        return Ok(());
    }
    let mut rows = Vec::new();
    session.measure_divided(ids, periods, |id, found| -> anyhow::Result<()> {
        let Some(divided) = judge(id, found)? else { return Ok(()) };
        lines(&divided, |period, dimension, part, figure| {
            let mut row: Vec<Value> = std::iter::once(&divided.indicator).chain(&days[period]).map(Value::text).collect();
            row.extend([Value::text(dimension), Value::text(part)]);
            row.extend([figure.numerator, figure.denominator, figure.value].map(Value::Number));
            row.push(Value::text(figure.status.word()));
            rows.push(row);
            Ok(())
        })
    })?;
    table(place.format, &HEADINGS, &rows)
}

/// Every line of an indicator: period, dimension, part and figure.
fn lines(divided: &Divided, mut each: impl FnMut(usize, &String, &String, &Figure) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let none = String::new();
    for (period, figure) in divided.whole.iter().enumerate() {
        each(period, &none, &none, figure)?;
    }
    for by in &divided.dimensions {
        for (part, figures) in &by.parts {
            for (period, figure) in figures.iter().enumerate().filter(|(_, figure)| has_record(figure)) {
                each(period, &by.dimension, part, figure)?;
            }
        }
    }
    Ok(())
}

/// True if a row stands behind the figure: something was counted, or is pending.
fn has_record(figure: &Figure) -> bool {
    figure.numerator.is_some_and(|n| n != 0.0) || figure.denominator.is_some_and(|d| d != 0.0) || figure.pending > 0
}
