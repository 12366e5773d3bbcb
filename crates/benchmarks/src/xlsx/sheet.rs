//! The XML of a workbook: names of sheets, shared texts, and the cells of a sheet.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::HashMap;

type Found<T> = Result<T, String>;

/// A row's number, counted from 1, and its cells from column A on.
pub(crate) type Row = (u64, Vec<String>);

fn broken(error: impl std::fmt::Display) -> String {
    format!("its XML is broken ({error}); save it again as .xlsx")
}

fn attribute(element: &BytesStart<'_>, local: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == local)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// What a reference such as `&amp;` or `&#38;` stands for.
fn referred(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// Names of the sheets and the ids by which their parts are found.
pub(crate) fn sheets(xml: &str) -> Found<Vec<(String, String)>> {
    let mut reader = Reader::from_str(xml);
    let mut sheets = Vec::new();
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(sheets),
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "sheet" => {
                // `id` stands for `r:id`; `sheetId` is another thing.
                if let (Some(name), Some(id)) = (attribute(&e, "name"), attribute(&e, "id")) {
                    sheets.push((name, id));
                }
            }
            _ => {}
        }
    }
}

/// Where the parts of a workbook lie, by id.
pub(crate) fn relations(xml: &str) -> Found<HashMap<String, String>> {
    let mut reader = Reader::from_str(xml);
    let mut targets = HashMap::new();
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(targets),
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "Relationship" => {
                if let (Some(id), Some(target)) = (attribute(&e, "Id"), attribute(&e, "Target")) {
                    let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                    targets.insert(id, path);
                }
            }
            _ => {}
        }
    }
}

/// The texts that cells share.
pub(crate) fn shared(xml: &str) -> Found<Vec<String>> {
    let mut reader = Reader::from_str(xml);
    let (mut texts, mut text) = (Vec::new(), String::new());
    let (mut inside, mut sounding) = (false, false);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(texts),
            Event::Start(e) => match e.local_name().as_ref() {
                "t" => inside = !sounding,
                // How a text sounds is no part of it.
                "rPh" => sounding = true,
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                "t" => inside = false,
                "rPh" => sounding = false,
                "si" => texts.push(std::mem::take(&mut text)),
                _ => {}
            },
            Event::Empty(e) if e.local_name().as_ref() == "si" => texts.push(String::new()),
            Event::Text(t) if inside => text.push_str(&t.xml10_content()),
            Event::CData(t) if inside => text.push_str(&t),
            Event::GeneralRef(r) if inside => text.extend(referred(&r)),
            _ => {}
        }
    }
}

/// The cells of a sheet. Rows that hold nothing are left out.
pub(crate) fn rows(xml: &str, shared: &[String]) -> Found<Vec<Row>> {
    let mut reader = Reader::from_str(xml);
    let mut rows: Vec<Row> = Vec::new();
    let (mut number, mut cells, mut column) = (0u64, Vec::<String>::new(), 0usize);
    let (mut kind, mut text, mut inside) = (String::new(), String::new(), false);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(rows),
            Event::Start(e) => match e.local_name().as_ref() {
                "row" => {
                    number = attribute(&e, "r").and_then(|r| r.parse().ok()).unwrap_or(number + 1);
                    (column, cells) = (0, Vec::new());
                }
                "c" => {
                    column = attribute(&e, "r").and_then(|r| column_of(&r)).unwrap_or(column);
                    kind = attribute(&e, "t").unwrap_or_default();
                    text.clear();
                }
                "v" | "t" => inside = true,
                _ => {}
            },
            Event::Empty(e) => match e.local_name().as_ref() {
                "row" => number = attribute(&e, "r").and_then(|r| r.parse().ok()).unwrap_or(number + 1),
                "c" => column = attribute(&e, "r").and_then(|r| column_of(&r)).unwrap_or(column) + 1,
                _ => {}
            },
            Event::Text(t) if inside => text.push_str(&t.xml10_content()),
            Event::CData(t) if inside => text.push_str(&t),
            Event::GeneralRef(r) if inside => text.extend(referred(&r)),
            Event::End(e) => match e.local_name().as_ref() {
                "v" | "t" => inside = false,
                "c" => {
                    if column >= 16_384 {
                        return Err("a cell lies beyond the last column a sheet can have; save it again as .xlsx".to_owned());
                    }
                    cells.resize(cells.len().max(column + 1), String::new());
                    cells[column] = content(&kind, &text, shared)?;
                    column += 1;
                }
                "row" if cells.iter().any(|cell| !cell.is_empty()) => rows.push((number, std::mem::take(&mut cells))),
                _ => {}
            },
            _ => {}
        }
    }
}

/// What a cell holds, as text.
fn content(kind: &str, text: &str, shared: &[String]) -> Found<String> {
    if kind != "s" {
        return Ok(text.trim().to_owned());
    }
    let text = text.trim().parse::<usize>().ok().and_then(|index| shared.get(index));
    text.map(|t| t.trim().to_owned()).ok_or_else(|| "a cell points to a text that is not there; save it again as .xlsx".to_owned())
}

/// The column of a cell's name, counted from 0: `B7` is 1.
fn column_of(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0usize, |n, letter| n.saturating_mul(26).saturating_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1));
    number.checked_sub(1)
}
