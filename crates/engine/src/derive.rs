//! Derived tables: worked out once, when a snapshot is made, and stored with it.
//!
//! A table whose query and sources are what they were is kept. Where a few records came, and the definition says that a child's rows rest on no other
//! child's (`by = "child_id"`), its rows are worked out for the children concerned alone and put among the others. Everything else is worked out anew.

use crate::derived_files::{Files, among, parts_of, write_parts};
use crate::plan::failed;
use crate::schema::arrow_schema;
use crate::session::Facts;
use crate::slices::{self, Links};
use crate::{EngineError, Session};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::record_batch::RecordBatch;
use sha2::{Digest, Sha256};
use sightline_model::{ChildSet, Day};
use sightline_store::{DerivedFile, Part, hash_of_parts};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// More children than this are not worked out apart.
const MANY: usize = 2_000;

/// A model table of the new snapshot.
#[derive(Clone, Debug)]
pub struct ModelTable {
    /// Its files.
    pub files: Vec<PathBuf>,
    /// What stands for its contents.
    pub sha256: String,
    /// If it differs from the table held: the children whose rows differ, if no other row does.
    pub children: Option<ChildSet>,
}

/// The snapshot before.
#[derive(Clone, Debug)]
pub struct Held {
    /// What stands for the contents of its model tables.
    pub tables: BTreeMap<String, String>,
    /// Its derived tables: their files, and what the manifest says.
    pub derived: BTreeMap<String, (Vec<PathBuf>, DerivedFile)>,
    /// The last day its data knew about.
    pub data_until: Day,
}

/// What derived tables are worked out from.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// Model tables.
    pub tables: &'a BTreeMap<String, ModelTable>,
    /// The snapshot before, if there is one.
    pub held: Option<&'a Held>,
    /// The last day the data know about.
    pub data_until: Day,
    /// The folder for new files.
    pub staging: &'a Path,
}

/// A derived table that has been worked out, or one held from before that still stands.
#[derive(Clone, Debug)]
pub struct DerivedTable {
    /// Its name.
    pub id: String,
    /// Its files, in the order of the entry's parts: those in the staging folder are new.
    pub files: Vec<PathBuf>,
    /// What the manifest says of it.
    pub entry: DerivedFile,
}

/// A query with the columns it gives and the rows they hold.
type Made = (String, Vec<RecordBatch>, SchemaRef);

/// Works out every derived table of a snapshot. `base` lends its threads and definitions.
///
/// # Errors
/// If a query fails or a file cannot be written.
pub fn derive(base: &Session, ground: &Ground<'_>) -> Result<Vec<DerivedTable>, EngineError> {
    let facts = || Facts::without_tables(ground.data_until);
    let mut work = Work {
        all: base.fresh(facts())?,
        few: base.fresh(facts())?,
        ground,
        done: BTreeMap::new(),
        whole: BTreeSet::new(),
        ready: BTreeSet::new(),
        sliced: BTreeSet::new(),
        concerned: None,
    };
    work.concerned = work.concerned()?.map(Arc::new);
    for level in work.all.levels()? {
        work.level(level)?;
    }
    Ok(work.done.into_values().collect())
}

/// The children whose rows may differ, and the links they share.
struct Concerned {
    children: ChildSet,
    links: Links,
}

struct Work<'a> {
    /// Whole tables.
    all: Session,
    /// The rows of the children concerned.
    few: Session,
    ground: &'a Ground<'a>,
    done: BTreeMap<String, DerivedTable>,
    /// Derived tables that were worked out as a whole, and differ from those held.
    whole: BTreeSet<String>,
    ready: BTreeSet<String>,
    sliced: BTreeSet<String>,
    concerned: Option<Arc<Concerned>>,
}

