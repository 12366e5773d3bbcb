//! An indicator beside other authorities, from published figures.

use super::given::{Given, Soft, file, soft};
use super::shown;
use crate::pages::About;
use crate::site::Compared;
use crate::{Answer, Ask, Stop};
use serde::Serialize;
use sightline_look::{Choice, Html, Table};

/// Rows of a comparison that are shown; the file has all.
const MOST: usize = 400;

#[derive(Serialize)]
struct Page {
    told: Vec<String>,
    nothing: Option<String>,
    indicators: Vec<Choice>,
    indicator: String,
    years: Vec<Choice>,
    year: String,
    keep: Vec<(String, String)>,
    found: Option<Found>,
    href: String,
}

#[derive(Serialize)]
struct Found {
    title: String,
    words: String,
    source: String,
    chart: Option<Html>,
    table: Table,
    notes: Vec<String>,
    csv: String,
}

/// The comparison.
pub(super) async fn page(ask: Ask) -> Result<Answer, Stop> {
    let mut given = Given::of(&ask, &["indicator", "year"]).await?;
    let figures = given.figures(&ask).await?;
    let mut nothing = None;
    let mut published: Vec<(String, String)> = Vec::new();
    match &figures {
        Err(why) => nothing = Some(why.clone()),
        Ok(data) => {
            let views = data.indicators.iter().filter(|view| view.beside.comparators.as_ref().is_some_and(|found| found.published().is_some()));
            published = views.map(|view| (view.id.clone(), view.title.clone())).collect();
            published.sort_by(|a, b| a.1.cmp(&b.1));
        }
    }
    let asked = ask.query.get("indicator");
    let known = asked.and_then(|id| published.iter().find(|(known, _)| known == id)).map(|(id, _)| id.clone());
    if asked.is_some() && known.is_none() && nothing.is_none() {
        given.chosen.told.push("What was asked for is not published by others, or not known here. Choose one of the list.".to_owned());
    }
    let mut year = ask.query.get("year").filter(|year| is_year(year)).map(str::to_owned);
    if year.is_none() && ask.query.get("year").is_some() {
        given.chosen.told.push("The year asked for is not one, so the latest is shown. A year is written as 2018 or 2017-18.".to_owned());
    }
    let mut found = None;
    if let Some(id) = &known {
        match compared(&ask, &given, id, year.clone()).await? {
            Ok(compared) => found = Some(compared),
            Err(why) => {
                given.chosen.told.push(why);
                if year.take().is_some() {
                    found = compared(&ask, &given, id, None).await?.ok();
                }
            }
        }
    }
    if given.as_file(&ask)? {
        let compared = found.ok_or_else(|| Stop::Asked("Choose an indicator that others publish.".to_owned()))?;
        return Ok(file(&format!("compare-{}", known.unwrap_or_default()), &compared.table));
    }
    let years = found.as_ref().map_or(&[][..], |found| &found.years).iter().map(|year| Choice::new(year, year)).collect();
    let csv = given.chosen.csv("/compare", "");
    let data = Page {
        told: given.chosen.told.clone(),
        nothing,
        indicators: published.iter().map(|(id, title)| Choice::new(id, title)).collect(),
        href: known.as_deref().map(|id| given.chosen.indicator(id)).unwrap_or_default(),
        indicator: known.unwrap_or_default(),
        years,
        year: year.unwrap_or_default(),
        keep: given.chosen.pairs().iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        found: found.map(|found| Found {
            table: shown::table(&format!("{}: who publishes what", found.title), &found.table, Some(csv.clone()), MOST),
            title: found.title,
            words: found.words,
            source: found.source,
            // Drawn by `publish`, which escapes what it is given.
            chart: found.chart.map(Html::already_safe),
            notes: found.notes,
            csv,
        }),
    };
    Answer::page(&ask, "figures/compare.html", &About::new("Compare", "/compare").keeping(&given.chosen.address()), &data)
}

async fn compared(ask: &Ask, given: &Given, id: &str, year: Option<String>) -> Result<Result<Compared, String>, Stop> {
    let (sight, id) = (given.sight, id.to_owned());
    let found = ask.site(move |site| soft(site.compare(sight, &id, None, year.as_deref()))).await?;
    Ok(found.map_err(|(Soft::NotNow(why) | Soft::Asked(why))| why))
}

/// `2018` or `2017-18`.
fn is_year(text: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(text, 4) || text.split_once('-').is_some_and(|(year, next)| digits(year, 4) && digits(next, 2))
}
