//! The committee report: one self-contained HTML file, in the same order every quarter.

use serde::Serialize;
use sightline_compare::Rag;
use sightline_compare::spc::Variation;
use sightline_model::{Day, Period, Status};
use std::collections::BTreeSet;

use crate::blocks::{Block, Definition, PeriodNames, StageRow, by_section, stage_rows};
use crate::charts::{self, Chart, Journey};
use crate::glossary::{Term, default_glossary};
use crate::html::Html;
use crate::messages::{Kind, Message, RULES, messages, unsure};
use crate::quality::{Quality, quality};
use crate::row::{KeyGroup, Row, key};
use crate::view::{IndicatorView, SnapshotFacts};
use crate::{PublishError, STYLE, markdown, standing, template, words};

/// What stands on the cover.
#[derive(Clone, Debug, Serialize)]
pub struct Cover {
    /// `Invented County Council`.
    pub authority: String,
    /// `Children and Families Overview and Scrutiny Committee`.
    pub committee: String,
    /// The report's title.
    pub title: String,
    /// The day of the meeting, if it is known.
    pub meeting_on: Option<Day>,
    /// The day the report was made: with the extraction date it gives the age of the data.
    pub made_on: Option<Day>,
    /// The post of its author.
    pub author_post: Option<String>,
    /// Draft or signed off.
    pub standing: Standing,
    /// True when the authority and all its records are invented, which is then said on the cover.
    pub invented: bool,
}

/// How far a report has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Not yet approved.
    Draft,
    /// Approved by the holder of a post on a day.
    SignedOff {
        /// The post.
        by_post: String,
        /// The day.
        on: Day,
    },
}

/// Actions and resolutions of earlier meetings.
#[derive(Clone, Debug, Default, Serialize)]
pub enum FollowUp {
    /// No register has been loaded, and the report says so.
    #[default]
    NotLoaded,
    /// The register; it may be empty.
    Loaded(Vec<Action>),
}

/// One action or resolution.
#[derive(Clone, Debug, Serialize)]
pub struct Action {
    /// `2018/14`.
    pub reference: String,
    /// The meeting it comes from, in words.
    pub meeting: String,
    /// Its exact words.
    pub wording: String,
    /// The post that owns it.
    pub owner: String,
    /// When it is due.
    pub due_on: Option<Day>,
    /// `open`, `answered`, `complete`, `overdue` ...
    pub status: String,
    /// The answer, if there is one.
    pub answer: Option<String>,
}

/// The strands that stand beside the numbers, each a run of Markdown texts. One with nothing in it says so in print.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Strands {
    /// Analysis of causes, with the strength of the evidence.
    pub analysis: Vec<String>,
    /// What staff said.
    pub staff_voice: Vec<String>,
    /// What children and young people said.
    pub childrens_voice: Vec<String>,
}

/// A matter every council report must deal with: resources, equality, background papers, whom to contact.
#[derive(Clone, Debug, Serialize)]
pub struct Matter {
    /// Its heading.
    pub heading: String,
    /// Its text, as Markdown.
    pub text: String,
}

/// Everything a report is made of.
#[derive(Clone, Debug)]
pub struct ReportData {
    /// The cover.
    pub cover: Cover,
    /// The period reported on.
    pub period: Period,
    /// What the committee is asked to do, one sentence each.
    pub recommendations: Vec<String>,
    /// Actions and resolutions of earlier meetings.
    pub follow_up: FollowUp,
    /// Every indicator of the catalogue, with or without a figure, in catalogue order.
    pub indicators: Vec<IndicatorView>,
    /// The child's journey; [`Journey::from_indicators`] makes the usual one.
    pub journey: Journey,
    /// Analysis and voice.
    pub strands: Strands,
    /// Resources, equality, background papers, contact.
    pub matters: Vec<Matter>,
    /// What the figures were counted from.
    pub snapshot: SnapshotFacts,
    /// Words explained; [`default_glossary`] has the usual ones.
    pub glossary: Vec<Term>,
    /// How many charts a section has at most, beside those that messages link to.
    pub charts_per_section: usize,
}

impl ReportData {
    /// A report with the usual journey and glossary, three charts a section, and nothing entered by hand.
    #[must_use]
    pub fn new(cover: Cover, period: Period, indicators: Vec<IndicatorView>, snapshot: SnapshotFacts) -> ReportData {
        let journey = Journey::from_indicators(&words::period(&period), &indicators);
        ReportData {
            cover,
            period,
            recommendations: Vec::new(),
            follow_up: FollowUp::NotLoaded,
            indicators,
            journey,
            strands: Strands::default(),
            matters: Vec::new(),
            snapshot,
            glossary: default_glossary(),
            charts_per_section: 3,
        }
    }
}

