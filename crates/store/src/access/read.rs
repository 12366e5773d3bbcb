//! Reading the log back, a line at a time.

use super::segments::{BEFORE_MONTHS, Segment};
use super::write::still;
use super::{AccessEntry, AccessLog};
use crate::StoreError;
use crate::error::io;
use jiff::Timestamp;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Take};
use std::path::PathBuf;

/// A line of the log without its end.
pub(super) struct RawLine {
    pub(super) path: PathBuf,
    /// From 1, in its file.
    pub(super) number: usize,
    pub(super) bytes: Vec<u8>,
    /// True if it has an end.
    pub(super) whole: bool,
}

/// The lines of all files, in order, as the log stood when the reading began.
pub(super) struct RawLines {
    files: std::vec::IntoIter<(Segment, u64)>,
    open: Option<(PathBuf, BufReader<Take<File>>, usize)>,
}

impl RawLines {
    pub(super) fn of(files: Vec<(Segment, u64)>) -> RawLines {
        RawLines { files: files.into_iter(), open: None }
    }

    fn next_line(&mut self) -> Result<Option<RawLine>, StoreError> {
        loop {
            if let Some((path, reader, number)) = &mut self.open {
                let mut bytes = Vec::new();
                if reader.read_until(b'\n', &mut bytes).map_err(io("read", path))? > 0 {
                    *number += 1;
                    let whole = bytes.last() == Some(&b'\n');
                    bytes.truncate(bytes.len() - usize::from(whole));
                    return Ok(Some(RawLine { path: path.clone(), number: *number, bytes, whole }));
                }
                self.open = None;
            }
            let Some((Segment { path, .. }, length)) = self.files.next() else { return Ok(None) };
            let file = File::open(&path).map_err(io("open", &path))?;
            self.open = Some((path, BufReader::with_capacity(1 << 17, file.take(length)), 0));
        }
    }
}

impl Iterator for RawLines {
    type Item = Result<RawLine, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.next_line().transpose();
        if matches!(next, Some(Err(_))) {
            // What cannot be read is told once, not for ever.
            self.files = Vec::new().into_iter();
            self.open = None;
        }
        next
    }
}

/// A line with its end, if it has one; no more than so many bytes of it.
pub(super) fn read_line(from: &mut impl BufRead, most: u64) -> std::io::Result<Vec<u8>> {
    let mut line = Vec::new();
    from.take(most).read_until(b'\n', &mut line)?;
    Ok(line)
}

impl AccessLog {
    /// The entries from an instant on and before another, oldest first, read as they are asked for. An entry that cannot be read is an error in its
    /// place, and the next follows. Whether the chain holds is not asked here but by [`AccessLog::verify`].
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn between(&self, from: Timestamp, to: Timestamp) -> Result<impl Iterator<Item = Result<AccessEntry, StoreError>> + use<>, StoreError> {
        Ok(self.lines_between(from, to)?.map(|read| read.map(|(_, entry)| entry)))
    }

    /// Every entry, as [`AccessLog::between`].
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn entries(&self) -> Result<impl Iterator<Item = Result<AccessEntry, StoreError>> + use<>, StoreError> {
        self.between(Timestamp::MIN, Timestamp::MAX)
    }

    pub(super) fn lines_between(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<impl Iterator<Item = Result<(Vec<u8>, AccessEntry), StoreError>> + use<>, StoreError> {
        // A file holds nothing later than its month; earlier things it may, if a clock went back.
        let month = from.strftime("%Y-%m").to_string();
        let mut files = still(&self.root)?;
        files.retain(|(segment, _)| segment.name == BEFORE_MONTHS || segment.name >= month);
        let read = RawLines::of(files).map(|line| {
            let line = line?;
            let entry: AccessEntry = serde_json::from_slice(&line.bytes)
                .map_err(|_| StoreError::LogDamaged { path: line.path, why: format!("line {} is no entry of the access log", line.number) })?;
            Ok((line.bytes, entry))
        });
        Ok(read.filter(move |read| read.as_ref().map_or(true, |(_, entry)| entry.at >= from && entry.at < to)))
    }
}
