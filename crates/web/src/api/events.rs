//! Events: pages that are open hear when figures may have changed (server-sent events, HTML standard, section 9.2).

use crate::{Answer, Ask, Service, Stop};
use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, HeaderName, HeaderValue};
use futures::stream;
use std::convert::Infallible;
use std::time::Duration;

/// A line that says nothing, so that proxies and browsers know that the stream is alive.
const STILL_HERE: Duration = Duration::from_secs(20);

/// After this long a stream ends and the page opens another: whoever has signed out meanwhile gets none.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// Says which records are in force and how many files were set aside at once, and again whenever they change. It says nothing else: the page asks for its own figures, and the
/// gate decides again whether it may.
pub(super) async fn events(ask: Ask) -> Result<Answer, Stop> {
    let changes = ask.service.changes.clone();
    let service = std::sync::Arc::clone(&ask.service);
    let counted = ask.service.metrics.stream();
    let ends = tokio::time::Instant::now() + LONGEST;
    let events = stream::unfold((changes, counted, true), move |(mut changes, counted, first)| {
        let service = std::sync::Arc::clone(&service);
        async move {
            if first {
                let number = *changes.borrow_and_update();
                return Some((Ok::<Bytes, Infallible>(event(&service, number)), (changes, counted, false)));
            }
            let said = tokio::select! {
                () = tokio::time::sleep_until(ends) => return None,
                changed = changes.changed() => {
                    // Nobody is left to change anything: the service is stopping.
                    changed.ok()?;
                    let number = *changes.borrow_and_update();
                    event(&service, number)
                }
                () = tokio::time::sleep(STILL_HERE) => Bytes::from_static(b": still here\n\n"),
            };
            Some((Ok(said), (changes, counted, false)))
        }
    });
    Ok(Answer::of("text/event-stream; charset=utf-8", Body::from_stream(events))
        .header(CACHE_CONTROL, HeaderValue::from_static("no-store"))
        .header(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")))
}

/// The short id of the records in force and the number of files set aside: the page compares them with those it was made from.
fn event(service: &Service, number: u64) -> Bytes {
    let state = service.site.state();
    let (snapshot, aside): (String, _) = (state.snapshot.chars().take(12).collect(), state.set_aside);
    Bytes::from(format!("retry: 3000\nevent: snapshot\nid: {number}\ndata: {snapshot}\n\nevent: aside\nid: {number}\ndata: {aside}\n\n"))
}
