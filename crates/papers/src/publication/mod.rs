//! What has been published: written once, whole or not at all, and never changed.
//!
//! ```text
//! publications/ID/publication.json    what it is, who approved it, and the SHA-256 of every other file
//! publications/ID/tree.json           the document tree
//! publications/ID/suppression.json    what disclosure control decided
//! publications/ID/ledger.json         what it must remember
//! publications/ID/changes.json        for a correction: every figure that is not as it was
//! publications/ID/files/              the paper in every form
//! publications/ID/readback/FORM.json  what each form says when it is read again
//! publications/ID/commentary/         what people wrote, as it was
//! ```
//!
//! The id is `REPORT-PERIOD-rN-HASH`, with eight digits of [`crate::tree_hash`], which is taken of the tree before the id is put into it.

mod changes;
mod freeze;
mod ledger;

pub use changes::{Change, Revision, changes, is_revision_block, revision_block};
pub(crate) use changes::{period_words, title, which_words};
pub use freeze::{Freeze, Maker, Outcome};
pub use ledger::LedgerEntry;

use crate::error::io;
use crate::hash::sha256;
use crate::paper::Approval;
use crate::verify::{self, Frozen, Verdict};
use crate::{PaperError, paper};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sightline_document::{Document, ReadBack};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A form that can be read back and verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A page description.
    Pdf,
    /// A text document.
    Docx,
    /// A workbook.
    Xlsx,
}

impl Form {
    /// As its files end.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Form::Pdf => "pdf",
            Form::Docx => "docx",
            Form::Xlsx => "xlsx",
        }
    }

    /// The form of files that end so.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Form> {
        [Form::Pdf, Form::Docx, Form::Xlsx].into_iter().find(|form| form.ending().eq_ignore_ascii_case(ending))
    }
}

/// A file of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenFile {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// A publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The layout of this file.
    pub format: u32,
    /// `committee-2018-19Q2-r1-3f6c0a9d`.
    pub id: String,
    /// Which report.
    pub report: String,
    /// Of which period.
    pub period: String,
    /// 1 for the first; each correction adds one.
    pub revision: u32,
    /// When, as an instant in UTC.
    pub published_at: String,
    /// The day in words, as printed.
    pub published_on: String,
    /// The snapshot that its figures were counted from.
    pub snapshot: String,
    /// SHA-256 of what it says ([`crate::tree_hash`]).
    pub tree_hash: String,
    /// The publication that it corrects.
    pub corrects: Option<String>,
    /// Why it was corrected, as printed.
    pub reason: Option<String>,
    /// Who approved it, step by step.
    pub approvals: Vec<Approval>,
    /// Every other file of the folder, by its path in it.
    pub files: BTreeMap<String, FrozenFile>,
    /// SHA-256 over all of the above.
    pub seal: String,
}

impl Publication {
    fn sealed(mut self) -> Publication {
        self.seal = String::new();
        self.seal = sha256(&serde_json::to_vec(&self).unwrap_or_default());
        self
    }

    /// The forms in which it can be verified.
    #[must_use]
    pub fn forms(&self) -> Vec<Form> {
        [Form::Pdf, Form::Docx, Form::Xlsx].into_iter().filter(|form| self.files.contains_key(&readback_name(*form))).collect()
    }
}

fn readback_name(form: Form) -> String {
    format!("readback/{}.json", form.ending())
}

/// Every publication of a data folder.
#[derive(Clone, Debug)]
pub struct Publications {
    root: PathBuf,
}

impl Publications {
    /// The publications of a data folder; there need not be any.
    #[must_use]
    pub fn open(data: &Path) -> Publications {
        Publications { root: data.join("publications") }
    }

    /// The folder of a publication.
    #[must_use]
    pub fn folder(&self, id: &str) -> PathBuf {
        self.root.join(id)
    }

