//! What several tests need.

use sightline_compare::spc::Point;
use sightline_model::{Day, Figure, Status, add_months};

/// True when two numbers agree to within half of the last place of `places` decimals.
pub fn near(found: f64, expected: f64, places: i32) -> bool {
    (found - expected).abs() <= 0.5 * 10f64.powi(-places) + 1e-12
}

#[track_caller]
pub fn assert_near(found: f64, expected: f64, places: i32) {
    assert!(near(found, expected, places), "{found} is not {expected} to {places} places");
}

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub fn count(value: f64) -> Figure {
    Figure { numerator: Some(value), denominator: None, value: Some(value), pending: 0, status: Status::Ok }
}

pub fn share(met: f64, of: f64) -> Figure {
    Figure { numerator: Some(met), denominator: Some(of), value: Some(100.0 * met / of), pending: 0, status: Status::Ok }
}

/// The last day of the month `number` months after January 2020.
pub fn month_end(number: usize) -> Day {
    add_months(day("2020-01-01"), i32::try_from(number).unwrap() + 1).plus(-1)
}

/// A monthly series from January 2020.
pub fn months(values: &[f64]) -> Vec<Point> {
    values.iter().enumerate().map(|(at, &value)| Point { ends_on: month_end(at), value: Some(value), provisional: false }).collect()
}

/// The same, with gaps.
pub fn months_with_gaps(values: &[Option<f64>]) -> Vec<Point> {
    values.iter().enumerate().map(|(at, &value)| Point { ends_on: month_end(at), value, provisional: false }).collect()
}
