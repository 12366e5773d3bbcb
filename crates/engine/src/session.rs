//! A snapshot opened for questions.

use crate::error::query;
use crate::schema::{arrow_schema, data_type};
use crate::{EngineError, functions, moments};
use datafusion::arrow::array::{ArrayRef, AsArray, Date32Array, StringArray, TimestampMicrosecondArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema, TimeUnit, TimestampMicrosecondType};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::datasource::MemTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::execution::context::{SessionConfig, SessionContext};
use sightline_definitions::{ColumnType, Library};
use sightline_model::Day;
use sightline_store::Snapshot;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is known of a loaded table without reading it.
#[derive(Clone, Debug, Default)]
pub struct TableFacts {
    /// Rows.
    pub rows: u64,
    /// The earliest day on which something happened.
    pub first_happened: Option<Day>,
    /// Kind of source.
    pub kind: String,
    /// Columns that its sources do not have, under the source's names or ours.
    pub columns_missing: Vec<String>,
}

/// What is known of a snapshot as a whole.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The snapshot's id.
    pub snapshot: String,
    /// The last day the data know about: later work is not yet known, earlier limits have passed.
    pub data_until: Day,
    /// First day of complete records, if it was stated.
    pub covers_from: Option<Day>,
    /// Today: nothing later can be measured.
    pub today: Day,
    /// Model tables that are loaded.
    pub tables: BTreeMap<String, TableFacts>,
    /// The authority whose population divides rates; worked out if only one is loaded.
    pub authority: Option<String>,
}

impl Facts {
    pub(crate) fn without_tables(data_until: Day) -> Facts {
        Facts { snapshot: String::new(), data_until, covers_from: None, today: data_until, tables: BTreeMap::new(), authority: None }
    }

    pub(crate) fn of(snapshot: &Snapshot, today: Day, authority: Option<String>) -> Facts {
        let manifest = snapshot.manifest();
        let table = |table: &sightline_store::TableFile| TableFacts {
            rows: table.rows,
            first_happened: table.first_happened,
            kind: table.kind.clone(),
            columns_missing: table.columns_missing.clone(),
        };
        Facts {
            snapshot: manifest.id.clone(),
            data_until: manifest.extracted_on,
            covers_from: manifest.covers_from,
            today,
            tables: manifest.tables.iter().map(|(name, held)| (name.clone(), table(held))).collect(),
            authority,
        }
    }
}

/// How a note begins that says so.
const NO_AUTHORITY: &str = "the population loaded has no authority";

/// Looks whether every file of a snapshot is there and is whole as far as its two ends tell: a table whose file is empty would be read as one without
/// rows, and nobody would know. What lies between the ends is for `doctor`.
///
/// # Errors
/// The first file that is not.
pub(crate) fn sound(snapshot: &Snapshot) -> Result<(), EngineError> {
    let of_tables = snapshot.tables();
    let notices = snapshot.manifest().quarantine.iter().chain(&snapshot.manifest().warnings);
    let notices = notices.map(|entry| ("notices about rows".to_owned(), vec![snapshot.file(&entry.sha256)]));
    for (table, files) in of_tables.into_iter().chain(notices) {
        if let Some(file) = files.into_iter().find(|file| !is_whole(file).unwrap_or(false)) {
            return Err(EngineError::Damaged { file: file.display().to_string(), table });
        }
    }
    Ok(())
}

/// The sign at both ends of a Parquet file.
const SIGN: &[u8; 4] = b"PAR1";

/// True for a file with the two signs of Parquet, and room between them for what its end says of its length.
fn is_whole(path: &Path) -> std::io::Result<bool> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    if length < 12 {
        return Ok(false);
    }
    let (mut first, mut last) = ([0; 4], [0; 8]);
    file.read_exact(&mut first)?;
    file.seek(SeekFrom::End(-8))?;
    file.read_exact(&mut last)?;
    let [a, b, c, d, sign @ ..] = last;
    Ok(first == *SIGN && sign == *SIGN && u64::from(u32::from_le_bytes([a, b, c, d])) <= length - 12)
}

