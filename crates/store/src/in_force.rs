//! Which snapshot is in force: what `current` names, and what is said when that cannot be.
//!
//! Without `current` nothing tells the snapshots of old from what a killed load left. So nothing is opened then and nothing removed, until somebody has
//! put it back. Only a first load that was killed leaves files without it; [`BEGINNING`] says so.

use crate::error::io;
use crate::snapshot::number;
use crate::{Store, StoreError};
use std::fs::{self, File};

/// A file that stands while nothing has been loaded for the first time.
const BEGINNING: &str = "beginning";

impl Store {
    /// The name of the snapshot in force; `None` if nothing has been loaded yet.
    ///
    /// # Errors
    /// If `current` is missing though there are snapshots or files of tables, or names none of them.
    pub(crate) fn in_force(&self) -> Result<Option<String>, StoreError> {
        if let Some(name) = self.named()? {
            return Ok(Some(name));
        }
        if self.is_beginning()? {
            return Ok(None);
        }
        // A first load may have ended between the two looks.
        match self.named()? {
            Some(name) => Ok(Some(name)),
            None => Err(self.astray("is missing")),
        }
    }

    /// What `current` holds.
    fn named(&self) -> Result<Option<String>, StoreError> {
        let path = self.root().join("current");
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(io("read", &path)(error)),
        };
        match std::str::from_utf8(&bytes).ok().map(str::trim).filter(|name| is_name(name)) {
            // What it holds is not repeated: it may be anything.
            None => Err(self.astray("does not hold the name of a snapshot")),
            Some(name) if !self.manifest_path(name).is_file() => Err(self.astray("names a snapshot that is not there")),
            Some(name) => Ok(Some(name.to_owned())),
        }
    }

    /// True if nothing has been loaded yet: there is nothing, or no more than a killed first load left.
    fn is_beginning(&self) -> Result<bool, StoreError> {
        let names = self.names()?;
        if self.root().join(BEGINNING).is_file() && names.iter().all(|name| number(name) <= 1) && names.len() <= 1 {
            return Ok(true);
        }
        Ok(names.is_empty() && !self.has_files()?)
    }

    /// True if there are files of tables.
    fn has_files(&self) -> Result<bool, StoreError> {
        let folder = self.root().join("files");
        match fs::read_dir(&folder) {
            Ok(entries) => Ok(entries.flatten().any(|entry| entry.path().extension().is_some_and(|end| end == "parquet"))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(io("open", &folder)(error)),
        }
    }

    /// Looks whether what is there may be loaded into, and removes the manifest that a killed load left.
    pub(crate) fn clear_after_killed(&self) -> Result<(), StoreError> {
        let beginning = self.root().join(BEGINNING);
        let current = match self.in_force()? {
            Some(name) => {
                self.begun()?;
                number(&name)
            }
            None => {
                File::create(&beginning).and_then(|file| file.sync_all()).map_err(io("write", &beginning))?;
                0
            }
        };
        // A manifest beyond the current one belongs to a load that was killed before the switch. A load leaves no more than one.
        let beyond: Vec<String> = self.names()?.into_iter().filter(|name| number(name) > current).collect();
        if beyond.len() > 1 {
            return Err(self.astray("names an old snapshot"));
        }
        for name in beyond {
            let path = self.manifest_path(&name);
            fs::remove_file(&path).map_err(io("remove", &path))?;
        }
        Ok(())
    }

    /// The first load is over: from now on, `current` is there.
    pub(crate) fn begun(&self) -> Result<(), StoreError> {
        let path = self.root().join(BEGINNING);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io("remove", &path)(error)),
            _ => Ok(()),
        }
    }

    fn astray(&self, why: &'static str) -> StoreError {
        let names = self.names().unwrap_or_default();
        StoreError::Astray {
            path: self.root().join("current"),
            why,
            there: match names.len() {
                0 => "files of tables are there, but no snapshot".to_owned(),
                1 => format!("1 snapshot is there: {}", names[0]),
                number => format!("{number} snapshots are there, the newest {}", names[number - 1]),
            },
            remedy: if names.is_empty() {
                "restore a backup, or load into an empty folder"
            } else {
                "put it back, as a file with the name of the snapshot in force (the newest, as a rule), or restore a backup"
            },
        }
    }
}

/// `000012-` and letters or digits: never a path.
pub(crate) fn is_name(name: &str) -> bool {
    name.split_once('-').is_some_and(|(number, id)| {
        (1..=18).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && (1..=64).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}
