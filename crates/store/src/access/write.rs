//! Writing entries: one writer at a time, whoever waits is written with the next, and one wait for the disk serves them all.

use super::chain::{self, Head};
use super::entry::{About, Draft, Kind, Outcome};
use super::segments::{self, Segment, carry_over, folder, tail};
use crate::StoreError;
use crate::error::io;
use crate::files::sync_folder_of;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

#[derive(Debug)]
pub(super) struct Writer {
    root: PathBuf,
    queue: Mutex<Queue>,
    written: Condvar,
    read: AtomicU64,
}

#[derive(Debug, Default)]
struct Queue {
    next: u64,
    writing: bool,
    waiting: Vec<(u64, Vec<Draft>)>,
    done: BTreeMap<u64, Result<Head, StoreError>>,
    /// The last entry that this handle has seen: the log never ends before it.
    seen: Option<Head>,
}

impl Writer {
    pub(super) fn at(root: &Path) -> Writer {
        Writer { root: root.to_owned(), queue: Mutex::default(), written: Condvar::new(), read: AtomicU64::new(0) }
    }

    pub(super) fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// The last entry that this handle has written.
    pub(super) fn seen(&self) -> Option<Head> {
        self.queue().seen.clone()
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes entries that belong together, and returns once they are on the disk. The head is that of the first of them.
    pub(super) fn append(&self, drafts: Vec<Draft>) -> Result<Head, StoreError> {
        let mut queue = self.queue();
        let mine = queue.next;
        queue.next += 1;
        queue.waiting.push((mine, drafts));
        loop {
            if let Some(result) = queue.done.remove(&mine) {
                return result;
            }
            if queue.writing {
                queue = self.written.wait(queue).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            queue.writing = true;
            let batch = std::mem::take(&mut queue.waiting);
            let seen = queue.seen.clone();
            drop(queue);
            let written = self.write(&batch, seen.as_ref());
            queue = self.queue();
            queue.writing = false;
            match written {
                Ok(Written { firsts, last }) => {
                    queue.seen = Some(last);
                    queue.done.extend(batch.iter().map(|(number, _)| *number).zip(firsts.into_iter().map(Ok)));
                }
                Err(error) => queue.done.extend(batch.iter().map(|(number, _)| (*number, Err(again(&error))))),
            }
            self.written.notify_all();
        }
    }

    fn write(&self, batch: &[(u64, Vec<Draft>)], seen: Option<&Head>) -> Result<Written, StoreError> {
        let folder = folder(&self.root);
        if !folder.is_dir() {
            fs::create_dir_all(&folder).map_err(io("make the folder", &folder))?;
            sync_folder_of(&folder)?;
        }
        let _lock = lock(&folder)?;
        carry_over(&self.root)?;
        let tail = tail(&self.root)?;
        self.read.fetch_add(tail.read, Ordering::Relaxed);
        let newest = tail.newest.map(|segment| segment.name);
        let last = tail.last.map(chain::Link::head);
        if let Some(seen) = seen
            && last.as_ref().is_none_or(|last| last.number < seen.number || (last.number == seen.number && last.seal != seen.seal))
        {
            return Err(StoreError::LogDamaged {
                path: folder,
                why: format!("the chain of entries is broken: it ends before entry {}", seen.number),
            });
        }
        let mut lines = Lines::after(&self.root, last, newest);
        let mut firsts = Vec::with_capacity(batch.len());
        if let (Some(words), Some(first)) = (tail.mended, batch.first().and_then(|(_, drafts)| drafts.first())) {
            lines.push(&mending(first, &words), None)?;
        }
        for (_, drafts) in batch {
            let mut first = None;
            for draft in drafts {
                let head = lines.push(draft, first.as_ref())?;
                first.get_or_insert(head);
            }
            firsts.extend(first);
        }
        let last = lines.head.clone().expect("a batch has entries");
        lines.flush()?;
        Ok(Written { firsts, last })
    }
}

struct Written {
    firsts: Vec<Head>,
    last: Head,
}

/// Lines to be written, by the file that each belongs in.
struct Lines<'a> {
    root: &'a Path,
    head: Option<Head>,
    newest: Option<String>,
    files: Vec<(Segment, Vec<u8>)>,
}

impl Lines<'_> {
    fn after(root: &Path, head: Option<Head>, newest: Option<String>) -> Lines<'_> {
        Lines { root, head, newest, files: Vec::new() }
    }

    fn push(&mut self, draft: &Draft, first: Option<&Head>) -> Result<Head, StoreError> {
        let (number, before) = self.head.as_ref().map_or((1, ""), |head| (head.number + 1, head.seal.as_str()));
        let about = match draft.about {
            About::Nothing => None,
            About::Entry(number) => Some(number),
            About::First => first.map(|head| head.number),
        };
        let (line, seal) = chain::sealed(&draft.line(number, before, about))
            .map_err(|error| StoreError::LogDamaged { path: folder(self.root), why: error.to_string() })?;
        // A clock that goes back does not go back to an older file: the order of files is the order of entries.
        let month = draft.at.strftime("%Y-%m").to_string();
        let name = self.newest.take().filter(|newest| *newest >= month).unwrap_or(month);
        match self.files.last_mut() {
            Some((segment, lines)) if segment.name == name => lines.extend_from_slice(&line),
            _ => self.files.push((Segment::of(self.root, &name), line)),
        }
        self.newest = Some(name);
        let head = Head { number, seal };
        self.head = Some(head.clone());
        Ok(head)
    }

    /// Puts the lines on the disk. If that fails, what was written of them is taken back as far as the disk allows; what stays is a whole entry
    /// for which nothing was read, or an unfinished line for the next writer to mend.
    fn flush(self) -> Result<(), StoreError> {
        let mut begun: Vec<(File, u64)> = Vec::new();
        let written = self.files.iter().try_for_each(|(segment, lines)| {
            let path = &segment.path;
            let new = !path.exists();
            let mut file = File::options().create(true).append(true).open(path).map_err(io("open", path))?;
            let length = file.metadata().map_err(io("read", path))?.len();
            begun.push((file.try_clone().map_err(io("open", path))?, length));
            file.write_all(lines).and_then(|()| file.sync_all()).map_err(io("write", path))?;
            if new { sync_folder_of(path) } else { Ok(()) }
        });
        if written.is_err() {
            for (file, length) in begun.iter().rev() {
                // The failure that is told is the one before.
                let _ = file.set_len(*length).and_then(|()| file.sync_all());
            }
        }
        written
    }
}

