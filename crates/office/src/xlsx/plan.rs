//! What goes on which sheet, before anything is written.

use super::cells;
use super::text;
use crate::docx::{cover, fixed};
use sightline_document::{Document, Meta, Table};
use std::collections::BTreeSet;

/// A cell holds fewer than 32,768 letters, as they are counted there; some room is left for a word about what follows.
pub(super) const LONGEST: usize = 32_600;
/// The name of a sheet is at most this long.
const LONGEST_NAME: usize = 31;

pub(super) const TEXT_SHEET: &str = "Messages and text";
pub(super) const NOT_APPLICABLE: &str = "[z]";

/// A cell of a sheet's table.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Words(String),
    /// Stored as a number, shown by its format.
    Number(f64, String),
    /// Leads to a sheet of the workbook; its words are the sheet's name.
    Sheet(String),
}

/// The table of a sheet: every row as long as the headings, no cell empty.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) headings: Vec<String>,
    /// True for columns of numbers.
    pub(super) numbers: Vec<bool>,
    pub(super) rows: Vec<Vec<Value>>,
}

/// A sheet: its title in the first cell, lines about it beneath, then its table.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) lines: Vec<String>,
    pub(super) grid: Option<Grid>,
}

/// Every sheet, in order.
pub(super) fn plan(document: &Document) -> Vec<Sheet> {
    let meta = &document.meta;
    let tables = document.tables();
    let mut names = Names::default();
    let fixed_names = ["Cover", "Contents", "Notes", "Definitions", TEXT_SHEET].map(|name| names.of(name));
    let [cover_name, contents_name, notes_name, definitions_name, text_name] = fixed_names;
    let table_names: Vec<String> = tables.iter().map(|table| names.of(&table.short)).collect();

    let mut notes: Vec<(String, String)> = Vec::new();
    let mut table_sheets = Vec::new();
    let mut continued = Vec::new();
    for (table, name) in tables.iter().zip(&table_names) {
        let (grid, rest) = cells::grid(table);
        continued.push(rest);
        table_sheets.push(table_sheet(table, name, grid, &mut notes));
    }
    let mut sheets = vec![cover_sheet(cover_name, meta), Sheet { name: contents_name, title: "Contents".to_owned(), lines: Vec::new(), grid: None }];
    sheets.push(notes_sheet(notes_name, meta, &notes));
    if !meta.definitions.is_empty() {
        sheets.push(definitions_sheet(definitions_name, meta));
    }
    sheets.push(text::sheet(text_name, document, &table_names, continued));
    sheets.extend(table_sheets);
    let rows = sheets.iter().skip(2).map(|sheet| vec![Value::Sheet(sheet.name.clone()), Value::Words(sheet.title.clone())]).collect();
    if let Some(contents) = sheets.get_mut(1) {
        contents.lines = vec!["This sheet holds one table: the other sheets and what each of them holds.".to_owned()];
        contents.grid = Some(words_grid(&["Sheet", "What it holds"], rows));
    }
    sheets
}

fn cover_sheet(name: String, meta: &Meta) -> Sheet {
    let mut lines = vec![meta.authority.clone(), meta.period.words.clone(), meta.marking.words().to_owned()];
    lines.extend(cover::facts(meta).into_iter().map(|(term, said)| format!("{term}: {said}")));
    if meta.invented {
        lines.push("The authority and every record behind this workbook are invented.".to_owned());
    }
    lines.extend(
        [
            "The sheet Contents lists what this workbook holds. The sheet Notes explains symbols.",
            "Numbers are stored as the paper prints them: rounded, and hidden where it hides them.",
        ]
        .map(str::to_owned),
    );
    Sheet { name, title: meta.title.clone(), lines, grid: None }
}

