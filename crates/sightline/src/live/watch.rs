//! A folder that is looked into every second: what is put there is loaded.
//!
//! ```text
//! DIR/anything.csv            loaded once it has stood still for two looks, or at once with anything.csv.done beside it; its rows are added
//! DIR/folder/                 loaded as a whole, its rows added
//! DIR/replace.../             a folder whose name begins so: its tables take the place of those held
//! DIR/loaded/2018-09-30/      what was loaded
//! DIR/set-aside/2018-09-30/   what could not be, each with NAME.reason.txt; NAME.mended.txt once a file of that name was loaded
//! ```
//!
//! The folder is looked into, and not watched by the operating system, because shared folders of a network tell of no change.

use super::aside;
use super::loader::{FilesRead, Loader, RowFault};
use sightline_intake::{IntakeError, Mode};
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Looks for which a file has to stand still.
const STILL: u32 = 2;
/// Folders in folders that are looked into, as a load does.
const DEPTH: usize = 4;
/// The largest file or folder.
const MOST_BYTES: u64 = 16 << 30;
/// Endings of files that are still being copied.
const COPIED: &[&str] = &["part", "partial", "tmp", "temp", "crdownload", "filepart", "swp"];

/// What happened to what was put into the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was loaded.
    Loaded {
        /// Files and folders, by their names.
        names: Vec<String>,
        /// The snapshot in force.
        snapshot: String,
        /// False if the records are what they were.
        changed: bool,
        /// Rows read.
        rows: u64,
        /// Rows that could not be.
        quarantined: u64,
    },
    /// It was not: it lies in `set-aside` with its reason.
    SetAside {
        /// Its name.
        name: String,
        /// Why, without anything that it holds.
        why: String,
    },
    /// Something else is wrong, and it will be tried again.
    Trouble {
        /// What.
        why: String,
    },
    /// The trouble is over.
    Over,
}

/// What changes when a file is written to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Stamp {
    files: u64,
    bytes: u64,
    modified: Option<SystemTime>,
}

/// How long something has stood still.
#[derive(Clone, Copy, Debug)]
struct Seen {
    stamp: Stamp,
    looks: u32,
    /// Loaded, or tried in vain to be put aside: left alone until it changes.
    done: bool,
}

/// A watched folder.
pub struct Watch {
    folder: PathBuf,
    seen: BTreeMap<PathBuf, Seen>,
    trouble: Option<String>,
}

