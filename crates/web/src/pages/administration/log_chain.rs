//! Whether the log is as it was written.

use crate::pages::About;
use crate::{Answer, Ask, Stop};
use axum::http::StatusCode;
use serde::Serialize;
use sightline_model::instant;
use sightline_store::{Act, Event, Head, Outcome};

#[derive(Serialize)]
struct Broken {
    words: String,
    file: String,
    line: String,
}

/// Reads the whole log beside all heads that were kept elsewhere; keeps the new one if all is well.
pub(super) async fn verify(ask: Ask) -> Result<Answer, Stop> {
    let kept = ask.service.records.log_heads().all().await?;
    let kept: Vec<Head> = kept.into_iter().map(|head| Head { number: u64::try_from(head.number).unwrap_or(0), seal: head.seal }).collect();
    let found = ask.off(move |service| service.log.verify(&kept)).await?;
    let is_sound = found.fault.is_none();
    if let (true, Some(head)) = (is_sound, &found.head) {
        let number = i64::try_from(head.number).unwrap_or(i64::MAX);
        ask.service.records.log_heads().keep(number, &head.seal, ask.now).await?;
    }
    let (who, from, at) = (ask.signed()?.id.clone(), ask.from.clone(), instant(ask.now));
    let role = ask.signed()?.roles().next();
    let noted = ask
        .off(move |service| {
            let outcome = if is_sound { Outcome::Done } else { Outcome::Failed };
            let event = Event { role, outcome, ..Event::done(Act::Reviewed, &at, &who, "the chain of the access log", &from) };
            service.log.note(&event).map(drop)
        })
        .await;
    let Some(fault) = found.fault else {
        noted?;
        return Ok(Answer::see("/access-log?done=verified"));
    };
    // A broken log may not take another entry; that it is broken is told all the same.
    drop(noted);
    let broken = Broken {
        words: fault.words,
        file: fault.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        line: fault.line.map_or_else(String::new, |line| line.to_string()),
    };
    let about = About::new("The access log is not whole", "/access-log").under("Access log", "/access-log");
    Ok(Answer::page(&ask, "administration/log-broken.html", &about, &broken)?.status(StatusCode::CONFLICT))
}
