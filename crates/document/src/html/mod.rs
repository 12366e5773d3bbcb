//! The paper as a web page: one file, with its style and drawings in it, that fetches nothing and runs nothing.
//!
//! Everything that comes from the tree is escaped or, for drawings, written anew from what is known to be harmless (`drawing.rs`). Classes alone
//! carry the look, so that a [`fragment`] may stand in a page that allows no styles within elements.

mod body;
mod cover;
mod drawing;
mod escape;
pub use escape::escape;
mod ids;
mod inline;
mod note;
mod page;
mod picture;
mod table;

use crate::Document;

/// The style of a paper: what a page that holds a [`fragment`] must serve beside it.
pub const STYLE: &str = include_str!("style.css");

/// The whole paper as one HTML file.
#[must_use]
pub fn render(document: &Document) -> String {
    page::page(document)
}

/// What the paper says, without cover, contents of the page's head, or footer, for use within another page. A heading of level 1 becomes one of
/// `base_heading_level`, and so on down.
#[must_use]
pub fn fragment(document: &Document, base_heading_level: u8) -> String {
    let mut body = body::Body::new(document, base_heading_level, body::ContentsAt::Block);
    body.blocks(&document.blocks);
    body.out
}
