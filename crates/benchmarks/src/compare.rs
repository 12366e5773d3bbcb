//! One authority's published figure beside those of others.

use crate::book::{Asked, Book, Neighbours};
use crate::denominator::Denominators;
use crate::dictionary::Measure;
use crate::error::BenchmarkError;
use crate::facts::{self, Link};
use crate::folder::{Kind, Source};
use crate::lists::Area;
use crate::rows::{Rows, Shown};
use crate::standing::{self, Standing};
use crate::value::{Given, quiet};
use sightline_compare::bench::mean_of;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

/// What is asked about some measures.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The authority.
    pub authority: &'a Area,
    /// The year in which the period ends; the latest with a value when left out.
    pub year: Option<i16>,
    /// The list of neighbours: its year, or year and month; the one in force when left out.
    pub neighbours: Option<&'a str>,
}

/// The neighbours' plain mean.
#[derive(Clone, Debug, PartialEq)]
pub struct NeighbourMean {
    /// The month of the list's publication, as `2021-04`.
    pub version: String,
    /// The mean of those with a value.
    pub mean: Option<f64>,
    /// How many have one.
    pub used: usize,
    /// How many are listed.
    pub listed: usize,
    /// Those without a value, and why where it is known.
    pub without: Vec<String>,
}

/// One authority's published figure beside those of others.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The measure.
    pub measure: Measure,
    /// Its source's id.
    pub source: String,
    /// How it goes with the indicator by which it was asked for.
    pub link: Option<&'static Link>,
    /// The year in which the period ends.
    pub year: i16,
    /// The authority's figure.
    pub own: Shown,
    /// The same one and two years before.
    pub before: [Option<Shown>; 2],
    /// The neighbours' mean; none if no list is loaded.
    pub neighbours: Option<NeighbourMean>,
    /// The region's name and its published figure.
    pub region: Option<(String, Shown)>,
    /// England's published figure.
    pub england: Option<Shown>,
    /// Rank and funnel.
    pub standing: Standing,
    /// What a reader must know.
    pub notes: Vec<String>,
}

