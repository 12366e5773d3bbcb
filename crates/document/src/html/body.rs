//! What a paper says, block after block.

use super::escape::escape;
use super::ids::Ids;
use super::inline;
use crate::{Block, Document, Fact, Text};
use std::collections::BTreeMap;

/// Where the list of headings stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ContentsAt {
    /// Before everything: the page has it.
    Page,
    /// Where the block for it is.
    Block,
}

/// A page in the making.
pub(super) struct Body<'a> {
    pub out: String,
    pub ids: Ids,
    /// The captions of tables by their anchors.
    pub captions: BTreeMap<&'a str, &'a str>,
    /// Tables so far.
    pub tables: usize,
    document: &'a Document,
    /// The heading level of HTML for level 1 of the document.
    base: u8,
    /// The level of the last heading, counted as the document does; 0 before the first.
    level: u8,
    contents: ContentsAt,
}

impl<'a> Body<'a> {
    pub(super) fn new(document: &'a Document, base: u8, contents: ContentsAt) -> Body<'a> {
        let captions = document.tables().into_iter().map(|table| (table.anchor.as_str(), table.caption.as_str())).collect();
        Body { out: String::new(), ids: Ids::of(document), captions, tables: 0, document, base: base.clamp(1, 6), level: 0, contents }
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { level, text, anchor } => self.heading(*level, text, anchor),
                Block::Paragraph(text) => self.paragraph(text),
                Block::List { ordered, items } => self.list(*ordered, items),
                Block::Facts(facts) => self.facts(facts),
                Block::Table(table) => self.table(table),
                Block::Pictures(pictures) => self.pictures(pictures),
                Block::Note(note) => self.note(note),
                Block::Contents if self.contents == ContentsAt::Block => self.contents(),
                Block::Contents => {}
                Block::NewPage => self.out.push_str("<div class=\"new-page\"></div>\n"),
            }
        }
    }

    /// The heading level of something that stands under the last heading.
    pub(super) fn level_below(&self) -> u8 {
        self.base.saturating_add(self.level).min(6)
    }

    fn heading(&mut self, level: u8, text: &str, anchor: &str) {
        // A level passed over would be one lost to those who find their way by headings.
        self.level = level.clamp(1, self.level.saturating_add(1));
        let level = self.base.saturating_add(self.level - 1).min(6);
        let id = self.ids.at(anchor);
        self.out.push_str(&format!("<h{level} id=\"{}\">{}</h{level}>\n", escape(&id), escape(text)));
    }

    pub(super) fn paragraph(&mut self, text: &Text) {
        if !text.is_empty() {
            self.out.push_str("<p>");
            inline::text(&mut self.out, &mut self.ids, text);
            self.out.push_str("</p>\n");
        }
    }

    fn list(&mut self, ordered: bool, items: &[Text]) {
        if items.is_empty() {
            return;
        }
        let name = if ordered { "ol" } else { "ul" };
        self.out.push_str(&format!("<{name}>\n"));
        for item in items {
            self.out.push_str("<li>");
            inline::text(&mut self.out, &mut self.ids, item);
            self.out.push_str("</li>\n");
        }
        self.out.push_str(&format!("</{name}>\n"));
    }

    fn facts(&mut self, facts: &[Fact]) {
        if facts.is_empty() {
            return;
        }
        self.out.push_str("<dl class=\"facts\">\n");
        for fact in facts {
            self.out.push_str(&format!("<div><dt>{}</dt><dd>", escape(&fact.term)));
            inline::text(&mut self.out, &mut self.ids, &fact.text);
            self.out.push_str("</dd></div>\n");
        }
        self.out.push_str("</dl>\n");
    }

    /// The list of headings, two levels deep.
    pub(super) fn contents(&mut self) {
        let headings: Vec<(u8, &str, &str)> = self
            .document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { level, text, anchor } if *level <= 2 => Some((*level, text.as_str(), self.ids.to(anchor)?)),
                _ => None,
            })
            .collect();
        if headings.is_empty() {
            return;
        }
        let mut list = String::new();
        // How deep the list is, and whether an item is open at each depth.
        let mut depth = 0_u8;
        for (level, text, id) in headings {
            let level = level.clamp(1, depth + 1);
            if level > depth {
                list.push_str("<ul>\n");
            } else {
                list.push_str("</li>\n");
                if level < depth {
                    list.push_str("</ul>\n</li>\n");
                }
            }
            depth = level;
            list.push_str(&format!("<li><a href=\"#{}\">{}</a>", escape(id), escape(text)));
        }
        (0..depth).for_each(|_| list.push_str("</li>\n</ul>\n"));
        let level = self.base;
        let id = self.ids.new_one("contents");
        self.out.push_str(&format!("<nav class=\"contents\" aria-labelledby=\"{id}\">\n<h{level} id=\"{id}\">Contents</h{level}>\n{list}</nav>\n"));
    }
}