impl Watch {
    /// Watches a folder; it need not be there yet.
    pub fn new(folder: &Path) -> Watch {
        Watch { folder: folder.to_owned(), seen: BTreeMap::new(), trouble: None }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Looks once, and loads what is ready. Whatever is wrong is told, and never stops the next look.
    pub fn look(&mut self, loader: &Loader, tell: &mut dyn FnMut(Outcome)) {
        match self.ready(loader, tell) {
            Err(why) => self.troubled(why, tell),
            Ok((files, folders)) => {
                let mut well = true;
                if !files.is_empty() {
                    well &= self.load(&files, Mode::Upsert, loader, tell);
                }
                for folder in folders {
                    let replace = name_of(&folder).to_lowercase().starts_with("replace");
                    well &= self.load(&[folder], if replace { Mode::Replace } else { Mode::Upsert }, loader, tell);
                }
                if well && self.trouble.take().is_some() {
                    tell(Outcome::Over);
                }
            }
        }
    }

    /// A trouble is told once, however often it is met.
    fn troubled(&mut self, why: String, tell: &mut dyn FnMut(Outcome)) {
        if self.trouble.as_ref() != Some(&why) {
            tell(Outcome::Trouble { why: why.clone() });
            self.trouble = Some(why);
        }
    }

    /// Files and folders that have stood still, oldest first: of two rows with one key the later file's stands.
    fn ready(&mut self, loader: &Loader, tell: &mut dyn FnMut(Outcome)) -> Result<(Vec<PathBuf>, Vec<PathBuf>), String> {
        let entries = fs::read_dir(&self.folder).map_err(|error| format!("cannot look into {}: {error}", self.folder.display()))?;
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let before = std::mem::take(&mut self.seen);
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        for path in paths {
            let name = name_of(&path);
            if passed_over(&name) {
                continue;
            }
            // It may have been taken away in the meantime.
            let Ok(data) = fs::symlink_metadata(&path) else { continue };
            let stamp = match stamp(&path, &data, 0) {
                Ok(stamp) => stamp,
                Err(Odd::Gone) => continue,
                Err(Odd::Refused(why)) => {
                    self.set_aside(&path, why, &[], loader, tell);
                    continue;
                }
            };
            let seen = match before.get(&path) {
                Some(seen) if seen.stamp == stamp => Seen { looks: seen.looks + 1, ..*seen },
                _ => Seen { stamp, looks: 0, done: false },
            };
            self.seen.insert(path.clone(), seen);
            if !seen.done && (seen.looks >= STILL || marker(&path).exists()) {
                let into = if data.is_dir() { &mut folders } else { &mut files };
                into.push((stamp.modified, path));
            }
        }
        let in_order = |mut some: Vec<(Option<SystemTime>, PathBuf)>| {
            some.sort();
            some.into_iter().map(|(_, path)| path).collect()
        };
        Ok((in_order(files), in_order(folders)))
    }

    /// Loads some files together; if one of them is at fault, each on its own. False if something else is wrong.
    fn load(&mut self, paths: &[PathBuf], mode: Mode, loader: &Loader, tell: &mut dyn FnMut(Outcome)) -> bool {
        let read = loader.files(paths, mode);
        match (read, paths) {
            (Ok(FilesRead::Loaded(loaded)), _) => {
                let ignored = |path: &PathBuf| loaded.ignored.iter().find(|(other, _)| other == path);
                let names = paths.iter().filter(|path| ignored(path).is_none()).map(|path| name_of(path)).collect();
                for path in paths {
                    match ignored(path) {
                        Some((_, why)) => self.set_aside(path, why, &[], loader, tell),
                        // Written to while it was loaded: it is looked at again.
                        None if !self.is_as_seen(path) => drop(self.seen.remove(path)),
                        None => {
                            self.put_away(path, "loaded", loader, tell);
                            if let Err(error) = aside::mended(&self.folder, &name_of(path)) {
                                self.troubled(format!("cannot say in {} that a file was mended: {error}", self.folder.display()), tell);
                            }
                        }
                    }
                }
                let (rows, quarantined) = (loaded.rows, loaded.quarantined);
                tell(Outcome::Loaded { names, snapshot: loaded.snapshot, changed: loaded.changed, rows, quarantined });
                true
            }
            (Ok(FilesRead::NoRow(name, faults)), [path]) => {
                self.set_aside(path, &format!("{name}: not one of its rows can be read, so nothing of it was loaded"), &faults, loader, tell);
                true
            }
            (Err(error), [path]) => match fault_of(&error) {
                Fault::File => {
                    let why = format!("{error:#}").replace(&format!("{}/", self.folder.display()), "");
                    self.set_aside(path, &why, &[], loader, tell);
                    true
                }
                Fault::Later => {
                    self.seen.remove(path);
                    true
                }
                Fault::Elsewhere => {
                    self.troubled(format!("{error:#}"), tell);
                    false
                }
            },
            (Err(error), _) if matches!(fault_of(&error), Fault::Elsewhere) => {
                self.troubled(format!("{error:#}"), tell);
                false
            }
            (Ok(FilesRead::NoRow(..)) | Err(_), several) => {
                // Each is tried, whatever became of those before.
                let mut well = true;
                for path in several {
                    well &= self.load(std::slice::from_ref(path), mode, loader, tell);
                }
                well
            }
        }
    }

    fn is_as_seen(&self, path: &Path) -> bool {
        let now = fs::symlink_metadata(path).ok().and_then(|data| stamp(path, &data, 0).ok());
        now.is_some() && now == self.seen.get(path).map(|seen| seen.stamp)
    }

    /// Puts aside what cannot be loaded, with its reason.
    fn set_aside(&mut self, path: &Path, why: &str, faults: &[RowFault], loader: &Loader, tell: &mut dyn FnMut(Outcome)) {
        let Some(place) = self.put_away(path, "set-aside", loader, tell) else { return };
        let mut rows = String::new();
        for fault in faults {
            let column = fault.column.as_ref().map(|column| format!(", column {column}")).unwrap_or_default();
            rows.push_str(&format!("line {}{column}: {}\n", fault.row, fault.why));
        }
        let note = place.with_file_name(format!("{}{}", name_of(&place), aside::REASON));
        if let Err(error) = fs::write(&note, aside::note(&name_of(path), why, &rows)) {
            self.troubled(format!("cannot write {}: {error}", note.display()), tell);
        }
        tell(Outcome::SetAside { name: name_of(path), why: why.to_owned() });
    }

    /// Moves something into a folder of the day, under a name that is free there.
    fn put_away(&mut self, path: &Path, into: &str, loader: &Loader, tell: &mut dyn FnMut(Outcome)) -> Option<PathBuf> {
        let folder = self.folder.join(into).join(loader.moment().today.to_string());
        let moved = fs::create_dir_all(&folder).and_then(|()| {
            let place = free(&folder, &name_of(path));
            fs::rename(path, &place).map(|()| place)
        });
        // A marker without its file says nothing.
        drop(fs::remove_file(marker(path)));
        match moved {
            Ok(place) => {
                self.seen.remove(path);
                Some(place)
            }
            Err(error) => {
                if let Some(seen) = self.seen.get_mut(path) {
                    seen.done = true;
                }
                self.troubled(format!("cannot move {} to {}: {error}", path.display(), folder.display()), tell);
                None
            }
        }
    }
}

/// Whose fault it is that a load failed.
enum Fault {
    /// The file's: it is put aside.
    File,
    /// It is still being written, or is gone.
    Later,
    /// The disk's, the data folder's: it is tried again.
    Elsewhere,
}

fn fault_of(error: &anyhow::Error) -> Fault {
    use IntakeError::{
        BadParquet, Changed, Empty, GivenTwice, KeyMissing, LineTooLong, NoKnownHeadings, NoYear, NotFound, NothingToLoad, ReturnColumn,
        Unrecognised, WrongDelimiter,
    };
    match error.downcast_ref::<IntakeError>() {
        Some(NotFound { .. } | Changed { .. }) => Fault::Later,
        Some(
            BadParquet { .. }
            | Empty { .. }
            | GivenTwice { .. }
            | KeyMissing { .. }
            | LineTooLong { .. }
            | NoKnownHeadings { .. }
            | NoYear { .. }
            | NothingToLoad { .. }
            | ReturnColumn { .. }
            | Unrecognised { .. }
            | WrongDelimiter { .. },
        ) => Fault::File,
        _ => Fault::Elsewhere,
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Names that are none of ours, or not yet.
fn passed_over(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    name.starts_with('.') || name.starts_with("~$") || matches!(name, "loaded" | "set-aside") || ending == "done" || COPIED.contains(&ending.as_str())
}

/// The file that says that another is complete.
fn marker(path: &Path) -> PathBuf {
    path.with_file_name(format!("{}.done", name_of(path)))
}

/// What cannot be loaded at all.
enum Odd {
    Gone,
    Refused(&'static str),
}

fn stamp(path: &Path, data: &Metadata, depth: usize) -> Result<Stamp, Odd> {
    if data.is_symlink() {
        return Err(Odd::Refused("it is, or holds, a link to another place, and links are not followed: put the file itself here"));
    }
    if data.is_file() {
        if data.len() > MOST_BYTES {
            return Err(Odd::Refused("it is larger than 16 GB: load it with `sightline load`"));
        }
        return Ok(Stamp { files: 1, bytes: data.len(), modified: data.modified().ok() });
    }
    if !data.is_dir() {
        return Err(Odd::Refused("it is neither a file nor a folder"));
    }
    if depth > DEPTH {
        return Err(Odd::Refused("it holds folders too deep to be looked into"));
    }
    let mut whole = Stamp { files: 1, bytes: 0, modified: data.modified().ok() };
    for entry in fs::read_dir(path).map_err(|_| Odd::Gone)?.flatten() {
        let inner = entry.path();
        let data = fs::symlink_metadata(&inner).map_err(|_| Odd::Gone)?;
        let one = stamp(&inner, &data, depth + 1)?;
        whole = Stamp { files: whole.files + one.files, bytes: whole.bytes + one.bytes, modified: whole.modified.max(one.modified) };
    }
    Ok(whole)
}

/// A name that nothing has yet, like the one wanted.
fn free(folder: &Path, name: &str) -> PathBuf {
    let (stem, ending) = name.rsplit_once('.').map_or((name, String::new()), |(stem, ending)| (stem, format!(".{ending}")));
    let names = std::iter::once(name.to_owned()).chain((2..).map(|number| format!("{stem}-{number}{ending}")));
    let mut paths = names.map(|name| folder.join(name));
    // There are more numbers than files.
    paths.find(|path| fs::symlink_metadata(path).is_err()).unwrap_or_else(|| folder.join(name))
}
