//! The first pages: what is asked, the period on one page, what became of earlier questions, the child's journey, the key.

use super::number::mark;
use super::pack::{Pack, Passage};
use super::{heading, missing, passage};
use crate::blocks::{PeriodNames, stage_rows};
use crate::charts;
use crate::messages::{Kind, RULES, messages, unsure};
use crate::row;
use crate::words;
use sightline_compare::spc::{Variation, Way};
use sightline_compare::{Icon, Rag};
use std::collections::BTreeMap;

use sightline_document::{Block, Cell, Column, Fact, Inline, Note, NoteKind, Picture, Row, RowKind, Table, Target, Text, Width};

/// What the committee is asked to do, numbered.
pub(super) fn recommendations(pack: &Pack, title: &str) -> Vec<Block> {
    let mut found = vec![heading(1, title, "recommendations")];
    match pack.texts.get("recommendations") {
        Some(Passage::Written { blocks, .. }) => {
            let items = blocks.iter().flat_map(|block| match block {
                Block::List { items, .. } => items.clone(),
                Block::Paragraph(text) => vec![text.clone()],
                _ => Vec::new(),
            });
            found.push(Block::List { ordered: true, items: items.collect() });
        }
        Some(Passage::Nothing(why)) => found.push(Block::Paragraph(Text::plain(format!("Nothing is asked of the reader: {why}")))),
        None => found.push(missing("No recommendations have been written for this paper yet.")),
    }
    found
}

/// The period on one page.
pub(super) fn on_one_page(pack: &Pack, title: &str, anchors: &BTreeMap<String, String>) -> Vec<Block> {
    let names = PeriodNames::of(&pack.period);
    let mut found = vec![heading(1, title, "messages")];
    if let Some(Passage::Written { .. }) = pack.texts.get("summary") {
        found.extend(passage(pack, "summary", None));
    }
    let lead = format!("What the figures of {} say. Each message leads to its chart or its row.", names.this);
    found.push(Block::Paragraph(Text::plain(lead)));
    let mut told = messages(&pack.indicators);
    told.push(unsure(&pack.indicators));
    let mut items: Vec<Text> = told
        .iter()
        .map(|message| {
            let text = match kind_icon(message.kind) {
                Some(icon) => Text::new().and(Inline::Mark(mark(icon, message.word))),
                None => Text::new().strong(message.word),
            };
            let (title, rest) = message.text.split_once(": ").unwrap_or(("", message.text.as_str()));
            let text = match &message.indicator {
                Some(id) => match anchors.get(id) {
                    Some(anchor) => text.words(" ").and(Inline::Link { words: title.to_owned(), to: Target::Anchor(anchor.clone()) }).words(": "),
                    None => text.words(format!(" {title}: ")),
                },
                None if title.is_empty() => text.words(": "),
                None => text.words(format!(" {title}: ")),
            };
            text.words(rest.to_owned())
        })
        .collect();
    items.push(done(pack));
    found.push(Block::List { ordered: false, items });
    if let Some((hidden, of)) = pack.hidden.filter(|(hidden, _)| *hidden > 0) {
        found.push(Block::Paragraph(Text::plain(format!(
            "{} of {} figures in this paper are hidden (c), so that no child can be identified from them, alone or by subtraction.",
            words::whole(hidden),
            words::whole(of)
        ))));
    }
    found.push(Block::Note(Note {
        kind: NoteKind::Inset,
        title: Some("How these messages were chosen".to_owned()),
        blocks: vec![Block::List { ordered: false, items: RULES.iter().map(|rule| Text::plain(*rule)).collect() }],
    }));
    found
}

fn kind_icon(kind: Kind) -> Option<Icon> {
    match kind {
        Kind::Concerning => Some(Variation::Concerning(Way::Up).icon()),
        Kind::Improving => Some(Variation::Improving(Way::Up).icon()),
        Kind::Higher | Kind::Lower => Some(Variation::Higher.icon()),
        Kind::Red => Some(Rag::Red.icon()),
        Kind::Better | Kind::Worse | Kind::Unsure | Kind::Done => None,
    }
}

fn done(pack: &Pack) -> Text {
    let said = match &pack.follow_up {
        None => " No register of earlier actions is loaded, so the paper cannot say what was done about earlier findings.".to_owned(),
        Some(actions) => {
            let closed = actions.iter().filter(|action| matches!(action.status.as_str(), "complete" | "answered")).count();
            let late = actions.iter().filter(|action| action.status == "overdue").count();
            let late = if late > 0 { format!("; {} overdue", words::whole(late)) } else { String::new() };
            format!(
                " {} of {} of earlier meetings answered or complete{late}.",
                words::whole(closed),
                words::how_many(actions.len(), "action", "actions")
            )
        }
    };
    Text::new()
        .strong("What was done")
        .words(said)
        .words(" ")
        .and(Inline::Link { words: "See what became of them".to_owned(), to: Target::Anchor("follow-up".to_owned()) })
}

