//! Numbers for the keys of dimensions: a row's key is looked up once, however many dimensions read it.
//!
//! Every key that any dimension has read stays here for as long as the records do, a million and more in a large county, so they lie one after another in one
//! text, and not each in a place of its own.

use datafusion::arrow::array::{Array, StringArray};
use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::sync::{PoisonError, RwLock};

/// Numbers of keys, by key column.
#[derive(Default)]
pub(crate) struct Keys(RwLock<BTreeMap<String, Column>>);

/// The keys of one column. A key's number is its place in the order in which they came.
#[derive(Default)]
struct Column {
    places: HashTable<u32>,
    /// Where each key ends in `text`.
    ends: Vec<u32>,
    text: String,
    hasher: DefaultHashBuilder,
}

impl Column {
    fn key<'c>(ends: &[u32], text: &'c str, place: u32) -> &'c str {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let end = |place: usize| ends.get(place).and_then(|end| usize::try_from(*end).ok());
        let start = place.checked_sub(1).map_or(Some(0), end);
        start.zip(end(place)).and_then(|(start, end)| text.get(start..end)).unwrap_or_default()
    }

    fn find(&self, key: &str) -> Option<u32> {
        let is_it = |place: &u32| Column::key(&self.ends, &self.text, *place) == key;
        self.places.find(self.hasher.hash_one(key), is_it).copied()
    }

    fn number(&mut self, key: &str) -> u32 {
        let Column { places, ends, text, hasher } = self;
        let hash = hasher.hash_one(key);
        let is_it = |place: &u32| Column::key(ends, text, *place) == key;
        let entry = places.entry(hash, is_it, |place| hasher.hash_one(Column::key(ends, text, *place)));
        match entry {
            Entry::Occupied(found) => *found.get(),
            Entry::Vacant(free) => {
                // Beyond what 32 bits can say, keys are known to nobody: no authority has four thousand million letters of them.
                let (Ok(place), Ok(end)) = (u32::try_from(ends.len()), u32::try_from(text.len() + key.len())) else { return Keys::UNKNOWN };
                free.insert(place);
                text.push_str(key);
                ends.push(end);
                place
            }
        }
    }
}

impl Keys {
    /// The number of a key that no dimension knows.
    pub(crate) const UNKNOWN: u32 = u32::MAX;

    /// Numbers for the keys of a dimension, new ones where they are not known yet.
    pub(crate) fn number<'k>(&self, column: &str, keys: impl Iterator<Item = &'k str>) -> Vec<u32> {
        let mut held = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let known = held.entry(column.to_owned()).or_default();
        keys.map(|key| known.number(key)).collect()
    }

    /// The numbers of a column's keys, row by row.
    pub(crate) fn numbers(&self, column: &str, keys: &StringArray) -> Vec<u32> {
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner);
        match held.get(column) {
            None => vec![Keys::UNKNOWN; keys.len()],
            Some(known) => keys.iter().map(|key| key.and_then(|key| known.find(key)).unwrap_or(Keys::UNKNOWN)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Keys;
    use datafusion::arrow::array::StringArray;

    #[test]
    fn each_key_has_one_number_and_no_key_is_another() {
        let keys = Keys::default();
        // "ab" then "c" must not be taken for "a" then "bc", nor the empty key for none.
        assert_eq!(keys.number("child_id", ["ab", "c", "a", "bc", "", "ab", "c"].into_iter()), [0, 1, 2, 3, 4, 0, 1]);
        assert_eq!(keys.number("team_id", ["c"].into_iter()), [0], "each column counts for itself");
        let asked = StringArray::from(vec![Some("bc"), None, Some("abc"), Some(""), Some("é")]);
        assert_eq!(keys.numbers("child_id", &asked), [3, Keys::UNKNOWN, Keys::UNKNOWN, 4, Keys::UNKNOWN]);
        assert_eq!(keys.numbers("nothing", &asked), [Keys::UNKNOWN; 5]);
        let many: Vec<String> = (0..10_000).map(|n| format!("k{n}")).collect();
        let numbers = keys.number("many", many.iter().map(String::as_str));
        assert_eq!(numbers, (0..10_000).collect::<Vec<u32>>());
        assert_eq!(keys.number("many", many.iter().map(String::as_str)), numbers);
    }
}
