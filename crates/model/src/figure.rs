//! A figure: what one definition says about one period, and one part of it.

use serde::Serialize;

/// Whether a figure can be relied upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Complete and settled.
    Ok,
    /// Counted, and may still change: the period is not over in the data, or has not settled.
    Provisional,
    /// Cannot be said from these data: tables, history or population are missing.
    NotAvailable,
    /// Nothing to measure: the denominator is zero.
    NotApplicable,
    /// Counted, and hidden so that no child can be identified. No measurement gives it; disclosure control does.
    Hidden,
}

impl Status {
    /// The word used in every output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Provisional => "provisional",
            Status::NotAvailable => "not-available",
            Status::NotApplicable => "not-applicable",
            Status::Hidden => "hidden",
        }
    }
}

/// Numerator, denominator and value, unrounded.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// A count, the rows with the property, or how many were measured.
    pub numerator: Option<f64>,
    /// What the numerator is of; none for counts, medians and means.
    pub denominator: Option<f64>,
    /// The count itself, a percentage from 0 to 100, a rate per 10,000, or a duration in the indicator's unit.
    pub value: Option<f64>,
    /// Work whose limit has not passed: in neither numerator nor denominator.
    pub pending: u64,
    /// Whether it can be relied upon.
    pub status: Status,
}

impl Figure {
    /// The figure that says only that there is none.
    #[must_use]
    pub fn not_available() -> Figure {
        Figure { numerator: None, denominator: None, value: None, pending: 0, status: Status::NotAvailable }
    }
}
