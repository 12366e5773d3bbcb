//! School terms, read off the calendar's school days.

use crate::calendar::{Calendar, Day, civil, day};
use crate::rng::Rng;

/// A term, with its half-term break.
#[derive(Clone, Copy)]
pub(super) struct Term {
    pub(super) first: Day,
    pub(super) last: Day,
    pub(super) pause: Option<(Day, Day)>,
}

/// The first of September on or before a day.
pub(super) fn school_year(on: Day) -> Day {
    let (year, month, _) = civil(on);
    day(if month >= 9 { year } else { year - 1 }, 9, 1)
}

/// Every term of the school years that touch two days. Thirteen days without school end a term, five make a break.
pub(super) fn terms(calendar: &Calendar, from: Day, until: Day) -> Vec<Term> {
    let (first, end) = (school_year(from), school_year(school_year(until) + 380));
    let mut terms: Vec<Term> = Vec::new();
    let mut before: Option<Day> = None;
    for on in (first..end).filter(|on| calendar.is_school(*on)) {
        match (before, terms.last_mut()) {
            (Some(earlier), Some(term)) if on - earlier <= 13 => {
                term.last = on;
                if on - earlier > 5 {
                    term.pause = Some((calendar.add_working_days(earlier, 1), calendar.on_or_before(on - 1)));
                }
            }
            _ => terms.push(Term { first: on, last: on, pause: None }),
        }
        before = Some(on);
    }
    terms
}

/// `2018 autumn`.
pub(super) fn name(term: &Term) -> String {
    let (year, month, _) = civil(term.first);
    let season = match month {
        9.. => "autumn",
        1..=3 => "spring",
        _ => "summer",
    };
    format!("{year} {season}")
}

/// A school day from one day to another, both included; none if there is none.
pub(super) fn school_day(calendar: &Calendar, rng: &mut Rng, from: Day, to: Day) -> Option<Day> {
    if from > to {
        return None;
    }
    let middle = rng.between(from, to);
    (middle..=to).find(|on| calendar.is_school(*on)).or_else(|| (from..middle).rev().find(|on| calendar.is_school(*on)))
}
