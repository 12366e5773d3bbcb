//! One indicator: number, trend, breakdown, comparison, definition, commentary.

use super::given::{Given, Soft, file, soft};
use super::if_open;
use crate::pages::About;
use crate::site::{Commentary, IndicatorPage, MeasureAsk, Sight};
use crate::{Answer, Ask, Stop};
use serde::Serialize;
use sightline_look::Choice;
use sightline_model::{Every, Period};
use sightline_publish::pages::IndicatorParts;
use sightline_publish::{IndicatorView, words};
use std::sync::Arc;

#[derive(Serialize)]
struct Page {
    panel: super::chosen::Panel,
    told: Vec<String>,
    not_applied: Vec<String>,
    released: Option<String>,
    shown: IndicatorParts,
    key: Vec<minijinja::Value>,
    period: String,
    by: String,
    divisions: Vec<Choice>,
    keep: Vec<(String, String)>,
    path: String,
    mark: Option<(char, String)>,
    commentary: Option<Written>,
    csv_trend: Option<String>,
    csv_breakdown: Option<String>,
    list: Option<String>,
    compare: Option<String>,
    ask: String,
    area: String,
    permalink: String,
}

/// What people wrote.
#[derive(Serialize)]
struct Written {
    paper: String,
    href: Option<String>,
    fields: Vec<(String, String)>,
    stale: bool,
}

impl Written {
    fn of(commentary: &Commentary, ask: &Ask) -> Written {
        let Commentary { paper, href, fields, stale } = commentary.clone();
        // A paper in the making opens to those who work on it.
        let href = href.and_then(|href| if_open(ask, "/reports/{report}/{period}", href));
        Written { paper, href, fields, stale }
    }
}

/// One indicator.
pub(super) async fn page(ask: Ask) -> Result<Answer, Stop> {
    let id = ask.part("id")?.to_owned();
    let mut given = Given::of(&ask, &["by"]).await?;
    let found = match looked_up(&ask, &mut given, &id).await? {
        Ok(found) => found,
        Err(why) => return nothing(&ask, &given, &id, why),
    };
    let view = &found.view;
    let divided: Vec<usize> = (0..view.breakdowns.len()).filter(|at| !view.breakdowns[*at].parts.is_empty()).collect();
    let asked = ask.query.get("by");
    let by = asked.and_then(|by| divided.iter().copied().find(|at| view.breakdowns[*at].dimension == by));
    if asked.is_some() && by.is_none() {
        given.chosen.told.push("It cannot be divided as asked for, so the first way there is was taken.".to_owned());
    }
    let by = by.or_else(|| divided.first().copied());
    let dimension = by.map(|at| view.breakdowns[at].dimension.clone()).unwrap_or_default();
    if given.as_file(&ask)? {
        return csv(&ask, &given, view, &dimension).await;
    }
    let path = format!("/indicators/{}", words::slug(&id));
    let facts = given.catalogue.indicators.iter().find(|facts| facts.id == id);
    let is_published = view.beside.comparators.as_ref().is_some_and(|found| found.published().is_some());
    let opens = |area: &str| crate::pages::children::opens_lists_of(&ask, area);
    let list = facts.filter(|facts| facts.has_list && given.sight == Sight::Whole && opens(&facts.area)).and_then(|_| {
        let pairs = given.chosen.pairs().without("period").with("period", &view.this.name);
        if_open(&ask, "/indicators/{id}/list", format!("/indicators/{}/list{}", words::slug(&id), pairs.address()))
    });
    let own_pairs = given.chosen.pairs();
    let section = sightline_publish::sections::section_of(&view.area);
    let data = Page {
        panel: given.chosen.panel(&path, &given.catalogue, given.sight),
        told: given.chosen.told.clone(),
        not_applied: not_applied(&found, &given),
        released: found.released.clone(),
        shown: IndicatorParts::of(view, &found.snapshot, by),
        key: super::shown::key(),
        period: view.this.words.clone(),
        by: dimension.clone(),
        divisions: divided.iter().map(|at| Choice::new(&view.breakdowns[*at].dimension, &view.breakdowns[*at].title)).collect(),
        keep: own_pairs.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        mark: found.mark.clone(),
        commentary: found.commentary.as_ref().map(|commentary| Written::of(commentary, &ask)),
        csv_trend: view.has_trend().then(|| given.chosen.csv(&path, "trend")),
        csv_breakdown: by.map(|_| given.chosen.csv(&path, "breakdown")),
        list,
        compare: is_published.then(|| own_pairs.clone().with("indicator", &id).address()).map(|query| format!("/compare{query}")),
        ask: format!("/ask{}", own_pairs.clone().without("period").with("indicator", &id).with("period", &view.this.name).address()),
        area: given.chosen.lead(&format!("/areas/{}", section.id)),
        permalink: format!("{path}{}", own_pairs.without("period").with("period", &view.this.name).address()),
        path,
    };
    let about = About::new(&view.title, "/indicators")
        .under("Areas", &given.chosen.lead("/areas"))
        .under(section.title, &data.area)
        .live()
        .keeping(&given.chosen.address());
    Answer::page(&ask, "figures/indicator.html", &about, &data)
}

