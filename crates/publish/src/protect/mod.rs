//! Disclosure control over a whole paper: which of its counts are hidden, and the same paper without them and without what rests on them.
//!
//! The counts behind every figure that is printed become cells; sums over time, over parts and between indicators become equations, with everything
//! that was ever published ([`sightline_disclosure`] does the rest). A figure that loses a count loses its value too, so that nothing made from it
//! later (a move, a colour, a chart's point, its text alternative, a place in an order) can say what is hidden.

mod cells;
mod rules;

pub use rules::{At, Identity, Role, Rules, Term};

use crate::paper::pack::Pack;
use crate::paper::spec::TrendOf;
use crate::view::{IndicatorView, PeriodFigure, shown};
use cells::{Cells, counts, gather, key, printed};
use sightline_compare::Measure;
use sightline_disclosure::{Ledger, Outcome, Problem, Protected, Refusal};
use sightline_model::{Day, Figure, Status};
use std::collections::{BTreeMap, BTreeSet};

const HIDDEN: Figure = Figure { numerator: None, denominator: None, value: None, pending: 0, status: Status::Hidden };

/// A paper that has passed, with what the ledger must remember of it.
#[derive(Clone)]
pub struct Passed {
    /// The paper without its hidden figures.
    pub pack: Protected<Pack>,
    /// Its cells and equations, with earlier ones that bear on them.
    pub problem: Problem,
    /// What was hidden, and why.
    pub outcome: Outcome,
}

/// Why an indicator is not in a public paper though it has a figure.
const WITHHELD: &str = "left out of the public paper: with what was published before, it could give a child away";

/// How much of an indicator is left out so that nothing published before is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Withheld {
    /// Its trend.
    Trend,
    /// All of it.
    All,
}

/// Passes a paper through disclosure control.
///
/// Where what was published before leaves no way to hide an indicator's small counts, its trend is left out, and if that is not enough the
/// indicator itself: not even a `c` is printed, for that would say that there were any.
///
/// # Errors
/// If something hidden before could be worked out whatever were hidden or left out; the error names the figures and the sums.
pub fn protect(pack: Pack, trend: TrendOf, rules: &Rules, ledger: &Ledger) -> Result<Passed, Refusal> {
    let mut withheld: BTreeMap<String, Withheld> = BTreeMap::new();
    loop {
        match once(pack.clone(), trend, rules, ledger, &withheld) {
            Err(Refusal::Leak(leak)) => {
                let own = |text: &str| text.split('|').next().map(str::to_owned).filter(|id| pack.indicator(id).is_some());
                let mut named: BTreeSet<String> = leak.cells.iter().filter_map(|cell| own(&cell.key)).collect();
                named.retain(|id| withheld.get(id) != Some(&Withheld::All));
                if named.is_empty() {
                    // Not its own: then whatever of this paper stands in the sums that give it away.
                    let words = leak.cells.iter().flat_map(|cell| &cell.equations).flat_map(|equation| equation.split(' '));
                    named = words.filter(|word| word.contains('|')).filter_map(own).collect();
                    named.retain(|id| withheld.get(id) != Some(&Withheld::All));
                }
                if named.is_empty() {
                    return Err(Refusal::Leak(leak));
                }
                for id in named {
                    let next = if withheld.contains_key(&id) { Withheld::All } else { Withheld::Trend };
                    withheld.insert(id, next);
                }
            }
            done => return done,
        }
    }
}

/// Leaves out what must not be said at all.
fn leave_out(pack: &mut Pack, withheld: &BTreeMap<String, Withheld>) {
    for (id, how) in withheld {
        let Some(view) = pack.indicators.iter_mut().find(|view| view.id == *id) else { continue };
        view.trend.clear();
        if *how == Withheld::All {
            figures(view).for_each(|figure| *figure = Figure::not_available());
            view.breakdowns.clear();
            // What is not said at all ties nothing to what is.
            view.beside.months.clear();
            view.beside.quarters.clear();
            view.unavailable_reason = Some(WITHHELD.to_owned());
            for stage in pack.journey.stages.iter_mut().filter(|stage| stage.indicator == *id) {
                (stage.figure, stage.year_before) = (Figure::not_available(), Figure::not_available());
            }
        }
    }
}

