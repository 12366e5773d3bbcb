//! Which files there are, and what each holds.

use crate::api::{Ignored, Kind};
use crate::error::IntakeError;
use crate::parquet_in;
use crate::plan::{Plan, plain};
use crate::population::Layout;
use crate::reader::Reader;
use crate::source::{Source, Stamp};
use crate::ssda903::{ReturnKind, recognise};
use sightline_definitions::{Library, Table};
use std::path::{Path, PathBuf};

/// Folders within folders that are looked into.
const DEPTH: usize = 4;

/// A file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    /// Its name below the folder that was given.
    pub(crate) name: String,
    /// True if the file itself was given.
    pub(crate) given: bool,
    pub(crate) bytes: u64,
}

impl Found {
    /// True for a Parquet file.
    pub(crate) fn is_parquet(&self) -> bool {
        ending(&self.path) == "parquet"
    }

    /// The file's name without its ending, in small letters.
    pub(crate) fn stem(&self) -> String {
        self.path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default()
    }
}

/// What a file holds.
#[derive(Clone, Debug)]
pub(crate) enum Target<'a> {
    /// A table.
    Table(&'a Table, Kind),
    /// Mid-year population in the published layout.
    Population(&'a Table),
    /// A file of a return, and what is left of its name without that file's own name.
    Return(ReturnKind, String),
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Every file of the paths, folders in the order of their names.
pub(crate) fn files(paths: &[PathBuf], ignored: &mut Vec<Ignored>) -> Result<Vec<Found>, IntakeError> {
    let mut found: Vec<Found> = Vec::new();
    for path in paths {
        let data = std::fs::metadata(path).map_err(|error| IntakeError::reading(path, error))?;
        if data.is_dir() {
            walk(path, path, 0, &mut found, ignored)?;
        } else if paths.len() > 1 && matches!(ending(path).as_str(), "md" | "html" | "htm" | "pdf" | "docx" | "doc" | "json" | "toml" | "log") {
            // `load FOLDER/*` names whatever lies there.
            ignored.push(Ignored { path: path.clone(), why: "no file of records".to_owned() });
        } else {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            found.push(Found { path: path.clone(), name, given: true, bytes: data.len() });
        }
    }
    let mut once: Vec<Found> = Vec::new();
    for file in found {
        if !once.iter().any(|other| other.path == file.path) {
            once.push(file);
        }
    }
    Ok(once)
}

fn walk(root: &Path, folder: &Path, depth: usize, found: &mut Vec<Found>, ignored: &mut Vec<Ignored>) -> Result<(), IntakeError> {
    let reading = |error| IntakeError::reading(folder, error);
    let mut inner: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(reading)? {
        inner.push(entry.map_err(reading)?.path());
    }
    inner.sort();
    for path in inner {
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let own = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut ignore = |why: &str| ignored.push(Ignored { path: path.clone(), why: why.to_owned() });
        if own.starts_with('.') || own.starts_with("~$") {
            ignore("a hidden file");
            continue;
        }
        let Ok(data) = std::fs::metadata(&path) else {
            ignore("it leads nowhere");
            continue;
        };
        if data.is_dir() {
            if depth < DEPTH {
                walk(root, &path, depth + 1, found, ignored)?;
            } else {
                ignore("a folder too deep to be looked into");
            }
            continue;
        }
        match ending(&path).as_str() {
            "csv" | "txt" | "tsv" | "tab" | "psv" | "parquet" if data.is_file() => {
                found.push(Found { path, name, given: false, bytes: data.len() });
            }
            "xlsx" | "xls" | "xlsm" | "ods" => ignore("a workbook: save each sheet as CSV"),
            "xml" => ignore("XML is not read here: load the CSV files of the return"),
            "zip" | "gz" | "7z" => ignore("a packed file: unpack it"),
            _ => ignore("no file of records"),
        }
    }
    Ok(())
}

/// The headings of a file.
pub(crate) fn headings(file: &Found) -> Result<Vec<String>, IntakeError> {
    if file.is_parquet() {
        return parquet_in::headings(&file.path);
    }
    if Stamp::of(&file.path)?.bytes == 0 {
        return Err(IntakeError::Empty { path: file.path.clone() });
    }
    Ok(Reader::open(Source::open(&file.path)?)?.headings)
}

/// What a file holds; `Err(why)` inside if it is to be ignored.
pub(crate) fn target<'a>(file: &Found, kind: Option<&Kind>, library: &'a Library) -> Result<Result<Target<'a>, String>, IntakeError> {
    let stem = file.stem();
    if let Some(Kind::Own(name)) = kind {
        let table = library.tables.get(name).ok_or_else(|| IntakeError::UnknownTable { table: name.clone() })?;
        let headings = headings(file)?;
        return check(file, table, Kind::Own(name.clone()), &headings);
    }
    let may = |wanted: &Kind| kind.is_none_or(|kind| kind == wanted);
    let named = if stem.starts_with("ssd_") && may(&Kind::Ssd) { library.table_of_ssd(&stem) } else { None };
    let headings = match headings(file) {
        Ok(headings) => headings,
        // Beside tables there may be anything: only what is named like one has to be readable.
        Err(IntakeError::Empty { .. } | IntakeError::LineTooLong { .. } | IntakeError::BadParquet { .. })
            if !file.given && named.is_none() && own_table(&stem, library).is_none() && kind.is_none() && recognise::by_name(&stem).is_none() =>
        {
            return Ok(Err("neither its name nor its content is that of a table".to_owned()));
        }
        Err(error) => return Err(error),
    };
    if let Some(table) = named {
        return check(file, table, Kind::Ssd, &headings);
    }
    if may(&Kind::Ssda903)
        && let Some((found, rest)) = recognise::recognise(&stem, &headings)
    {
        if stem.ends_with("_errors") || stem.ends_with("-errors") {
            return Ok(Err("a list of errors of a return".to_owned()));
        }
        return Ok(Ok(Target::Return(found, rest)));
    }
    // Population and tables of ours may lie beside the tables of the dataset, or the files of a return.
    let beside = matches!(kind, None | Some(Kind::Ssd | Kind::Ssda903));
    if (beside || may(&Kind::Population))
        && Layout::of(&headings).is_some()
        && let Some(table) = library.tables.get("population")
    {
        return Ok(Ok(Target::Population(table)));
    }
    let errors = stem.ends_with("_errors") || stem.ends_with("-errors");
    if may(&Kind::Ssda903)
        && !errors
        && let Some((found, rest)) = recognise::by_name(&stem)
    {
        // Named as a file of a return, and without its headings.
        if headings.len() < 2 {
            return Err(IntakeError::WrongDelimiter { path: file.path.clone() });
        }
        if rest.is_empty() && kind.is_some() {
            return Err(IntakeError::NoKnownHeadings { path: file.path.clone(), table: format!("the return's {found}") });
        }
    }
    if beside && let Some(table) = own_table(&stem, library) {
        let ssd = headings.iter().any(|heading| table.columns.iter().any(|c| c.ssd.as_ref().is_some_and(|ssd| plain(heading) == ssd.to_lowercase())));
        let kind = if ssd { Kind::Ssd } else { Kind::Own(table.name.clone()) };
        return check(file, table, kind, &headings);
    }
    if may(&Kind::Ssd)
        && let Some(table) = by_headings(&headings, library)
    {
        return check(file, table, Kind::Ssd, &headings);
    }
    if file.given {
        if headings.len() < 2 {
            return Err(IntakeError::WrongDelimiter { path: file.path.clone() });
        }
        return Err(IntakeError::Unrecognised { path: file.path.clone() });
    }
    Ok(Err("its headings are those of no table".to_owned()))
}

