//! Code lists with validity dates.

use crate::{Fault, Source};
use sightline_model::Day;

/// One code of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The code as it stands in returns.
    pub code: String,
    /// Its meaning.
    pub label: String,
    /// First day on which it may be used.
    pub valid_from: Option<Day>,
    /// Last day on which it may be used.
    pub valid_until: Option<Day>,
    /// A wider group, where one is wanted.
    pub group: Option<String>,
}

/// A named list of codes.
#[derive(Clone, Debug)]
pub struct CodeList {
    /// The file's name.
    pub id: String,
    /// The codes, in the file's order. A code may stand twice, with different dates.
    pub codes: Vec<Code>,
}

impl CodeList {
    /// True if the code is in the list at any date, capital letters or small.
    #[must_use]
    pub fn knows(&self, code: &str) -> bool {
        self.codes.iter().any(|c| c.code.eq_ignore_ascii_case(code))
    }

    /// The label of a code: the one valid on `day`, else any.
    #[must_use]
    pub fn label(&self, code: &str, day: Option<Day>) -> Option<&str> {
        let mut found = self.codes.iter().filter(|c| c.code.eq_ignore_ascii_case(code));
        let valid = |c: &&Code| day.is_none_or(|d| c.valid_from.is_none_or(|f| f <= d) && c.valid_until.is_none_or(|u| u >= d));
        found.clone().find(valid).or_else(|| found.next()).map(|c| c.label.as_str())
    }

    pub(crate) fn read(source: &Source, faults: &mut Vec<Fault>) -> CodeList {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(source.text.as_bytes());
        let headings: Vec<String> = reader.headers().map(|h| h.iter().map(str::to_owned).collect()).unwrap_or_default();
        let at = |name: &str| headings.iter().position(|h| h == name);
        let (code_at, label_at, from_at, until_at, group_at) = (at("code"), at("label"), at("valid_from"), at("valid_until"), at("group"));
        if code_at.is_none() || label_at.is_none() {
            faults.push(Fault::new(&source.path, 1, "a code list needs the headings code,label,valid_from,valid_until"));
        }
        let mut codes = Vec::new();
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(1, |p| usize::try_from(p.line()).unwrap_or(1));
                    faults.push(Fault::new(&source.path, line, format!("cannot be read: {error}")));
                    continue;
                }
            };
            let line = record.position().map_or(1, |p| usize::try_from(p.line()).unwrap_or(1));
            let field = |at: Option<usize>| at.and_then(|i| record.get(i)).map(str::trim).filter(|t| !t.is_empty());
            let mut day = |at: Option<usize>, name: &str| {
                field(at).and_then(|text| {
                    let day = Day::parse(text);
                    if day.is_none() {
                        faults.push(Fault::new(&source.path, line, format!("{name} `{text}` is not a day as 2024-03-31")));
                    }
                    day
                })
            };
            let (valid_from, valid_until) = (day(from_at, "valid_from"), day(until_at, "valid_until"));
            if let Some(code) = field(code_at) {
                codes.push(Code {
                    code: code.to_owned(),
                    label: field(label_at).unwrap_or(code).to_owned(),
                    valid_from,
                    valid_until,
                    group: field(group_at).map(str::to_owned),
                });
            }
        }
        CodeList { id: source.stem().to_owned(), codes }
    }
}
