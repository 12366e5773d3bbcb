//! Worked examples of things due.

use crate::due::{DueFilter, DueRow};
use crate::due_read::Standing;
use crate::examples::{no_facts, side_by_side};
use crate::{EngineError, Outcome, Session};
use sightline_clock::{Amount, Moment};
use sightline_definitions::{Block, Due, Example, Fault, Library};
use sightline_model::Day;
use std::sync::Arc;

/// Runs the worked examples of things due.
///
/// # Errors
/// If the engine cannot start.
pub fn run_due_examples(library: &Arc<Library>, definitions: &[&Due]) -> Result<Vec<Outcome>, EngineError> {
    let start = Session::bare(library, no_facts(), 2)?;
    let levels = start.levels()?;
    let jobs: Vec<(&Due, &Example)> = definitions.iter().flat_map(|due| due.examples().iter().map(move |example| (*due, example))).collect();
    Ok(side_by_side(&jobs, |(due, example)| {
        let differences = match start.run_due_example(due, example, &levels) {
            Ok(differences) => differences,
            Err(EngineError::Definition(fault)) => vec![fault],
            Err(error) => vec![Fault::new(&example.file, example.line, error.to_string())],
        };
        Outcome { indicator: due.id.clone(), example: example.name.clone(), differences }
    }))
}

impl Session {
    /// Looks at an example's records at each moment that it names; the records end on the day of the moment unless the example says when.
    fn run_due_example(&self, due: &Due, example: &Example, levels: &[Vec<String>]) -> Result<Vec<Fault>, EngineError> {
        let mut differences = Vec::new();
        for text in example.blocks_named("as-at").flat_map(|block| &block.rows).filter_map(|row| row.first()) {
            let Ok(as_at) = Moment::parse(text) else {
                differences.push(Fault::new(&example.file, example.line, format!("`{text}` is neither a day nor an instant, as 2018-07-02T09:30")));
                continue;
            };
            let mut facts = no_facts();
            let told = example.blocks_named("extract").find_map(|block| Day::parse(field(block, block.rows.first()?, "extracted_on")?));
            facts.data_until = told.unwrap_or(as_at.day());
            let mut wanted = self.tables_named(&due.sql).map_err(|e| EngineError::Definition(Session::sql_fault(&due.file, due.sql_line, &e)))?;
            wanted.insert("case_allocation".to_owned());
            let session = self.on_records(facts, example, wanted, levels)?;
            let rows = session.rows_due(&DueFilter { ids: vec![due.id.clone()], ..DueFilter::default() }, as_at)?;
            let mut differ = |block: &Block, what: String| {
                differences.push(Fault::new(&example.file, block.line, format!("{}: as at {text}: {what}", example.name)))
            };
            for block in example.blocks_named("expect") {
                compare_counts(block, text, &rows, &mut differ);
            }
            for block in example.blocks_named("expect rows") {
                compare_rows(block, text, &rows, &mut differ);
            }
        }
        Ok(differences)
    }
}

fn field<'a>(block: &Block, row: &'a [String], name: &str) -> Option<&'a str> {
    block.headings.iter().position(|heading| heading == name).and_then(|at| row.get(at)).map(String::as_str)
}

/// Rows that speak of one moment: all, if the block does not say which.
fn of_moment<'a>(block: &'a Block, text: &str) -> Vec<&'a Vec<String>> {
    block.rows.iter().filter(|row| field(block, row, "as_at").is_none_or(|at| at == text)).collect()
}

fn compare_counts(block: &Block, text: &str, rows: &[DueRow], differ: &mut dyn FnMut(&Block, String)) {
    for wanted in of_moment(block, text) {
        for standing in Standing::ALL {
            let got = rows.iter().filter(|row| row.standing == standing).count();
            if let Some(expected) = field(block, wanted, standing.word()).filter(|expected| *expected != got.to_string()) {
                differ(block, format!("{} expected {expected}, got {got}", standing.word()));
            }
        }
    }
}

fn compare_rows(block: &Block, text: &str, rows: &[DueRow], differ: &mut dyn FnMut(&Block, String)) {
    let compared: Vec<&String> = block.headings.iter().filter(|heading| *heading != "as_at").collect();
    if let Some(unknown) = compared.iter().find(|heading| !HEADINGS.contains(&heading.as_str())) {
        return differ(block, format!("the rows have no column {unknown}: they have {}", HEADINGS.join(", ")));
    }
    let mut got: Vec<Vec<String>> = rows.iter().map(|row| compared.iter().map(|name| shown(row, name)).collect()).collect();
    let mut wanted: Vec<Vec<String>> = of_moment(block, text)
        .into_iter()
        .map(|row| compared.iter().map(|name| field(block, row, name).unwrap_or_default().to_owned()).collect())
        .collect();
    got.sort();
    wanted.sort();
    if got != wanted {
        differ(block, format!("rows expected {wanted:?}, got {got:?}"));
    }
}

const HEADINGS: [&str; 10] = ["record_id", "child_id", "standing", "started", "due", "by", "clock", "team_id", "worker_id", "words"];

/// A column of a row, as an example writes it: moments in the time of England.
fn shown(row: &DueRow, name: &str) -> String {
    let moment = |moment: Option<Moment>| {
        let text = moment.map(Moment::iso).unwrap_or_default();
        text.get(..16).map_or_else(|| text.clone(), str::to_owned)
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match name {
        "record_id" => row.record_id.clone(),
        "child_id" => text(&row.child_id),
        "standing" => row.standing.word().to_owned(),
        "started" => moment(row.started),
        "due" => moment(row.due),
        "by" => row.by.map(Amount::words).unwrap_or_default(),
        "clock" => text(&row.clock),
        "team_id" => text(&row.team),
        "worker_id" => text(&row.worker),
        _ => row.words.clone(),
    }
}
