//! Reading hand-kept TOML: every fault with its line and what to do.

use crate::catalogue::{Catalogue, Named};
use crate::near::hint;
use crate::{Fault, PaperError};
use serde::de::DeserializeOwned;
use sightline_model::Day;
use std::fs;
use std::path::Path;
use toml::Spanned;

/// A file being read, and what is wrong with it so far.
pub(super) struct Reading<'a> {
    pub file: &'a str,
    pub text: &'a str,
    pub catalogue: &'a Catalogue,
    pub faults: Vec<Fault>,
}

impl Reading<'_> {
    pub fn line(&self, at: usize) -> usize {
        self.text.get(..at).map_or(1, |before| before.matches('\n').count() + 1)
    }

    pub fn fault(&mut self, at: usize, what: impl Into<String>) {
        self.faults.push(Fault { file: self.file.to_owned(), line: self.line(at), what: what.into() });
    }

    /// The whole file as tables.
    pub fn parse<T: DeserializeOwned + Default>(&mut self) -> T {
        match toml::from_str(self.text) {
            Ok(found) => found,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                let what = error.message().trim().replace('\n', "; ");
                self.fault(at, format!("{what}. The comment at the head of the file shows how an entry is written"));
                T::default()
            }
        }
    }

    /// A day, written as a date or in quotation marks.
    pub fn day(&mut self, at: usize, key: &str, value: Option<&toml::Value>) -> Option<Day> {
        let value = value?;
        let text = match value {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        if text.trim().is_empty() {
            return None;
        }
        let found = Day::parse(text.trim());
        if found.is_none() {
            self.fault(at, format!("`{key} = {value}` is not a day; write it as {key} = 2018-10-08"));
        }
        found
    }

    /// The indicator that a written id stands for; and the id as written, if it has been renamed since.
    pub fn indicator(&mut self, written: &Spanned<String>) -> Option<(String, Option<String>)> {
        match self.catalogue.find(written.get_ref()) {
            Named::Is(id) => Some((id, None)),
            Named::Was(id) => Some((id, Some(written.get_ref().clone()))),
            Named::Unknown(hint) => {
                self.fault(written.span().start, format!("there is no indicator `{}`{hint}; `sightline indicators` lists them", written.get_ref()));
                None
            }
        }
    }

    /// One of a few words.
    pub fn word<T: Copy>(&mut self, key: &str, written: &Spanned<String>, words: &[(&str, T)]) -> Option<T> {
        let plain = written.get_ref().trim().to_lowercase();
        let found = words.iter().find(|(word, _)| *word == plain).map(|(_, value)| *value);
        if found.is_none() {
            let hint = hint(&plain, words.iter().map(|(word, _)| *word));
            let all: Vec<String> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            self.fault(written.span().start, format!("{key} = \"{}\" is not one of {}{hint}", written.get_ref(), all.join(", ")));
        }
        found
    }

    pub fn done<T>(self, found: T) -> Result<T, PaperError> {
        if self.faults.is_empty() { Ok(found) } else { Err(PaperError::Faults(self.faults)) }
    }
}

/// The text of a hand-kept file; none if it is not there. A mark at its head, which some editors put there, is left out.
pub(super) fn text_of(path: &Path, name: &str) -> Result<Option<String>, PaperError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(crate::error::io("read", path)(error)),
    };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let line = error.as_bytes().iter().take(good).filter(|byte| **byte == b'\n').count() + 1;
            let what = "the file is not in UTF-8; save it again with that encoding (most editors offer it under Save As)".to_owned();
            Err(PaperError::Faults(vec![Fault { file: name.to_owned(), line, what }]))
        }
    }
}

/// A text that is there and not blank.
pub(super) fn filled(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}
