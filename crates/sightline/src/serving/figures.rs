//! Figures and what is said about them, for each who may see them: all, or what was published.

use super::catalogue;
use super::current::Current;
use super::members;
use super::site::broken;
use super::state::LiveSite;
use super::views::can_be_narrowed;
use crate::measure;
use crate::pages::journey;
use sightline_engine::{Request, Session};
use sightline_model::Period;
use sightline_publish::SnapshotFacts;
use sightline_publish::charts::Journey;
use sightline_publish::pages::DashboardData;
use sightline_web::site::{Catalogue, Definitions, DueCount, Filters, IndicatorPage, MarkFacts, MeasureAsk, Measured, QualityLine, TableWords};
use sightline_web::{Sight, SiteError};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

/// More figures than this are not given at once.
const MOST_PERIODS: usize = 600;

impl LiveSite {
    pub(super) fn period(&self, current: &Current, filters: &Filters) -> Result<Period, SiteError> {
        match &filters.period {
            None => Ok(current.period.clone()),
            Some(text) => Period::parse(text).map_err(|error| SiteError::Asked(error.to_string())),
        }
    }

    pub(super) fn narrowed<'a>(&self, current: &Current, filters: &'a Filters) -> Result<&'a BTreeMap<String, String>, SiteError> {
        let library = current.session.library();
        match filters.conditions.keys().find(|dimension| !library.dimensions.contains_key(*dimension)) {
            None => Ok(&filters.conditions),
            Some(_) => Err(SiteError::Asked("One of the filters is not a dimension of these records.".to_owned())),
        }
    }

    pub(super) fn whole_dashboard(&self, current: &Current, period: &Period, narrowed: &BTreeMap<String, String>) -> anyhow::Result<DashboardData> {
        let place = self.place.afresh();
        let library = current.session.library();
        let ids: Vec<String> =
            library.indicators.values().filter(|indicator| can_be_narrowed(indicator, narrowed.keys())).map(|i| i.id.clone()).collect();
        let views = self.views.of(&place, current, &ids, period, narrowed)?;
        let indicators: Vec<_> = views.iter().map(|view| (**view).clone()).collect();
        let name = self.authority(current);
        let mut data = DashboardData::new(&name, self.invented, period.clone(), indicators, current.facts.clone());
        data.journey = if narrowed.is_empty() { journey(&current.session, period, &data.indicators)? } else { Journey::default() };
        Ok(data)
    }

    pub(super) fn authority(&self, current: &Current) -> String {
        current.settings.authority_name.clone().unwrap_or_else(|| "The authority".to_owned())
    }

    pub(super) fn cells(&self, sight: Sight) -> Result<Vec<members::Cell>, SiteError> {
        let cells = self.released.cells(self.root(), sight).map_err(broken)?;
        if cells.is_empty() {
            return Err(SiteError::NotNow("Nothing has been published yet. Figures appear here as soon as a paper is.".to_owned()));
        }
        Ok(cells)
    }

    pub(super) fn released_dashboard(&self, current: &Current, sight: Sight, filters: &Filters) -> Result<DashboardData, SiteError> {
        let cells = self.cells(sight)?;
        let library = current.session.library();
        let period = match &filters.period {
            Some(_) => self.period(current, filters)?,
            None => cells
                .iter()
                .filter(|cell| cell.topic.is_none())
                .map(|cell| &cell.period)
                .max_by_key(|period| (period.ends_on(), period.starts_on()))
                .cloned()
                .unwrap_or_else(|| current.period.clone()),
        };
        // The period of the latest paper: its quarter, not the last month of its trends.
        let period = if filters.period.is_none() { Period::quarter_of(period.ends_on()) } else { period };
        let (mut indicators, mut newest): (Vec<_>, Option<Arc<members::Source>>) = (Vec::new(), None);
        for (view, of) in library.indicators.keys().filter_map(|id| members::view(library, &cells, id, Some(&period))) {
            indicators.push(view);
            newest = newest.filter(|newest| newest.at >= of.at).or(Some(of));
        }
        let Some(newest) = newest else {
            return Err(SiteError::NotNow("Nothing was published for this period.".to_owned()));
        };
        // Targets and what is noted on figures stand in the paper too.
        current.aims.set_beside(&mut indicators);
        Ok(DashboardData::new(&self.authority(current), self.invented, period, indicators, published_facts(&newest)))
    }
}

/// For members: what the paper was counted from, which is not what is loaded now.
fn published_facts(of: &members::Source) -> SnapshotFacts {
    let made_at = of.at.replace('T', " at ").replace('Z', " UTC");
    SnapshotFacts { id: of.snapshot.clone(), made_at, extracted_on: None, tables: Vec::new(), sources: Vec::new() }
}

