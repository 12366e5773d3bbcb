//! What an XLSX file says, whoever saved it last.

use super::shown::display;
use crate::OfficeError;
use crate::package::Package;
use crate::xml::{attribute, plain, reference};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use sightline_document::{ReadBack, ReadLine};
use std::collections::BTreeMap;

/// The words of an XLSX file: a line for each cell that is not empty, sheet by sheet and row by row, numbers as they are shown.
///
/// # Errors
/// The bytes are no XLSX file, or unpack to more than any paper holds.
pub fn read(bytes: &[u8]) -> Result<ReadBack, OfficeError> {
    let mut package = Package::open("XLSX", bytes)?;
    let main = package.main()?;
    let relations = package.relations(&main)?;
    let part = |kind: &str| relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.clone());
    let strings = match part("sharedStrings") {
        Some(name) => strings(&required(&mut package, &name)?).map_err(|why| package.unreadable(format!("its part `{name}`: {why}")))?,
        None => Vec::new(),
    };
    let formats = match part("styles") {
        Some(name) => formats(&required(&mut package, &name)?).map_err(|why| package.unreadable(format!("its part `{name}`: {why}")))?,
        None => Vec::new(),
    };
    let book = required(&mut package, &main)?;
    let sheets = sheets(&book).map_err(|why| package.unreadable(format!("its part `{main}`: {why}")))?;
    let mut lines = Vec::new();
    for (name, id) in sheets {
        let target = relations.iter().find(|relation| relation.id == id).map(|relation| relation.target.clone());
        let target = target.ok_or_else(|| package.unreadable(format!("its sheet \u{201c}{name}\u{201d} is nowhere")))?;
        let text = required(&mut package, &target)?;
        let mut sheet = Cells { sheet: &name, strings: &strings, formats: &formats, lines: &mut lines, cell: None };
        sheet.read(&text).map_err(|why| package.unreadable(format!("its part `{target}`: {why}")))?;
        // Words may stand over the cells too. What they are is not read, but they do not pass unseen.
        for kind in ["drawing", "comments", "threadedComment", "oleObject"] {
            if package.relations(&target)?.iter().any(|relation| relation.kind == kind) {
                lines.push(ReadLine { place: format!("sheet \u{201c}{name}\u{201d}"), words: format!("[{kind}]") });
            }
        }
    }
    Ok(ReadBack { publication: package.custom_property(crate::docx::fixed::PUBLICATION)?, lines })
}

fn required(package: &mut Package<'_>, name: &str) -> Result<String, OfficeError> {
    package.text(name)?.ok_or_else(|| package.unreadable(format!("its part `{name}` is missing")))
}

/// Names and relations of the sheets, in order.
fn sheets(text: &str) -> Result<Vec<(String, String)>, String> {
    let mut found = Vec::new();
    let mut book = false;
    each(text, |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            book |= element.local_name().as_ref() == "workbook";
            if element.local_name().as_ref() == "sheet" {
                // `r:id`, not `sheetId`: the name without its prefix is `id`.
                found.extend(Some((attribute(element, "name").unwrap_or_default(), attribute(element, "id").unwrap_or_default())));
            }
        }
    })?;
    if book { Ok(found) } else { Err("it is no workbook".to_owned()) }
}

/// Words that cells share.
fn strings(text: &str) -> Result<Vec<String>, String> {
    let mut found: Vec<String> = Vec::new();
    let (mut in_words, mut reading_aid) = (false, false);
    each(text, |event| match event {
        Event::Start(element) => match element.local_name().as_ref() {
            "si" => found.push(String::new()),
            "t" => in_words = !reading_aid,
            "rPh" => reading_aid = true,
            _ => {}
        },
        Event::Empty(element) if element.local_name().as_ref() == "si" => found.push(String::new()),
        Event::End(element) => match element.local_name().as_ref() {
            "t" => in_words = false,
            "rPh" => reading_aid = false,
            _ => {}
        },
        _ if in_words => {
            if let Some(last) = found.last_mut() {
                last.push_str(&words_of(event));
            }
        }
        _ => {}
    })?;
    Ok(found)
}

/// The number format of each style of a cell.
fn formats(text: &str) -> Result<Vec<String>, String> {
    let mut own: BTreeMap<String, String> = BTreeMap::new();
    let mut found = Vec::new();
    let mut in_cells = false;
    each(text, |event| match event {
        Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
            "numFmt" => {
                own.extend(attribute(element, "numFmtId").zip(attribute(element, "formatCode")));
            }
            "cellXfs" => in_cells = matches!(event, Event::Start(_)),
            "xf" if in_cells => {
                let id = attribute(element, "numFmtId").unwrap_or_default();
                found.push(own.get(&id).cloned().unwrap_or_else(|| built_in(&id).to_owned()));
            }
            _ => {}
        },
        Event::End(element) if element.local_name().as_ref() == "cellXfs" => in_cells = false,
        _ => {}
    })?;
    Ok(found)
}

