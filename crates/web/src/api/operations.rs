//! Whether the service is well, for whoever operates it.

use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use std::net::IpAddr;

/// The process answers.
pub(super) async fn healthz(_ask: Ask) -> Result<Answer, Stop> {
    Ok(Answer::of("text/plain; charset=utf-8", "ok\n"))
}

/// The process can do its work: its own records answer, and the records of children are open.
pub(super) async fn readyz(ask: Ask) -> Result<Answer, Stop> {
    let mut lacks = Vec::new();
    if ask.service.records.answers().await.is_err() {
        lacks.push("the service's own records do not answer");
    }
    if ask.service.site.state().snapshot.is_empty() {
        lacks.push("no records have been loaded");
    }
    if lacks.is_empty() {
        return Ok(Answer::of("text/plain; charset=utf-8", "ready\n"));
    }
    Ok(Answer::of("text/plain; charset=utf-8", format!("not ready: {}\n", lacks.join("; "))).status(StatusCode::SERVICE_UNAVAILABLE))
}

/// Measurements of the service itself, for the machine it runs on or whoever the authority lets ask.
pub(super) async fn metrics(ask: Ask) -> Result<Answer, Stop> {
    let from = ask.from.parse::<IpAddr>().ok().map(|address| address.to_canonical());
    let may = from.is_some_and(|from| from.is_loopback() || ask.service.settings.metrics_from.iter().any(|known| known.parse() == Ok(from)));
    if !may {
        return Err(Stop::NotFound);
    }
    let state = ask.service.site.state();
    let age = state.loaded_at.map_or(-1, |at| ask.now.saturating_sub(at) / 1000);
    Ok(Answer::of("application/openmetrics-text; version=1.0.0; charset=utf-8", ask.service.metrics.text(age, state.set_aside)))
}

/// The description of the API.
pub(super) async fn openapi(ask: Ask) -> Result<Answer, Stop> {
    let mut description = super::description();
    // Which tables there are is the site's to say.
    let tables = ask.site(|site| Ok(site.tables())).await?;
    if let Some(table) = description.pointer_mut("/paths/~1api~1v1~1load~1{table}/post/parameters/0/schema").filter(|_| !tables.is_empty()) {
        *table = serde_json::json!({ "type": "string", "enum": tables });
    }
    Answer::json_of(&description)
}
