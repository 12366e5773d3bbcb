//! Derived tables: worked out once, when a snapshot is made, and stored with it.

use crate::plan::failed;
use crate::session::Facts;
use crate::{EngineError, Session};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use sha2::{Digest, Sha256};
use sightline_definitions::Library;
use sightline_model::Day;
use sightline_store::DerivedFile;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A derived table that has been worked out, or one held from before that still stands.
#[derive(Clone, Debug)]
pub struct DerivedTable {
    /// Its name.
    pub id: String,
    /// Its file: in the staging folder if it is new.
    pub file: PathBuf,
    /// True if it was worked out now.
    pub fresh: bool,
    /// What the manifest says of it.
    pub entry: DerivedFile,
}

/// A query with the columns it gives and the rows they hold.
type Made = (String, Vec<RecordBatch>, SchemaRef);

/// Works out every derived table from model tables, each given as its file and the SHA-256 of that. A table whose query and whose sources are what they
/// were is taken from `held`.
///
/// # Errors
/// If a query fails or a file cannot be written.
pub fn derive(
    library: &Arc<Library>,
    tables: &BTreeMap<String, (PathBuf, String)>,
    held: &BTreeMap<String, (PathBuf, DerivedFile)>,
    data_until: Day,
    staging: &Path,
    threads: usize,
) -> Result<Vec<DerivedTable>, EngineError> {
    let facts = Facts { snapshot: String::new(), data_until, covers_from: None, today: data_until, tables: BTreeMap::new(), authority: None };
    let session = Session::bare(library, facts, threads)?;
    for (name, (file, _)) in tables {
        session.add_file(name, file)?;
    }
    session.add_missing_tables(&tables.keys().cloned().collect())?;
    let mut done: Vec<DerivedTable> = Vec::new();
    for level in session.levels()? {
        let mut queries = Vec::new();
        let mut made_from = BTreeMap::new();
        for id in level {
            let from = session.made_from(&id, tables, &done, data_until)?;
            if let Some((file, entry)) = held.get(&id).filter(|(file, entry)| entry.made_from == from && file.exists()) {
                session.add_file(&id, file)?;
                done.push(DerivedTable { id, file: file.clone(), fresh: false, entry: entry.clone() });
            } else {
                made_from.insert(id.clone(), from);
                queries.push(id);
            }
        }
        for (id, file, sha256, rows) in session.write_derived(&queries, staging)? {
            session.add_file(&id, &file)?;
            let entry = DerivedFile { sha256, rows, made_from: made_from.remove(&id).unwrap_or_default() };
            done.push(DerivedTable { id, file, fresh: true, entry });
        }
    }
    Ok(done)
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

    /// What a derived table is made from, in one hash: its query, its tables, and the last day of the data if it asks for it.
    fn made_from(
        &self,
        id: &str,
        tables: &BTreeMap<String, (PathBuf, String)>,
        done: &[DerivedTable],
        data_until: Day,
    ) -> Result<String, EngineError> {
        let derived = &self.library.derived[id];
        let named = self.tables_named(&derived.sql).map_err(|e| failed(id, e))?;
        let mut hasher = Sha256::new();
        hasher.update(&derived.sql);
        // Functions and code lists are part of what a query means.
        hasher.update(format!("{:?}", self.library.holidays));
        if derived.sql.contains("data_until") {
            hasher.update(data_until.to_string());
        }
        for name in named {
            let sha = tables.get(&name).map(|(_, sha)| sha.as_str()).or_else(|| done.iter().find(|d| d.id == name).map(|d| d.entry.sha256.as_str()));
            let codes = name.strip_prefix("code_").and_then(|list| self.library.codes.get(list));
            hasher.update(format!("\n{name}={}{codes:?}", sha.unwrap_or("empty")));
        }
        Ok(hasher.finalize().iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}")))
    }

    /// Runs the queries of derived tables side by side.
    pub(crate) fn run_derived(&self, ids: &[String]) -> Result<Vec<Made>, EngineError> {
        self.each_derived(ids, |id, batches, schema| Ok((id, batches, schema)))
    }

    /// Runs them and writes each as soon as it is there: name, file, SHA-256 and rows.
    fn write_derived(&self, ids: &[String], staging: &Path) -> Result<Vec<(String, PathBuf, String, u64)>, EngineError> {
        let staging = staging.to_owned();
        self.each_derived(ids, move |id, batches, schema| {
            let file = staging.join(format!("derived-{id}.parquet"));
            let (sha256, rows) = write(&file, &schema, &batches)?;
            Ok((id, file, sha256, rows))
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

/// Writes a table; the same rows give the same bytes.
fn write(file: &Path, schema: &SchemaRef, batches: &[RecordBatch]) -> Result<(String, u64), EngineError> {
    let fault = |why: String| EngineError::File { doing: "write", path: file.display().to_string(), why };
    let out = File::create(file).map_err(|e| fault(e.to_string()))?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by("sightline".to_owned()).build();
    let mut writer = ArrowWriter::try_new(out, Arc::clone(schema), Some(properties)).map_err(|e| fault(e.to_string()))?;
    let mut rows = 0u64;
    for batch in batches {
        rows += u64::try_from(batch.num_rows()).unwrap_or(0);
        writer.write(batch).map_err(|e| fault(e.to_string()))?;
    }
    writer.close().map_err(|e| fault(e.to_string()))?;
    let sha256 = sightline_store::hash_file(file).map_err(|e| fault(e.to_string()))?;
    Ok((sha256, rows))
}
