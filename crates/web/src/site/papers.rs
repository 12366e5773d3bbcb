//! Papers: written, signed off, published.

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
    /// The figure it is about, in words.
    pub figure: String,
    /// The fields of a comment, by name (`what`, `why`, `so_what`, `action`, `owner`, `due` ...), as written so far.
    pub fields: Vec<(String, String)>,
    /// True if one must be written before signing off.
    pub needed: bool,
    /// True if the figures have changed since it was written.
    pub stale: bool,
    /// True if it is a drafted sentence nobody has answered for.
    pub drafted: bool,
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
    /// True if it must be written before signing off.
    pub needed: bool,
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
    /// The indicator of a comment; `None` for a text.
    pub indicator: Option<String>,
    /// The text's name, for a text.
    pub text: Option<String>,
    /// The fields.
    pub fields: Vec<(String, String)>,
    /// Who writes: their post.
    pub by_post: String,
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
