//! Files of lines to which only more can be added: each line is sealed, and names the seal of the line before.
//!
//! A line is `{"seal":"...","number":1,"before":"...","entry":{...}}`. The seal is the SHA-256 of everything after it on the line, byte for byte, so
//! that a change of any letter is seen. That the last lines were cut off can only be seen beside a copy: a publication keeps one of its approvals.

use crate::PaperError;
use crate::error::io;
use crate::hash::sha256;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

#[derive(Serialize, Deserialize)]
struct Line<T> {
    number: u64,
    before: String,
    entry: T,
}

/// An entry and its seal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sealed<T> {
    pub number: u64,
    pub seal: String,
    pub entry: T,
}

/// Every entry, after checking that none was changed, put in or taken out.
pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<Sealed<T>>, PaperError> {
    match fs::read_to_string(path) {
        Ok(text) => parse(path, &text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(io("read", path)(error)),
    }
}

/// Adds entries after checking those before.
pub(crate) fn append<T: Serialize + DeserializeOwned>(path: &Path, entries: &[T]) -> Result<(), PaperError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(io("make the folder", folder))?;
    }
    let mut file = File::options().create(true).read(true).append(true).open(path).map_err(io("open", path))?;
    file.lock().map_err(io("lock", path))?;
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(io("read", path))?;
    let (mut number, mut before) = parse::<serde_json::Value>(path, &text)?.pop().map_or((0, String::new()), |last| (last.number, last.seal));
    // A last line without its end is whole if its seal is right; it must not run into the next.
    let mut more = if text.is_empty() || text.ends_with('\n') { String::new() } else { "\n".to_owned() };
    for entry in entries {
        number += 1;
        let line = serde_json::to_string(&Line { number, before, entry })
            .map_err(|error| PaperError::Damaged { path: path.to_owned(), why: error.to_string() })?;
        let rest = line.trim_start_matches('{');
        let seal = sha256(rest.as_bytes());
        more.push_str(&format!("{{\"seal\":\"{seal}\",{rest}\n"));
        before = seal;
    }
    file.write_all(more.as_bytes()).map_err(io("write", path))?;
    file.sync_all().map_err(io("write", path))
}

fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<Vec<Sealed<T>>, PaperError> {
    let mut entries: Vec<Sealed<T>> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let broken = || PaperError::Damaged {
            path: path.to_owned(),
            why: format!("line {} is not what was written there, or a line before it is missing", index + 1),
        };
        let (seal, rest) = line.strip_prefix("{\"seal\":\"").and_then(|line| line.split_once("\",")).ok_or_else(broken)?;
        if sha256(rest.as_bytes()) != seal {
            return Err(broken());
        }
        let held: Line<T> = serde_json::from_str(&format!("{{{rest}")).map_err(|_| broken())?;
        let (number, before) = entries.last().map_or((1, ""), |last| (last.number + 1, last.seal.as_str()));
        if held.number != number || held.before != before {
            return Err(broken());
        }
        entries.push(Sealed { number, seal: seal.to_owned(), entry: held.entry });
    }
    Ok(entries)
}
