//! Records of a delimited file, without an allocation per row.
//!
//! Written by hand because three things are wanted together that the usual reader does not give: the row as it came (for quarantine), a limit on
//! the length of a line, and recovery after a quotation mark that is never closed, which otherwise swallows the rows that follow.

use crate::error::IntakeError;
use crate::sniff;
use crate::source::Source;
use encoding_rs::WINDOWS_1252;
use memchr::{memchr, memchr_iter, memchr2};
use std::borrow::Cow;

/// The longest line, and the longest record.
const LIMIT: usize = 16 * 1024 * 1024;

/// Where a field lies: from, to.
type Span = (usize, usize);

/// Fields of one row, whatever they were read from.
pub(crate) trait Fields {
    /// The field's bytes, which are UTF-8.
    fn get(&self, index: usize) -> &[u8];
    /// How many there are.
    fn len(&self) -> usize;
    /// The row as it came.
    fn raw(&self) -> Cow<'_, str>;
}

/// What is wrong with a whole row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowFault {
    /// More or fewer fields than headings.
    Ragged {
        /// Fields found.
        found: usize,
        /// Headings.
        wanted: usize,
    },
    /// A quotation mark opened and not closed, or closed in the middle of a field.
    Quotes,
    /// A NUL character.
    Nul,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'a> {
    /// The line it begins on.
    pub(crate) line: u64,
    /// What is wrong with it, if anything.
    pub(crate) fault: Option<RowFault>,
    raw: &'a [u8],
    data: &'a [u8],
    spans: &'a [Span],
}

impl Fields for Record<'_> {
    fn get(&self, index: usize) -> &[u8] {
        self.spans.get(index).map_or(&[], |&(from, to)| &self.data[from..to])
    }

    fn len(&self) -> usize {
        self.spans.len()
    }

    fn raw(&self) -> Cow<'_, str> {
        text(self.raw)
    }
}

/// UTF-8 if it is, Windows-1252 otherwise.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// How the search for the end of a record went.
enum Cut {
    /// Ends here: length with and without the line end; fields are in `spans`, in the scratch text if true.
    Whole { length: usize, content: usize, scratch: bool },
    /// More bytes are needed.
    Short,
    /// The quotation marks are wrong.
    Broken,
}

/// Reads records.
#[derive(Debug)]
pub(crate) struct Reader {
    source: Source,
    buffer: Vec<u8>,
    at: usize,
    end: bool,
    line: u64,
    delimiter: u8,
    line_end: u8,
    wanted: usize,
    nul: bool,
    spans: Vec<Span>,
    scratch: Vec<u8>,
    decoded: String,
    /// The headings, trimmed.
    pub(crate) headings: Vec<String>,
}

impl Reader {
    /// Reads the headings.
    pub(crate) fn open(source: Source) -> Result<Reader, IntakeError> {
        let mut reader = Reader {
            source,
            buffer: Vec::new(),
            at: 0,
            end: false,
            line: 1,
            delimiter: b',',
            line_end: b'\n',
            wanted: 0,
            nul: false,
            spans: Vec::new(),
            scratch: Vec::new(),
            decoded: String::new(),
            headings: Vec::new(),
        };
        reader.headings()?;
        Ok(reader)
    }

    fn headings(&mut self) -> Result<(), IntakeError> {
        loop {
            let rest = &self.buffer[self.at..];
            let found = memchr2(b'\n', b'\r', rest);
            let sure = found.is_some_and(|i| rest[i] == b'\n' || i + 1 < rest.len());
            if !sure && !self.end {
                if rest.len() > LIMIT {
                    return Err(IntakeError::LineTooLong { path: self.source.path().to_owned(), line: self.line });
                }
                self.more()?;
                continue;
            }
            let length = found.unwrap_or(rest.len());
            if rest.is_empty() {
                return Err(IntakeError::Empty { path: self.source.path().to_owned() });
            }
            let alone = found.is_some_and(|i| rest[i] == b'\r' && rest.get(i + 1) != Some(&b'\n'));
            if alone {
                self.line_end = b'\r';
            }
            // A line of blanks before the headings is passed over.
            if rest[..length].iter().all(u8::is_ascii_whitespace) {
                let skip = length + if alone || rest.get(length) == Some(&b'\n') { 1 } else { 2 };
                self.at = (self.at + skip).min(self.buffer.len());
                self.line += 1;
                continue;
            }
            self.delimiter = sniff::delimiter(&rest[..length]);
            break;
        }
        let headings = match self.next()? {
            Some(record) => {
                let line = text(record.raw).into_owned();
                match record.fault {
                    None => (0..record.len()).map(|i| String::from_utf8_lossy(record.get(i)).trim().to_owned()).collect(),
                    Some(_) => line.split(char::from(self.delimiter)).map(|h| h.trim().trim_matches('"').to_owned()).collect(),
                }
            }
            None => Vec::new(),
        };
        self.headings = headings;
        self.wanted = self.headings.len();
        Ok(())
    }

