//! A theme: what it is about, its charts, its table, and a sentence for whatever stands out.

use super::pack::{Comment, Pack};
use super::spec::Section;
use super::{heading, missing, number, passage, rows};
use crate::charts::{self, Chart};
use crate::facts;
use crate::standing;
use crate::view::IndicatorView;
use crate::words;
use sightline_compare::Rag;
use sightline_compare::spc::Variation;
use sightline_document::{Block, Cell, Column, Note, NoteKind, Picture, Row, RowKind, Table, Text, Width};
use sightline_model::Status;

/// The blocks of a section.
pub(super) fn section(pack: &Pack, section: &Section) -> Vec<Block> {
    let anchor = words::slug(&section.heading);
    let mut found = Vec::new();
    if section.new_page {
        found.push(Block::NewPage);
    }
    found.push(heading(1, &section.heading, &anchor));
    if !section.about.is_empty() {
        found.push(Block::Paragraph(section.about.as_str().into()));
    }
    for name in &section.strands {
        found.extend(passage(
            pack,
            name,
            Some(&format!(
                "Nothing has been written under \u{201c}{}\u{201d} for this paper. This strand may not be left empty without saying why.",
                words::sentence(&name.replace('-', " "))
            )),
        ));
    }
    for name in &section.texts {
        if pack.texts.contains_key(name) {
            found.extend(passage(pack, name, None));
        }
    }
    let views = pack.named(&section.indicators);
    let table = format!("table-{anchor}");
    for id in &section.charts {
        let Some(view) = pack.indicator(id).filter(|view| view.has_trend()) else { continue };
        found.push(Block::Pictures(vec![picture(view, main_chart(view), "chart", Width::Whole, &table)]));
    }
    let small: Vec<Picture> = section
        .small
        .iter()
        .filter_map(|id| pack.indicator(id).filter(|view| view.has_trend()))
        .map(|view| picture(view, charts::small(view), "small", Width::Half, &table))
        .collect();
    if !small.is_empty() {
        found.push(Block::Pictures(small));
    }
    for divided in &section.divided {
        let Some(view) = pack.indicator(&divided.indicator) else { continue };
        found.extend(division(view, &divided.by, &anchor));
    }
    let audits: Vec<charts::Dot> = views
        .iter()
        .filter(|view| view.is_audit())
        .filter_map(|view| charts::Dot::of(&words::sentence(view.title.trim_start_matches("Audit: ")), view, &view.this))
        .collect();
    if !audits.is_empty() {
        let chart = charts::dots(
            &format!("audits-{anchor}"),
            &format!("{}: shares found by reading files, with what is likely of all", section.heading),
            &audits,
        );
        found.push(Block::Pictures(vec![Picture {
            anchor: chart.id.clone(),
            title: chart.title.clone(),
            alt: chart.description.clone(),
            svg: chart.as_svg().to_owned(),
            width: Width::Whole,
            table: Some(table.clone()),
        }]));
    }
    let rows_of: Vec<&IndicatorView> = views
        .iter()
        .copied()
        .filter(|view| view.this.figure.status != Status::NotAvailable)
        .filter(|view| !section.outstanding_only || stands_out(pack, view) || section.small.contains(&view.id) || section.charts.contains(&view.id))
        .collect();
    found.extend(rows::section_table(pack, &anchor, &section.heading, &rows_of));
    if views.iter().all(|view| !view.has_figure()) && !views.is_empty() {
        found.push(missing("None of the figures of this section can be given for the period; the appendix on data quality gives the reasons."));
    }
    found.extend(beside_others(pack, section));
    found.extend(said(pack, &views, &anchor));
    found
}

/// What others publish about the indicators that are drawn.
fn beside_others(pack: &Pack, section: &Section) -> Vec<Block> {
    let drawn = section.charts.iter().chain(&section.small).filter_map(|id| pack.indicator(id)).filter(|view| view.has_figure());
    let items: Vec<Text> = drawn
        .filter(|view| view.beside.comparators.as_ref().is_some_and(|found| found.published().is_some()))
        .filter_map(|view| Some(Text::new().strong(format!("{}: ", view.title)).words(standing::compared(view)?)))
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![Block::Paragraph("Beside similar authorities, the region and England, as last published:".into()), Block::List { ordered: false, items }]
}

/// The chart that shows an indicator best, over the whole line.
fn main_chart(view: &IndicatorView) -> Chart {
    match charts::pair_behind(view) {
        Some((above, below)) => charts::two_series(&view.id, &above, &below),
        None => charts::trend(view),
    }
}

fn picture(view: &IndicatorView, chart: Chart, kind: &str, width: Width, table: &str) -> Picture {
    Picture {
        anchor: format!("{kind}-{}", words::slug(&view.id)),
        title: chart.title.clone(),
        alt: chart.description.clone(),
        svg: chart.as_svg().to_owned(),
        width,
        table: Some(table.to_owned()),
    }
}

/// True for what may not stand without a sentence: rated red, or more than usual variation that is not for the good.
pub(super) fn needs_words(pack: &Pack, view: &IndicatorView) -> bool {
    view.has_figure() && (rows::rag(pack, view) == Some(Rag::Red) || matches!(view.verdict(), Some((_, Variation::Concerning(_)))))
}

fn stands_out(pack: &Pack, view: &IndicatorView) -> bool {
    rows::rag(pack, view).is_some() || matches!(view.verdict(), Some((_, variation)) if variation != Variation::Usual)
}

