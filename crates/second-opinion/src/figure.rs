//! What a measure answers, and the period it is asked about.

use jiff::civil::Date;

use crate::calendar::{add_months, day_after};
use crate::moment::Moment;

/// One indicator over one period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// How many were counted; for a mean, how many were measured.
    pub numerator: f64,
    /// Out of how many, where there is such a number.
    pub denominator: Option<f64>,
    /// The count, the percentage, the rate or the mean; none where nothing can be divided.
    pub value: Option<f64>,
}

impl Figure {
    /// A plain count.
    pub(crate) fn count(counted: usize) -> Self {
        let numerator = number(counted);
        Self { numerator, denominator: None, value: Some(numerator) }
    }

    /// How many more there are than there were; less than zero when there are fewer.
    pub(crate) fn difference(now: usize, before: usize) -> Self {
        let numerator = number(now) - number(before);
        Self { numerator, denominator: None, value: Some(numerator) }
    }

    /// A change as a percentage of what there was.
    pub(crate) fn change(now: usize, before: usize) -> Self {
        Self::divided(number(now) - number(before), Some(number(before)), 100.0)
    }

    /// A rate per 10,000 of the population.
    pub(crate) fn rate(counted: usize, population: Option<f64>) -> Self {
        Self::divided(number(counted), population, 10_000.0)
    }

    /// An amount that need not be whole, such as full-time posts.
    pub(crate) fn amount(amount: f64) -> Self {
        Self { numerator: amount, denominator: None, value: Some(amount) }
    }

    /// One amount as a percentage of another.
    pub(crate) fn portion(part: f64, whole: f64) -> Self {
        Self::divided(part, Some(whole), 100.0)
    }

    /// The middle one of those measured, or the mean of the two in the middle.
    pub(crate) fn median(mut measured: Vec<f64>) -> Self {
        measured.sort_by(f64::total_cmp);
        let count = measured.len();
        let value = (count > 0).then(|| f64::midpoint(measured[(count - 1) / 2], measured[count / 2]));
        Self { numerator: number(count), denominator: None, value }
    }

    /// A mean, with how many were measured.
    pub(crate) fn mean(measured: &[f64]) -> Self {
        let numerator = number(measured.len());
        let value = (!measured.is_empty()).then(|| measured.iter().sum::<f64>() / numerator);
        Self { numerator, denominator: None, value }
    }

    fn divided(numerator: f64, denominator: Option<f64>, scale: f64) -> Self {
        let value = denominator.filter(|all| *all != 0.0).map(|all| scale * numerator / all);
        Self { numerator, denominator, value }
    }
}

/// Counts those that met something, out of all that were looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Share {
    met: usize,
    all: usize,
}

impl Share {
    pub(crate) fn add(&mut self, met: bool) {
        self.all += 1;
        if met {
            self.met += 1;
        }
    }

    pub(crate) fn percentage(self) -> Figure {
        Figure::divided(number(self.met), Some(number(self.all)), 100.0)
    }
}

/// The days asked about, and the last day the data know about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Period {
    pub(crate) starts_on: Date,
    pub(crate) ends_on: Date,
    pub(crate) data_until: Date,
}

impl Period {
    /// Whether there is a day and the period holds it.
    pub(crate) fn holds(&self, day: Option<Date>) -> bool {
        day.is_some_and(|day| self.starts_on <= day && day <= self.ends_on)
    }

    /// The 12 months up to the last day, over which rates of flows are taken.
    pub(crate) fn twelve_months(&self) -> Self {
        // Counted back from the day after the last: the 12 months to 28 February 2017 begin on 1 March 2016.
        Self { starts_on: add_months(day_after(self.ends_on), -12), ..*self }
    }

    /// Whether undone work is still pending: its limit has not passed on the last day the data know about.
    pub(crate) fn is_pending(&self, limit: Date) -> bool {
        limit >= self.data_until
    }

    /// The same of a limit of so many hours after a moment: it is pending while the day of the limit is not over.
    pub(crate) fn is_pending_for(&self, from: Moment, hours: i64) -> bool {
        self.is_pending(from.day_after_hours(hours))
    }
}

/// Whether something is open on a day: started on or before it, and not ended, or ended after it.
pub(crate) fn is_open(starts_on: Option<Date>, ends_on: Option<Date>, day: Date) -> bool {
    starts_on.is_some_and(|start| start <= day) && ends_on.is_none_or(|end| end > day)
}

fn number(counted: usize) -> f64 {
    u32::try_from(counted).map(f64::from).expect("no extract holds four billion rows")
}
