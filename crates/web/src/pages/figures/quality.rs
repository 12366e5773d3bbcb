//! Checks of data quality, by table, and what they mean for indicators.

use super::given::{file, wants_csv};
use super::if_open;
use crate::pages::About;
use crate::site::{MarkFacts, QualityLine};
use crate::{Answer, Ask, Stop};
use serde::Serialize;
use sightline_publish::words;
use sightline_tabular::{Table, Value};
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Page {
    found: String,
    told: Vec<String>,
    only: String,
    /// In words, and the word of the checks.
    severities: Vec<(String, String)>,
    tables: Vec<OfTable>,
    /// Tables in which nothing was found.
    clean: Vec<String>,
    marks: Vec<Mark>,
    /// How many indicators have which mark.
    marked: String,
    csv: String,
}

#[derive(Serialize)]
struct OfTable {
    name: String,
    title: String,
    slug: String,
    words: String,
    checks: Vec<Check>,
    passed: usize,
}

#[derive(Serialize)]
struct Check {
    rule: String,
    message: String,
    severity: String,
    kind: &'static str,
    status: String,
    failed: String,
    share: String,
    /// The length of its bar, of 100.
    bar: u32,
    href: Option<String>,
}

#[derive(Serialize)]
struct Mark {
    href: String,
    title: String,
    mark: char,
    kind: &'static str,
    why: String,
}

/// Which checks are shown: `failed` or all.
const SHOWN: [&str; 2] = ["failed", "all"];

/// The page.
pub(super) async fn page(ask: Ask) -> Result<Answer, Stop> {
    let checks = ask.site(|site| site.quality()).await?;
    if wants_csv(&ask.query) {
        let mut table = Table::new(["rule", "table", "severity", "status", "failed", "of", "message"]);
        table.rows.extend(checks.iter().map(|check| {
            let text = |text: &String| Value::text(text);
            vec![
                text(&check.rule),
                text(&check.table),
                text(&check.severity),
                text(&check.status),
                Value::whole(check.failed),
                Value::whole(check.of),
                text(&check.message),
            ]
        }));
        return Ok(file("quality", &table));
    }
    let marks = ask.site(|site| site.marks()).await?;
    let mut told = Vec::new();
    let only = ask.query.get("show").unwrap_or("failed");
    if !SHOWN.contains(&only) {
        told.push("Checks can be shown as failed or all; those that failed are shown.".to_owned());
    }
    let all = only == "all";
    let mut tables: Vec<OfTable> = Vec::new();
    for check in checks.iter() {
        let at = tables.iter().position(|table| table.name == check.table).unwrap_or_else(|| {
            tables.push(OfTable {
                name: check.table.clone(),
                title: title(&check.table),
                slug: words::slug(&check.table),
                words: String::new(),
                checks: Vec::new(),
                passed: 0,
            });
            tables.len() - 1
        });
        let table = &mut tables[at];
        if check.status == "passed" {
            table.passed += 1;
        }
        // What could not run is to be looked at as much as what failed; what there is nothing for is not.
        if all || !matches!(check.status.as_str(), "passed" | "not applicable") {
            table.checks.push(shown(&ask, check));
        }
    }
    for table in &mut tables {
        table.checks.sort_by_key(|check| (weight(&check.severity), std::cmp::Reverse(check.bar)));
        let rest = if all { String::new() } else { format!("; {} passed", words::whole(table.passed)) };
        table.words =
            format!("{} to look at{rest}", words::how_many(table.checks.iter().filter(|check| check.status == "failed").count(), "check", "checks"));
    }
    // One sentence for all tables that need no look.
    let (tables, clean): (Vec<OfTable>, Vec<OfTable>) = tables.into_iter().partition(|table| !table.checks.is_empty());
    let failed: Vec<&QualityLine> = checks.iter().filter(|check| check.status == "failed").collect();
    let mut severities: Vec<(String, usize)> = Vec::new();
    for check in &failed {
        match severities.iter_mut().find(|(name, _)| *name == check.severity) {
            Some((_, count)) => *count += 1,
            None => severities.push((check.severity.clone(), 1)),
        }
    }
    severities.sort_by_key(|(name, _)| weight(name));
    let data = Page {
        found: format!("{} of {} checks found something.", words::whole(failed.len()), words::whole(checks.len())),
        told,
        only: if all { "all" } else { "failed" }.to_owned(),
        severities: severities.into_iter().map(|(word, count)| (severity_words(&word, count), word)).collect(),
        tables,
        clean: clean.into_iter().map(|table| table.title).collect(),
        marked: marked(&marks),
        marks: marks
            .iter()
            .map(|facts| Mark {
                href: format!("/indicators/{}", words::slug(&facts.indicator)),
                title: facts.title.clone(),
                mark: facts.mark,
                kind: match facts.mark {
                    'A' => "good",
                    'B' => "info",
                    'C' => "warning",
                    _ => "bad",
                },
                why: facts.why.clone(),
            })
            .collect(),
        csv: "/quality?format=csv".to_owned(),
    };
    Answer::page(&ask, "figures/quality.html", &About::new("Data quality", "/quality").live(), &data)
}

