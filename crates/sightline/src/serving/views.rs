//! Indicators as pages show them, kept for as long as the records they were counted from are the same.

use super::Current;
use crate::pages::{breakdown_where, views_narrowed};
use crate::workplace::Workplace;
use quick_cache::sync::Cache;
use sightline_definitions::{Indicator, Measure};
use sightline_engine::Condition;
use sightline_model::Period;
use sightline_publish::{Breakdown, IndicatorView};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What a view depends on: the indicator, the period, what it is narrowed by, and the records it reads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    id: String,
    period: String,
    conditions: Vec<(String, String)>,
    records: String,
}

/// How many views are kept: every indicator for a few dozen choices of filters.
const VIEWS: usize = 10_000;

/// Said inside when an indicator has no view at all.
const NONE: &str = "it has no view";

/// How many whole pages of one indicator are kept.
const DIVISIONS: usize = 3_000;

/// Views that were worked out, and divisions of them.
pub struct Views {
    views: Cache<Key, Arc<IndicatorView>>,
    divisions: Cache<Key, Arc<Vec<Breakdown>>>,
    /// Held while many are measured together, so that two who want the same first page do not measure it twice.
    many: Mutex<()>,
}

impl Default for Views {
    fn default() -> Views {
        Views { views: Cache::new(VIEWS), divisions: Cache::new(DIVISIONS), many: Mutex::default() }
    }
}

/// True if an indicator can be narrowed by every one of these dimensions. Rates cannot: nobody knows the population of a team.
pub fn can_be_narrowed<'a>(indicator: &Indicator, mut dimensions: impl Iterator<Item = &'a String>) -> bool {
    dimensions.all(|dimension| {
        indicator.measure != Measure::Rate && (indicator.dimensions.contains(dimension) || indicator.share_of.as_ref() == Some(dimension))
    })
}

fn conditions(narrowed: &BTreeMap<String, String>) -> Vec<Condition> {
    narrowed.iter().map(|(dimension, value)| Condition { dimension: dimension.clone(), value: value.clone() }).collect()
}

impl Views {
    fn key(current: &Current, id: &str, period: &Period, narrowed: &BTreeMap<String, String>) -> Key {
        Key {
            id: id.to_owned(),
            period: period.name().to_owned(),
            conditions: narrowed.iter().map(|(dimension, value)| (dimension.clone(), value.to_lowercase())).collect(),
            records: current.records_of(id),
        }
    }

    /// Views of some indicators that can be narrowed so, in the order asked for; those that are not kept are measured together.
    pub fn of(
        &self,
        place: &Workplace,
        current: &Current,
        ids: &[String],
        period: &Period,
        narrowed: &BTreeMap<String, String>,
    ) -> anyhow::Result<Vec<Arc<IndicatorView>>> {
        let measure = |ids: &[String]| -> anyhow::Result<Vec<IndicatorView>> {
            let mut made = views_narrowed(&current.session, period, &conditions(narrowed), ids, &current.aims)?;
            // What others publish is about the whole authority.
            if narrowed.is_empty() {
                crate::published::set_beside(place, period, &mut made)?;
            }
            Ok(made)
        };
        let keys: Vec<Key> = ids.iter().map(|id| Views::key(current, id, period, narrowed)).collect();
        if let [key] = keys.as_slice() {
            // Of many who want the same one, the first measures it and the others wait for that.
            let made = self.views.get_or_insert_with(key, || measure(ids)?.into_iter().next().map(Arc::new).ok_or_else(|| anyhow::anyhow!(NONE)));
            return match made {
                Ok(view) => Ok(vec![view]),
                Err(error) if error.to_string() == NONE => Ok(Vec::new()),
                Err(error) => Err(error),
            };
        }
        let _alone = self.many.lock().unwrap_or_else(PoisonError::into_inner);
        let lacking: Vec<String> = keys.iter().filter(|key| self.views.peek(*key).is_none()).map(|key| key.id.clone()).collect();
        let mut fresh: BTreeMap<String, Arc<IndicatorView>> = BTreeMap::new();
        if !lacking.is_empty() {
            fresh.extend(measure(&lacking)?.into_iter().map(|view| (view.id.clone(), Arc::new(view))));
        }
        Ok(keys
            .into_iter()
            .filter_map(|key| {
                if let Some(view) = fresh.get(&key.id) {
                    self.views.insert(key, Arc::clone(view));
                    return Some(Arc::clone(view));
                }
                self.views.get(&key)
            })
            .collect())
    }

    /// One indicator divided by each dimension whose values are no people.
    pub fn divisions(
        &self,
        current: &Current,
        indicator: &Indicator,
        period: &Period,
        narrowed: &BTreeMap<String, String>,
    ) -> anyhow::Result<Arc<Vec<Breakdown>>> {
        let key = Views::key(current, &indicator.id, period, narrowed);
        self.divisions.get_or_insert_with(&key, || {
            let conditions = conditions(narrowed);
            let mut found = Vec::new();
            for dimension in indicator.dimensions.iter().filter(|dimension| indicator.share_of.as_ref() != Some(*dimension)) {
                let staff = current.session.library().dimensions.get(dimension).is_some_and(|known| known.staff);
                if !staff && indicator.measure != Measure::Rate && !narrowed.contains_key(dimension) {
                    found.extend(breakdown_where(&current.session, indicator, dimension, period, &conditions)?);
                }
            }
            Ok(Arc::new(found))
        })
    }
}

impl Current {
    /// A mark of the records that an indicator is counted from: the same for as long as none of them changes, whatever else is loaded.
    fn records_of(&self, id: &str) -> String {
        let mut marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mark) = marks.get(id) {
            return mark.clone();
        }
        let manifest = self.snapshot.manifest();
        let mark = match self.session.reads(id) {
            Err(_) => manifest.id.clone(),
            Ok(tables) => {
                let facts = self.session.facts();
                // Figures also go by how far the records reach, by the day, and by what is set beside them.
                let mut text = format!("{} {} {:?} {:?}", facts.data_until, facts.today, facts.covers_from, facts.authority);
                for name in tables {
                    let files = manifest.tables.get(&name).map(|table| format!("{table:?}"));
                    text += &format!("\n{name} {}", files.unwrap_or_default());
                }
                sightline_store::hash_texts(&[(id, &text)])
            }
        };
        marks.insert(id.to_owned(), mark.clone());
        mark
    }
}
