//! What is drawn on a page: runs of letters, each with the number of the tag it belongs to.

use crate::columns::count;
use crate::error::PdfError;
use crate::read::letters::Letters;
use crate::read::line;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use sightline_document::ReadLine;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A page's drawing operations may be so many bytes.
const LARGEST: usize = 64 * 1024 * 1024;
/// Drawings within drawings.
const DEEPEST: usize = 12;
/// A run lies in another line when it is so much higher or lower, in points.
const LINE: f64 = 1.0;
/// A letter of a drawing's label begins at most so many times its size after the one before.
const NEAR: f64 = 1.3;

/// Letters drawn in one go.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    words: String,
    /// Where it begins on the page.
    at: (f64, f64),
    /// How large its letters are.
    size: f64,
    /// Letters written from right to left, each run of them in the order of speech.
    reversed: bool,
}

/// Every run of a file, by page and tag number.
#[derive(Default)]
pub struct Pages {
    numbers: BTreeMap<ObjectId, u32>,
    tagged: BTreeMap<(ObjectId, i64), Vec<Run>>,
    /// Runs in no tag, by page.
    loose: Vec<(u32, Vec<Run>)>,
    fonts: BTreeMap<ObjectId, Rc<Letters>>,
}

impl Pages {
    /// Reads a page.
    pub fn add(&mut self, file: &Document, number: u32, id: ObjectId) -> Result<(), PdfError> {
        let content = file.get_page_content_with_limit(id, LARGEST).map_err(|error| PdfError::Damaged(format!("page {number}: {error}")))?;
        let resources = resources(file, id);
        self.numbers.insert(id, number);
        let mut drawing = Drawing { file, pages: self, page: id, marks: Vec::new(), loose: Vec::new() };
        let begin = State { at: IDENTITY, line: IDENTITY, font: None, size: 1.0, lead: 0.0 };
        drawing.run(&content, &resources, &begin, 0);
        let loose = drawing.loose;
        self.loose.push((number, loose));
        Ok(())
    }

    /// The number of a page.
    pub fn number(&self, page: ObjectId) -> Option<u32> {
        self.numbers.get(&page).copied()
    }

    /// Takes the runs of a tag.
    pub fn take(&mut self, page: ObjectId, tag: i64) -> Vec<Run> {
        self.tagged.remove(&(page, tag)).unwrap_or_default()
    }

    /// What no tag has taken, line by line.
    pub fn left_over(&mut self) -> Vec<ReadLine> {
        let tagged = std::mem::take(&mut self.tagged);
        let mut loose = std::mem::take(&mut self.loose);
        for ((page, _), runs) in tagged {
            loose.push((self.number(page).unwrap_or(0), runs));
        }
        loose.sort_by_key(|(number, _)| *number);
        let mut lines = Vec::new();
        for (number, runs) in loose {
            for run in by_line(&runs) {
                lines.push(line(format!("page {number}, outside the tags"), &run));
            }
        }
        lines
    }
}

/// The words of some runs as one, with a space where a new line begins.
pub fn joined(runs: &[Run]) -> String {
    by_line(runs).join(" ")
}

/// The labels of a drawing. Its letters are drawn one by one, along any line: those near one another are a label.
pub fn labels(runs: &[Run]) -> String {
    let mut words = String::new();
    let mut before: Option<&Run> = None;
    for run in runs {
        let near = before.is_some_and(|before| {
            let letters = before.words.chars().count().max(1);
            distance(before.at, run.at) <= NEAR * before.size * count(letters)
        });
        if !near {
            words.push(' ');
        }
        words.push_str(&run.words);
        before = Some(run);
    }
    words
}

fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

fn by_line(runs: &[Run]) -> Vec<String> {
    let mut lines: Vec<Vec<&Run>> = Vec::new();
    for run in runs {
        if lines.last().and_then(|line| line.last()).is_some_and(|last| is_accent_of(run, last)) {
            continue;
        }
        match lines.last_mut() {
            Some(line) if line.last().is_some_and(|last| (last.at.1 - run.at.1).abs() <= LINE) => line.push(run),
            _ => lines.push(vec![run]),
        }
    }
    lines.iter().map(|line| spoken(line)).collect()
}