fn shown(ask: &Ask, check: &QualityLine) -> Check {
    #[expect(clippy::cast_precision_loss, reason = "counts lie far below 2^53")]
    let share = if check.of == 0 { 0.0 } else { check.failed as f64 / check.of as f64 * 100.0 };
    // A bar that is there can be seen.
    let bar = (0..=100_u32).rev().find(|bar| f64::from(*bar) <= share).unwrap_or(0).max(u32::from(check.failed > 0));
    Check {
        rule: check.rule.clone(),
        message: check.message.clone(),
        kind: match (check.status.as_str(), check.severity.as_str()) {
            ("passed", _) => "good",
            ("failed", "error") => "bad",
            ("failed", "query" | "warning") => "warning",
            _ => "neutral",
        },
        severity: check.severity.clone(),
        status: check.status.clone(),
        failed: format!("{} of {}", words::whole(check.failed), words::whole(check.of)),
        share: if check.failed > 0 && share < 0.1 { "less than 0.1%".to_owned() } else { format!("{}%", words::number(share, 1)) },
        bar,
        href: if_open(ask, "/quality/{rule}", format!("/quality/{}", words::slug(&check.rule))).filter(|_| check.failed > 0),
    }
}

/// `cp_plan` as people read it: `CP plan`.
fn title(table: &str) -> String {
    const SHORT: [&str; 7] = ["cin", "cla", "cp", "ehcp", "icpc", "iro", "uasc"];
    let words: Vec<String> = table.split('_').map(|word| if SHORT.contains(&word) { word.to_uppercase() } else { word.to_owned() }).collect();
    words::sentence(&words.join(" "))
}

/// `Marks of 7 indicators: 2 A, 4 B, 1 D`.
fn marked(marks: &[MarkFacts]) -> String {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for facts in marks {
        *counts.entry(facts.mark).or_default() += 1;
    }
    let said: Vec<String> = counts.into_iter().map(|(mark, count)| format!("{} {mark}", words::whole(count))).collect();
    format!("Marks of {}: {}", words::how_many(marks.len(), "indicator", "indicators"), said.join(", "))
}

/// `121 errors`, `18 queries`, `3 for information`.
fn severity_words(severity: &str, count: usize) -> String {
    match severity {
        "error" => words::how_many(count, "error", "errors"),
        "query" => words::how_many(count, "query", "queries"),
        "warning" => words::how_many(count, "warning", "warnings"),
        "info" => format!("{} for information", words::whole(count)),
        other => format!("{} {other}", words::whole(count)),
    }
}

fn weight(severity: &str) -> u8 {
    match severity {
        "error" => 0,
        "query" | "warning" => 1,
        _ => 2,
    }
}
