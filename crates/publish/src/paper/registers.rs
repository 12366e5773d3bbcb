//! What the service keeps lists of: its improvement plan, its inspections, the reports it has promised.

use super::pack::Pack;
use super::{heading, missing};
use sightline_document::{Block, Cell, Column, Row, RowKind, Table};

fn table(anchor: &str, caption: &str, columns: &[(&str, f64)], rows: Vec<Vec<String>>) -> Block {
    Block::Table(Table {
        anchor: format!("table-{anchor}"),
        caption: caption.to_owned(),
        short: caption.chars().take(31).collect(),
        columns: columns.iter().map(|(heading, weight)| Column::words(*heading, *weight)).collect(),
        rows: rows.into_iter().map(|cells| Row { kind: RowKind::Body, cells: cells.into_iter().map(Cell::words).collect() }).collect(),
        notes: Vec::new(),
        wide: false,
    })
}

/// The improvement plan.
pub(super) fn plan(pack: &Pack, title: &str) -> Vec<Block> {
    let mut found = vec![heading(1, title, "plan")];
    match &pack.registers.plan {
        None => found.push(missing("No improvement plan is loaded.")),
        Some(lines) if lines.is_empty() => found.push(Block::Paragraph("No improvement plan is open.".into())),
        Some(lines) => {
            let title_of = |id: &Option<String>| match id.as_deref() {
                Some(id) => pack.indicator(id).map_or_else(|| id.to_owned(), |view| view.title.clone()),
                None => "none named".to_owned(),
            };
            let done = lines.iter().filter(|line| line.standing == "done and checked").count();
            let text = format!(
                "{} of {} are done and checked by somebody else; the others follow.",
                crate::words::whole(done),
                crate::words::how_many(lines.len(), "action", "actions")
            );
            found.push(Block::Paragraph(text.into()));
            let rows: Vec<Vec<String>> = lines
                .iter()
                .filter(|line| line.standing != "done and checked")
                .map(|line| {
                    vec![line.plan.clone(), line.what.clone(), line.owner.clone(), line.due.clone(), line.standing.clone(), title_of(&line.indicator)]
                })
                .collect();
            let columns = [("Plan", 1.6), ("What is to be done", 2.6), ("Owner", 1.3), ("Due", 1.1), ("Standing", 1.0), ("Meant to move", 2.0)];
            if !rows.is_empty() {
                found.push(table("plan", "Improvement plan: actions not yet done and checked", &columns, rows));
            }
        }
    }
    found
}

/// Inspections.
pub(super) fn inspections(pack: &Pack, title: &str) -> Vec<Block> {
    let mut found = vec![heading(1, title, "inspections")];
    match &pack.registers.inspections {
        None => found.push(missing("No register of inspections is loaded.")),
        Some(rows) if rows.is_empty() => found.push(Block::Paragraph("No inspection is on record.".into())),
        Some(rows) => {
            let rows = rows.iter().map(|row| vec![row.service.clone(), row.on.clone(), row.framework.clone(), row.grade.clone()]).collect();
            found.push(table(
                "inspections",
                "Inspections, latest first",
                &[("Service", 2.4), ("Inspected", 1.3), ("Framework", 2.0), ("Grade", 1.6)],
                rows,
            ));
        }
    }
    found
}

/// Reports to come.
pub(super) fn forward_plan(pack: &Pack, title: &str) -> Vec<Block> {
    let mut found = vec![heading(1, title, "forward-plan")];
    match &pack.registers.promised {
        None => found.push(missing("No forward plan is loaded.")),
        Some(rows) if rows.is_empty() => found.push(Block::Paragraph("No report is promised to a later meeting.".into())),
        Some(rows) => {
            let rows = rows.iter().map(|row| vec![row.meeting.clone(), row.what.clone(), row.owner.clone()]).collect();
            found.push(table("forward-plan", "Reports to come", &[("Meeting", 1.2), ("Report", 3.4), ("Owner", 1.6)], rows));
        }
    }
    found
}