#[derive(Serialize)]
struct Context<'a> {
    style: Html,
    cover: CoverWords<'a>,
    period: PeriodNames,
    recommendations: &'a [String],
    messages: Vec<Message>,
    rules: &'static [&'static str],
    follow_up_loaded: bool,
    actions: Vec<ActionWords<'a>>,
    journey: Chart,
    stages: Vec<StageRow>,
    key: Vec<KeyGroup>,
    to_date: String,
    sections: Vec<SectionBlock>,
    strands: StrandsWords,
    matters: Vec<MatterWords<'a>>,
    definitions: Vec<DefinitionGroup>,
    quality: Quality<'a>,
    glossary: &'a [Term],
}

#[derive(Serialize)]
struct CoverWords<'a> {
    authority: &'a str,
    committee: &'a str,
    title: &'a str,
    meeting: String,
    extracted: String,
    made: String,
    author: &'a str,
    standing: String,
    is_draft: bool,
    invented: bool,
}

#[derive(Serialize)]
struct ActionWords<'a> {
    due: String,
    #[serde(flatten)]
    action: &'a Action,
}

#[derive(Serialize)]
struct SectionBlock {
    id: &'static str,
    title: &'static str,
    about: &'static str,
    blocks: Vec<Block>,
    /// Shares found by reading files, with what is likely of all of them.
    audits: Option<Chart>,
    audit_words: Vec<String>,
    /// What is red or of concern and has no chart here, each in its sentence.
    also: Vec<Also>,
    rows: Vec<Row>,
    without: Vec<Row>,
}

#[derive(Serialize)]
struct Also {
    title: String,
    text: String,
}

#[derive(Serialize)]
struct StrandsWords {
    with_figure: usize,
    all: usize,
    analysis: Vec<Html>,
    staff_voice: Vec<Html>,
    childrens_voice: Vec<Html>,
}

#[derive(Serialize)]
struct MatterWords<'a> {
    heading: &'a str,
    text: Html,
}

#[derive(Serialize)]
struct DefinitionGroup {
    title: &'static str,
    definitions: Vec<Definition>,
}

/// Renders a report as one HTML file that calls on nothing outside itself.
///
/// # Errors
/// If two indicators share an id, or a template cannot be filled.
pub fn render(data: &ReportData) -> Result<String, PublishError> {
    let mut seen = BTreeSet::new();
    for view in &data.indicators {
        if !seen.insert(words::slug(&view.id)) {
            return Err(PublishError::SameId(view.id.clone()));
        }
    }
    let mut told = messages(&data.indicators);
    let charted: BTreeSet<String> = told.iter().filter_map(|message| message.indicator.clone()).collect();
    told.push(unsure(&data.indicators));
    told.push(done(&data.follow_up));
    let mut sections = sections(data, &charted);
    numbered(&mut sections);
    template::render(
        "report.html",
        &Context {
            style: Html::new(STYLE.to_owned()),
            cover: cover(data),
            period: PeriodNames::of(&data.period),
            recommendations: &data.recommendations,
            messages: told,
            rules: RULES,
            follow_up_loaded: matches!(data.follow_up, FollowUp::Loaded(_)),
            actions: actions(&data.follow_up),
            journey: charts::journey(&data.journey),
            stages: stage_rows(&data.journey),
            key: key(),
            to_date: data
                .indicators
                .iter()
                .find_map(|view| view.beside.year_to_date.as_ref())
                .map_or_else(|| "the year so far".to_owned(), |point| words::shortened(&point.words)),
            sections,
            strands: strands(data),
            matters: data.matters.iter().map(|matter| MatterWords { heading: &matter.heading, text: markdown::render(&matter.text, 4) }).collect(),
            definitions: by_section(&data.indicators)
                .into_iter()
                .filter(|(_, views)| !views.is_empty())
                .map(|(section, views)| DefinitionGroup { title: section.title, definitions: views.into_iter().map(Definition::of).collect() })
                .collect(),
            quality: quality(data),
            glossary: &data.glossary,
        },
    )
}

fn cover(data: &ReportData) -> CoverWords<'_> {
    let cover = &data.cover;
    let or_not_given = |day: Option<Day>| day.map_or_else(|| "not given".to_owned(), words::day);
    CoverWords {
        authority: &cover.authority,
        committee: &cover.committee,
        title: &cover.title,
        meeting: or_not_given(cover.meeting_on),
        extracted: or_not_given(data.snapshot.extracted_on),
        made: or_not_given(cover.made_on),
        author: cover.author_post.as_deref().unwrap_or("not given"),
        standing: match &cover.standing {
            Standing::Draft => "Draft, not yet signed off".to_owned(),
            Standing::SignedOff { by_post, on } => format!("Signed off by the {by_post} on {}", words::day(*on)),
        },
        is_draft: cover.standing == Standing::Draft,
        invented: cover.invented,
    }
}