/// The entry that says what was mended. Its time is that of the writing that found it.
fn mending(first: &Draft, words: &str) -> Draft {
    Draft {
        at: first.at,
        kind: Kind::Mended,
        who: "sightline".to_owned(),
        role: None,
        what: "access log".to_owned(),
        count: 0,
        children: Vec::new(),
        ground: None,
        reason: words.to_owned(),
        from: String::new(),
        snapshot: String::new(),
        outcome: Outcome::Done,
        about: About::Nothing,
    }
}

/// Waits for the lock, which the operating system takes back however a program ends.
fn lock(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join("lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(io("open", &path))?;
    file.lock().map_err(io("lock", &path))?;
    Ok(file)
}

/// The files of the log and how long each is, at one moment between two writings. What is written later is not looked at.
pub(super) fn still(root: &Path) -> Result<Vec<(Segment, u64)>, StoreError> {
    // A folder that nobody has written to has no lock, and one that may only be read has one that may only be read.
    let path = folder(root).join("lock");
    let _lock = match File::open(&path) {
        Ok(file) => {
            file.lock_shared().map_err(io("lock", &path))?;
            Some(file)
        }
        Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::PermissionDenied) => None,
        Err(error) => return Err(io("open", &path)(error)),
    };
    let measured = segments::segments(root)?.into_iter().map(|segment| {
        let length = fs::metadata(&segment.path).map_err(io("read", &segment.path))?.len();
        Ok((segment, length))
    });
    measured.collect()
}

/// The same failure, told to each who waited for the one writing.
fn again(error: &StoreError) -> StoreError {
    match error {
        StoreError::Io { doing, path, source } => {
            StoreError::Io { doing, path: path.clone(), source: std::io::Error::new(source.kind(), source.to_string()) }
        }
        other => StoreError::LogDamaged {
            path: match other {
                StoreError::LogDamaged { path, .. } => path.clone(),
                _ => PathBuf::from("access"),
            },
            why: match other {
                StoreError::LogDamaged { why, .. } => why.clone(),
                other => other.to_string(),
            },
        },
    }
}
