//! Is an entry that was known once still in the log?

use super::AccessLog;
use super::chain::{self, Head, Link};
use super::read::read_line;
use super::write::still;
use crate::StoreError;
use crate::error::io;
use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};
use std::path::Path;

impl AccessLog {
    /// True if the log holds this entry, seal and all. A few lines are read, however long the log: entries stand in the order of their numbers.
    /// Whether all of the log is as it was written is asked by [`AccessLog::verify`].
    ///
    /// # Errors
    /// If the log cannot be read.
    pub fn holds(&self, head: &Head) -> Result<bool, StoreError> {
        for (segment, length) in still(&self.root)?.into_iter().rev() {
            let mut lines = Lines::open(&segment.path, length)?;
            let Some((first, _)) = lines.at(0)? else {
                if length == 0 {
                    continue;
                }
                return Ok(false);
            };
            if first.number <= head.number {
                return Ok(lines.find(head.number)?.is_some_and(|link| link.seal == head.seal));
            }
        }
        Ok(false)
    }
}

/// A file of the log, in which lines are looked up by the place where they begin.
struct Lines<'a> {
    path: &'a Path,
    file: BufReader<File>,
    length: u64,
}

impl Lines<'_> {
    fn open(path: &Path, length: u64) -> Result<Lines<'_>, StoreError> {
        Ok(Lines { path, file: BufReader::new(File::open(path).map_err(io("open", path))?), length })
    }

    /// The entry in the line that begins here, and where the next begins; `None` if it is no whole entry.
    fn at(&mut self, place: u64) -> Result<Option<(Link, u64)>, StoreError> {
        self.file.seek(SeekFrom::Start(place)).map_err(io("read", self.path))?;
        let line = read_line(&mut self.file, self.length.saturating_sub(place)).map_err(io("read", self.path))?;
        let end = place + line.len() as u64;
        Ok(line.strip_suffix(b"\n").and_then(chain::link).map(|link| (link, end)))
    }

    /// Where the first line begins that begins at this place or after.
    fn begins_after(&mut self, place: u64) -> Result<u64, StoreError> {
        let Some(before) = place.checked_sub(1) else { return Ok(0) };
        self.file.seek(SeekFrom::Start(before)).map_err(io("read", self.path))?;
        Ok(before + read_line(&mut self.file, self.length.saturating_sub(before)).map_err(io("read", self.path))?.len() as u64)
    }

    /// The entry of a number, by halving. In a file that is not in order it may not be found: then it is not there as it was.
    fn find(&mut self, number: u64) -> Result<Option<Link>, StoreError> {
        // The line, if it is there, begins in `from..until`; a line begins at `from`.
        let (mut from, mut until) = (0, self.length);
        while from < until {
            let middle = from + (until - from) / 2;
            let begin = if middle == from { from } else { self.begins_after(middle)? };
            if begin >= until {
                until = middle;
                continue;
            }
            let Some((link, end)) = self.at(begin)? else { return Ok(None) };
            match link.number.cmp(&number) {
                std::cmp::Ordering::Equal => return Ok(Some(link)),
                std::cmp::Ordering::Less => from = end,
                std::cmp::Ordering::Greater => until = middle,
            }
        }
        Ok(None)
    }
}
