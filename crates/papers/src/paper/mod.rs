//! A paper in the making: what people have written for it, and how far it has come.

mod check;
mod comment;
mod drafts;
mod edit;
mod rating;
mod stage;
mod strand;
mod tables;
mod write;

pub use check::{Finding, Needs, Scanned};
pub use comment::{Comment, Status, Strength};
pub use drafts::{Draft, Drafted};
pub use rating::{Override, Rating};
pub use stage::{Approval, Move, Refusal, Stage, Standing};
pub use strand::{STRANDS, Strand, Written, title_of};
pub use write::{ACTION_LETTERS, COMMENT_LETTERS, CommentFields, Hold, POST_LETTERS, REASON_LETTERS, RatingFields, TEXT_LETTERS, TextFields};

use crate::error::io;
use crate::hash::sha256;
use crate::{Catalogue, PaperError, chain};
use stage::Content;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of one paper.
#[derive(Clone, Debug)]
pub struct Paper {
    folder: PathBuf,
    /// The folder's name from the data folder on, for messages.
    name: String,
    report: String,
    period: String,
}

/// Who moves a paper on, and when.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// When, as an instant in UTC.
    pub at: &'a str,
    /// Which post.
    pub by_post: &'a str,
    /// A remark, which may be empty.
    pub note: &'a str,
    /// Hash of the figures that stand beside the words ([`crate::figures_hash`]), if they are to be covered.
    pub figures: Option<&'a str>,
}

const COMMENTARY: &str = "commentary.toml";
const RATINGS: &str = "rag.toml";
const STATE: &str = "state.jsonl";

