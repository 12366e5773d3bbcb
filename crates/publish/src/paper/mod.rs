//! A paper from figures: reads a report's parts ([`spec`]), fills them from what is known ([`pack`]), and gives the document tree.
//!
//! Nothing here has a form, and nothing here decides what may be shown: a public paper is made from figures that disclosure control has already
//! passed ([`public`]), and whatever is worked out from a hidden figure is missing because the figure is.

mod appendix;
mod dataset;
mod front;
mod number;
pub mod pack;
mod registers;
mod rows;
mod section;
pub mod spec;

use crate::blocks::PeriodNames;
use crate::words;
use pack::{Pack, Passage};
use sightline_disclosure::Protected;
use sightline_document::{Block, DefinitionRef, Document, Marking, Meta, Note, NoteKind, PeriodRef, Text};
use spec::{Part, Spec};
use std::collections::BTreeMap;

pub use spec::Names;

/// A finished paper, and what may be done with it. A public one can be made only from figures that disclosure control has passed.
#[derive(Clone, Debug)]
pub enum Release {
    /// Counts are as they are.
    Restricted(Document),
    /// Disclosure control has passed it.
    Public(Protected<Document>),
}

impl Release {
    /// The paper itself.
    #[must_use]
    pub fn document(&self) -> &Document {
        match self {
            Release::Restricted(document) => document,
            Release::Public(document) => document.as_ref(),
        }
    }
}

/// The paper with every count as it is, marked so.
#[must_use]
pub fn restricted(spec: &Spec, pack: &Pack) -> Release {
    Release::Restricted(build(spec, pack, Marking::Restricted))
}

/// The paper for everybody.
#[must_use]
pub fn public(spec: &Spec, pack: Protected<Pack>) -> Release {
    Release::Public(pack.map(|pack| build(spec, &pack, Marking::Public)))
}

/// The indicators that need a comment: red, or more than usual variation the wrong way.
#[must_use]
pub fn needs_comment(pack: &Pack) -> Vec<&crate::IndicatorView> {
    pack.indicators.iter().filter(|view| section::needs_words(pack, view)).collect()
}

fn build(spec: &Spec, pack: &Pack, marking: Marking) -> Document {
    let mut blocks = vec![Block::Contents];
    let anchors = anchors(spec, pack);
    for part in &spec.parts {
        blocks.extend(part_blocks(spec, pack, part, &anchors));
    }
    Document { meta: meta(spec, pack, marking), blocks, data: dataset::dataset(pack) }
}

fn part_blocks(spec: &Spec, pack: &Pack, part: &Part, anchors: &BTreeMap<String, String>) -> Vec<Block> {
    match part {
        Part::Recommendations { heading } => front::recommendations(pack, heading),
        Part::Messages { heading } => front::on_one_page(pack, heading, anchors),
        Part::FollowUp { heading } => front::follow_up(pack, heading),
        Part::Journey { heading } => front::journey(pack, heading),
        Part::Key { heading } => front::key(heading),
        Part::Section(found) => section::section(pack, found),
        Part::Text { heading: title, text, level, none, boxed } => text_part(pack, title, text, *level, none.as_deref(), *boxed),
        Part::Plan { heading } => registers::plan(pack, heading),
        Part::Inspections { heading } => registers::inspections(pack, heading),
        Part::ForwardPlan { heading } => registers::forward_plan(pack, heading),
        Part::AllIndicators { heading: title, indicators } => {
            let views = if indicators.is_empty() { pack.indicators.iter().collect() } else { pack.named(indicators) };
            vec![heading(1, title, "all-indicators"), rows::all(pack, "table-all", &views)]
        }
        Part::Monthly { heading: title, about, months, indicators } => {
            let anchor = words::slug(title);
            let mut found = vec![heading(1, title, &anchor), Block::Paragraph(about.as_str().into())];
            found.extend(rows::monthly(&format!("table-{anchor}"), title, *months, &pack.named(indicators)));
            found
        }
        Part::Answer { heading } => appendix::answer(pack, heading),
        Part::Definitions { heading } => appendix::definitions(pack, heading),
        Part::DataQuality { heading } => appendix::data_quality(pack, heading),
        Part::Glossary { heading } => appendix::glossary(pack, heading),
    }
    .into_iter()
    .filter(|block| !matches!(block, Block::Contents) || spec.parts.len() > 1)
    .collect()
}

