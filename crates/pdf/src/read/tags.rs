//! The tree of tags, walked in reading order.

use crate::read::line;
use crate::read::page::{Pages, Run, joined, labels};
use lopdf::{Dictionary, Document, Object, ObjectId};
use sightline_document::ReadLine;

/// Tags within tags.
const DEEPEST: usize = 60;
/// Tags in a file.
const MOST: usize = 2_000_000;

/// Every line that a tag says, in order.
pub fn lines(file: &Document, pages: &mut Pages) -> Vec<ReadLine> {
    let root = file.catalog().and_then(|catalog| catalog.get_deref(b"StructTreeRoot", file)).and_then(Object::as_dict);
    let mut walk = Walk { file, pages, lines: Vec::new(), runs: Vec::new(), page: 1, cell: None, tables: 0, row: 0, column: 0, seen: 0 };
    if let Some(kids) = root.ok().and_then(|root| root.get(b"K").ok()) {
        walk.kids(kids, None, 0);
        walk.flush();
    }
    walk.lines
}

struct Walk<'a, 'b> {
    file: &'a Document,
    pages: &'b mut Pages,
    lines: Vec<ReadLine>,
    /// What the line under way is made of.
    runs: Vec<Run>,
    /// The page of the last run.
    page: u32,
    /// The words of the cell under way, with its page.
    cell: Option<(u32, String)>,
    tables: usize,
    row: usize,
    column: usize,
    seen: usize,
}

impl Walk<'_, '_> {
    fn kids(&mut self, kids: &Object, page: Option<ObjectId>, depth: usize) {
        self.seen += 1;
        if depth > DEEPEST || self.seen > MOST {
            return;
        }
        match self.file.dereference(kids).map(|(_, object)| object) {
            Ok(Object::Array(list)) => list.iter().for_each(|kid| self.kids(kid, page, depth + 1)),
            Ok(Object::Integer(tag)) => self.content(page, *tag),
            Ok(Object::Dictionary(kid)) => {
                let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                match kid.get(b"Type").and_then(Object::as_name) {
                    Ok(b"OBJR") => {}
                    Ok(b"MCR") => self.content(page, kid.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1)),
                    _ => self.element(kid, page, depth),
                }
            }
            _ => {}
        }
    }

    fn content(&mut self, page: Option<ObjectId>, tag: i64) {
        let Some(page) = page else { return };
        let runs = self.pages.take(page, tag);
        if !runs.is_empty() {
            self.page = self.pages.number(page).unwrap_or(self.page);
            if let Some((page, words)) = &mut self.cell
                && words.is_empty()
            {
                *page = self.page;
            }
            self.runs.extend(runs);
        }
    }

    fn element(&mut self, element: &Dictionary, page: Option<ObjectId>, depth: usize) {
        let name = element.get_deref(b"S", self.file).and_then(Object::as_name).unwrap_or_default();
        let inside = |walk: &mut Self| {
            if let Ok(kids) = element.get(b"K") {
                walk.kids(kids, page, depth + 1);
            }
        };
        match name {
            // The contents repeat the headings; they are no words of the paper's own. Taken, so that they are not left over.
            b"TOC" => {
                self.flush();
                let (lines, cell) = (self.lines.len(), self.cell.take());
                inside(self);
                self.flush();
                self.lines.truncate(lines);
                self.cell = cell;
            }
            b"Table" => {
                self.flush();
                self.tables += 1;
                self.row = 0;
                inside(self);
                self.flush();
            }
            b"TR" => {
                self.row += 1;
                self.column = 0;
                inside(self);
            }
            b"TH" | b"TD" => {
                self.flush();
                self.column += 1;
                self.cell = Some((self.page, String::new()));
                inside(self);
                self.flush();
                if let Some((page, words)) = self.cell.take() {
                    let place = format!("page {page}, table {}, row {}, column {}", self.tables, self.row, self.column);
                    self.lines.push(line(place, &words));
                }
            }
            b"Figure" => self.figure(element, inside),
            b"Lbl" => {
                self.flush();
                let before = self.lines.len();
                inside(self);
                self.flush();
                if self.lines.len() == before + 1 && is_label(&self.lines[before].words) {
                    self.lines.pop();
                }
            }
            // Within a line.
            b"Span" | b"Link" | b"Strong" | b"Em" | b"Quote" | b"Code" | b"Reference" | b"Annot" => inside(self),
            _ => {
                self.flush();
                inside(self);
                self.flush();
            }
        }
    }

    /// A picture says its alternative; the words drawn in it come after.
    fn figure(&mut self, element: &Dictionary, inside: impl Fn(&mut Self)) {
        self.flush();
        let cell = self.cell.take();
        inside(self);
        let drawn = labels(&std::mem::take(&mut self.runs));
        self.cell = cell;
        let alternative = element.get_deref(b"Alt", self.file).ok().and_then(|words| lopdf::decode_text_string(words).ok()).unwrap_or_default();
        match &mut self.cell {
            Some((_, words)) => *words = format!("{words} {alternative} {drawn}"),
            None => {
                self.lines.push(line(format!("page {}, picture", self.page), &alternative));
                self.lines.push(line(format!("page {}, drawn in the picture", self.page), &drawn));
            }
        }
    }

    /// Ends the line under way.
    fn flush(&mut self) {
        let words = joined(&std::mem::take(&mut self.runs));
        if words.trim().is_empty() {
            return;
        }
        match &mut self.cell {
            Some((_, cell)) => *cell = format!("{cell} {words}"),
            None => self.lines.push(line(format!("page {}", self.page), &words)),
        }
    }
}

/// A list's number or point, which the paper's words do not hold.
fn is_label(words: &str) -> bool {
    let number = words.strip_suffix('.').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    number || matches!(words, "\u{2022}" | "\u{2013}")
}
