//! Dimensions, read once and kept: for a key, the value it has, or has from a day to a day.

use crate::plan::failed;
use crate::values::{ByKey, Held};
use crate::{EngineError, Session};
use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type};
use datafusion::common::HashMap;
use sightline_definitions::{Dimension, Indicator};
use sightline_model::Day;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// What a row without a value falls under, so that parts sum to the whole.
pub(crate) const NOT_RECORDED: &str = "Not recorded";

/// A dimension's values, by key.
pub(crate) struct Values {
    /// Value 0 is `Not recorded`.
    pub(crate) words: Vec<String>,
    by_key: ByKey,
    dated: bool,
    pub(crate) many: bool,
}

/// Dimensions already read.
#[derive(Default)]
pub(crate) struct Cache(Mutex<BTreeMap<String, Arc<tokio::sync::OnceCell<Arc<Values>>>>>);

impl Cache {
    /// The dimensions of another cache that still stand.
    pub(crate) fn kept(other: &Cache, stands: impl Fn(&str) -> bool) -> Cache {
        let held = other.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        // One that is being read just now is read again.
        let kept = held.iter().filter(|(id, cell)| cell.initialized() && stands(id));
        Cache(Mutex::new(kept.map(|(id, cell)| (id.clone(), Arc::clone(cell))).collect()))
    }
}

/// A dimension as one indicator uses it.
#[derive(Clone)]
pub(crate) struct Use {
    pub(crate) id: String,
    /// The column of the indicator's rows.
    pub(crate) key: String,
    pub(crate) values: Arc<Values>,
    order: Vec<String>,
}

impl Use {
    /// Where a value stands among the others: the stated order, then by name, then `Not recorded`.
    pub(crate) fn rank(&self, word: &str) -> (usize, String) {
        if word == NOT_RECORDED {
            return (usize::MAX, String::new());
        }
        let place = self.order.iter().position(|o| o == word).unwrap_or(self.order.len());
        (place, word.to_owned())
    }
}

impl Values {
    /// The values of a key on a day: one, or several if the dimension allows it.
    pub(crate) fn on(&self, key: u32, day: Day, mut each: impl FnMut(u32)) {
        let held = self.by_key.dated(key);
        let holds = |one: &&Held| one.from <= day && one.until > day;
        let mut any = false;
        let mut tell = |value| {
            any = true;
            each(value);
        };
        match (self.dated, self.many) {
            (false, _) => self.by_key.undated(key, &mut tell),
            (true, true) => held.iter().filter(holds).for_each(|one| tell(one.value)),
            // Of two values that hold at once, the one that began last.
            (true, false) => held.iter().rfind(holds).into_iter().for_each(|one| tell(one.value)),
        }
        if !any {
            each(0);
        }
    }

    /// Cuts `from..until` wherever the key's value changes; days without a value are `Not recorded`.
    pub(crate) fn cut(&self, key: u32, from: Day, until: Day, mut each: impl FnMut(Day, Day, u32)) {
        if !self.dated {
            let mut any = false;
            self.by_key.undated(key, |value| {
                any = true;
                each(from, until, value);
            });
            if !any {
                each(from, until, 0);
            }
            return;
        }
        let held = self.by_key.dated(key);
        // As a rule one value holds all the while, or none does.
        let mut touching = held.iter().filter(|one| one.from < until && one.until > from);
        match (touching.next(), touching.next()) {
            (None, _) => return each(from, until, 0),
            (Some(one), None) if one.from <= from && one.until >= until => return each(from, until, one.value),
            _ => {}
        }
        let mut edges: Vec<Day> = held.iter().flat_map(|one| [one.from, one.until]).filter(|day| *day > from && *day < until).collect();
        edges.extend([from, until]);
        edges.sort_unstable();
        edges.dedup();
        for pair in edges.windows(2) {
            let (start, end) = (pair[0], pair[1]);
            let holds = |one: &&Held| one.from <= start && one.until > start;
            if self.many {
                let mut any = false;
                for one in held.iter().filter(holds) {
                    any = true;
                    each(start, end, one.value);
                }
                if !any {
                    each(start, end, 0);
                }
            } else {
                // Of two values that hold at once, the one that began last.
                each(start, end, held.iter().rfind(holds).map_or(0, |one| one.value));
            }
        }
    }
}