/// A snapshot opened for questions. Cheap to clone.
#[derive(Clone)]
pub struct Session {
    pub(crate) context: SessionContext,
    pub(crate) library: Arc<Library>,
    pub(crate) facts: Arc<Facts>,
    pub(crate) runtime: Arc<tokio::runtime::Runtime>,
    pub(crate) calendar: Arc<sightline_model::Calendar>,
    pub(crate) population: Arc<BTreeMap<i64, i64>>,
    pub(crate) population_note: Option<String>,
    pub(crate) dimensions: Arc<crate::dimension::Cache>,
    /// Numbers for the keys by which dimensions know rows.
    pub(crate) keys: Arc<crate::keys::Keys>,
    /// The tables that queries name, once each was read.
    pub(crate) named: Arc<std::sync::Mutex<BTreeMap<String, BTreeSet<String>>>>,
    /// Queries that were planned, on this session's tables.
    pub(crate) plans: Arc<std::sync::Mutex<BTreeMap<String, datafusion::logical_expr::LogicalPlan>>>,
    /// Tables of notices about rows, each with the model tables it speaks for.
    pub(crate) notices: Arc<Vec<(String, Vec<String>)>>,
    /// The file of clocks, once it was read.
    pub(crate) clocks: Arc<std::sync::OnceLock<Result<sightline_clock::Clocks, String>>>,
    /// What lists of things due are judged with, of the day last asked about.
    pub(crate) held: crate::due_read::HeldCache,
    /// The files of each table.
    pub(crate) files: Arc<BTreeMap<String, Vec<PathBuf>>>,
}

impl Session {
    /// Opens a snapshot. `threads` workers share the questions; `authority` chooses the population that divides rates.
    ///
    /// # Errors
    /// If a file is missing or damaged, or cannot be opened.
    pub fn open(library: &Arc<Library>, snapshot: &Snapshot, today: Day, authority: Option<&str>, threads: usize) -> Result<Session, EngineError> {
        sound(snapshot)?;
        let mut session = Session::bare(library, Facts::of(snapshot, today, authority.map(str::to_owned)), threads)?;
        let tables = snapshot.tables();
        for (name, files) in &tables {
            session.add_files(name, files)?;
        }
        session.add_missing_tables(&tables.iter().map(|(name, _)| name.clone()).collect())?;
        session.load_population()?;
        session.notices = Arc::new(session.add_notices(snapshot)?);
        session.files = Arc::new(tables.into_iter().collect());
        Ok(session)
    }

    /// Opens the quarantine and the warnings.
    pub(crate) fn add_notices(&self, snapshot: &Snapshot) -> Result<Vec<(String, Vec<String>)>, EngineError> {
        let mut notices = Vec::new();
        for (number, entry) in snapshot.manifest().quarantine.iter().chain(&snapshot.manifest().warnings).enumerate() {
            let name = format!("notices_{number}");
            self.add_files(&name, &[snapshot.file(&entry.sha256)])?;
            notices.push((name, entry.tables.clone()));
        }
        Ok(notices)
    }