impl Work<'_> {
    /// Model tables that differ from those held.
    fn changed(&self) -> BTreeSet<&str> {
        let held = |name: &str| self.ground.held.and_then(|held| held.tables.get(name));
        self.ground.tables.iter().filter(|(name, table)| held(name) != Some(&table.sha256)).map(|(name, _)| name.as_str()).collect()
    }

    fn named(&self, id: &str) -> Result<BTreeSet<String>, EngineError> {
        self.all.tables_named(&self.all.library.derived[id].sql).map_err(|e| failed(id, e))
    }

    /// The children whose rows differ, with all whom links join to them. None if nothing can be worked out child by child.
    fn concerned(&self) -> Result<Option<Concerned>, EngineError> {
        let Some(held) = self.ground.held else { return Ok(None) };
        let mut children = ChildSet::default();
        for name in self.changed() {
            if let Some(some) = &self.ground.tables[name].children {
                children.join(some);
            }
        }
        if children.is_empty() {
            return Ok(None);
        }
        let mut differ: BTreeSet<String> = self.changed().into_iter().map(str::to_owned).collect();
        let (mut names, mut sources) = (BTreeSet::new(), BTreeSet::new());
        for id in self.all.levels()?.into_iter().flatten() {
            let from = self.named(&id)?;
            if from.is_disjoint(&differ) {
                continue;
            }
            let derived = &self.all.library.derived[&id];
            if derived.by.is_some() && !derived.links.is_empty() {
                names.extend(derived.links.iter().cloned());
                sources.extend(from);
            }
            differ.insert(id);
        }
        let files = |name: &String| match self.ground.tables.get(name) {
            Some(table) => Some(table.files.clone()),
            None => held.derived.get(name).map(|(files, _)| files.clone()),
        };
        let sources: Vec<Vec<PathBuf>> = sources.iter().filter(|name| self.of_children(name)).filter_map(files).collect();
        let links = slices::closure(&sources, &names, &mut children, MANY)?;
        Ok(links.map(|links| Concerned { children, links }))
    }

    /// True if a table has a row or more for a child, by the child's id.
    fn of_children(&self, name: &str) -> bool {
        let library = &self.all.library;
        library.tables.get(name).is_some_and(|table| table.column(slices::CHILD).is_some())
            || library.derived.get(name).is_some_and(|derived| derived.by.is_some())
    }

    fn level(&mut self, level: Vec<String>) -> Result<(), EngineError> {
        let (mut apart, mut whole) = (Vec::new(), Vec::new());
        let mut made_from = BTreeMap::new();
        for id in level {
            let from = self.made_from(&id, &|name| self.hash_now(name), self.ground.data_until)?;
            let held = self.ground.held.and_then(|held| held.derived.get(&id)).filter(|(files, _)| files.iter().all(|file| file.exists()));
            if let Some((files, entry)) = held.filter(|(_, entry)| entry.made_from == from) {
                self.done.insert(id.clone(), DerivedTable { id, files: files.clone(), entry: entry.clone() });
                continue;
            }
            let can = held.is_some() && self.can_be_apart(&id)?;
            made_from.insert(id.clone(), from);
            if can { apart.push(id) } else { whole.push(id) }
        }
        for (id, files) in self.work_apart(&apart)? {
            match files {
                Some(files) => self.settle(id, files, &mut made_from),
                None => whole.push(id),
            }
        }
        for id in &whole {
            for name in self.named(id)? {
                self.ready(&name)?;
            }
        }
        for (id, files) in self.all.write_derived(&whole, self.ground.staging)? {
            self.settle(id.clone(), files, &mut made_from);
            let before = self.ground.held.and_then(|held| held.derived.get(&id)).map(|(_, entry)| &entry.sha256);
            if before != Some(&self.done[&id].entry.sha256) {
                self.whole.insert(id);
            }
        }
        Ok(())
    }

    fn settle(&mut self, id: String, files: Files, made_from: &mut BTreeMap<String, String>) {
        let (paths, parts): (Vec<PathBuf>, Vec<Part>) = files.into_iter().unzip();
        let rows = parts.iter().map(|part| part.rows).sum();
        let entry = DerivedFile { sha256: hash_of_parts(&parts), parts, rows, made_from: made_from.remove(&id).unwrap_or_default() };
        self.done.insert(id.clone(), DerivedTable { id, files: paths, entry });
    }

    /// What stands for a table's contents in the new snapshot.
    fn hash_now(&self, name: &str) -> Option<String> {
        let table = self.ground.tables.get(name).map(|table| table.sha256.clone());
        table.or_else(|| self.done.get(name).map(|derived| derived.entry.sha256.clone()))
    }

    /// True if a table's rows differ for the children concerned alone: everything it was made from is as it was but tables that differ for them alone.
    fn can_be_apart(&self, id: &str) -> Result<bool, EngineError> {
        let (Some(held), Some(_)) = (self.ground.held, &self.concerned) else { return Ok(false) };
        let derived = &self.all.library.derived[id];
        if derived.by.is_none() {
            return Ok(false);
        }
        let before = |name: &str| {
            let table = held.tables.get(name).cloned();
            table.or_else(|| held.derived.get(name).map(|(_, entry)| entry.sha256.clone()))
        };
        // The same hash for the tables of then: query, calendar, code lists and last day are as they were.
        let until = if derived.sql.contains("data_until") { self.ground.data_until } else { held.data_until };
        if self.made_from(id, &before, until)? != held.derived[id].1.made_from {
            return Ok(false);
        }
        Ok(self.named(id)?.iter().all(|name| {
            let changed = self.hash_now(name) != before(name);
            !changed || (!self.whole.contains(name) && self.ground.tables.get(name).is_none_or(|table| table.children.is_some()))
        }))
    }

    /// Makes a whole table known to the engine.
    fn ready(&mut self, name: &str) -> Result<(), EngineError> {
        if name.starts_with("code_") || !self.ready.insert(name.to_owned()) {
            return Ok(());
        }
        self.add_whole(&self.all, name)
    }

    fn add_whole(&self, session: &Session, name: &str) -> Result<(), EngineError> {
        if let Some(table) = self.ground.tables.get(name) {
            session.add_files(name, &table.files)
        } else if let Some(derived) = self.done.get(name) {
            session.add_files(name, &derived.files)
        } else if let Some(table) = self.all.library.tables.get(name) {
            session.add_batch(name, RecordBatch::new_empty(arrow_schema(table)))
        } else {
            Ok(())
        }
    }

    /// Works tables out for the children concerned; `None` for one that must be worked out as a whole after all.
    fn work_apart(&mut self, ids: &[String]) -> Result<Vec<(String, Option<Files>)>, EngineError> {
        let (Some(concerned), Some(held)) = (self.concerned.clone(), self.ground.held) else { return Ok(Vec::new()) };
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sources = Vec::new();
        for id in ids {
            for name in self.named(id)? {
                if !name.starts_with("code_") && self.sliced.insert(name.clone()) {
                    sources.push(name);
                }
            }
        }
        self.add_few(&sources, &concerned)?;
        let of: BTreeMap<String, Vec<PathBuf>> = ids.iter().map(|id| (id.clone(), held.derived[id].0.clone())).collect();
        let parts: BTreeMap<String, Vec<Part>> = ids.iter().map(|id| (id.clone(), parts_of(&held.derived[id].1))).collect();
        let staging = self.ground.staging.to_owned();
        let (of, parts) = (Arc::new(of), Arc::new(parts));
        self.few.each_derived(ids, move |id, batches, schema| {
            let before: Files = of[&id].iter().cloned().zip(parts[&id].iter().cloned()).collect();
            let files = among(&id, &before, &batches, &schema, &concerned.children, &staging)?;
            Ok((id, files))
        })
    }

    /// Makes the rows of the children concerned known to the engine, side by side.
    fn add_few(&self, names: &[String], concerned: &Arc<Concerned>) -> Result<(), EngineError> {
        let mut running = Vec::new();
        for name in names {
            let files = match (self.ground.tables.get(name), self.done.get(name)) {
                (Some(table), _) => table.files.clone(),
                (_, Some(derived)) => derived.files.clone(),
                _ => Vec::new(),
            };
            if files.is_empty() || !self.of_children(name) {
                self.add_whole(&self.few, name)?;
                continue;
            }
            let schema = self.all.library.tables.get(name).map(arrow_schema);
            let concerned = Arc::clone(concerned);
            running.push((name, self.few.runtime.spawn_blocking(move || slices::slice(&files, schema, &concerned.children, &concerned.links))));
        }
        for (name, task) in running {
            let batch = self.few.runtime.block_on(task).map_err(|_| EngineError::Query { what: name.clone(), why: "it stopped".to_owned() })??;
            self.few.add_batch(name, batch)?;
        }
        Ok(())
    }

    /// What a derived table is made from, in one hash: its query, its tables, and the last day of the data if it asks for it.
    fn made_from(&self, id: &str, hash: &dyn Fn(&str) -> Option<String>, data_until: Day) -> Result<String, EngineError> {
        let library = &self.all.library;
        let derived = &library.derived[id];
        let mut hasher = Sha256::new();
        hasher.update(&derived.sql);
        // Functions and code lists are part of what a query means.
        hasher.update(format!("{:?}", library.holidays));
        if derived.sql.contains("data_until") {
            hasher.update(data_until.to_string());
        }
        for name in self.named(id)? {
            let codes = name.strip_prefix("code_").and_then(|list| library.codes.get(list));
            hasher.update(format!("\n{name}={}{codes:?}", hash(&name).as_deref().unwrap_or("empty")));
        }
        Ok(hasher.finalize().iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}")))
    }
}

