//! `measure --collection`: the measures of a collection, in its order and under its codes.

use crate::output::{Value, table, usage};
use crate::workplace::Workplace;
use sightline_definitions::{Asked, CollectedMeasure};
use sightline_engine::{Condition, EngineError, Line, Request, Session};
use sightline_model::Period;

const HEADINGS: [&str; 11] = ["code", "name", "indicator", "period", "starts_on", "ends_on", "part", "numerator", "denominator", "value", "status"];

/// Prints the answers to a collection's measures. Flows are of the period itself, also where the indicator is a rate over 12 months.
pub fn print(place: &Workplace, session: &Session, id: &str, periods: &[Period]) -> anyhow::Result<()> {
    let collections = &session.library().collections;
    let Some(collection) = collections.get(id) else {
        let known: Vec<&str> = collections.keys().map(String::as_str).collect();
        return Err(usage(format!("there is no collection `{id}`; there is: {}", known.join(", "))));
    };
    let mut rows = Vec::new();
    for measure in &collection.measures {
        let condition = measure.part.as_ref().map(|(dimension, value)| Condition { dimension: dimension.clone(), value: value.clone() });
        let request = Request {
            periods: periods.to_vec(),
            by: measure.by.iter().cloned().collect(),
            conditions: condition.into_iter().collect(),
            narrow: measure.figure == Asked::Numerator,
        };
        match session.measure(std::slice::from_ref(&measure.indicator), &request) {
            Ok(lines) => rows.extend(lines.iter().map(|line| row(measure, line))),
            Err(error @ EngineError::NotLoaded { .. }) => place.tell(format!("left out: {} {}: {error}", measure.code, measure.name)),
            Err(error) => return Err(error.into()),
        }
    }
    table(place.format, &HEADINGS, &rows)
}

fn row(measure: &CollectedMeasure, line: &Line) -> Vec<Value> {
    let figure = &line.figure;
    // A count is asked for: what stands below the line is not part of the answer.
    let (denominator, value) = match measure.figure {
        Asked::Numerator => (None, figure.numerator),
        Asked::Value => (figure.denominator, figure.value),
    };
    let part = line.parts.first().cloned().or_else(|| measure.part.as_ref().map(|(_, value)| value.clone())).unwrap_or_default();
    let mut row: Vec<Value> = [&measure.code, &measure.name, &measure.indicator].map(Value::text).to_vec();
    row.push(Value::text(line.period.name()));
    row.extend([line.period.starts_on(), line.period.ends_on()].map(|day| Value::text(day.to_string())));
    row.push(Value::text(part));
    row.extend([figure.numerator, denominator, value].map(Value::Number));
    row.push(Value::text(figure.status.word()));
    row
}
