//! Several periods taken together: counts and seconds are added up, and averages are never averaged.

use crate::interval::PER;
use crate::{Basis, Measure};
use serde::Serialize;
use sightline_model::{Day, Figure, Period, Status};

/// Several periods as one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct YearToDate {
    /// First day.
    pub starts_on: Day,
    /// Last day.
    pub ends_on: Day,
    /// Numerators and denominators added up, and the value they give.
    pub figure: Figure,
}

/// Why periods cannot be taken together. The engine can still count the whole stretch as one period, from the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotCombined {
    /// There are none.
    Nothing,
    /// A period does not begin the day after the one before it ends.
    NotConsecutive {
        /// Its place, from 0.
        at: usize,
    },
    /// A period has no figure.
    Missing {
        /// Its place, from 0.
        at: usize,
    },
    /// A child may be counted in more than one of them.
    CountedAgain,
    /// What was so on a last day: the latest is the year to date.
    Stock,
    /// Rolling windows repeat one another.
    Overlapping,
    /// The median of several periods is not in their medians.
    Median,
}

/// What several consecutive periods say together.
///
/// Counts, percentages and ratios add numerators and denominators. A mean is its own sum again (mean times how many were measured), over how
/// many were measured in all. A rate adds its numerators over the latest population: it is a part-year rate, not annualised, and must be labelled so.
///
/// # Errors
/// If a period is missing or out of line, or the figures are of a kind that cannot be added.
pub fn year_to_date(parts: &[(&Period, &Figure)], measure: Measure, basis: Basis) -> Result<YearToDate, NotCombined> {
    match (basis, measure) {
        (Basis::Distinct, _) => return Err(NotCombined::CountedAgain),
        (Basis::LastDay, _) => return Err(NotCombined::Stock),
        (Basis::Rolling, _) => return Err(NotCombined::Overlapping),
        (Basis::Events, Measure::Median) => return Err(NotCombined::Median),
        (Basis::Events, _) => {}
    }
    let (Some((first, _)), Some((last, latest))) = (parts.first(), parts.last()) else {
        return Err(NotCombined::Nothing);
    };
    if let Some(before) = parts.windows(2).position(|pair| pair[0].0.ends_on().plus(1) != pair[1].0.starts_on()) {
        return Err(NotCombined::NotConsecutive { at: before + 1 });
    }
    let mut sums = Vec::with_capacity(parts.len());
    for (at, (_, figure)) in parts.iter().enumerate() {
        sums.push(sum_of(figure, measure).ok_or(NotCombined::Missing { at })?);
    }
    let top: f64 = sums.iter().map(|(top, _)| top).sum();
    let below: f64 = sums.iter().map(|(_, below)| below).sum();
    let figures = parts.iter().map(|(_, figure)| *figure);
    let provisional = figures.clone().any(|figure| figure.status == Status::Provisional);
    let share = |of: f64, per: f64| (of > 0.0).then(|| top / of * per);
    let (numerator, denominator, value) = match measure {
        Measure::Count => (top, None, Some(top)),
        Measure::Percentage => (top, Some(below), share(below, 100.0)),
        Measure::Ratio => (top, Some(below), share(below, ratio_scale(parts))),
        Measure::Mean => (below, None, share(below, 1.0)),
        Measure::Rate => {
            let population = latest.denominator.unwrap_or(0.0);
            (top, Some(population), share(population, PER))
        }
        Measure::Median => return Err(NotCombined::Median),
    };
    let status = match value {
        None => Status::NotApplicable,
        Some(_) if provisional => Status::Provisional,
        Some(_) => Status::Ok,
    };
    let pending = figures.map(|figure| figure.pending).sum();
    let figure = Figure { numerator: Some(numerator), denominator, value, pending, status };
    Ok(YearToDate { starts_on: first.starts_on(), ends_on: last.ends_on(), figure })
}

/// What a figure adds above and below the line; `None` if it says nothing. A period with nothing to measure adds nothing.
fn sum_of(figure: &Figure, measure: Measure) -> Option<(f64, f64)> {
    let finite = |number: Option<f64>| number.filter(|number| number.is_finite());
    match (figure.status, measure) {
        (Status::NotAvailable | Status::Hidden, _) => None,
        (Status::NotApplicable, Measure::Rate) => None,
        (Status::NotApplicable, _) => Some((0.0, 0.0)),
        (_, Measure::Count) => Some((finite(figure.value)?, 0.0)),
        (_, Measure::Mean | Measure::Median) => {
            let measured = finite(figure.numerator)?;
            Some((finite(figure.value)? * measured, measured))
        }
        (_, Measure::Percentage | Measure::Rate | Measure::Ratio) => Some((finite(figure.numerator)?, finite(figure.denominator)?)),
    }
}

/// What a ratio's quotient is multiplied by (1, or 100 where it is said in per cent), as its own parts show.
fn ratio_scale(parts: &[(&Period, &Figure)]) -> f64 {
    let scale = parts.iter().find_map(|(_, figure)| {
        let (top, below, value) = (figure.numerator?, figure.denominator?, figure.value?);
        (top != 0.0 && below > 0.0).then(|| value * below / top)
    });
    scale.map_or(1.0, |scale| if scale > 10.0 { 100.0 } else { 1.0 })
}
