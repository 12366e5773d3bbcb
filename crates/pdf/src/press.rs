//! Typst as a library: the template, its inputs and the fonts, and nothing else of the world: no files, no clock, no network.

use crate::error::PdfError;
use crate::fonts::FONTS;
use crate::text::date;
use sightline_document::Meta;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

static TEMPLATE: LazyLock<Source> = LazyLock::new(|| {
    let path = VirtualPath::new("paper.typ").expect("a plain file name is a path");
    let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
    Source::new(id, include_str!("paper.typ").to_owned())
});

struct Press {
    library: LazyHash<Library>,
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        TEMPLATE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == TEMPLATE.id() { Ok(TEMPLATE.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.all.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Prints the paper whose data the inputs are.
pub fn print(inputs: Dict, meta: &Meta) -> Result<Vec<u8>, PdfError> {
    // Row headers of tables are still behind this switch; the version of Typst is fixed by the lock file.
    let features = [Feature::A11yExtras].into_iter().collect();
    let library = Library::builder().with_inputs(inputs).with_features(features).build();
    let press = Press { library: LazyHash::new(library) };
    let document: PagedDocument = typst::compile(&press).output.map_err(|errors| refused(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| plain(error.message()))?;
    let options = PdfOptions {
        ident: Smart::Custom(identity(meta)),
        creator: Smart::Custom(Some("Sightline".to_owned())),
        timestamp: date(&meta.made_on).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| refused(&errors))
}

/// Lets go of what Typst keeps for a next time, which may never come.
pub fn forget() {
    typst::comemo::evict(0);
}

/// What stays the same from draft to revision.
fn identity(meta: &Meta) -> String {
    format!("sightline {} {} {} {}", meta.authority, meta.report, meta.period.name, meta.snapshot)
}

fn plain(message: &str) -> PdfError {
    PdfError::Refused { message: message.to_owned(), near: String::new() }
}

fn refused(errors: &[SourceDiagnostic]) -> PdfError {
    let messages: Vec<&str> = errors.iter().take(3).map(|error| error.message.as_str()).collect();
    plain(&messages.join("; "))
}
