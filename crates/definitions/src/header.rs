//! The header of a definition: TOML in a block comment before the SQL.

use crate::Fault;
use toml::Table;

/// A header's keys, with what is needed to say at which line a key stands.
pub(crate) struct Header<'a> {
    file: &'a str,
    text: &'a str,
    first_line: usize,
    table: Table,
    pub(crate) faults: Vec<Fault>,
}

/// A file split into header and SQL; `None` when there is no header at all.
pub(crate) fn split<'a>(file: &'a str, text: &'a str) -> Result<(Header<'a>, String, usize), Fault> {
    const OPEN: &str = "/*---";
    const CLOSE: &str = "---*/";
    let Some(open) = text.find(OPEN) else {
        return Err(Fault::new(file, 1, "has no header: begin the file with /*--- , the header in TOML, and ---*/"));
    };
    let body = open + OPEN.len();
    let Some(close) = text[body..].find(CLOSE).map(|at| at + body) else {
        return Err(Fault::new(file, 1, "the header is not closed: end it with ---*/"));
    };
    let first_line = 1 + text[..body].matches('\n').count();
    let header_text = &text[body..close];
    let sql = text[close + CLOSE.len()..].to_owned();
    let sql_line = 1 + text[..close + CLOSE.len()].matches('\n').count();
    let mut faults = Vec::new();
    let table = match header_text.parse::<Table>() {
        Ok(table) => table,
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start.min(header_text.len()));
            let line = first_line + header_text.get(..at).unwrap_or_default().matches('\n').count();
            faults.push(Fault::new(file, line, format!("the header is not TOML: {}", error.message())));
            Table::new()
        }
    };
    if sql.trim().is_empty() {
        faults.push(Fault::new(file, sql_line, "has no SQL after the header"));
    }
    Ok((Header { file, text: header_text, first_line, table, faults }, sql, sql_line))
}

impl Header<'_> {
    /// True when the TOML could be read.
    pub(crate) fn readable(&self) -> bool {
        !self.table.is_empty() || self.faults.is_empty()
    }

    /// The line on which a key stands, or the header's first line.
    pub(crate) fn line_of(&self, key: &str) -> usize {
        let found = self.text.lines().position(|line| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')));
        self.first_line + found.unwrap_or(0)
    }

    pub(crate) fn fault(&mut self, key: &str, message: impl Into<String>) {
        let line = self.line_of(key);
        self.faults.push(Fault::new(self.file, line, message));
    }

    /// Faults keys that mean nothing, so that a misspelling is not taken for an omission.
    pub(crate) fn known_keys(&mut self, known: &[&str]) {
        let unknown: Vec<String> = self.table.keys().filter(|key| !known.contains(&key.as_str())).cloned().collect();
        for key in unknown {
            let near = known.iter().find(|k| k.len().abs_diff(key.len()) <= 2 && k.chars().next() == key.chars().next());
            let hint = near.map_or_else(String::new, |k| format!("; did you mean `{k}`?"));
            self.fault(&key, format!("`{key}` is not a key of this header{hint}"));
        }
    }

    pub(crate) fn optional(&mut self, key: &str) -> Option<String> {
        match self.table.get(key) {
            None => None,
            Some(toml::Value::String(text)) if !text.trim().is_empty() => Some(text.clone()),
            Some(toml::Value::String(_)) => {
                self.fault(key, format!("`{key}` is empty"));
                None
            }
            Some(_) => {
                self.fault(key, format!("`{key}` must be a text in quotation marks"));
                None
            }
        }
    }

    pub(crate) fn required(&mut self, key: &str) -> String {
        if !self.table.contains_key(key) {
            self.fault("id", format!("`{key}` is missing"));
            return String::new();
        }
        self.optional(key).unwrap_or_default()
    }

    pub(crate) fn list(&mut self, key: &str) -> Vec<String> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let texts: Option<Vec<String>> = value.as_array().and_then(|items| items.iter().map(|item| item.as_str().map(str::to_owned)).collect());
        texts.unwrap_or_else(|| {
            self.fault(key, format!("`{key}` must be a list of texts, as [\"team\", \"district\"]"));
            Vec::new()
        })
    }

    pub(crate) fn flag(&mut self, key: &str) -> bool {
        match self.table.get(key) {
            None => false,
            Some(toml::Value::Boolean(value)) => *value,
            Some(_) => {
                self.fault(key, format!("`{key}` must be true or false"));
                false
            }
        }
    }

    /// One of a few words, turned into what it stands for.
    pub(crate) fn word<T: Copy>(&mut self, key: &str, words: &[(&str, T)], default: Option<T>) -> Option<T> {
        let Some(found) = self.optional(key) else {
            if default.is_none() && !self.table.contains_key(key) {
                self.fault("id", format!("`{key}` is missing"));
            }
            return default;
        };
        let meant = words.iter().find(|(word, _)| *word == found).map(|(_, value)| *value);
        if meant.is_none() {
            let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.fault(key, format!("`{key}` is `{found}`; it must be one of {}", all.join(", ")));
        }
        meant.or(default)
    }

    pub(crate) fn integer(&mut self, key: &str) -> Option<i64> {
        let value = self.table.get(key)?;
        let number = value.as_integer();
        if number.is_none() {
            self.fault(key, format!("`{key}` must be a whole number without quotation marks"));
        }
        number
    }

    pub(crate) fn span(&mut self, key: &str) -> Option<sightline_model::Span> {
        let text = self.optional(key)?;
        let span = sightline_model::Span::parse(&text);
        if span.is_none() {
            self.fault(key, format!("`{key}` is `{text}`; write a length as `45 working days`, `28 days` or `12 months`"));
        }
        span
    }
}
