//! What disclosure control must know, from the definitions and the authority's settings.

use crate::workplace::Settings;
use sightline_definitions::{At as When, Library, Number, OverTime, SensitivityClass};
use sightline_disclosure::{Class, Decision, Settings as Strictness};
use sightline_publish::protect::{At, Identity, Role, Rules, Term};

/// The rules for a library.
pub fn rules(library: &Library, settings: &Settings) -> Rules {
    let mut rules = Rules { settings: strictness(settings), ..Rules::default() };
    for (id, indicator) in &library.indicators {
        let class = match indicator.sensitivity {
            SensitivityClass::Child => Class::ChildAttribute,
            SensitivityClass::Process => Class::Process,
            SensitivityClass::None => Class::None,
        };
        rules.classes.insert(id.clone(), class);
        match indicator.over_time() {
            OverTime::Adds => drop(rules.add_over_time.insert(id.clone())),
            OverTime::Last => drop(rules.of_last_day.insert(id.clone())),
            OverTime::Neither => {}
        }
    }
    for (id, dimension) in &library.dimensions {
        if !dimension.many {
            rules.dimensions_that_add.insert(id.clone());
        }
        if dimension.of_child {
            rules.of_child.insert(id.clone());
        }
    }
    for identity in library.identities() {
        for equation in &identity.equations {
            rules.identities.push(Identity {
                total: term(&equation.total),
                parts: equation.parts.iter().map(term).collect(),
                divided: identity.divided,
            });
        }
    }
    rules
}

fn strictness(settings: &Settings) -> Strictness {
    let decision = settings.process_counts_shown.as_ref();
    Strictness {
        process_shown: decision.map(|decision| Decision { by: decision.by.clone(), on: decision.on.to_string(), why: decision.why.clone() }),
        ..Strictness::default()
    }
}

fn term(term: &sightline_definitions::Term) -> Term {
    Term {
        indicator: term.indicator.clone(),
        role: match term.number {
            Number::Value | Number::Numerator => Role::Counted,
            Number::Denominator => Role::Whole,
            Number::NotMet => Role::Rest,
            Number::Pending => Role::Pending,
        },
        part: term.part.clone(),
        at: match term.at {
            When::Period => At::Period,
            When::PreviousEnd => At::PreviousEnd,
            When::YearBefore => At::YearBefore,
            When::TwelveMonths => At::TwelveMonths,
        },
        minus: term.minus,
    }
}
