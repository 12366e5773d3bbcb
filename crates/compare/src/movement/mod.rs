//! Whether what came in and went out explains what there is, and the year to date.

pub mod year_to_date;

pub use year_to_date::{NotCombined, YearToDate, year_to_date};

use crate::same::order_at;
use crate::text::whole;
use serde::Serialize;
use sightline_model::{Figure, Status};
use std::cmp::Ordering;

/// A stock at both ends of a period, and the flows between.
///
/// A stock counts children and a flow counts records, so a child who starts twice without an end recorded between makes a difference. It is to be
/// explained, never smoothed away.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Movement {
    /// How many there were at the end of the period before.
    pub opening: f64,
    /// How many started.
    pub started: f64,
    /// How many ended.
    pub ended: f64,
    /// How many there were at the end.
    pub closing: f64,
    /// Started less ended.
    pub net: f64,
    /// Opening, plus started, less ended.
    pub explained: f64,
    /// Closing less explained: 0 when the figures agree.
    pub difference: f64,
    /// True when any of the four may still change.
    pub provisional: bool,
}

/// Sets opening, starts, ends and closing beside one another; `None` if any has no value.
#[must_use]
pub fn movement(opening: &Figure, started: &Figure, ended: &Figure, closing: &Figure) -> Option<Movement> {
    let figures = [opening, started, ended, closing];
    let provisional = figures.iter().any(|figure| figure.status == Status::Provisional);
    let value = |figure: &Figure| match figure.status {
        Status::Ok | Status::Provisional => figure.value.filter(|value| value.is_finite()),
        Status::NotAvailable | Status::NotApplicable | Status::Hidden => None,
    };
    let (opening, started, ended, closing) = (value(opening)?, value(started)?, value(ended)?, value(closing)?);
    let (net, explained) = (started - ended, opening + started - ended);
    let scale = opening.abs().max(started.abs()).max(ended.abs());
    let difference = if order_at(explained, closing, scale) == Ordering::Equal { 0.0 } else { closing - explained };
    Some(Movement { opening, started, ended, closing, net, explained, difference, provisional })
}

impl Movement {
    /// True when starts and ends explain the whole change.
    #[must_use]
    pub fn reconciles(&self) -> bool {
        self.difference == 0.0
    }

    /// `100 at the start, 20 started, 15 ended: 105 at the end.`, or what is missing or too many.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Movement { opening, started, ended, closing, explained, difference, .. } = *self;
        let begun = format!("{} at the start, {} started, {} ended:", whole(opening), whole(started), whole(ended));
        if self.reconciles() {
            return format!("{begun} {} at the end.", whole(closing));
        }
        let side = if difference > 0.0 { "more" } else { "fewer" };
        format!("{begun} that makes {}, but {} were counted at the end, {} {side}.", whole(explained), whole(closing), whole(difference.abs()))
    }
}
