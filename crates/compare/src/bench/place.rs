//! Rank and quartile, with ties stated and doubtful zeros left out.

use super::{Entry, NotComparable, ZeroDoubt, comparable, zero_doubt};
use crate::funnel::Position;
use crate::same::order;
use crate::{Good, Measure};
use serde::Serialize;
use std::cmp::Ordering;

/// Fewer than this, the authority itself included, have no quartiles.
pub const FEWEST_FOR_QUARTILES: usize = 4;

/// A place among others, 1 being the best.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Place {
    /// One more than the number that are better.
    pub rank: usize,
    /// How many others have the same value.
    pub tied: usize,
    /// How many have a place, this one included.
    pub of: usize,
    /// 1 (best) to 4; none with fewer than four, or where a tie lies across two quartiles.
    pub quartile: Option<u8>,
    /// Others whose 0 is in doubt, left out.
    pub in_doubt: Vec<String>,
}

/// Why there is no place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoPlace {
    /// Neither way is good, so there is no best.
    NoPolarity,
    /// The authority has no value.
    NoValue,
    /// No other has a value that counts.
    NoOthers,
    /// The authority's 0 must be looked into first.
    ZeroInDoubt(ZeroDoubt),
    /// Another's figure does not compare.
    NotComparable {
        /// Whose.
        name: String,
        /// Why not.
        why: NotComparable,
    },
}

/// The place of one among others that are good the same way.
///
/// # Errors
/// If neither way is good, figures rest on different things, or there is nothing sound to place.
pub fn place(own: &Entry, others: &[Entry], measure: Measure, good: Good) -> Result<Place, NoPlace> {
    if good == Good::Neutral {
        return Err(NoPlace::NoPolarity);
    }
    for other in others {
        comparable(&own.footing, &other.footing).map_err(|why| NoPlace::NotComparable { name: other.name.clone(), why })?;
    }
    let value = own.value.filter(|value| value.is_finite()).ok_or(NoPlace::NoValue)?;
    let own_others: Vec<&Entry> = others.iter().collect();
    if let Some(doubt) = zero_doubt(own, &own_others, measure) {
        return Err(NoPlace::ZeroInDoubt(doubt));
    }
    let mut in_doubt = Vec::new();
    let mut better = 0;
    let mut tied = 0;
    let mut of = 1;
    for (at, other) in others.iter().enumerate() {
        let Some(theirs) = other.value.filter(|value| value.is_finite()) else {
            continue;
        };
        let rest: Vec<&Entry> = others.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, entry)| entry).chain([own]).collect();
        if zero_doubt(other, &rest, measure).is_some() {
            in_doubt.push(other.name.clone());
            continue;
        }
        of += 1;
        match (order(value, theirs), good) {
            (Ordering::Equal, _) => tied += 1,
            (Ordering::Greater, Good::High) | (Ordering::Less, Good::Low) => better += 1,
            _ => {}
        }
    }
    if of == 1 {
        return Err(NoPlace::NoOthers);
    }
    let rank = better + 1;
    let (first, last) = (quartile(rank, of), quartile(rank + tied, of));
    let quartile = first.filter(|_| first == last && of >= FEWEST_FOR_QUARTILES);
    Ok(Place { rank, tied, of, quartile, in_doubt })
}

/// The quarter in which a rank lies, cut where a spreadsheet's QUARTILE cuts: a quarter, half and three quarters of the way from first to last.
fn quartile(rank: usize, of: usize) -> Option<u8> {
    let steps = of.checked_sub(1).filter(|&steps| steps > 0)?;
    u8::try_from((4 * rank.saturating_sub(1)).div_ceil(steps).max(1)).ok()
}

impl Place {
    /// `in line; 3rd of 11, first quartile`. A rank is printed only with a funnel position, which says whether it means anything.
    #[must_use]
    pub fn words(&self, position: Position) -> String {
        let joint = if self.tied > 0 { "joint " } else { "" };
        let quartile = match self.quartile {
            Some(1) => ", first quartile",
            Some(2) => ", second quartile",
            Some(3) => ", third quartile",
            Some(4) => ", fourth quartile",
            _ if self.tied > 0 && self.of >= FEWEST_FOR_QUARTILES => ", tied across quartiles",
            _ => "",
        };
        format!("{}; {joint}{} of {}{quartile}", position.words(), ordinal(self.rank), self.of)
    }
}

fn ordinal(number: usize) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