fn done(follow_up: &FollowUp) -> Message {
    let text = match follow_up {
        FollowUp::NotLoaded => "No follow-up has been entered for this report, so it cannot say what was done about earlier findings.".to_owned(),
        FollowUp::Loaded(actions) => {
            let closed = actions.iter().filter(|action| matches!(action.status.as_str(), "complete" | "answered")).count();
            format!("{} of {} from earlier meetings answered or complete.", words::whole(closed), words::how_many(actions.len(), "action", "actions"))
        }
    };
    Message { kind: Kind::Done, word: "What was done", text, indicator: None, href: "#follow-up".to_owned() }
}

fn actions(follow_up: &FollowUp) -> Vec<ActionWords<'_>> {
    let FollowUp::Loaded(actions) = follow_up else { return Vec::new() };
    actions.iter().map(|action| ActionWords { due: action.due_on.map_or_else(|| "not given".to_owned(), words::day), action }).collect()
}

/// Each section with the charts of its headlines and of the indicators that messages name; the rest are in its table.
fn sections(data: &ReportData, charted: &BTreeSet<String>) -> Vec<SectionBlock> {
    by_section(&data.indicators)
        .into_iter()
        .filter(|(section, views)| section.id != "other" || !views.is_empty())
        .map(|(section, views)| {
            let drawable: Vec<&IndicatorView> =
                views.iter().copied().filter(|view| view.has_figure() && (view.has_trend() || view.has_parts())).collect();
            let headline = |view: &IndicatorView| section.headlines.iter().position(|id| *id == view.id).unwrap_or(usize::MAX);
            let mut chosen = drawable.clone();
            chosen.sort_by_key(|view| headline(view));
            let keep: BTreeSet<&str> = chosen.iter().take(data.charts_per_section).map(|view| view.id.as_str()).collect();
            let mut blocks: Vec<&IndicatorView> =
                drawable.into_iter().filter(|view| keep.contains(view.id.as_str()) || charted.contains(&view.id)).collect();
            blocks.sort_by_key(|view| headline(view));
            let drawn: BTreeSet<&str> = blocks.iter().map(|view| view.id.as_str()).collect();
            let row = |view: &&IndicatorView| {
                let mut row = Row::of(view);
                let target = if drawn.contains(view.id.as_str()) { "indicator" } else { "definition" };
                row.href = Some(format!("#{target}-{}", row.slug));
                let unusual = matches!(view.verdict(), Some((_, variation)) if variation != Variation::Usual);
                row.stands_out = drawn.contains(view.id.as_str()) || view.rag().is_some() || unusual;
                row
            };
            SectionBlock {
                id: section.id,
                title: section.title,
                about: section.about,
                rows: views.iter().filter(|view| view.this.figure.status != Status::NotAvailable).map(row).collect(),
                without: views.iter().filter(|view| view.this.figure.status == Status::NotAvailable).map(row).collect(),
                audits: audits(section.id, section.title, &views),
                audit_words: views
                    .iter()
                    .filter(|view| view.is_audit())
                    .filter_map(|view| Some(format!("{}: {}", view.title, standing::sureness(view)?)))
                    .collect(),
                also: views
                    .iter()
                    .filter(|view| !drawn.contains(view.id.as_str()) && needs_words(view))
                    .map(|view| Also { title: view.title.clone(), text: standing::one_sentence(view) })
                    .collect(),
                blocks: blocks.into_iter().map(|view| Block::of(view, 1)).collect(),
            }
        })
        .collect()
}

/// True for what may not stand in a table without a sentence: red, or more than usual the wrong way.
fn needs_words(view: &IndicatorView) -> bool {
    view.has_figure() && (view.rag() == Some(Rag::Red) || matches!(view.verdict(), Some((_, Variation::Concerning(_)))))
}

/// One strip for all audits of a section.
fn audits(id: &str, title: &str, views: &[&IndicatorView]) -> Option<Chart> {
    let rows: Vec<charts::Dot> = views
        .iter()
        .filter(|view| view.is_audit())
        .filter_map(|view| charts::Dot::of(&words::sentence(view.title.trim_start_matches("Audit: ")), view, &view.this))
        .collect();
    (!rows.is_empty()).then(|| charts::dots(&format!("audits-{id}"), &format!("{title}: shares found by reading files"), &rows))
}

/// Gives every row its number in the table of all indicators.
fn numbered(sections: &mut [SectionBlock]) {
    let rows = sections.iter_mut().flat_map(|section| section.rows.iter_mut().chain(&mut section.without));
    for (at, row) in rows.enumerate() {
        row.number = at + 1;
    }
}

fn strands(data: &ReportData) -> StrandsWords {
    let texts = |texts: &[String]| texts.iter().filter(|text| !text.trim().is_empty()).map(|text| markdown::render(text, 4)).collect();
    StrandsWords {
        with_figure: data.indicators.iter().filter(|view| view.has_figure()).count(),
        all: data.indicators.len(),
        analysis: texts(&data.strands.analysis),
        staff_voice: texts(&data.strands.staff_voice),
        childrens_voice: texts(&data.strands.childrens_voice),
    }
}