/// Where each indicator is shown first: its chart, or its row among all.
fn anchors(spec: &Spec, pack: &Pack) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut add = |id: &String, anchor: String| {
        found.entry(id.clone()).or_insert(anchor);
    };
    for part in &spec.parts {
        let Part::Section(section) = part else { continue };
        for (ids, kind) in [(&section.charts, "chart"), (&section.small, "small")] {
            for id in ids.iter().filter(|id| pack.indicator(id).is_some_and(crate::IndicatorView::has_trend)) {
                add(id, format!("{kind}-{}", words::slug(id)));
            }
        }
    }
    for part in &spec.parts {
        if let Part::Section(section) = part {
            for view in pack.named(&section.indicators) {
                add(&view.id, words::slug(&section.heading));
            }
        }
    }
    found
}

fn meta(spec: &Spec, pack: &Pack, marking: Marking) -> Meta {
    let cover = &pack.cover;
    let names = PeriodNames::of(&pack.period);
    Meta {
        report: spec.id.clone(),
        title: spec.title.clone(),
        authority: cover.authority.clone(),
        authority_code: pack.authority_code.clone(),
        audience: if spec.audience.is_empty() { cover.committee.clone() } else { spec.audience.clone() },
        meeting_on: cover.meeting_on.map(words::day),
        language: "en-GB".to_owned(),
        period: PeriodRef {
            name: pack.period.name().to_owned(),
            words: names.this,
            starts_on: pack.period.starts_on().to_string(),
            ends_on: pack.period.ends_on().to_string(),
        },
        extracted_on: pack.snapshot.extracted_on.map(words::day),
        snapshot: pack.snapshot.id.clone(),
        made_on: cover.made_on.map(|day| day.to_string()).unwrap_or_default(),
        author_post: cover.author_post.clone(),
        standing: cover.standing.clone(),
        marking,
        published: None,
        invented: cover.invented,
        definitions: pack
            .indicators
            .iter()
            .map(|view| DefinitionRef { id: view.id.clone(), title: view.title.clone(), hash: view.definition_hash.clone() })
            .collect(),
        brand: pack.brand.clone(),
    }
}

/// A heading.
fn heading(level: u8, text: &str, anchor: &str) -> Block {
    Block::Heading { level, text: text.to_owned(), anchor: anchor.to_owned() }
}

/// A box that says what is missing.
fn missing(words: &str) -> Block {
    Block::Note(Note { kind: NoteKind::Missing, title: None, blocks: vec![Block::Paragraph(words.into())] })
}

/// A text that a person wrote; where there is none, what is said instead.
fn passage(pack: &Pack, name: &str, none: Option<&str>) -> Vec<Block> {
    match pack.texts.get(name) {
        Some(Passage::Written { blocks, by }) if !blocks.is_empty() => {
            let mut found = blocks.clone();
            if let Some(by) = by {
                found.push(Block::Paragraph(Text::new().and(sightline_document::Inline::Emphasis(by.clone()))));
            }
            found
        }
        Some(Passage::Nothing(why)) => {
            vec![Block::Paragraph(Text::plain(format!("There is nothing under this heading: {}.", why.trim().trim_end_matches('.'))))]
        }
        _ => none.map(|none| vec![missing(none)]).unwrap_or_default(),
    }
}

fn text_part(pack: &Pack, title: &str, name: &str, level: u8, none: Option<&str>, boxed: bool) -> Vec<Block> {
    let anchor = words::slug(title);
    let written = pack.texts.contains_key(name);
    let mut blocks = if written {
        passage(pack, name, None)
    } else {
        match none {
            Some("") => return Vec::new(),
            Some(none) => vec![Block::Paragraph(none.into())],
            None => vec![missing(&format!("The text \u{201c}{title}\u{201d} has not been written for this paper."))],
        }
    };
    if boxed && written {
        blocks = vec![Block::Note(Note { kind: NoteKind::Warning, title: Some(title.to_owned()), blocks })];
    }
    blocks.insert(0, heading(level.clamp(1, 2), title, &anchor));
    blocks
}
