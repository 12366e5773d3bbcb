//! `check`.

use crate::args::{Check, Format};
use crate::output::{Value, table, usage};
use crate::workplace::{Workplace, count};
use sightline_engine::CheckStatus;
use sightline_store::{AccessLog, Reading};

/// Runs the checks; `false` if --strict and one of severity error failed.
pub fn check(place: &Workplace, args: &Check) -> anyhow::Result<bool> {
    let session = place.session(args.known_on.as_deref())?;
    if let Some(rule) = &args.list {
        if !session.has_check(rule) {
            return Err(usage(format!("there is no check `{rule}`: `sightline check --format csv` lists them")));
        }
        let log = AccessLog::at(place.store.root());
        let receipt = log.record(&Reading::at_command_line(
            &place.now,
            &place.who,
            &format!("check {rule}"),
            args.reason.as_deref().unwrap_or("data quality"),
            &session.facts().snapshot,
        ))?;
        let listing = session.failing(rule, &receipt)?;
        place.tell(format!("Access receipt {} ({}): {}", receipt.number(), &receipt.seal()[..12], count(listing.rows.len(), "row")));
        let headings: Vec<&str> = listing.headings.iter().map(String::as_str).collect();
        let rows: Vec<Vec<Value>> = listing.rows.into_iter().map(|row| row.into_iter().map(Value::Text).collect()).collect();
        return table(place.format, &headings, &rows).map(|()| true);
    }
    if let Some(set) = &args.rules
        && set != "all"
        && !session.library().tables.contains_key(set)
    {
        return Err(usage(format!("--rules `{set}` is neither `all` nor a table of the model")));
    }
    let lines = session.check(args.rules.as_deref())?;
    let of = |status: CheckStatus| lines.iter().filter(|line| line.status == status).count();
    place.tell(format!(
        "{}: {} passed, {} failed, {} not applicable, {} could not run, {} went wrong",
        count(lines.len(), "check"),
        of(CheckStatus::Passed),
        of(CheckStatus::Failed),
        of(CheckStatus::NotApplicable),
        of(CheckStatus::CouldNotRun),
        of(CheckStatus::Error)
    ));
    // For reading, what needs attention; for other programs, everything.
    let shown = lines.iter().filter(|line| place.format != Format::Table || matches!(line.status, CheckStatus::Failed | CheckStatus::Error));
    let rows: Vec<Vec<Value>> = shown
        .map(|line| {
            vec![
                Value::text(&line.rule),
                Value::text(line.severity),
                Value::text(line.status.word()),
                Value::whole(line.failed),
                Value::whole(line.of),
                Value::text(&line.message),
            ]
        })
        .collect();
    table(place.format, &["rule", "severity", "status", "failed", "of", "message"], &rows)?;
    if place.format == Format::Table && !rows.is_empty() {
        place.tell("`sightline check --list RULE` gives the records; the reading is logged");
    }
    let bad = lines.iter().any(|line| line.severity == "error" && matches!(line.status, CheckStatus::Failed | CheckStatus::Error));
    Ok(!(args.strict && bad))
}
