//! Making a publication: in a folder beside its place, then moved there by one rename.

use super::{Change, Form, FrozenFile, Publication, Publications, changes, readback_name, revision_block};
use crate::error::io;
use crate::hash::{sha256, tree_hash};
use crate::paper::{Approval, Move, Paper, Refusal, Stage, Standing};
use crate::{PaperError, paper};
use serde::Serialize;
use serde_json::Value;
use sightline_document::{Block, Document, Published, ReadBack};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Writes the finished tree in every form into an empty folder, reads each file again, and gives what they say; or says why it cannot.
pub type Maker<'a> = &'a mut dyn FnMut(&Document, &Path) -> Result<BTreeMap<Form, ReadBack>, String>;

/// Everything a publication is made of.
pub struct Freeze<'a> {
    /// The paper, whose hand-kept files are copied and whose approvals are kept. It must be signed off as it is now.
    pub paper: &'a Paper,
    /// Hash of the figures now, if the approvals cover them.
    pub figures: Option<&'a str>,
    /// What is to be published, without an id and without a box of revisions: both are put in here.
    pub tree: Document,
    /// What disclosure control decided.
    pub suppression: &'a Value,
    /// What it must remember.
    pub ledger: &'a [Value],
    /// Why what was published is corrected; needed from the second time on.
    pub reason: Option<&'a str>,
    /// When, as an instant in UTC.
    pub at: &'a str,
    /// The day in words, as printed.
    pub on: &'a str,
    /// Makes the files.
    pub make: Maker<'a>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new publication.
    New(Publication),
    /// What would have been published is what has been: nothing was made.
    Same(Publication),
}

impl Outcome {
    /// The publication in force.
    #[must_use]
    pub fn publication(&self) -> &Publication {
        match self {
            Outcome::New(publication) | Outcome::Same(publication) => publication,
        }
    }

    /// In a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Outcome::New(publication) if publication.revision > 1 => {
                format!(
                    "published as {}, revision {}, in place of {}",
                    publication.id,
                    publication.revision,
                    publication.corrects.as_deref().unwrap_or("none")
                )
            }
            Outcome::New(publication) => format!("published as {}", publication.id),
            Outcome::Same(publication) => {
                format!("nothing has changed since {} was published on {}: nothing was made", publication.id, publication.published_on)
            }
        }
    }
}

impl Publications {
    /// Publishes a paper that is signed off, or says that it has been.
    ///
    /// # Errors
    /// If it is not signed off as it is now, a correction has no reason, a file cannot be made, or the folder cannot be written. Nothing is then left
    /// of it.
    pub fn freeze(&self, freeze: Freeze<'_>) -> Result<Outcome, PaperError> {
        let (report, period) = (freeze.tree.meta.report.clone(), freeze.tree.meta.period.name.clone());
        paper::folder_name(&report)?;
        paper::folder_name(&period)?;
        fs::create_dir_all(&self.root).map_err(io("make the folder", &self.root))?;
        let _lock = self.lock()?;
        self.settle()?;
        let latest = self.latest(&report, &period)?;
        let hash = tree_hash(&freeze.tree);
        if let Some(latest) = &latest
            && latest.tree_hash == hash
        {
            return Ok(Outcome::Same(latest.clone()));
        }
        let standing = freeze.paper.standing(freeze.figures)?;
        if standing.stage != Stage::SignedOff {
            return Err(PaperError::Refused(Refusal::Stage(standing.stage, Move::Publish)));
        }
        let reason = freeze.reason.map(str::trim).filter(|reason| !reason.is_empty());
        if let (Some(latest), None) = (&latest, reason) {
            return Err(PaperError::NeedsReason(latest.id.clone()));
        }
        let revision = latest.as_ref().map_or(1, |latest| latest.revision + 1);
        let id = format!("{report}-{period}-r{revision}-{}", &hash[..8]);
        let place = self.root.join(&id);
        if place.exists() {
            return Err(PaperError::Damaged { path: place, why: "there is a folder of that name that is not the latest publication".to_owned() });
        }
        let making = Making::new(&self.root)?;
        let publication = self.fill(&making.folder, freeze, standing, latest.as_ref(), (id, revision, hash))?;
        fs::rename(&making.folder, &place).map_err(io("put in place", &place))?;
        sightline_store::sync_folder_of(&place)?;
        self.settle()?;
        Ok(Outcome::New(publication))
    }