/// Actions and resolutions of earlier meetings.
pub(super) fn follow_up(pack: &Pack, title: &str) -> Vec<Block> {
    let mut found = vec![heading(1, title, "follow-up")];
    let Some(actions) = &pack.follow_up else {
        found.push(missing(
            "No register of the committee's actions is loaded. The paper cannot list what was asked at earlier meetings; that does not mean that nothing is outstanding.",
        ));
        return found;
    };
    if actions.is_empty() {
        found.push(Block::Paragraph("The register is loaded, and nothing from earlier meetings is open or was closed since the last one.".into()));
        return found;
    }
    let rows = actions
        .iter()
        .map(|action| Row {
            kind: RowKind::Body,
            cells: vec![
                Cell::words(action.reference.clone()),
                Cell::words(action.meeting.clone()),
                Cell::words(action.wording.clone()),
                Cell::words(action.owner.clone()),
                Cell::words(action.due_on.map_or_else(|| "not given".to_owned(), words::day)),
                Cell::words(standing(&action.status)),
                Cell::words(action.answer.clone().unwrap_or_else(|| "no answer yet".to_owned())),
            ],
        })
        .collect();
    found.push(Block::Table(Table {
        anchor: "table-follow-up".to_owned(),
        caption: "Actions and resolutions of earlier meetings, open ones first".to_owned(),
        short: "Follow-up".to_owned(),
        columns: vec![
            Column::words("Reference", 1.0),
            Column::words("Meeting", 1.2),
            Column::words("What was asked", 2.6),
            Column::words("Owner", 1.4),
            Column::words("Due", 1.1),
            Column::words("Status", 1.1),
            Column::words("Answer", 1.8),
        ],
        rows,
        notes: Vec::new(),
        wide: false,
    }));
    found
}

/// A status with a mark where it is overdue or complete.
fn standing(status: &str) -> Text {
    match status {
        "overdue" => Text::new().and(Inline::Mark(mark(Icon { letter: '!', ..Rag::Red.icon() }, "overdue"))),
        "complete" | "answered" => Text::new().and(Inline::Mark(mark(Icon { letter: '\u{2713}', ..Rag::Green.icon() }, status))),
        other => Text::plain(other),
    }
}

/// The child's journey.
pub(super) fn journey(pack: &Pack, title: &str) -> Vec<Block> {
    let names = PeriodNames::of(&pack.period);
    let chart = charts::journey(&pack.journey);
    let mut found = vec![heading(1, title, "journey")];
    found.push(Block::Paragraph(Text::plain(format!(
        "From contact to care: how many there were at each stage in {}, and how many for every 100 at the stage before. Each stage is counted in the same period; they are not the same children followed through.",
        names.this
    ))));
    found.push(Block::Pictures(vec![Picture {
        anchor: "chart-journey".to_owned(),
        title: chart.title.clone(),
        alt: chart.description.clone(),
        svg: chart.as_svg().to_owned(),
        width: Width::Whole,
        table: Some("table-journey".to_owned()),
    }]));
    let rows = stage_rows(&pack.journey)
        .into_iter()
        .zip(&pack.journey.stages)
        .map(|(row, stage)| {
            let count = |figure: &sightline_model::Figure, period: &str| {
                let shown = super::number::symbol(figure)
                    .map_or_else(|| words::figure(figure, sightline_compare::Measure::Count, ""), |symbol| symbol.to_string());
                Cell::number(super::number::number(
                    &shown,
                    Some(super::number::figure_ref(&stage.indicator, period, None, sightline_document::Part::Value)),
                ))
            };
            Row {
                kind: RowKind::Body,
                cells: vec![
                    Cell::words(row.label),
                    count(&stage.year_before, pack.period.year_before().name()),
                    count(&stage.figure, pack.period.name()),
                    Cell::words(format!("{} {}", row.on_year.arrow, row.on_year.text).trim().to_owned()),
                    Cell::words(row.step),
                ],
            }
        })
        .collect::<Vec<Row>>();
    let notes = super::number::symbol_notes(&super::number::symbols(&rows));
    found.push(Block::Table(Table {
        anchor: "table-journey".to_owned(),
        caption: format!("The child's journey in {}", names.this),
        short: "The child's journey".to_owned(),
        columns: vec![
            Column::words("Stage", 3.0),
            Column::numbers(names.short.year_before.clone(), 1.3),
            Column::numbers(names.short.this.clone(), 1.3),
            Column::words("Move on the year before", 2.0),
            Column::words("For every 100 at the stage before", 1.6),
        ],
        rows,
        notes,
        wide: false,
    }));
    found
}

/// What marks and symbols mean.
pub(super) fn key(title: &str) -> Vec<Block> {
    let mut found = vec![heading(1, title, "key")];
    found.push(Block::Paragraph("Every mark has a letter, a shape and a word, and can be read in black and white. Direction and variation are two facts: a figure can rise by no more than chance would often give.".into()));
    for group in row::key() {
        let facts = group
            .marks
            .into_iter()
            .map(|found| Fact {
                term: words::sentence(&found.mark.words),
                text: Text::new().and(Inline::Mark(mark(found.mark.icon, &found.mark.words))).words(format!(": {}", found.meaning)),
            })
            .collect();
        found.push(heading(2, group.title, &format!("key-{}", words::slug(group.title))));
        found.push(Block::Paragraph(group.about.into()));
        found.push(Block::Facts(facts));
    }
    found.push(heading(2, "Symbols in place of a number", "key-symbols"));
    found.push(Block::List { ordered: false, items: super::number::symbol_notes(&['c', 'z', 'x', 'k', 'u']) });
    found.push(heading(2, "Small charts", "key-charts"));
    found.push(Block::Paragraph("The line is the figure, month by month or quarter by quarter; the shaded band is where it usually lies, about the thin line of its mean; the dashed line is the target; hatched ground means no figure, or one that is hidden; a hollow point may still change.".into()));
    found
}
