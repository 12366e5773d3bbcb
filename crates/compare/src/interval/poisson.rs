//! Limits for a count and for a rate (exact Poisson below 10; Byar's approximation from 10, in Breslow and Day 1987, volume II, section 2.3).

use super::{Interval, Method, Z95};

/// Rates are per this many people.
pub const PER: f64 = 10_000.0;

/// Exact 95% Poisson limits for counts of 0 to 9, to three decimals.
const EXACT: [(f64, f64); 10] = [
    (0.0, 3.689),
    (0.025, 5.572),
    (0.242, 7.225),
    (0.619, 8.767),
    (1.090, 10.242),
    (1.623, 11.668),
    (2.202, 13.059),
    (2.814, 14.423),
    (3.454, 15.763),
    (4.115, 17.085),
];

/// 95% limits for a count, in the count's own unit.
#[must_use]
pub fn count_limits(observed: u32) -> Interval {
    let exact = usize::try_from(observed).ok().and_then(|row| EXACT.get(row));
    if let Some(&(lower, upper)) = exact {
        return Interval { lower, upper, method: Method::ExactPoisson };
    }
    let low = f64::from(observed);
    let high = low + 1.0;
    let lower = low * (1.0 - 1.0 / (9.0 * low) - Z95 / (3.0 * low.sqrt())).powi(3);
    let upper = high * (1.0 - 1.0 / (9.0 * high) + Z95 / (3.0 * high.sqrt())).powi(3);
    Interval { lower, upper, method: Method::Byar }
}

/// 95% limits for a rate per 10,000: those of the count, divided by the population.
///
/// `None` unless the population is above 0. The population is taken as known.
#[must_use]
pub fn rate_limits(observed: u32, population: f64) -> Option<Interval> {
    let limits = count_limits(observed);
    let rate = |count: f64| count / population * PER;
    (population > 0.0 && population.is_finite()).then(|| Interval { lower: rate(limits.lower), upper: rate(limits.upper), ..limits })
}
