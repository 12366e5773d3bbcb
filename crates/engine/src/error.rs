//! What can go wrong when definitions run.

use sightline_definitions::Fault;
use thiserror::Error;

/// What can go wrong when definitions run. Messages hold no record's contents.
#[derive(Debug, Error)]
pub enum EngineError {
    /// No such indicator.
    #[error("there is no indicator `{0}`{1}: `sightline indicators` lists them")]
    NoIndicator(String, String),
    /// No such thing that falls due.
    #[error("there is nothing due called `{0}`: `sightline due` lists what there is")]
    NoDue(String),
    /// No such dimension of this indicator.
    #[error("`{indicator}` cannot be divided by `{dimension}`; it can be divided by: {known}")]
    NoDimension {
        /// The indicator asked for.
        indicator: String,
        /// The dimension asked for.
        dimension: String,
        /// What it has.
        known: String,
    },
    /// A definition that cannot run.
    #[error("{0}")]
    Definition(Fault),
    /// The indicator's tables have not been loaded.
    #[error("`{indicator}` needs {tables}, which {} not been loaded", if tables.contains(',') { "have" } else { "has" })]
    NotLoaded {
        /// The indicator asked for.
        indicator: String,
        /// The tables that are missing.
        tables: String,
    },
    /// There is no figure, and so no list behind it.
    #[error("`{indicator}` has no figure for {period}, and so no list: the records do not reach it")]
    NoFigure {
        /// The indicator asked for.
        indicator: String,
        /// The period asked for.
        period: String,
    },
    /// The engine itself.
    #[error("the query of {what} failed: {why}")]
    Query {
        /// Which definition.
        what: String,
        /// Why, without any value from a record.
        why: String,
    },
    /// A file of the snapshot that is not there, or not whole.
    #[error("the file {file} of the table {table} is missing or damaged: run `sightline doctor`, and restore a backup or load the extracts again")]
    Damaged {
        /// The file.
        file: String,
        /// The table it belongs to.
        table: String,
    },
    /// A file that could not be written or read.
    #[error("cannot {doing} {path}: {}", remedied(why))]
    File {
        /// What was being done.
        doing: &'static str,
        /// To which file.
        path: String,
        /// Why not.
        why: String,
    },
}

/// The system's words without the layers around them, and what to do.
fn remedied(why: &str) -> String {
    let plain = why.rsplit_once("External: ").map_or(why, |(_, inner)| inner);
    if plain.contains("No space left") {
        format!("{plain}. Free some space and run it again; the snapshot before is untouched")
    } else {
        plain.to_owned()
    }
}

pub(crate) fn query(what: &str) -> impl Fn(datafusion::error::DataFusionError) -> EngineError + '_ {
    move |error| EngineError::Query { what: what.to_owned(), why: plain(&error) }
}

const UNREADABLE: &str = "a table's file is missing or damaged: run `sightline doctor`, and restore a backup";

/// A message for people, in one line. Execution errors may quote values, so only errors of planning are passed on in full.
pub(crate) fn plain(error: &datafusion::error::DataFusionError) -> String {
    use datafusion::error::DataFusionError as E;
    match error {
        // Such a plan names files, and not definitions.
        E::Plan(words) if words.contains("file://") => UNREADABLE.to_owned(),
        E::ObjectStore(_) => UNREADABLE.to_owned(),
        E::SQL(..) | E::Plan(_) | E::SchemaError(..) | E::NotImplemented(_) | E::Configuration(_) => one_line(&error.to_string()),
        E::Diagnostic(_, inner) | E::Context(_, inner) => plain(inner),
        E::Collection(all) => all.first().map_or_else(|| "unknown fault".to_owned(), plain),
        E::ResourcesExhausted(_) => "it ran out of memory".to_owned(),
        E::IoError(io) => format!("a file could not be read ({})", io.kind()),
        E::ParquetError(_) => UNREADABLE.to_owned(),
        _ => "a value could not be worked with".to_owned(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
