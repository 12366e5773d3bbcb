//! `indicators`.

use crate::args::{Format, Indicators};
use crate::output::{Value, print, say, table, usage};
use crate::workplace::{Workplace, count};
use sightline_definitions::{Due, Good, Indicator, Shape};
use sightline_engine::{check_definitions, run_due_examples, run_examples};
use std::fmt::Write;

/// The catalogue, one definition whole, or the worked examples run. `false` if an example does not hold.
pub fn indicators(place: &Workplace, args: &Indicators) -> anyhow::Result<bool> {
    if args.test {
        return test(place, &args.ids);
    }
    let library = place.library()?;
    if args.ids.is_empty() {
        let rows: Vec<Vec<Value>> = library
            .indicators
            .values()
            .map(|i| {
                vec![
                    Value::text(&i.id),
                    Value::text(&i.title),
                    Value::text(&i.area),
                    Value::text(shape(i.shape)),
                    Value::text(i.measure.word()),
                    Value::text(good(i.good)),
                    Value::text(&i.unit),
                    Value::text(i.dimensions.join(" ")),
                    Value::text(if i.own { "own" } else { "built in" }),
                ]
            })
            .collect();
        let headings = ["id", "title", "area", "shape", "measure", "good", "unit", "dimensions", "from"];
        if place.format == Format::Table {
            let short: Vec<Vec<Value>> = rows.iter().map(|r| [0, 2, 4, 1].map(|i| r[i].clone()).to_vec()).collect();
            return table(place.format, &["id", "area", "measure", "title"], &short).map(|()| true);
        }
        return table(place.format, &headings, &rows).map(|()| true);
    }
    for id in &args.ids {
        let found = library.indicators.get(id).ok_or_else(|| usage(format!("there is no indicator `{id}`: `sightline indicators` lists them")))?;
        match place.format {
            Format::Json => print(&format!("{}\n", serde_json::to_string_pretty(&json(found))?))?,
            Format::Csv | Format::Table => print(&text(found))?,
        }
    }
    Ok(true)
}

fn text(i: &Indicator) -> String {
    let mut out = String::new();
    let line = |out: &mut String, name: &str, value: &str| {
        if !value.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{name:<14}{value}");
        }
    };
    let _ = writeln!(out, "{}\n{}\n", i.title, "=".repeat(i.title.chars().count()));
    line(&mut out, "id", &i.id);
    line(&mut out, "question", &i.question);
    line(&mut out, "counts", &i.counts);
    line(&mut out, "shape", shape(i.shape));
    line(&mut out, "measure", i.measure.word());
    line(&mut out, "unit", &i.unit);
    line(&mut out, "good", good(i.good));
    line(&mut out, "limit", i.limit.as_deref().unwrap_or_default());
    line(&mut out, "window", &i.window.map(|s| s.to_string()).unwrap_or_default());
    line(&mut out, "looks back", &i.looks_back.map(|s| s.to_string()).unwrap_or_default());
    line(&mut out, "settles after", &i.settles_after.map(|s| s.to_string()).unwrap_or_default());
    line(&mut out, "divided by", &i.dimensions.join(", "));
    line(&mut out, "source", &i.source);
    line(&mut out, "benchmark", i.benchmark.as_deref().unwrap_or_default());
    line(&mut out, "file", &i.file);
    line(&mut out, "hash", &hash(i));
    let _ = writeln!(out, "\n{}\n\n{}\n", i.page, i.sql.trim());
    for example in i.examples() {
        let _ = writeln!(out, "Example: {}\n{}\n", example.name, example.prose.trim());
    }
    out
}

fn json(i: &Indicator) -> serde_json::Value {
    serde_json::json!({
        "id": i.id, "title": i.title, "area": i.area, "question": i.question, "counts": i.counts, "shape": shape(i.shape),
        "measure": i.measure.word(), "unit": i.unit, "good": good(i.good), "limit": i.limit,
        "window": i.window.map(|s| s.to_string()), "looks_back": i.looks_back.map(|s| s.to_string()),
        "settles_after": i.settles_after.map(|s| s.to_string()), "dimensions": i.dimensions, "evidence": i.evidence,
        "benchmark": i.benchmark, "source": i.source, "status": i.status, "since": i.since, "page": i.page, "sql": i.sql.trim(),
        "file": i.file, "own": i.own, "hash": hash(i),
        "examples": i.examples().iter().map(|e| serde_json::json!({"name": e.name, "prose": e.prose.trim()})).collect::<Vec<_>>(),
    })
}

/// SHA-256 of the definition's text: what a printed figure is traced back to.
pub fn hash(indicator: &Indicator) -> String {
    sightline_store::hash_texts(&[(&indicator.id, &indicator.text)])
}

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Event => "event",
        Shape::Spell => "spell",
        Shape::AsAt => "as-at",
    }
}

fn good(good: Good) -> &'static str {
    match good {
        Good::High => "high",
        Good::Low => "low",
        Good::Neutral => "neutral",
    }
}

/// Checks every definition and runs the worked examples of those asked for, things due among them.
fn test(place: &Workplace, ids: &[String]) -> anyhow::Result<bool> {
    let (library, mut faults) = place.definitions();
    faults.extend(check_definitions(&library)?);
    let wanted = |fault: &sightline_definitions::Fault| {
        ids.is_empty()
            || ids
                .iter()
                .any(|id| fault.file.contains(&format!("/{id}.")) || !(fault.file.starts_with("indicators") || fault.file.starts_with("due")))
    };
    let faults: Vec<_> = faults.into_iter().filter(wanted).collect();
    for fault in &faults {
        say(fault.to_string());
    }
    if let Some(id) = ids.iter().find(|id| !library.indicators.contains_key(*id) && !library.due.contains_key(*id)) {
        return Err(usage(format!("there is no indicator `{id}`: `sightline indicators` lists them")));
    }
    let chosen: Vec<&Indicator> = library.indicators.values().filter(|i| ids.is_empty() || ids.contains(&i.id)).collect();
    let mut outcomes = run_examples(&library, &chosen)?;
    let due: Vec<&Due> = library.due.values().filter(|due| ids.is_empty() || ids.contains(&due.id)).collect();
    outcomes.extend(run_due_examples(&library, &due)?);
    let mut wrong = 0;
    for outcome in &outcomes {
        if !outcome.differences.is_empty() {
            wrong += 1;
            for difference in &outcome.differences {
                say(difference.to_string());
            }
        }
    }
    print(&format!(
        "{}: {} hold, {} do not; {} in the definitions\n",
        count(outcomes.len(), "worked example"),
        outcomes.len() - wrong,
        wrong,
        count(faults.len(), "fault")
    ))?;
    Ok(wrong == 0 && faults.is_empty())
}