/// Formats that have a number instead of a name.
fn built_in(id: &str) -> &'static str {
    match id {
        "1" => "0",
        "2" => "0.00",
        "3" | "37" | "38" => "#,##0",
        "4" | "39" | "40" => "#,##0.00",
        "9" => "0%",
        "10" => "0.00%",
        _ => "General",
    }
}

/// A cell being read.
#[derive(Default)]
struct Cell {
    at: String,
    kind: String,
    style: usize,
    value: String,
    formula: String,
    part: Part,
}

/// Which part of a cell is being read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    None,
    Value,
    Formula,
}

struct Cells<'a> {
    sheet: &'a str,
    strings: &'a [String],
    formats: &'a [String],
    lines: &'a mut Vec<ReadLine>,
    cell: Option<Cell>,
}

impl Cells<'_> {
    fn read(&mut self, text: &str) -> Result<(), String> {
        let mut rows = 0_usize;
        let mut columns = 0_usize;
        let mut found_data = false;
        each(text, |event| match event {
            Event::Start(element) | Event::Empty(element) => {
                let whole = matches!(event, Event::Empty(_));
                match element.local_name().as_ref() {
                    "sheetData" => found_data = true,
                    "row" => {
                        rows += 1;
                        columns = 0;
                    }
                    "c" => {
                        columns += 1;
                        let cell = cell(element, rows, columns);
                        if !whole {
                            self.cell = Some(cell);
                        }
                    }
                    "v" | "t" if !whole => self.part(Part::Value),
                    "f" => self.part(if whole { Part::None } else { Part::Formula }),
                    _ => {}
                }
            }
            Event::End(element) => match element.local_name().as_ref() {
                "v" | "t" | "f" => self.part(Part::None),
                "c" => self.end(),
                _ => {}
            },
            _ => {
                if let Some(cell) = &mut self.cell {
                    match cell.part {
                        Part::Value => cell.value.push_str(&words_of(event)),
                        Part::Formula => cell.formula.push_str(&words_of(event)),
                        Part::None => {}
                    }
                }
            }
        })?;
        if found_data { Ok(()) } else { Err("it is no sheet of cells".to_owned()) }
    }

    fn part(&mut self, part: Part) {
        if let Some(cell) = &mut self.cell {
            cell.part = part;
        }
    }

    fn end(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let shown = match cell.kind.as_str() {
            "s" => cell.value.trim().parse::<usize>().ok().and_then(|at| self.strings.get(at)).cloned().unwrap_or_else(|| "\u{fffd}".to_owned()),
            "b" => if cell.value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "" | "n" => {
                let format = self.formats.get(cell.style).map_or("General", String::as_str);
                cell.value.trim().parse::<f64>().map_or_else(|_| cell.value.clone(), |number| display(number, format))
            }
            _ => cell.value.clone(),
        };
        // A formula is said as well: what it shows today it need not show tomorrow.
        let shown = unescaped(&shown);
        let words = if cell.formula.is_empty() { plain(&shown) } else { plain(&format!("{shown} ={}", cell.formula)) };
        if !words.is_empty() {
            self.lines.push(ReadLine { place: format!("sheet \u{201c}{}\u{201d}, cell {}", self.sheet, cell.at), words });
        }
    }
}

fn cell(element: &BytesStart<'_>, row: usize, column: usize) -> Cell {
    Cell {
        at: attribute(element, "r").unwrap_or_else(|| format!("number {column} of row {row}")),
        kind: attribute(element, "t").unwrap_or_default(),
        style: attribute(element, "s").and_then(|style| style.parse().ok()).unwrap_or(0),
        ..Cell::default()
    }
}

/// `words` with what a workbook writes as `_x000D_` put back.
fn unescaped(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let code = after.get(2..6).filter(|_| after.get(6..7) == Some("_")).and_then(|code| u32::from_str_radix(code, 16).ok());
        if let Some(letter) = code.and_then(char::from_u32) {
            out.push(letter);
            rest = &after[7..];
        } else {
            out.push_str("_x");
            rest = &after[2..];
        }
    }
    out + rest
}

fn words_of(event: &Event<'_>) -> String {
    match event {
        Event::Text(words) => words.xml10_content().into_owned(),
        Event::CData(words) => words.xml10_content().into_owned(),
        Event::GeneralRef(found) => reference(found),
        _ => String::new(),
    }
}

/// Every event of `text` in turn; a document type is refused.
fn each<'a>(text: &'a str, mut with: impl FnMut(&Event<'a>)) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => return Ok(()),
            Event::DocType(_) => return Err("it has a document type".to_owned()),
            event => with(&event),
        }
    }
}
