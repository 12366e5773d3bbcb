//! The list of all indicators, to be searched by words and area.

use super::given::{Given, file};
use super::search::Wanted;
use crate::pages::About;
use crate::{Answer, Ask, Stop};
use serde::Serialize;
use sightline_look::Choice;
use sightline_publish::pages::CatalogueRow;
use sightline_publish::sections::{OTHER, SECTIONS, Section, section_of};
use sightline_publish::{PeriodNames, words};
use sightline_tabular::{Table, Value};

#[derive(Serialize)]
struct Page {
    panel: super::chosen::Panel,
    told: Vec<String>,
    nothing: Option<String>,
    period: Option<PeriodNames>,
    words: String,
    area: String,
    areas: Vec<Choice>,
    keep: Vec<(String, String)>,
    found: String,
    sections: Vec<InSection>,
    csv: String,
}

#[derive(Serialize)]
struct InSection {
    id: &'static str,
    title: &'static str,
    rows: Vec<CatalogueRow>,
}

/// The list.
pub(super) async fn page(ask: Ask) -> Result<Answer, Stop> {
    let mut given = Given::of(&ask, &["q", "area"]).await?;
    let wanted = Wanted::of(ask.query.get("q").unwrap_or_default());
    let sections: Vec<&Section> = SECTIONS.iter().chain([&OTHER]).collect();
    let area = ask.query.get("area").and_then(|id| sections.iter().find(|section| section.id == id)).map(|section| section.id);
    if area.is_none() && ask.query.get("area").is_some() {
        given.chosen.told.push("There is no area of that name, so all are shown.".to_owned());
    }
    let data = given.figures(&ask).await?;
    // What is listed, in the order of the catalogue: with words, only what they fit.
    let fits = |facts: &&crate::site::IndicatorFacts| {
        (wanted.is_empty() || wanted.weigh(&[&facts.title, &facts.id, &facts.question]) > 0.0)
            && area.is_none_or(|area| section_of(&facts.area).id == area)
    };
    let listed: Vec<_> = given.catalogue.indicators.iter().filter(fits).collect();
    if given.as_file(&ask)? {
        let mut table = Table::new(["indicator", "title", "area", "question", "unit", "dimensions", "why_not_measured"]);
        table.rows.extend(listed.iter().map(|facts| {
            let dimensions = facts.dimensions.join(" ");
            [&facts.id, &facts.title, &facts.area, &facts.question, &facts.unit, &dimensions, facts.lacks.as_ref().unwrap_or(&String::new())]
                .map(Value::text)
                .to_vec()
        }));
        return Ok(file("indicators", &table));
    }
    let lead = |id: &str| given.chosen.indicator(id);
    let mut rows = Vec::new();
    let mut nothing = None;
    let mut period = None;
    match &data {
        Err(why) => nothing = Some(why.clone()),
        Ok(data) => {
            period = Some(PeriodNames::of(&data.period));
            for section in &sections {
                let of = listed.iter().filter(|facts| section_of(&facts.area).id == section.id);
                let views = of.filter_map(|facts| data.indicators.iter().find(|view| view.id == facts.id));
                let found: Vec<CatalogueRow> = views.map(|view| CatalogueRow::of(view, &lead)).collect();
                if !found.is_empty() {
                    rows.push(InSection { id: section.id, title: section.title, rows: found });
                }
            }
        }
    }
    let all = given.catalogue.indicators.len();
    let page = Page {
        panel: given.chosen.panel("/indicators", &given.catalogue, given.sight),
        told: given.chosen.told.clone(),
        nothing,
        period,
        words: wanted.typed.clone(),
        area: area.unwrap_or_default().to_owned(),
        areas: sections.iter().map(|section| Choice::new(section.id, section.title)).collect(),
        keep: given.chosen.pairs().iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        found: if listed.len() == all {
            format!("{} in all.", words::how_many(all, "indicator", "indicators"))
        } else {
            format!("{} of {} indicators.", words::whole(listed.len()), words::whole(all))
        },
        sections: rows,
        csv: given.chosen.csv("/indicators", ""),
    };
    Answer::page(&ask, "figures/indicators.html", &About::new("Indicators", "/indicators").live().keeping(&given.chosen.address()), &page)
}
