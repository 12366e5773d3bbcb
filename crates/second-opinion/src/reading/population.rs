//! The mid-year estimates of the 0 to 17s, in the layout in which they are published.

use std::collections::BTreeMap;
use std::path::Path;

use super::Error;
use super::sheet::Sheet;

/// The estimates of `population.csv` by year: its rows about a local authority, or all of them where no row says so.
pub(crate) fn read(folder: &Path) -> Result<BTreeMap<i16, f64>, Error> {
    let sheet = Sheet::read_any(&folder.join("population.csv"))?;
    let mut by_year = BTreeMap::new();
    for row in sheet.rows() {
        let level = row.text("geographic_level").unwrap_or("Local authority");
        let group = row.text("age_group").unwrap_or("Children aged 0 to 17 years");
        if !level.eq_ignore_ascii_case("Local authority") || !group.contains("0 to 17") {
            continue;
        }
        let year = row.text("time_period").and_then(|year| year.parse().ok());
        if let (Some(year), Some(population)) = (year, row.number("population_estimate")) {
            by_year.insert(year, population);
        }
    }
    Ok(by_year)
}
