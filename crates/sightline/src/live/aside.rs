//! Files that were set aside and wait for somebody, as the watched folder itself says: after a new start they are still known.

use std::fs;
use std::path::{Path, PathBuf};

/// Ends the name of the note beside a file that was set aside.
pub const REASON: &str = ".reason.txt";
/// Ends it once a file of the same name was loaded: then nobody need look at it any more.
const MENDED: &str = ".mended.txt";
/// How many are told of, the newest first; the folder keeps all of them.
const MOST: usize = 200;
/// The longest reason that is told; the note has the rest.
const LONGEST: usize = 4_000;

/// A file that could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its name, as it was put into the folder.
    pub name: String,
    /// When, as unix milliseconds.
    pub at: i64,
    /// Why, without anything that it holds.
    pub why: String,
}

/// What lies in `set-aside` with its reason, newest first. A file that somebody takes away there, or its note, is told of no longer.
pub fn waiting(folder: &Path) -> Vec<Waiting> {
    let mut found: Vec<Waiting> = notes(folder).into_iter().filter_map(|note| read(&note)).collect();
    found.sort_by(|one, other| (other.at, &one.name).cmp(&(one.at, &other.name)));
    found.truncate(MOST);
    found
}

/// A file of this name was loaded: what was set aside under it is mended.
///
/// # Errors
/// If a note cannot be renamed.
pub fn mended(folder: &Path, name: &str) -> std::io::Result<()> {
    for note in notes(folder) {
        if read(&note).is_some_and(|waiting| waiting.name == name) {
            let file = without(&note, REASON);
            fs::rename(&note, file.with_file_name(format!("{}{MENDED}", file.file_name().unwrap_or_default().to_string_lossy())))?;
        }
    }
    Ok(())
}

/// Every note beside a file that is still there.
fn notes(folder: &Path) -> Vec<PathBuf> {
    let inside = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_note = |path: &PathBuf| path.to_string_lossy().ends_with(REASON) && without(path, REASON).exists();
    inside(&folder.join("set-aside")).flat_map(|day| inside(&day).collect::<Vec<_>>()).filter(is_note).collect()
}

fn read(note: &Path) -> Option<Waiting> {
    let modified = fs::metadata(note).and_then(|data| data.modified()).ok()?;
    let at = modified.duration_since(std::time::UNIX_EPOCH).ok()?.as_millis();
    let text = fs::read_to_string(note).ok()?;
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    // The note begins with the name the file had; in the folder it may have been given another, where that was taken.
    let name = first.strip_prefix(NAMED)?.to_owned();
    let why = rest.split_once("\n\n").map_or(rest, |(why, _)| why).trim();
    Some(Waiting { name, at: i64::try_from(at).unwrap_or(i64::MAX), why: why.chars().take(LONGEST).collect() })
}

/// The first words of a note.
const NAMED: &str = "File: ";

/// The text of a note.
pub fn note(name: &str, why: &str, rows: &str) -> String {
    format!("{NAMED}{name}\n{why}\n{rows}\nPut it right and put it into the watched folder again.\n")
}

fn without(path: &Path, ending: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    path.with_file_name(name.strip_suffix(ending).unwrap_or(&name))
}