fn notes_sheet(name: String, meta: &Meta, notes: &[(String, String)]) -> Sheet {
    let mut rows: Vec<[String; 3]> = [
        ("[c]", "Hidden, so that no one can be identified."),
        ("[z]", "Does not apply: there is nothing to show here."),
        ("[x]", "Not available."),
        ("[k]", "Rounds to zero, but is not zero."),
        ("[u]", "Of low reliability."),
    ]
    .map(|(symbol, said)| [symbol.to_owned(), said.to_owned(), "Any sheet".to_owned()])
    .into();
    rows.extend(notes.iter().enumerate().map(|(at, (said, sheet))| [format!("[note {}]", at + 1), said.clone(), sheet.clone()]));
    let mut fact = |term: &str, said: String| rows.push([term.to_owned(), said, "The workbook".to_owned()]);
    fact("Marking", meta.marking.words().to_owned());
    fact("Period", format!("{} ({}, {} to {})", meta.period.words, meta.period.name, meta.period.starts_on, meta.period.ends_on));
    for (term, said) in cover::facts(meta) {
        fact(term, said);
    }
    fact("Keywords", fixed::keywords(meta));
    let rows = rows.into_iter().map(|row| row.into_iter().map(|said| Value::Words(filled(said))).collect()).collect();
    let lines = vec!["This sheet holds one table: symbols, notes, and what the workbook was made from.".to_owned()];
    Sheet { name, title: "Notes".to_owned(), lines, grid: Some(words_grid(&["Note", "What it says", "Where it is used"], rows)) }
}

fn definitions_sheet(name: String, meta: &Meta) -> Sheet {
    let cells = |definition: &sightline_document::DefinitionRef| {
        [&definition.title, &definition.id, &definition.hash].map(|said| Value::Words(filled(said.clone()))).into()
    };
    let rows = meta.definitions.iter().map(cells).collect();
    let lines = vec!["This sheet holds one table: each indicator, and the SHA-256 of the text of the definition that it was counted by.".to_owned()];
    Sheet { name, title: "Definitions".to_owned(), lines, grid: Some(words_grid(&["Indicator", "Id", "SHA-256 of its definition"], rows)) }
}

fn table_sheet(table: &Table, name: &str, grid: Grid, notes: &mut Vec<(String, String)>) -> Sheet {
    let mut lines = vec!["This sheet holds one table. Symbols such as [c] are explained on the sheet Notes.".to_owned()];
    for note in &table.notes {
        let said = crate::xml::plain(&note.as_words());
        if said.is_empty() {
            continue;
        }
        let at = notes.iter().position(|known| *known == (said.clone(), name.to_owned())).unwrap_or_else(|| {
            notes.push((said.clone(), name.to_owned()));
            notes.len() - 1
        });
        lines.extend(pieces(&said).into_iter().map(|piece| format!("[note {}] {piece}", at + 1)));
    }
    Sheet { name: name.to_owned(), title: filled(table.caption.clone()), lines, grid: Some(grid) }
}

pub(super) fn words_grid(headings: &[&str], rows: Vec<Vec<Value>>) -> Grid {
    Grid { headings: headings.iter().map(|heading| (*heading).to_owned()).collect(), numbers: vec![false; headings.len()], rows }
}

/// `said`, or the sign for nothing: no cell is blank.
pub(super) fn filled(said: String) -> String {
    if said.trim().is_empty() { NOT_APPLICABLE.to_owned() } else { said }
}

/// `said` in pieces that a cell can hold, cut between words where there are any.
pub(super) fn pieces(said: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = said;
    while rest.encode_utf16().count() > LONGEST {
        let mut length = 0;
        let limit = rest.char_indices().find(|(_, letter)| {
            length += letter.len_utf16();
            length > LONGEST
        });
        let limit = limit.map_or(rest.len(), |(at, _)| at);
        let cut = rest[..limit].rfind(char::is_whitespace).filter(|at| *at > limit / 2).unwrap_or(limit);
        found.push(rest[..cut].trim_end());
        rest = rest[cut..].trim_start();
    }
    found.push(rest);
    found
}

/// Names given to sheets so far, without regard to capitals.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    /// A name for a sheet like `wanted`: allowed, and given to no other.
    fn of(&mut self, wanted: &str) -> String {
        let allowed: String = wanted.chars().map(|letter| if "[]:*?/\\".contains(letter) || letter.is_control() { ' ' } else { letter }).collect();
        let allowed = crate::xml::plain(allowed.trim_matches('\''));
        // A name of its own in workbooks that are shared.
        let base = if allowed.is_empty() || allowed.eq_ignore_ascii_case("history") { "Table".to_owned() } else { allowed };
        for number in 1_u32.. {
            let end = if number == 1 { String::new() } else { format!(" {number}") };
            let room = LONGEST_NAME - end.len();
            let mut length = 0;
            let short: String = base
                .chars()
                .take_while(|letter| {
                    length += letter.len_utf16();
                    length <= room
                })
                .collect();
            let name = format!("{}{end}", short.trim_end().trim_end_matches('\''));
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
        }
        base
    }
}
