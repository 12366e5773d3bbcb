//! What a reader has chosen: the period and the conditions that every page of figures is narrowed by, carried from page to page in the address.
//!
//! A name of the address that is a dimension's id is a condition. What cannot be used is left out and told in plain words, without being repeated.

use crate::Pairs;
use crate::site::{Catalogue, DimensionFacts, Filters, Sight};
use serde::Serialize;
use sightline_look::{Chip, Choice};

/// The longest value that is looked at.
const LONGEST: usize = 200;

/// What a reader has chosen.
#[derive(Clone, Debug, Default)]
pub(super) struct Chosen {
    /// The part of it that figures are asked for by.
    pub filters: Filters,
    /// What of the address could not be used, in words.
    pub told: Vec<String>,
    /// What else of the address the page goes by, besides the filters.
    own: Pairs,
}

/// The panel of filters as a template needs it.
#[derive(Debug, Serialize)]
pub(super) struct Panel {
    action: String,
    chips: Vec<Chip>,
    clear: String,
    fields: Vec<Field>,
    hidden: Vec<Hidden>,
}

#[derive(Debug, Serialize)]
struct Hidden {
    name: String,
    value: String,
}

/// One choice of the panel.
#[derive(Debug, Serialize)]
pub(super) struct Field {
    name: String,
    label: String,
    choices: Vec<Choice>,
    value: String,
    empty: String,
}

impl Chosen {
    /// Of an address. `own` are the names that this page goes by besides the filters.
    pub(super) fn read(query: &Pairs, catalogue: &Catalogue, sight: Sight, own: &[&str]) -> Chosen {
        let mut chosen = Chosen::default();
        let mut not_understood = false;
        for (name, value) in query.iter().map(|(name, value)| (name, value.trim())).filter(|(_, value)| !value.is_empty()) {
            if own.contains(&name) {
                chosen.own = chosen.own.with(name, value);
            } else if name == "period" {
                match catalogue.periods.iter().find(|period| period.value == value) {
                    Some(period) => chosen.filters.period = Some(period.value.clone()),
                    None => chosen.told.push("The period asked for is not one that can be chosen, so the latest is shown.".to_owned()),
                }
            } else if let Some(dimension) = dimension(catalogue, sight, name) {
                chosen.condition(dimension, value);
            } else if !matches!(name, "format" | "table" | "done") {
                not_understood = true;
            }
        }
        if not_understood {
            chosen.told.push("Part of the address was not understood and was left out.".to_owned());
        }
        chosen
    }

    fn condition(&mut self, dimension: &DimensionFacts, value: &str) {
        let known = if dimension.values.is_empty() {
            value.len() <= LONGEST && !value.chars().any(char::is_control)
        } else {
            dimension.values.iter().any(|known| known == value)
        };
        if !known {
            self.told.push(format!("{}: what was asked for is not in the records, so it was left out.", dimension.title));
        } else if self.filters.conditions.contains_key(&dimension.id) {
            self.told.push(format!("{}: only the first of several can be used.", dimension.title));
        } else {
            self.filters.conditions.insert(dimension.id.clone(), value.to_owned());
        }
    }

    /// The filters as names and values.
    pub(super) fn pairs(&self) -> Pairs {
        let period = self.filters.period.iter().map(|period| ("period".to_owned(), period.clone()));
        period.chain(self.filters.conditions.iter().map(|(name, value)| (name.clone(), value.clone()))).collect()
    }

    /// The filters as part of an address; empty for none.
    pub(super) fn address(&self) -> String {
        self.pairs().address()
    }

    /// An address that keeps the filters.
    pub(super) fn lead(&self, path: &str) -> String {
        format!("{path}{}", self.address())
    }

    /// An indicator's page that keeps the filters.
    pub(super) fn indicator(&self, id: &str) -> String {
        self.lead(&format!("/indicators/{}", sightline_publish::words::slug(id)))
    }

    /// This page as it is, by all that it goes by.
    fn whole(&self) -> Pairs {
        self.own.iter().fold(self.pairs(), |pairs, (name, value)| pairs.with(name, value))
    }

