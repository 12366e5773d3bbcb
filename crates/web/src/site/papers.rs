//! Papers: written, signed off, published.

use sightline_model::Day;
pub use sightline_papers::{Stage, Strength};
use std::collections::BTreeMap;

/// A paper that is being written or could be.
#[derive(Clone, Debug)]
pub struct PaperFacts {
    /// The report: `committee`.
    pub report: String,
    /// Its title.
    pub title: String,
    /// The period: `2018-19Q2`.
    pub period: String,
    /// The period in words.
    pub period_words: String,
    /// How far it has come, in words.
    pub standing: String,
    /// True if it can still be written.
    pub open: bool,
}

/// A comment on an indicator of a paper.
#[derive(Clone, Debug, Default)]
pub struct CommentState {
    /// The indicator.
    pub indicator: String,
    /// Its title.
    pub title: String,
    /// The area it is defined in: it says whose line is rated by it.
    pub area: String,
    /// The figure it is about, in words that may be published.
    pub figure: String,
    /// What is said.
    pub text: String,
    /// The post that says it.
    pub post: String,
    /// The day, in words.
    pub on: String,
    /// How strong the evidence is; none before a person has decided.
    pub strength: Option<Strength>,
    /// What will be done.
    pub action: String,
    /// The post that does it.
    pub owner: String,
    /// By when.
    pub due_on: Option<Day>,
    /// What was found in it and let stand.
    pub confirmed: Vec<String>,
    /// True if one must be written before signing off.
    pub needed: bool,
    /// True if the figures have changed since it was written.
    pub stale: bool,
    /// True if it is a drafted sentence nobody has answered for.
    pub drafted: bool,
    /// A mark of the comment as it stands, empty for none: whoever writes sends it back.
    pub seen: String,
    /// A mark of the figures as they stand: the same.
    pub basis: String,
}

impl CommentState {
    /// True if somebody answers for it and nothing has changed since.
    #[must_use]
    pub fn is_done(&self) -> bool {
        !self.drafted && !self.stale && !self.seen.is_empty()
    }
}

/// A text of a paper.
#[derive(Clone, Debug, Default)]
pub struct TextState {
    /// Its name: `voice`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// As written, in Markdown.
    pub text: String,
    /// The post that wrote it.
    pub post: String,
    /// The day, in words.
    pub on: String,
    /// Why there is nothing to say.
    pub nothing: String,
    /// What was found in it and let stand.
    pub confirmed: Vec<String>,
    /// True if it must be written before signing off.
    pub needed: bool,
    /// A mark of the text as it stands, empty for none.
    pub seen: String,
}

impl TextState {
    /// True if it says something or why not.
    #[must_use]
    pub fn is_done(&self) -> bool {
        !self.text.is_empty() || !self.nothing.is_empty()
    }
}

/// Something that stands in the way of signing off.
#[derive(Clone, Debug)]
pub struct Hindrance {
    /// Where.
    pub place: String,
    /// What.
    pub what: String,
    /// What to do.
    pub remedy: String,
    /// The indicator whose comment it is about, if it is about one.
    pub indicator: Option<String>,
    /// The name of the text it is about, if it is about one.
    pub text: Option<String>,
}

/// How a paper stands.
#[derive(Clone, Debug)]
pub struct PaperStand {
    /// The paper.
    pub facts: PaperFacts,
    /// Comments.
    pub comments: Vec<CommentState>,
    /// Texts.
    pub texts: Vec<TextState>,
    /// What hinders signing off.
    pub hindrances: Vec<Hindrance>,
    /// Approvals so far: when, what, by which post, remark.
    pub approvals: Vec<[String; 4]>,
    /// How far it has come.
    pub stage: Stage,
    /// The post of the paper's author, who cannot sign it off.
    pub author_post: Option<String>,
    /// A mark of the words and figures this was read with: an act on others is refused.
    pub basis: String,
}

/// What is done with a paper, and by whom.
#[derive(Clone, Debug)]
pub struct Act {
    /// `draft`, `review`, `sign-off`, `send-back` or `publish`.
    pub what: String,
    /// The person's post.
    pub by_post: String,
    /// A remark; for a correction of a published paper, its reason.
    pub note: String,
    /// What the person had before them.
    pub basis: String,
}

/// A comment or text as it is to be.
#[derive(Clone, Debug)]
pub struct CommentAsk {
    /// What is written.
    pub what: Wording,
    /// Who writes: their post.
    pub by_post: String,
    /// What was found in it and is let stand.
    pub confirmed: Vec<String>,
    /// The mark of it as the person had it before them: what somebody else has changed meanwhile is not written over.
    pub seen: String,
    /// True to begin the correction of a published paper.
    pub correcting: bool,
}

/// What is written.
#[derive(Clone, Debug)]
pub enum Wording {
    /// A comment.
    Comment {
        /// On this indicator.
        indicator: String,
        /// What is said.
        text: String,
        /// How strong the evidence is.
        strength: Strength,
        /// What will be done, the post that does it, and by when.
        action: Option<(String, String, Day)>,
        /// The mark of the figures that the person had before them.
        basis: String,
    },
    /// A text.
    Text {
        /// Its name.
        name: String,
        /// The words, in Markdown.
        text: String,
        /// Why there is nothing to say, in place of words.
        nothing: Option<String>,
    },
}

/// What became of words that were sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrote {
    /// They stand in the paper.
    Done,
    /// Nothing was written: these may give a child away, or are in no figure. Each can be taken out or confirmed.
    Doubts(Vec<Doubt>),
    /// Nothing was written: somebody else has changed it, or the figures have, since the person read it.
    Changed,
}

/// Something in what was written that a person must look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What stands there.
    pub says: String,
    /// Why it was found: `is, or is close to, a number that the tables hide`.
    pub why: String,
}

/// A publication.
#[derive(Clone, Debug)]
pub struct PublicationFacts {
    /// Its id.
    pub id: String,
    /// The report.
    pub report: String,
    /// Its title.
    pub title: String,
    /// The period in words.
    pub period_words: String,
    /// When it was published, in words.
    pub on: String,
    /// The revision, from 1.
    pub revision: u32,
    /// Its files: name, kind in words, bytes.
    pub files: Vec<(String, String, u64)>,
    /// True if it is for elected members only and not for the public.
    pub for_members: bool,
}

impl PublicationFacts {
    /// True if the other is a later revision of the same paper.
    #[must_use]
    pub fn is_corrected_by(&self, other: &PublicationFacts) -> bool {
        (&self.report, &self.period_words) == (&other.report, &other.period_words) && other.revision > self.revision
    }
}

/// A publication with what it takes to verify it.
#[derive(Clone, Debug)]
pub struct PublicationWhole {
    /// The publication.
    pub facts: PublicationFacts,
    /// The whole of the hash that its id carries the beginning of.
    pub tree_hash: String,
    /// The snapshot its figures were counted from.
    pub snapshot: String,
    /// The id of the publication that it corrects, if it corrects one.
    pub corrects: Option<String>,
    /// Why, as printed.
    pub reason: Option<String>,
    /// SHA-256 of each file, by its name.
    pub hashes: BTreeMap<String, String>,
    /// Approvals: when, what, by which post, remark.
    pub approvals: Vec<[String; 4]>,
}

/// A file.
#[derive(Clone)]
pub struct PaperFile {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
