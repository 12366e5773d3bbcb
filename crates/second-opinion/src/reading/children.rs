//! Finds the child a row is about.

use std::collections::BTreeMap;

use crate::records::Child;

/// The children met so far, by their identifiers.
#[derive(Default)]
pub(crate) struct Children {
    places: BTreeMap<String, usize>,
    children: Vec<Child>,
    care_periods: BTreeMap<String, String>,
}

impl Children {
    /// The child with this identifier, made on first sight; none for a row about nobody.
    pub(crate) fn of(&mut self, id: Option<&str>) -> Option<&mut Child> {
        let place = self.place_of(id?);
        self.children.get_mut(place)
    }

    /// The child named, or else the child whose period of care it is.
    pub(crate) fn of_or_in(&mut self, id: Option<&str>, care_period: Option<&str>) -> Option<&mut Child> {
        let named = id.map(str::to_owned).or_else(|| self.care_periods.get(care_period?).cloned());
        self.of(named.as_deref())
    }

    /// Where the child with this identifier stands among the others.
    pub(crate) fn place_of(&mut self, id: &str) -> usize {
        if let Some(place) = self.places.get(id) {
            return *place;
        }
        let place = self.children.len();
        self.places.insert(id.to_owned(), place);
        self.children.push(Child::default());
        place
    }

    /// Remembers whose period of care a key stands for.
    pub(crate) fn name_care_period(&mut self, key: &str, child: &str) {
        self.care_periods.entry(key.to_owned()).or_insert_with(|| child.to_owned());
    }

    /// The children, and where each stands.
    pub(crate) fn into_parts(self) -> (Vec<Child>, BTreeMap<String, usize>) {
        (self.children, self.places)
    }
}