    fn more(&mut self) -> Result<(), IntakeError> {
        if self.at > 0 {
            self.buffer.copy_within(self.at.., 0);
            self.buffer.truncate(self.buffer.len() - self.at);
            self.at = 0;
            self.nul = memchr(0, &self.buffer).is_some();
        }
        let start = self.buffer.len();
        self.end = !self.source.fill(&mut self.buffer)?;
        self.nul |= memchr(0, &self.buffer[start..]).is_some();
        Ok(())
    }

    /// The next row; blank lines are passed over.
    pub(crate) fn next(&mut self) -> Result<Option<Record<'_>>, IntakeError> {
        let (line, length, content, mut scratch, mut fault) = loop {
            if self.at >= self.buffer.len() {
                if self.end {
                    return Ok(None);
                }
                self.more()?;
                continue;
            }
            let rest = &self.buffer[self.at..];
            let mut fault = None;
            let cut = match cut(rest, self.end, self.delimiter, self.line_end, &mut self.spans, &mut self.scratch) {
                Cut::Short if rest.len() <= LIMIT => {
                    self.more()?;
                    continue;
                }
                Cut::Short | Cut::Broken => None,
                Cut::Whole { length, content, scratch } => {
                    // Quotation marks that ran over a line end, and a wrong number of fields: more likely a mark too many than a long field.
                    let ran_on = scratch && self.wanted > 0 && self.spans.len() != self.wanted;
                    if ran_on && memchr(self.line_end, &rest[..content]).is_some() { None } else { Some((length, content, scratch)) }
                }
            };
            let (length, content, scratch) = match cut {
                Some(cut) => cut,
                None => {
                    let Some((length, content)) = physical(rest, self.end, self.line_end) else {
                        if !self.end && rest.len() <= LIMIT {
                            self.more()?;
                            continue;
                        }
                        return Err(IntakeError::LineTooLong { path: self.source.path().to_owned(), line: self.line });
                    };
                    fault = Some(RowFault::Quotes);
                    self.spans.clear();
                    (length, content, false)
                }
            };
            let line = self.line;
            self.line += if scratch { memchr_iter(self.line_end, &rest[..length]).count() as u64 } else { 1 };
            if content == 0 {
                self.at += length;
                continue;
            }
            break (line, length, content, scratch, fault);
        };
        let raw = &self.buffer[self.at..self.at + content];
        self.at += length;
        let mut decoded = false;
        if fault.is_none() && std::str::from_utf8(raw).is_err() {
            // The delimiters are ASCII, so the decoded row splits at the same places.
            self.decoded.clear();
            self.decoded.push_str(&WINDOWS_1252.decode_without_bom_handling(raw).0);
            let again = cut(self.decoded.as_bytes(), true, self.delimiter, self.line_end, &mut self.spans, &mut self.scratch);
            match again {
                Cut::Whole { scratch: true, .. } => scratch = true,
                Cut::Whole { .. } => scratch = false,
                Cut::Short | Cut::Broken => fault = Some(RowFault::Quotes),
            }
            decoded = true;
        }
        let data = match (scratch, decoded) {
            (true, _) => self.scratch.as_slice(),
            (false, true) => self.decoded.as_bytes(),
            (false, false) => raw,
        };
        if fault.is_none() && self.nul && memchr(0, raw).is_some() {
            fault = Some(RowFault::Nul);
        }
        if fault.is_none() && self.wanted > 0 && self.spans.len() != self.wanted {
            fault = Some(RowFault::Ragged { found: self.spans.len(), wanted: self.wanted });
        }
        Ok(Some(Record { line, fault, raw, data, spans: &self.spans }))
    }

    /// Bytes read so far.
    pub(crate) fn bytes(&self) -> u64 {
        self.source.bytes()
    }

    /// Size and hash of the file.
    pub(crate) fn finish(&mut self) -> Result<(u64, String), IntakeError> {
        self.source.finish()
    }
}