impl Session {
    /// The dimension `id` as `indicator` can use it, given the columns that its rows offer.
    pub(crate) async fn dimension(&self, indicator: &Indicator, id: &str, columns: &[String]) -> Result<Use, EngineError> {
        let unknown = || EngineError::NoDimension {
            indicator: indicator.id.clone(),
            dimension: id.to_owned(),
            known: if indicator.dimensions.is_empty() { "nothing".to_owned() } else { indicator.dimensions.join(", ") },
        };
        if !indicator.dimensions.iter().any(|d| d == id) && indicator.share_of.as_deref() != Some(id) {
            return Err(unknown());
        }
        let mut dimension = self.library.dimensions.get(id).ok_or_else(unknown)?;
        while !columns.contains(&dimension.key) {
            let next = dimension.otherwise.as_ref().and_then(|other| self.library.dimensions.get(other));
            dimension = next.ok_or_else(unknown)?;
        }
        let values = self.dimension_values(dimension).await?;
        Ok(Use { id: id.to_owned(), key: dimension.key.clone(), values, order: dimension.order.clone() })
    }

    /// A dimension's values; several questions that want it at once wait for one reading.
    async fn dimension_values(&self, dimension: &Dimension) -> Result<Arc<Values>, EngineError> {
        let cell = {
            let mut held = self.dimensions.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            Arc::clone(held.entry(dimension.id.clone()).or_default())
        };
        cell.get_or_try_init(|| async { self.read_dimension(dimension).await.map(Arc::new) }).await.cloned()
    }

    async fn read_dimension(&self, dimension: &Dimension) -> Result<Values, EngineError> {
        let what = format!("dimension {}", dimension.id);
        let wrap = |error| failed(&what, error);
        let wanted: &[&str] = if dimension.dated { &["key", "value", "from_on", "until_on"] } else { &["key", "value"] };
        let sql = format!("SELECT {} FROM ({}) AS d", wanted.join(", "), dimension.sql);
        let batches = self.collect_async(&sql).await.map_err(wrap)?;
        let mut words = vec![NOT_RECORDED.to_owned()];
        let mut number: HashMap<String, u32> = HashMap::from_iter([(NOT_RECORDED.to_owned(), 0)]);
        let mut by_key: Vec<(u32, Held)> = Vec::new();
        for batch in &batches {
            let text = |at: usize| cast(batch.column(at), &DataType::Utf8).map_err(|e| failed(&what, e.into()));
            let days = |at: usize| cast(batch.column(at), &DataType::Date32).map_err(|e| failed(&what, e.into()));
            let (keys, values) = (text(0)?, text(1)?);
            let (keys, values) = (keys.as_string::<i32>(), values.as_string::<i32>());
            let span = if dimension.dated { Some((days(2)?, days(3)?)) } else { None };
            let numbers = self.keys.number(&dimension.key, (0..batch.num_rows()).map(|row| if keys.is_null(row) { "" } else { keys.value(row) }));
            for (row, number_of_key) in numbers.into_iter().enumerate() {
                if keys.is_null(row) || values.is_null(row) {
                    continue;
                }
                let word = values.value(row);
                let value = number.get(word).copied().unwrap_or_else(|| {
                    let next = u32::try_from(words.len()).unwrap_or(u32::MAX);
                    words.push(word.to_owned());
                    number.insert(word.to_owned(), next);
                    next
                });
                let (from, until) = match &span {
                    None => (Day::FAR_PAST, Day::FAR_FUTURE),
                    Some((from, until)) => {
                        let (from, until) = (from.as_primitive::<Date32Type>(), until.as_primitive::<Date32Type>());
                        let day = |array: &datafusion::arrow::array::Date32Array, open: Day| {
                            if array.is_null(row) { open } else { Day::from_epoch(array.value(row)) }
                        };
                        (day(from, Day::FAR_PAST), day(until, Day::FAR_FUTURE))
                    }
                };
                by_key.push((number_of_key, Held { from, until, value }));
            }
        }
        let largest = u32::try_from(words.len()).unwrap_or(u32::MAX);
        Ok(Values { words, by_key: ByKey::of(by_key, dimension.dated, dimension.many, largest), dated: dimension.dated, many: dimension.many })
    }
}
