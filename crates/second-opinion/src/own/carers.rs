//! Foster carers and adoption panels.

use std::path::Path;

use jiff::civil::Date;

use crate::figure::{Figure, Period, Share};
use crate::reading::sheet::Sheet;
use crate::records::Records;
use crate::{Error, Measure};

pub(crate) const MEASURES: &[Measure] = &[("foster-carers-approved", approved), ("adoption-panels-with-medical-adviser", with_adviser)];

#[derive(Debug, Default)]
pub(crate) struct Carers {
    approved_on: Vec<Option<Date>>,
    panels: Vec<Panel>,
}

#[derive(Debug)]
struct Panel {
    planned_on: Option<Date>,
    held_on: Option<Date>,
    has_adviser: bool,
    is_settled: bool,
}

pub(crate) fn read(folder: &Path) -> Result<Carers, Error> {
    let approved_on = Sheet::read(folder, "fostering_household")?.rows().map(|row| row.day("approved_on")).collect();
    let mut panels = Vec::new();
    for row in Sheet::read(folder, "adoption_panel")?.rows() {
        panels.push(Panel {
            planned_on: row.day("planned_on"),
            held_on: row.day("held_on"),
            has_adviser: row.text("medical_adviser").is_some_and(|adviser| adviser != "none"),
            is_settled: row.text("status").is_some(),
        });
    }
    Ok(Carers { approved_on, panels })
}

fn approved(records: &Records, period: &Period) -> Figure {
    Figure::count(records.own.carers.approved_on.iter().filter(|day| period.holds(**day)).count())
}

/// By the day a panel was held, or else by the day planned: one that was put off or cancelled was not advised.
fn with_adviser(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for panel in &records.own.carers.panels {
        let pending = panel.held_on.is_none() && !panel.is_settled && panel.planned_on.is_some_and(|day| period.is_pending(day));
        if period.holds(panel.held_on.or(panel.planned_on)) && !pending {
            share.add(panel.held_on.is_some() && panel.has_adviser);
        }
    }
    share.percentage()
}