impl Session {
    /// Derived tables in steps: each rests on the model and on earlier steps only.
    pub(crate) fn levels(&self) -> Result<Vec<Vec<String>>, EngineError> {
        let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for derived in self.library.derived.values() {
            let named =
                self.tables_named(&derived.sql).map_err(|e| EngineError::Definition(Session::sql_fault(&derived.file, derived.sql_line, &e)))?;
            let on_derived = named.into_iter().filter(|name| *name != derived.id && self.library.derived.contains_key(name));
            needs.insert(derived.id.clone(), on_derived.collect());
        }
        let mut levels: Vec<Vec<String>> = Vec::new();
        let mut ready: BTreeSet<String> = BTreeSet::new();
        while ready.len() < needs.len() {
            let level: Vec<String> = needs.iter().filter(|(id, on)| !ready.contains(*id) && on.is_subset(&ready)).map(|(id, _)| id.clone()).collect();
            if level.is_empty() {
                let stuck: Vec<&String> = needs.keys().filter(|id| !ready.contains(*id)).collect();
                let why = format!("these derived tables rest on one another in a circle: {stuck:?}");
                return Err(EngineError::Query { what: "derived tables".to_owned(), why });
            }
            ready.extend(level.iter().cloned());
            levels.push(level);
        }
        Ok(levels)
    }