/// An accent raised over the letter before it is drawn as a run of its own, which says letter and accent once more.
fn is_accent_of(run: &Run, last: &Run) -> bool {
    let raised = (run.at.1 - last.at.1).abs();
    let accented = run.words.chars().any(|letter| matches!(u32::from(letter), 0x0300..=0x036F));
    accented && raised > 0.0 && raised < run.size && last.words.ends_with(&run.words)
}

/// A line in the order of speech: runs from right to left stand on the page the other way round, and so does the white space between them.
fn spoken(line: &[&Run]) -> String {
    let turned: Vec<usize> = (0..line.len()).filter(|at| line[*at].reversed || is_right_to_left(&line[*at].words)).collect();
    let silent = |from: usize, to: usize| line[from + 1..to].iter().all(|run| !run.words.chars().any(char::is_alphanumeric));
    let mut words = String::new();
    let mut next = 0;
    for group in turned.chunk_by(|a, b| silent(*a, *b)) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        words.extend(line[next..*first].iter().map(|run| run.words.as_str()));
        words.extend(line[*first..=*last].iter().rev().map(|run| run.words.as_str()));
        next = last + 1;
    }
    words.extend(line[next..].iter().map(|run| run.words.as_str()));
    words
}

/// Hebrew or Arabic.
fn is_right_to_left(words: &str) -> bool {
    words.chars().any(|letter| matches!(u32::from(letter), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC))
}

fn resources(file: &Document, page: ObjectId) -> Dictionary {
    let Ok((own, inherited)) = file.get_page_resources(page) else { return Dictionary::new() };
    let inherited = inherited.into_iter().find_map(|id| file.get_dictionary(id).ok());
    own.or(inherited).cloned().unwrap_or_default()
}