/// A table of the model under its own name, or with an s after it.
fn own_table<'a>(stem: &str, library: &'a Library) -> Option<&'a Table> {
    let singular = stem.strip_suffix('s').unwrap_or(stem);
    library.tables.get(stem).or_else(|| library.tables.get(singular))
}

/// The table of the dataset to which most headings belong; its columns bear the table's own prefix, so two are enough.
fn by_headings<'a>(headings: &[String], library: &'a Library) -> Option<&'a Table> {
    let plain: Vec<String> = headings.iter().map(|heading| plain(heading)).collect();
    let known = |table: &Table| {
        let ssd = |heading: &&String| table.columns.iter().any(|c| c.ssd.as_ref().is_some_and(|ssd| ssd.eq_ignore_ascii_case(heading)));
        plain.iter().filter(ssd).count()
    };
    library.tables.values().map(|table| (known(table), table)).filter(|(known, _)| *known >= 2).max_by_key(|(known, _)| *known).map(|(_, t)| t)
}

/// A file whose name tells the table must have a heading of it.
fn check<'a>(file: &Found, table: &'a Table, kind: Kind, headings: &[String]) -> Result<Result<Target<'a>, String>, IntakeError> {
    if table.layout.as_deref() == Some("ees-population") && Layout::of(headings).is_some() {
        return Ok(Ok(Target::Population(table)));
    }
    let plan = Plan::new(table, headings);
    if plan.known == 0 {
        return Err(match headings.len() {
            0 | 1 => IntakeError::WrongDelimiter { path: file.path.clone() },
            _ => IntakeError::NoKnownHeadings { path: file.path.clone(), table: table.name.clone() },
        });
    }
    if let Some(column) = plan.key_missing {
        return Err(IntakeError::KeyMissing { path: file.path.clone(), table: table.name.clone(), column });
    }
    Ok(Ok(Target::Table(table, kind)))
}