fn periods_of(ask: &MeasureAsk, current: &Current) -> anyhow::Result<Vec<Period>> {
    use crate::args::EveryArg;
    if let Some(period) = &ask.period {
        return Ok(vec![crate::periods::one(period)?]);
    }
    let every = match ask.every.as_deref() {
        None | Some("month") => EveryArg::Month,
        Some("quarter") => EveryArg::Quarter,
        Some("year") => EveryArg::Year,
        Some(_) => return Err(crate::output::usage("every is month, quarter or year")),
    };
    match (&ask.from, &ask.to) {
        (Some(from), Some(to)) => crate::periods::run(from, to, every),
        (None, None) => Ok(vec![current.period.clone()]),
        _ => Err(crate::output::usage("say both, from and to")),
    }
}

pub(super) fn catalogue(site: &LiveSite, sight: Sight) -> Result<Arc<Catalogue>, SiteError> {
    let current = site.current()?;
    let whole = Arc::clone(current.catalogue.get_or_init(|| Arc::new(catalogue::catalogue(&current))));
    if sight == Sight::Whole {
        return Ok(whole);
    }
    let cells = site.cells(sight)?;
    let mut own = (*whole).clone();
    own.indicators.retain(|indicator| cells.iter().any(|cell| cell.indicator == indicator.id));
    for indicator in &mut own.indicators {
        indicator.has_list = false;
        indicator.lacks = None;
        indicator.dimensions.clear();
    }
    own.areas.retain(|area| own.indicators.iter().any(|indicator| indicator.area == area.value));
    own.periods.retain(|period| cells.iter().any(|cell| cell.period.name() == period.value));
    own.dimensions.retain(|dimension| !dimension.staff);
    own.panel.clear();
    Ok(Arc::new(own))
}

pub(super) fn measure(site: &LiveSite, sight: Sight, ask: &MeasureAsk) -> Result<Measured, SiteError> {
    let current = site.current()?;
    let periods = periods_of(ask, &current).map_err(broken)?;
    if periods.len() > MOST_PERIODS {
        return Err(SiteError::Asked(format!("That is {} periods; ask for at most {MOST_PERIODS} at once.", periods.len())));
    }
    if sight < Sight::Whole {
        let cells = site.cells(sight)?;
        let library = current.session.library();
        let csv = members::measure(library, &cells, ask, &periods, false).map_err(SiteError::Asked)?;
        let json = members::measure(library, &cells, ask, &periods, true).map_err(SiteError::Asked)?;
        return Ok(Measured { csv, json, notes: vec!["Figures as they were published.".to_owned()] });
    }
    let conditions =
        ask.conditions.iter().map(|(dimension, value)| sightline_engine::Condition { dimension: dimension.clone(), value: value.clone() }).collect();
    let request = Request { periods, by: ask.by.clone(), conditions, narrow: false };
    let earlier: Session;
    let session = match &ask.known_on {
        None => &current.session,
        Some(day) => {
            earlier = site.place.afresh().session(Some(day)).map_err(broken)?;
            &earlier
        }
    };
    let answer = measure::answer(session, &ask.ids, &request).map_err(broken)?;
    let (csv, json) = (answer.table(&request.by, &request.periods, false), answer.table(&request.by, &request.periods, true));
    Ok(Measured { csv, json, notes: answer.notes.into_iter().chain(answer.faults).collect() })
}

pub(super) fn dashboard(site: &LiveSite, sight: Sight, filters: &Filters) -> Result<Arc<DashboardData>, SiteError> {
    let current = site.current()?;
    if sight < Sight::Whole {
        return site.released_dashboard(&current, sight, filters).map(Arc::new);
    }
    let period = site.period(&current, filters)?;
    let narrowed = site.narrowed(&current, filters)?;
    site.whole_dashboard(&current, &period, narrowed).map(Arc::new).map_err(broken)
}

