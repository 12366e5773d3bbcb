//! Where an authority stands among all: rank where a way is good, and its place in the funnel, which says whether the rank means anything.

use crate::denominator::Denominators;
use crate::dictionary::Measure;
use crate::facts::Link;
use crate::lists::Area;
use crate::rows::Shown;
use sightline_compare::Measure as Form;
use sightline_compare::bench::{Entry, Footing, NoPlace, Place, place, zero_doubt};
use sightline_compare::funnel::{Funnel, Kind, NoFunnel, Placed, Unit, funnel};

/// Rank and funnel, or why there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The place among all authorities with a value.
    pub rank: Result<Place, String>,
    /// The place among authorities of the same kind.
    pub among_kind: Result<Place, String>,
    /// The place in the funnel and the value of the group.
    pub funnel: Result<(Placed, f64), String>,
    /// Every authority's place, in the order of the publication with this one first, where there is a funnel.
    pub everybody: Option<Funnel>,
    /// What the figure is of, where that is known.
    pub denominator: Option<f64>,
    /// A question about a 0.
    pub doubt: Option<String>,
}

/// What is placed.
pub(crate) struct Of<'a> {
    pub(crate) measure: &'a Measure,
    pub(crate) link: Option<&'a Link>,
    pub(crate) authority: &'a Area,
    pub(crate) year: i16,
    /// Every authority of that year.
    pub(crate) authorities: &'a [(&'a Area, &'a Shown)],
    /// The authority's values of other years.
    pub(crate) other_years: &'a [f64],
}

/// What a published value is, from what it is counted in.
fn form(measure: &Measure) -> Form {
    let unit = measure.unit.to_lowercase();
    if unit.starts_with('%') || unit.ends_with("rate") {
        Form::Percentage
    } else if unit.starts_with("rate per 10,000") {
        Form::Rate
    } else if unit.starts_with("number") || unit.starts_with("total") {
        Form::Count
    } else {
        Form::Ratio
    }
}

/// Places an authority.
pub(crate) fn standing(of: &Of<'_>, england: Option<f64>, denominators: &Denominators) -> Standing {
    let form = form(of.measure);
    let denominator = |area: &str, value: Option<f64>| of.link.zip(value).and_then(|(link, v)| denominators.of(link, area, of.year, v));
    let footing = Footing { definition: of.measure.id.clone(), date_basis: String::new(), denominator: String::new() };
    let entry = |area: &Area, shown: &Shown, other_years: &[f64]| Entry {
        name: area.name.clone(),
        footing: footing.clone(),
        value: shown.value,
        denominator: denominator(&area.key, shown.value),
        other_years: other_years.to_vec(),
    };
    let own = of.authorities.iter().find(|(area, _)| area.key == of.authority.key).map(|(area, shown)| entry(area, shown, of.other_years));
    let others: Vec<(&Area, Entry)> = of
        .authorities
        .iter()
        .filter(|(area, shown)| area.key != of.authority.key && shown.value.is_some())
        .map(|(area, shown)| (*area, entry(area, shown, &[])))
        .collect();
    let Some(own) = own.filter(|own| own.value.is_some()) else {
        let none = || "there is no figure".to_owned();
        return Standing { rank: Err(none()), among_kind: Err(none()), funnel: Err(none()), everybody: None, denominator: None, doubt: None };
    };
    let all: Vec<Entry> = others.iter().map(|(_, entry)| entry.clone()).collect();
    let doubt = zero_doubt(&own, &all.iter().collect::<Vec<_>>(), form).map(|doubt| doubt.words().to_owned());
    let alike: Vec<Entry> = others.iter().filter(|(area, _)| area.kind == of.authority.kind).map(|(_, entry)| entry.clone()).collect();
    let among_kind = if of.authority.kind.is_empty() {
        Err("the kind of authority is not known: load the authority list".to_owned())
    } else {
        rank(of.measure, &own, &alike, form)
    };
    let everybody = if let Some(doubt) = &doubt { Err(doubt.clone()) } else { everybody(of, &own, &all, form, england, denominators) };
    Standing {
        rank: rank(of.measure, &own, &all, form),
        among_kind,
        funnel: everybody.as_ref().map_err(String::clone).and_then(|funnel| position(funnel, &own)),
        everybody: everybody.ok(),
        denominator: own.denominator,
        doubt,
    }
}

fn rank(measure: &Measure, own: &Entry, others: &[Entry], form: Form) -> Result<Place, String> {
    if !measure.may_be_ranked() {
        return Err("the publisher does not rank it".to_owned());
    }
    if measure.good.is_empty() {
        return Err("the publication does not say which way is good".to_owned());
    }
    place(own, others, form, measure.good()).map_err(|why| match why {
        NoPlace::NoPolarity => "neither high nor low is good".to_owned(),
        NoPlace::NoValue => "there is no figure".to_owned(),
        NoPlace::NoOthers => "no other authority has a figure".to_owned(),
        NoPlace::ZeroInDoubt(doubt) => doubt.words().to_owned(),
        NoPlace::NotComparable { name, why } => format!("{name}: {}", why.words()),
    })
}

/// The authority's own place, and the value of the group.
fn position(funnel: &Funnel, own: &Entry) -> Result<(Placed, f64), String> {
    let placed = funnel.units.first().filter(|placed| placed.name == own.name);
    placed.map(|placed| (placed.clone(), funnel.group)).ok_or_else(|| "the authority's figure cannot be placed".to_owned())
}

fn everybody(of: &Of<'_>, own: &Entry, others: &[Entry], form: Form, england: Option<f64>, denominators: &Denominators) -> Result<Funnel, String> {
    let kind = match form {
        Form::Percentage => Kind::Share,
        Form::Rate => Kind::Rate,
        Form::Count => return Err("a count has no funnel: councils differ in size; compare its rate or share".to_owned()),
        _ => return Err("only shares and rates have a funnel".to_owned()),
    };
    if let Some(why) = denominators.why_none(of.link) {
        return Err(why.to_owned());
    }
    if own.denominator.is_none() {
        return Err("what the authority's figure is of is not published for this year".to_owned());
    }
    let per = if kind == Kind::Share { 100.0 } else { 10_000.0 };
    let unit = |entry: &Entry| Unit {
        name: entry.name.clone(),
        // A share is published rounded; times its denominator it is a whole number again, near enough.
        numerator: entry.value.zip(entry.denominator).map(|(value, n)| value * n / per),
        denominator: entry.denominator,
    };
    // The authority stands first, so that it is found again whatever its name.
    let units: Vec<Unit> = std::iter::once(own).chain(others).map(unit).collect();
    funnel(&units, kind, england).map_err(|why| match why {
        NoFunnel::TooFew => "fewer than three authorities have a figure and what it is of".to_owned(),
        NoFunnel::NoVariation => "there is nothing to vary: all or none".to_owned(),
    })
}
