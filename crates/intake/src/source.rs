//! A file as it is read: decoded to UTF-8, hashed on the way, and watched for changes.

use crate::error::IntakeError;
use crate::sniff::{self, Text};
use encoding_rs::Decoder;
use sha2::{Digest, Sha256};
use std::fs::{File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Bytes read at a time.
const CHUNK: usize = 256 * 1024;

/// A file's size, time and number: what changes when it is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) bytes: u64,
    modified: Option<SystemTime>,
    number: u64,
}

impl Stamp {
    /// The stamp of the file that has this path now.
    pub(crate) fn of(path: &Path) -> Result<Stamp, IntakeError> {
        let data = std::fs::metadata(path).map_err(|error| IntakeError::reading(path, error))?;
        Ok(Stamp { bytes: data.len(), modified: data.modified().ok(), number: number(&data) })
    }
}

#[cfg(unix)]
fn number(data: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(data)
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> u64 {
    0
}

/// A file being read.
#[derive(Debug)]
pub(crate) struct Source {
    path: PathBuf,
    file: File,
    before: Stamp,
    digest: Sha256,
    read: u64,
    decoder: Option<Decoder>,
    /// Bytes read for sniffing, not yet handed on.
    held: Vec<u8>,
    raw: Vec<u8>,
    done: bool,
}

impl Source {
    /// Opens a file and tells its encoding.
    pub(crate) fn open(path: &Path) -> Result<Source, IntakeError> {
        let before = Stamp::of(path)?;
        let file = File::open(path).map_err(|error| IntakeError::reading(path, error))?;
        let mut source = Source {
            path: path.to_owned(),
            file,
            before,
            digest: Sha256::new(),
            read: 0,
            decoder: None,
            held: Vec::new(),
            raw: Vec::new(),
            done: false,
        };
        let mut start = vec![0; 4096];
        let mut length = 0;
        while length < start.len() {
            match source.take(&mut start[length..])? {
                0 => break,
                n => length += n,
            }
        }
        start.truncate(length);
        match sniff::encoding(&start) {
            Text::Bytes { mark } => source.held = start.split_off(mark),
            Text::Wide(encoding) => {
                source.decoder = Some(encoding.new_decoder_with_bom_removal());
                source.held = start;
            }
        }
        Ok(source)
    }

    /// Reads and hashes.
    fn take(&mut self, into: &mut [u8]) -> Result<usize, IntakeError> {
        loop {
            match self.file.read(into) {
                Ok(n) => {
                    self.digest.update(&into[..n]);
                    self.read += n as u64;
                    return Ok(n);
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(IntakeError::reading(&self.path, error)),
            }
        }
    }

    /// Appends the next stretch of text; `false` at the end of the file.
    pub(crate) fn fill(&mut self, into: &mut Vec<u8>) -> Result<bool, IntakeError> {
        if self.done {
            return Ok(false);
        }
        if let Some(mut decoder) = self.decoder.take() {
            let more = self.fill_wide(&mut decoder, into);
            self.decoder = Some(decoder);
            return more;
        }
        if !self.held.is_empty() {
            into.append(&mut self.held);
            return Ok(true);
        }
        let start = into.len();
        into.resize(start + CHUNK, 0);
        let n = self.take(&mut into[start..])?;
        into.truncate(start + n);
        self.done = n == 0;
        Ok(n > 0)
    }

    fn fill_wide(&mut self, decoder: &mut Decoder, into: &mut Vec<u8>) -> Result<bool, IntakeError> {
        let mut raw = std::mem::take(&mut self.raw);
        raw.clear();
        if self.held.is_empty() {
            raw.resize(CHUNK, 0);
            let n = self.take(&mut raw)?;
            raw.truncate(n);
        } else {
            raw.append(&mut self.held);
        }
        let last = raw.is_empty();
        let room = decoder.max_utf8_buffer_length(raw.len()).unwrap_or(raw.len() * 3 + 16);
        let start = into.len();
        into.resize(start + room, 0);
        let (_, _, written, _) = decoder.decode_to_utf8(&raw, &mut into[start..], last);
        into.truncate(start + written);
        self.raw = raw;
        self.done = last;
        Ok(!last || written > 0)
    }

    /// Bytes read so far.
    pub(crate) fn bytes(&self) -> u64 {
        self.read
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Size and hash, once all is read, if the file is still the one that was opened.
    pub(crate) fn finish(&mut self) -> Result<(u64, String), IntakeError> {
        let after = Stamp::of(&self.path)?;
        if after != self.before || self.read != self.before.bytes {
            return Err(IntakeError::Changed { path: self.path.clone() });
        }
        Ok((self.read, hex(&std::mem::take(&mut self.digest).finalize())))
    }
}

/// Small hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
