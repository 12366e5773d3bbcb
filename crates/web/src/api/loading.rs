//! Records from other programs: taken in whole or not at all.

use crate::site::{Body, LoadAsk};
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use sightline_store::{Act, Event};

/// The most bytes of one request.
pub(super) const LARGEST: usize = 8 << 20;

/// `POST /api/v1/load/{table}`: rows with a key that is known replace what was there, others are added. 200 with what became of them, or 422 with every
/// fault, and then nothing was taken in.
pub(super) async fn load(ask: Ask) -> Result<Answer, Stop> {
    let table = ask.part("table")?.to_owned();
    if table.len() > 80 || !table.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_') {
        return Err(Stop::NotFound);
    }
    if ask.body.len() > ask.service.settings.load_limit {
        return Err(Stop::TooLarge);
    }
    let kind = ask.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let bytes = ask.body.to_vec();
    let body = match kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "text/csv" => Body::Csv(bytes),
        "application/json" => Body::Json(bytes),
        _ => return Err(Stop::Asked("Records are sent as text/csv with a row of headings, or as application/json, a list of objects.".to_owned())),
    };
    let what = table.clone();
    let applied = ask.site(move |site| site.load(&LoadAsk { table, body })).await?;
    let status = if applied.refused.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    if applied.refused.is_empty() {
        let (who, from, at) = (ask.signed()?.id.clone(), ask.from.clone(), sightline_model::instant(ask.now));
        ask.off(move |service| service.log.note(&Event::done(Act::Loaded, &at, &who, &what, &from)).map(|_| ())).await?;
    }
    Ok(Answer::json_of(&applied)?.status(status))
}

/// Snapshots and files set aside.
pub(super) async fn loads(ask: Ask) -> Result<Answer, Stop> {
    super::only(&ask.query, &[])?;
    let (snapshots, aside) = ask.site(|site| site.loads()).await?;
    let snapshots: Vec<serde_json::Value> = snapshots
        .iter()
        .map(|load| {
            serde_json::json!({
                "snapshot": load.id,
                "made_at": load.made_at,
                "sources": load.kinds,
                "tables": load.tables,
                "rows": load.rows,
                "quarantined": load.quarantined,
                "extracted_on": load.extracted_on.to_string(),
            })
        })
        .collect();
    let aside: Vec<serde_json::Value> = aside.iter().map(|file| serde_json::json!({ "file": file.file, "at": file.at, "why": file.why })).collect();
    Answer::json_of(&serde_json::json!({ "snapshots": snapshots, "set_aside": aside }))
}
