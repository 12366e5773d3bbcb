//! The access log for the council's own monitoring.

use crate::pages::administration::log_export::stream;
use crate::pages::administration::log_time::Span;
use crate::{Answer, Ask, Stop};
use sightline_store::Form;

/// The entries of a span as lines of JSON, just as they stand in the log; today's where nothing else is asked for.
pub(super) async fn access_log(ask: Ask) -> Result<Answer, Stop> {
    super::only(&ask.query, &["from", "to"])?;
    let span = Span::read(&ask, 1).map_err(|(_, fault)| Stop::Asked(format!("{fault}, or an instant as 2018-09-30T08:00:00Z.")))?;
    stream(&ask, span, Form::JsonLines, "application/jsonl").await
}
