//! What may happen a thousand times a minute and is logged once: refusals.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

const MINUTE: i64 = 60_000;

/// More entries than this in one minute are not written, whoever they are of: whoever has a thousand addresses must not fill the disk either.
const MOST: usize = 600;

/// Lets the first of a kind pass in each minute.
#[derive(Debug, Default)]
pub struct Seldom(Mutex<Minute>);

#[derive(Debug, Default)]
struct Minute {
    number: i64,
    passed: BTreeSet<(String, &'static str)>,
}

impl Seldom {
    /// True for the first of this minute of somebody (or some place) at a route.
    #[must_use]
    pub fn is_first(&self, who: &str, route: &'static str, now: i64) -> bool {
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = now.div_euclid(MINUTE);
        if minute.number != number {
            *minute = Minute { number, passed: BTreeSet::new() };
        }
        minute.passed.len() < MOST && minute.passed.insert((who.to_owned(), route))
    }
}

#[cfg(test)]
mod tests {
    use super::Seldom;

    #[test]
    fn the_first_of_a_minute_passes() {
        let seldom = Seldom::default();
        assert!(seldom.is_first("a", "/people", 0));
        assert!(!seldom.is_first("a", "/people", 59_999));
        assert!(seldom.is_first("a", "/tokens", 59_999));
        assert!(seldom.is_first("b", "/people", 59_999));
        assert!(seldom.is_first("a", "/people", 60_000));
    }

    #[test]
    fn a_thousand_addresses_do_not_fill_the_disk() {
        let seldom = Seldom::default();
        let passed = (0..5_000).filter(|number| seldom.is_first(&format!("address {number}"), "/people", 0)).count();
        assert_eq!(passed, 600);
    }
}
