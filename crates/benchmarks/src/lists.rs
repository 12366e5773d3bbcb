//! The authority list and the lists of statistical neighbours.

use crate::error::BenchmarkError;
use crate::facts;
use crate::grid::{Grid, whole};
use std::path::Path;

/// An authority, a region, England, or authorities that report together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// What its figures are kept under: its number, or its nine-character code where it has none.
    pub key: String,
    /// Its nine-character code, where the publication gives one.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `authority`, `region`, `country` or `joint`.
    pub level: String,
    /// The key of its region.
    pub region: String,
    /// What kind of authority it is, as published: `SC`, `UA`, `MD`, `ILB`, `OLB`.
    pub kind: String,
    /// The last year in which it appears under this code.
    pub last_year: String,
}

impl Area {
    /// The columns of the table of areas.
    pub(crate) const COLUMNS: [&str; 7] = ["area", "code", "name", "level", "region", "kind", "last_year"];

    pub(crate) fn row(&self) -> Vec<String> {
        let a = self.clone();
        vec![a.key, a.code, a.name, a.level, a.region, a.kind, a.last_year]
    }

    pub(crate) fn from_row(row: &[String]) -> Area {
        let at = |index: usize| row.get(index).cloned().unwrap_or_default();
        Area { key: at(0), code: at(1), name: at(2), level: at(3), region: at(4), kind: at(5), last_year: at(6) }
    }

    /// An area by its number, with what is known of regions.
    pub(crate) fn numbered(number: u32, name: &str, region: &str) -> Area {
        let key = number.to_string();
        if let Some(known) = facts::region(&key) {
            let level = if key == facts::ENGLAND { "country" } else { "region" };
            return Area { code: known.code.clone(), name: known.name.clone(), level: level.to_owned(), key, ..Area::default() };
        }
        let region = facts::region(region).map(|r| r.number.clone()).unwrap_or_default();
        Area { name: name.trim().to_owned(), level: "authority".to_owned(), region, key, ..Area::default() }
    }
}

/// Reads the authority list.
pub(crate) fn authorities(grid: &Grid, headings: usize) -> Result<Vec<Area>, BenchmarkError> {
    let mut areas: Vec<Area> = Vec::new();
    for line in grid.below(headings) {
        let (number, name, region) = (line.get("LA Number"), line.get("LA Name"), line.get("Region"));
        if number.is_empty() && name.is_empty() {
            continue;
        }
        let number =
            whole(number).ok_or_else(|| line.fault("LA Number", format!("`{number}` is not an authority's number; it has three figures")))?;
        // Numbers above 999 are of areas that are no longer published.
        if number > 999 {
            continue;
        }
        let mut area = Area::numbered(number, name, region);
        if area.level == "authority" {
            if area.region.is_empty() {
                return Err(line.fault("Region", format!("`{region}` is not a region of England; write it as in the published list")));
            }
            if line.get("Type") != "NA" {
                line.get("Type").clone_into(&mut area.kind);
            }
        }
        if areas.iter().any(|a| a.key == area.key) {
            return Err(line.fault("LA Number", format!("{number} is listed twice; leave one of the rows out")));
        }
        areas.push(area);
    }
    if areas.is_empty() {
        return Err(BenchmarkError::damaged(&grid.path, "no authority is listed below the headings; download it again"));
    }
    Ok(areas)
}

/// One neighbour of an authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The authority's number.
    pub authority: String,
    /// Its place among the neighbours: 1 is the nearest.
    pub place: u8,
    /// The neighbour's number.
    pub neighbour: String,
    /// How near, in the publisher's words.
    pub nearness: String,
}

impl Neighbour {
    /// The columns of the table of neighbours.
    pub(crate) const COLUMNS: [&str; 4] = ["authority", "place", "neighbour", "nearness"];

    pub(crate) fn row(&self) -> Vec<String> {
        vec![self.authority.clone(), self.place.to_string(), self.neighbour.clone(), self.nearness.clone()]
    }

    pub(crate) fn from_row(row: &[String]) -> Neighbour {
        let at = |index: usize| row.get(index).cloned().unwrap_or_default();
        Neighbour { authority: at(0), place: at(1).parse().unwrap_or(0), neighbour: at(2), nearness: at(3) }
    }
}

/// Reads a list of statistical neighbours.
///
/// `SN1` to `SN10` hold numbers, each followed by a column that says how near. `-` means that the publisher worked out none. Below the list stand, under
/// "Old SNs:", the neighbours that ended authorities had.
pub(crate) fn neighbours(grid: &Grid, headings: usize) -> Result<Vec<Neighbour>, BenchmarkError> {
    let names = grid.row(headings);
    let place = |wanted: &str| names.iter().position(|h| h.eq_ignore_ascii_case(wanted));
    let columns: Vec<(u8, usize)> = (1..=20u8).map_while(|n| place(&format!("SN{n}")).map(|at| (n, at))).collect();
    let number_at = place("LA number").unwrap_or(0);
    let mut found: Vec<Neighbour> = Vec::new();
    for line in grid.below(headings) {
        let number = line.at(number_at);
        if number.is_empty() {
            continue;
        }
        let authority = whole(number)
            .ok_or_else(|| line.fault("LA number", format!("`{number}` is not an authority's number; it has three figures")))?
            .to_string();
        if found.iter().any(|n| n.authority == authority) {
            return Err(line.fault("LA number", format!("{authority} is listed twice; leave one of the rows out")));
        }
        let first = found.len();
        for (place, at) in &columns {
            let cell = line.at(*at);
            if matches!(cell, "" | "-" | "NA") {
                continue;
            }
            let column = format!("SN{place}");
            let neighbour =
                whole(cell).ok_or_else(|| line.fault(&column, format!("`{cell}` is not an authority's number, nor - for none")))?.to_string();
            if neighbour == authority || found[first..].iter().any(|n| n.neighbour == neighbour) {
                return Err(line.fault(&column, format!("{neighbour} is the authority itself or stands here already; correct the list")));
            }
            let after = names.get(at + 1).map_or("", String::as_str);
            let nearness = if after.eq_ignore_ascii_case("SNP") { line.at(at + 1).to_owned() } else { String::new() };
            found.push(Neighbour { authority: authority.clone(), place: *place, neighbour, nearness });
        }
    }
    if found.is_empty() {
        return Err(BenchmarkError::damaged(&grid.path, "no neighbour is listed below the headings; download it again"));
    }
    Ok(found)
}

/// The month a list was published, from its file's name: `sn_april_2021.xlsx` is `2021-04`.
pub(crate) fn version(path: &Path) -> Result<String, BenchmarkError> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_ascii_lowercase();
    let words: Vec<&str> = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let year = words.iter().find(|w| w.len() == 4 && w.starts_with("20") && w.bytes().all(|b| b.is_ascii_digit()));
    let month = words.iter().find_map(|w| MONTHS.iter().position(|m| w.len() >= 3 && w.starts_with(m)));
    match (year, month) {
        (Some(year), Some(month)) => Ok(format!("{year}-{:02}", month + 1)),
        (Some(year), None) => Ok(format!("{year}-01")),
        _ => Err(BenchmarkError::damaged(
            path,
            "its name does not say when this list of neighbours was published; rename it with month and year, such as sn_may_2025.xlsx",
        )),
    }
}