/// The indicator as chosen; if it cannot be narrowed so, whole, which is told. In words why there is nothing yet.
async fn looked_up(ask: &Ask, given: &mut Given, id: &str) -> Result<Result<Arc<IndicatorPage>, String>, Stop> {
    let sight = given.sight;
    let find = |filters: crate::site::Filters| {
        let id = id.to_owned();
        ask.site(move |site| soft(site.indicator(sight, &id, &filters)))
    };
    match find(given.chosen.filters.clone()).await? {
        Ok(found) => Ok(Ok(found)),
        Err(Soft::NotNow(why)) => Ok(Err(why)),
        Err(Soft::Asked(why)) => {
            given.chosen.give_up(why);
            let found = find(given.chosen.filters.clone()).await?;
            Ok(found.map_err(|(Soft::NotNow(why) | Soft::Asked(why))| why))
        }
    }
}

#[derive(Serialize)]
struct Nothing {
    title: String,
    question: String,
    why: String,
}

/// There is an indicator of that id, but nothing to show of it yet.
fn nothing(ask: &Ask, given: &Given, id: &str, why: String) -> Result<Answer, Stop> {
    let facts = given.catalogue.indicators.iter().find(|facts| facts.id == id).ok_or(Stop::NotFound)?;
    let data = Nothing { title: facts.title.clone(), question: facts.question.clone(), why };
    let about = About::new(&facts.title, "/indicators").under("Indicators", &given.chosen.lead("/indicators")).keeping(&given.chosen.address());
    Answer::page(ask, "figures/nothing.html", &about, &data)
}

/// The conditions that were not applied, by their titles.
fn not_applied(found: &IndicatorPage, given: &Given) -> Vec<String> {
    let title = |id: &String| {
        let known = given.catalogue.dimensions.iter().find(|dimension| dimension.id == *id);
        known.map_or_else(|| id.clone(), |dimension| dimension.title.clone()).to_lowercase()
    };
    found.not_applied.iter().map(title).collect()
}

/// The trend or the breakdown as a file: the very rows of `measure`.
async fn csv(ask: &Ask, given: &Given, view: &IndicatorView, dimension: &str) -> Result<Answer, Stop> {
    let can = given.catalogue.indicators.iter().find(|facts| facts.id == view.id).map_or(&[][..], |facts| &facts.dimensions);
    let conditions: Vec<(String, String)> = given.chosen.conditions().into_iter().filter(|(name, _)| can.contains(name)).collect();
    let ids = vec![view.id.clone()];
    let breakdown = ask.query.get("table") == Some("breakdown") && !dimension.is_empty();
    let question = match (view.trend.first(), view.trend.last(), breakdown) {
        (Some(first), Some(last), false) => MeasureAsk {
            ids,
            from: Some(first.name.clone()),
            to: Some(last.name.clone()),
            every: Some(every(&first.name).to_owned()),
            conditions,
            ..MeasureAsk::default()
        },
        _ => MeasureAsk {
            ids,
            period: Some(view.this.name.clone()),
            by: if breakdown { vec![dimension.to_owned()] } else { Vec::new() },
            conditions,
            ..MeasureAsk::default()
        },
    };
    let sight = given.sight;
    let measured = ask.site(move |site| site.measure(sight, &question)).await?;
    let name = if breakdown { format!("{}-by-{dimension}-{}", view.id, view.this.name) } else { format!("{}-trend", view.id) };
    Ok(file(&name, &measured.csv))
}

/// How a run of periods is cut, told from its first.
fn every(name: &str) -> &'static str {
    let Ok(period) = Period::parse(name) else { return "month" };
    let is = |every: Every| {
        Period::every(&period, &period, every)
            .is_ok_and(|found| found.len() == 1 && found[0].starts_on() == period.starts_on() && found[0].ends_on() == period.ends_on())
    };
    if is(Every::Year) {
        "year"
    } else if is(Every::Quarter) {
        "quarter"
    } else {
        "month"
    }
}
