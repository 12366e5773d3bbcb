//! Both kinds of file are packed as ZIP. Written: the same parts give the same bytes. Read: within limits, so that a small file cannot fill memory.

use crate::OfficeError;
use crate::dates::Day;
use crate::xml::attribute;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// No paper is larger, packed.
const LARGEST_FILE: u64 = 64 << 20;
/// No part of one is larger, unpacked.
const LARGEST_PART: u64 = 96 << 20;
/// Nor all that is read of one.
const LARGEST_WHOLE: u64 = 256 << 20;
/// Nor has one more parts.
const MOST_PARTS: usize = 20_000;

/// A package being written.
pub(crate) struct Parts {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    time: DateTime,
}

impl Parts {
    pub(crate) fn new(made: Day) -> Parts {
        let time = DateTime::from_date_and_time(made.year, made.month, made.day, 0, 0, 0).unwrap_or_default();
        Parts { zip: ZipWriter::new(Cursor::new(Vec::new())), time }
    }

    /// One more part. Pictures are packed already and stay as they are.
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), OfficeError> {
        let packed = !std::path::Path::new(name).extension().is_some_and(|end| end == "png" || end == "jpeg");
        let method = if packed { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(self.time).unix_permissions(0o644);
        self.zip.start_file(name, options).map_err(|error| OfficeError::Write(error.to_string()))?;
        self.zip.write_all(bytes).map_err(|error| OfficeError::Write(error.to_string()))
    }

    pub(crate) fn finish(self) -> Result<Vec<u8>, OfficeError> {
        Ok(self.zip.finish().map_err(|error| OfficeError::Write(error.to_string()))?.into_inner())
    }
}

/// A package being read.
pub(crate) struct Package<'a> {
    kind: &'static str,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

/// Where one part leads to another.
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last word of its type: `officeDocument`, `worksheet`.
    pub(crate) kind: String,
    /// A part's name, from the root of the package.
    pub(crate) target: String,
}

impl<'a> Package<'a> {
    pub(crate) fn open(kind: &'static str, bytes: &'a [u8]) -> Result<Package<'a>, OfficeError> {
        if u64::try_from(bytes.len()).is_ok_and(|size| size > LARGEST_FILE) {
            return Err(OfficeError::TooLarge { what: "it".to_owned(), limit: LARGEST_FILE });
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| OfficeError::Unreadable {
            expected: kind,
            why: "it is cut short, damaged, or of another kind; take it again from where it was published".to_owned(),
        })?;
        for (other, part) in [("DOCX", "word/document.xml"), ("XLSX", "xl/workbook.xml")] {
            if other != kind && archive.index_for_name(part).is_some() {
                return Err(OfficeError::Unreadable { expected: kind, why: format!("it is a file of the kind {other}; give it that ending") });
            }
        }
        if archive.len() > MOST_PARTS {
            return Err(OfficeError::Unreadable { expected: kind, why: format!("it has {} parts", archive.len()) });
        }
        Ok(Package { kind, archive, left: LARGEST_WHOLE })
    }

    pub(crate) fn unreadable(&self, why: impl Into<String>) -> OfficeError {
        OfficeError::Unreadable { expected: self.kind, why: why.into() }
    }

    /// The text of the part `name`; none if there is no such part.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, OfficeError> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let limit = LARGEST_PART.min(self.left);
        let kind = self.kind;
        let unreadable = |why: String| OfficeError::Unreadable { expected: kind, why: format!("its part `{name}`: {why}") };
        let part = self.archive.by_index(index).map_err(|error| unreadable(error.to_string()))?;
        let mut bytes = Vec::new();
        // What the part says of its own size is not believed.
        part.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unreadable(error.to_string()))?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > limit {
            return Err(OfficeError::TooLarge { what: format!("its part `{name}`"), limit });
        }
        self.left -= size;
        let text = String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8".to_owned()))?;
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
    }

    /// Where the part `name` leads; the package itself is the part ``.
    pub(crate) fn relations(&mut self, name: &str) -> Result<Vec<Relation>, OfficeError> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let path = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Some(text) = self.text(&path)? else { return Ok(Vec::new()) };
        let mut reader = Reader::from_str(&text);
        let mut found = Vec::new();
        loop {
            match reader.read_event().map_err(|error| self.unreadable(format!("its part `{path}`: {error}")))? {
                Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "Relationship" => {
                    let (Some(id), Some(kind), Some(target)) =
                        (attribute(&element, "Id"), attribute(&element, "Type"), attribute(&element, "Target"))
                    else {
                        continue;
                    };
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    found.push(Relation { id, kind, target: resolve(folder, &target) });
                }
                Event::DocType(_) => return Err(self.unreadable(format!("its part `{path}` has a document type"))),
                Event::Eof => return Ok(found),
                _ => {}
            }
        }
    }

    /// The part that the package is there for.
    pub(crate) fn main(&mut self) -> Result<String, OfficeError> {
        let found = self.relations("")?.into_iter().find(|relation| relation.kind == "officeDocument");
        found.map(|relation| relation.target).ok_or_else(|| self.unreadable("nothing in it says where the document is"))
    }

    /// A property of the file, set by whoever made it.
    pub(crate) fn custom_property(&mut self, name: &str) -> Result<Option<String>, OfficeError> {
        let Some(part) = self.relations("")?.into_iter().find(|relation| relation.kind == "custom-properties") else { return Ok(None) };
        let Some(text) = self.text(&part.target)? else { return Ok(None) };
        let mut reader = Reader::from_str(&text);
        let (mut inside, mut value) = (false, String::new());
        loop {
            match reader.read_event().map_err(|error| self.unreadable(format!("its part `{}`: {error}", part.target)))? {
                Event::Start(element) if element.local_name().as_ref() == "property" => {
                    inside = attribute(&element, "name").is_some_and(|found| found == name);
                }
                Event::Text(words) if inside => value.push_str(&words.xml10_content()),
                Event::GeneralRef(found) if inside => value.push_str(&crate::xml::reference(&found)),
                Event::End(element) if inside && element.local_name().as_ref() == "property" => {
                    let value = value.trim();
                    return Ok((!value.is_empty()).then(|| value.to_owned()));
                }
                Event::DocType(_) => return Err(self.unreadable(format!("its part `{}` has a document type", part.target))),
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }
}

fn resolve(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            _ => steps.push(step),
        }
    }
    steps.join("/")
}
