//! Relations between the numbers of indicators hold on an invented county: those of `identities.toml`, and those by design.

use crate::kit::{Place, figures, months, period};
use sightline_definitions::{At, Equation, Holds, Library, Number, OverTime, Term};
use sightline_engine::{Divided, Request, Session};
use sightline_model::{Every, Figure, Period};
use std::collections::{BTreeMap, BTreeSet};

/// Figures of whole indicators by indicator and month.
type Whole = BTreeMap<(String, String), Figure>;

fn number(figure: &Figure, number: Number) -> Option<f64> {
    // Where the records do not reach there is no numerator, and nothing to compare.
    let numerator = figure.numerator?;
    match number {
        Number::Value => figure.value,
        Number::Numerator => Some(numerator),
        Number::Denominator => figure.denominator,
        Number::NotMet => figure.denominator.map(|denominator| denominator - numerator),
        #[expect(clippy::cast_precision_loss, reason = "counts of records lie far below 2^53")]
        Number::Pending => Some(figure.pending as f64),
    }
}

/// The months of a term, seen from one month: none where the run does not reach back far enough.
fn months_of(at: At, month: usize) -> Option<std::ops::RangeInclusive<usize>> {
    match at {
        At::Period => Some(month..=month),
        At::PreviousEnd => month.checked_sub(1).map(|first| first..=first),
        At::YearBefore => month.checked_sub(12).map(|first| first..=first),
        At::TwelveMonths => month.checked_sub(11).map(|first| first..=month),
    }
}

fn signed(term: &Term, sum: f64) -> f64 {
    if term.minus { -sum } else { sum }
}

/// A term of whole figures.
fn of_whole(term: &Term, whole: &Whole, periods: &[Period], month: usize) -> Option<f64> {
    let mut sum = 0.0;
    for at in months_of(term.at, month)? {
        sum += number(whole.get(&(term.indicator.clone(), periods[at].name().to_owned()))?, term.number)?;
    }
    Some(signed(term, sum))
}

/// A term of one part of a dimension. A part that has no row in any month has none in this one.
fn of_part(term: &Term, divided: &BTreeMap<String, Divided>, dimension: &str, part: &str, month: usize) -> Option<f64> {
    let found = divided.get(&term.indicator)?;
    number(&found.whole[month], term.number)?;
    let by = found.dimensions.iter().find(|by| by.dimension == dimension)?;
    let sum = by.parts.iter().find(|(name, _)| name == part).map_or(Some(0.0), |(_, figures)| number(&figures[month], term.number))?;
    Some(signed(term, sum))
}

/// How often an equation held, and where it did not.
#[derive(Default)]
struct Tried {
    held: usize,
    /// Held, and of something.
    telling: usize,
    failed: Vec<String>,
}

impl Tried {
    fn compare(&mut self, equation: &Equation, what: &str, value: impl Fn(&Term) -> Option<f64>) {
        let Some(total) = value(&equation.total) else { return };
        let Some(parts) = equation.parts.iter().map(&value).collect::<Option<Vec<f64>>>() else { return };
        if (total - parts.iter().sum::<f64>()).abs() < 1e-6 {
            self.held += 1;
            self.telling += usize::from(total != 0.0);
        } else {
            self.failed.push(format!("{what}: {} is {total}, its parts {parts:?}", equation.total));
        }
    }
}

/// The dimensions that all indicators of an equation have.
fn shared(library: &Library, equation: &Equation) -> BTreeSet<String> {
    let of = |id: &str| -> BTreeSet<String> { library.indicators[id].dimensions.iter().chain(&library.indicators[id].share_of).cloned().collect() };
    equation.parts.iter().fold(of(&equation.total.indicator), |common, term| common.intersection(&of(&term.indicator)).cloned().collect())
}

fn divided(session: &Session, ids: &[String], periods: &[Period]) -> BTreeMap<String, Divided> {
    let mut found = BTreeMap::new();
    session
        .measure_divided(ids, periods, |id, divided| {
            found.insert(id.to_owned(), divided.unwrap());
            Ok::<(), ()>(())
        })
        .unwrap();
    found
}

