//! What a paper is: on its cover, in its footer, and in the properties of every file.

use serde::{Deserialize, Serialize};

/// Who may read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Marking {
    /// Counts are as they are. Printed on every page and in every file's properties.
    Restricted,
    /// Disclosure control has passed it.
    Public,
}

impl Marking {
    /// The words printed on every page.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Marking::Restricted => "Restricted: not for publication",
            Marking::Public => "Public: small numbers are hidden",
        }
    }
}

/// The period reported on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodRef {
    /// `2018-19Q2`.
    pub name: String,
    /// `July to September 2018`.
    pub words: String,
    /// First day, `2018-07-01`.
    pub starts_on: String,
    /// Last day, `2018-09-30`.
    pub ends_on: String,
}

/// A definition that a figure of the paper was counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefinitionRef {
    /// The indicator's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// SHA-256 of its text.
    pub hash: String,
}

/// Where a paper stands once it has been published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The publication's id, which `verify` looks up: `committee-2018-19Q2-r1-3f6c0a9d`.
    pub id: String,
    /// 1 for the first; each correction adds one.
    pub revision: u32,
    /// The day, in words.
    pub on: String,
}

/// A picture of the authority's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// The file's bytes: PNG, JPEG or SVG, checked before it gets here.
    pub bytes: Vec<u8>,
    /// `png`, `jpeg` or `svg`.
    pub format: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// The authority's look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// Headings and lines, `#0c5a6b`; checked to stand 4.5:1 against white.
    pub colour: String,
    /// The authority's logo.
    pub logo: Option<Logo>,
}

impl Default for Brand {
    fn default() -> Brand {
        Brand { colour: "#0c5a6b".to_owned(), logo: None }
    }
}

/// What a paper is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// Which report: `committee`.
    pub report: String,
    /// `Children's services: performance report`.
    pub title: String,
    /// `Merrowshire County Council`.
    pub authority: String,
    /// The nine-character code of the authority, `E10000099`, if known; for the data file.
    pub authority_code: Option<String>,
    /// Whom it is for: `Children and Families Overview and Scrutiny Committee`.
    pub audience: String,
    /// The day of the meeting, in words.
    pub meeting_on: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// The period reported on.
    pub period: PeriodRef,
    /// The day the records were extracted, in words.
    pub extracted_on: Option<String>,
    /// The snapshot's id.
    pub snapshot: String,
    /// The day the paper was made, `2018-10-12`.
    pub made_on: String,
    /// The post of its author.
    pub author_post: Option<String>,
    /// How far it has come, in a sentence: `Draft, not yet signed off`.
    pub standing: String,
    /// Who may read it.
    pub marking: Marking,
    /// Set once it is published.
    pub published: Option<Published>,
    /// True when authority and records are invented, which is then said.
    pub invented: bool,
    /// Every definition used.
    pub definitions: Vec<DefinitionRef>,
    /// The authority's look.
    pub brand: Brand,
}
