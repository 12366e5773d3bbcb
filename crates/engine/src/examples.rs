//! Worked examples, and the checks that a definition can run at all.

use crate::list::Which;
use crate::schema::arrow_schema;
use crate::session::{Facts, TableFacts};
use crate::{Condition, EngineError, Request, Session};
use datafusion::arrow::array::new_null_array;
use datafusion::arrow::record_batch::RecordBatch;
use sightline_definitions::{Block, Example, Fault, Indicator, Library, Shape, Table};
use sightline_model::{Day, Period};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What became of one worked example.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The indicator.
    pub indicator: String,
    /// The example's heading.
    pub example: String,
    /// What differs from what was expected; nothing if it holds.
    pub differences: Vec<Fault>,
}

/// Runs the worked examples of indicators.
///
/// # Errors
/// If the engine cannot start.
pub fn run_examples(library: &Arc<Library>, indicators: &[&Indicator]) -> Result<Vec<Outcome>, EngineError> {
    let start = Session::bare(library, no_facts(), 2)?;
    let levels = start.levels()?;
    let jobs: Vec<(&Indicator, &Example)> = indicators.iter().flat_map(|i| i.examples().iter().map(move |e| (*i, e))).collect();
    Ok(side_by_side(&jobs, |(indicator, example)| start.outcome(indicator, example, &levels)))
}