    fn lock(&self) -> Result<File, PaperError> {
        let path = self.root.join("lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(io("open", &path))?;
        // Waits for another publication to end; the operating system unlocks when the file closes, however the program ends.
        file.lock().map_err(io("lock", &path))?;
        Ok(file)
    }

    fn fill(
        &self,
        folder: &Path,
        freeze: Freeze<'_>,
        standing: Standing,
        latest: Option<&Publication>,
        (id, revision, tree_hash): (String, u32, String),
    ) -> Result<Publication, PaperError> {
        let mut tree = freeze.tree;
        tree.meta.published = Some(Published { id: id.clone(), revision, on: freeze.on.to_owned() });
        tree.meta.standing = format!("Published on {}", freeze.on);
        let reason = latest.and(freeze.reason).map(|reason| reason.trim().to_owned());
        if let Some(latest) = latest {
            let found = changes(&self.tree(latest)?, &tree);
            tree.meta.standing = format!("Published on {}, revision {revision}", freeze.on);
            self.show_revisions(&mut tree, latest, &found, (reason.as_deref().unwrap_or_default(), freeze.on))?;
            write_json(folder, "changes.json", &found)?;
        }
        let files = folder.join("files");
        fs::create_dir_all(&files).map_err(io("make the folder", &files))?;
        let readbacks = (freeze.make)(&tree, &files).map_err(PaperError::Making)?;
        for (form, readback) in &readbacks {
            // A file that does not name its publication could never be verified.
            if readback.publication.as_deref() != Some(id.as_str()) {
                return Err(PaperError::Making(format!("the {} just made does not carry the publication\u{2019}s id {id}", form.ending())));
            }
            write_json(folder, &readback_name(*form), readback)?;
        }
        write_json(folder, "tree.json", &tree)?;
        write_json(folder, "suppression.json", freeze.suppression)?;
        write_json(folder, "ledger.json", &freeze.ledger)?;
        for name in freeze.paper.files()? {
            let to = folder.join("commentary").join(&name);
            make_parent(&to)?;
            fs::copy(freeze.paper.folder().join(&name), &to).map_err(io("write", &to))?;
        }
        let publication = Publication {
            format: 1,
            id,
            report: tree.meta.report.clone(),
            period: tree.meta.period.name.clone(),
            revision,
            published_at: freeze.at.to_owned(),
            published_on: freeze.on.to_owned(),
            snapshot: tree.meta.snapshot.clone(),
            tree_hash,
            corrects: latest.map(|latest| latest.id.clone()),
            reason,
            approvals: since_last(standing.approvals),
            files: listed(folder)?,
            seal: String::new(),
        }
        .sealed();
        write_json(folder, "publication.json", &publication)?;
        sightline_store::sync_folder_of(&folder.join("any"))?;
        Ok(publication)
    }

    /// Boxes of every correction, the newest first, before all else: what was published is kept and shown.
    fn show_revisions(&self, tree: &mut Document, latest: &Publication, found: &[Change], (reason, on): (&str, &str)) -> Result<(), PaperError> {
        let mut boxes: Vec<Block> = vec![revision_block(found, reason, on)];
        let earlier = self.revisions(&latest.report, &latest.period)?;
        boxes.extend(earlier.iter().rev().map(|revision| revision_block(&revision.changes, &revision.reason, &revision.on)));
        tree.blocks.retain(|block| !super::is_revision_block(block));
        // Two corrections on one day must not share an anchor or the name of a sheet.
        let tables = boxes.iter_mut().filter_map(|block| match block {
            Block::Note(note) => note.blocks.iter_mut().find_map(|block| if let Block::Table(table) = block { Some(table) } else { None }),
            _ => None,
        });
        let mut known: Vec<String> = Vec::new();
        for table in tables {
            let same = known.iter().filter(|anchor| **anchor == table.anchor).count();
            known.push(table.anchor.clone());
            if same > 0 {
                table.anchor.push_str(&format!("-{}", same + 1));
                table.short = format!("{} ({})", table.short.chars().take(26).collect::<String>(), same + 1);
            }
        }
        tree.blocks.splice(0..0, boxes);
        Ok(())
    }
}

/// Approvals since the publication before: those of this one.
fn since_last(approvals: Vec<Approval>) -> Vec<Approval> {
    let from = approvals.iter().rposition(|approval| approval.stage == Stage::Published).map_or(0, |last| last + 1);
    approvals.into_iter().skip(from).collect()
}

/// A folder under way: taken away again unless it has been moved to its place.
struct Making {
    folder: PathBuf,
}

impl Making {
    fn new(root: &Path) -> Result<Making, PaperError> {
        let folder = root.join(".making");
        if folder.exists() {
            // Left by a program that was killed; the lock says that nobody is at work on it.
            fs::remove_dir_all(&folder).map_err(io("clear", &folder))?;
        }
        fs::create_dir_all(&folder).map_err(io("make the folder", &folder))?;
        Ok(Making { folder })
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        // What is left over is removed by the next publication in any case.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn make_parent(path: &Path) -> Result<(), PaperError> {
    let Some(parent) = path.parent() else { return Ok(()) };
    fs::create_dir_all(parent).map_err(io("make the folder", parent))
}

fn write_json(folder: &Path, name: &str, value: &impl Serialize) -> Result<(), PaperError> {
    let path = folder.join(name);
    make_parent(&path)?;
    let unwritable = |error: &dyn Display| PaperError::Making(format!("{name} cannot be written: {error}"));
    let bytes = serde_json::to_vec_pretty(value).map_err(|error| unwritable(&error))?;
    sightline_store::write_whole(&path, &bytes)?;
    Ok(())
}

/// Every file of the folder, made to last.
fn listed(folder: &Path) -> Result<BTreeMap<String, FrozenFile>, PaperError> {
    let mut found = BTreeMap::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((at, name)) = folders.pop() {
        for entry in fs::read_dir(&at).map_err(io("open", &at))? {
            let entry = entry.map_err(io("read", &at))?;
            let path = entry.path();
            let own = format!("{name}{}", entry.file_name().to_string_lossy());
            if path.is_dir() {
                folders.push((path, format!("{own}/")));
                continue;
            }
            let bytes = fs::read(&path).map_err(io("read", &path))?;
            File::open(&path).and_then(|file| file.sync_all()).map_err(io("write", &path))?;
            found.insert(own, FrozenFile { sha256: sha256(&bytes), bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX) });
        }
        File::open(&at).and_then(|file| file.sync_all()).map_err(io("write", &at))?;
    }
    Ok(found)
}
