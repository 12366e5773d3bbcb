//! Limits for a share: Wilson's score interval (Wilson 1927), and its correction when much of a small population was looked at.

use super::{Interval, Method, Z95};
use serde::Serialize;

/// So many of so many: never more than there are, and never of none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Share {
    met: u32,
    of: u32,
}

impl Share {
    /// `met` of `of`; `None` if there are none, or more met than there are.
    #[must_use]
    pub fn new(met: u32, of: u32) -> Option<Share> {
        (of > 0 && met <= of).then_some(Share { met, of })
    }

    /// How many have the property.
    #[must_use]
    pub fn met(self) -> u32 {
        self.met
    }

    /// How many there are.
    #[must_use]
    pub fn of(self) -> u32 {
        self.of
    }

    /// From 0 to 100.
    #[must_use]
    pub fn percent(self) -> f64 {
        100.0 * f64::from(self.met) / f64::from(self.of)
    }

    fn proportion(self) -> f64 {
        f64::from(self.met) / f64::from(self.of)
    }
}

/// Wilson's 95% interval for a share, in per cent.
#[must_use]
pub fn wilson(share: Share) -> Interval {
    let (lower, upper) = score(share, 1.0);
    Interval { lower: lower * 100.0, upper: upper * 100.0, method: Method::Wilson }
}

/// Wilson's interval for a sample drawn from `population`, in per cent; `None` if the population is smaller than the sample.
///
/// When more than 5% of the population was drawn, the half-width is multiplied by √((N−n)/(N−1)). The corrected interval is then held
/// to what can be: it always holds the share observed, and never asks the files not drawn to be fewer than none or more than there are.
/// (Near a full draw the bare formula leaves out the share observed: 8 of 8, with 8 in all, would give 84%.)
#[must_use]
pub fn wilson_of(share: Share, population: u32) -> Option<Interval> {
    let rest = population.checked_sub(share.of)?;
    if 20 * u64::from(share.of) <= u64::from(population) {
        return Some(wilson(share));
    }
    let all = f64::from(population);
    // A population of one has been seen whole.
    let narrowed = if rest == 0 { 0.0 } else { (f64::from(rest) / (all - 1.0)).sqrt() };
    let (lower, upper) = score(share, narrowed);
    let observed = share.percent();
    let least = 100.0 * f64::from(share.met) / all;
    let most = 100.0 * (f64::from(share.met) + f64::from(rest)) / all;
    let lower = (lower * 100.0).min(observed).max(least);
    let upper = (upper * 100.0).max(observed).min(most);
    Some(Interval { lower, upper, method: Method::WilsonFinite })
}

/// Lower and upper limit from 0 to 1, the half-width multiplied by `narrowed`.
fn score(share: Share, narrowed: f64) -> (f64, f64) {
    let (p, n) = (share.proportion(), f64::from(share.of));
    let z2 = Z95 * Z95;
    let shrink = 1.0 + z2 / n;
    let centre = (p + z2 / (2.0 * n)) / shrink;
    let half = Z95 * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt() / shrink * narrowed;
    // At none and at all, the limit is 0 or 1 itself, which the subtraction only nearly gives.
    let full = narrowed == 1.0;
    let lower = if full && share.met == 0 { 0.0 } else { (centre - half).max(0.0) };
    let upper = if full && share.met == share.of { 1.0 } else { (centre + half).min(1.0) };
    (lower, upper)
}
