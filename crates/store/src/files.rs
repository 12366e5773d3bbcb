//! Writing files so that they are there whole or not at all.

use crate::StoreError;
use crate::error::io;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

/// SHA-256 of a file, in small hexadecimal letters.
///
/// # Errors
/// If the file cannot be read.
pub fn hash_file(path: &Path) -> Result<String, StoreError> {
    let mut file = File::open(path).map_err(io("open", path))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0u8; 1 << 17];
    loop {
        let read = file.read(&mut buffer).map_err(io("read", path))?;
        if read == 0 {
            return Ok(hex(&hasher.finalize()));
        }
        hasher.update(&buffer[..read]);
    }
}

pub(crate) fn hash_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Writes a file beside its place, then renames it there.
///
/// # Errors
/// If the folder cannot be written.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let beside = path.with_extension("part");
    let mut file = File::create(&beside).map_err(io("write", &beside))?;
    file.write_all(bytes).map_err(io("write", &beside))?;
    file.sync_all().map_err(io("write", &beside))?;
    drop(file);
    fs::rename(&beside, path).map_err(io("put in place", path))?;
    sync_folder_of(path)
}

/// Makes a rename in a folder last.
///
/// # Errors
/// If the folder cannot be written.
pub fn sync_folder_of(path: &Path) -> Result<(), StoreError> {
    let Some(folder) = path.parent() else { return Ok(()) };
    File::open(folder).and_then(|f| f.sync_all()).map_err(io("write", folder))
}

/// Moves a staged file to its content address; one that is there already is left.
///
/// # Errors
/// If it cannot be moved.
pub fn adopt(staged: &Path, place: &Path) -> Result<(), StoreError> {
    if place.exists() {
        if staged != place {
            fs::remove_file(staged).map_err(io("remove", staged))?;
        }
        return Ok(());
    }
    File::open(staged).and_then(|f| f.sync_all()).map_err(io("write", staged))?;
    fs::rename(staged, place).map_err(io("put in place", place))
}

/// SHA-256 over named texts, whatever their order.
#[must_use]
pub fn hash_texts(texts: &[(&str, &str)]) -> String {
    let mut sorted = texts.to_vec();
    sorted.sort_unstable();
    let mut hasher = Sha256::new();
    for (name, text) in sorted {
        hasher.update(name.len().to_le_bytes());
        hasher.update(name);
        hasher.update(text.len().to_le_bytes());
        hasher.update(text);
    }
    hex(&hasher.finalize())
}
