//! Records that are taken in, and what became of those that were.

use super::site::broken;
use super::state::LiveSite;
use crate::live::{LoadFault, RowFault, Rows};
use sightline_publish::words;
use sightline_web::SiteError;
use sightline_web::site::{Applied, Body, Fault, LoadAsk, LoadFacts, SetAside};
use std::sync::PoisonError;

pub(super) fn loads(site: &LiveSite) -> Result<(Vec<LoadFacts>, Vec<SetAside>), SiteError> {
    let all = site.place.store.all().map_err(|error| broken(error.into()))?;
    let mut facts: Vec<LoadFacts> = all
        .iter()
        .map(|snapshot| {
            let m = snapshot.manifest();
            let kinds: std::collections::BTreeSet<&str> = m.tables.values().map(|t| t.kind.as_str()).collect();
            LoadFacts {
                id: m.id.clone(),
                made_at: m.made_at.clone(),
                kinds: kinds.into_iter().collect::<Vec<_>>().join(", "),
                tables: m.tables.len() as u64,
                rows: m.tables.values().map(|t| t.rows).sum(),
                quarantined: m.tables.values().map(|t| t.quarantined).sum(),
                extracted_on: m.extracted_on,
            }
        })
        .collect();
    facts.sort_by(|one, other| other.made_at.cmp(&one.made_at));
    Ok((facts, site.aside.lock().unwrap_or_else(PoisonError::into_inner).clone()))
}

pub(super) fn tables(site: &LiveSite) -> Vec<String> {
    site.loader.library().tables.values().flat_map(|table| std::iter::once(&table.name).chain(&table.ssd)).cloned().collect()
}

pub(super) fn load(site: &LiveSite, ask: &LoadAsk) -> Result<Applied, SiteError> {
    let library = site.loader.library();
    let table = library.tables.values().find(|table| table.name == ask.table || table.ssd.as_deref() == Some(&ask.table));
    let no_table = || SiteError::NoSuch(format!("There is no table {}: /api/v1/openapi.json lists those there are.", ask.table));
    let rows = match &ask.body {
        Body::Csv(bytes) => Rows::Csv(bytes.clone()),
        Body::Json(bytes) => Rows::Json(bytes.clone()),
    };
    let applied = site.loader.apply(&table.ok_or_else(no_table)?.name, rows).map_err(|fault| match fault {
        LoadFault::NoTable(_) => no_table(),
        LoadFault::Busy => SiteError::NotNow("Another load is under way.".to_owned()),
        LoadFault::Failed(error) => SiteError::Broken(error.into()),
        LoadFault::TooLarge => SiteError::TooMuch(words::sentence(&LoadFault::TooLarge.to_string())),
        fault @ LoadFault::NotUnderstood(_) => SiteError::Asked(words::sentence(&fault.to_string())),
    })?;
    if applied.refused.is_empty() {
        site.refresh().map_err(broken)?;
    }
    let faults = |faults: Vec<RowFault>| faults.into_iter().map(|fault| Fault { row: fault.row, column: fault.column, why: fault.why }).collect();
    Ok(Applied {
        snapshot: applied.snapshot.unwrap_or_default(),
        accepted: applied.accepted,
        unchanged: applied.unchanged,
        refused: faults(applied.refused),
    })
}
