//! From one snapshot to the next without opening everything again.

use crate::dimension::Cache;
use crate::error::query;
use crate::schema::arrow_schema;
use crate::session::Facts;
use crate::{EngineError, Session};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::logical_expr::LogicalPlan;
use sightline_definitions::Measure;
use sightline_model::Day;
use sightline_store::Snapshot;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

impl Session {
    /// A later snapshot opened for questions, with what this session knows of tables that are the same in it: their files, dimensions read from them,
    /// and queries planned on them. This session stays as it is, for those who still ask it.
    ///
    /// # Errors
    /// If a file is missing or damaged, or cannot be opened.
    pub fn after(&self, snapshot: &Snapshot, today: Day) -> Result<Session, EngineError> {
        crate::session::sound(snapshot)?;
        let mut next = self.fresh(Facts::of(snapshot, today, self.facts.authority.clone()))?;
        let tables = snapshot.tables();
        let mut differ = BTreeSet::new();
        for (name, files) in &tables {
            if self.files.get(name) == Some(files) {
                let provider = self.runtime.block_on(self.context.table_provider(name.as_str())).map_err(query(name))?;
                next.context.register_table(name.as_str(), provider).map_err(query(name))?;
            } else {
                next.add_files(name, files)?;
                differ.insert(name.clone());
            }
        }
        let present: BTreeSet<String> = tables.iter().map(|(name, _)| name.clone()).collect();
        for (name, table) in self.library.tables.iter().filter(|(name, _)| !present.contains(*name)) {
            next.add_batch(name, RecordBatch::new_empty(arrow_schema(table)))?;
            if self.files.contains_key(name) {
                differ.insert(name.clone());
            }
        }
        next.notices = Arc::new(next.add_notices(snapshot)?);
        next.files = Arc::new(tables.into_iter().collect());
        if differ.contains("population") {
            next.load_population()?;
        } else {
            next.population = Arc::clone(&self.population);
            next.population_note = self.population_note.clone();
        }
        // A function of the last day of the data is in every plan and every dimension that asks for it.
        if next.facts.data_until == self.facts.data_until {
            next.keep(self, &differ);
        }
        Ok(next)
    }

    /// Takes over what rests on none of these tables.
    fn keep(&mut self, before: &Session, differ: &BTreeSet<String>) {
        let plans = before.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let stands = plans.iter().filter(|(_, plan)| !reads_any(plan, differ));
        self.plans = Arc::new(Mutex::new(stands.map(|(sql, plan)| (sql.clone(), plan.clone())).collect()));
        // Numbers of keys stay what they are, so that values read before can be looked up by them.
        self.keys = Arc::clone(&before.keys);
        let same = |id: &str| {
            let named = self.library.dimensions.get(id).and_then(|dimension| self.tables_named(&dimension.sql).ok());
            named.is_some_and(|named| named.is_disjoint(differ))
        };
        self.dimensions = Arc::new(Cache::kept(&before.dimensions, same));
    }

    /// Model tables that an indicator's figures rest on, in whatever way: through derived tables, and through its dimensions.
    ///
    /// # Errors
    /// If there is no such indicator, or a query cannot be read.
    pub fn reads(&self, indicator: &str) -> Result<BTreeSet<String>, EngineError> {
        let mut left: Vec<String> = self.names(indicator)?.into_iter().collect();
        let (mut found, mut seen) = (BTreeSet::new(), BTreeSet::new());
        while let Some(name) = left.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            if self.library.tables.contains_key(&name) {
                found.insert(name);
            } else if let Some(derived) = self.library.derived.get(&name) {
                left.extend(self.tables_named(&derived.sql).map_err(query(&name))?);
            }
        }
        Ok(found)
    }

    /// Tables that an indicator and its dimensions name: of the model, derived, or codes.
    fn names(&self, indicator: &str) -> Result<BTreeSet<String>, EngineError> {
        let found = self.library.indicators.get(indicator).ok_or_else(|| EngineError::NoIndicator(indicator.to_owned(), String::new()))?;
        let mut names = self.tables_named(&found.sql).map_err(query(indicator))?;
        let mut left: Vec<&String> = found.dimensions.iter().chain(&found.share_of).collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = left.pop() {
            if let Some(dimension) = self.library.dimensions.get(id).filter(|_| seen.insert(id.clone())) {
                names.extend(self.tables_named(&dimension.sql).map_err(query(id))?);
                left.extend(&dimension.otherwise);
            }
        }
        if found.measure == Measure::Rate {
            names.insert("population".to_owned());
        }
        Ok(names)
    }
}

/// True if a plan reads one of these tables.
fn reads_any(plan: &LogicalPlan, tables: &BTreeSet<String>) -> bool {
    let mut any = false;
    let seen = plan.apply_with_subqueries(|node| {
        if let LogicalPlan::TableScan(scan) = node {
            any |= tables.contains(scan.table_name.table());
        }
        Ok(if any { TreeNodeRecursion::Stop } else { TreeNodeRecursion::Continue })
    });
    any || seen.is_err()
}
