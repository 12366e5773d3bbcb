//! Everything that is loaded, opened for questions.

use crate::areas::Areas;
use crate::dictionary::Measure;
use crate::error::BenchmarkError;
use crate::facts::{self, Link};
use crate::folder::{Extent, Folder, Kind, Manifest, Source};
use crate::lists::Neighbour;
use crate::rows::{self, Rows};
use crate::tables::read_texts;
use std::path::Path;

/// Everything that is loaded.
#[derive(Clone, Debug)]
pub struct Book {
    pub(crate) folder: Folder,
    manifest: Manifest,
    /// Authorities, regions and England.
    pub areas: Areas,
    /// Measures, with the place of their source.
    measures: Vec<(usize, Measure)>,
}

/// A published measure that was asked for, and how it goes with the indicator by which it was found.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// Its source.
    pub source: &'a Source,
    /// The measure.
    pub measure: &'a Measure,
    /// How it goes with our indicator, if it was asked for by one.
    pub link: Option<&'static Link>,
}

/// A list of statistical neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbours {
    /// The month of its publication, as `2021-04`.
    pub version: String,
    /// The authority's neighbours, nearest first.
    pub listed: Vec<Neighbour>,
}

impl Book {
    /// Opens the published figures of a data folder.
    ///
    /// # Errors
    /// If nothing is loaded, or a table is damaged.
    pub fn open(data: &Path) -> Result<Book, BenchmarkError> {
        let folder = Folder::at(data);
        let manifest = folder.manifest()?;
        if manifest.sources.iter().all(|s| s.figures.is_none()) {
            return Err(BenchmarkError::NotLoaded("no published figures have been loaded yet".to_owned()));
        }
        let areas = Areas::read(&folder, &manifest)?;
        let mut measures = Vec::new();
        for (place, source) in manifest.sources.iter().enumerate() {
            if let Some(table) = source.table("measures") {
                let rows = read_texts(&folder.file(&table.sha256), &Measure::COLUMNS[..Measure::SHORT])?;
                measures.extend(rows.iter().map(|row| (place, Measure::from_row(row))));
            }
        }
        Ok(Book { folder, manifest, areas, measures })
    }

