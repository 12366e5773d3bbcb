//! Figures and definitions for other programs.

use crate::site::{IndicatorFacts, MeasureAsk};
use crate::{Answer, Ask, Pairs, Sight, Stop};
use axum::http::header::ACCEPT;
use sightline_tabular::{Table, Value};

/// The form that is asked for: by `format`, or by what the request says it accepts; JSON if by neither.
fn wants_csv(ask: &Ask) -> Result<bool, Stop> {
    match ask.query.get("format") {
        Some("csv") => Ok(true),
        Some("json") => Ok(false),
        Some(_) => Err(Stop::Asked("format is csv or json.".to_owned())),
        None => Ok(ask.headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/csv"))),
    }
}

/// True for CSV, where nothing but the form can be asked for.
fn form(ask: &Ask) -> Result<bool, Stop> {
    super::only(&ask.query, &["format"])?;
    wants_csv(ask)
}

fn table(csv: bool, name: &str, table: &Table) -> Answer {
    if csv { Answer::csv(name, table) } else { Answer::json(table) }
}

/// The question of an address: `id`, `period` or `from`, `to`, `every`, `by`, `where=DIMENSION=VALUE`, `known_on`. What it does not know is an error,
/// so that a misspelt filter never gives the whole.
pub(crate) fn question(query: &Pairs) -> Result<MeasureAsk, Stop> {
    super::only(query, &["id", "period", "from", "to", "every", "by", "where", "known_on", "format"])?;
    let many = |name: &'static str| {
        query.all(name).flat_map(|value| value.split(',')).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
    };
    let conditions = query
        .all("where")
        .map(|text| {
            let (dimension, value) =
                text.split_once('=').ok_or_else(|| Stop::Asked("where is written DIMENSION=VALUE, for example where=sex=Female.".to_owned()))?;
            Ok((dimension.trim().to_owned(), value.trim().to_owned()))
        })
        .collect::<Result<_, Stop>>()?;
    let one = |name: &str| query.get(name).map(str::to_owned);
    Ok(MeasureAsk {
        ids: many("id"),
        period: one("period"),
        from: one("from"),
        to: one("to"),
        every: one("every"),
        by: many("by"),
        conditions,
        known_on: one("known_on"),
    })
}

/// Figures, as `sightline measure` gives them.
pub(super) async fn measure(ask: Ask) -> Result<Answer, Stop> {
    let (sight, question) = (ask.sight()?, question(&ask.query)?);
    let csv = wants_csv(&ask)?;
    let measured = ask.site(move |site| site.measure(sight, &question)).await?;
    Ok(if csv { Answer::csv("figures.csv", &measured.csv) } else { Answer::json(&measured.json) })
}

fn facts(indicator: &IndicatorFacts) -> serde_json::Value {
    serde_json::json!({
        "id": indicator.id,
        "title": indicator.title,
        "area": indicator.area,
        "question": indicator.question,
        "unit": indicator.unit,
        "dimensions": indicator.dimensions,
        "lacks": indicator.lacks,
    })
}

/// The catalogue.
pub(super) async fn indicators(ask: Ask) -> Result<Answer, Stop> {
    super::only(&ask.query, &[])?;
    let sight = ask.sight()?;
    let catalogue = ask.site(move |site| site.catalogue(sight)).await?;
    let all: Vec<serde_json::Value> = catalogue.indicators.iter().map(facts).collect();
    Answer::json_of(&all)
}

/// One definition.
pub(super) async fn indicator(ask: Ask) -> Result<Answer, Stop> {
    super::only(&ask.query, &[])?;
    let (sight, id) = (ask.sight()?, ask.part("id")?.to_owned());
    let (catalogue, page) = ask
        .site(move |site| {
            let page = site.indicator(sight, &id, &crate::site::Filters::default())?;
            Ok((site.catalogue(sight)?, page))
        })
        .await?;
    let view = &page.view;
    let mut found = catalogue.indicators.iter().find(|known| known.id == view.id).map(facts).ok_or(Stop::NotFound)?;
    if let Some(object) = found.as_object_mut() {
        object.insert("counts".to_owned(), view.counts.clone().into());
        object.insert("source".to_owned(), view.source.clone().into());
        object.insert("definition".to_owned(), view.definition_sql.clone().into());
        object.insert("definition_hash".to_owned(), view.definition_hash.clone().into());
        object.insert("page".to_owned(), view.page_markdown.clone().into());
        let limit = view.limit.as_ref().map(|limit| serde_json::to_value(limit).unwrap_or_default());
        object.insert("limit".to_owned(), limit.unwrap_or_default());
    }
    Answer::json_of(&found)
}

/// What is overdue and due soon, by clock and team.
pub(super) async fn due(ask: Ask) -> Result<Answer, Stop> {
    let csv = form(&ask)?;
    let counts = crate::pages::children::due_counts(&ask).await?;
    let mut rows = Table::new(["id", "title", "area", "limit", "team", "overdue", "today", "soon", "later", "longest"]);
    rows.rows = counts
        .iter()
        .map(|count| {
            vec![
                Value::text(&count.id),
                Value::text(&count.title),
                Value::text(&count.area),
                Value::text(&count.limit),
                Value::text(count.team.as_deref().unwrap_or_default()),
                Value::whole(count.overdue),
                Value::whole(count.today),
                Value::whole(count.soon),
                Value::whole(count.later),
                Value::Number(count.longest.and_then(|days| u32::try_from(days).ok()).map(f64::from)),
            ]
        })
        .collect();
    Ok(table(csv, "due.csv", &rows))
}

/// Checks of data quality.
pub(super) async fn checks(ask: Ask) -> Result<Answer, Stop> {
    if ask.sight()? < Sight::Whole {
        return Err(Stop::Refused("The token does not open data quality."));
    }
    let csv = form(&ask)?;
    let lines = ask.site(|site| site.quality()).await?;
    let mut rows = Table::new(["rule", "severity", "status", "failed", "of", "message"]);
    rows.rows = lines
        .iter()
        .map(|line| {
            vec![
                Value::text(&line.rule),
                Value::text(&line.severity),
                Value::text(&line.status),
                Value::whole(line.failed),
                Value::whole(line.of),
                Value::text(&line.message),
            ]
        })
        .collect();
    Ok(table(csv, "checks.csv", &rows))
}

/// What was published.
pub(super) async fn publications(ask: Ask) -> Result<Answer, Stop> {
    super::only(&ask.query, &[])?;
    let sight = ask.sight()?;
    let all = ask.site(|site| site.publications()).await?;
    let all: Vec<serde_json::Value> = all
        .iter()
        .filter(|publication| !publication.for_members || sight >= Sight::Released)
        .map(|publication| {
            serde_json::json!({
                "id": publication.id,
                "report": publication.report,
                "title": publication.title,
                "period": publication.period_words,
                "published_on": publication.on,
                "revision": publication.revision,
                "files": publication.files.iter().map(|(name, _, _)| name).collect::<Vec<_>>(),
            })
        })
        .collect();
    Answer::json_of(&all)
}
