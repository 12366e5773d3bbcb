//! What others publish about the same thing, as plain facts: who, how many of how many, of which year, and whether it may still change.

use serde::Serialize;
use sightline_compare::Measure;

use crate::words;

/// The mean of the statistical neighbours.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Neighbours {
    /// The mean of those with a figure, unweighted.
    pub mean: f64,
    /// How many have a figure.
    pub with_figure: usize,
    /// How many neighbours the list has.
    pub of: usize,
    /// Which list: `April 2021`.
    pub list: String,
}

/// Published figures of one year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Published {
    /// The year as it is published: `2017-18`, or a day.
    pub year: String,
    /// Where it was published.
    pub source: String,
    /// True while the publication may still be revised.
    pub provisional: bool,
    /// The authority's own published figure.
    pub own: Option<f64>,
    /// Its statistical neighbours.
    pub neighbours: Option<Neighbours>,
    /// The region's name and figure.
    pub region: Option<(String, f64)>,
    /// England.
    pub england: Option<f64>,
    /// Where the authority lies, given its size: `in line`, `higher than expected`; with a rank only where a funnel allows one.
    pub place: Option<String>,
}

/// What can be set beside an indicator.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparators {
    /// Published figures.
    Published(Published),
    /// None, and why, in words: `no figure is published for this definition`.
    Refused(String),
}

impl Comparators {
    /// The published figures, if there are any.
    #[must_use]
    pub fn published(&self) -> Option<&Published> {
        match self {
            Comparators::Published(published) => Some(published),
            Comparators::Refused(_) => None,
        }
    }
}

impl Published {
    /// `2017-18`, or `2017-18, provisional`.
    #[must_use]
    pub fn when(&self) -> String {
        if self.provisional { format!("{}, provisional", self.year) } else { self.year.clone() }
    }

    /// `Neighbours 52.1 per 10,000 (mean of 9 of 10, list of April 2021), West Midlands 50.0 per 10,000, England 45.3 per 10,000 in 2017-18.`
    #[must_use]
    pub fn sentence(&self, measure: Measure, unit: &str) -> String {
        let value = |value: f64| words::value(value, measure, unit);
        let mut parts = Vec::new();
        if let Some(own) = self.own {
            parts.push(format!("published for this authority {}", value(own)));
        }
        if let Some(found) = &self.neighbours {
            parts.push(format!("statistical neighbours {} ({})", value(found.mean), found.words()));
        }
        if let Some((name, figure)) = &self.region {
            parts.push(format!("{name} {}", value(*figure)));
        }
        if let Some(figure) = self.england {
            parts.push(format!("England {}", value(figure)));
        }
        if parts.is_empty() {
            return format!("Nothing comparable was published for {}.", self.when());
        }
        let place = self.place.as_deref().map(|place| format!(" Among all authorities: {place}.")).unwrap_or_default();
        format!("{}, in {}.{place}", words::sentence(&parts.join("; ")), self.when())
    }
}

impl Neighbours {
    /// `mean of 9 of 10, list of April 2021`.
    #[must_use]
    pub fn words(&self) -> String {
        format!("mean of {} of {}, list of {}", words::whole(self.with_figure), words::whole(self.of), self.list)
    }
}
