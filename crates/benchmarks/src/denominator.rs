//! What published shares and rates are of, where that is published too.

use crate::facts::{Denominator, Link};
use crate::rows::{Rows, Shown};
use std::collections::HashMap;

type Numbers = HashMap<(String, i16), f64>;

/// Published counts, by area and year.
#[derive(Clone, Debug, Default)]
pub(crate) struct Denominators {
    counts: HashMap<String, Numbers>,
    /// Mid-year population, ages 0 to 17; none if it is not loaded.
    population: Option<Numbers>,
}

fn numbers(rows: &[Shown]) -> Numbers {
    rows.iter().filter_map(|r| r.value.map(|value| ((r.area.to_string(), r.year), value))).collect()
}

impl Denominator {
    /// The published measures that it is worked out from.
    pub(crate) fn measures(&self) -> Vec<&str> {
        match self {
            Denominator::None | Denominator::Population => Vec::new(),
            Denominator::Sum(names) => names.iter().map(String::as_str).collect(),
            Denominator::Numerator(name) | Denominator::Rate(name) => vec![name],
        }
    }
}

impl Denominators {
    pub(crate) fn new(counts: &Rows, population: Option<&[Shown]>) -> Denominators {
        let mut held = Denominators { counts: HashMap::new(), population: population.map(numbers) };
        let mut names: Vec<&String> = counts.keys().collect();
        names.sort();
        for name in names {
            held.counts.insert(name.clone(), numbers(&counts[name]));
        }
        held
    }

    fn count(&self, measure: &str, area: &str, year: i16) -> Option<f64> {
        self.counts.get(measure)?.get(&(area.to_owned(), year)).copied()
    }

    /// Children aged 0 to 17 at the mid-year estimate of the year before.
    fn population(&self, area: &str, year: i16) -> Option<f64> {
        self.population.as_ref()?.get(&(area.to_owned(), year - 1)).copied()
    }

    /// What an area's share or rate is of.
    pub(crate) fn of(&self, link: &Link, area: &str, year: i16, value: f64) -> Option<f64> {
        let found = match &link.from {
            Denominator::None => None,
            Denominator::Population => self.population(area, year),
            Denominator::Sum(names) => names.iter().map(|name| self.count(name, area, year)).sum(),
            Denominator::Numerator(name) => self.count(name, area, year).filter(|_| value > 0.0).map(|n| (n * 100.0 / value).round()),
            Denominator::Rate(name) => {
                let rate = self.count(name, area, year);
                rate.zip(self.population(area, year)).map(|(rate, population)| (rate * population / 10_000.0).round())
            }
        };
        found.filter(|n| *n > 0.0)
    }

    /// Why there is no denominator for any area, in words; none if there may be.
    pub(crate) fn why_none(&self, link: Option<&Link>) -> Option<&'static str> {
        match link.map(|l| &l.from) {
            None | Some(Denominator::None) => Some("what the figure is a share of is not published with it"),
            Some(Denominator::Population | Denominator::Rate(_)) if self.population.is_none() => {
                Some("mid-year population is not loaded: load its file in the layout of Explore Education Statistics")
            }
            Some(_) => None,
        }
    }
}
