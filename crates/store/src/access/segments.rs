//! The files of the log, in their order, and the end of the last.

use super::chain::{self, Link};
use crate::StoreError;
use crate::error::io;
use crate::files::sync_folder_of;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The name that the log from before there were months takes: before every month.
pub(super) const BEFORE_MONTHS: &str = "0000-00";

/// A file of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    /// Its month: `2026-11`.
    pub(super) name: String,
    pub(super) path: PathBuf,
}

pub(super) fn folder(root: &Path) -> PathBuf {
    root.join("access")
}

/// Where the whole log lay before there were months.
pub(super) fn old_log(root: &Path) -> PathBuf {
    root.join("access.jsonl")
}

impl Segment {
    pub(super) fn of(root: &Path, name: &str) -> Segment {
        Segment { name: name.to_owned(), path: folder(root).join(format!("{name}.jsonl")) }
    }
}

/// The files of the log from the oldest on; the old log alone while it has not been carried over.
pub(super) fn segments(root: &Path) -> Result<Vec<Segment>, StoreError> {
    let folder = folder(root);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries.collect::<Result<Vec<_>, _>>().map_err(io("read", &folder))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(io("read", &folder)(error)),
    };
    let mut names: Vec<String> = entries
        .iter()
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".jsonl").filter(|name| is_month(name)).map(str::to_owned))
        .collect();
    names.sort_unstable();
    if names.is_empty() && old_log(root).exists() {
        return Ok(vec![Segment { name: BEFORE_MONTHS.to_owned(), path: old_log(root) }]);
    }
    Ok(names.iter().map(|name| Segment::of(root, name)).collect())
}

/// Files in the log's folder that the log does not put there: one of its own under another name may be among them.
pub(super) fn strangers(root: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let folder = folder(root);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries.collect::<Result<Vec<_>, _>>().map_err(io("read", &folder))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(io("read", &folder)(error)),
    };
    let is_ours = |name: &str| {
        name == "lock" || name.strip_suffix(".jsonl").is_some_and(is_month) || (name.starts_with("unfinished-") && name.ends_with(".txt"))
    };
    let mut found: Vec<PathBuf> = entries.iter().filter(|entry| !entry.file_name().to_str().is_some_and(is_ours)).map(fs::DirEntry::path).collect();
    found.sort_unstable();
    Ok(found)
}

pub(super) fn is_month(name: &str) -> bool {
    name.len() == 7 && name.bytes().enumerate().all(|(place, byte)| if place == 4 { byte == b'-' } else { byte.is_ascii_digit() })
}

/// Moves the log from before there were months to its place as the first file, unchanged.
pub(super) fn carry_over(root: &Path) -> Result<(), StoreError> {
    if let [only] = segments(root)?.as_slice()
        && only.path == old_log(root)
    {
        let place = Segment::of(root, BEFORE_MONTHS).path;
        fs::rename(&only.path, &place).map_err(io("put in place", &place))?;
        sync_folder_of(&place)?;
        sync_folder_of(&only.path)?;
    }
    Ok(())
}

/// The end of the log.
#[derive(Debug)]
pub(super) struct Tail {
    /// The last entry; `None` if there is none.
    pub(super) last: Option<Link>,
    /// The newest file.
    pub(super) newest: Option<Segment>,
    /// What was put aside or completed, in words.
    pub(super) mended: Option<String>,
    /// How many bytes were read to find out.
    pub(super) read: u64,
}

/// Reads the last entry, after mending a line that a crash left unfinished at the very end. Nothing else is ever mended.
pub(super) fn tail(root: &Path) -> Result<Tail, StoreError> {
    let all = segments(root)?;
    let mut tail = Tail { last: None, newest: all.last().cloned(), mended: None, read: 0 };
    for segment in all.iter().rev() {
        let mut file = File::options().read(true).write(true).open(&segment.path).map_err(io("open", &segment.path))?;
        let (mut line, mut start) = last_line(&mut file, &segment.path, &mut tail.read)?;
        if !line.is_empty() && !line.ends_with(b"\n") {
            tail.mended = Some(mend(&mut file, root, segment, &line, start)?);
            (line, start) = last_line(&mut file, &segment.path, &mut tail.read)?;
        }
        if let Some(line) = line.strip_suffix(b"\n") {
            let link = chain::link(line).ok_or_else(|| StoreError::LogDamaged {
                path: segment.path.clone(),
                why: format!("the chain of entries is broken at the last line, at byte {start}"),
            })?;
            tail.last = Some(link);
            break;
        }
    }
    Ok(tail)
}

/// No entry is longer; whatever is, is none.
const LONGEST: u64 = 1 << 20;
const CHUNK: u64 = 4 << 10;

/// The last line of a file with its end, if it has one, and where it begins. Reads backwards, so that the file's length does not matter.
fn last_line(file: &mut File, path: &Path, read: &mut u64) -> Result<(Vec<u8>, u64), StoreError> {
    let end = file.seek(SeekFrom::End(0)).map_err(io("read", path))?;
    let mut line: Vec<u8> = Vec::new();
    let mut start = end;
    while start > 0 {
        if end - start > LONGEST {
            return Err(StoreError::LogDamaged {
                path: path.to_owned(),
                why: "the chain of entries is broken at the last line, which is no entry".to_owned(),
            });
        }
        let from = start.saturating_sub(CHUNK);
        let mut chunk = Vec::new();
        file.seek(SeekFrom::Start(from)).map_err(io("read", path))?;
        Read::by_ref(file).take(start - from).read_to_end(&mut chunk).map_err(io("read", path))?;
        *read += chunk.len() as u64;
        // The end of the last line is not the end of the one before.
        let searched = if start == end { &chunk[..chunk.len().saturating_sub(1)] } else { &chunk[..] };
        if let Some(place) = searched.iter().rposition(|byte| *byte == b'\n') {
            let after = place + 1;
            line.splice(..0, chunk[after..].iter().copied());
            return Ok((line, from + after as u64));
        }
        line.splice(..0, chunk);
        start = from;
    }
    Ok((line, 0))
}

/// A whole entry that lacks nothing but its end gets it; anything else is kept aside and cut off.
fn mend(file: &mut File, root: &Path, segment: &Segment, line: &[u8], start: u64) -> Result<String, StoreError> {
    let path = &segment.path;
    if chain::link(line).is_some() {
        file.seek(SeekFrom::End(0)).and_then(|_| file.write_all(b"\n")).and_then(|()| file.sync_all()).map_err(io("write", path))?;
        return Ok("the last entry was whole but for its end, which was put there".to_owned());
    }
    let (aside, mut kept) = (0..)
        .map(|again: u32| match again {
            0 => format!("unfinished-{}-{start}.txt", segment.name),
            again => format!("unfinished-{}-{start}-{again}.txt", segment.name),
        })
        .find_map(|name| match File::options().write(true).create_new(true).open(folder(root).join(&name)) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => None,
            opened => Some((name, opened)),
        })
        .map(|(name, opened)| opened.map(|file| (name, file)))
        .expect("there are more numbers than files")
        .map_err(io("keep aside the unfinished end of", path))?;
    kept.write_all(line).and_then(|()| kept.sync_all()).map_err(io("keep aside the unfinished end of", path))?;
    sync_folder_of(path)?;
    file.set_len(start).and_then(|()| file.sync_all()).map_err(io("write", path))?;
    Ok(format!("the last {} bytes were no whole entry and are kept in {aside}", line.len()))
}
