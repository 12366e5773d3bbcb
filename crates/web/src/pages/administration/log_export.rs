//! The log as a file, for the council's monitoring; that it was exported is in it.

use super::log_time::Span;
use crate::{Answer, Ask, Stop};
use axum::body::{Body, Bytes};
use sightline_model::instant;
use sightline_store::{Act, Event, Form};
use std::io::{self, Write};
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// Sends it for a span of days.
pub(super) async fn send(ask: Ask) -> Result<Answer, Stop> {
    let span = Span::read(&ask, 7).map_err(|(_, fault)| Stop::Asked(format!("{fault}.")))?;
    let (form, name, kind) = match ask.query.get("form") {
        Some("csv") | None => (Form::Csv, "csv", "text/csv; charset=utf-8; header=present"),
        Some("jsonl") => (Form::JsonLines, "jsonl", "application/jsonl"),
        Some(_) => return Err(Stop::Asked("The log is exported as csv or as jsonl.".to_owned())),
    };
    let answer = stream(&ask, span, form, kind).await?;
    Ok(answer.kept_as(&format!("access-log-{}-{}.{name}", span.first(), span.last())))
}

/// Logs the export, then sends the entries as they are read. What goes wrong on the way ends the answer early, so that nobody takes a part for the whole.
///
/// # Errors
/// If the export cannot be logged.
pub(crate) async fn stream(ask: &Ask, span: Span, form: Form, kind: &str) -> Result<Answer, Stop> {
    let signed = ask.signed()?;
    let (who, role, from, at) = (signed.id.clone(), signed.roles().next(), ask.from.clone(), instant(ask.now));
    let what = format!("access log {} to {}, {}", span.first(), span.last(), if form == Form::Csv { "csv" } else { "jsonl" });
    ask.off(move |service| service.log.note(&Event { role, ..Event::done(Act::LogExported, &at, &who, &what, &from) }).map(drop)).await?;
    let (to, receiver) = mpsc::channel(4);
    let (service, route) = (Arc::clone(&ask.service), ask.route.path);
    tokio::task::spawn_blocking(move || {
        let mut sending = Sending { to, held: Vec::with_capacity(CHUNK) };
        if let Err(error) = service.log.export(span.from, span.to, form, &mut sending) {
            service.site.problem(route, &error);
            // Whoever reads may have gone.
            let _ = sending.to.blocking_send(Err(io::Error::other("the export could not be finished")));
        }
    });
    Ok(Answer::of(kind, Body::from_stream(ReceiverStream::new(receiver))))
}

const CHUNK: usize = 64 << 10;

/// Writes into the body of an answer, a piece at a time; waits while the reader is slow.
struct Sending {
    to: mpsc::Sender<io::Result<Bytes>>,
    held: Vec<u8>,
}

impl Write for Sending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::take(&mut self.held));
        self.to.blocking_send(Ok(piece)).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}
