//! What `backup` and `restore` share: the layout of the file, and how bytes go into it and out of it.
//!
//! The file is a ZIP: `backup.json` says what is in it, with the SHA-256 of each; `records.jsonl` are the service's own records, in a form that either kind of
//! database takes; under `data/` lies the data folder as it is.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// The file in a backup that says what is in it.
pub const LIST: &str = "backup.json";

/// The service's own records in a backup.
pub const RECORDS: &str = "records.jsonl";

/// What a backup says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub struct Contents {
    /// The layout of the file.
    pub format: u32,
    /// When it was made, as an instant in UTC.
    pub made_at: String,
    /// The snapshot in force.
    pub snapshot: Option<String>,
    /// SHA-256 of each file, by its path.
    pub files: BTreeMap<String, String>,
    /// Its length in bytes: nothing longer is unpacked. Backups of old do not say it.
    #[serde(default)]
    pub lengths: BTreeMap<String, u64>,
}

/// Why a copy came to nothing.
pub enum Stopped {
    /// What was read from failed.
    Reading(io::Error),
    /// What was written to failed.
    Writing(io::Error),
}

/// Copies all there is. Gives the SHA-256 and how many bytes there were.
pub fn copy(from: &mut dyn Read, to: &mut dyn Write) -> Result<(String, u64), Stopped> {
    let mut buffer = vec![0; 1 << 16];
    let (mut hash, mut length) = (Sha256::new(), 0);
    loop {
        let read = from.read(&mut buffer).map_err(Stopped::Reading)?;
        if read == 0 {
            return Ok((hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect(), length));
        }
        hash.update(&buffer[..read]);
        to.write_all(&buffer[..read]).map_err(Stopped::Writing)?;
        length += read as u64;
    }
}

/// A new file that only the account which runs the service can read: records of children and hashes of passwords are in it.
pub fn for_us_alone(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// What helps when the disk is full.
pub fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => ": make room there, or choose another place",
        io::ErrorKind::PermissionDenied => ": check who owns the folder and who may write there",
        _ => "",
    }
}

/// A file that, once it could not be written, takes whatever else comes and forgets it: the archive finishes itself when it is dropped, and would tell
/// standard error of the same failure again, in words for programmers.
pub struct OnceFailing {
    file: BufWriter<File>,
    at: u64,
    failed: bool,
}

impl OnceFailing {
    /// Writes to a file from its beginning.
    pub fn on(file: File) -> OnceFailing {
        OnceFailing { file: BufWriter::new(file), at: 0, failed: false }
    }

    /// Puts what was written on the disk.
    pub fn finish(mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()
    }

    fn told<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        self.failed |= done.is_err();
        done
    }
}

impl Write for OnceFailing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = if self.failed { Ok(bytes.len()) } else { self.file.write(bytes) };
        let written = self.told(written)?;
        self.at += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = if self.failed { Ok(()) } else { self.file.flush() };
        self.told(flushed)
    }
}

impl Seek for OnceFailing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let moved = match (self.failed, to) {
            (false, to) => self.file.seek(to),
            (true, SeekFrom::Start(at)) => Ok(at),
            (true, SeekFrom::Current(by) | SeekFrom::End(by)) => Ok(self.at.saturating_add_signed(by)),
        };
        self.at = self.told(moved)?;
        Ok(self.at)
    }
}
