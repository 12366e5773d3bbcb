//! School attendance of children in care, by half term.

use super::known::Known;
use super::{Lines, text};
use crate::calendar::{Day, age};
use crate::error::SynthError;
use crate::own::{Extracts, OwnTables};
use crate::rng::Rng;

/// A half term: its first and last school day, and how many there are.
struct HalfTerm {
    from: Day,
    to: Day,
    days: i32,
}

/// Runs of school days with no week without school between them.
fn half_terms(county: &Extracts<'_>) -> Vec<HalfTerm> {
    let mut terms: Vec<HalfTerm> = Vec::new();
    for each in (county.start..=county.until).filter(|each| county.calendar.is_school(*each)) {
        match terms.last_mut() {
            Some(term) if each - term.to <= 5 => {
                term.to = each;
                term.days += 1;
            }
            _ => terms.push(HalfTerm { from: each, to: each, days: 1 }),
        }
    }
    // The one that is going on has not been collected yet.
    if terms.last().is_some_and(|term| county.until - term.to <= 5) {
        terms.pop();
    }
    terms
}

/// How much a child tends to miss, in thousandths of all sessions.
fn habit(rng: &mut Rng) -> i32 {
    rng.length(&[((0, 35), 62), ((36, 75), 25), ((90, 180), 9), ((200, 600), 4)])
}

/// Writes `school_attendance`.
pub(super) fn attendance(county: &Extracts<'_>, tables: &mut OwnTables<'_>, known: &Known) -> Result<(), SynthError> {
    let headings = ["child_id", "started_on", "ended_on", "school_phase", "sessions_possible", "sessions_missed"];
    let mut lines = Lines::open(tables, "school_attendance", &headings)?;
    let terms = half_terms(county);
    for care in &known.care {
        let born = known.of(care.child).born;
        let mut rng = county.rng("school_attendance", care.child ^ u64::from(care.from.unsigned_abs()));
        let missing = habit(&mut rng);
        let kind = rng.weighted(&[("", 88), ("special", 9), ("alternative", 3)]);
        for term in terms.iter().filter(|term| term.to >= care.from && term.to < care.to && (5..=15).contains(&age(born, term.from))) {
            let years = age(born, term.from);
            let phase = match kind {
                "special" => "special",
                "alternative" if years >= 13 => "alternative",
                _ if years >= 11 => "secondary",
                _ => "primary",
            };
            let possible = 2 * (term.days - rng.between(0, 1)).max(1);
            let missed = (possible * (missing + rng.between(-30, 40)) / 1_000).clamp(0, possible);
            let (from, to) = (text(county, term.from), text(county, term.to));
            lines.row(&[&care.child.to_string(), from, to, phase, &possible.to_string(), &missed.to_string()]);
        }
    }
    lines.close(tables)
}
