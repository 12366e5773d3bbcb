//! Authorities, regions and England, as all publications together tell them.

use crate::error::BenchmarkError;
use crate::facts;
use crate::folder::{Folder, Kind, Manifest};
use crate::lists::Area;
use crate::load::areas_of;
use std::collections::HashMap;

/// Every area that a publication names.
#[derive(Clone, Debug, Default)]
pub struct Areas {
    all: Vec<Area>,
    places: HashMap<String, usize>,
    /// Codes, old and new, and the area each belongs to.
    codes: HashMap<String, usize>,
}

impl Areas {
    pub(crate) fn read(folder: &Folder, manifest: &Manifest) -> Result<Areas, BenchmarkError> {
        let mut areas = Areas::default();
        // The authority list knows best, then the tool, then the other files; what one leaves out another may tell.
        for kind in [Kind::Authorities, Kind::Lait, Kind::Ees] {
            for source in manifest.sources.iter().filter(|s| s.kind == kind) {
                for area in areas_of(folder, source)? {
                    areas.add(area);
                }
            }
        }
        for known in facts::regions() {
            let number = known.number.parse().unwrap_or(0);
            areas.add(Area::numbered(number, &known.name, ""));
        }
        Ok(areas)
    }

    fn add(&mut self, area: Area) {
        let place = match self.places.get(&area.key) {
            Some(place) => *place,
            None => {
                self.places.insert(area.key.clone(), self.all.len());
                self.all.push(area.clone());
                self.all.len() - 1
            }
        };
        if !area.code.is_empty() {
            self.codes.insert(area.code.clone(), place);
        }
        let held = &mut self.all[place];
        let fill = |into: &mut String, from: &str| {
            if into.is_empty() {
                from.clone_into(into);
            }
        };
        fill(&mut held.region, &area.region);
        fill(&mut held.kind, &area.kind);
        // An authority that changed its code keeps its number; the latest code is the one in use.
        if !area.code.is_empty() && (held.code.is_empty() || area.last_year > held.last_year) {
            held.code = area.code;
            held.last_year = area.last_year;
        }
    }

    /// An area by its key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Area> {
        self.places.get(key).map(|place| &self.all[*place])
    }

    /// An area's name, or its key where none is known.
    #[must_use]
    pub fn name<'a>(&'a self, key: &'a str) -> &'a str {
        self.get(key).map_or(key, |area| area.name.as_str())
    }

    /// The authority of a three-digit number, a nine-character code or a name.
    ///
    /// # Errors
    /// If there is none, or more than one, with those it might be.
    pub fn authority(&self, asked: &str) -> Result<&Area, BenchmarkError> {
        let text = asked.trim();
        let found = self.get(text).or_else(|| self.codes.get(&text.to_ascii_uppercase()).map(|place| &self.all[*place]));
        let found = match found {
            Some(area) => vec![area],
            None => self.named(text),
        };
        match found.as_slice() {
            [area] if area.level == "authority" => Ok(area),
            [area] => Err(BenchmarkError::Unknown(format!("`{asked}` is {}, which is no authority: name one of its authorities", area.name))),
            [] => Err(BenchmarkError::Unknown(self.not_found(text))),
            many => {
                let names: Vec<String> = many.iter().map(|a| format!("{} ({})", a.name, a.key)).collect();
                Err(BenchmarkError::Unknown(format!("`{asked}` could be {}: give the number", names.join(" or "))))
            }
        }
    }

    /// Areas of a name: written as published, or else the way people write it.
    fn named(&self, text: &str) -> Vec<&Area> {
        let exact: Vec<&Area> = self.all.iter().filter(|a| a.name.eq_ignore_ascii_case(text)).collect();
        if !exact.is_empty() {
            return exact;
        }
        let asked = plain(text);
        self.all.iter().filter(|a| !asked.is_empty() && plain(&a.name) == asked).collect()
    }

    fn not_found(&self, text: &str) -> String {
        if text.len() == 9 && text.starts_with(['E', 'e']) && text[1..].bytes().all(|b| b.is_ascii_digit()) {
            return format!(
                "no authority has the code `{text}`. Codes are known from files in the layout of Explore Education Statistics: load one, or give the \
                 three-digit number or the name"
            );
        }
        let asked = plain(text);
        let near: Vec<String> = self
            .all
            .iter()
            .filter(|a| a.level == "authority" && asked.len() >= 3 && plain(&a.name).contains(&asked))
            .take(6)
            .map(|a| format!("{} ({})", a.name, a.key))
            .collect();
        if near.is_empty() {
            format!("there is no authority `{text}`: give its three-digit number, its nine-character code or its name")
        } else {
            format!("there is no authority `{text}`; there is {}", near.join(", "))
        }
    }

    /// What is known of an authority's end: since when, and the names of those that came after it.
    #[must_use]
    pub fn ended(&self, key: &str) -> Option<String> {
        let ended = facts::ended().iter().find(|e| e.number == key)?;
        let after: Vec<String> = ended.successors.iter().map(|s| format!("{} ({s})", self.name(s))).collect();
        Some(format!("ended; from {} {} stood in its place", ended.ended_on, after.join(" and ")))
    }

    /// What is known of an authority's beginning: since when, and the names of those it came after.
    #[must_use]
    pub fn began(&self, key: &str) -> Option<String> {
        let before: Vec<&facts::Ended> = facts::ended().iter().filter(|e| e.successors.iter().any(|s| s == key)).collect();
        let first = before.first()?;
        let names: Vec<String> = before.iter().map(|e| format!("{} ({})", e.name, e.number)).collect();
        Some(format!("exists since {}; before that {}", first.ended_on, names.join(" and ")))
    }
}

/// A name without what people add or leave out: `Worcestershire County Council` and `worcestershire` are one.
fn plain(name: &str) -> String {
    const FILL: &[&str] =
        &["council", "county", "city", "borough", "metropolitan", "district", "london", "royal", "unitary", "of", "the", "and", "upon"];
    let lower = name.to_lowercase().replace('&', " and ");
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let kept: Vec<&str> = words.clone().filter(|w| !FILL.contains(w)).collect();
    if kept.is_empty() { words.collect::<Vec<_>>().join(" ") } else { kept.join(" ") }
}
