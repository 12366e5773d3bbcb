//! Where definitions are read from: the ones built into the program, and folders of an authority's own.

use crate::Fault;
use include_dir::{Dir, include_dir};
use std::path::Path;

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../definitions");

/// One definition file: its path below the definitions folder, and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// For example `indicators/assessment/assessments-completed.sql`.
    pub path: String,
    /// The file's text.
    pub text: String,
    /// True for an authority's own definition.
    pub own: bool,
}

impl Source {
    /// The first part of the path: `model`, `codes`, `indicators` ...
    #[must_use]
    pub fn section(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }

    /// The file's name without its ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The file's ending.
    #[must_use]
    pub fn ending(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, ending)| ending)
    }
}

/// The definitions that come with the program.
#[must_use]
pub fn built_in() -> Vec<Source> {
    let mut sources = Vec::new();
    gather(&BUILT_IN, &mut sources);
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn gather(dir: &Dir<'_>, into: &mut Vec<Source>) {
    for file in dir.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            into.push(Source { path: path.replace('\\', "/"), text: text.to_owned(), own: false });
        }
    }
    for inner in dir.dirs() {
        gather(inner, into);
    }
}

/// Every definition file of a folder. Files that cannot be read become faults.
#[must_use]
pub fn from_folder(folder: &Path) -> (Vec<Source>, Vec<Fault>) {
    let mut sources = Vec::new();
    let mut faults = Vec::new();
    walk(folder, folder, &mut sources, &mut faults, 0);
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    (sources, faults)
}

fn walk(root: &Path, folder: &Path, sources: &mut Vec<Source>, faults: &mut Vec<Fault>, depth: usize) {
    let shown = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            faults.push(Fault::new(&folder.display().to_string(), 0, format!("cannot open the folder: {error}")));
            return;
        }
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if depth < 4 {
                walk(root, &path, sources, faults, depth + 1);
            }
            continue;
        }
        let wanted = path.extension().and_then(|e| e.to_str()).is_some_and(|e| matches!(e, "sql" | "md" | "toml" | "csv"));
        if !wanted {
            continue;
        }
        match std::fs::read(&path).map(String::from_utf8) {
            Ok(Ok(text)) => sources.push(Source { path: shown(&path), text, own: true }),
            Ok(Err(_)) => faults.push(Fault::new(&shown(&path), 1, "is not UTF-8 text: save it as UTF-8")),
            Err(error) => faults.push(Fault::new(&shown(&path), 0, format!("cannot be read: {error}"))),
        }
    }
}