#[test]
fn identities_hold_in_the_invented_county() {
    // Without spoilt rows the records are complete: what holds of complete records holds too, but for what its sentence names.
    let place = Place::with_county(20_000, 0);
    let session = place.session();
    let library = session.library();
    let (ids, _) = session.measurable();
    let periods = months("2015-04", "2018-09");
    let last = periods.len() - 12;
    let lines = session.measure(&ids, &Request { periods: periods.clone(), ..Request::default() }).unwrap();
    let whole: Whole = lines.into_iter().map(|line| ((line.indicator, line.period.name().to_owned()), line.figure)).collect();
    let parts = divided(&session, &ids, &periods[last..]);
    let (mut wrong, mut untried, mut compared) = (Vec::new(), Vec::new(), 0);
    for identity in library.identities() {
        for equation in &identity.equations {
            let mut tried = Tried::default();
            let limited = equation.terms().any(|term| term.part.is_some());
            if limited {
                for month in 0..12 {
                    let value = |term: &Term| match &term.part {
                        Some((dimension, part)) => of_part(term, &parts, dimension, part, month),
                        None => of_whole(term, &whole, &periods, last + month),
                    };
                    tried.compare(equation, &format!("{} {}", identity.id, periods[last + month]), value);
                }
            } else {
                for (month, period) in periods.iter().enumerate() {
                    tried.compare(equation, &format!("{} {period}", identity.id), |term| of_whole(term, &whole, &periods, month));
                }
            }
            if identity.divided && !limited {
                for dimension in shared(library, equation) {
                    let names: BTreeSet<&String> = equation
                        .terms()
                        .filter_map(|term| parts[&term.indicator].dimensions.iter().find(|by| by.dimension == dimension))
                        .flat_map(|by| by.parts.iter().map(|(name, _)| name))
                        .collect();
                    for name in names {
                        for month in 0..12 {
                            let what = format!("{} by {dimension}, {name}, {}", identity.id, periods[last + month]);
                            tried.compare(equation, &what, |term| of_part(term, &parts, &dimension, name, month));
                        }
                    }
                }
            }
            compared += tried.held + tried.failed.len();
            // What mostly holds may fail where its sentence says so, one time in ten at most.
            let allowed = if identity.holds == Holds::Mostly { (tried.held + tried.failed.len()) / 10 } else { 0 };
            if tried.failed.len() > allowed {
                wrong.push(format!(
                    "{} of {}:\n  {}",
                    tried.failed.len(),
                    tried.held + tried.failed.len(),
                    tried.failed[..tried.failed.len().min(3)].join("\n  ")
                ));
            }
            if tried.telling == 0 {
                untried.push(format!("{} ({})", identity.id, equation.total));
            }
        }
    }
    eprintln!("{compared} comparisons; without anything to compare: {untried:?}");
    assert!(wrong.is_empty(), "{} equations do not hold\n{}", wrong.len(), wrong.join("\n"));
    assert!(untried.len() <= 3, "too little to tell: {untried:?}");
    assert!(compared > 25_000, "{compared} only");
}

/// Events add up from months to quarters; what is of the last day, or looks back from it, is that of the last month.
#[test]
fn figures_go_together_over_time_as_the_library_says() {
    let place = Place::with_county(6_000, 30);
    let session = place.session();
    let (ids, _) = session.measurable();
    let quarters = Period::every(&period("2016-17Q1"), &period("2018-19Q2"), Every::Quarter).unwrap();
    let all = months("2016-04", "2018-09");
    assert_eq!((quarters.len(), all.len()), (10, 30));
    let mut asked = all.clone();
    asked.extend(quarters.iter().cloned());
    let found = figures(&session, &ids, &Request { periods: asked, ..Request::default() });
    let figure = |id: &str, period: &Period| found[&(id.to_owned(), period.name().to_owned(), Vec::new())].figure;
    let (mut wrong, mut compared, mut telling) = (Vec::new(), 0, BTreeSet::new());
    for id in &ids {
        let indicator = session.indicator(id).unwrap();
        for (quarter, in_quarter) in quarters.iter().zip(all.chunks(3)) {
            for which in [Number::Value, Number::Numerator, Number::Denominator, Number::NotMet, Number::Pending] {
                if !indicator.has_number(which) {
                    continue;
                }
                let of_months: Option<Vec<f64>> = in_quarter.iter().map(|month| number(&figure(id, month), which)).collect();
                let (Some(of_quarter), Some(of_months)) = (number(&figure(id, quarter), which), of_months) else { continue };
                let expected = match indicator.over_time() {
                    OverTime::Adds => of_months.iter().sum::<f64>(),
                    OverTime::Last => of_months[2],
                    OverTime::Neither => continue,
                };
                compared += 1;
                if (expected - of_quarter).abs() > 1e-6 {
                    wrong.push(format!("{id} {which:?} {quarter}: {of_quarter}, months {of_months:?}"));
                } else if of_quarter != 0.0 {
                    telling.insert(id.clone());
                }
            }
        }
    }
    eprintln!("{compared} quarters compared, of {} indicators", telling.len());
    assert!(wrong.is_empty(), "{} of {compared} differ\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 4_000 && telling.len() > 200, "{compared} of {} only", telling.len());
}

/// The fine parts of a nesting add up to their coarse part.
#[test]
fn fine_parts_add_up_to_coarse_ones() {
    let place = Place::with_county(6_000, 30);
    let session = place.session();
    let library = session.library();
    let (ids, _) = session.measurable();
    let periods = ["2017-18", "2018-19Q1"].map(period);
    let mut compared = 0;
    for nesting in library.nestings() {
        let both: Vec<String> =
            ids.iter().filter(|id| [&nesting.fine, &nesting.coarse].iter().all(|d| library.indicators[*id].divides_by(d))).cloned().collect();
        for (id, found) in divided(&session, &both, &periods) {
            let of = |dimension: &str| found.dimensions.iter().find(|by| by.dimension == dimension).unwrap();
            for month in 0..periods.len() {
                let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
                for (part, figures) in &of(&nesting.fine).parts {
                    let coarse = nesting.coarse_part(library, part).unwrap_or_else(|| panic!("{id}: {} {part} lies nowhere", nesting.fine));
                    *sums.entry(coarse).or_default() += figures[month].numerator.unwrap_or(0.0);
                }
                for (part, figures) in &of(&nesting.coarse).parts {
                    let expected = figures[month].numerator.unwrap_or(0.0);
                    let sum = sums.remove(part.as_str()).unwrap_or(0.0);
                    assert!((sum - expected).abs() < 1e-6, "{id} by {}, {part}, {}: {expected}, its parts {sum}", nesting.coarse, periods[month]);
                    compared += 1;
                }
                assert!(sums.values().all(|left| *left == 0.0), "{id} {}: {sums:?} lie in no part", nesting.coarse);
            }
        }
    }
    eprintln!("{compared} coarse parts compared");
    assert!(compared > 100, "{compared} only");
}
