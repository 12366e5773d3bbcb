//! `measure --movement`: how a number at a date came about, with starts and ends.

use crate::output::{Value, table, usage};
use crate::workplace::Workplace;
use sightline_engine::{Movement, Session};
use sightline_model::Period;

const HEADINGS: [&str; 9] = ["indicator", "period", "starts_on", "ends_on", "opening", "started", "ended", "closing", "net_change"];

/// Prints opening, started, ended and closing of numbers at a date; of every one that is such, if none is named.
pub fn print(place: &Workplace, session: &Session, ids: &[String], periods: &[Period]) -> anyhow::Result<()> {
    let mut wanted: Vec<String> = ids.to_vec();
    if ids.is_empty() {
        wanted = session.measurable().0.into_iter().filter(|id| session.indicator(id).is_ok_and(Session::is_stock)).collect();
    } else {
        for id in ids {
            if !Session::is_stock(session.indicator(id)?) {
                return Err(usage(format!("`{id}` is not a number at a date: it has no opening and closing. Leave --movement out")));
            }
        }
    }
    let movements = session.movements(&wanted, periods)?;
    let rows: Vec<Vec<Value>> = movements.iter().map(row).collect();
    table(place.format, &HEADINGS, &rows)
}

fn row(movement: &Movement) -> Vec<Value> {
    let mut row = vec![Value::text(&movement.indicator), Value::text(movement.period.name())];
    row.extend([movement.period.starts_on(), movement.period.ends_on()].map(|day| Value::text(day.to_string())));
    let numbers = movement.counts.map_or([None; 5], |c| [c.opening, c.started, c.ended, c.closing, c.closing - c.opening].map(Some));
    row.extend(numbers.map(|number| Value::Number(number.map(whole))));
    row
}

#[expect(clippy::cast_precision_loss, reason = "counts of children lie far below 2^53")]
fn whole(number: i64) -> f64 {
    number as f64
}
