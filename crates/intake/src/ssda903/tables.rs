//! The model's tables, written from rows of text under our own headings.

use super::ReturnKind;
use super::care;
use super::history::History;
use super::people;
use super::years::{Origin, Years, year_end};
use crate::api::{Kind, SourceFile, StagedTable};
use crate::build::{Builder, Desk};
use crate::error::IntakeError;
use crate::job::Shared;
use crate::notice::Notices;
use crate::parts::Built;
use crate::plan::Plan;
use crate::reader::Fields;
use sightline_definitions::Library;
use std::borrow::Cow;

/// Tables that returns can fill.
pub(crate) const MADE: &[&str] = &[
    "address",
    "care_episode",
    "care_leaver",
    "care_review",
    "child",
    "deprivation_of_liberty",
    "immigration_status",
    "involvement",
    "legal_status",
    "missing_episode",
    "mother",
    "permanence",
    "placement",
    "previous_permanence",
    "sdq_score",
    "worker",
    "yearly_outcome",
];

/// Rows of one table.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) table: &'static str,
    /// The file that tells of it: the table is made if one is held.
    pub(crate) from: ReturnKind,
    pub(crate) headings: &'static [&'static str],
    pub(crate) rows: Vec<Vec<String>>,
}

/// A row of text.
struct TextRow<'a>(&'a [String]);

impl Fields for TextRow<'_> {
    fn get(&self, index: usize) -> &[u8] {
        self.0.get(index).map_or(&[], |cell| cell.as_bytes())
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn raw(&self) -> Cow<'_, str> {
        Cow::Owned(self.0.join(","))
    }
}

/// Makes and writes every table for which a file is held.
pub(crate) fn write(
    years: &Years,
    history: &History,
    library: &Library,
    shared: &Shared<'_>,
    origins: &[Origin],
    quarantine: &mut Notices,
    warnings: &mut Notices,
) -> Result<Vec<StagedTable>, IntakeError> {
    let held = |kind: ReturnKind| years.values().any(|files| files.contains_key(&kind));
    // A return knows nothing after its year, whatever day a row may bear.
    let reach = years.keys().next_back().map_or(shared.horizon(), |year| year_end(*year).min(shared.horizon()));
    let mut sheets = people::sheets(years);
    sheets.extend(care::sheets(years, history));
    let mut made = Vec::new();
    for sheet in sheets.iter().filter(|sheet| held(sheet.from) || (sheet.table == "permanence" && !sheet.rows.is_empty())) {
        let Some(table) = library.tables.get(sheet.table) else {
            continue;
        };
        let headings: Vec<String> = sheet.headings.iter().map(|heading| (*heading).to_owned()).collect();
        let plan = Plan::new(table, &headings);
        let missing = plan.missing.clone();
        let mut builder = Builder::new(table, plan, shared.options.staging, reach);
        let mut desk = Desk { quarantine, warnings, file: "the returns held" };
        for (line, row) in (1..).zip(&sheet.rows) {
            builder.row(line, None, &TextRow(row), &mut desk)?;
        }
        let (quarantined, warned) = (builder.quarantined, builder.warned);
        let built = Built::new(builder.finish()?);
        let from: Vec<&Origin> = origins.iter().filter(|origin| origin.kind == sheet.from).collect();
        let sources: Vec<SourceFile> = from.iter().map(|origin| origin.source.clone()).collect();
        let mut unknown: Vec<String> = Vec::new();
        for name in from.iter().flat_map(|origin| &origin.unknown) {
            if !unknown.contains(name) {
                unknown.push(name.clone());
            }
        }
        made.push(StagedTable {
            table: table.name.clone(),
            kind: Kind::Ssda903,
            sha256: built.sha256,
            rows: built.rows,
            merged: None,
            quarantined: quarantined + sources.iter().map(|source| source.quarantined).sum::<u64>(),
            warned: warned + from.iter().map(|origin| origin.warned).sum::<u64>(),
            columns_missing: missing,
            columns_unknown: unknown,
            first_happened: built.first,
            last_happened: built.last,
            parts: built.parts,
            sources,
        });
    }
    Ok(made)
}
