//! Which snapshots of the service may go.
//!
//! A service that makes a snapshot for each record posted would fill the disk. What people ask for is the snapshot of today, and that of the end of an
//! earlier day (`--known-on`). The others that the service made may go; one that a person made by loading never does.

use crate::error::io;
use crate::{LoadLock, Store, StoreError};
use sightline_model::Day;
use std::collections::BTreeSet;
use std::fs;

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tidied {
    /// Snapshots.
    pub snapshots: usize,
    /// Files that no snapshot names any more.
    pub files: usize,
    /// Their size.
    pub bytes: u64,
}

impl Store {
    /// Removes snapshots of the service made before yesterday that are the answer to no day, then files that no snapshot names. `keep` names
    /// snapshots that something else rests on. Killed at any instant, it leaves every snapshot that remains whole.
    ///
    /// # Errors
    /// If `current` is missing or a manifest is damaged, or the folder cannot be written.
    pub fn tidy(&self, _lock: &LoadLock, today: Day, keep: &BTreeSet<String>) -> Result<Tidied, StoreError> {
        let mut tidied = Tidied::default();
        let mut needed = BTreeSet::new();
        let mut last = None::<Day>;
        let mut going = Vec::new();
        // Where nothing is in force, nothing says what may go.
        if self.in_force()?.is_none() {
            return Ok(tidied);
        }
        // From the newest: a snapshot answers for its day unless a later one was made on that day or, by a clock set back, before it.
        for name in self.standing()?.iter().rev() {
            let snapshot = self.read(name)?;
            let manifest = snapshot.manifest();
            let answers = last.is_none_or(|later| later > manifest.made_on);
            last = Some(last.map_or(manifest.made_on, |later| later.min(manifest.made_on)));
            // Yesterday's stay, for a question that was begun before midnight.
            if answers || !manifest.live || manifest.made_on.plus(1) >= today || keep.contains(&manifest.id) {
                needed.extend(manifest.files().into_iter().map(str::to_owned));
            } else {
                going.push(self.manifest_path(name));
            }
        }
        // The manifest goes first: one that stands has all its files.
        for path in &going {
            fs::remove_file(path).map_err(io("remove", path))?;
            tidied.snapshots += 1;
        }
        if let Some(path) = going.first() {
            crate::files::sync_folder_of(path)?;
        }
        let folder = self.root().join("files");
        for entry in fs::read_dir(&folder).map_err(io("open", &folder))?.flatten() {
            let path = entry.path();
            let address = entry.file_name().to_str().and_then(|name| name.strip_suffix(".parquet").map(str::to_owned));
            // Only what is named as a table is ours to remove.
            let Some(address) = address.filter(|name| name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit())) else { continue };
            if !needed.contains(&address) {
                tidied.bytes += entry.metadata().map_or(0, |data| data.len());
                fs::remove_file(&path).map_err(io("remove", &path))?;
                tidied.files += 1;
            }
        }
        Ok(tidied)
    }
}
