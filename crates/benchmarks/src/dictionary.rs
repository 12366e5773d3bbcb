//! The data dictionary of the Local Authority Interactive Tool: what each measure is.

use crate::error::BenchmarkError;
use crate::facts;
use crate::grid::Grid;
use crate::period::Basis;
use serde::{Deserialize, Serialize};
use sightline_compare::Good;
use sightline_model::Day;
use std::collections::BTreeMap;

/// A published measure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Its short name, as published; unique within its source.
    pub id: String,
    /// What it is, in words.
    pub title: String,
    /// Its name in the tool's lists.
    pub name: String,
    /// Under which headings it is published.
    pub topic: String,
    /// What it is counted in.
    pub unit: String,
    /// Which way is good: `high`, `low`, `neutral`, or empty where the publisher does not say.
    pub good: String,
    /// Decimal places, where the publisher says how many.
    pub places: String,
    /// The days it speaks of, in words.
    pub basis: String,
    /// `no` where the publisher wants it neither ranked nor cut into quartiles.
    pub ranked: String,
    /// The definition.
    pub definition: String,
    /// How it is worked out.
    pub method: String,
    /// Who publishes it.
    pub owner: String,
    /// When it was last brought up to date.
    pub updated: String,
    /// Where it is published.
    pub link: String,
}

impl Measure {
    /// The columns of the table of measures, in the order of [`Measure::row`].
    pub(crate) const COLUMNS: [&str; 14] =
        ["measure", "title", "name", "topic", "unit", "good", "places", "basis", "ranked", "definition", "method", "owner", "updated", "link"];

    /// The columns that a comparison needs.
    pub(crate) const SHORT: usize = 9;

    pub(crate) fn row(&self) -> Vec<String> {
        let m = self.clone();
        vec![m.id, m.title, m.name, m.topic, m.unit, m.good, m.places, m.basis, m.ranked, m.definition, m.method, m.owner, m.updated, m.link]
    }

    pub(crate) fn from_row(row: &[String]) -> Measure {
        let at = |index: usize| row.get(index).cloned().unwrap_or_default();
        Measure {
            id: at(0),
            title: at(1),
            name: at(2),
            topic: at(3),
            unit: at(4),
            good: at(5),
            places: at(6),
            basis: at(7),
            ranked: at(8),
            definition: at(9),
            method: at(10),
            owner: at(11),
            updated: at(12),
            link: at(13),
        }
    }

    /// Which way is good.
    #[must_use]
    pub fn good(&self) -> Good {
        Good::parse(&self.good).unwrap_or(Good::Neutral)
    }

    /// The days it speaks of.
    #[must_use]
    pub fn basis(&self) -> Basis {
        Basis::parse(&self.basis).unwrap_or_default()
    }

    /// Decimal places, where the publisher says how many.
    #[must_use]
    pub fn places(&self) -> Option<u8> {
        self.places.parse().ok()
    }

    /// True if the publisher lets it be ranked.
    #[must_use]
    pub fn may_be_ranked(&self) -> bool {
        self.ranked != "no"
    }
}

/// Reads the dictionary. A measure listed under two topics is one measure; notices say where its two entries differ.
pub(crate) fn read(grid: &Grid, headings: usize) -> Result<(Vec<Measure>, Vec<String>), BenchmarkError> {
    for column in ["Measure_short", "Polarity", "Measure", "dps", "Year_Type", "y_axis_name"] {
        if grid.row(headings).iter().all(|h| !h.eq_ignore_ascii_case(column)) {
            return Err(BenchmarkError::Column { path: grid.path.clone(), column: column.to_owned() });
        }
    }
    let mut measures: BTreeMap<String, Measure> = BTreeMap::new();
    let mut notices = Vec::new();
    for line in grid.below(headings) {
        let text = |heading: &str| Some(line.get(heading)).filter(|t| *t != "NA" && *t != "-").unwrap_or_default().to_owned();
        let id = line.get("Measure_short").to_owned();
        if id.is_empty() {
            if line.get("Measure").is_empty() {
                continue;
            }
            return Err(line.fault("Measure_short", "it is empty, and figures are found by it; load the dictionary as it was released"));
        }
        let places = text("dps");
        if !places.is_empty() && places.parse::<u8>().is_err() {
            return Err(line.fault("dps", format!("`{places}` is not a number of decimal places; write 0 to 9, or NA")));
        }
        let good = match line.get("Polarity") {
            "High" => "high",
            "Low" => "low",
            "-" => "neutral",
            "NA" | "" => "",
            other => return Err(line.fault("Polarity", format!("`{other}` is not High, Low, - or NA"))),
        };
        let title = Some(text("Chart_title")).filter(|t| !t.is_empty()).unwrap_or_else(|| text("Measure"));
        let measure = Measure {
            basis: basis(&id, &title, line.get("Year_Type")).words().to_owned(),
            name: text("Measure"),
            topic: text("Topic"),
            unit: text("y_axis_name"),
            good: good.to_owned(),
            places,
            ranked: if line.get("No_Quartile") == "N" { "no".to_owned() } else { String::new() },
            definition: text("Description"),
            method: text("Methodology"),
            owner: text("Data Owner (DO) /Supplier and Contact Details"),
            updated: date(&text("Last Update")),
            link: text("Hyperlink(s)"),
            id: id.clone(),
            title,
        };
        match measures.get_mut(&id) {
            None => {
                measures.insert(id, measure);
            }
            Some(first) => notices.extend(join(first, measure)),
        }
    }
    Ok((measures.into_values().collect(), notices))
}

/// Makes one measure of two entries, and says where they differ.
fn join(first: &mut Measure, second: Measure) -> Vec<String> {
    let mut notices = Vec::new();
    if !first.topic.split("; ").any(|t| t == second.topic) {
        first.topic = format!("{}; {}", first.topic, second.topic);
    }
    if first.places.is_empty() {
        first.places.clone_from(&second.places);
    } else if !second.places.is_empty() && first.places != second.places {
        notices.push(format!("`{}` is listed twice with {} and {} decimal places: {} used", first.id, first.places, second.places, first.places));
    }
    if first.good != second.good {
        notices.push(format!("`{}` is listed twice, and not with the same polarity: it is not ranked", first.id));
        first.good = String::new();
    }
    if first.basis != second.basis {
        notices.push(format!("`{}` is listed twice, for {} and {}: {} used", first.id, first.basis, second.basis, first.basis));
    }
    first.updated = first.updated.clone().max(second.updated);
    notices
}

/// The days a measure speaks of: what is known of it, else what its title says, else its kind of year.
fn basis(id: &str, title: &str, year_type: &str) -> Basis {
    if let Some(link) = facts::link_of_measure(id) {
        return link.basis;
    }
    let at_date = title.contains("at 31 March") || title.contains("on 31 March");
    match Basis::of_year_type(year_type) {
        Basis::Financial | Basis::Unknown if at_date => Basis::At31March,
        other => other,
    }
}

/// A date as a workbook counts it, written as a date; other texts as they are.
fn date(text: &str) -> String {
    // Workbooks count days from 30 December 1899.
    match text.parse::<i32>() {
        Ok(days) if (30_000..80_000).contains(&days) => Day::from_epoch(days - 25_569).to_string(),
        _ => text.to_owned(),
    }
}