/// The first line of `rest`: its length with and without its end. `None` if it is longer than any line may be.
fn physical(rest: &[u8], end: bool, line_end: u8) -> Option<(usize, usize)> {
    match memchr(line_end, rest) {
        Some(i) if i <= LIMIT => Some((i + 1, trimmed(&rest[..i], line_end))),
        None if end && rest.len() <= LIMIT => Some((rest.len(), trimmed(rest, line_end))),
        _ => None,
    }
}

/// Length without the carriage return before a line feed.
fn trimmed(line: &[u8], line_end: u8) -> usize {
    line.len() - usize::from(line_end == b'\n' && line.last() == Some(&b'\r'))
}

/// Cuts one record off the start of `rest`.
fn cut(rest: &[u8], end: bool, delimiter: u8, line_end: u8, spans: &mut Vec<Span>, scratch: &mut Vec<u8>) -> Cut {
    spans.clear();
    let (length, content) = match memchr2(line_end, b'"', rest) {
        Some(i) if rest[i] == line_end => (i + 1, trimmed(&rest[..i], line_end)),
        Some(_) => return cut_quoted(rest, end, delimiter, line_end, spans, scratch),
        None if end => (rest.len(), trimmed(rest, line_end)),
        None => return Cut::Short,
    };
    let mut from = 0;
    for to in memchr_iter(delimiter, &rest[..content]) {
        spans.push((from, to));
        from = to + 1;
    }
    spans.push((from, content));
    Cut::Whole { length, content, scratch: false }
}

/// The same, for a record that holds quotation marks. Fields are copied into `scratch`, doubled marks made single.
fn cut_quoted(rest: &[u8], end: bool, delimiter: u8, line_end: u8, spans: &mut Vec<Span>, scratch: &mut Vec<u8>) -> Cut {
    scratch.clear();
    let mut at = 0;
    loop {
        let from = scratch.len();
        if rest.get(at) == Some(&b'"') {
            let mut segment = at + 1;
            loop {
                let Some(found) = memchr(b'"', &rest[segment..]) else {
                    return if end { Cut::Broken } else { Cut::Short };
                };
                let mark = segment + found;
                if mark + 1 == rest.len() && !end {
                    return Cut::Short;
                }
                scratch.extend_from_slice(&rest[segment..mark]);
                if rest.get(mark + 1) == Some(&b'"') {
                    scratch.push(b'"');
                    segment = mark + 2;
                } else {
                    at = mark + 1;
                    break;
                }
            }
            while rest.get(at) == Some(&b' ') {
                at += 1;
            }
        } else {
            let stop = memchr2(delimiter, line_end, &rest[at..]).map(|i| at + i);
            let to = match stop {
                Some(to) => to,
                None if end => rest.len(),
                None => return Cut::Short,
            };
            let at_end = rest.get(to) != Some(&delimiter);
            let content = if at_end { at + trimmed(&rest[at..to], line_end) } else { to };
            scratch.extend_from_slice(&rest[at..content]);
            at = content;
        }
        spans.push((from, scratch.len()));
        match rest.get(at) {
            Some(&byte) if byte == delimiter => at += 1,
            Some(&byte) if byte == line_end => return Cut::Whole { length: at + 1, content: at, scratch: true },
            Some(b'\r') if rest.get(at + 1) == Some(&line_end) => {
                return Cut::Whole { length: at + 2, content: at, scratch: true };
            }
            Some(b'\r') if at + 1 == rest.len() && end => return Cut::Whole { length: at + 1, content: at, scratch: true },
            Some(b'\r') if at + 1 == rest.len() => return Cut::Short,
            None if end => return Cut::Whole { length: at, content: at, scratch: true },
            None => return Cut::Short,
            Some(_) => return Cut::Broken,
        }
    }
}
