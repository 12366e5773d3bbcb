//! Hashes of files, of what a paper says, and of its figures.

use crate::publication::is_revision_block;
use sha2::{Digest, Sha256};
use sightline_document::{Document, said};

/// SHA-256 in small hexadecimal letters.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// SHA-256 of what a paper says, by which a publication is named.
///
/// The tree carries the publication's id and the id carries this hash, so it is taken without what only publishing adds or what differs from day to
/// day though nothing has changed: `meta.published`, `meta.standing`, `meta.made_on`, and the boxes made by [`crate::revision_block`]. Everything
/// else counts: words, figures, drawings, definitions, snapshot, brand.
#[must_use]
pub fn tree_hash(document: &Document) -> String {
    let mut bare = document.clone();
    bare.meta.published = None;
    bare.meta.standing = String::new();
    bare.meta.made_on = String::new();
    bare.blocks.retain(|block| !is_revision_block(block));
    // A tree of strings, numbers and lists always has a text; a number that is none is written as null.
    sha256(&serde_json::to_vec(&bare).unwrap_or_default())
}

/// SHA-256 of a paper's figures alone: an approval covers them too, so that new figures under approved words are noticed.
#[must_use]
pub fn figures_hash(document: &Document) -> String {
    let printed: Vec<_> = said(document).into_iter().flat_map(|line| line.figures).collect();
    sha256(&serde_json::to_vec(&(&document.data, printed)).unwrap_or_default())
}