    /// Runs the queries of derived tables side by side.
    pub(crate) fn run_derived(&self, ids: &[String]) -> Result<Vec<Made>, EngineError> {
        self.each_derived(ids, |id, batches, schema| Ok((id, batches, schema)))
    }

    /// Runs them and writes each as soon as it is there.
    fn write_derived(&self, ids: &[String], staging: &Path) -> Result<Vec<(String, Files)>, EngineError> {
        let staging = staging.to_owned();
        self.each_derived(ids, move |id, batches, schema| {
            let files = write_parts(&id, &staging, &slices::loose(&schema), &batches)?;
            Ok((id, files))
        })
    }

    fn each_derived<T: Send + 'static>(
        &self,
        ids: &[String],
        then: impl Fn(String, Vec<RecordBatch>, SchemaRef) -> Result<T, EngineError> + Clone + Send + 'static,
    ) -> Result<Vec<T>, EngineError> {
        self.runtime.block_on(async {
            let mut running = Vec::new();
            for id in ids {
                let (session, id, then) = (self.clone(), id.clone(), then.clone());
                running.push(tokio::spawn(async move {
                    let derived = &session.library.derived[&id];
                    let plan = session
                        .plan_async(&derived.sql)
                        .await
                        .map_err(|e| EngineError::Definition(Session::sql_fault(&derived.file, derived.sql_line, &e)))?;
                    let frame = datafusion::dataframe::DataFrame::new(session.context.state(), plan);
                    let planned = Arc::new(frame.schema().as_arrow().clone());
                    let batches = frame.collect().await.map_err(|e| failed(&id, e))?;
                    // A batch may know better than the plan which columns can be empty.
                    let schema = batches.first().map_or(planned, RecordBatch::schema);
                    then(id, batches, schema)
                }));
            }
            let mut made = Vec::new();
            for task in running {
                let one = task.await.map_err(|_| EngineError::Query { what: "derived tables".to_owned(), why: "it stopped".to_owned() })?;
                made.push(one?);
            }
            Ok(made)
        })
    }
}