/// What stands out, each in its sentence, and what people say about it.
fn said(pack: &Pack, views: &[&IndicatorView], anchor: &str) -> Vec<Block> {
    let told: Vec<&&IndicatorView> = views.iter().filter(|view| needs_words(pack, view)).collect();
    // A sentence that nobody has accepted is shown only where one is needed.
    let has_comment = |view: &&&IndicatorView| pack.comments.get(&view.id).is_some_and(|comment| comment.accepted || needs_words(pack, view));
    let commented: Vec<&&IndicatorView> = views.iter().filter(has_comment).collect();
    let mut found = Vec::new();
    let plain: Vec<Text> = told
        .iter()
        .filter(|view| !pack.comments.contains_key(&view.id))
        .map(|view| Text::new().strong(format!("{}: ", view.title)).words(standing::one_sentence(view)))
        .collect();
    if !plain.is_empty() || !commented.is_empty() {
        found.push(heading(2, "What stands out, and why", &format!("{anchor}-stands-out")));
    }
    if !plain.is_empty() {
        found.push(Block::List { ordered: false, items: plain });
        found.push(Block::Paragraph("Nobody has commented on these figures yet.".into()));
    }
    for view in commented {
        if let Some(comment) = pack.comments.get(&view.id) {
            found.push(commentary(view, comment));
        }
    }
    found.extend(audit_words(views));
    found
}

/// One comment, with the sentence from the figures before it, so that the reader sees what is said of what.
fn commentary(view: &IndicatorView, comment: &Comment) -> Block {
    let sentence = standing::one_sentence(view);
    let mut blocks = vec![Block::Paragraph(Text::new().strong(format!("{}: ", view.title)).words(sentence.clone()))];
    let title = if comment.accepted {
        // A sentence taken as it was drafted is not said twice.
        let is_same = |block: &&Block| matches!(block, Block::Paragraph(text) if text.as_words().trim() == sentence.trim());
        blocks.extend(comment.blocks.iter().filter(|block| !is_same(block)).cloned());
        let strength = comment.strength.as_ref().map(|strength| format!("; evidence: {strength}")).unwrap_or_default();
        format!("{}, {}{strength}", comment.post, comment.on)
    } else {
        blocks.push(Block::Paragraph("This sentence was drafted from the figures. Nobody has accepted it or written a better one yet.".into()));
        "Draft: no commentary yet".to_owned()
    };
    if let Some((what, owner, due)) = &comment.action {
        blocks.push(Block::Paragraph(Text::new().strong("Action: ").words(format!("{what}. {owner}, {due}."))));
    }
    Block::Note(Note { kind: NoteKind::Commentary, title: Some(title), blocks })
}

/// The sentence that goes with every audit figure.
fn audit_words(views: &[&IndicatorView]) -> Vec<Block> {
    let items: Vec<Text> = views
        .iter()
        .filter(|view| view.is_audit())
        .filter_map(|view| {
            Some(Text::new().strong(format!("{}: ", words::sentence(view.title.trim_start_matches("Audit: ")))).words(standing::sureness(view)?))
        })
        .collect();
    if items.is_empty() { Vec::new() } else { vec![Block::List { ordered: false, items }] }
}

/// An indicator divided: a chart where there is something to draw, and its table.
pub(super) fn division(view: &IndicatorView, by: &str, anchor: &str) -> Vec<Block> {
    let Some((at, breakdown)) = view.breakdowns.iter().enumerate().find(|(_, breakdown)| breakdown.dimension == by) else { return Vec::new() };
    let mut found = Vec::new();
    let table = format!("{anchor}-{}-{by}", words::slug(&view.id));
    if breakdown.parts.iter().any(|part| crate::view::shown(&part.figure).is_some()) {
        let chart = charts::breakdown(view, at);
        found.push(Block::Pictures(vec![Picture {
            anchor: format!("chart-{table}"),
            title: chart.title.clone(),
            alt: chart.description.clone(),
            svg: chart.as_svg().to_owned(),
            width: Width::Whole,
            table: Some(table.clone()),
        }]));
    }
    let counted = view.measure != sightline_compare::Measure::Count;
    let line = |name: String, kind: RowKind, cell: Cell| {
        let mut cells = vec![Cell::words(name), Cell { text: Text::new(), ..cell.clone() }];
        if counted {
            // What stands beneath a value elsewhere has a column of its own here, so that every row is one line.
            let behind = if cell.text.is_empty() { Text::plain("not shown") } else { cell.text };
            cells.push(Cell::words(behind));
        }
        Row { kind, cells }
    };
    let mut rows: Vec<Row> = breakdown
        .parts
        .iter()
        .map(|part| {
            let cell = number::of_figure(view, &view.this.name, Some((&breakdown.dimension, &part.label)), &part.figure);
            line(part.label.clone(), RowKind::Body, cell)
        })
        .collect();
    rows.push(line("All".to_owned(), RowKind::Total, number::cell(view, &view.this)));
    let mut columns = vec![Column::words(breakdown.title.clone(), 3.0), Column::numbers(view.this.words.clone(), 1.6)];
    if counted {
        columns.push(Column::words("Number it is of", 1.6));
    }
    let notes = number::symbol_notes(&number::symbols(&rows));
    found.push(Block::Table(Table {
        anchor: table,
        caption: format!("{} {}", facts::breakdown_name(view, at), view.counted.when(&view.this)),
        short: rows::short(&facts::breakdown_name(view, at)),
        columns,
        rows,
        notes,
        wide: false,
    }));
    found
}