    /// What is loaded.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn asked(&self, place: usize, link: Option<&'static Link>) -> Asked<'_> {
        let (source, measure) = &self.measures[place];
        Asked { source: &self.manifest.sources[*source], measure, link }
    }

    /// Every measure, or those of one kind of source.
    pub fn measures(&self, kind: Option<Kind>) -> impl Iterator<Item = Asked<'_>> {
        let wanted = move |asked: &Asked<'_>| kind.is_none_or(|k| asked.source.kind == k);
        (0..self.measures.len()).map(|place| self.asked(place, None)).filter(wanted)
    }

    /// The published measures of one of our indicators, or of a short name; `source:name` where a name is in several sources.
    ///
    /// # Errors
    /// If there is none, or the name is in several sources.
    pub fn find(&self, asked: &str) -> Result<Vec<Asked<'_>>, BenchmarkError> {
        let linked: Vec<&Link> = facts::links().iter().filter(|l| l.indicator == asked).collect();
        if !linked.is_empty() {
            let here = |link: &&'static Link| self.lait().find(|(_, m)| m.id == link.measure).map(|(place, _)| self.asked(place, Some(link)));
            let found: Vec<Asked<'_>> = facts::links().iter().filter(|l| l.indicator == asked).filter_map(|l| here(&l)).collect();
            if found.is_empty() {
                let names: Vec<&str> = linked.iter().map(|l| l.measure.as_str()).collect();
                return Err(BenchmarkError::NotLoaded(format!(
                    "`{asked}` is compared with {} of the Local Authority Interactive Tool, which is not loaded",
                    names.join(", ")
                )));
            }
            return Ok(found);
        }
        let (source, name) = asked.split_once(':').map_or((None, asked), |(s, n)| (Some(s), n));
        let of_source = |place: &usize| source.is_none_or(|s| self.manifest.sources[self.measures[*place].0].id == s);
        let places = |same: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let all = self.measures.iter().enumerate().filter(|(_, (_, m))| same(&m.id)).map(|(place, _)| place);
            all.filter(of_source).collect()
        };
        let mut found = places(&|id| id == name);
        if found.is_empty() {
            found = places(&|id| id.eq_ignore_ascii_case(name));
        }
        match found.as_slice() {
            [one] => Ok(vec![self.asked(*one, None)]),
            [] => Err(BenchmarkError::Unknown(self.not_found(asked))),
            many => {
                let names: Vec<String> = many.iter().map(|p| self.asked(*p, None)).map(|a| format!("{}:{}", a.source.id, a.measure.id)).collect();
                Err(BenchmarkError::Unknown(format!("`{asked}` is published in several tables: ask for {}", names.join(" or "))))
            }
        }
    }

    fn not_found(&self, asked: &str) -> String {
        let lower = asked.to_lowercase();
        let near = |m: &&(usize, Measure)| m.1.id.to_lowercase().contains(&lower) || m.1.title.to_lowercase().contains(&lower);
        let names: Vec<String> = self.measures.iter().filter(near).take(6).map(|(_, m)| format!("{} ({})", m.id, m.title)).collect();
        let tail = if names.is_empty() { String::new() } else { format!("; perhaps {}", names.join(", ")) };
        format!("there is neither an indicator nor a published measure `{asked}`{tail}. `sightline benchmarks measures TEXT` looks for one")
    }

    fn lait(&self) -> impl Iterator<Item = (usize, &Measure)> {
        let of_tool = |(_, (source, _)): &(usize, &(usize, Measure))| self.manifest.sources[*source].kind == Kind::Lait;
        self.measures.iter().enumerate().filter(of_tool).map(|(place, (_, measure))| (place, measure))
    }

    /// A measure with its definition.
    ///
    /// # Errors
    /// If its table is damaged.
    pub fn definition(&self, asked: &Asked<'_>) -> Result<Measure, BenchmarkError> {
        let Some(table) = asked.source.table("measures") else { return Ok(asked.measure.clone()) };
        let rows = read_texts(&self.folder.file(&table.sha256), &Measure::COLUMNS)?;
        let found = rows.iter().find(|row| row.first().is_some_and(|id| *id == asked.measure.id));
        Ok(found.map_or_else(|| asked.measure.clone(), |row| Measure::from_row(row)))
    }

    /// The figures of some measures of one source.
    pub(crate) fn rows(&self, source: &Source, measures: &[&str]) -> Result<Rows, BenchmarkError> {
        let Some(figures) = &source.figures else { return Ok(Rows::new()) };
        let wanted: Vec<&Extent> = figures.index.iter().filter(|e| measures.contains(&e.measure.as_str())).collect();
        if wanted.is_empty() { Ok(Rows::new()) } else { rows::read(&self.folder, figures, &wanted) }
    }

    /// The source that holds mid-year population, and its measure.
    pub(crate) fn population(&self) -> Option<(&Source, &str)> {
        let of_ages = |m: &Measure| m.id.starts_with("population_estimate") && m.basis() == crate::period::Basis::MidYear;
        let (source, measure) = self.measures.iter().find(|(_, m)| of_ages(m))?;
        Some((&self.manifest.sources[*source], &measure.id))
    }

    /// The list of neighbours in force in a year, or the one asked for, as far as it is about an authority. None if no list is loaded.
    ///
    /// # Errors
    /// If the list asked for is not loaded.
    pub fn neighbours(&self, authority: &str, year: i16, asked: Option<&str>) -> Result<Option<Neighbours>, BenchmarkError> {
        let mut lists: Vec<(&str, &Source)> = self.manifest.sources.iter().filter_map(|s| s.version.as_deref().map(|v| (v, s))).collect();
        lists.sort_by_key(|(version, _)| *version);
        let year_of = |version: &str| version.get(..4).and_then(|y| y.parse::<i16>().ok()).unwrap_or(0);
        let candidates: Vec<(&str, &Source)> = match asked {
            None => {
                // The latest not published after the year asked for, then the ones before it, then the later ones. An authority newer than a list is
                // in none but the later ones.
                let (mut before, after): (Vec<_>, Vec<_>) = lists.iter().copied().partition(|(version, _)| year_of(version) <= year);
                before.reverse();
                before.into_iter().chain(after).collect()
            }
            Some(asked) => {
                let found = lists.iter().rfind(|(version, _)| version.starts_with(asked.trim()) && asked.trim().len() >= 4);
                let known = lists.iter().map(|(version, _)| *version).collect::<Vec<_>>().join(", ");
                let known = if known.is_empty() { "none".to_owned() } else { known };
                let missing = || BenchmarkError::Unknown(format!("--neighbours {asked}: no such list of neighbours is loaded; there is {known}"));
                vec![*found.ok_or_else(missing)?]
            }
        };
        let mut first = None;
        for (version, source) in candidates {
            let Some(table) = source.table("neighbours") else { continue };
            let rows = read_texts(&self.folder.file(&table.sha256), &Neighbour::COLUMNS)?;
            let all = rows.iter().map(|row| Neighbour::from_row(row));
            let mut listed: Vec<Neighbour> = all.filter(|n| n.authority == authority).collect();
            listed.sort_by_key(|n| n.place);
            let list = Neighbours { version: version.to_owned(), listed };
            if !list.listed.is_empty() {
                return Ok(Some(list));
            }
            first.get_or_insert(list);
        }
        Ok(first)
    }
}
