//! Is the log as it was written?

use super::AccessLog;
use super::chain::{self, Head};
use super::read::RawLines;
use super::segments::{BEFORE_MONTHS, folder, is_month, old_log, strangers};
use super::write::still;
use crate::StoreError;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What is wrong with the chain, where it was first seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1; `None` if what is wrong is that there is none.
    pub line: Option<usize>,
    /// In words, for people; nothing of an entry but its number is in them.
    pub words: String,
}

/// What a look at the whole log found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many entries hold together, from the first on.
    pub entries: u64,
    /// Where they end: to be kept elsewhere.
    pub head: Option<Head>,
    /// The first fault; nothing after it was looked at.
    pub fault: Option<Fault>,
    /// True if the last line is unfinished: a crash, mended by the next writing.
    pub unfinished: bool,
    /// How many entries are earlier than the one before: the clock went back.
    pub went_back: u64,
}

impl Verified {
    /// What was found, if the chain holds.
    ///
    /// # Errors
    /// If it does not.
    pub fn sound(self) -> Result<Verified, StoreError> {
        match self.fault {
            None => Ok(self),
            Some(Fault { path, line, words }) => Err(StoreError::LogDamaged {
                path,
                why: match line {
                    Some(line) => format!("the chain of entries is broken at line {line}: {words}"),
                    None => format!("the chain of entries is broken: {words}"),
                },
            }),
        }
    }
}

impl AccessLog {
    /// Reads the whole log, a line at a time: was an entry changed, put in, taken out or moved, is a file missing or under another name? That the last
    /// entries were cut off shows only beside heads kept elsewhere, and once others have been written in their place, only beside all of them.
    ///
    /// # Errors
    /// If the log cannot be read. A broken chain is no error but a finding.
    pub fn verify(&self, kept: &[Head]) -> Result<Verified, StoreError> {
        let mut found = Verified { entries: 0, head: None, fault: None, unfinished: false, went_back: 0 };
        let files = still(&self.root)?;
        let stray = old_log(&self.root);
        let stray = if stray.exists() && files.iter().all(|(segment, _)| segment.path != stray) { Some(stray) } else { strangers(&self.root)?.pop() };
        let kept: BTreeMap<u64, &str> = kept.iter().map(|head| (head.number, head.seal.as_str())).collect();
        let last_path = files.last().map_or_else(|| folder(&self.root), |(segment, _)| segment.path.clone());
        let mut last_at = None;
        let mut unfinished: Option<(PathBuf, usize)> = None;
        for line in RawLines::of(files) {
            let line = line?;
            let fault = |words: String| Some(Fault { path: line.path.clone(), line: Some(line.number), words });
            if let Some((path, number)) = unfinished.take() {
                found.fault = Some(Fault { path, line: Some(number), words: "the line is unfinished, and is not the last".to_owned() });
                return Ok(found);
            }
            let Some(link) = chain::link(&line.bytes) else {
                if !line.whole {
                    unfinished = Some((line.path, line.number));
                    continue;
                }
                found.fault = fault("the entry was changed, or is none".to_owned());
                return Ok(found);
            };
            if !line.whole {
                unfinished = Some((line.path.clone(), line.number));
            }
            let (number, before) = found.head.as_ref().map_or((1, ""), |head| (head.number + 1, head.seal.as_str()));
            let wrong = match link.number {
                later if later > number => Some(missing(number, later - 1)),
                earlier if earlier < number => Some(format!("entry {earlier} stands where entry {number} should")),
                _ if link.before != before => Some(format!("entry {number} was not written after the one before it")),
                _ if kept.get(&number).is_some_and(|seal| **seal != link.seal) => {
                    Some(format!("entry {number} is not the one whose seal was kept elsewhere"))
                }
                // A file is begun by an entry of its month, unless the clock went back: then by one earlier than the entry before.
                _ if line.number == 1 && is_of_another_month(&line.path, link.at) && last_at.is_none_or(|last| link.at >= last) => {
                    Some("the entry is of another month than its file: the file is under another name".to_owned())
                }
                _ => None,
            };
            if let Some(words) = wrong {
                found.fault = fault(words);
                return Ok(found);
            }
            found.went_back += u64::from(last_at.is_some_and(|last| link.at < last));
            last_at = Some(link.at);
            found.entries = link.number;
            found.head = Some(link.head());
        }
        found.unfinished = unfinished.is_some();
        if let Some((last, _)) = kept.last_key_value()
            && *last > found.entries
        {
            found.fault = Some(Fault { path: last_path, line: None, words: format!("{} at the end", missing(found.entries + 1, *last)) });
        } else if let Some(stray) = stray {
            found.fault = Some(Fault { path: stray, line: None, words: "this file lies beside the log and is no part of it".to_owned() });
        }
        Ok(found)
    }
}

/// True for an entry of another month than its file's name says; what was logged before there were months lies in one file.
fn is_of_another_month(path: &Path, at: jiff::Timestamp) -> bool {
    path.file_stem()
        .and_then(|stem| stem.to_str())
        .is_some_and(|stem| is_month(stem) && stem != BEFORE_MONTHS && at.strftime("%Y-%m").to_string() != stem)
}

fn missing(from: u64, to: u64) -> String {
    if from == to { format!("entry {from} is missing") } else { format!("entries {from} to {to} are missing") }
}
