//! The areas of the service in the order of the child's journey, as the committee reads them.

use super::given::{Given, NotNarrowed, file};
use crate::pages::About;
use crate::{Answer, Ask, Stop};
use serde::Serialize;
use sightline_publish::PeriodNames;
use sightline_publish::messages::{Message, RULES};
use sightline_publish::pages::{self, AreaParts, JourneyParts, Tile, chief};
use sightline_publish::sections::{OTHER, SECTIONS, section_of};
use sightline_publish::words;

#[derive(Serialize)]
struct All {
    panel: super::chosen::Panel,
    told: Vec<String>,
    nothing: Option<String>,
    whole: Option<Whole>,
    csv: String,
}

#[derive(Serialize)]
struct Whole {
    authority: String,
    period: PeriodNames,
    messages: Vec<Message>,
    rules: &'static [&'static str],
    journey: JourneyParts,
    areas: Vec<AreaLine>,
    cannot: Vec<NotNarrowed>,
}

/// An area among the others.
#[derive(Serialize)]
struct AreaLine {
    title: &'static str,
    href: String,
    question: &'static str,
    about: &'static str,
    tiles: Vec<Tile>,
    count: String,
}

/// All areas.
pub(super) async fn all(ask: Ask) -> Result<Answer, Stop> {
    let mut given = Given::of(&ask, &[]).await?;
    let found = given.figures(&ask).await?;
    if given.as_file(&ask)? {
        let data = found.map_err(Stop::NotNow)?;
        let ids: Vec<String> = data.indicators.iter().map(|view| view.id.clone()).collect();
        let measured = given.measured(&ask, &ids, data.period.name()).await?;
        return Ok(file(&format!("figures-{}", data.period.name()), &measured.csv));
    }
    let lead = |id: &str| given.chosen.indicator(id);
    let (whole, nothing) = match found {
        Err(why) => (None, Some(why)),
        Ok(data) => {
            let (views, cannot) = given.narrowed(&data.indicators);
            let narrowed: Vec<_> = views.iter().map(|view| (*view).clone()).collect();
            let areas = pages::areas(&views, 0, &lead);
            let line = |area: AreaParts| AreaLine {
                title: area.title,
                href: given.chosen.lead(&format!("/areas/{}", area.id)),
                question: area.question,
                about: area.about,
                tiles: chief(&narrowed, &[area.id], 3).into_iter().map(|view| Tile::of(view, &lead)).collect(),
                count: words::how_many(area.ids.len(), "indicator", "indicators"),
            };
            let whole = Whole {
                authority: data.authority.clone(),
                period: PeriodNames::of(&data.period),
                messages: pages::stand_out(&narrowed, &lead, &given.chosen.lead("/indicators")),
                rules: RULES,
                journey: JourneyParts::of(&data.journey),
                areas: areas.into_iter().map(line).collect(),
                cannot,
            };
            (Some(whole), None)
        }
    };
    let data = All {
        panel: given.chosen.panel("/areas", &given.catalogue, given.sight),
        told: given.chosen.told.clone(),
        nothing,
        whole,
        csv: given.chosen.csv("/areas", ""),
    };
    Answer::page(&ask, "figures/areas.html", &About::new("Areas", "/areas").live().keeping(&given.chosen.address()), &data)
}

#[derive(Serialize)]
struct One {
    panel: super::chosen::Panel,
    told: Vec<String>,
    nothing: Option<String>,
    title: &'static str,
    question: &'static str,
    about: &'static str,
    period: Option<PeriodNames>,
    area: Option<AreaParts>,
    cannot: Vec<NotNarrowed>,
    key: Vec<minijinja::Value>,
    csv: String,
    before: Option<(String, &'static str)>,
    after: Option<(String, &'static str)>,
}

/// One area.
pub(super) async fn one(ask: Ask) -> Result<Answer, Stop> {
    let id = ask.part("area")?;
    let mut given = Given::of(&ask, &[]).await?;
    let known = SECTIONS.iter().chain([&OTHER]);
    let Some(section) = known.clone().find(|section| section.id == id) else {
        // A folder of definitions belongs to a section.
        let section = section_of(id);
        let is_folder = section.areas.contains(&id);
        return if is_folder { Ok(Answer::see(&given.chosen.lead(&format!("/areas/{}", section.id)))) } else { Err(Stop::NotFound) };
    };
    let path = format!("/areas/{}", section.id);
    let found = given.figures(&ask).await?;
    let of = |data: &pages::DashboardData| {
        let views = data.indicators.iter().filter(|view| section_of(&view.area).id == section.id);
        views.cloned().collect::<Vec<_>>()
    };
    if given.as_file(&ask)? {
        let data = found.map_err(Stop::NotNow)?;
        let ids: Vec<String> = of(&data).into_iter().map(|view| view.id).collect();
        let measured = given.measured(&ask, &ids, data.period.name()).await?;
        return Ok(file(&format!("{}-{}", section.id, data.period.name()), &measured.csv));
    }
    let (mut area, mut period, mut cannot, mut nothing) = (None, None, Vec::new(), None);
    match found {
        Err(why) => nothing = Some(why),
        Ok(data) => {
            let views = of(&data);
            let (can, left) = given.narrowed(&views);
            area = pages::areas(&can, 3, &|id: &str| given.chosen.indicator(id)).into_iter().next();
            (period, cannot) = (Some(PeriodNames::of(&data.period)), left);
        }
    }
    let at = SECTIONS.iter().position(|known| known.id == section.id);
    let near = |at: Option<usize>| at.and_then(|at| SECTIONS.get(at)).map(|near| (given.chosen.lead(&format!("/areas/{}", near.id)), near.title));
    let data = One {
        panel: given.chosen.panel(&path, &given.catalogue, given.sight),
        told: given.chosen.told.clone(),
        nothing,
        title: section.title,
        question: section.question,
        about: section.about,
        period,
        area,
        cannot,
        key: super::shown::key(),
        csv: given.chosen.csv(&path, ""),
        before: near(at.and_then(|at| at.checked_sub(1))),
        after: near(at.map(|at| at + 1)),
    };
    let about = About::new(section.title, "/areas").under("Areas", &given.chosen.lead("/areas")).live().keeping(&given.chosen.address());
    Answer::page(&ask, "figures/area.html", &about, &data)
}
