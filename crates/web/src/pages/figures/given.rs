//! What pages of figures are given: the catalogue, the figures as chosen, and tables as files.

use super::chosen::Chosen;
use crate::site::{Catalogue, MeasureAsk, Measured, Sight};
use crate::{Answer, Ask, Pairs, SiteError, Stop};
use sightline_publish::IndicatorView;
use sightline_publish::pages::DashboardData;
use sightline_tabular::Table;
use std::sync::Arc;

/// What somebody may see, and what there is to choose from.
pub(super) struct Given {
    /// What they may see.
    pub sight: Sight,
    /// What there is.
    pub catalogue: Arc<Catalogue>,
    /// What they chose.
    pub chosen: Chosen,
}

impl Given {
    /// Of a request to a page that goes by these names besides the filters.
    pub(super) async fn of(ask: &Ask, own: &[&str]) -> Result<Given, Stop> {
        let sight = ask.sight()?;
        let catalogue = ask.site(move |site| site.catalogue(sight)).await?;
        let chosen = Chosen::read(&ask.query, &catalogue, sight, own);
        Ok(Given { sight, catalogue, chosen })
    }

    /// True if the page is asked for as a file. A page tells what of its address could not be used; a file cannot, so there is none then.
    pub(super) fn as_file(&self, ask: &Ask) -> Result<bool, Stop> {
        match (wants_csv(&ask.query), self.chosen.told.as_slice()) {
            (false, _) => Ok(false),
            (true, []) => Ok(true),
            (true, told) => Err(Stop::Asked(told.join(" "))),
        }
    }

    /// The figures as chosen, or in words why there are none yet. What nothing can be narrowed by is given up and told.
    pub(super) async fn figures(&mut self, ask: &Ask) -> Result<Result<Arc<DashboardData>, String>, Stop> {
        let sight = self.sight;
        let filters = self.chosen.filters.clone();
        let found = ask.site(move |site| soft(site.dashboard(sight, &filters))).await?;
        match found {
            Ok(data) => Ok(Ok(data)),
            Err(Soft::NotNow(why)) => Ok(Err(why)),
            Err(Soft::Asked(why)) => {
                self.chosen.give_up(why);
                let filters = self.chosen.filters.clone();
                let found = ask.site(move |site| soft(site.dashboard(sight, &filters))).await?;
                Ok(found.map_err(|(Soft::NotNow(why) | Soft::Asked(why))| why))
            }
        }
    }

    /// Those of some indicators that can be narrowed as chosen, and the titles of those that cannot.
    pub(super) fn narrowed<'a>(&self, views: &'a [IndicatorView]) -> (Vec<&'a IndicatorView>, Vec<NotNarrowed>) {
        let mut can = Vec::new();
        let mut cannot = Vec::new();
        for view in views {
            let dimensions = self.catalogue.indicators.iter().find(|facts| facts.id == view.id).map_or(&[][..], |facts| &facts.dimensions);
            let by = self.chosen.cannot(dimensions, &self.catalogue);
            if by.is_empty() {
                can.push(view);
            } else {
                cannot.push(NotNarrowed { title: view.title.clone(), href: self.chosen.indicator(&view.id), by: by.join(" or ").to_lowercase() });
            }
        }
        (can, cannot)
    }

    /// The figures of indicators for a period, as chosen, as `measure` gives them: those that cannot be measured or narrowed so are left out.
    pub(super) async fn measured(&self, ask: &Ask, ids: &[String], period: &str) -> Result<Measured, Stop> {
        let can = |id: &&String| {
            let facts = self.catalogue.indicators.iter().find(|facts| facts.id == **id);
            facts.is_some_and(|facts| facts.lacks.is_none() && self.chosen.cannot(&facts.dimensions, &self.catalogue).is_empty())
        };
        let ids: Vec<String> = ids.iter().filter(can).cloned().collect();
        if ids.is_empty() {
            return Ok(Measured { csv: Table::new(HEADINGS), ..Measured::default() });
        }
        let question = MeasureAsk { ids, period: Some(period.to_owned()), conditions: self.chosen.conditions(), ..MeasureAsk::default() };
        let sight = self.sight;
        ask.site(move |site| site.measure(sight, &question)).await
    }
}

/// The columns of a file of figures, for one that has no rows.
const HEADINGS: [&str; 8] = ["indicator", "period", "starts_on", "ends_on", "numerator", "denominator", "value", "status"];

/// An indicator that cannot be narrowed as chosen.
#[derive(Debug, serde::Serialize)]
pub(super) struct NotNarrowed {
    title: String,
    href: String,
    by: String,
}

/// What is no error of a page: it is told on it.
pub(super) enum Soft {
    /// There is none yet.
    NotNow(String),
    /// It cannot be asked so.
    Asked(String),
}

/// Takes apart what a page tells and what stops it.
pub(super) fn soft<T>(found: Result<T, SiteError>) -> Result<Result<T, Soft>, SiteError> {
    match found {
        Ok(found) => Ok(Ok(found)),
        Err(SiteError::NotNow(why)) => Ok(Err(Soft::NotNow(why))),
        Err(SiteError::Asked(why)) => Ok(Err(Soft::Asked(why))),
        Err(other) => Err(other),
    }
}

/// True if a page is asked for as a file: `format=csv` on its own address, so that the same route decides who may have it.
pub(super) fn wants_csv(query: &Pairs) -> bool {
    query.get("format") == Some("csv")
}

/// A table as a file.
pub(super) fn file(name: &str, table: &Table) -> Answer {
    Answer::csv(&format!("sightline-{name}.csv"), table)
}