impl Book {
    /// Answers for each measure. A measure that was not published for the year is left out.
    ///
    /// # Errors
    /// If a table is damaged, or the list of neighbours asked for is not loaded.
    pub fn compare(&self, asked: &[Asked<'_>], question: &Question<'_>) -> Result<Vec<Comparison>, BenchmarkError> {
        let denominators = self.denominators(asked)?;
        let mut lists: BTreeMap<i16, Option<Neighbours>> = BTreeMap::new();
        let mut tables: HashMap<&str, Rows> = HashMap::new();
        for one in asked {
            if !tables.contains_key(one.source.id.as_str()) {
                let of_source = asked.iter().filter(|a| a.source.id == one.source.id);
                let names: Vec<&str> = of_source.map(|a| a.measure.id.as_str()).collect();
                tables.insert(&one.source.id, self.rows(one.source, &names)?);
            }
        }
        let mut out = Vec::new();
        for one in asked {
            let Some(rows) = tables.get(one.source.id.as_str()).and_then(|t| t.get(&one.measure.id)) else { continue };
            let Some(year) = question.year.or_else(|| latest(rows, &question.authority.key)) else { continue };
            let list = match lists.entry(year) {
                Entry::Occupied(held) => held.into_mut(),
                Entry::Vacant(free) => free.insert(self.neighbours(&question.authority.key, year, question.neighbours)?),
            };
            let list = list.as_ref();
            out.extend(self.beside(one, rows, question.authority, year, list, &denominators));
        }
        Ok(out)
    }

    /// The denominators that these measures need.
    fn denominators(&self, asked: &[Asked<'_>]) -> Result<Denominators, BenchmarkError> {
        let mut wanted: Vec<&str> = Vec::new();
        for one in asked.iter().filter(|a| a.source.kind == Kind::Lait) {
            if let Some(link) = facts::link_of_measure(&one.measure.id) {
                wanted.extend(link.from.measures());
            }
        }
        let tool: Option<&Source> = asked.iter().map(|a| a.source).find(|s| s.kind == Kind::Lait);
        let counts = tool.map(|source| self.rows(source, &wanted)).transpose()?.unwrap_or_default();
        let population = match self.population() {
            Some((source, measure)) if tool.is_some() => Some(self.rows(source, &[measure])?.remove(measure).unwrap_or_default()),
            _ => None,
        };
        Ok(Denominators::new(&counts, population.as_deref()))
    }

    fn beside(
        &self,
        asked: &Asked<'_>,
        rows: &[Shown],
        authority: &Area,
        year: i16,
        list: Option<&Neighbours>,
        denominators: &Denominators,
    ) -> Option<Comparison> {
        // Rows of a measure are in order of year.
        let of_year = |year: i16| -> &[Shown] {
            let first = rows.partition_point(|r| r.year < year);
            &rows[first..first + rows[first..].partition_point(|r| r.year == year)]
        };
        let now = of_year(year);
        let own_in = |rows: &[Shown]| rows.iter().find(|r| *r.area == *authority.key).cloned();
        let any = now.first()?;
        // An authority that the file does not name in that year has no figure there.
        let missing = || Shown { area: authority.key.as_str().into(), value: None, given: Given::NotPublished, ..any.clone() };
        let own = own_in(now).unwrap_or_else(missing);
        let values: HashMap<&str, &Shown> = now.iter().map(|r| (&*r.area, r)).collect();
        let neighbours = list.map(|list| self.mean(list, &values));
        let region = self.region(authority, &values);
        let england = values.get(facts::ENGLAND).map(|r| (*r).clone());
        let link = asked.link.or_else(|| facts::link_of_measure(&asked.measure.id).filter(|_| asked.source.kind == Kind::Lait));
        let authorities: Vec<(&Area, &Shown)> =
            now.iter().filter_map(|r| self.areas.get(&r.area).filter(|a| a.level == "authority").map(|a| (a, r))).collect();
        let mut notes = Vec::new();
        if own.value.is_none() {
            let why = self.areas.ended(&authority.key).or_else(|| self.areas.began(&authority.key));
            notes.push(match why {
                Some(why) => format!("No figure: {} {why}", authority.name),
                None => format!("No figure: {}", reason(own.given)),
            });
        }
        let others: Vec<f64> = rows.iter().filter(|r| *r.area == *authority.key && r.year != year).filter_map(|r| r.value).collect();
        let place = standing::Of { measure: asked.measure, link, authority, year, authorities: &authorities, other_years: &others };
        let standing = standing::standing(&place, england.as_ref().and_then(|e| e.value), denominators);
        notes.extend(standing.doubt.clone());
        if list.is_some_and(|l| l.listed.is_empty()) {
            notes.push(format!("The list of neighbours of {} gives none for {}", list.map_or("", |l| &l.version), authority.name));
        }
        Some(Comparison {
            measure: asked.measure.clone(),
            source: asked.source.id.clone(),
            link: asked.link,
            year,
            before: [own_in(of_year(year - 1)), own_in(of_year(year - 2))],
            own,
            neighbours,
            region,
            england,
            standing,
            notes,
        })
    }

    /// The plain mean of the neighbours that have a value.
    fn mean(&self, list: &Neighbours, values: &HashMap<&str, &Shown>) -> NeighbourMean {
        let shown: Vec<(&str, Option<&&Shown>)> = list.listed.iter().map(|n| (n.neighbour.as_str(), values.get(n.neighbour.as_str()))).collect();
        let numbers: Vec<Option<f64>> = shown.iter().map(|(_, r)| r.and_then(|r| r.value)).collect();
        let mean = mean_of(&numbers);
        let without = shown.iter().filter(|(_, r)| r.is_none_or(|r| r.value.is_none())).map(|(key, r)| {
            let given = r.map_or(Given::NotPublished, |r| r.given);
            let why = self.areas.ended(key).or_else(|| self.areas.began(key)).unwrap_or_else(|| reason(given).to_owned());
            format!("{} ({key}): {why}", self.areas.name(key))
        });
        NeighbourMean {
            version: list.version.clone(),
            mean: mean.map(|m| quiet(m.mean)),
            used: mean.map_or(0, |m| m.used),
            listed: numbers.len(),
            without: without.collect(),
        }
    }

    /// The region's published figure. Inner and outer London are not always published apart; then it is London's.
    fn region(&self, authority: &Area, values: &HashMap<&str, &Shown>) -> Option<(String, Shown)> {
        let of = |key: &str| values.get(key).map(|r| (self.areas.name(key).to_owned(), (*r).clone()));
        let own = of(&authority.region);
        let in_london = ["987", "988"].contains(&authority.region.as_str());
        match own {
            Some((_, shown)) if in_london && shown.value.is_none() => of(facts::LONDON).filter(|(_, s)| s.value.is_some()).or(of(&authority.region)),
            None if in_london => of(facts::LONDON),
            other => other,
        }
    }
}

/// The latest year for which an area has a value; else the latest there is.
fn latest(rows: &[Shown], key: &str) -> Option<i16> {
    let with_value = rows.iter().filter(|r| *r.area == *key && r.value.is_some()).map(|r| r.year).max();
    with_value.or_else(|| rows.iter().map(|r| r.year).max())
}

/// Why there is no number, in words.
fn reason(given: Given) -> &'static str {
    match given {
        Given::Ok => "given",
        Given::Suppressed => "hidden so that nobody can be recognised",
        Given::NotApplicable => "does not apply",
        Given::NotAvailable => "not available",
        Given::Unreliable => "held back as unreliable",
        Given::NearZero => "so little that it would be rounded to nothing",
        Given::NotPublished => "not published: hidden, not collected or not existing, which the publisher does not tell apart",
    }
}
