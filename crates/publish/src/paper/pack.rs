//! Everything a paper is made of: figures, what people wrote, and what the registers hold. No record of a child is among it.

use crate::charts::Journey;
use crate::cover::{Action, Cover};
use crate::glossary::Term;
use crate::view::{IndicatorView, SnapshotFacts};
use sightline_document::{Block, Brand};
use sightline_model::Period;
use std::collections::BTreeMap;

/// What a person wrote beside a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// What it says.
    pub blocks: Vec<Block>,
    /// The post of its author.
    pub post: String,
    /// The day, in words.
    pub on: String,
    /// How strong the evidence is: `known`, `likely`, `not yet known`.
    pub strength: Option<String>,
    /// What will be done, by which post, by when.
    pub action: Option<(String, String, String)>,
    /// False for a sentence drafted from the figures that nobody has accepted yet.
    pub accepted: bool,
}

/// A rating that a person made more severe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    /// `Red` or `Amber`.
    pub to: sightline_compare::Rag,
    /// The post.
    pub post: String,
    /// The reason, which is printed.
    pub reason: String,
}

/// A text of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Passage {
    /// What it says, with the post and day of its author where given.
    Written {
        /// The text.
        blocks: Vec<Block>,
        /// `Head of Safeguarding, 8 October 2018`.
        by: Option<String>,
    },
    /// Nothing, for a reason that is printed.
    Nothing(String),
}

/// One line of the improvement plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// The plan.
    pub plan: String,
    /// What is to be done, or the plan's aim.
    pub what: String,
    /// The post.
    pub owner: String,
    /// When it is due, in words.
    pub due: String,
    /// `open`, `done`, `late`.
    pub standing: String,
    /// The indicator it is meant to move.
    pub indicator: Option<String>,
}

/// One inspection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// The service.
    pub service: String,
    /// The framework.
    pub framework: String,
    /// The day, in words.
    pub on: String,
    /// The grade, or words for none.
    pub grade: String,
}

/// A report promised to a later meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promised {
    /// The meeting, in words.
    pub meeting: String,
    /// What is promised.
    pub what: String,
    /// The post.
    pub owner: String,
}

/// What the registers hold; `None` where a register has not been loaded, which is then said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registers {
    /// Lines of the improvement plan.
    pub plan: Option<Vec<PlanLine>>,
    /// Inspections, latest first.
    pub inspections: Option<Vec<Inspected>>,
    /// Reports to come.
    pub promised: Option<Vec<Promised>>,
}

/// Everything a paper is made of.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The cover.
    pub cover: Cover,
    /// The period reported on.
    pub period: Period,
    /// Every indicator of the paper, in catalogue order, with the breakdowns it prints.
    pub indicators: Vec<IndicatorView>,
    /// The child's journey.
    pub journey: Journey,
    /// What people wrote beside figures, by indicator.
    pub comments: BTreeMap<String, Comment>,
    /// Ratings that a person made more severe, by indicator.
    pub raised: BTreeMap<String, Raised>,
    /// Texts by name.
    pub texts: BTreeMap<String, Passage>,
    /// Actions of earlier meetings; none where no register is loaded.
    pub follow_up: Option<Vec<Action>>,
    /// Other registers.
    pub registers: Registers,
    /// What the figures were counted from.
    pub snapshot: SnapshotFacts,
    /// Words explained.
    pub glossary: Vec<Term>,
    /// The authority's code, for the data file.
    pub authority_code: Option<String>,
    /// The authority's look.
    pub brand: Brand,
    /// How many figures are hidden, of how many; none in a restricted paper.
    pub hidden: Option<(usize, usize)>,
}

impl Pack {
    /// An indicator by id.
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<&IndicatorView> {
        self.indicators.iter().find(|view| view.id == id)
    }

    /// The indicators that names stand for: an id, or every indicator of an area. Each once, in the order of the names.
    #[must_use]
    pub fn named(&self, names: &[String]) -> Vec<&IndicatorView> {
        let mut found: Vec<&IndicatorView> = Vec::new();
        for name in names {
            for view in self.indicators.iter().filter(|view| view.id == *name || view.area == *name) {
                if found.iter().all(|held| held.id != view.id) {
                    found.push(view);
                }
            }
        }
        found
    }
}
