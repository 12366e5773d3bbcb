//! What others publish, put beside our own indicators: the latest published figures that were of a time before the end of the period.

use crate::args::Chart;
use crate::output::usage;
use crate::workplace::Workplace;
use anyhow::bail;
use sightline_benchmarks::{Area, Asked, BenchmarkError, Book, Comparison, Mark, Question, links};
use sightline_compare::Measure;
use sightline_model::{Period, add_months};
use sightline_publish::charts::{FunnelData, FunnelWords, Whose};
use sightline_publish::{Comparators, IndicatorView, Neighbours, Published, words};
use std::collections::BTreeMap;

/// Figures older than this many years are not set beside a period.
const OLDEST: i16 = 4;

/// Puts published figures beside the indicators of a period, if any are loaded and the authority is known. What has none
/// says why.
pub fn set_beside(place: &Workplace, period: &Period, views: &mut [IndicatorView]) -> anyhow::Result<()> {
    let Some(authority) = place.authority()? else { return Ok(()) };
    let book = match Book::open(place.store.root()) {
        Ok(book) => book,
        Err(BenchmarkError::NotLoaded(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let Ok(area) = book.areas.authority(&authority) else { return Ok(()) };
    let mut asked: BTreeMap<String, Asked<'_>> = BTreeMap::new();
    for view in views.iter_mut() {
        if view.measure == Measure::Count {
            view.beside.comparators = Some(Comparators::Refused("counts of places of different size are not set side by side".to_owned()));
            continue;
        }
        match answer(&book, &view.id) {
            Ok(one) => {
                asked.insert(view.id.clone(), one);
            }
            Err(why) => view.beside.comparators = Some(Comparators::Refused(why)),
        }
    }
    let found = latest(&book, area, period, &asked)?;
    for view in views.iter_mut().filter(|view| asked.contains_key(&view.id)) {
        view.beside.comparators = Some(match found.get(&view.id) {
            Some(comparison) => Comparators::Published(published(comparison)),
            None => Comparators::Refused("nothing was published for it in the years before the end of this period".to_owned()),
        });
    }
    Ok(())
}

/// The published measure that is the same as an indicator, or why there is none.
fn answer<'a>(book: &'a Book, id: &str) -> Result<Asked<'a>, String> {
    let linked: Vec<_> = links().iter().filter(|link| link.indicator == id).collect();
    if linked.is_empty() {
        return Err("no figure of this definition is published".to_owned());
    }
    let found = book.find(id).map_err(|_| "the publication that holds it is not loaded".to_owned())?;
    let is_same = |asked: &Asked<'_>| asked.link.is_some_and(|link| link.relation == "same measure" && link.why_not.is_none());
    found.into_iter().find(is_same).ok_or_else(|| {
        let why = linked.iter().find_map(|link| link.why_not.clone());
        why.unwrap_or_else(|| "what is published is another form of it".to_owned())
    })
}

/// The latest comparison of each whose time ended by the end of the period, and for which England or the authority has a value.
fn latest(book: &Book, area: &Area, period: &Period, asked: &BTreeMap<String, Asked<'_>>) -> Result<BTreeMap<String, Comparison>, BenchmarkError> {
    let last = period.ends_on();
    let mut found: BTreeMap<String, Comparison> = BTreeMap::new();
    let of_year = last.date().year();
    for year in ((of_year - OLDEST)..=of_year).rev() {
        let lacking: Vec<Asked<'_>> = asked.iter().filter(|(id, _)| !found.contains_key(*id)).map(|(_, one)| one.clone()).collect();
        if lacking.is_empty() {
            break;
        }
        for comparison in book.compare(&lacking, &Question { authority: area, year: Some(year), neighbours: None })? {
            let over = comparison.own.days.is_none_or(|(_, ends_on)| ends_on <= last);
            let has_value = comparison.own.value.is_some() || comparison.england.as_ref().is_some_and(|england| england.value.is_some());
            if let Some(link) = comparison.link.filter(|_| over && has_value) {
                found.insert(link.indicator.clone(), comparison);
            }
        }
    }
    Ok(found)
}

fn published(comparison: &Comparison) -> Published {
    let standing = &comparison.standing;
    // A rank says nothing by itself: it is printed only with a place in the funnel.
    let place = standing.funnel.as_ref().ok().map(|(placed, _)| match &standing.rank {
        Ok(rank) => rank.words(placed.position),
        Err(_) => placed.position.words().to_owned(),
    });
    let mut marks = [Some(&comparison.own), comparison.england.as_ref()].into_iter().flatten();
    Published {
        year: comparison.own.label.to_string(),
        source: source(&comparison.source),
        provisional: marks.any(|shown| shown.mark == Mark::Provisional),
        own: comparison.own.value,
        neighbours: comparison
            .neighbours
            .as_ref()
            .and_then(|found| Some(Neighbours { mean: found.mean?, with_figure: found.used, of: found.listed, list: month(&found.version) })),
        region: comparison.region.as_ref().and_then(|(name, shown)| Some((name.clone(), shown.value?))),
        england: comparison.england.as_ref().and_then(|shown| shown.value),
        place,
    }
}

/// All authorities' published figures for an indicator, the latest of a time that was over by the end of a period.
pub fn funnel(place: &Workplace, args: &Chart, period: &Period) -> anyhow::Result<FunnelData> {
    let book = Book::open(place.store.root())?;
    let Some(authority) = args.authority.clone().map_or_else(|| place.authority(), |code| Ok(Some(code)))? else {
        return Err(usage("say which authority to mark: --authority CODE, or `authority` in settings.toml"));
    };
    let area = book.areas.authority(&authority)?;
    let asked = answer(&book, &args.id).map_err(|why| anyhow::anyhow!("`{}` cannot be drawn as a funnel: {why}", args.id))?;
    let found = latest(&book, area, period, &BTreeMap::from([(args.id.clone(), asked)]))?;
    let Some(comparison) = found.get(&args.id) else {
        bail!("`{}` cannot be drawn as a funnel: nothing was published for it in the years before {}", args.id, words::day(period.ends_on()));
    };
    let standing = &comparison.standing;
    let Some(everybody) = &standing.everybody else {
        let why = standing.funnel.as_ref().err().cloned().unwrap_or_default();
        bail!("`{}` cannot be drawn as a funnel: {why}", args.id);
    };
    let near = book.neighbours(&area.key, comparison.year, None)?.map(|list| list.listed).unwrap_or_default();
    let near: Vec<&str> = near.iter().filter_map(|one| book.areas.authority(&one.neighbour).ok()).map(|area| area.name.as_str()).collect();
    let definition = place.library()?.indicators.get(&args.id).map(|found| (found.title.clone(), found.unit.clone()));
    let (title, unit) = definition.unwrap_or_else(|| (comparison.measure.title.clone(), comparison.measure.unit.clone()));
    let words = FunnelWords {
        id: args.id.clone(),
        title,
        unit,
        sizes: comparison.link.map(|link| link.denominator.clone()).unwrap_or_default(),
        year: comparison.own.label.to_string(),
        provisional: comparison.own.mark == Mark::Provisional,
    };
    Ok(FunnelData::of(everybody, words, |name| match name {
        name if name == area.name => Whose::Own,
        name if near.contains(&name) => Whose::Neighbour,
        _ => Whose::Other,
    }))
}

fn source(id: &str) -> String {
    if id == "lait" { format!("Local Authority Interactive Tool, Department for Education ({id})") } else { id.to_owned() }
}

/// `April 2021` for `2021-04`.
fn month(version: &str) -> String {
    Period::parse(version)
        .ok()
        .filter(|period| add_months(period.starts_on(), 1) == period.ends_on().plus(1))
        .map_or_else(|| version.to_owned(), |period| words::period(&period))
}
