//! Papers: what people write for one, how far it has come, what was published, and whether a file says the same.
//!
//! ```text
//! DIR/papers/REPORT/PERIOD/commentary.toml   a comment per indicator: drafted here, accepted or rewritten by a person
//! DIR/papers/REPORT/PERIOD/rag.toml          ratings raised by a named post, with a reason
//! DIR/papers/REPORT/PERIOD/text/NAME.md      recommendations, analysis, staff voice, children's voice and the rest
//! DIR/papers/REPORT/PERIOD/state.jsonl       who approved what, each line sealed to the one before
//! DIR/publications/ID/                       a publication, written once: tree, files, what each file says, commentary, approvals
//! DIR/publications/ledger.jsonl              what disclosure control must remember of everything published
//! ```
//!
//! The first three are kept by hand, in any editor, or entry by entry at a form ([`Paper::write_comment`], [`Paper::write_text`]): what stands beside the
//! entry is never touched. The rest only by the program. The clock is handed in. A publication is made in a folder beside
//! its place and moved there by one rename: it is there whole, or not at all.

mod catalogue;
mod chain;
mod error;
mod hash;
pub mod markdown;
mod near;
pub mod paper;
pub mod publication;
pub mod verify;

pub use catalogue::Catalogue;
pub use error::{Fault, Hindrance, PaperError};
pub use hash::{figures_hash, tree_hash};
pub use paper::{
    ACTION_LETTERS, Approval, COMMENT_LETTERS, Comment, CommentFields, Draft, Drafted, Finding, Hold, Move, Needs, Override, POST_LETTERS, Paper,
    REASON_LETTERS, Rating, RatingFields, Refusal, STRANDS, Scanned, Stage, Standing, Status, Step, Strand, Strength, TEXT_LETTERS, TextFields,
    Written, title_of,
};
pub use publication::{Change, Form, Freeze, LedgerEntry, Outcome, Publication, Publications, Revision, changes, is_revision_block, revision_block};
pub use verify::{Difference, Frozen, Kind, Verdict, verify};