pub(super) fn indicator(site: &LiveSite, sight: Sight, id: &str, filters: &Filters) -> Result<Arc<IndicatorPage>, SiteError> {
    let current = site.current()?;
    let library = current.session.library();
    let indicator = library.indicators.get(id).ok_or(SiteError::NotFound)?;
    if sight < Sight::Whole {
        let period = filters.period.is_some().then(|| site.period(&current, filters)).transpose()?;
        let cells = site.cells(sight)?;
        let (view, of) = members::view(library, &cells, id, period.as_ref()).ok_or(SiteError::NotFound)?;
        let mut views = [view];
        current.aims.set_beside(&mut views);
        let [view] = views;
        let not_applied = filters.conditions.keys().cloned().collect();
        return Ok(Arc::new(IndicatorPage {
            view,
            snapshot: published_facts(&of),
            not_applied,
            mark: None,
            released: Some(of.words.clone()),
            commentary: None,
        }));
    }
    let period = site.period(&current, filters)?;
    let asked = site.narrowed(&current, filters)?;
    let (narrowed, rest): (BTreeMap<_, _>, BTreeMap<_, _>) =
        asked.clone().into_iter().partition(|(dimension, _)| can_be_narrowed(indicator, std::iter::once(dimension)));
    let place = site.place.afresh();
    let views = site.views.of(&place, &current, &[id.to_owned()], &period, &narrowed).map_err(broken)?;
    let mut view = views.into_iter().next().map(|view| (*view).clone()).ok_or(SiteError::NotFound)?;
    if view.has_figure() {
        let divisions = site.views.divisions(&current, indicator, &period, &narrowed).map_err(broken)?;
        view.breakdowns.extend(divisions.iter().cloned());
    }
    let not_applied = rest.into_keys().map(|id| library.dimensions.get(&id).map_or(id, |dimension| dimension.title.clone())).collect();
    let tables = current.session.reads(id).unwrap_or_default();
    // The marks of the last time they were worked out: a page does not wait for every check of every table.
    let mark = site.quality_held().and_then(|lines| mark(&lines, &tables));
    let commentary = super::papers::commentary(site.root(), &current, id);
    Ok(Arc::new(IndicatorPage { view, snapshot: current.facts.clone(), not_applied, mark, released: None, commentary }))
}

pub(super) fn quality(site: &LiveSite) -> Result<Arc<Vec<QualityLine>>, SiteError> {
    let current = site.current()?;
    let known = site.quality.lock().unwrap_or_else(PoisonError::into_inner).as_ref().filter(|(number, _)| *number == current.number).cloned();
    if let Some((_, lines)) = known {
        return Ok(lines);
    }
    let lines = current.session.check(None).map_err(|error| broken(error.into()))?;
    let lines: Vec<QualityLine> = lines
        .into_iter()
        .map(|line| QualityLine {
            table: line.rule.split(['.', '/']).next().unwrap_or_default().to_owned(),
            severity: line.severity.to_owned(),
            status: line.status.word().to_owned(),
            failed: line.failed,
            of: line.of,
            message: line.message.clone(),
            rule: line.rule,
        })
        .collect();
    let lines = Arc::new(lines);
    *site.quality.lock().unwrap_or_else(PoisonError::into_inner) = Some((current.number, Arc::clone(&lines)));
    Ok(lines)
}

pub(super) fn due(site: &LiveSite) -> Result<Arc<Vec<DueCount>>, SiteError> {
    let current = site.current()?;
    let mut held = site.due.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, counts)) = held.as_ref().filter(|(number, _)| *number == current.number) {
        return Ok(Arc::clone(counts));
    }
    let counts = Arc::new(super::children::due(&current)?);
    *held = Some((current.number, Arc::clone(&counts)));
    Ok(counts)
}

pub(super) fn marks(site: &LiveSite) -> Result<Arc<Vec<MarkFacts>>, SiteError> {
    let current = site.current()?;
    let lines = quality(site)?;
    let library = current.session.library();
    let mut found = Vec::new();
    for indicator in library.indicators.values().filter(|indicator| indicator.status == "live") {
        let Ok(tables) = current.session.reads(&indicator.id) else { continue };
        found.extend(mark(&lines, &tables).map(|(mark, why)| MarkFacts {
            indicator: indicator.id.clone(),
            title: indicator.title.clone(),
            mark,
            why,
        }));
    }
    Ok(Arc::new(found))
}

pub(super) fn definitions(site: &LiveSite) -> Result<Arc<Definitions>, SiteError> {
    let current = site.current()?;
    let tables = current
        .session
        .library()
        .tables
        .values()
        .map(|table| TableWords {
            name: table.name.clone(),
            about: table.about.clone(),
            columns: table
                .columns
                .iter()
                .map(|column| [column.name.clone(), format!("{:?}", column.kind).to_lowercase(), column.about.clone()])
                .collect(),
        })
        .collect();
    Ok(Arc::new(Definitions { tables, clocks: super::children::clocks(&current) }))
}

/// A mark for the records behind an indicator: the share of rows that fail a check that matters.
fn mark(lines: &[QualityLine], tables: &std::collections::BTreeSet<String>) -> Option<(char, String)> {
    let own = lines.iter().filter(|line| tables.contains(&line.table) && line.of > 0 && line.severity != "info");
    let (failed, of) = own.fold((0_u64, 0_u64), |(failed, of), line| (failed + line.failed, of + line.of));
    if of == 0 {
        return None;
    }
    // In tenths of a per cent, so that the limits are whole numbers.
    let share = failed.saturating_mul(1_000) / of;
    let mark = match share {
        0..=4 => 'A',
        5..=19 => 'B',
        20..=49 => 'C',
        _ => 'D',
    };
    let per_cent = format!("{}.{}", share / 10, share % 10);
    Some((mark, format!("{per_cent}% of the checks on the records behind it failed")))
}