/// Does the jobs on two threads; the results stand in the order of the jobs.
pub(crate) fn side_by_side<J: Sync, R: Send>(jobs: &[J], each: impl Fn(&J) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let mut results: Vec<(usize, R)> = std::thread::scope(|scope| {
        let work = || {
            let mut done = Vec::new();
            while let Some((number, job)) = {
                let number = next.fetch_add(1, Ordering::Relaxed);
                jobs.get(number).map(|job| (number, job))
            } {
                done.push((number, each(job)));
            }
            done
        };
        let other = scope.spawn(work);
        let mut all = work();
        if let Ok(more) = other.join() {
            all.extend(more);
        }
        all
    });
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Plans every query on empty tables: every fault of every definition, with file and line.
///
/// # Errors
/// If the engine cannot start.
pub fn check_definitions(library: &Arc<Library>) -> Result<Vec<Fault>, EngineError> {
    let session = Session::bare(library, no_facts(), 1)?;
    session.add_missing_tables(&BTreeSet::new())?;
    let mut faults = library.page_faults();
    match session.levels() {
        Ok(levels) => {
            for id in levels.into_iter().flatten() {
                let derived = &library.derived[&id];
                match session.plan(&derived.sql) {
                    Ok(plan) => session.add_batch(&id, RecordBatch::new_empty(Arc::new(plan.schema().as_arrow().clone())))?,
                    Err(error) => faults.push(Session::sql_fault(&derived.file, derived.sql_line, &error)),
                }
            }
        }
        Err(EngineError::Definition(fault)) => faults.push(fault),
        Err(other) => faults.push(Fault::new("derived", 0, other.to_string())),
    }
    for dimension in library.dimensions.values() {
        match session.plan(&dimension.sql) {
            Err(error) => faults.push(Session::sql_fault(&dimension.file, dimension.sql_line, &error)),
            Ok(plan) => {
                let wanted: &[&str] = if dimension.dated { &["key", "value", "from_on", "until_on"] } else { &["key", "value"] };
                let has = |name: &&&str| plan.schema().fields().iter().all(|f| f.name() != **name);
                for name in wanted.iter().filter(has) {
                    faults.push(Fault::new(&dimension.file, dimension.sql_line, format!("the query does not give the column {name}")));
                }
            }
        }
    }
    for indicator in library.indicators.values() {
        session.check_indicator(indicator, &mut faults);
    }
    for due in library.due.values() {
        session.check_due(due, &mut faults);
    }
    Ok(faults)
}

pub(crate) fn no_facts() -> Facts {
    Facts {
        snapshot: "example".to_owned(),
        data_until: Day::FAR_FUTURE,
        covers_from: None,
        today: Day::FAR_FUTURE,
        tables: BTreeMap::new(),
        authority: None,
    }
}

impl Session {
    fn outcome(&self, indicator: &Indicator, example: &Example, levels: &[Vec<String>]) -> Outcome {
        let differences = match self.run_example(indicator, example, levels) {
            Ok(differences) => differences,
            Err(EngineError::Definition(fault)) => vec![fault],
            Err(error) => vec![Fault::new(&example.file, example.line, error.to_string())],
        };
        Outcome { indicator: indicator.id.clone(), example: example.name.clone(), differences }
    }

    fn check_indicator(&self, indicator: &Indicator, faults: &mut Vec<Fault>) {
        let period = Period::month_of(Day::from_epoch(17_000));
        let plan = match self.plan(&Session::query_of(indicator, &[period])) {
            Ok(plan) => plan,
            Err(error) => {
                faults.push(Session::sql_fault(&indicator.file, indicator.sql_line, &error));
                return;
            }
        };
        let columns: Vec<String> = plan.schema().fields().iter().map(|f| f.name().clone()).collect();
        let mut need: Vec<&str> = vec!["child_id", "record_id"];
        match indicator.shape {
            Shape::Event => need.push("happened_on"),
            Shape::Spell => need.extend(["started_on", "ended_on"]),
            Shape::AsAt => need.push("period_id"),
        }
        need.extend(indicator.evidence.iter().map(String::as_str));
        for name in need.into_iter().filter(|name| !columns.iter().any(|c| c == name)) {
            faults.push(Fault::new(&indicator.file, indicator.sql_line, format!("the query does not give the column {name}")));
        }
        for id in indicator.dimensions.iter().chain(&indicator.share_of) {
            let mut dimension = self.library.dimensions.get(id);
            while let Some(found) = dimension {
                if columns.contains(&found.key) {
                    break;
                }
                dimension = found.otherwise.as_ref().and_then(|other| self.library.dimensions.get(other));
                if dimension.is_none() {
                    let message = format!("the dimension `{id}` needs the column {}, which the query does not give", found.key);
                    faults.push(Fault::new(&indicator.file, indicator.sql_line, message));
                }
            }
        }
    }

    /// A session on an example's invented records.
    fn for_example(&self, indicator: &Indicator, example: &Example, levels: &[Vec<String>]) -> Result<Session, EngineError> {
        let mut facts = no_facts();
        for block in example.blocks_named("extract") {
            let day = |name: &str| {
                let at = block.headings.iter().position(|h| h == name)?;
                block.rows.first().and_then(|row| Day::parse(&row[at]))
            };
            facts.data_until = day("extracted_on").unwrap_or(facts.data_until);
            facts.covers_from = day("covers_from");
        }
        let mut wanted =
            self.tables_named(&indicator.sql).map_err(|e| EngineError::Definition(Session::sql_fault(&indicator.file, indicator.sql_line, &e)))?;
        // Of the dimensions, those that the example divides by.
        let headings: BTreeSet<&str> = example.blocks_named("expect").flat_map(|block| block.headings.iter().map(String::as_str)).collect();
        for dimension in indicator.dimensions.iter().chain(&indicator.share_of).filter(|dimension| headings.contains(dimension.as_str())) {
            let mut next = self.library.dimensions.get(dimension);
            while let Some(found) = next {
                wanted
                    .extend(self.tables_named(&found.sql).map_err(|e| EngineError::Definition(Session::sql_fault(&found.file, found.sql_line, &e)))?);
                next = found.otherwise.as_ref().and_then(|other| self.library.dimensions.get(other));
            }
        }
        self.on_records(facts, example, wanted, levels)
    }

    /// A session on an example's records, with the derived tables that are wanted.
    pub(crate) fn on_records(
        &self,
        mut facts: Facts,
        example: &Example,
        mut wanted: BTreeSet<String>,
        levels: &[Vec<String>],
    ) -> Result<Session, EngineError> {
        for name in self.library.tables.keys() {
            facts.tables.insert(name.clone(), TableFacts::default());
        }
        let mut session = self.fresh(facts)?;
        let mut present = BTreeSet::new();
        for (name, table) in &self.library.tables {
            let blocks: Vec<&Block> = example.blocks_named(name).collect();
            if !blocks.is_empty() {
                session.add_batch(name, batch_of(table, &blocks)?)?;
                present.insert(name.clone());
            }
        }
        session.add_missing_tables(&present)?;
        for level in levels.iter().rev() {
            for id in level.iter().filter(|id| wanted.contains(*id)).cloned().collect::<Vec<_>>() {
                let named = self.tables_named(&self.library.derived[&id].sql).unwrap_or_default();
                wanted.extend(named);
            }
        }
        for level in levels {
            let ids: Vec<String> = level.iter().filter(|id| wanted.contains(*id)).cloned().collect();
            for (id, batches, schema) in session.run_derived(&ids)? {
                let whole = datafusion::arrow::compute::concat_batches(&schema, &batches).map_err(|e| crate::plan::failed(&id, e.into()))?;
                session.add_batch(&id, whole)?;
            }
        }
        session.load_population()?;
        Ok(session)
    }

    fn run_example(&self, indicator: &Indicator, example: &Example, levels: &[Vec<String>]) -> Result<Vec<Fault>, EngineError> {
        let session = self.for_example(indicator, example, levels)?;
        let mut differences = Vec::new();
        let mut periods = Vec::new();
        for block in example.blocks_named("period") {
            for row in &block.rows {
                match Period::parse(row.first().map_or("", String::as_str)) {
                    Ok(period) => periods.push(period),
                    Err(error) => differences.push(Fault::new(&example.file, block.line, error.to_string())),
                }
            }
        }
        for block in example.blocks_named("expect") {
            differences.extend(session.compare_figures(indicator, example, block, &periods)?);
        }
        for block in example.blocks_named("expect rows") {
            differences.extend(session.compare_rows(indicator, example, block, &periods)?);
        }
        Ok(differences)
    }

    fn compare_figures(&self, indicator: &Indicator, example: &Example, block: &Block, periods: &[Period]) -> Result<Vec<Fault>, EngineError> {
        let figure_columns = ["period", "starts_on", "ends_on", "numerator", "denominator", "value", "pending", "status"];
        let by: Vec<String> = block.headings.iter().filter(|h| !figure_columns.contains(&h.as_str())).cloned().collect();
        let request = Request { periods: periods.to_vec(), by: by.clone(), conditions: Vec::new(), narrow: false };
        let lines = self.measure(std::slice::from_ref(&indicator.id), &request)?;
        let mut differences = Vec::new();
        for row in &block.rows {
            let field = |name: &str| block.headings.iter().position(|h| h == name).map(|at| row[at].as_str());
            let words: Vec<&str> = by.iter().filter_map(|name| field(name)).collect();
            let named = field("period").unwrap_or_default();
            let mut differ = |text: String| {
                differences.push(Fault::new(&example.file, block.line, format!("{}: {named} {}: {text}", example.name, words.join(", "))))
            };
            let Some(line) = lines.iter().find(|line| line.period.name() == named && line.parts == words) else {
                // A part that no record falls in has no line; that is what a numerator of 0 says.
                if words.is_empty() || field("numerator").or_else(|| field("value")).and_then(number) != Some(0.0) {
                    differ("expected, and not there".to_owned());
                }
                continue;
            };
            #[expect(clippy::cast_precision_loss, reason = "examples hold a handful of rows")]
            let pending = Some(line.figure.pending as f64);
            for (name, got) in
                [("numerator", line.figure.numerator), ("denominator", line.figure.denominator), ("value", line.figure.value), ("pending", pending)]
            {
                if let Some(text) = field(name) {
                    let wanted = number(text);
                    let same = match (wanted, got) {
                        (None, None) => true,
                        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
                        _ => false,
                    };
                    if !same {
                        differ(format!(
                            "{name} expected {}, got {}",
                            if text.is_empty() { "nothing" } else { text },
                            got.map_or("nothing".to_owned(), |g| g.to_string())
                        ));
                    }
                }
            }
            if let Some(status) = field("status").filter(|s| !s.is_empty() && *s != line.figure.status.word()) {
                differ(format!("status expected {status}, got {}", line.figure.status.word()));
            }
        }
        Ok(differences)
    }

    fn compare_rows(&self, indicator: &Indicator, example: &Example, block: &Block, periods: &[Period]) -> Result<Vec<Fault>, EngineError> {
        let mut differences = Vec::new();
        let at = |name: &str| block.headings.iter().position(|h| h == name);
        for period in periods {
            let request = Request { periods: vec![period.clone()], by: Vec::new(), conditions: Vec::<Condition>::new(), narrow: false };
            let listing = self.rows_behind(&indicator.id, &request, Which::Everything)?;
            let compared: Vec<&String> = block.headings.iter().filter(|h| *h != "period").collect();
            let mut columns = Vec::new();
            for name in &compared {
                match listing.headings.iter().position(|h| h == *name) {
                    Some(found) => columns.push(found),
                    None => {
                        differences.push(Fault::new(&example.file, block.line, format!("the rows have no column {name}")));
                        return Ok(differences);
                    }
                }
            }
            let mut got: Vec<Vec<String>> = listing.rows.iter().map(|row| columns.iter().map(|&c| plain_number(&row[c])).collect()).collect();
            let mut wanted: Vec<Vec<String>> = block
                .rows
                .iter()
                .filter(|row| at("period").is_none_or(|i| row[i] == period.name()))
                .map(|row| compared.iter().filter_map(|name| at(name)).map(|i| plain_number(&row[i])).collect())
                .collect();
            got.sort();
            wanted.sort();
            if got != wanted {
                let message = format!("{}: rows of {period}: expected {wanted:?}, got {got:?}", example.name);
                differences.push(Fault::new(&example.file, block.line, message));
            }
        }
        Ok(differences)
    }
}

/// `3` and `3.0` are the same evidence.
fn plain_number(text: &str) -> String {
    if text.contains('.') { text.parse::<f64>().map_or_else(|_| text.to_owned(), |n| n.to_string()) } else { text.to_owned() }
}

/// A number, or a fraction such as `100/3`.
fn number(text: &str) -> Option<f64> {
    match text.split_once('/') {
        Some((over, under)) => Some(over.trim().parse::<f64>().ok()? / under.trim().parse::<f64>().ok()?),
        None => text.trim().parse().ok(),
    }
}

/// A model table from an example's blocks; columns that are not given are not recorded.
fn batch_of(table: &Table, blocks: &[&Block]) -> Result<RecordBatch, EngineError> {
    let schema = arrow_schema(table);
    let rows: usize = blocks.iter().map(|b| b.rows.len()).sum();
    let fault = |why: String| EngineError::Query { what: format!("the example's table {}", table.name), why };
    let mut arrays = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        let texts = |name: &str| -> Vec<Option<&str>> {
            let mut values = Vec::with_capacity(rows);
            for block in blocks {
                let at = block.headings.iter().position(|h| h == name);
                values.extend(block.rows.iter().map(|row| at.map(|i| row[i].as_str()).filter(|text| !text.is_empty())));
            }
            values
        };
        let mut values = texts(&column.name);
        // The local day of a moment, where only the moment is given.
        let moment = table.moment_of(column);
        if let Some(moment) = moment {
            for (value, instant) in values.iter_mut().zip(texts(&moment.name)) {
                *value = value.or_else(|| instant.and_then(|text| text.get(..10)));
            }
        }
        if values.iter().all(Option::is_none) {
            arrays.push(new_null_array(schema.field(index).data_type(), rows));
        } else {
            arrays.push(Session::column_from_text(column.kind, &values).map_err(|why| fault(format!("{}: {why}", column.name)))?);
        }
    }
    RecordBatch::try_new(schema, arrays).map_err(|e| fault(e.to_string()))
}