    /// A table of this page as a file.
    pub(super) fn csv(&self, path: &str, table: &str) -> String {
        let named = if table.is_empty() { self.whole() } else { self.whole().with("table", table) };
        format!("{path}{}", named.with("format", "csv").address())
    }

    /// Conditions as `measure` takes them.
    pub(super) fn conditions(&self) -> Vec<(String, String)> {
        self.filters.conditions.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    /// Leaves the filters out, because nothing can be narrowed as they say.
    pub(super) fn give_up(&mut self, why: String) {
        self.filters = Filters::default();
        self.told.push(why);
    }

    /// The panel of a page.
    pub(super) fn panel(&self, action: &str, catalogue: &Catalogue, sight: Sight) -> Panel {
        let without = |name: &str| format!("{action}{}", self.whole().without(name).address());
        let mut chips = Vec::new();
        if let Some(period) = &self.filters.period {
            let words = catalogue.periods.iter().find(|known| known.value == *period).map_or(period, |known| &known.text);
            chips.push(Chip { label: "Period".to_owned(), value: words.clone(), remove: without("period") });
        }
        for (name, value) in &self.filters.conditions {
            let label = dimension(catalogue, sight, name).map_or(name, |dimension| &dimension.title).clone();
            chips.push(Chip { label, value: value.clone(), remove: without(name) });
        }
        let clear = self.filters.conditions.keys().fold(self.whole().without("period"), |pairs, name| pairs.without(name));
        let mut fields = Vec::new();
        if !catalogue.periods.is_empty() {
            let choices = catalogue.periods.iter().map(|period| Choice::new(&period.value, &period.text)).collect();
            let value = self.filters.period.clone().unwrap_or_default();
            fields.push(Field { name: "period".to_owned(), label: "Period".to_owned(), choices, value, empty: "Latest whole quarter".to_owned() });
        }
        fields.extend(self.dimensions(catalogue, sight).map(|dimension| field(dimension, self.filters.conditions.get(&dimension.id))));
        let hidden = self.own.iter().map(|(name, value)| Hidden { name: name.to_owned(), value: value.to_owned() }).collect();
        Panel { action: action.to_owned(), chips, clear: format!("{action}{}", clear.address()), fields, hidden }
    }

    /// The dimensions that the panel offers, and those that are set.
    pub(super) fn dimensions<'a>(&'a self, catalogue: &'a Catalogue, sight: Sight) -> impl Iterator<Item = &'a DimensionFacts> {
        let offered = |dimension: &&DimensionFacts| catalogue.panel.contains(&dimension.id) || self.filters.conditions.contains_key(&dimension.id);
        catalogue.dimensions.iter().filter(move |dimension| !dimension.staff || sight == Sight::Whole).filter(offered)
    }

    /// The titles of the conditions that something cannot be narrowed by.
    pub(super) fn cannot(&self, can: &[String], catalogue: &Catalogue) -> Vec<String> {
        let title =
            |id: &String| catalogue.dimensions.iter().find(|dimension| dimension.id == *id).map_or(id.clone(), |dimension| dimension.title.clone());
        self.filters.conditions.keys().filter(|id| !can.contains(id)).map(title).collect()
    }
}

/// The choice of a value of a dimension.
pub(super) fn field(dimension: &DimensionFacts, value: Option<&String>) -> Field {
    Field {
        name: dimension.id.clone(),
        label: dimension.title.clone(),
        choices: dimension.values.iter().map(|value| Choice::new(value, value)).collect(),
        value: value.cloned().unwrap_or_default(),
        empty: "All".to_owned(),
    }
}

/// A dimension that may be seen: members of staff are nobody's business outside the service.
pub(super) fn dimension<'a>(catalogue: &'a Catalogue, sight: Sight, id: &str) -> Option<&'a DimensionFacts> {
    catalogue.dimensions.iter().find(|dimension| dimension.id == id).filter(|dimension| !dimension.staff || sight == Sight::Whole)
}
