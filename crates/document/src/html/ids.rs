//! The ids of a page: each stands once, and a link leads only where something is.

use crate::{Block, Document};
use std::collections::{BTreeMap, BTreeSet};

/// The id that the page itself needs; no anchor of a document may take it.
pub(super) const PAGE: &str = "paper";

/// Ids given out so far, and the id of every anchor.
pub(super) struct Ids {
    anchors: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    used: BTreeSet<String>,
    next: usize,
}

impl Ids {
    /// Those of a document. Of two blocks with one anchor the first has it.
    pub(super) fn of(document: &Document) -> Ids {
        let taken = [PAGE.to_owned()].into();
        let mut ids = Ids { anchors: BTreeMap::new(), taken, used: BTreeSet::new(), next: 0 };
        ids.collect(&document.blocks);
        ids
    }

    fn collect(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { anchor, .. } => self.anchor(anchor),
                Block::Table(table) => self.anchor(&table.anchor),
                Block::Pictures(pictures) => pictures.iter().for_each(|picture| self.anchor(&picture.anchor)),
                Block::Note(note) => self.collect(&note.blocks),
                _ => {}
            }
        }
    }

    fn anchor(&mut self, anchor: &str) {
        if !self.anchors.contains_key(anchor) {
            let id = self.free(&plain(anchor));
            self.anchors.insert(anchor.to_owned(), id);
        }
    }

    /// The id that a link to an anchor leads to, if something stands there.
    pub(super) fn to(&self, anchor: &str) -> Option<&str> {
        self.anchors.get(anchor).map(String::as_str)
    }

    /// The id for the block that stands at an anchor.
    pub(super) fn at(&mut self, anchor: &str) -> String {
        match self.anchors.get(anchor).cloned() {
            Some(id) if self.used.insert(id.clone()) => id,
            _ => self.free(&plain(anchor)),
        }
    }

    /// An id that nothing has yet.
    pub(super) fn new_one(&mut self, kind: &str) -> String {
        self.next += 1;
        self.free(&format!("{kind}-{}", self.next))
    }

    fn free(&mut self, wish: &str) -> String {
        let mut id = wish.to_owned();
        let mut count = 1;
        while !self.taken.insert(id.clone()) {
            count += 1;
            id = format!("{wish}-{count}");
        }
        id
    }
}

/// An anchor as an id: no spaces, nothing that would need escaping.
fn plain(anchor: &str) -> String {
    let id: String = anchor.chars().map(|letter| if letter.is_alphanumeric() || letter == '_' { letter } else { '-' }).collect();
    if id.is_empty() { "part".to_owned() } else { id }
}
