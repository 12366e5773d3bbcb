//! Everything a paper is made of, gathered: figures measured from the snapshot, what people wrote, what the registers hold.

use super::registers;
use crate::aims::Aims;
use crate::pages::{breakdown, journey, snapshot_facts, views_among};
use crate::published;
use crate::workplace::{Settings, Workplace};
use anyhow::bail;
use sightline_engine::Session;
use sightline_model::{Every, Period, add_months};
use sightline_publish::paper::Names;
use sightline_publish::paper::pack::{Pack, Registers};
use sightline_publish::paper::spec::{Part, Spec, TrendOf};
use sightline_publish::{Cover, IndicatorView, default_glossary};
use sightline_store::Snapshot;
use std::collections::BTreeMap;

/// Quarters on a chart, where months would have to be hidden.
const QUARTERS: i32 = 12;

/// What is asked for by itself: indicators, and a dimension to divide them by.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Ids.
    pub indicators: Vec<String>,
    /// A dimension.
    pub by: Option<String>,
}

impl Asked {
    /// What the answer is called: so that two questions about one period are two papers.
    pub fn id(&self) -> anyhow::Result<String> {
        if self.indicators.is_empty() {
            return Err(crate::output::usage("a question needs --ask ID[,ID]: which indicators are asked for?".to_owned()));
        }
        let mut name = format!("question-{}", self.indicators.join("-and-"));
        if let Some(by) = &self.by {
            name = format!("{name}-by-{by}");
        }
        if name.len() > 80 {
            // Two long questions must not share a name.
            let hash = sightline_store::hash_texts(&[("question", &name)]);
            name = format!("{}-{}", name.chars().take(70).collect::<String>(), hash.chars().take(8).collect::<String>());
        }
        Ok(name)
    }
}

/// Everything measured and read, before what people wrote is set beside it.
pub struct Gathered<'a> {
    pub place: &'a Workplace,
    pub session: &'a Session,
    pub snapshot: &'a Snapshot,
    pub settings: &'a Settings,
    pub aims: &'a Aims,
    pub names: &'a Names,
}