    /// A session without tables: functions, code lists and calendar only.
    pub(crate) fn bare(library: &Arc<Library>, facts: Facts, threads: usize) -> Result<Session, EngineError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(threads.max(1))
            .enable_all()
            .build()
            .map_err(|error| EngineError::Query { what: "the engine".to_owned(), why: error.to_string() })?;
        let mut config =
            SessionConfig::new().with_target_partitions(1).with_batch_size(8192).with_information_schema(false).with_collect_statistics(true);
        // One authority's tables are small: many questions at once keep the cores busy, not many partitions of one.
        config.options_mut().execution.parquet.schema_force_view_types = false;
        config.options_mut().execution.parquet.pushdown_filters = false;
        // Whole columns are read: an index of their pages would be read for nothing, 85 times over.
        config.options_mut().execution.parquet.enable_page_index = false;
        config.options_mut().optimizer.enable_round_robin_repartition = false;
        config.options_mut().sql_parser.map_string_types_to_utf8view = false;
        let context = SessionContext::new_with_config(config);
        let calendar = Arc::new(library.calendar.clone());
        for function in functions::all(&calendar, facts.data_until).into_iter().chain(moments::all(&calendar)) {
            context.register_udf(function);
        }
        let session = Session {
            context,
            library: Arc::clone(library),
            facts: Arc::new(facts),
            runtime: Arc::new(runtime),
            calendar,
            population: Arc::new(BTreeMap::new()),
            population_note: None,
            dimensions: Arc::default(),
            keys: Arc::default(),
            plans: Arc::default(),
            named: Arc::default(),
            notices: Arc::default(),
            clocks: Arc::default(),
            held: Arc::default(),
            files: Arc::default(),
        };
        session.add_codes()?;
        Ok(session)
    }

    /// Another session without tables, sharing this one's threads and code lists.
    pub(crate) fn fresh(&self, facts: Facts) -> Result<Session, EngineError> {
        // What is known of files (their sizes, their footers) is known of them still.
        let context = SessionContext::new_with_config_rt(self.context.copied_config(), self.context.runtime_env());
        for function in functions::all(&self.calendar, facts.data_until).into_iter().chain(moments::all(&self.calendar)) {
            context.register_udf(function);
        }
        for id in self.library.codes.keys() {
            let name = format!("code_{id}");
            let codes = self.runtime.block_on(self.context.table_provider(name.as_str())).map_err(query(&name))?;
            context.register_table(name.as_str(), codes).map_err(query(&name))?;
        }
        Ok(Session {
            context,
            facts: Arc::new(facts),
            dimensions: Arc::default(),
            keys: Arc::default(),
            plans: Arc::default(),
            held: Arc::default(),
            population: Arc::default(),
            population_note: None,
            notices: Arc::default(),
            files: Arc::default(),
            ..self.clone()
        })
    }

    /// A session without tables, for working out derived tables.
    ///
    /// # Errors
    /// If threads cannot be started.
    pub fn empty(library: &Arc<Library>, threads: usize) -> Result<Session, EngineError> {
        Session::bare(library, Facts::without_tables(Day::FAR_PAST), threads)
    }

    /// What is known of the snapshot.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The definitions in force.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Why rates have no denominator, if they have none.
    #[must_use]
    pub fn population_note(&self) -> Option<&str> {
        self.population_note.as_deref()
    }

    /// True if an authority was asked for that the population does not have.
    #[must_use]
    pub fn lacks_authority(&self) -> bool {
        self.population_note.as_ref().is_some_and(|note| note.starts_with(NO_AUTHORITY))
    }

    pub(crate) fn add_files(&self, name: &str, files: &[PathBuf]) -> Result<(), EngineError> {
        let fault = query(name);
        let urls = files.iter().map(|path| ListingTableUrl::parse(path.to_string_lossy())).collect::<Result<Vec<_>, _>>().map_err(&fault)?;
        let options = ListingOptions::new(Arc::new(ParquetFormat::default())).with_file_extension(".parquet");
        let config = ListingTableConfig::new_with_multi_paths(urls).with_listing_options(options);
        let config = match self.library.tables.get(name) {
            // The model's columns: a file written before a column was added reads it as not recorded.
            Some(table) => config.with_schema(arrow_schema(table)),
            None => self.runtime.block_on(config.infer_schema(&self.context.state())).map_err(&fault)?,
        };
        let table = ListingTable::try_new(config).map_err(&fault)?;
        let table = table.with_cache(self.context.runtime_env().cache_manager.get_file_statistic_cache());
        self.context.register_table(name, Arc::new(table)).map_err(fault)?;
        Ok(())
    }

    pub(crate) fn add_batch(&self, name: &str, batch: RecordBatch) -> Result<(), EngineError> {
        let table = MemTable::try_new(batch.schema(), vec![vec![batch]]).map_err(query(name))?;
        self.context.register_table(name, Arc::new(table)).map_err(query(name))?;
        Ok(())
    }

    /// Model tables that were not loaded are there, empty, so that what is made from several tables can be made.
    pub(crate) fn add_missing_tables(&self, present: &BTreeSet<String>) -> Result<(), EngineError> {
        for (name, table) in &self.library.tables {
            if !present.contains(name) {
                self.add_batch(name, RecordBatch::new_empty(arrow_schema(table)))?;
            }
        }
        Ok(())
    }

    fn add_codes(&self) -> Result<(), EngineError> {
        for (id, list) in &self.library.codes {
            let name = format!("code_{id}");
            let text = |get: &dyn Fn(&sightline_definitions::Code) -> Option<String>| -> ArrayRef {
                Arc::new(list.codes.iter().map(get).collect::<StringArray>())
            };
            let days = |get: &dyn Fn(&sightline_definitions::Code) -> Option<Day>| -> ArrayRef {
                Arc::new(list.codes.iter().map(|code| get(code).map(Day::epoch)).collect::<Date32Array>())
            };
            let columns: Vec<(&str, ArrayRef)> = vec![
                ("code", text(&|c| Some(c.code.clone()))),
                ("label", text(&|c| Some(c.label.clone()))),
                ("valid_from", days(&|c| c.valid_from)),
                ("valid_until", days(&|c| c.valid_until)),
                ("group_name", text(&|c| c.group.clone())),
            ];
            let fields: Vec<Field> = columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true)).collect();
            let arrays = columns.into_iter().map(|(_, array)| array).collect();
            let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(|e| query(&name)(e.into()))?;
            self.add_batch(&name, batch)?;
        }
        Ok(())
    }

    /// Reads the population of the authority in question.
    pub(crate) fn load_population(&mut self) -> Result<(), EngineError> {
        use datafusion::arrow::array::AsArray;
        use datafusion::arrow::datatypes::Int64Type;
        let fault = query("population");
        let sql =
            "SELECT authority, coalesce(authority_code, '') AS code, coalesce(lower(authority_name), '') AS name, year, children FROM population";
        let batches = self.collect(sql).map_err(&fault)?;
        let mut of: BTreeMap<String, BTreeMap<i64, i64>> = BTreeMap::new();
        let mut chosen = None;
        for batch in &batches {
            let (ids, codes, names) = (batch.column(0).as_string::<i32>(), batch.column(1).as_string::<i32>(), batch.column(2).as_string::<i32>());
            let (years, children) = (batch.column(3).as_primitive::<Int64Type>(), batch.column(4).as_primitive::<Int64Type>());
            for row in 0..batch.num_rows() {
                let id = ids.value(row);
                if let Some(wanted) = &self.facts.authority
                    && (wanted == id || wanted == codes.value(row) || wanted.to_lowercase() == names.value(row))
                {
                    chosen = Some(id.to_owned());
                }
                of.entry(id.to_owned()).or_default().insert(years.value(row), children.value(row));
            }
        }
        let id = match (&self.facts.authority, chosen, of.len()) {
            (_, _, 0) => {
                self.population_note =
                    Some("no population is loaded: load a file of mid-year estimates in the Explore Education Statistics layout".to_owned());
                return Ok(());
            }
            (Some(_), Some(id), _) => id,
            (Some(wanted), None, _) => {
                self.population_note = Some(format!("{NO_AUTHORITY} `{wanted}`: give its three-digit number with --population-of"));
                return Ok(());
            }
            (None, _, 1) => of.keys().next().cloned().unwrap_or_default(),
            (None, _, many) => {
                self.population_note = Some(format!(
                    "the population loaded is of {many} authorities: say which is yours with --population-of NUMBER, or `authority = \"NUMBER\"` in settings.toml"
                ));
                return Ok(());
            }
        };
        self.population = Arc::new(of.remove(&id).unwrap_or_default());
        Ok(())
    }

    pub(crate) fn collect(&self, sql: &str) -> datafusion::error::Result<Vec<RecordBatch>> {
        self.runtime.block_on(self.collect_async(sql))
    }

    pub(crate) async fn collect_async(&self, sql: &str) -> datafusion::error::Result<Vec<RecordBatch>> {
        self.context.sql(sql).await?.collect().await
    }

    /// An empty batch or one made from text fields, for worked examples.
    pub(crate) fn column_from_text(kind: ColumnType, values: &[Option<&str>]) -> Result<ArrayRef, String> {
        use datafusion::arrow::compute::{CastOptions, cast_with_options};
        let options = CastOptions { safe: false, ..Default::default() };
        // `2018-07-06T16:59` needs no seconds, as in a file.
        let seconds = |text: &str| match (kind, text.len()) {
            (ColumnType::Instant, 16) => format!("{text}:00"),
            _ => text.to_owned(),
        };
        let texts: ArrayRef = Arc::new(values.iter().map(|text| text.map(seconds)).collect::<StringArray>());
        let target = data_type(kind);
        if target == DataType::Utf8 {
            return Ok(texts);
        }
        if kind == ColumnType::Instant {
            // As in a file: local time of England.
            let plain = cast_with_options(&texts, &DataType::Timestamp(TimeUnit::Microsecond, None), &options).map_err(|error| error.to_string())?;
            let utc: TimestampMicrosecondArray = plain.as_primitive::<TimestampMicrosecondType>().unary(sightline_model::england::naive_to_utc);
            return Ok(Arc::new(utc.with_timezone("UTC")));
        }
        cast_with_options(&texts, &target, &options).map_err(|error| error.to_string())
    }
}