impl Paper {
    /// The paper of a report and period. Nothing need have been written yet.
    ///
    /// # Errors
    /// If the names cannot be those of folders.
    pub fn open(data: &Path, report: &str, period: &str) -> Result<Paper, PaperError> {
        folder_name(report)?;
        folder_name(period)?;
        let folder = data.join("papers").join(report).join(period);
        let name = format!("papers/{report}/{period}");
        Ok(Paper { folder, name, report: report.to_owned(), period: period.to_owned() })
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The report's name.
    #[must_use]
    pub fn report(&self) -> &str {
        &self.report
    }

    /// The period's name.
    #[must_use]
    pub fn period(&self) -> &str {
        &self.period
    }

    fn said_name(&self, file: &str) -> String {
        format!("{}/{file}", self.name)
    }

    /// Every comment, in the order of the file.
    ///
    /// # Errors
    /// Every fault of the file, each with its line.
    pub fn comments(&self, catalogue: &Catalogue) -> Result<Vec<Comment>, PaperError> {
        let name = self.said_name(COMMENTARY);
        let text = tables::text_of(&self.folder.join(COMMENTARY), &name)?;
        comment::read(&name, text.as_deref().unwrap_or_default(), catalogue)
    }

    /// Every rating that a person has raised.
    ///
    /// # Errors
    /// Every fault of the file, each with its line.
    pub fn overrides(&self, catalogue: &Catalogue) -> Result<Vec<Override>, PaperError> {
        let name = self.said_name(RATINGS);
        let text = tables::text_of(&self.folder.join(RATINGS), &name)?;
        rating::read(&name, text.as_deref().unwrap_or_default(), catalogue)
    }

    /// Every section that people wrote: those a paper knows in their order, then the others by name.
    ///
    /// # Errors
    /// Every fault of every file, each with its line.
    pub fn texts(&self) -> Result<Vec<Written>, PaperError> {
        let mut faults = Vec::new();
        let mut found = Vec::new();
        for file in self.text_files()? {
            let said = self.said_name(&file);
            let path = self.folder.join(&file);
            let stem = file.trim_start_matches("text/").trim_end_matches(".md");
            match tables::text_of(&path, &said) {
                Ok(Some(text)) => found.push(strand::read(&said, stem, &text, sha256(text.as_bytes()), &mut faults)),
                Ok(None) => {}
                Err(PaperError::Faults(more)) => faults.extend(more),
                Err(other) => return Err(other),
            }
        }
        let place = |written: &Written| STRANDS.iter().position(|strand| strand.name == written.name).unwrap_or(STRANDS.len());
        found.sort_by(|one, other| place(one).cmp(&place(other)).then_with(|| one.name.cmp(&other.name)));
        if faults.is_empty() { Ok(found) } else { Err(PaperError::Faults(faults)) }
    }

    /// Those of the sections a paper may not do without that neither say anything nor say why not. The paper prints a box for each.
    ///
    /// # Errors
    /// If a text cannot be read.
    pub fn missing(&self, required: &[String]) -> Result<Vec<String>, PaperError> {
        let texts = self.texts()?;
        let there = |name: &&String| !texts.iter().any(|written| written.name == **name && !written.is_blank());
        Ok(required.iter().filter(there).cloned().collect())
    }

    /// Puts drafted sentences into `commentary.toml`. What a person wrote stays as it is, to the letter; a draft that nobody has touched is refreshed.
    ///
    /// # Errors
    /// If the file cannot be understood or written; it is then left alone.
    pub fn write_drafts(&self, drafts: &[Draft], catalogue: &Catalogue) -> Result<Drafted, PaperError> {
        let _held = self.hold()?;
        let path = self.folder.join(COMMENTARY);
        let name = self.said_name(COMMENTARY);
        let old = tables::text_of(&path, &name)?;
        let (text, done) = drafts::merged(&name, old.as_deref(), drafts, catalogue)?;
        if old.as_deref() != Some(text.as_str()) && !text.is_empty() {
            sightline_store::write_whole(&path, text.as_bytes())?;
        }
        Ok(done)
    }

    /// Every approval, oldest first, after checking that the log is whole.
    ///
    /// # Errors
    /// If it has been tampered with.
    pub fn approvals(&self) -> Result<Vec<Approval>, PaperError> {
        Ok(chain::read::<Approval>(&self.folder.join(STATE))?.into_iter().map(|line| line.entry).collect())
    }

    /// How far the paper has come. With the hash of its figures as they are now, a change of those counts as well as a change of words.
    ///
    /// # Errors
    /// If the log has been tampered with or a file cannot be read.
    pub fn standing(&self, figures: Option<&str>) -> Result<Standing, PaperError> {
        Ok(stage::standing(self.approvals()?, &self.content()?, figures))
    }

    /// The stage alone.
    ///
    /// # Errors
    /// As [`Paper::standing`].
    pub fn stage(&self, figures: Option<&str>) -> Result<Stage, PaperError> {
        Ok(self.standing(figures)?.stage)
    }

    /// Says that a post has read the paper through.
    ///
    /// # Errors
    /// If the stage does not allow it.
    pub fn review(&self, step: &Step<'_>) -> Result<Standing, PaperError> {
        let _held = self.hold()?;
        self.step(Move::Review, step)
    }

    /// Approves the paper for publication.
    ///
    /// # Errors
    /// If the stage does not allow it, the post is the author's own, or anything still hinders it ([`Paper::check`]).
    pub fn sign_off(&self, step: &Step<'_>, needs: &Needs, catalogue: &Catalogue) -> Result<Standing, PaperError> {
        // Nobody can change a word between the check and the seal.
        let _held = self.hold()?;
        self.allowed(Move::SignOff, step)?;
        let Some(author) = needs.author_post.as_deref().filter(|post| !post.trim().is_empty()) else {
            return Err(PaperError::Refused(Refusal::NoAuthor));
        };
        if plain_post(author) == plain_post(step.by_post) {
            return Err(PaperError::Refused(Refusal::OwnWork(step.by_post.trim().to_owned())));
        }
        let hindrances = self.check(needs, catalogue)?;
        if !hindrances.is_empty() {
            return Err(PaperError::Hindered(hindrances));
        }
        self.step(Move::SignOff, step)
    }

    /// Gives the paper back to its author; the note says why.
    ///
    /// # Errors
    /// If it is a draft or published, or no reason is given.
    pub fn send_back(&self, step: &Step<'_>) -> Result<Standing, PaperError> {
        if step.note.trim().is_empty() {
            return Err(PaperError::Refused(Refusal::NoReason));
        }
        let _held = self.hold()?;
        self.step(Move::SendBack, step)
    }

    /// Says that the paper is out; the note is the publication's id.
    ///
    /// # Errors
    /// If it is not signed off as it is now.
    pub fn published(&self, step: &Step<'_>) -> Result<Standing, PaperError> {
        let _held = self.hold()?;
        self.step(Move::Publish, step)
    }

    fn allowed(&self, by: Move, step: &Step<'_>) -> Result<Stage, PaperError> {
        if step.by_post.trim().is_empty() {
            return Err(PaperError::Refused(Refusal::NoPost));
        }
        self.stage(step.figures)?.after(by).map_err(PaperError::Refused)
    }

    fn step(&self, by: Move, step: &Step<'_>) -> Result<Standing, PaperError> {
        let stage = self.allowed(by, step)?;
        let content = self.content()?;
        let approval = Approval {
            at: step.at.to_owned(),
            step: by,
            stage,
            by_post: step.by_post.trim().to_owned(),
            content_hash: content.hash,
            files: content.files,
            figures: step.figures.map(str::to_owned),
            note: step.note.trim().to_owned(),
        };
        chain::append(&self.folder.join(STATE), &[approval])?;
        self.standing(step.figures)
    }

    /// Hand-kept files, from the paper's folder on.
    pub(crate) fn files(&self) -> Result<Vec<String>, PaperError> {
        let mut files: Vec<String> = [COMMENTARY, RATINGS].into_iter().filter(|name| self.folder.join(name).exists()).map(str::to_owned).collect();
        files.extend(self.text_files()?);
        Ok(files)
    }

    fn text_files(&self) -> Result<Vec<String>, PaperError> {
        let folder = self.folder.join("text");
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(io("open", &folder)(error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(io("read", &folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // Editors leave their own files about, whose names begin with a full stop or end otherwise.
            if name.ends_with(".md") && !name.starts_with('.') && entry.path().is_file() {
                names.push(format!("text/{name}"));
            }
        }
        names.sort();
        Ok(names)
    }

    fn content(&self) -> Result<Content, PaperError> {
        let mut files = BTreeMap::new();
        for name in self.files()? {
            files.insert(name.clone(), sightline_store::hash_file(&self.folder.join(&name))?);
        }
        let texts: Vec<(&str, &str)> = files.iter().map(|(name, hash)| (name.as_str(), hash.as_str())).collect();
        Ok(Content { hash: sightline_store::hash_texts(&texts), files })
    }
}

/// Posts are compared as people read them.
fn plain_post(post: &str) -> String {
    post.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A report's or period's name becomes a folder and part of an id.
pub(crate) fn folder_name(name: &str) -> Result<(), PaperError> {
    let fits = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
    if name.is_empty() || name.starts_with('.') || name.len() > 100 || !fits {
        return Err(PaperError::Name(name.to_owned()));
    }
    Ok(())
}