impl Gathered<'_> {
    /// The pack of a report.
    pub fn pack(&self, spec: &Spec, period: &Period, asked: &Asked) -> anyhow::Result<Pack> {
        let ids = self.ids(spec, asked)?;
        let quarters = quarters_to(period);
        let mut views = views_among(self.session, period, &quarters, &ids, self.aims)?;
        published::set_beside(self.place, period, &mut views)?;
        self.divide(&mut views, spec, period, asked)?;
        let needs_journey = spec.has_journey();
        let journey = if needs_journey { self.journey(period, &views)? } else { sightline_publish::charts::Journey::default() };
        if spec.trend == TrendOf::None {
            views.iter_mut().for_each(|view| view.trend.clear());
        }
        for view in &mut views {
            for text in [&mut view.title, &mut view.question, &mut view.counts] {
                *text = self.names.say(text);
            }
        }
        let wants = |wanted: fn(&Part) -> bool| spec.parts.iter().any(wanted);
        let follow_up = if wants(|part| matches!(part, Part::FollowUp { .. })) { registers::follow_up(self.session, period, None)? } else { None };
        let needs_registers = wants(|part| matches!(part, Part::Plan { .. } | Part::Inspections { .. } | Part::ForwardPlan { .. }));
        Ok(Pack {
            cover: self.cover(spec)?,
            period: period.clone(),
            indicators: views,
            journey,
            comments: BTreeMap::new(),
            raised: BTreeMap::new(),
            texts: BTreeMap::new(),
            follow_up,
            registers: if needs_registers { registers::registers(self.session)? } else { Registers::default() },
            snapshot: snapshot_facts(self.snapshot),
            glossary: default_glossary(),
            authority_code: self.settings.authority.clone(),
            brand: sightline_document::Brand::default(),
            hidden: None,
        })
    }

    /// The ids a report needs, in catalogue order; a name that is neither an indicator nor an area is an error.
    fn ids(&self, spec: &Spec, asked: &Asked) -> anyhow::Result<Vec<String>> {
        let library = self.session.library();
        if !asked.indicators.is_empty() {
            for id in &asked.indicators {
                if !library.indicators.contains_key(id) {
                    bail!("there is no indicator `{id}`{}", nearest(id, library.indicators.keys()));
                }
            }
            return Ok(asked.indicators.clone());
        }
        let wanted = spec.wanted();
        for name in &wanted {
            let known = library.indicators.contains_key(*name) || library.indicators.values().any(|indicator| indicator.area == *name);
            if !known {
                let areas = library.indicators.values().map(|indicator| &indicator.area);
                bail!(
                    "the report `{}` names `{name}`, which is neither an indicator nor an area{}; if it was renamed, write the new name",
                    spec.id,
                    nearest(name, library.indicators.keys().chain(areas))
                );
            }
        }
        let is_wanted = |id: &str, area: &str| wanted.iter().any(|name| *name == id || *name == area);
        let mut ids: Vec<(usize, String)> = library
            .indicators
            .values()
            .filter(|indicator| is_wanted(&indicator.id, &indicator.area))
            .map(|indicator| {
                // The order of the report, not of the catalogue.
                let place = wanted.iter().position(|name| *name == indicator.id || *name == indicator.area).unwrap_or(usize::MAX);
                (place, indicator.id.clone())
            })
            .collect();
        ids.sort();
        Ok(ids.into_iter().map(|(_, id)| id).collect())
    }

    fn divide(&self, views: &mut [IndicatorView], spec: &Spec, period: &Period, asked: &Asked) -> anyhow::Result<()> {
        let library = self.session.library();
        let wanted: Vec<(String, String)> = match &asked.by {
            Some(by) => asked.indicators.iter().map(|id| (id.clone(), by.clone())).collect(),
            None => spec.divided().into_iter().map(|divided| (divided.indicator.clone(), divided.by.clone())).collect(),
        };
        for (id, by) in wanted {
            let Some(indicator) = library.indicators.get(&id) else { continue };
            if !indicator.dimensions.contains(&by) {
                bail!("`{id}` cannot be divided by `{by}`; it can by {}", indicator.dimensions.join(", "));
            }
            if library.dimensions.get(&by).is_some_and(|dimension| dimension.staff) {
                bail!("`{by}` names members of staff, and no paper is divided by them");
            }
            let Some(view) = views.iter_mut().find(|view| view.id == id) else { continue };
            if view.has_figure() && view.breakdowns.iter().all(|held| held.dimension != by) {
                view.breakdowns.extend(breakdown(self.session, indicator, &by, period)?);
            }
        }
        Ok(())
    }

    /// The journey names indicators that the report may not hold, so they are measured for it.
    fn journey(&self, period: &Period, views: &[IndicatorView]) -> anyhow::Result<sightline_publish::charts::Journey> {
        let stages: Vec<String> = sightline_publish::charts::Journey::indicators()
            .filter(|id| self.session.library().indicators.contains_key(*id) && views.iter().all(|view| view.id != *id))
            .map(str::to_owned)
            .collect();
        let mut all = views.to_vec();
        all.extend(views_among(self.session, period, &[], &stages, self.aims)?);
        journey(self.session, period, &all)
    }

    fn cover(&self, spec: &Spec) -> anyhow::Result<Cover> {
        Ok(Cover {
            authority: self.settings.authority_name.clone().unwrap_or_else(|| "The authority".to_owned()),
            committee: self.settings.committee.clone().unwrap_or_else(|| "Children and Families Overview and Scrutiny Committee".to_owned()),
            title: spec.title.clone(),
            meeting_on: registers::next_meeting(self.session, self.settings.committee.as_deref())?,
            made_on: Some(self.place.today),
            author_post: self.settings.author_post.clone(),
            standing: "Draft, not yet signed off".to_owned(),
            invented: crate::demo::is_invented(self.place),
        })
    }
}

/// The last quarters that are over when the period is.
fn quarters_to(period: &Period) -> Vec<Period> {
    let mut last = Period::quarter_of(period.ends_on());
    if last.ends_on() > period.ends_on() {
        last = last.previous();
    }
    let first = Period::quarter_of(add_months(last.starts_on(), 3 * (1 - QUARTERS)));
    Period::every(&first, &last, Every::Quarter).unwrap_or_default()
}

/// `; did you mean X?`
pub fn nearest<'a>(name: &str, among: impl Iterator<Item = &'a String>) -> String {
    let found = among.map(|known| (strsim::normalized_levenshtein(name, known), known)).max_by(|a, b| a.0.total_cmp(&b.0));
    found.filter(|(near, _)| *near > 0.6).map(|(_, known)| format!("; did you mean `{known}`?")).unwrap_or_default()
}