fn once(mut pack: Pack, trend: TrendOf, rules: &Rules, ledger: &Ledger, withheld: &BTreeMap<String, Withheld>) -> Result<Passed, Refusal> {
    for view in &mut pack.indicators {
        choose_trend(view, trend, rules);
        if !rules.settings.protects(rules.class(&view.id)) {
            continue;
        }
        // A balance that can fall below zero is no count of people, and gives away what it is the balance of.
        if figures(view).any(|figure| figure.value.is_some_and(|value| value < 0.0)) {
            figures(view).filter(|figure| shown(figure).is_some()).for_each(|figure| *figure = HIDDEN);
            continue;
        }
        // How many are still within a limit is a count like any other, printed in a sentence only.
        for figure in figures(view) {
            if figure.pending <= rules.settings.threshold {
                figure.pending = 0;
            }
        }
    }
    leave_out(&mut pack, withheld);
    let Cells { mut problem, places, tables } = gather(&pack, rules, ledger);
    ledger.join(&mut problem);
    let outcome = sightline_disclosure::protect(&problem, &rules.settings)?;
    let too_little: Vec<_> = tables.iter().filter(|(_, table)| outcome.too_little_left().contains(table)).map(|(of, _)| of.clone()).collect();
    let is_hidden = |key: &str| places.get(key).is_some_and(|cell| !outcome.is_shown(*cell));
    let (mut hidden, mut all) = (0, 0);
    for view in &mut pack.indicators {
        let id = view.id.clone();
        view.breakdowns.retain(|breakdown| !too_little.contains(&(id.clone(), breakdown.dimension.clone())));
        let blank = Blank { is_hidden: &is_hidden };
        for point in printed_mut(view) {
            let span = rules.span(&point.0.id, point.1.starts_on, point.1.ends_on);
            blank.figure(&point.0, span, None, &mut point.1.figure);
        }
        for point in printed(view) {
            all += usize::from(shown(&point.figure).is_some() || point.figure.status == Status::Hidden);
            hidden += usize::from(point.figure.status == Status::Hidden);
        }
        let span = rules.span(&view.id, view.this.starts_on, view.this.ends_on);
        let whose = Whose::of(view);
        for breakdown in &mut view.breakdowns {
            for part in &mut breakdown.parts {
                blank.figure(&whose, span, Some((&breakdown.dimension, &part.label)), &mut part.figure);
                all += 1;
                hidden += usize::from(part.figure.status == Status::Hidden);
            }
        }
        // What is not printed is not carried along either.
        view.beside.months.clear();
        view.beside.quarters.clear();
    }
    journey(&mut pack, rules, &is_hidden);
    pack.hidden = Some((hidden, all));
    let passed = outcome.passed();
    Ok(Passed { pack: Protected::new(pack, &passed), problem, outcome })
}

/// Months, or quarters where more than a fifth of the months would be small.
fn choose_trend(view: &mut IndicatorView, trend: TrendOf, rules: &Rules) {
    let small = |point: &PeriodFigure, view: &IndicatorView| {
        let found = counts(view, &point.figure);
        let is_small = |count: u64| (1..=rules.settings.threshold).contains(&count);
        let rest = match found.as_slice() {
            [(_, counted), (_, whole)] => whole.checked_sub(*counted),
            _ => None,
        };
        found.iter().any(|(_, count)| is_small(*count)) || rest.is_some_and(is_small)
    };
    match trend {
        TrendOf::None => view.trend.clear(),
        TrendOf::Months => {}
        TrendOf::MonthsOrQuarters => {
            let months = view.trend.iter().filter(|point| point.value().is_some()).count();
            let few = view.trend.iter().filter(|point| small(point, view)).count();
            let protects = rules.settings.protects(rules.class(&view.id));
            if protects && few * 5 > months && !view.beside.quarters.is_empty() {
                view.trend = view.beside.quarters.clone();
            }
        }
    }
}

/// Every figure of a view.
fn figures(view: &mut IndicatorView) -> impl Iterator<Item = &mut Figure> {
    let points = view.trend.iter_mut().chain([&mut view.this, &mut view.previous, &mut view.year_before]).chain(view.beside.year_to_date.as_mut());
    points
        .map(|point| &mut point.figure)
        .chain(view.breakdowns.iter_mut().flat_map(|breakdown| breakdown.parts.iter_mut().map(|part| &mut part.figure)))
}

/// What a figure's counts are called.
#[derive(Clone)]
struct Whose {
    id: String,
    measure: Measure,
    is_shares: bool,
}

impl Whose {
    fn of(view: &IndicatorView) -> Whose {
        Whose { id: view.id.clone(), measure: view.measure, is_shares: view.is_shares }
    }
}

/// Every printed period of a view, each as often as it is held.
fn printed_mut(view: &mut IndicatorView) -> Vec<(Whose, &mut PeriodFigure)> {
    let whose = Whose::of(view);
    let points = view.trend.iter_mut().chain([&mut view.this, &mut view.previous, &mut view.year_before]).chain(view.beside.year_to_date.as_mut());
    points.map(|point| (whose.clone(), point)).collect()
}

struct Blank<'a> {
    is_hidden: &'a dyn Fn(&str) -> bool,
}

impl Blank<'_> {
    /// Takes a figure's numbers away if any of its counts is hidden. What it is of stays where that count is shown.
    fn figure(&self, whose: &Whose, span: (Day, Day), part: Option<(&str, &str)>, figure: &mut Figure) {
        if shown(figure).is_none() {
            return;
        }
        let counted = (self.is_hidden)(&key(&whose.id, span, part, Role::Counted));
        let whole_part = if whose.is_shares { None } else { part };
        let whole =
            whose.measure != Measure::Rate && whose.measure != Measure::Count && (self.is_hidden)(&key(&whose.id, span, whole_part, Role::Whole));
        if counted || whole {
            *figure = Figure {
                numerator: None,
                denominator: figure.denominator.filter(|_| !whole && whose.measure != Measure::Rate),
                value: None,
                pending: 0,
                status: Status::Hidden,
            };
        }
    }
}

fn journey(pack: &mut Pack, rules: &Rules, is_hidden: &dyn Fn(&str) -> bool) {
    let year_before = pack.period.year_before();
    for stage in &mut pack.journey.stages {
        for (figure, period) in [(&mut stage.figure, &pack.period), (&mut stage.year_before, &year_before)] {
            let key = key(&stage.indicator, rules.span(&stage.indicator, period.starts_on(), period.ends_on()), None, Role::Counted);
            if shown(figure).is_some() && (is_hidden(&key) || is_hidden(&format!("{key} (journey)"))) {
                *figure = HIDDEN;
            }
        }
    }
}