    /// Every publication, by report, period and revision.
    ///
    /// # Errors
    /// If one is damaged.
    pub fn all(&self) -> Result<Vec<Publication>, PaperError> {
        let entries = match fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(io("open", &self.root)(error)),
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry.map_err(io("read", &self.root))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // A folder under way begins with a full stop.
            if entry.path().is_dir() && !name.starts_with('.') {
                found.push(self.read(&name)?);
            }
        }
        found.sort_by(|one, other| (&one.report, &one.period, one.revision, &one.id).cmp(&(&other.report, &other.period, other.revision, &other.id)));
        Ok(found)
    }

    /// The latest publication of a report and period.
    ///
    /// # Errors
    /// If one is damaged.
    pub fn latest(&self, report: &str, period: &str) -> Result<Option<Publication>, PaperError> {
        Ok(self.all()?.into_iter().rfind(|publication| publication.report == report && publication.period == period))
    }

    /// The publication with this id, if there is one.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn find(&self, id: &str) -> Result<Option<Publication>, PaperError> {
        // The id comes out of a file's properties: it may be anything, and must not lead out of the folder.
        if paper::folder_name(id).is_err() || !self.root.join(id).is_dir() {
            return Ok(None);
        }
        self.read(id).map(Some)
    }

    fn read(&self, id: &str) -> Result<Publication, PaperError> {
        let path = self.root.join(id).join("publication.json");
        let damaged = |why: &str| PaperError::Damaged { path: path.clone(), why: why.to_owned() };
        let text = fs::read(&path).map_err(io("read", &path))?;
        let publication: Publication = serde_json::from_slice(&text).map_err(|error| damaged(&error.to_string()))?;
        if publication.id != id {
            return Err(damaged("it is in the folder of another publication"));
        }
        if publication.clone().sealed().seal != publication.seal {
            return Err(damaged("it has been changed since it was published"));
        }
        Ok(publication)
    }

    /// A file of a publication, after checking that it is what was written.
    ///
    /// # Errors
    /// If it is missing or has been changed.
    pub fn file(&self, publication: &Publication, name: &str) -> Result<Vec<u8>, PaperError> {
        let path = self.root.join(&publication.id).join(name);
        let damaged = |why: &str| PaperError::Damaged { path: path.clone(), why: why.to_owned() };
        let held = publication.files.get(name).ok_or_else(|| damaged("the publication has no such file"))?;
        let bytes = fs::read(&path).map_err(io("read", &path))?;
        if sha256(&bytes) != held.sha256 {
            return Err(damaged("it has been changed since it was published"));
        }
        Ok(bytes)
    }

    fn parsed<T: DeserializeOwned>(&self, publication: &Publication, name: &str) -> Result<T, PaperError> {
        let bytes = self.file(publication, name)?;
        let path = self.root.join(&publication.id).join(name);
        serde_json::from_slice(&bytes).map_err(|error| PaperError::Damaged { path, why: error.to_string() })
    }

    /// The document tree of a publication.
    ///
    /// # Errors
    /// If it is missing or has been changed.
    pub fn tree(&self, publication: &Publication) -> Result<Document, PaperError> {
        self.parsed(publication, "tree.json")
    }

    /// What disclosure control decided.
    ///
    /// # Errors
    /// If it is missing or has been changed.
    pub fn suppression(&self, publication: &Publication) -> Result<serde_json::Value, PaperError> {
        self.parsed(publication, "suppression.json")
    }

    /// Checks that every file of a publication is there and as it was written; gives how many there are.
    ///
    /// # Errors
    /// The first that is not.
    pub fn audit(&self, publication: &Publication) -> Result<usize, PaperError> {
        for name in publication.files.keys() {
            self.file(publication, name)?;
        }
        Ok(publication.files.len())
    }

    /// A publication as one form of it is verified against; none if it has not been published in that form.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn frozen(&self, publication: &Publication, form: Form) -> Result<Option<Frozen>, PaperError> {
        let name = readback_name(form);
        if !publication.files.contains_key(&name) {
            return Ok(None);
        }
        let readback: ReadBack = self.parsed(publication, &name)?;
        let later = self.latest(&publication.report, &publication.period)?.filter(|latest| latest.revision > publication.revision);
        Ok(Some(Frozen {
            id: publication.id.clone(),
            revision: publication.revision,
            tree: self.tree(publication)?,
            readback,
            superseded_by: later.map(|later| (later.id, later.revision)),
        }))
    }

    /// Says from a file's own words whether its figures are those that were published.
    ///
    /// # Errors
    /// If the publication is damaged: then nothing can be said.
    pub fn verify(&self, found: &ReadBack, form: Form) -> Result<Verdict, PaperError> {
        let Some(id) = found.publication.as_deref().map(str::trim).filter(|id| !id.is_empty()) else {
            return Ok(Verdict::NotPublished { id: None });
        };
        let unknown = Verdict::NotPublished { id: Some(id.to_owned()) };
        let Some(publication) = self.find(id)? else { return Ok(unknown) };
        Ok(self.frozen(&publication, form)?.map_or(unknown, |frozen| verify::verify(found, &frozen)))
    }

    /// Every correction of a report and period so far, oldest first, with what it changed.
    ///
    /// # Errors
    /// If one is damaged.
    pub fn revisions(&self, report: &str, period: &str) -> Result<Vec<Revision>, PaperError> {
        let mut found = Vec::new();
        for publication in self.all()?.iter().filter(|one| one.report == report && one.period == period && one.revision > 1) {
            found.push(Revision {
                id: publication.id.clone(),
                revision: publication.revision,
                on: publication.published_on.clone(),
                reason: publication.reason.clone().unwrap_or_default(),
                changes: self.parsed(publication, "changes.json")?,
            });
        }
        Ok(found)
    }
}
