//! `clock`: how a statutory clock ran, day by day.

use crate::args::{Clock, Format};
use crate::output::{Value, print, table, usage};
use crate::workplace::Workplace;
use anyhow::{anyhow, bail};
use sightline_clock::{ClockError, Clocks, OfficeHours, holidays};
use sightline_definitions::Source;

/// The text of one definition file.
fn text<'a>(sources: &'a [Source], path: &str) -> anyhow::Result<&'a str> {
    sources.iter().rfind(|s| s.path == path).map(|s| s.text.as_str()).ok_or_else(|| anyhow!("the definitions have no file {path}"))
}

/// Explains a clock, says what one allows, or lists them all. `false`: the clock was not kept.
pub fn clock(place: &Workplace, args: &Clock) -> anyhow::Result<bool> {
    let sources = place.sources();
    let clocks = Clocks::read(text(&sources, "clocks/clocks.csv")?).map_err(|faults| anyhow!("clocks/clocks.csv: {}", faults.join("; ")))?;
    let names =
        holidays::names(text(&sources, "calendar/bank-holidays-england.csv")?).map_err(|faults| anyhow!("bank holidays: {}", faults.join("; ")))?;
    let Some(id) = &args.id else {
        let rows: Vec<Vec<Value>> = clocks
            .iter()
            .map(|c| [&c.id, &c.name, &c.rule.words(), c.basis.word(), c.checked.word(), &c.starts_when, &c.ends_when].map(Value::text).to_vec())
            .collect();
        if place.format == Format::Table {
            let short: Vec<Vec<Value>> = rows.iter().map(|r| r[..4].to_vec()).collect();
            return table(place.format, &["id", "clock", "limit", "basis"], &short).map(|()| true);
        }
        return table(place.format, &["id", "name", "limit", "basis", "checked", "starts_when", "ends_when"], &rows).map(|()| true);
    };
    let Some(start) = &args.start else {
        let clock = clocks.find(id, place.today).map_err(wrong)?;
        return print(&format!(
            "{}\n\nstarts   {}\nends     {}\nlimit    {}\nbasis    {}\nsource   {}\nchecked  {}\n{}{}",
            clock.name,
            clock.starts_when,
            clock.ends_when,
            clock.rule.words(),
            clock.basis.word(),
            clock.source,
            clock.checked.word(),
            clock.notes,
            if clock.notes.is_empty() { "" } else { "\n" }
        ))
        .map(|()| true);
    };
    let (library, faults) = place.definitions();
    if let Some(fault) = faults.first() {
        bail!("the definitions have a fault: {fault}");
    }
    let found = clocks.explain(id, start, args.end.as_deref(), &library.calendar, &names, OfficeHours::default()).map_err(wrong)?;
    match place.format {
        Format::Json => print(&format!("{}\n", serde_json::to_string_pretty(&found.json())?))?,
        Format::Csv => {
            let rows: Vec<Vec<Value>> = found
                .steps
                .iter()
                .map(|step| {
                    #[expect(clippy::cast_precision_loss, reason = "a count of days")]
                    let counts = Value::Number(step.counts.map(|n| n as f64));
                    vec![
                        Value::text(step.date.to_string()),
                        Value::text(step.weekday),
                        counts,
                        Value::text(&step.why),
                        Value::text(step.marks.join("; ")),
                    ]
                })
                .collect();
            table(place.format, &["date", "weekday", "counts", "why", "marks"], &rows)?;
        }
        Format::Table => print(&format!("{found}\n"))?,
    }
    Ok(true)
}

/// Mistakes on the command line are wrong usage.
fn wrong(error: ClockError) -> anyhow::Error {
    usage(error.to_string())
}