type Matrix = [f64; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `a`, then `b`.
fn then(a: &Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

#[derive(Clone)]
struct State {
    at: Matrix,
    line: Matrix,
    font: Option<Rc<Letters>>,
    size: f64,
    lead: f64,
}

/// What is marked around a run.
struct Marked {
    tag: Option<i64>,
    artifact: bool,
    reversed: bool,
    /// The words to read instead of the letters drawn.
    instead: Option<String>,
}

struct Drawing<'a, 'b> {
    file: &'a Document,
    pages: &'b mut Pages,
    page: ObjectId,
    marks: Vec<Marked>,
    loose: Vec<Run>,
}

impl Drawing<'_, '_> {
    fn run(&mut self, content: &[u8], resources: &Dictionary, begin: &State, depth: usize) {
        let Ok(content) = Content::decode(content) else { return };
        let mut state = begin.clone();
        let mut kept: Vec<State> = Vec::new();
        let marks = self.marks.len();
        for Operation { operator, operands } in &content.operations {
            match operator.as_str() {
                "q" => kept.push(state.clone()),
                "Q" => state = kept.pop().unwrap_or_else(|| begin.clone()),
                "cm" => state.at = then(&matrix(operands), &state.at),
                "BT" => state.line = IDENTITY,
                "Tm" => state.line = matrix(operands),
                "TL" => state.lead = number(operands, 0),
                "Td" => state.down(number(operands, 0), number(operands, 1)),
                "TD" => {
                    state.lead = -number(operands, 1);
                    state.down(number(operands, 0), number(operands, 1));
                }
                "T*" => state.down(0.0, -state.lead),
                "Tf" => {
                    state.font = self.font(resources, operands);
                    state.size = number(operands, 1);
                }
                "Tj" | "TJ" => self.show(&state, operands),
                "'" | "\"" => {
                    state.down(0.0, -state.lead);
                    self.show(&state, operands.last().map_or(&[], std::slice::from_ref));
                }
                "BMC" | "BDC" => self.mark(resources, operands),
                "EMC" if self.marks.len() > marks => self.unmark(&state),
                "Do" if depth < DEEPEST => self.drawing(resources, operands, &state, depth),
                _ => {}
            }
        }
        self.marks.truncate(marks);
    }

    fn font(&mut self, resources: &Dictionary, operands: &[Object]) -> Option<Rc<Letters>> {
        let name = operands.first()?.as_name().ok()?;
        let fonts = resources.get_deref(b"Font", self.file).and_then(Object::as_dict).ok()?;
        let entry = fonts.get(name).ok()?;
        let id = entry.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.pages.fonts.get(&id)) {
            return Some(Rc::clone(known));
        }
        let font = self.file.dereference(entry).ok()?.1.as_dict().ok()?;
        let letters = Rc::new(Letters::of(font, self.file));
        if let Some(id) = id {
            self.pages.fonts.insert(id, Rc::clone(&letters));
        }
        Some(letters)
    }

    fn show(&mut self, state: &State, operands: &[Object]) {
        let Some(font) = &state.font else { return };
        if self.marks.iter().any(|mark| mark.instead.is_some()) {
            return;
        }
        let mut words = String::new();
        let pieces = match operands.first() {
            Some(Object::Array(pieces)) => pieces.as_slice(),
            _ => operands,
        };
        for piece in pieces {
            if let Object::String(codes, _) = piece {
                font.read(codes, &mut words);
            }
        }
        let reversed = self.marks.iter().any(|mark| mark.reversed);
        if reversed {
            words = words.chars().rev().collect();
        }
        self.keep(words, state, reversed);
    }

    fn keep(&mut self, words: String, state: &State, reversed: bool) {
        if self.marks.iter().any(|mark| mark.artifact) || words.is_empty() {
            return;
        }
        let place = then(&state.line, &state.at);
        let run = Run { words, at: (place[4], place[5]), size: state.size.abs() * place[0].hypot(place[1]), reversed };
        match self.marks.iter().rev().find_map(|mark| mark.tag) {
            Some(tag) => self.pages.tagged.entry((self.page, tag)).or_default().push(run),
            None => self.loose.push(run),
        }
    }

    fn mark(&mut self, resources: &Dictionary, operands: &[Object]) {
        let name = operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
        let listed = |name: &[u8]| {
            let properties = resources.get_deref(b"Properties", self.file).and_then(Object::as_dict).ok()?;
            properties.get_deref(name, self.file).and_then(Object::as_dict).ok()
        };
        let properties = match operands.get(1) {
            Some(Object::Dictionary(inline)) => Some(inline),
            Some(Object::Name(name)) => listed(name),
            _ => None,
        };
        if name == b"ReversedChars" {
            // What replaces letters written from right to left stands among them.
            self.marks.iter_mut().filter(|mark| mark.instead.is_some()).for_each(|mark| mark.reversed = true);
        }
        let get = |key: &[u8]| properties.and_then(|properties| properties.get_deref(key, self.file).ok());
        self.marks.push(Marked {
            tag: get(b"MCID").and_then(|tag| tag.as_i64().ok()),
            artifact: name == b"Artifact",
            reversed: name == b"ReversedChars",
            instead: get(b"ActualText").and_then(|words| lopdf::decode_text_string(words).ok()),
        });
    }

    fn unmark(&mut self, state: &State) {
        let Some(mark) = self.marks.pop() else { return };
        if let Some(words) = mark.instead {
            // The outermost replacement counts.
            if self.marks.iter().all(|mark| mark.instead.is_none()) {
                self.keep(words, state, mark.reversed || self.marks.iter().any(|mark| mark.reversed));
            }
        }
    }

    fn drawing(&mut self, resources: &Dictionary, operands: &[Object], state: &State, depth: usize) {
        let form = (|| {
            let name = operands.first()?.as_name().ok()?;
            let all = resources.get_deref(b"XObject", self.file).and_then(Object::as_dict).ok()?;
            let stream = all.get_deref(name, self.file).and_then(Object::as_stream).ok()?;
            let is_form = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
            Some((stream, if is_form { stream.get_plain_content_with_limit(LARGEST).ok()? } else { return None }))
        })();
        let Some((stream, content)) = form else { return };
        let own = stream.dict.get_deref(b"Resources", self.file).and_then(Object::as_dict).ok();
        let placed = stream.dict.get_deref(b"Matrix", self.file).and_then(Object::as_array).map_or(IDENTITY, |list| matrix(list));
        let begin = State { at: then(&placed, &state.at), ..state.clone() };
        self.run(&content, own.unwrap_or(resources), &begin, depth + 1);
    }
}

impl State {
    fn down(&mut self, x: f64, y: f64) {
        self.line = then(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
    }
}

fn number(operands: &[Object], index: usize) -> f64 {
    operands.get(index).and_then(|number| number.as_float().ok()).map_or(0.0, f64::from)
}

fn matrix(operands: &[Object]) -> Matrix {
    if operands.len() < 6 { IDENTITY } else { std::array::from_fn(|index| number(operands, index)) }
}
