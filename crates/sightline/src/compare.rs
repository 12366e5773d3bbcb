//! `compare`: one authority's published figure beside its neighbours', its region's and England's.

use crate::args::{Compare, Format};
use crate::comparison::{self, Beside};
use crate::output::usage;
use crate::workplace::Workplace;
use anyhow::{anyhow, bail};
use sightline_benchmarks::{Asked, Basis, Book, Comparison, Kind, Question, links, read_year};
use sightline_engine::Request;
use sightline_model::Period;

/// Prints comparisons.
pub fn compare(place: &Workplace, args: &Compare) -> anyhow::Result<()> {
    let book = Book::open(place.store.root())?;
    let authority = book.areas.authority(&args.authority)?;
    let year = args.year.as_deref().map(|text| read_year(text).ok_or_else(|| usage(format!("--year `{text}` is not a year: write 2019 or 2018-19"))));
    let question = Question { authority, year: year.transpose()?, neighbours: args.neighbours.as_deref() };
    let asked = match &args.id {
        Some(id) => chosen(place, &book, id)?,
        None => book.measures(Some(Kind::Lait)).collect(),
    };
    if asked.is_empty() {
        bail!("the long table of the Local Authority Interactive Tool is not loaded: run `sightline benchmarks load FILE...`, or name a measure");
    }
    let found = book.compare(&asked, &question)?;
    if found.is_empty() {
        return Err(no_such_year(&asked, &question));
    }
    if found.len() < asked.len() {
        place.tell(format!("{} of {} measures left out: not published for that year", asked.len() - found.len(), asked.len()));
    }
    let few = args.id.is_some();
    let rows: Vec<(Comparison, Option<Beside>)> = found
        .into_iter()
        .map(|c| {
            let beside = if few { own_figure(place, &book, &c) } else { None };
            (c, beside)
        })
        .collect();
    if place.format == Format::Table && few {
        return comparison::pages(authority, &rows);
    }
    comparison::table(place.format, authority, &rows)
}

/// One indicator beside other authorities, for a page: the newest year unless one is asked for, the own authority unless another is.
pub fn answer(
    place: &Workplace,
    id: &str,
    authority: Option<&str>,
    year: Option<&str>,
    whole: bool,
) -> anyhow::Result<sightline_web::site::Compared> {
    let book = Book::open(place.store.root())?;
    let own = place.authority()?;
    let Some(wanted) = authority.map(str::to_owned).or(own) else {
        return Err(usage("it has not been said whose records these are: set `authority` in settings.toml, or choose one"));
    };
    let authority = book.areas.authority(&wanted)?;
    let year = year.map(|text| read_year(text).ok_or_else(|| usage("a year is written 2019 or 2018-19"))).transpose()?;
    let question = Question { authority, year, neighbours: None };
    let asked = chosen(place, &book, id)?;
    let found = book.compare(&asked, &question)?;
    let Some(first) = found.first() else { return Err(no_such_year(&asked, &question)) };
    let (title, source) = (first.measure.title.clone(), format!("{}, {}", first.source, first.own.label));
    let rows: Vec<(Comparison, Option<Beside>)> = found
        .into_iter()
        .map(|c| {
            // What is counted here is for those inside the service.
            let beside = if whole { own_figure(place, &book, &c) } else { None };
            (c, beside)
        })
        .collect();
    let told = rows.first().map(|(c, _)| comparison::in_words(c)).unwrap_or_default();
    Ok(sightline_web::site::Compared {
        title,
        words: told,
        source,
        table: comparison::whole_table(authority, &rows),
        chart: None,
        notes: Vec::new(),
        years: Vec::new(),
    })
}

/// The published measures that answer for an id. Where our indicator is published as it is, that one; else its forms and parts, which are told apart.
fn chosen<'a>(place: &Workplace, book: &'a Book, id: &str) -> anyhow::Result<Vec<Asked<'a>>> {
    let linked = links().iter().any(|l| l.indicator == id);
    if !linked {
        let ours = place.definitions().0.indicators.contains_key(id);
        return match book.find(id) {
            Err(_) if ours => Err(anyhow!("`{id}` is measured here but is not published, so there is nothing to compare it with")),
            other => Ok(other?),
        };
    }
    let all = book.find(id)?;
    let relation = |asked: &Asked<'_>| asked.link.map_or("", |l| l.relation.as_str());
    let (same, others): (Vec<Asked<'a>>, Vec<Asked<'a>>) = all.into_iter().partition(|a| relation(a) == "same measure");
    let (refused, forms): (Vec<Asked<'a>>, Vec<Asked<'a>>) =
        others.into_iter().partition(|a| matches!(relation(a), "different denominator" | "narrower"));
    if same.is_empty() && forms.is_empty() {
        let why: Vec<String> = refused
            .iter()
            .map(|a| {
                format!(
                    "{} is not the same: {}. `sightline compare {}` shows it on its own",
                    a.measure.id,
                    a.link.and_then(|l| l.why_not.as_deref()).unwrap_or_default(),
                    a.measure.id
                )
            })
            .collect();
        bail!("`{id}` is not compared. {}", why.join(". "));
    }
    if same.is_empty() {
        return Ok(forms);
    }
    let also: Vec<String> = forms.iter().chain(&refused).map(|a| format!("{} ({})", a.measure.id, relation(a))).collect();
    if !also.is_empty() {
        place.tell(format!("Also published: {}", also.join(", ")));
    }
    Ok(same)
}

fn no_such_year(asked: &[Asked<'_>], question: &Question<'_>) -> anyhow::Error {
    let extents = asked.iter().filter_map(|a| a.source.figures.as_ref()?.index.iter().find(|e| e.measure == a.measure.id));
    let (from, to) = extents.fold((i16::MAX, i16::MIN), |(from, to), e| (from.min(e.from), to.max(e.to)));
    let year = question.year.map_or_else(|| "any year".to_owned(), |y| y.to_string());
    let known = if from <= to { format!("; it is for {from} to {to}") } else { String::new() };
    let names: Vec<&str> = asked.iter().map(|a| a.measure.id.as_str()).take(3).collect();
    usage(format!("{} is not published for {year}{known}", names.join(", ")))
}

/// Our own figure for the same days, if these records are that authority's and the definition is the same.
fn own_figure(place: &Workplace, book: &Book, c: &Comparison) -> Option<Beside> {
    let ours = place.authority().ok().flatten()?;
    if book.areas.authority(&ours).ok()?.key != *c.own.area {
        return None;
    }
    let link = c.link.or_else(|| links().iter().find(|l| l.measure == c.measure.id && l.why_not.is_none() && c.source == "lait"))?;
    if let Some(why) = &link.why_not {
        return Some(Beside::Not(why.clone()));
    }
    let (first, last) = c.own.days?;
    // A stock is counted at a period's last day: the year that ends on it serves.
    let first = match link.basis {
        Basis::At31March | Basis::At30September => last.plus(1).date().checked_sub(jiff::Span::new().years(1)).ok()?.into(),
        _ => first,
    };
    let period = Period::parse(&format!("{first}..{last}")).ok()?;
    let session = place.session(None).ok()?;
    let request = Request { periods: vec![period], by: Vec::new(), conditions: Vec::new(), narrow: false };
    match session.measure(std::slice::from_ref(&link.indicator), &request) {
        Ok(lines) => Some(Beside::Figure(lines.first()?.figure)),
        Err(error) => Some(Beside::Not(error.to_string())),
    }
}
